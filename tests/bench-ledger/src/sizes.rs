//! How the size of the books counts: balances on past days, and a posting, over ever more entries.

use crate::books::{Desk, ENTER, Sending, TODAY, entry, sign_in};
use crate::measure::{address, connect, quantile};
use std::time::{Duration, Instant};
use tokio_postgres::Client;

/// Entries of a call that loads.
const CALL: usize = 100_000;
/// Balances and trial balances that are asked for.
const ASKED: usize = 300;
const TRIALS: usize = 50;
const SINGLES: usize = 1_000;

/// Measures at every size up to the last, and prints a table.
pub async fn run(most: usize) {
    let (url, owner) = (address("SIZED"), address("SIZED_OWNER"));
    let service = connect(&url).await;
    let owner = connect(&owner).await;
    sign_in(&owner).await;
    let desk = Desk::new(&url).await;
    let mut sizes: Vec<usize> =
        [10_000, 1_000_000, 10_000_000].into_iter().filter(|size| *size < most).collect();
    sizes.push(most);
    println!(
        "\n| entries | loaded, entries/s | one balance at a past day, p50 / p99 ms | trial balance at a past day, p50 / p99 ms | single post, p50 / p99 ms | bytes an entry |"
    );
    println!("|---|---|---|---|---|---|");
    let mut there = 0;
    for size in sizes {
        let began = Instant::now();
        let missing = size - there;
        while there < size {
            let part = CALL.min(size - there);
            load(&service, there, part).await;
            there += part;
        }
        let loaded = missing as f64 / began.elapsed().as_secs_f64();
        for sql in ["vacuum analyze ledger.entry", "analyze ledger.checkpoint", "checkpoint"] {
            owner.batch_execute(sql).await.expect("in order");
        }
        let mut one = balances(&owner).await;
        let mut all = trials(&service).await;
        let mut single = Vec::new();
        for _ in 0..SINGLES {
            let began = Instant::now();
            desk.post(
                &[entry("loss", None, "own_error", "bank_charges", 101)],
                TODAY,
                Sending::StepByStep,
            )
            .await;
            single.push(began.elapsed());
        }
        there += SINGLES;
        let bytes = "select sum(pg_total_relation_size(c.oid))::float8 from pg_class c
          where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'";
        let bytes: f64 = owner.query_one(bytes, &[]).await.expect("a size").get(0);
        println!(
            "| {size} | {loaded:.0} | {:.2} / {:.2} | {:.1} / {:.1} | {:.2} / {:.2} | {:.0} |",
            quantile(&mut one, 0.5),
            quantile(&mut one, 0.99),
            quantile(&mut all, 0.5),
            quantile(&mut all, 0.99),
            quantile(&mut single, 0.5),
            quantile(&mut single, 0.99),
            bytes / there as f64
        );
    }
}

/// Posts entries on six pairs of accounts over 330 effective days.
async fn load(service: &Client, from: usize, entries: usize) {
    let sql = format!(
        "begin; {ENTER};
         insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'finance_officer', 'bench');
         with e as materialized (
             select i,
               ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id, date '2025-12-01' + ((i * 13 + i / 1000) % 330)::int as day,
               (array['contribution', 'loss', 'charge'])[(1 + i % 3)::int] as kind,
               (array['fund_cash', 'own_error', 'bank_charges'])[(1 + i % 3)::int] as debit,
               (array['contributions', 'fund_balance', 'exchange_difference'])[(1 + i % 3)::int] as credit,
               ((i * 7919) % 1000003 + 1)::numeric / 100 as amount
             from generate_series({from}::bigint + 1, {from} + {entries}) as i),
           one as (select array_agg(id order by i) as id, array_agg(kind order by i) as kind, array_agg(day order by i) as day,
               array_agg(null::uuid) as none from e),
           two as (select array_agg((i - {from})::int order by i, s.n) as place,
               array_agg(case s.n when 1 then debit else credit end order by i, s.n) as head,
               array_agg(''::text order by i, s.n) as holder,
               array_agg(case s.n when 1 then 'debit' else 'credit' end::text order by i, s.n) as side,
               array_agg(amount order by i, s.n) as amount, array_agg('USD'::text order by i, s.n) as currency
             from e cross join (values (1), (2)) as s (n))
         select count(*) from one, two, ledger.post(one.id, one.kind, one.day, one.none, one.none, two.place, two.head,
           two.holder, two.side, two.amount, two.currency);
         commit"
    );
    service.batch_execute(&sql).await.expect("loaded");
}

/// One account of the six on ever another past day.
async fn balances(owner: &Client) -> Vec<Duration> {
    let ask = owner
        .prepare(
            "select s.debit from ledger.account a, ledger.sums(a.account_id, date '2025-12-01' + $1::int4, null) s
             where a.head = 'fund_cash' and a.currency = 'USD' and a.holder = ''",
        )
        .await
        .expect("a statement");
    let mut times = Vec::new();
    for n in 0..ASKED {
        let day = i32::try_from(n * 37 % 330).expect("a day");
        let began = Instant::now();
        owner.query_one(&ask, &[&day]).await.expect("a balance");
        times.push(began.elapsed());
    }
    times
}

/// All accounts on ever another past day.
async fn trials(service: &Client) -> Vec<Duration> {
    let ask = service
        .prepare("select sum(debit)::text from ledger.balance(date '2025-12-01' + $1::int4, null)")
        .await
        .expect("a statement");
    service.batch_execute(&format!("begin; {ENTER}")).await.expect("an actor");
    let mut times = Vec::new();
    for n in 0..TRIALS {
        let day = i32::try_from(n * 37 % 330).expect("a day");
        let began = Instant::now();
        service.query_one(&ask, &[&day]).await.expect("a trial balance");
        times.push(began.elapsed());
    }
    service.batch_execute("commit").await.expect("committed");
    times
}
