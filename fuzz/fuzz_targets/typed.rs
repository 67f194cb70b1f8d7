//! See `contactline_fuzz::typed`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::typed(bytes));
