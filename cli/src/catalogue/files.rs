//! Written by `BLESS=1 cargo test -p fieldwright-cli --test catalogue`.

/// Provider, stem and text of every schema, in the order of their paths.
#[rustfmt::skip]
pub(super) const FILES: &[(&str, &str, &str)] = &[
];
