//! Written by `BLESS=1 cargo test -p fieldwright-cli --test catalogue`.

/// Provider, stem and text of every schema, in the order of their paths.
#[rustfmt::skip]
pub(super) const FILES: &[(&str, &str, &str)] = &[
    ("anddone", "account-token", include_str!("../../catalogue/anddone/account-token.yaml")),
    ("anddone", "provider", include_str!("../../catalogue/anddone/provider.yaml")),
    ("anddone", "token-link", include_str!("../../catalogue/anddone/token-link.yaml")),
    ("rapyd", "customer-payment-method-created", include_str!("../../catalogue/rapyd/customer-payment-method-created.yaml")),
    ("rapyd", "payment-updated", include_str!("../../catalogue/rapyd/payment-updated.yaml")),
    ("rapyd", "provider", include_str!("../../catalogue/rapyd/provider.yaml")),
    ("truemed", "payment-token-updated", include_str!("../../catalogue/truemed/payment-token-updated.yaml")),
    ("truemed", "provider", include_str!("../../catalogue/truemed/provider.yaml")),
];
