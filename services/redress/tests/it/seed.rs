//! A made-up caseload is one that the product could have come to by itself.

use redress::seed::{self, Kind};
use redress_testkit::World;
use std::collections::BTreeMap;

const CLAIMS: u32 = 24;

/// One number out of the database, past row-level security.
async fn count(world: &World, sql: &'static str) -> i64 {
    let mut db = world.db.superuser().await;
    sqlx::query_scalar(sql)
        .fetch_one(&mut db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

async fn seeded(world: &World, claims: u32, only_if_empty: bool) {
    seed::run(&world.config(), claims, only_if_empty)
        .await
        .unwrap_or_else(|fault| panic!("{}", fault.chain()));
}

async fn stages(world: &World) -> BTreeMap<String, i64> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("select stage, count(*) from shared.claim group by stage")
            .fetch_all(&mut world.db.superuser().await)
            .await
            .expect("stages are readable");
    rows.into_iter().collect()
}

#[tokio::test]
async fn a_seed_fills_every_stage_and_the_books_balance() {
    let world = World::new().await;
    seeded(&world, CLAIMS, true).await;

    // Every kind is there, in its share.
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for place in 0..u64::from(CLAIMS) {
        *expected.entry(Kind::at(place).stage().to_owned()).or_default() += 1;
    }
    assert_eq!(expected.len(), 11, "all eleven kinds in the first {CLAIMS}");
    assert_eq!(stages(&world).await, expected);

    nothing_is_left_over(&world).await;
    every_stage_has_its_reason(&world).await;
    the_books_balance(&world).await;

    // A second start makes nothing; asking for more makes more.
    seeded(&world, CLAIMS, true).await;
    assert_eq!(stages(&world).await, expected);
    seeded(&world, 1, false).await;
    assert_eq!(count(&world, "select count(*) from shared.claim").await, i64::from(CLAIMS) + 1);
}

#[tokio::test]
async fn made_up_claims_do_not_come_among_real_ones() {
    let world = World::new().await;
    seed::refuse_beside_real_data(&world.config()).await.expect("nobody has signed in");
    let real = "insert into shared.actor (actor_id, issuer, subject, label, roles)
                values (gen_random_uuid(), 'https://id.example', 'x', 'x', '{auditor}')";
    sqlx::query(real).execute(&mut world.db.superuser().await).await.expect("somebody real");
    let refused = seed::refuse_beside_real_data(&world.config()).await.expect_err("real people");
    assert!(refused.chain().contains("https://id.example"), "{}", refused.chain());
}

/// No event waits or was set aside; every paper is made.
async fn nothing_is_left_over(world: &World) {
    assert_eq!(count(world, "select count(*) from shared.parked").await, 0);
    assert_eq!(
        count(world, "select count(*) from documents.paper where rendered_at is null").await,
        0
    );
    let receipts = "select count(*) from shared.claim c where stage <> 'draft'
        and not exists (select from documents.paper p where p.claim_id = c.claim_id and p.kind = 'receipt')";
    assert_eq!(count(world, receipts).await, 0);
    // Somebody else than its advocate is known before the first sign-in: the list of members is not empty.
    let members = "select count(*) from shared.actor where 'panel_member' = any(roles)";
    assert_eq!(count(world, members).await, 3);
}

/// Each claim stands where its own record says that it stands.
async fn every_stage_has_its_reason(world: &World) {
    for (what, sql) in [
        (
            "sent without its event",
            "select count(*) from shared.claim c where (stage <> 'draft')
               <> exists (select from shared.event e where e.claim_id = c.claim_id and e.kind = 'claim_submitted')",
        ),
        (
            "referred on another ground than that of its worksheet",
            "select count(*) from shared.claim c where (stage = 'referred')
               <> exists (select from shared.event e where e.claim_id = c.claim_id and e.kind = 'gate_confirmed'
                          and e.payload ->> 'outcome' = 'referred')",
        ),
        (
            "past the panel without three views and a decision",
            "select count(*) from shared.claim c
             where stage in ('offered', 'accepted', 'scheduled', 'approved', 'closed')
               and ((select count(*) from eligibility.panel_view v where v.claim_id = c.claim_id) <> 3
                 or not exists (select from eligibility.decision d where d.claim_id = c.claim_id))",
        ),
        (
            "at the panel with other than one or two views",
            "select count(*) from shared.claim c where stage = 'assessed'
               and (select count(*) from eligibility.panel_view v where v.claim_id = c.claim_id) not in (1, 2)",
        ),
        (
            "accepted without money set aside",
            "select count(*) from shared.claim c where stage in ('accepted', 'scheduled', 'approved', 'closed')
               and not exists (select from ledger.funding f where f.claim_id = c.claim_id)",
        ),
        (
            "closed with an instalment that is not settled",
            "select count(*) from shared.claim c join ledger.instalment i using (claim_id)
             where c.stage = 'closed' and not exists (
               select from ledger.item_state s where s.instalment_id = i.instalment_id and s.state = 'settled')",
        ),
        (
            "the same person in two capacities",
            "select count(*) from shared.involvement i join shared.involvement o using (claim_id, actor_id)
             where i.capacity <> o.capacity",
        ),
    ] {
        assert_eq!(count(world, sql).await, 0, "{what}");
    }
}

/// Debits are credits, the bank's last balance is our cash, and rates say that they are samples.
async fn the_books_balance(world: &World) {
    let uneven = "select count(*) from (select currency from ledger.leg group by currency
        having sum(case side when 'debit' then amount else -amount end) <> 0) as uneven";
    assert_eq!(count(world, uneven).await, 0);
    let apart = "select count(*) from ledger.statement s
        where s.seq = (select max(seq) from ledger.statement)
          and s.closing <> (select sum(case side when 'debit' then amount else -amount end)
                            from ledger.leg where account = 'fund_cash')";
    assert_eq!(count(world, apart).await, 0);
    assert_eq!(count(world, "select count(*) from ledger.statement").await, 1);
    // Four payments, and the contribution that the statement begins with.
    assert_eq!(count(world, "select count(*) from ledger.statement_line").await, 5);
    assert_eq!(
        count(world, "select count(*) from ledger.line_match where meaning = 'contribution'").await,
        1
    );
    assert_eq!(
        count(world, "select count(*) from ledger.line_match where meaning = 'exception'").await,
        0
    );
    assert_eq!(
        count(world, "select count(*) from shared.rate where source not like 'SAMPLE%'").await,
        0
    );
    let made_up = "select count(*) from ledger.contribution where reference like 'SAMPLE%'";
    assert_eq!(count(world, made_up).await, 1);
}
