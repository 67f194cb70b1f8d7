//! See `contactline_fuzz::offers`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::offers(bytes));
