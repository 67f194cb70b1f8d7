//! See `contactline_fuzz::rows`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::rows(bytes));
