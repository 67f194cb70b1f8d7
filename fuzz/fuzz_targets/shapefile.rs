//! See `contactline_fuzz::shapefile`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::shapefile(bytes));
