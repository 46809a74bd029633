//! What is measured must do the same work.

use fieldwright_benches::pages::pages;
use fieldwright_benches::verdicts::disagreements;

#[test]
fn all_candidates_are_of_one_mind_about_all_payloads() {
    for page in pages() {
        let mut candidates = page.candidates();
        assert!(candidates.len() > 10, "{} has candidates", page.payload);
        let found = disagreements(&page, &mut candidates);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn every_set_has_payloads_where_the_page_has_enough_rules_to_break() {
    for page in pages() {
        for set in &page.sets {
            let may_be_empty = set.name == "broken" && page.payload == "truemed/payment-token-updated";
            assert_eq!(set.payloads.is_empty(), may_be_empty, "{} {}", page.payload, set.name);
        }
    }
}
