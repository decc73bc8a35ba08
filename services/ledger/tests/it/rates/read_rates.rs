//! Rates in force, to come, missing; and what a currency has been through.

use crate::desk::Desk;
use crate::rates::preview_rates::{LIST, preview};

#[tokio::test]
async fn finance_and_auditors_see_what_is_in_force_and_what_comes() {
    let desk = Desk::new().await;
    let sealed = preview(&desk, LIST).await.field("sealed").expect("sealed");
    let parts = [("sealed", sealed.as_str()), ("sure", "EUR 2026-12-01")];
    let done = desk.app.post_parts(&desk.farid, "/finance/rates/import", "k", &parts).await;
    assert_eq!(done.location(), "/finance/rates");
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        let page = desk.app.get(who, "/finance/rates").await.page();
        page.says("rates-missing", &[("currencies", "SYP")]);
        let text = page.text();
        let coming = page.worded("rates-coming-caption", &[]);
        let (now, coming) = text.split_once(&coming).expect("both tables");
        assert!(now.contains("610.5") && now.contains("0.925") && !now.contains(" 1.4 "), "{text}");
        assert!(coming.contains("1.4") && coming.contains("13000"), "{text}");
    }
    let page = desk.app.get(&desk.ola, "/finance/rates/XAF").await.page();
    for shown in ["610.5", "605.25", "SAMPLE"] {
        page.shows(shown);
    }
    assert_eq!(desk.app.get(&desk.ola, "/finance/rates/ABC").await.status, 404);
}
