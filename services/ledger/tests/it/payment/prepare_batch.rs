//! Instalments are put into a batch.

use crate::desk::{Award, Desk, PLAIN, Wish};
use crate::exchange::abroad::{as_person, broken, refused};
use crate::signed_in::done;
use redress_kernel::Uuid;

#[tokio::test]
async fn a_batch_converts_on_its_day_and_shows_control_totals() {
    let desk = Desk::new().await;
    desk.fund("90000.00").await;
    let dollars = desk.accepted(&PLAIN).await;
    let francs =
        desk.accepted(&Wish { net: "1000.33", currency: "XAF", instalments: 1, ..PLAIN }).await;
    desk.planned(&dollars).await;
    desk.planned(&francs).await;
    let form = desk.app.get(&desk.farid, "/finance/batches/new").await.page();
    assert_eq!(form.count("[type=checkbox]"), 4);
    assert_eq!(form.count("[checked]"), 2, "what is due is chosen already");
    let listed = [desk.instalments(&dollars).await, desk.instalments(&francs).await].concat();
    let batch = desk.prepared(&listed).await;
    let page = desk.app.get(&desk.asha, &batch).await.page();
    // Award P12: 1000.33 x 605.25 = 605449.7325, in whole francs.
    for shown in ["605,450\u{a0}XAF", "34,460.00\u{a0}USD", "•••• 0001"] {
        page.shows(shown);
    }
    // No payee on a page.
    page.hides("Guessan");
    page.hides("23670000001");
    let audited = desk.world.audited(francs.claim).await;
    assert!(audited.contains(&"ledger.open_payee".to_owned()), "{audited:?}");
}

#[tokio::test]
async fn an_instalment_is_under_way_once() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let listed = desk.instalments(&award).await;
    desk.prepared(&listed[..1]).await;
    Desk::tells(&desk.prepare(&listed[..1]).await, "instalment-under-way");
    desk.prepared(&listed[1..]).await;
}

#[tokio::test]
async fn two_officers_at_once_make_one_batch() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let listed = desk.instalments(&award).await;
    let replies = tokio::join!(desk.prepare(&listed), desk.prepare(&listed), desk.prepare(&listed));
    let made = [replies.0, replies.1, replies.2].iter().filter(|r| r.status == 303).count();
    assert_eq!(made, 1);
    let live: i64 = sqlx::query_scalar("select count(*) from ledger.batch_item")
        .fetch_one(&mut desk.world.db.superuser().await)
        .await
        .expect("readable");
    assert_eq!(live, 3);
}

#[tokio::test]
async fn details_that_were_moved_from_another_claim_are_paid_to_nobody() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let hers = desk.accepted(&Wish { net: "100.00", ..PLAIN }).await;
    let thiefs = desk.accepted(&Wish { net: "100.00", ..PLAIN }).await;
    desk.planned(&hers).await;
    let refused = desk.world.move_payee(thiefs.claim, hers.claim, thiefs.filed.claimant).await;
    let refused = refused.expect_err("another claimant's");
    let constraint = refused.as_database_error().and_then(|error| error.constraint());
    assert_eq!(constraint, Some("payee_of_its_claim"));
    // Whoever owns the database can put it there all the same: it does not open.
    let put = desk.world.move_payee(thiefs.claim, hers.claim, hers.filed.claimant).await;
    put.expect("the owner may");
    let reply = desk.prepare(&desk.instalments(&hers).await).await;
    Desk::names(&reply, &hers);
    reply.page().refuses("payee-altered", &[("claim", hers.code.as_str())]);
}

#[tokio::test]
async fn nothing_is_left_out_silently() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let arabic = desk.accepted(&Wish { net: "100.00", holder: "مريم", ..PLAIN }).await;
    let plain = desk.accepted(&Wish { net: "100.00", ..PLAIN }).await;
    desk.planned(&arabic).await;
    desk.planned(&plain).await;
    let listed = [desk.instalments(&arabic).await, desk.instalments(&plain).await].concat();
    let reply = desk.prepare(&listed).await;
    Desk::names(&reply, &arabic);
    Desk::tells(&reply, "bank-letters");
    // The name itself is not shown.
    reply.page().hides("مريم");
    desk.withdraws_consent(&plain).await;
    Desk::tells(&desk.prepare(&listed[1..]).await, "payee-missing");
    Desk::tells(&desk.prepare(&[]).await, "#instalments");
    let late = [("execution_date", "2027-11-03"), ("instalments", listed[0].as_str())];
    Desk::tells(
        &desk.app.post(&desk.farid, "/finance/batches/new", &late).await,
        "#execution_date",
    );
    assert_eq!(desk.app.get(&desk.asha, "/finance/batches/new").await.status, 403);
}

#[tokio::test]
async fn a_missing_rate_stops_the_batch_whatever_the_plan_had() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award =
        desk.accepted(&Wish { net: "100.00", currency: "XAF", instalments: 1, ..PLAIN }).await;
    desk.planned(&award).await;
    // A rate never goes; as if it had.
    desk.world.db.tamper("delete from shared.rate where currency = 'XAF'").await;
    Desk::tells(&desk.prepare(&desk.instalments(&award).await).await, "rate-missing");
    let prepared: i64 = desk.one("select count(*) from ledger.batch").await;
    assert_eq!(prepared, 0, "nothing is left out silently, nothing is guessed");
}

#[tokio::test]
async fn the_database_takes_no_item_for_another_claims_payee_plan_or_part() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let (one, two) = (desk.accepted(&PLAIN).await, desk.accepted(&PLAIN).await);
    desk.planned(&one).await;
    desk.planned(&two).await;
    desk.prepared(&desk.instalments(&one).await).await;
    let payee_of = async |award: &Award| -> Uuid {
        sqlx::query_scalar("select payee_id from vault.payee where claim_id = $1")
            .bind(award.claim.0)
            .fetch_one(&mut desk.world.db.superuser().await)
            .await
            .expect("a payee")
    };
    let item = |payee: Uuid| {
        format!(
            "begin;
             insert into ledger.batch_item (item_id, batch_id, claim_id, instalment_id, attempt, end_to_end_id, debt,
               pay_amount, pay_currency, rate, payee_id)
             select gen_random_uuid(), b.batch_id, n.claim_id, n.instalment_id, 1, 'X-1', n.amount, n.amount, 'USD', 1,
               '{payee}'
             from ledger.batch b, ledger.instalment n where n.claim_id = '{}' and n.number = 1;
             rollback",
            two.claim
        )
    };
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    done(&mut db, &item(payee_of(&two).await)).await; // to the claim's own payee
    let others = item(payee_of(&one).await);
    assert_eq!(refused(&mut db, &others).await, "item_payee_of_claim");
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    let part = format!(
        "insert into ledger.instalment (instalment_id, plan_id, claim_id, number, amount, currency, due_on)
         select gen_random_uuid(), plan_id, '{}', 9, 100, 'USD', '2026-11-02' from ledger.plan where claim_id = '{}'",
        one.claim, two.claim
    );
    assert_eq!(refused(&mut db, &part).await, "instalment_of_plan");
    assert_eq!(broken(&desk).await, []);
}
