use payment_webhooks::anddone::{AccountToken, account_token};
use payment_webhooks::{FixtureKind, Profile};

/// What a service of yours does with a field that the page limits.
fn column_takes(merchant: &str) -> bool {
    merchant.chars().count() <= 8
}

#[test]
fn the_column_holds_whatever_the_provider_may_send() {
    for fixture in account_token::fixtures().of(FixtureKind::Boundary) {
        let Ok(token) = AccountToken::decode_unverified(fixture.payload.as_bytes()) else { continue };
        assert_eq!(token.validate(Profile::Effective).is_valid(), fixture.is_valid(Profile::Effective));
        if fixture.is_valid(Profile::Effective) {
            assert!(column_takes(&token.event_body.merchant_id), "{}", fixture.name);
        }
    }
}
