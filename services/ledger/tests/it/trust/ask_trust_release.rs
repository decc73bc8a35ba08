//! A liaison asks for held money: in the child's best interest, the child heard, no more than there is.

use crate::desk::{Desk, PLAIN};
use crate::exchange::abroad::{as_person, refused};
use crate::signed_in::entered;
use crate::trust::children::{GIRL, TRUST};

#[tokio::test]
async fn a_request_has_a_ground_and_a_child_of_twelve_was_heard() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    let lena = desk.lena().await;
    let path = format!("{TRUST}/{}/ask", award.claim);
    let send = async |amount: &str, ground: &str, age: &str, heard: &str| {
        let fields = [("amount", amount), ("ground", ground), ("age", age), ("heard", heard)];
        desk.app.post(&lena, &path, &fields).await
    };
    Desk::tells(&send("500.00", "school", "twelve", "no").await, "child-not-heard");
    Desk::tells(&send("500.00", "gifts", "twelve", "yes").await, "choice-unknown");
    Desk::tells(&send("70569.01", "school", "twelve", "yes").await, "trust-has-less");
    assert_eq!(send("0", "school", "twelve", "yes").await.status, 422);
    let page = format!("{TRUST}/{}", award.claim);
    assert_eq!(send("500.00", "health", "under", "no").await.location(), page);
    let waits = desk.app.get(&desk.asha, TRUST).await.page();
    waits.says("trust-ground-health", &[]);
    waits.shows("500.00");
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        assert_eq!(desk.ask(who, &award, "1.00").await.status, 403);
    }
    let audited = desk.world.audited(award.claim).await;
    assert!(audited.iter().any(|one| one == "ledger.ask_trust_release"), "{audited:?}");
    desk.sound().await;
}

#[tokio::test]
async fn a_liaison_asks_for_no_adult_and_for_nobody_whom_she_serves_otherwise() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let adult = desk.accepted(&PLAIN).await;
    let lena = desk.lena().await;
    assert_eq!(desk.ask(&lena, &adult, "1.00").await.status, 404);
    let award = desk.child(&GIRL).await;
    desk.seat_on_panel(&lena, &award).await;
    assert_eq!(desk.ask(&lena, &award, "1.00").await.status, 404);
}

#[tokio::test]
async fn the_database_holds_a_liaison_to_it_and_shows_her_nothing_else() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    let lena = desk.lena().await;
    desk.ask(&lena, &award, "100.00").await.location();
    let mut db = as_person(&desk, &lena, "liaison").await;
    let seen = async |db: &mut sqlx::PgConnection, table: &str| -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from ledger.{table}"));
        sqlx::query_scalar(sql).fetch_one(&mut *entered(db).await).await.expect("readable")
    };
    for table in [
        "entry",
        "award",
        "funding",
        "trust_deposit",
        "trust_interest",
        "upkeep",
        "award",
        "hand_over",
    ] {
        assert_eq!(seen(&mut db, table).await, 0, "{table}");
    }
    assert_eq!(seen(&mut db, "trust_request").await, 1, "her own");
    assert_eq!(seen(&mut db, "trust_files(null)").await, 0, "no list");
    let ask = |amount: &str, twelve: bool, heard: bool| {
        format!(
            "insert into ledger.trust_request (request_id, claim_id, amount, currency, ground, is_twelve, was_heard,
               asked_by, asked_at) values (gen_random_uuid(), '{}', {amount}, 'USD', 'food', {twelve}, {heard},
               gen_random_uuid(), '2026-11-02')",
            award.claim
        )
    };
    assert_eq!(refused(&mut db, &ask("1", true, false)).await, "child_not_heard");
    assert_eq!(refused(&mut db, &ask("70570", true, true)).await, "trust_has_less");
    assert_eq!(refused(&mut db, &ask("1", true, true)).await, "audit_in_same_transaction");
}
