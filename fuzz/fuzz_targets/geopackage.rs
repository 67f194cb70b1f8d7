//! See `contactline_fuzz::geopackage`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::geopackage(bytes));
