//! See `fieldwright_fuzz::import_html`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldwright_fuzz::import_html(data));
