//! The months and their checklists are computed from the data.

use crate::desk::{Desk, PLAIN, Wish};
use redress_iso20022::sim::Options;
use redress_testkit::Page;

/// The tag of an item of the checklist, and how much of it is open.
fn item(page: &Page, name: &str) -> (String, String) {
    let row = page.row(&page.worded(&format!("check-{name}"), &[]));
    (row.cells[0].clone(), row.cells[2].clone())
}

fn is_done(page: &Page, name: &str) -> bool {
    item(page, name).0 == page.worded("check-done", &[])
}

/// Fails unless an item is still to do, with so much of it open.
#[track_caller]
fn is_open(page: &Page, name: &str, open: &str) {
    assert_eq!(item(page, name), (page.worded("check-open", &[]), open.to_owned()), "{name}");
}

#[tokio::test]
async fn each_line_follows_what_was_done() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { currency: "XAF", ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let stray = Some("12.00".parse().expect("a sum"));
    let answer = desk.bank(&batch, &Options { stray_debit: stray, ..Options::default() }).await;
    desk.later(30).await;
    let look = async || desk.app.get(&desk.ola, "/finance/periods/2026-11").await.page();
    let page = look().await;
    assert!(is_done(&page, "month_over") && is_done(&page, "awards_booked"), "{page}");
    assert_eq!(item(&page, "payments_answered").1, "3");
    assert_eq!(item(&page, "rates_in_force").1, "1", "sample rates are no rates");
    page.shows("XAF");
    assert!(!is_done(&page, "sealed"));
    desk.seal().await;
    let page = look().await;
    assert!(is_done(&page, "sealed") && is_done(&page, "audit_clean"), "{page}");

    // The bank has paid, and taken a fee that nobody has explained.
    desk.upload(&desk.farid, &answer.statement).await;
    let page = look().await;
    assert!(is_done(&page, "payments_answered"), "{page}");
    is_open(&page, "lines_explained", "1");
    assert!(!is_done(&page, "statements_complete"), "it ends on the 2nd");
}

#[tokio::test]
async fn an_acceptance_that_is_not_booked_holds_the_month_open() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.offered(&PLAIN).await;
    desk.say_accepted(&award).await;
    desk.later(30).await;
    let page = desk.app.get(&desk.asha, "/finance/periods/2026-11").await.page();
    is_open(&page, "awards_booked", "1");
    desk.app.react().await;
    let page = desk.app.get(&desk.asha, "/finance/periods/2026-11").await.page();
    assert!(is_done(&page, "awards_booked"), "{page}");
}

#[tokio::test]
async fn the_list_goes_from_the_first_entry_to_today() {
    let desk = Desk::new().await;
    let page = desk.app.get(&desk.farid, "/finance/periods").await.page();
    assert!(page.links_to("/finance/periods/2026-11"), "{page}");
    page.hides("2026-10");
    desk.fund_on("2026-08-31", "5").await;
    let page = desk.app.get(&desk.ola, "/finance/periods").await.page();
    for month in ["August 2026", "September 2026", "October 2026", "November 2026"] {
        page.shows(month);
    }
    assert_eq!(desk.app.get(&desk.ola, "/finance/periods/2026-07").await.status, 404);
    assert_eq!(desk.app.get(&desk.ola, "/finance/periods/2026-12").await.status, 404);
    assert_eq!(desk.app.get(&desk.ola, "/finance/periods/october").await.status, 404);
    let advocate = desk.world.person("advocate.bea", &[redress_kernel::Role::Advocate]).await;
    assert_eq!(desk.app.get(&advocate, "/finance/periods").await.status, 403);
    let waits = desk.app.get(&desk.asha, "/finance").await.page();
    assert_eq!(waits.beside("wait-close"), "3");
}
