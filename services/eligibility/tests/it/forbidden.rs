//! Whoever may not is refused before a form is read.

use crate::bench::Bench;

#[tokio::test]
async fn a_form_is_not_read_for_a_person_without_the_role() {
    let bench = Bench::new().await;
    let named = [("{kind}/{version}", "rules/DMR-1")];
    let router = include_str!("../../src/pages/mod.rs");
    let tried = bench.app.forbids_forms(&bench.amina, router, &named, &["/versions"]).await;
    assert!(tried > 10, "{tried}");
}
