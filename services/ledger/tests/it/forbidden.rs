//! Whoever may not is refused before a form is read.

use crate::desk::Desk;

#[tokio::test]
async fn a_form_is_not_read_for_a_person_without_the_role() {
    let desk = Desk::new().await;
    let named = [
        ("batches/{batch_id}/{step}", "batches/{batch_id}/approve"),
        ("{code}/{step}", "xaf/confirm"),
        ("{month}/{step}", "2026-10/close"),
    ];
    let files = ["/finance/statements", "/finance/rates/preview", "/finance/rates/import"];
    let router = include_str!("../../src/routes/pages.rs");
    let tried = desk.app.forbids_forms(&desk.amina, router, &named, &files).await;
    assert!(tried > 30, "{tried}");
}
