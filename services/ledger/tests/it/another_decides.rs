//! Whoever asks for something never decides on it, with whatever roles: neither the program nor the database lets one
//! person do both, for all that one asks and another decides.

use crate::bank::ask_booking::line_of;
use crate::bank::book_line::with_lines;
use crate::desk::{Desk, PLAIN};
use crate::exchange::abroad::{account, as_person, refused};
use crate::period::close_period::{ANSWER, after_october};
use crate::trust::children::{Child, GIRL, TRUST};
use redress_iso20022::camt053::Direction;
use redress_kernel::{Role, Uuid};
use redress_testkit::Who;
use rust_decimal_macros::dec;

/// The tables whose rows are a decision, and the refusal of each. Those of eligibility are tried where versions are signed.
const DECISIONS: [(&str, &str); 11] = [
    ("eligibility.version_signature", "version_signed_by_you"),
    ("ledger.bank_account_step", "own_bank_account"),
    ("ledger.batch_step", "own_batch"),
    ("ledger.booking_answer", "own_booking"),
    ("ledger.exchange_answer", "own_exchange"),
    ("ledger.fund_factor_answer", "own_factor"),
    ("ledger.hand_over_answer", "own_trust"),
    ("ledger.period_step", "reopened_by_another"),
    ("ledger.recourse_part", "own_recourse"),
    ("ledger.trust_request_answer", "own_trust"),
    ("ledger.trust_terms_answer", "own_trust"),
];

const ROLES: [Role; 3] = [Role::FinanceOfficer, Role::FinanceApprover, Role::Liaison];

/// Somebody who has all the roles of those who ask and of those who decide.
async fn bo(desk: &Desk) -> Who {
    desk.world.person("finance.bo", &ROLES).await
}

/// Asks on a page.
async fn asks(desk: &Desk, who: &Who, path: &str, fields: &[(&str, &str)]) {
    let reply = desk.app.post(who, path, fields).await;
    assert_eq!(reply.status, 303, "{path}: {}", reply.text());
}

/// Neither the page nor a row by the service takes the asker's own answer, nor that of another who signed in long ago.
async fn refuses_asker(
    desk: &Desk,
    who: &Who,
    (path, fields): (&str, &[(&str, &str)]),
    (table, rest): (&str, &str),
) {
    let reply = desk.app.post(who, path, fields).await;
    assert!(![303, 403, 404].contains(&reply.status.as_u16()), "{path}: {}", reply.status);
    let name = DECISIONS.iter().find(|(listed, _)| *listed == table).expect("listed").1;
    let mut db = as_person(desk, who, &ROLES.map(Role::as_str).join(",")).await;
    assert_eq!(refused(&mut db, &format!("insert into {table} {rest}")).await, name, "{table}");
    let login = format!("late.{}", desk.world.fresh::<Uuid>());
    let late = desk.world.person(&login, &[Role::FinanceApprover]).await;
    let mut db = as_person(desk, &late, "finance_approver").await;
    desk.world.grow_old(&late).await;
    let reply = desk.app.post(&late, path, fields).await;
    assert!(reply.location().starts_with("/sign-in?return_to=%2Fheld%2F"), "{path}");
    let refused = refused(&mut db, &format!("insert into {table} {rest}")).await;
    assert_eq!(refused, "sign_in_fresh", "{table}");
}

#[tokio::test]
async fn every_decision_of_another_person_is_listed_here() {
    let desk = Desk::new().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select t.tgrelid::regclass::text from pg_trigger t join pg_proc p on p.oid = t.tgfoid
         where p.prosrc like '%shared.another_decides(%' order by 1",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("the catalog");
    assert_eq!(tables, DECISIONS.map(|(table, _)| table));
}

#[tokio::test]
async fn who_asks_for_a_movement_of_money_never_decides_on_it() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let bo = bo(&desk).await;
    let new =
        [("code", "eur-main"), ("currency", "EUR"), ("name", "Operations"), ("last_four", "0001")];
    asks(&desk, &bo, "/finance/cash", &new).await;
    refuses_asker(
        &desk,
        &bo,
        ("/finance/cash/eur-main/confirm", &[]),
        ("ledger.bank_account_step", "(code, step, taken_by, taken_at) values ('eur-main', 'confirmed', gen_random_uuid(), now())"),
    )
    .await;
    account(&desk, "usd-two", "USD").await;
    let moved = [
        ("from", ""),
        ("left", "100"),
        ("to", "usd-two"),
        ("arrived", "100"),
        ("day", "2026-11-02"),
        ("bank_reference", "FX 1"),
    ];
    asks(&desk, &bo, "/finance/cash/exchanges", &moved).await;
    let id: Uuid = desk.one("select exchange_id from ledger.exchange").await;
    for answer in ["confirmed", "refused"] {
        refuses_asker(
            &desk,
            &bo,
            (&format!("/finance/cash/exchanges/{id}"), &[("answer", answer)]),
            (
                "ledger.exchange_answer",
                "(exchange_id, outcome, answered_by, answered_at)
               select exchange_id, 'refused', gen_random_uuid(), now() from ledger.exchange",
            ),
        )
        .await;
    }
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    let line = line_of(&desk, "300").await;
    let booking = [("ask_line", line.as_str()), ("kind", "own_error"), ("note", "x")];
    asks(&desk, &bo, &format!("{page}/ask"), &booking).await;
    let id: Uuid = desk.one("select request_id from ledger.booking_request").await;
    for answer in ["confirmed", "refused"] {
        refuses_asker(
            &desk,
            &bo,
            (&format!("/finance/bookings/{id}"), &[("answer", answer)]),
            (
                "ledger.booking_answer",
                "(request_id, outcome, answered_by, answered_at)
               select request_id, 'refused', gen_random_uuid(), now() from ledger.booking_request",
            ),
        )
        .await;
    }
}

#[tokio::test]
async fn who_proposes_a_factor_or_records_recourse_never_decides_on_it() {
    let desk = Desk::new().await;
    let bo = bo(&desk).await;
    let factor = [("starts_on", "2026-11-01"), ("factor", "0.5")];
    asks(&desk, &bo, "/finance/fund/factor", &factor).await;
    let id: Uuid = desk.one("select factor_id from ledger.fund_factor").await;
    refuses_asker(
        &desk,
        &bo,
        (&format!("/finance/fund/factor/{id}"), &[("step", "confirmed")]),
        (
            "ledger.fund_factor_answer",
            "(factor_id, outcome, answered_by, answered_at)
           select factor_id, 'refused', gen_random_uuid(), now() from ledger.fund_factor",
        ),
    )
    .await;
    let recourse =
        [("liable", "state"), ("amount", "90.00"), ("asked_on", "2026-11-02"), ("reference", "L")];
    asks(&desk, &bo, "/finance/fund/recourse", &recourse).await;
    let id: Uuid = desk.one("select recourse_id from ledger.recourse").await;
    refuses_asker(
        &desk,
        &bo,
        (&format!("/finance/fund/recourse/{id}/give-up"), &[]),
        ("ledger.recourse_part", "(recourse_id, part, kind, amount, entry_id, noted_by, noted_at)
           select recourse_id, 1, 'given_up', amount, entry_id, gen_random_uuid(), now() from ledger.recourse"),
    )
    .await;
}

#[tokio::test]
async fn who_prepares_a_batch_or_asks_to_reopen_a_month_never_decides_on_it() {
    let desk = after_october().await;
    let bo = bo(&desk).await;
    asks(&desk, &desk.asha, "/finance/periods/2026-10/close", &ANSWER).await;
    asks(&desk, &bo, "/finance/periods/2026-10/ask", &[("reason", "one was missed")]).await;
    refuses_asker(
        &desk,
        &bo,
        ("/finance/periods/2026-10/reopen", &[]),
        ("ledger.period_step", "(period, step, reason, taken_by) values ('2026-10-01', 'reopened', 'x', gen_random_uuid())"),
    )
    .await;
    desk.fund("5000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let mut fields = vec![("execution_date", "2026-11-03")];
    let instalments = desk.instalments(&award).await;
    fields.extend(instalments.iter().map(|id| ("instalments", id.as_str())));
    let batch = desk.app.post(&bo, "/finance/batches/new", &fields).await.location();
    desk.review_says(&batch, "approval", &[]).await;
    refuses_asker(
        &desk,
        &bo,
        (&format!("{batch}/approve"), &[]),
        (
            "ledger.batch_step",
            "(batch_id, step, taken_by, taken_at)
           select batch_id, 'approved', gen_random_uuid(), now() from ledger.batch",
        ),
    )
    .await;
}

#[tokio::test]
async fn who_asks_for_a_childs_money_never_decides_on_it() {
    let desk = Desk::new().await;
    desk.fund("170000.00").await;
    let bo = bo(&desk).await;
    let terms = [("effective_from", "2026-11-01"), ("annual_rate", "0.03"), ("method", "deposit")];
    asks(&desk, &bo, &format!("{TRUST}/terms"), &terms).await;
    let id: Uuid = desk.one("select terms_id from ledger.trust_terms").await;
    refuses_asker(
        &desk,
        &bo,
        (&format!("{TRUST}/terms/{id}"), &[("step", "confirmed")]),
        (
            "ledger.trust_terms_answer",
            "(terms_id, outcome, answered_by, answered_at)
           select terms_id, 'refused', gen_random_uuid(), now() from ledger.trust_terms",
        ),
    )
    .await;
    let girl = desk.child(&GIRL).await;
    asks(
        &desk,
        &bo,
        &format!("{TRUST}/{}/ask", girl.claim),
        &[("amount", "100.00"), ("ground", "school"), ("age", "twelve"), ("heard", "yes")],
    )
    .await;
    let id: Uuid = desk.one("select request_id from ledger.trust_request").await;
    refuses_asker(
        &desk,
        &bo,
        (&format!("{TRUST}/{}/{id}", girl.claim), &[("step", "refused")]),
        ("ledger.trust_request_answer", "(request_id, claim_id, outcome, answered_by, answered_at)
           select request_id, claim_id, 'refused', gen_random_uuid(), now() from ledger.trust_request"),
    )
    .await;
    let of_age = desk.child(&Child { of_age_on: "2026-11-03", ..GIRL }).await;
    desk.days(1).await;
    asks(&desk, &bo, &format!("{TRUST}/{}/hand-over", of_age.claim), &[]).await;
    let id: Uuid = desk.one("select hand_over_id from ledger.hand_over").await;
    refuses_asker(
        &desk,
        &bo,
        (&format!("{TRUST}/{}/hand-over/{id}", of_age.claim), &[("step", "refused")]),
        ("ledger.hand_over_answer", "(hand_over_id, claim_id, outcome, answered_by, answered_at)
           select hand_over_id, claim_id, 'refused', gen_random_uuid(), now() from ledger.hand_over"),
    )
    .await;
}
