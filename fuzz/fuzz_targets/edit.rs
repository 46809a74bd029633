//! See `fieldwright_fuzz::edit`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::edit(data));
