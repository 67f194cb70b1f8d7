//! See `contactline_fuzz::tiles`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::tiles(bytes));
