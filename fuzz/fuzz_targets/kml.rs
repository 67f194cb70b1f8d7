//! See `contactline_fuzz::kml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::kml(bytes));
