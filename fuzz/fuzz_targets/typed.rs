//! See `fieldwright_fuzz::typed`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::typed(data));
