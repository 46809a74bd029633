//! See `fieldwright_fuzz::json_reader`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::json_reader(data));
