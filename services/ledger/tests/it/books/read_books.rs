//! The books on the page are the books.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn debits_and_credits_are_shown_to_be_equal() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    desk.accepted(&PLAIN).await;
    let page = desk.app.get(&desk.ola, "/finance/books").await.text();
    assert!(
        page.contains("All debits 153,380.00\u{a0}USD, all credits 153,380.00\u{a0}USD."),
        "{page}"
    );
    for name in ["Fund cash", "Awards payable", "Payment clearing", "Bank charges"] {
        assert!(page.contains(name), "{name}");
    }
    let older = desk.app.get(&desk.ola, "/finance/books?before=2").await.text();
    assert!(older.contains("1 Contribution") && !older.contains("Award accepted"), "{older}");
}

#[tokio::test]
async fn what_is_known_later_does_not_change_what_was_known() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let before: time::OffsetDateTime = sqlx::query_scalar("select clock_timestamp()")
        .fetch_one(&mut desk.world.db.superuser().await)
        .await
        .expect("a time");
    // It came in October, and is heard of in November.
    desk.fund_on("2026-10-15", "7.00").await;
    let then = before.format(&time::format_description::well_known::Rfc3339).expect("a time");
    let look = async |query: String| {
        desk.app.get(&desk.ola, &format!("/finance/books?{query}")).await.text()
    };
    let now = look("on_day=2026-10-31".to_owned()).await;
    assert!(now.contains("All debits 7.00\u{a0}USD"), "{now}");
    assert!(now.contains("Effective up to 31 October 2026, as known at"), "{now}");
    let then_october = look(format!("on_day=2026-10-31&known_at={then}")).await;
    assert!(then_october.contains("All debits 0, all credits 0."), "{then_october}");
    let then_all = look(format!("on_day=&known_at={then}")).await;
    assert!(then_all.contains("All debits 100.00\u{a0}USD"), "{then_all}");
    for (query, said) in [
        ("on_day=2026-02-30", "href=\"#on_day\""),
        ("known_at=noon", "Write the moment as"),
        ("known_at=2199-01-01", "What will be known later is not known yet."),
    ] {
        Desk::tells(&desk.app.get(&desk.ola, &format!("/finance/books?{query}")).await, said);
    }
}

/// The first address on a page that begins so.
fn link(page: &str, begins: &str) -> String {
    let start =
        page.find(&format!("href=\"{begins}")).unwrap_or_else(|| panic!("{begins}: {page}"));
    page[start + 6..].split('"').next().expect("an end").replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn a_figure_leads_to_its_account_its_entry_and_its_claim() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let get = async |path: &str| {
        let reply = desk.app.get(&desk.ola, path).await;
        assert_eq!(reply.status, 200, "{path}");
        reply.text()
    };
    let accounts = get("/finance/reports/trial-balance").await;
    let payable = accounts.split("<tr>").find(|row| row.contains("Awards payable")).expect("a row");
    let account = get(&link(payable, "/finance/books/accounts/")).await;
    assert!(account.contains("2100 Awards payable USD"), "{account}");
    assert!(account.contains("<dt>Balance after</dt><dd>34,460.00\u{a0}USD"), "{account}");
    let entry = get(&link(&account, "/finance/books/entries/")).await;
    for said in
        ["Money set aside", "Award commitments", "34,460.00", "Under seal 1", award.code.as_str()]
    {
        assert!(entry.contains(said), "{said}: {entry}");
    }
    assert!(get(&link(&entry, "/finance/payments/")).await.contains(award.code.as_str()));
    // What came since lies under no seal for a minute.
    desk.fund_on("2026-11-02", "7.00").await;
    let cash = accounts.split("<tr>").find(|row| row.contains("Fund cash")).expect("a row");
    let cash = link(cash, "/finance/books/accounts/");
    let cash = get(cash.split('?').next().expect("an address")).await;
    let newest = get(&link(&cash, "/finance/books/entries/")).await;
    assert!(newest.contains("Under no seal yet") && newest.contains("finance.farid"), "{newest}");
    // Who has a seat on the panel does not learn of the claim here either.
    desk.seat_on_panel(&desk.ola, &award).await;
    let hidden = desk.app.get(&desk.ola, &link(&account, "/finance/books/entries/")).await;
    assert_eq!(hidden.status, 404);
    let account = get(&link(payable, "/finance/books/accounts/")).await;
    assert!(!account.contains(award.code.as_str()) && account.contains("34,460.00"), "{account}");
}

#[tokio::test]
async fn the_entries_of_an_account_come_page_by_page_between_two_days() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&["funds_equal_books"]);
    let mut db = desk.world.db.superuser().await;
    // Three hundred gifts, one cent more each, on the days of a month; several moments.
    sqlx::raw_sql(
        "select set_config('redress.actor', gen_random_uuid()::text, false), set_config('redress.roles', 'system', false)",
    )
    .execute(&mut db)
    .await
    .expect("an actor");
    for n in 1..=300 {
        let sql = format!(
            "begin; insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'system', 'test');
             select * from ledger.post(array[gen_random_uuid()], array['contribution'], array[date '2026-10-01' + {n} % 31],
               array[null]::uuid[], array[null]::uuid[], array[1, 1], array['fund_cash', 'contributions'], array['', ''],
               array['debit', 'credit'], array[{n} * 0.01, {n} * 0.01], array['USD', 'USD']); commit"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("posted");
    }
    let page = desk.app.get(&desk.ola, "/finance/books").await.text();
    let cash = page.split("<tr>").find(|row| row.contains("Fund cash")).expect("a row");
    let cash = link(cash, "/finance/books/accounts/");
    let cash = cash.split('?').next().expect("an address").to_owned();
    let mut next = format!("{cash}?from=2026-10-02&on_day=2026-10-11");
    let mut seen = Vec::new();
    loop {
        let page = desk.app.get(&desk.ola, &next).await.text();
        let rows = page.split("<tr>").filter(|row| row.contains("/finance/books/entries/"));
        let amounts = rows.map(|row| {
            let cell = row.split("<td class=\"amount\"").nth(1).expect("a debit");
            let cell = cell.split('>').nth(1).expect("its text");
            cell.split('\u{a0}').next().expect("an amount").to_owned()
        });
        seen.extend(amounts);
        if !page.contains("Older entries") {
            break;
        }
        next = link(&page, &format!("{cash}?from"));
    }
    let wanted: Vec<_> = (1..=300_u32)
        .rev()
        .filter(|n| (1..=10).contains(&(n % 31)))
        .map(|n| redress_kernel::money::grouped(redress_kernel::Decimal::new(n.into(), 2)))
        .collect();
    assert_eq!(seen.len(), wanted.len());
    assert_eq!(seen, wanted);
}
