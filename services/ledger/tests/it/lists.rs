//! Lists go on page by page: every row once and in one order, over the API and on pages.

use crate::desk::{Desk, PLAIN};
use crate::trust::children::{GIRL, TRUST};
use axum::http::Method;
use redress_kernel::Uuid;
use redress_testkit::World;
use std::collections::BTreeSet;

/// Rows of each list beside the one that a person has made.
const COPIES: usize = 60;

/// A list: its address in the API, its page, and SQL that makes [`COPIES`] more rows of it.
const LISTS: [(&str, &str, &str); 6] = [
    ("audits", "/finance/audits", "insert into ledger.audit_run
       select (jsonb_populate_record(x, jsonb_build_object('run_id', gen_random_uuid()))).*
       from ledger.audit_run x, generate_series(1, 60)"),
    ("holds", "/finance/fund/holds", "insert into ledger.hold
       select (jsonb_populate_record(x, jsonb_build_object('hold_id', gen_random_uuid(), 'entry_id', gen_random_uuid()))).*
       from ledger.hold x, generate_series(1, 60)"),
    ("contributions", "/finance/fund/income", "insert into ledger.contribution
       select (jsonb_populate_record(x, jsonb_build_object('contribution_id', gen_random_uuid(), 'entry_id', gen_random_uuid(),
         'received_on', x.received_on - n / 7))).*
       from ledger.contribution x, generate_series(1, 60) n"),
    ("batches", "/finance/batches", "insert into ledger.batch overriding user value
       select (jsonb_populate_record(x, jsonb_build_object('batch_id', gen_random_uuid()))).*
       from ledger.batch x, generate_series(1, 60)"),
    ("payments", "/finance/payments", "insert into ledger.award
       select (jsonb_populate_record(x, jsonb_build_object('claim_id', c.claim_id, 'decision_id', gen_random_uuid()))).*
       from ledger.award x, shared.claim c where c.claim_id <> x.claim_id"),
    ("rates/XAF", "/finance/rates/XAF", "insert into shared.rate
       select gen_random_uuid(), 'XAF', 600, date '2020-01-01' + n, 'test' from generate_series(1, 60) n"),
];

#[tokio::test]
async fn every_row_of_a_list_stands_on_one_of_its_pages() {
    let desk = Desk::on(World::with_provider().await).await;
    desk.fund("90000.00").await;
    let hold = [("amount", "1.00"), ("reason", "translation"), ("expires_on", "2026-12-31")];
    desk.app.post(&desk.farid, "/finance/fund/holds", &hold).await.location();
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    desk.prepared(&desk.instalments(&award).await).await;
    desk.world.claims_at("scheduled", &desk.amina, COPIES).await;
    // The copies have no entries of their own.
    desk.world.db.breaks(&[
        "books_equal_claims",
        "contributions_are_booked",
        "contributions_come_to_accounts",
        "funds_equal_books",
        "holds_equal_books",
        "wants_are_known",
    ]);
    for (name, page, copies) in LISTS {
        desk.world.db.tamper(copies).await;
        let (mut seen, mut path) = (Vec::new(), format!("/api/ledger/{name}?limit=25"));
        loop {
            let reply = desk.app.call("auditor.ola", Method::GET, &path, None, &[]).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.text());
            let rows = reply.json().as_array().expect(name).clone();
            assert!(rows.len() <= 25, "{name}");
            seen.extend(rows.iter().map(ToString::to_string));
            let Some(link) = reply.headers.get("link") else { break };
            let link = link.to_str().expect("ascii").strip_prefix('<').expect("an address");
            path = link.strip_suffix(">; rel=\"next\"").expect("the next page").to_owned();
        }
        let each: BTreeSet<&String> = seen.iter().collect();
        assert!(seen.len() > COPIES, "{name}: {}", seen.len());
        assert_eq!(each.len(), seen.len(), "{name}: none twice");
        let first = desk.app.get(&desk.ola, page).await.page();
        let next = first.next_page().unwrap_or_else(|| panic!("{name} goes on: {first}"));
        let second = desk.app.get(&desk.ola, &next).await;
        assert_eq!(second.status, 200, "{next}");
        assert_eq!(second.page().next_page(), None, "{name} has two pages");
        let wrong = format!("/api/ledger/{name}?after=zz");
        let reply = desk.app.call("auditor.ola", Method::GET, &wrong, None, &[]).await;
        assert_eq!(
            (reply.status.as_u16(), &reply.json()["errors"][0]["field"]),
            (422, &"after".into())
        );
    }
}

#[tokio::test]
async fn what_a_liaison_asks_for_waits_behind_no_number_of_others() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    let lena = desk.lena().await;
    desk.ask(&lena, &award, "512.00").await.location();
    // Six hundred later ones are decided.
    let sql = format!(
        "with asked as (insert into ledger.trust_request
           select (jsonb_populate_record(x, jsonb_build_object('request_id', gen_random_uuid(),
             'asked_at', x.asked_at + interval '1 minute'))).*
           from ledger.trust_request x, generate_series(1, 600) where x.claim_id = '{}'
           returning request_id, claim_id)
         insert into ledger.trust_request_answer (request_id, claim_id, outcome, answered_by, answered_at)
         select request_id, claim_id, 'refused', '{}', '2026-11-02' from asked",
        award.claim,
        Uuid::from(desk.asha.actor.actor_id)
    );
    desk.world.db.tamper(&sql).await;
    desk.app.get(&desk.asha, TRUST).await.page().shows("512.00");
}
