//! See `fieldwright_fuzz::model_code`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::model_code(data));
