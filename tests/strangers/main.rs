//! What people stumbled over who opened files of their own. The right values are worked out by hand.

#[path = "../common/mod.rs"]
mod common;

mod columns;
mod ends;
mod features;
mod first;
mod formats;
mod json;
mod positions;
mod rows;
mod signs;
mod tables;
mod times;
mod unread;
mod workbooks;
