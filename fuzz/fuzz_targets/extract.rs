//! See `contactline_fuzz::extract`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::extract(bytes));
