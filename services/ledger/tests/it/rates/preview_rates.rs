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
    let page = preview(&desk, LIST).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let text = page.text();
    for (count, what) in [(3, "New rates"), (1, "Recorded already"), (1, "Can’t be taken")] {
        let row = text.split(&format!("<dt>{what}")).nth(1).expect("a count");
        let seen = row.split("<dd>").nth(1).and_then(|rest| rest.split('<').next());
        assert_eq!(seen, Some(count.to_string().as_str()), "{what}: {text}");
    }
    // Published for 1 November, looked at on the 2nd.
    assert!(
        text.contains("=\"Published for\">1 November 2026</td>")
            && text.contains("=\"In force from\">2 November 2026</td>"),
        "{text}"
    );
    assert!(text.contains("The day can’t be read"), "{text}");
    assert!(text.contains("EUR from 1 December 2026: 0.925 becomes 1.4 (51%)"), "{text}");
    assert_eq!(text.matches("name=\"sure\"").count(), 1);
    let recorded: i64 = desk.one("select count(*) from ledger.rate_publication").await;
    assert_eq!(recorded, 0, "nothing is written");
}

#[tokio::test]
async fn what_is_no_file_of_rates_is_told() {
    let desk = Desk::new().await;
    for (file, told) in [
        ("", "href=\"#file\""),
        ("a,b\n1,2\n", "No headings of rates"),
        ("currency,per_usd,effective_from,source\n\0", "no plain text"),
    ] {
        Desk::tells(&preview(&desk, file).await, told);
    }
    let long = "\n".repeat(2_001);
    Desk::tells(&preview(&desk, &long).await, "at most 2000 at a time");
    let large = format!("{LIST}{}", "x".repeat(256 * 1024));
    Desk::tells(&preview(&desk, &large).await, "at most 256 kilobytes");
    for who in [&desk.asha, &desk.ola] {
        let parts = [("file", LIST)];
        let reply = desk.app.post_parts(who, "/finance/rates/preview", "k", &parts).await;
        assert_eq!(reply.status, 403);
        assert!(!desk.app.get(who, "/finance/rates").await.text().contains("type=\"file\""));
    }
    let parts = [("file", LIST), ("more", "1")];
    let reply = desk.app.post_parts(&desk.farid, "/finance/rates/preview", "k", &parts).await;
    assert_eq!(reply.status, 422, "a field that the page does not have");
}
