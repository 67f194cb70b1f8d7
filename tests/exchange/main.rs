//! Files of every format: what is written is read again, and what is no such file is refused with
//! its name, the line and the cause.

mod bulk;
mod geonames;
mod geopackage;
mod kml;
mod layers;
mod made_up;
mod shapefile;
