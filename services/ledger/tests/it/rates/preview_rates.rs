//! A file of rates is looked at, and nothing is written.

use crate::desk::Desk;

/// As the United Nations publish it: titles, tabs, several countries, currencies that nobody is
/// paid in, notes.
pub const LIST: &str = "UN Operational Rates of Exchange\r\n\r\n\
    Country\tCurrency\tAbbreviation\tEffective Date\tOperational Rates of Exchange\r\n\
    Cameroon\tCFA Franc\tXAF\t01 Nov 2026\t610.5\r\n\
    Gabon\tCFA Franc\tXAF\t01 Nov 2026\t610.5\r\n\
    Syria\tPound\tSYP\t15 Nov 2026\t13000\r\n\
    Germany\tEuro\tEUR\t01 Dec 2026\t1.4\r\n\
    North Macedonia\tDenar\tMKD\t01 Nov 2026\t52.9\r\n\
    Ecuador\tUS Dollar\tUSD\t01 Nov 2026\t1\r\n\
    Iraq\tDinar\tIQD\t01/11/2026\t1310\r\n\r\n\
    * See the notes.\r\n";

/// The page of what a file comes to.
pub async fn preview(desk: &Desk, file: &str) -> redress_testkit::Reply {
    desk.app.post_parts(&desk.farid, "/finance/rates/preview", "k", &[("file", file)]).await
}

#[tokio::test]
async fn each_row_is_told_what_becomes_of_it() {
    let desk = Desk::new().await;
    let reply = preview(&desk, LIST).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let page = reply.page();
    for (count, what) in [("3", "new"), ("1", "same"), ("1", "refused")] {
        assert_eq!(page.beside(&format!("rates-count-{what}")), count, "{what}");
    }
    // Published for 1 November, looked at on the 2nd.
    let published = page.row("1 November 2026");
    assert_eq!(published.under(&page.worded("col-published", &[])), "1 November 2026");
    assert_eq!(published.under(&page.worded("col-effective", &[])), "2 November 2026");
    page.says("rates-verdict-day", &[]);
    let moved = [
        ("currency", "EUR"),
        ("day", "1 December 2026"),
        ("before", "0.925"),
        ("now", "1.4"),
        ("percent", "51"),
    ];
    page.says("rates-moved", &moved);
    assert_eq!(page.count("[name=sure]"), 1);
    let recorded: i64 = desk.one("select count(*) from ledger.rate_publication").await;
    assert_eq!(recorded, 0, "nothing is written");
}

#[tokio::test]
async fn what_is_no_file_of_rates_is_told() {
    let desk = Desk::new().await;
    for (file, told) in [
        ("", "#file"),
        ("a,b\n1,2\n", "rates-no-headings"),
        ("currency,per_usd,effective_from,source\n\0", "rates-not-text"),
    ] {
        Desk::tells(&preview(&desk, file).await, told);
    }
    let long = "\n".repeat(2_001);
    Desk::tells(&preview(&desk, &long).await, "rates-too-many");
    let large = format!("{LIST}{}", "x".repeat(256 * 1024));
    Desk::tells(&preview(&desk, &large).await, "rates-too-large");
    for who in [&desk.asha, &desk.ola] {
        let parts = [("file", LIST)];
        let reply = desk.app.post_parts(who, "/finance/rates/preview", "k", &parts).await;
        assert_eq!(reply.status, 403);
        assert!(!desk.app.get(who, "/finance/rates").await.page().has("[type=file]"));
    }
    let parts = [("file", LIST), ("more", "1")];
    let reply = desk.app.post_parts(&desk.farid, "/finance/rates/preview", "k", &parts).await;
    assert_eq!(reply.status, 422, "a field that the page does not have");
}
