//! What is typed is read in one way or asked back, in the words of whoever typed it.

use crate::story::Story;
use redress_kernel::ClaimId;
use serde_json::json;
use time::Duration;

async fn wage(story: &Story, claim: ClaimId) -> Option<String> {
    let sql = format!(
        "select concat_ws(' ', w ->> 'amount', w ->> 'currency') from intake.claim,
           lateral (select facts #> '{{losses,monthly_wage}}' as w) it where claim_id = '{claim}'"
    );
    story.value(sql).await.filter(|wage| !wage.is_empty())
}

#[tokio::test]
async fn a_wage_is_read_in_one_way_or_asked_back() {
    let story = Story::begin().await;
    let claim = story.open().await;
    for (typed, currency, kept) in [
        ("150.000", "XAF", "150000 XAF"),
        ("150,000", "XAF", "150000 XAF"),
        ("215\u{202f}500 XAF", "XAF", "215500 XAF"),
        ("1,500", "USD", "1500.00 USD"),
        ("1.234,00", "USD", "1234.00 USD"),
        ("1.250.000", "CDF", "1250000.00 CDF"),
        ("١٬٢٣٤٫٥٠", "USD", "1234.50 USD"),
    ] {
        story.filled(claim, "wage", &[("wage", typed), ("wage-currency", currency)]).await;
        assert_eq!(wage(&story, claim).await.as_deref(), Some(kept), "{typed}");
    }
    let before = wage(&story, claim).await;
    for (typed, currency, asked) in [
        ("1.500", "USD", "one thousand five hundred"),
        ("12.500", "CDF", "twelve thousand five hundred"),
    ] {
        let fields = [("wage", typed), ("wage-currency", currency)];
        let reply = story.fill(claim, "wage", &fields).await;
        assert_eq!(reply.status, 422);
        assert!(reply.text().contains(asked), "{}", reply.text());
        assert_eq!(wage(&story, claim).await, before, "nothing is kept");
    }
    for typed in ["1e5", "-150", "0,500", "150 EUR", "1 50"] {
        let fields = [("wage", typed), ("wage-currency", "USD")];
        assert_eq!(story.fill(claim, "wage", &fields).await.status, 422, "{typed}");
    }
}

#[tokio::test]
async fn one_press_settles_what_was_asked() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let fields = [("wage", "1.500"), ("wage-currency", "USD")];
    let asked = story.fill(claim, "wage", &fields).await.page();
    for (value, words) in [("1500.00", "one thousand five hundred"), ("1.50", "one point five")] {
        let button = &asked.texts_of(&format!("button[name=wage][value='{value}']"))[0];
        assert!(button.contains(words), "{asked}");
    }
    assert!(asked.has("input[type=hidden][name=wage-currency][value=USD]"));
    story.filled(claim, "wage", &[("wage", "1500.00"), ("wage-currency", "USD")]).await;
    let page = story.app.get(&story.amina, &format!("/claims/{claim}/check")).await.text();
    assert!(page.contains("(one thousand five hundred)"), "{page}");
}

#[tokio::test]
async fn programs_write_numbers_in_one_way() {
    let story = Story::on(redress_testkit::World::with_provider().await).await;
    let claim = story.open().await;
    let path = format!("/api/intake/claims/{claim}/answers/wage");
    for (typed, currency, status) in [
        ("150,000", "XAF", 422),
        ("150.000", "XAF", 422),
        ("1 500", "USD", 422),
        ("1.500", "USD", 422),
        ("1500.00", "USD", 200),
    ] {
        let body = json!({ "fields": { "wage": [typed], "wage-currency": [currency] } });
        let reply = story
            .app
            .call(
                "advocate.amina",
                axum::http::Method::PUT,
                &path,
                Some(&body),
                &[("if-match", "0")],
            )
            .await;
        assert_eq!(reply.status, status, "{typed}: {}", reply.text());
    }
}

#[tokio::test]
async fn a_day_that_has_begun_somewhere_is_not_in_the_future() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "acts", &[("acts", "A5")]).await;
    // 15:33 UTC on the second: the third has begun east of UTC+8:27.
    story.world.clock.advance(Duration::minutes(6 * 60 + 33));
    // She is still at it: her session has not run out.
    sqlx::query("update shared.session set seen_at = $1, expires_at = $1 + interval '1 hour'")
        .bind(story.world.clock.clock().now())
        .execute(&mut story.world.db.superuser().await)
        .await
        .expect("sessions");
    let day = |day| [("when-year", "2026"), ("when-month", "11"), ("when-day", day)];
    assert_eq!(story.fill(claim, "act-1", &day("4")).await.status, 422);
    story.filled(claim, "act-1", &day("3")).await;
    let page = story.app.get(&story.amina, &format!("/claims/{claim}/q/act-1")).await;
    assert_eq!(page.field("when-day").as_deref(), Some("3"), "days don't shift");
}

#[tokio::test]
async fn what_nobody_sees_is_no_answer() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "name", &[("name", "\u{200b}\u{2060}")]).await;
    let progress =
        format!("select progress ->> 'name' from intake.claim where claim_id = '{claim}'");
    assert_eq!(story.value(progress).await.as_deref(), Some("skipped"));
}
