//! Contactline reads contradictory reports of fire along the Karabakh line of contact on a map.

pub mod app;
pub mod io;
pub mod model;
pub mod query;
pub mod render;
pub mod scene;
pub mod session;
pub mod store;
pub mod view;
pub mod words;
