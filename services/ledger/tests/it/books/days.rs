//! Big calls over many effective days: what balances say of a past day is what the entries say.

use super::{Sent, begin, officer, post, run, sent};
use crate::signed_in::owner_as;
use redress_testkit::World;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use time::macros::date;
use time::{Date, Duration};

/// Debits of an account up to a day: by the books, and by adding up entries.
async fn debits(db: &mut PgConnection, day: Date) -> (Decimal, Decimal) {
    sqlx::query_as(
        "select (select sum(b.debit) from ledger.balance($1, null) b where b.head = 'own_error'),
           coalesce((select sum(e.amounts[1]) from ledger.entry e join ledger.account a on a.account_id = e.accounts[1]
             where a.head = 'own_error' and e.occurred_on <= $1), 0)",
    )
    .bind(day)
    .fetch_one(db)
    .await
    .expect("readable")
}

#[tokio::test]
async fn a_big_call_over_many_days_is_told_apart_by_day() {
    let world = World::new().await;
    let who = world.fresh::<redress_kernel::ActorId>().0;
    let mut db = officer(&world.db, who).await;
    let first = date!(2026 - 09 - 01);
    let call = |entries: i64| -> Vec<Sent> {
        (0..entries)
            .map(|n| Sent {
                day: first + Duration::days(n * 7 % 31),
                ..sent("loss", "own_error", "fund_balance", &format!("{}.{:02}", n + 1, n % 100))
            })
            .collect()
    };
    // One that is under way while the first call is recorded, and comes in with the second.
    let mut late = officer(&world.db, who).await;
    begin(&mut late).await;
    super::send(&mut late, &call(1)).await.expect("posted");
    post(&mut db, &call(1_500)).await.expect("posted");
    run(&mut late, "commit").await;
    post(&mut db, &call(1_300)).await.expect("posted");
    post(&mut db, &call(200)).await.expect("posted");
    let mut owner = owner_as(&world.db, who, "system").await;
    let kept: i64 = sqlx::query_scalar("select count(distinct moment_no) from ledger.moment_day")
        .fetch_one(&mut owner)
        .await
        .expect("readable");
    assert_eq!(kept, 2, "big moments keep their days, small ones do not");
    for days in [-1, 0, 1, 15, 29, 30, 31] {
        let day = first + Duration::days(days);
        let (books, entries) = debits(&mut owner, day).await;
        assert_eq!(books, entries, "{day}");
        assert_eq!(entries.is_zero(), days < 0);
    }
    // And somebody who changes them is named.
    world.db.breaks(&["moment_days_equal_checkpoints"]);
    world.db.tamper("update ledger.moment_day set debit = debit + 1").await;
    let found: Vec<String> =
        sqlx::query_scalar("select distinct promise from ledger.run_check('audit_moment_days')")
            .fetch_all(&mut owner)
            .await
            .expect("audited");
    assert_eq!(found, ["moment_days_equal_checkpoints"]);
}
