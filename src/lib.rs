//! Contactline reads contradictory reports of fire along the Karabakh line of contact on a map.
//!
//! This is a tour of the crate for those who change it. How it hangs together, and what holds at all
//! times, stands in `ARCHITECTURE.md`.
//!
//! Data goes one way: files become a [`model::Draft`], in which places are still names; an
//! [`model::Atlas`] resolves and indexes it; a question over it gives a [`query::Answer`]; a
//! [`scene::Scene`] says what to draw of that; and a window, a picture or the command line shows it.
//! What a person does comes back as a [`session::Command`].
//!
//! # Read a file
//!
//! What cannot be read becomes a note with file and line, and costs nothing else.
//!
//! ```
//! use contactline::{model::{Amount, Budget, ImportOptions}, store::formats};
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("mine.csv");
//! let rows = "start,reporter,from,to,count\n\
//!             2022-08-07,az-mod,Gorus,Lachin,6\n\
//!             2022-08-07,az-mod,Gorus,Lachin,many\n\
//!             2022-08-07,az-mod,Gorus,Lachin,50+\n";
//! std::fs::write(&path, rows)?;
//! let read = formats::read(&path, &ImportOptions::default(), &Budget::default())?;
//! assert_eq!(read.draft.reports.len(), 3);
//! assert_eq!(read.draft.reports[0].claims[0].count, Some(6.into()));
//! // The figure of the second row is unknown, and a note says so.
//! assert_eq!(read.draft.reports[1].claims[0].count, None);
//! assert_eq!(read.notes[0].place.line, 3);
//! // A bound stays one.
//! assert_eq!(read.draft.reports[2].claims[0].count, Some(Amount::AtLeast(50)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Ask a question
//!
//! Figures of different reporters stand side by side, and every record is accounted for.
//!
//! ```
//! use contactline::{
//!     app::load,
//!     model::{Day, PlaceRef, Window},
//!     query::{Direction, Filters, Question, ask},
//! };
//!
//! // Without files: the built-in data.
//! let atlas = load(&[] as &[&str]).built.atlas;
//! let window = Window::days(Day::parse("2022-08-07")?, Day::parse("2022-08-08")?);
//! let answer = ask(&atlas, &Question { window, filters: Filters::default() });
//! assert!(answer.accounts.balance());
//!
//! let kalbajar = atlas.region_by_key("kalbajar").expect("a region of the built-in data");
//! let received = answer.tallies.of(Direction::Target, PlaceRef::Region(kalbajar));
//! for (reporter, tally) in received {
//!     // Incidents stated for this region alone, and for it together with others.
//!     println!("{}: {} + {}", atlas.reporters()[reporter].short, tally.exact, tally.shared);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Draw a picture
//!
//! The same scene as in the window, on a page with its legend, sources and accounts.
//!
//! ```
//! use std::sync::OnceLock;
//!
//! use contactline::{
//!     app::picture::{Data, Format, PictureSpec, Ready, data},
//!     session::Session,
//! };
//!
//! let opened = data::open(&[], &Session::default())?;
//! let data = Data {
//!     atlas: &opened.built.atlas,
//!     digest: &opened.digest,
//!     basemap: data::basemap()?,
//!     events: &OnceLock::new(),
//!     colours: &opened.colours,
//!     beside: None,
//! };
//! let picture = Ready::new(data, PictureSpec::default()).encode(data, Format::Svg)?;
//! assert!(picture.bytes.starts_with(b"<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod app;
pub mod io;
pub mod model;
pub mod query;
pub mod render;
pub mod scene;
pub mod session;
pub mod store;
pub mod view;
pub(crate) mod words;
