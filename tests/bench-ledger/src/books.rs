//! The ledger, the way the service uses it: in its role, each command a transaction with its actor and its audit row.

use crate::measure::{CONNECTIONS, address, connect, number, rate};
use rust_decimal::Decimal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use time::Date;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};
use uuid::Uuid;

/// Claims over which single entries are spread.
const SPREAD: usize = 10_000;
/// Begins a transaction in the name of whose session is shown.
pub const ENTER: &str = "select shared.enter(decode(repeat('07', 32), 'hex'), '')";

/// A person of finance signs in.
pub async fn sign_in(owner: &Client) {
    owner
        .batch_execute(
            "with person as (
               insert into shared.actor (actor_id, issuer, subject, label, roles)
               values ('0a000000-0000-7000-8000-000000000001', 'bench', 'bench', 'bench', '{finance_officer}') returning actor_id)
             insert into shared.session
               (session_id, actor_id, csrf, language, created_at, seen_at, expires_at, valid_until)
             select sha256(decode(repeat('07', 32), 'hex')), actor_id, '', 'en', now(), now(), now() + interval '1 day',
               now() + interval '1 day'
             from person",
        )
        .await
        .expect("a session");
}

/// An entry of two legs in US dollars on general accounts.
pub struct Entry {
    pub kind: &'static str,
    pub claim: Option<Uuid>,
    pub debit: &'static str,
    pub credit: &'static str,
    pub cents: i64,
}

/// How the five statements of a command go to the server.
#[derive(Clone, Copy)]
pub enum Sending {
    /// Each after the answer to the one before, as the service does.
    StepByStep,
    /// All in one message, as a caller may who has nothing to ask between them.
    AtOnce,
}

/// What `ledger.post` takes.
struct Call {
    ids: Vec<Uuid>,
    kinds: Vec<&'static str>,
    days: Vec<Date>,
    claims: Vec<Option<Uuid>>,
    undoes: Vec<Option<Uuid>>,
    places: Vec<i32>,
    heads: Vec<&'static str>,
    holders: Vec<&'static str>,
    sides: Vec<&'static str>,
    amounts: Vec<Decimal>,
    currencies: Vec<&'static str>,
}

impl Call {
    fn of(entries: &[Entry], day: Date) -> Self {
        let n = entries.len();
        Self {
            ids: (0..n).map(|_| Uuid::now_v7()).collect(),
            kinds: entries.iter().map(|entry| entry.kind).collect(),
            days: vec![day; n],
            claims: entries.iter().map(|entry| entry.claim).collect(),
            undoes: vec![None; n],
            places: (1..).take(n).flat_map(|place| [place, place]).collect(),
            heads: entries.iter().flat_map(|entry| [entry.debit, entry.credit]).collect(),
            holders: vec![""; 2 * n],
            sides: ["debit", "credit"].repeat(n),
            amounts: entries.iter().flat_map(|entry| [Decimal::new(entry.cents, 2); 2]).collect(),
            currencies: vec!["USD"; 2 * n],
        }
    }

    fn arrays(&self) -> [&(dyn ToSql + Sync); 11] {
        [
            &self.ids,
            &self.kinds,
            &self.days,
            &self.claims,
            &self.undoes,
            &self.places,
            &self.heads,
            &self.holders,
            &self.sides,
            &self.amounts,
            &self.currencies,
        ]
    }
}

/// A connection of the service with its statements.
pub struct Desk {
    client: Client,
    post: Statement,
    audit: Statement,
}

impl Desk {
    pub async fn new(url: &str) -> Self {
        let client = connect(url).await;
        let post = client
            .prepare(
                "select count(*) from ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .await;
        let audit = client
            .prepare(
                "insert into shared.audit (actor_id, roles, action)
                 values ('0a000000-0000-7000-8000-000000000001', 'finance_officer', 'bench')",
            )
            .await;
        Self { client, post: post.expect("a statement"), audit: audit.expect("a statement") }
    }

    /// One command: begin, actor, post, audit row, commit.
    pub async fn post(&self, entries: &[Entry], day: Date, sending: Sending) {
        self.send(&Call::of(entries, day), sending).await;
    }

    /// The command of a call that is made up already.
    async fn send(&self, call: &Call, sending: Sending) {
        let arrays = call.arrays();
        let client = &self.client;
        match sending {
            Sending::StepByStep => {
                let begin = format!("begin; {ENTER}");
                client.batch_execute(&begin).await.expect("begun as somebody");
                client.query_one(&self.post, &arrays).await.expect("posted");
                client.execute(&self.audit, &[]).await.expect("audited");
                client.batch_execute("commit").await.expect("committed");
            }
            Sending::AtOnce => {
                let begin = format!("begin; {ENTER}");
                let (begun, posted, audited, committed) = tokio::join!(
                    client.batch_execute(&begin),
                    client.query_one(&self.post, &arrays),
                    client.execute(&self.audit, &[]),
                    client.batch_execute("commit")
                );
                begun.and(committed).expect("committed");
                posted.expect("posted");
                audited.expect("audited");
            }
        }
    }
}

/// Today, as all measures say.
pub const TODAY: Date = match Date::from_ordinal_date(2026, 330) {
    Ok(day) => day,
    Err(_) => panic!("a day"),
};

pub struct Books {
    url: String,
    owner: String,
    claims: Arc<Vec<Uuid>>,
    /// Payments in one call.
    pub batch: usize,
    next: Arc<AtomicUsize>,
    before: i64,
}

impl Books {
    /// Books with claims and a fund in the database of this name, through the service's own role.
    pub async fn new(name: &str, dollars: i64) -> Self {
        let (url, owner) = (address(name), address(&format!("{name}_OWNER")));
        let batch = number("LEDGER_BATCH", 100_000);
        let client = connect(&owner).await;
        let claims = SPREAD + batch * number("ROUNDS", 3);
        client
            .batch_execute(&format!(
                "set session_replication_role = replica;
                 insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage, stage_since)
                 select gen_random_uuid(), regexp_replace(lpad(i::text, 16, '0'), '(....)(....)(....)(....)', '\\1-\\2-\\3-\\4'),
                   gen_random_uuid(), gen_random_uuid(), 'x', 'en', 'accepted', now() from generate_series(1, {claims}) as i;
                 analyze"
            ))
            .await
            .expect("claims");
        sign_in(&client).await;
        let rows = client.query("select claim_id from shared.claim order by claim_code", &[]).await;
        let claims = rows.expect("readable").iter().map(|row| row.get(0)).collect();
        let fund = entry("contribution", None, "fund_cash", "contributions", dollars * 100);
        Desk::new(&url).await.post(&[fund], TODAY, Sending::StepByStep).await;
        let before = size(&client).await;
        Self { url, owner, claims: Arc::new(claims), batch, next: Arc::default(), before }
    }

    /// Clients that share the connections of the service.
    async fn singles(
        &self,
        clients: usize,
        sending: Sending,
        make: fn(usize, &[Uuid]) -> Entry,
    ) -> f64 {
        let (give, take) = tokio::sync::mpsc::unbounded_channel();
        for _ in 0..clients.min(CONNECTIONS) {
            give.send(Desk::new(&self.url).await).expect("a desk waits");
        }
        let take = Arc::new(tokio::sync::Mutex::new(take));
        let mut works = Vec::new();
        for _ in 0..clients {
            let (give, take) = (give.clone(), take.clone());
            let (next, claims) = (self.next.clone(), self.claims.clone());
            works.push(move || {
                let (give, take) = (give.clone(), take.clone());
                let (next, claims) = (next.clone(), claims.clone());
                async move {
                    let desk: Desk = take.lock().await.recv().await.expect("a desk");
                    let entry = make(next.fetch_add(1, Ordering::Relaxed), &claims[..SPREAD]);
                    desk.post(&[entry], TODAY, sending).await;
                    give.send(desk).expect("the desk waits for the next");
                }
            });
        }
        rate(works).await
    }

    /// Over claims: an award is accepted.
    pub async fn spread(&self, clients: usize, sending: Sending) -> f64 {
        self.singles(clients, sending, |n, claims| {
            let claim = Some(claims[n * 7919 % claims.len()]);
            entry("commitment", claim, "fund_balance", "award_commitments", 1234)
        })
        .await
    }

    /// All from one account of the fund, which must never be overdrawn, nor have less than is set aside.
    pub async fn hot(&self, clients: usize, sending: Sending) -> f64 {
        self.singles(clients, sending, |_, _| entry("cost", None, "claim_costs", "fund_cash", 101))
            .await
    }

    /// Money is set aside for many awards in one call: each claim within its award, the fund covering all.
    pub async fn batch(&self, round: usize) -> f64 {
        let from = SPREAD + round * self.batch;
        let claims = &self.claims[from..from + self.batch];
        let desk = Desk::new(&self.url).await;
        let all = |kind, debit, credit| -> Vec<Entry> {
            claims.iter().map(|claim| entry(kind, Some(*claim), debit, credit, 1234)).collect()
        };
        desk.post(
            &all("commitment", "fund_balance", "award_commitments"),
            TODAY,
            Sending::StepByStep,
        )
        .await;
        let payables = all("payable", "award_commitments", "awards_payable");
        let call = Call::of(&payables, TODAY);
        let began = Instant::now();
        desk.send(&call, Sending::StepByStep).await;
        self.next.fetch_add(2 * self.batch, Ordering::Relaxed);
        self.batch as f64 / began.elapsed().as_secs_f64()
    }

    /// What the books grew by, with indices and sums, for each transfer.
    pub async fn bytes(&self) -> f64 {
        let grown = size(&connect(&self.owner).await).await - self.before;
        grown as f64 / self.next.load(Ordering::Relaxed) as f64
    }
}

/// An entry.
pub fn entry(
    kind: &'static str,
    claim: Option<Uuid>,
    debit: &'static str,
    credit: &'static str,
    cents: i64,
) -> Entry {
    Entry { kind, claim, debit, credit, cents }
}

async fn size(client: &Client) -> i64 {
    // Of the books alone: audit rows are the service's, and cala has none.
    let sql = "select sum(pg_total_relation_size(c.oid))::int8 from pg_class c
      where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'";
    client.query_one(sql, &[]).await.expect("a size").get(0)
}
