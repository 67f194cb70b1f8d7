//! See `contactline_fuzz::read_statement`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contactline_fuzz::read_statement(bytes));
