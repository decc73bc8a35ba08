//! The books on the page are the books.

use crate::desk::{Desk, PLAIN};
use redress_testkit::Page;

#[tokio::test]
async fn debits_and_credits_are_shown_to_be_equal() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    desk.accepted(&PLAIN).await;
    let page = desk.app.get(&desk.ola, "/finance/books").await.page();
    let sum = "153,380.00\u{a0}USD";
    page.says("books-lead", &[("debit", sum), ("credit", sum)]);
    for head in ["fund_cash", "awards_payable", "payment_clearing", "bank_charges"] {
        page.says(&format!("account-{head}"), &[]);
    }
    let older = desk.app.get(&desk.ola, "/finance/books?before=2").await.page();
    older.shows(&format!("1 {}", older.worded("entry-contribution", &[])));
    older.leaves_out("entry-commitment", &[]);
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
        desk.app.get(&desk.ola, &format!("/finance/books?{query}")).await.page()
    };
    let now = look("on_day=2026-10-31".to_owned()).await;
    now.says("books-lead", &[("debit", "7.00\u{a0}USD")]);
    now.says("report-basis-day", &[("day", "31 October 2026")]);
    let then_october = look(format!("on_day=2026-10-31&known_at={then}")).await;
    then_october.says("books-lead", &[("debit", "0"), ("credit", "0")]);
    let then_all = look(format!("on_day=&known_at={then}")).await;
    then_all.says("books-lead", &[("debit", "100.00\u{a0}USD")]);
    for (query, said) in [
        ("on_day=2026-02-30", "#on_day"),
        ("known_at=noon", "moment-malformed"),
        ("known_at=2199-01-01", "known-in-future"),
    ] {
        Desk::tells(&desk.app.get(&desk.ola, &format!("/finance/books?{query}")).await, said);
    }
}

/// The first address on a page that begins so.
fn link(page: &Page, begins: &str) -> String {
    let links = page.attributes(&format!("a[href^='{begins}']"), "href");
    links.into_iter().next().unwrap_or_else(|| panic!("{begins}: {page}"))
}

/// The address in the row of an account, by the key of its name.
fn account(page: &Page, key: &str) -> String {
    let row = page.row(&page.worded(key, &[]));
    link(&row.part, "/finance/books/accounts/")
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
        reply.page()
    };
    let accounts = get("/finance/reports/trial-balance").await;
    let payable = account(&accounts, "account-awards_payable");
    let entries = get(&payable).await;
    entries.shows(&format!("2100 {} USD", entries.worded("account-awards_payable", &[])));
    assert!(entries.beside("account-closing").starts_with("34,460.00\u{a0}USD"), "{entries}");
    let entry = get(&link(&entries, "/finance/books/entries/")).await;
    entry.says("entry-payable", &[]);
    entry.says("account-award_commitments", &[]);
    entry.says("entry-seal-number", &[("number", "1")]);
    entry.shows("34,460.00");
    entry.shows(award.code.as_str());
    get(&link(&entry, "/finance/payments/")).await.shows(award.code.as_str());
    // What came since lies under no seal for a minute.
    desk.fund_on("2026-11-02", "7.00").await;
    let cash = account(&accounts, "account-fund_cash");
    let cash = get(cash.split('?').next().expect("an address")).await;
    let newest = get(&link(&cash, "/finance/books/entries/")).await;
    newest.says("entry-seal-none", &[]);
    newest.shows("finance.farid");
    // Who has a seat on the panel does not learn of the claim here either.
    desk.seat_on_panel(&desk.ola, &award).await;
    let hidden = desk.app.get(&desk.ola, &link(&entries, "/finance/books/entries/")).await;
    assert_eq!(hidden.status, 404);
    let entries = get(&payable).await;
    entries.hides(award.code.as_str());
    entries.shows("34,460.00");
}

#[tokio::test]
async fn the_entries_of_an_account_come_page_by_page_between_two_days() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&["funds_equal_books"]);
    let mut db = desk.world.db.superuser().await;
    // Three hundred gifts, one cent more each, on the days of a month; several moments.
    for n in 1..=300 {
        let sql = format!(
            "begin; select shared.act_as(gen_random_uuid(), 'system', '*', '');
             insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'system', 'test');
             select * from ledger.post(array[gen_random_uuid()], array['contribution'], array[date '2026-10-01' + {n} % 31],
               array[null]::uuid[], array[null]::uuid[], array[1, 1], array['fund_cash', 'contributions'], array['', ''],
               array['debit', 'credit'], array[{n} * 0.01, {n} * 0.01], array['USD', 'USD']); commit"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("posted");
    }
    let page = desk.app.get(&desk.ola, "/finance/books").await.page();
    let cash = account(&page, "account-fund_cash");
    let cash = cash.split('?').next().expect("an address").to_owned();
    let mut next = format!("{cash}?from=2026-10-02&on_day=2026-10-11");
    let mut seen = Vec::new();
    loop {
        let page = desk.app.get(&desk.ola, &next).await.page();
        let rows = page
            .rows()
            .into_iter()
            .filter(|row| row.part.has("a[href^='/finance/books/entries/']"));
        let debits = rows.map(|row| row.part.texts_of("td.amount")[0].clone());
        seen.extend(
            debits.map(|debit| debit.split('\u{a0}').next().unwrap_or_default().to_owned()),
        );
        if !page.texts_of("a").contains(&page.worded("books-older", &[])) {
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
