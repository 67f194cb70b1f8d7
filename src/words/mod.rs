//! Every word a person can read, one function a phrase, with its arguments typed.
//!
//! To add a language, add a variant to [`Interface`]: the compiler then names each phrase that lacks
//! it. Nothing outside this folder changes.

use std::sync::atomic::{AtomicU8, Ordering};

/// A language of the interface. The language of place names is another choice: see `model::Language`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Interface {
    #[default]
    English,
}

impl Interface {
    pub const ALL: [Self; 1] = [Self::English];
}

static CURRENT: AtomicU8 = AtomicU8::new(0);

/// The language all phrases are in from now on.
pub fn set_interface(interface: Interface) {
    CURRENT.store(interface as u8, Ordering::Relaxed);
}

pub fn interface() -> Interface {
    let current = usize::from(CURRENT.load(Ordering::Relaxed));
    Interface::ALL.get(current).copied().unwrap_or_default()
}

/// Phrases, one function each: `name { English("text") }` gives a `&'static str`, and
/// `name(argument: Type) { English("text with {argument}") }` a `String`.
macro_rules! phrases {
    ($($name:ident $(($($argument:ident: $type:ty),+))? {
        $($language:ident($text:literal $(, $more:expr)* $(,)?))+
    })+) => {
        $(phrase! {
            $name $(($($argument: $type),+))? { $($language($text $(, $more)*))+ }
        })+
    };
}

macro_rules! phrase {
    ($name:ident { $($language:ident($text:literal))+ }) => {
        $(#[doc = $text])+
        pub fn $name() -> &'static str {
            match $crate::words::interface() {
                $($crate::words::Interface::$language => $text,)+
            }
        }
    };
    ($name:ident ($($argument:ident: $type:ty),+) { $($language:ident($text:literal $(, $more:expr)*))+ }) => {
        $(#[doc = $text])+
        pub fn $name($($argument: $type),+) -> String {
            match $crate::words::interface() {
                $($crate::words::Interface::$language => format!($text $(, $more)*),)+
            }
        }
    };
}

/// Names of the variants of an enum, in each language.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident ($type:ty) { $($language:ident { $($variant:pat => $text:literal),+ $(,)? })+ })+) => {
        $(
            #[doc = concat!("The name of a `", stringify!($type), "`.")]
            $(#[$doc])*
            pub fn $name(value: $type) -> &'static str {
                match $crate::words::interface() {
                    $($crate::words::Interface::$language => match value {
                        $($variant => $text,)+
                    },)+
                }
            }
        )+
    };
}

pub mod about;
pub mod annotate;
pub mod basemaps;
pub mod bookmarks;
pub mod budget;
pub mod charts;
pub mod check;
pub mod cite;
pub mod cli;
pub mod compare;
pub mod condition;
pub mod details;
pub mod diff;
pub mod errors;
pub mod evidence;
pub mod extract;
pub mod files;
pub mod import;
pub mod instruments;
pub mod layers;
pub mod map;
pub mod menus;
pub mod notes;
pub mod offers;
pub mod overview;
pub mod picture;
pub mod places;
pub mod records;
pub mod reports;
pub mod search;
pub mod small_maps;
pub mod statement;
pub mod team_archive;
pub mod timeline;
pub mod two_views;
pub mod units;
pub mod visit;
pub mod web_page;
pub mod work;

pub const APP_NAME: &str = "Contactline";
