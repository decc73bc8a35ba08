//! The months and their checklists are computed from the data.

use crate::desk::{Desk, PLAIN, Wish};
use redress_iso20022::sim::Options;

/// The tag of a line of the checklist, and how much is open.
fn line(page: &str, text: &str) -> (String, String) {
    let row = page.split("<tr>").find(|row| row.contains(text));
    let cells: Vec<_> = row.unwrap_or_else(|| panic!("{text}: {page}")).split("</td>").collect();
    let bare = |cell: &str| {
        let texts = cell.split('>').filter_map(|piece| piece.split('<').next());
        texts.collect::<String>().trim().to_owned()
    };
    (bare(cells[0]), bare(cells[2]))
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
    let look = async || desk.app.get(&desk.ola, "/finance/periods/2026-11").await.text();
    let page = look().await;
    let done = |text: &str, page: &str| line(page, text).0 == "Done";
    assert!(done("The month is over", &page));
    assert!(done("All decisions and answers are booked", &page));
    assert_eq!(line(&page, "The bank has answered for every").1, "3");
    assert_eq!(
        line(&page, "A published rate for each currency").1,
        "1",
        "sample rates are no rates"
    );
    assert!(page.contains("XAF"), "{page}");
    assert!(!done("Every entry is sealed", &page));
    desk.seal().await;
    let page = look().await;
    assert!(
        done("Every entry is sealed", &page) && done("The audit of the books finds nothing", &page)
    );

    // The bank has paid, and taken a fee that nobody has explained.
    desk.upload(&desk.farid, &answer.statement).await;
    let page = look().await;
    assert!(done("The bank has answered for every", &page), "{page}");
    assert_eq!(
        line(&page, "Every statement line is explained"),
        ("To do".to_owned(), "1".to_owned())
    );
    assert!(!done("Bank statements reach the end of the month", &page), "it ends on the 2nd");
}

#[tokio::test]
async fn an_acceptance_that_is_not_booked_holds_the_month_open() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.offered(&PLAIN).await;
    desk.say_accepted(&award).await;
    desk.later(30).await;
    let page = desk.app.get(&desk.asha, "/finance/periods/2026-11").await.text();
    assert_eq!(
        line(&page, "All decisions and answers are booked"),
        ("To do".to_owned(), "1".to_owned())
    );
    desk.app.react().await;
    let page = desk.app.get(&desk.asha, "/finance/periods/2026-11").await.text();
    assert_eq!(line(&page, "All decisions and answers are booked").0, "Done");
}

#[tokio::test]
async fn the_list_goes_from_the_first_entry_to_today() {
    let desk = Desk::new().await;
    let page = desk.app.get(&desk.farid, "/finance/periods").await.text();
    assert!(page.contains("/finance/periods/2026-11") && !page.contains("2026-10"), "{page}");
    desk.fund_on("2026-08-31", "5").await;
    let page = desk.app.get(&desk.ola, "/finance/periods").await.text();
    for month in ["August 2026", "September 2026", "October 2026", "November 2026"] {
        assert!(page.contains(month), "{month}: {page}");
    }
    assert_eq!(desk.app.get(&desk.ola, "/finance/periods/2026-07").await.status, 404);
    assert_eq!(desk.app.get(&desk.ola, "/finance/periods/2026-12").await.status, 404);
    assert_eq!(desk.app.get(&desk.ola, "/finance/periods/october").await.status, 404);
    let advocate = desk.world.person("advocate.bea", &[redress_kernel::Role::Advocate]).await;
    assert_eq!(desk.app.get(&advocate, "/finance/periods").await.status, 403);
    let waits = desk.app.get(&desk.asha, "/finance").await.text();
    assert!(waits.contains("Months to close</a></dt><dd>3"), "{waits}");
}
