//! See `contactline_fuzz::own_work`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::own_work(bytes));
