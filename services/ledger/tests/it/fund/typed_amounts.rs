//! An amount typed on a page of finance is never guessed, and said in words before it is booked.

use crate::desk::Desk;
use crate::exchange::abroad::later;
use time::Duration;

const PATH: &str = "/finance/fund/income";

fn gift<'a>(amount: &'a str, received_on: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", "voluntary"),
        ("amount", amount),
        ("received_on", received_on),
        ("reference", "G-7"),
    ]
}

#[tokio::test]
async fn ten_thousand_is_never_ten() {
    let desk = Desk::new().await;
    let reply = desk.app.post(&desk.farid, PATH, &gift("10.000", "2026-11-01")).await;
    assert_eq!(reply.status, 422);
    let asked = reply.page();
    for (value, words) in [("10000.00", "(ten thousand)"), ("10.00", "(ten)")] {
        let button = &asked.texts_of(&format!("button[name=amount][value='{value}']"))[0];
        assert!(button.contains(words), "{asked}");
    }
    assert_eq!(desk.balance("fund_cash").await, "0.00");
    for typed in ["0,500", "1e5", "-5", "10.000 EUR", "1,23,4"] {
        let reply = desk.app.post(&desk.farid, PATH, &gift(typed, "2026-11-01")).await;
        Desk::tells(&reply, "#amount");
    }
    assert_eq!(desk.balance("fund_cash").await, "0.00");
    let reply = desk.app.post(&desk.farid, PATH, &gift("10,000", "2026-11-01")).await;
    assert_eq!(reply.location(), PATH);
    assert_eq!(desk.balance("fund_cash").await, "10000.00");
}

#[tokio::test]
async fn the_form_of_the_page_says_the_amount_in_words_first() {
    let desk = Desk::new().await;
    let page = desk.app.get(&desk.farid, PATH).await;
    let first = page.field("_words").expect("the form asks for words");
    let mut fields = gift("10,000", "2026-11-01");
    fields.push(("_words", &first));
    let reply = desk.app.post(&desk.farid, PATH, &fields).await;
    let page = reply.page();
    assert_eq!(reply.status, 200, "{page}");
    page.shows("(ten thousand)");
    assert_eq!(desk.balance("fund_cash").await, "0.00", "nothing is booked yet");
    let confirming = &page.forms(PATH)[0];
    for sent in [("amount", "10000.00"), ("reference", "G-7")] {
        assert!(confirming.iter().any(|(name, value)| (&**name, &**value) == sent), "{page}");
    }
    assert!(!confirming.iter().any(|(name, _)| name == "_words"), "{page}");
    let reply = desk.app.post(&desk.farid, PATH, &gift("10000.00", "2026-11-01")).await;
    assert_eq!(reply.location(), PATH);
    assert_eq!(desk.balance("fund_cash").await, "10000.00");
}

#[tokio::test]
async fn money_that_came_today_in_the_east_is_taken() {
    let desk = Desk::new().await;
    // 15:33 UTC on the second: the third has begun east of UTC+8:27.
    desk.world.clock.advance(Duration::minutes(6 * 60 + 33));
    later(&desk, 0).await;
    Desk::tells(&desk.app.post(&desk.farid, PATH, &gift("10", "2026-11-04")).await, "#received_on");
    let asked = desk.app.post(&desk.farid, PATH, &gift("10", "1/11/2026")).await.page();
    let days = [("first", "1 November 2026"), ("second", "11 January 2026")];
    asked.refuses("date-unclear", &days);
    let reply = desk.app.post(&desk.farid, PATH, &gift("10", "2026-11-03")).await;
    assert_eq!(reply.location(), PATH);
}

#[tokio::test]
async fn what_nobody_sees_is_no_name() {
    let desk = Desk::new().await;
    let fields = [("code", "ghost"), ("name", "\u{200b}\u{2060}")];
    let reply = desk.app.post(&desk.farid, "/finance/fund/income/funder", &fields).await;
    Desk::tells(&reply, "#name");
}

#[tokio::test]
async fn a_rate_of_three_decimals_is_asked_back() {
    let desk = Desk::new().await;
    for (typed, status) in [("2.850", 422), ("2850", 303)] {
        let fields = [
            ("currency", "CDF"),
            ("per_usd", typed),
            ("effective_from", "2026-11-02"),
            ("source", "UNORE"),
        ];
        let reply = desk.app.post(&desk.farid, "/finance/rates", &fields).await;
        assert_eq!(reply.status, status, "{typed}: {}", reply.text());
    }
}
