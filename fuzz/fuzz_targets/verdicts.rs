//! See `fieldwright_fuzz::verdicts`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::verdicts(data));
