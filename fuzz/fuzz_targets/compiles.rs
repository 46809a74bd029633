//! See `fieldwright_fuzz::compiles`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::compiles(data));
