//! The books against a naive model: a list of entries that is added up from the start for every question.
//! Whatever happens, in whatever order, side by side or taken back, they answer the same.

use super::{
    AUDIT, Sent, SentLeg, audited, balances, begin, claims, fresh, officer, post, run, send, sent,
};
use crate::signed_in::{done, entered};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use redress_kernel::Uuid;
use redress_testkit::Database;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use time::{Date, Duration, OffsetDateTime};

/// The accounts that the model plays with: head, currency, holder.
const ACCOUNTS: [(&str, &str, &str); 9] = [
    ("fund_cash", "USD", ""),
    ("fund_cash", "EUR", ""),
    ("fund_cash", "USD", "second"),
    ("contributions", "USD", ""),
    ("contributions", "EUR", ""),
    ("bank_charges", "USD", ""),
    ("currency_exchange", "USD", ""),
    ("currency_exchange", "EUR", ""),
    ("exchange_difference", "USD", ""),
];
/// Heads of the accounts that a claim's money goes through, in order, with the kind that moves it on.
const PATH: [(&str, &str, &str); 6] = [
    ("commitment", "fund_balance", "award_commitments"),
    ("payable", "award_commitments", "awards_payable"),
    ("release", "awards_payable", "payment_clearing"),
    ("rejection", "payment_clearing", "returned_payments"),
    ("renewal", "returned_payments", "awards_payable"),
    ("settlement", "payment_clearing", "fund_cash"),
];
const FIRST_DAY: Date = time::macros::date!(2026 - 09 - 25);
const DAYS: i64 = 70;

/// Debit, credit (places in [`ACCOUNTS`]) and cents.
type Pair = (usize, usize, i64);

#[derive(Debug, Clone)]
enum Step {
    /// Entries between plain accounts: each a list of (debit, credit, cents) of one currency.
    Post(Vec<(i64, Vec<Pair>)>),
    /// The next or another step on the path of a claim's money.
    Move { claim: usize, step: usize, cents: i64, day: i64 },
    /// The n-th entry again, perhaps with another amount.
    Repeat { which: usize, changed: bool },
    /// The n-th entry taken back.
    Undo { which: usize },
    /// Another transaction posts, stays open while `during` are posted, and then ends.
    Beside { during: Vec<i64>, commits: bool },
    /// What is recorded by now is noted.
    Moment,
    /// A month is closed, or reopened by two people.
    Month { number: u8 },
    /// Now is a time that will be asked about.
    Remember,
}

fn step() -> impl Strategy<Value = Step> {
    let day = 0..DAYS;
    let pair = (0..ACCOUNTS.len(), 0..ACCOUNTS.len(), 1_i64..1_000_000);
    let entry = (day.clone(), proptest::collection::vec(pair, 1..4));
    prop_oneof![
        6 => proptest::collection::vec(entry, 1..5).prop_map(Step::Post),
        8 => (0..3_usize, 0..PATH.len(), 1_i64..40_000, day.clone())
            .prop_map(|(claim, step, cents, day)| Step::Move { claim, step, cents, day }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(which, changed)| Step::Repeat { which, changed }),
        2 => any::<usize>().prop_map(|which| Step::Undo { which }),
        2 => (proptest::collection::vec(day, 0..3), any::<bool>())
            .prop_map(|(during, commits)| Step::Beside { during, commits }),
        4 => Just(Step::Moment),
        1 => (9..12_u8).prop_map(|number| Step::Month { number }),
        2 => Just(Step::Remember),
    ]
}

/// What the naive ledger knows: every entry with its place in time, as far as it was recorded.
#[derive(Default)]
struct Naive {
    entries: Vec<(Sent, usize)>,
    closed: BTreeMap<u8, bool>,
    /// Times to be asked about, each with the number of ticks that had passed.
    remembered: Vec<(OffsetDateTime, usize)>,
    tick: usize,
}

fn amount(leg: &SentLeg) -> Decimal {
    leg.amount.parse().expect("the model sends amounts")
}

fn signed(leg: &SentLeg) -> Decimal {
    if leg.side == "debit" { amount(leg) } else { -amount(leg) }
}

/// Kinds of entry that may not take more than there is, of which heads, and the refusal.
const GUARDS: [(&str, &[&str], &str); 2] = [
    (
        "payable",
        &["fund_cash", "awards_payable", "payment_clearing", "returned_payments"],
        "fund_short",
    ),
    ("release", &["fund_cash", "payment_clearing"], "cash_short"),
];

impl Naive {
    fn sum(&self, of: impl Fn(&Sent, &SentLeg) -> bool) -> Decimal {
        let legs = self
            .entries
            .iter()
            .flat_map(|(entry, _)| entry.legs.iter().map(move |leg| (entry, leg)));
        legs.filter(|(entry, leg)| of(entry, leg)).map(|(_, leg)| signed(leg)).sum()
    }

    /// What must be answered: posted, already, or the name of a refusal. One entry at a time is enough,
    /// because a call of several is all of one kind here.
    fn answer(&self, call: &[Sent]) -> Result<Vec<&'static str>, &'static str> {
        let known = |entry: &Sent| self.entries.iter().find(|(had, _)| had.id == entry.id);
        if call.iter().any(|entry| known(entry).is_some_and(|(had, _)| had != entry)) {
            return Err("id_reused");
        }
        let new: Vec<&Sent> = call.iter().filter(|entry| known(entry).is_none()).collect();
        let change = |of: &dyn Fn(&Sent, &SentLeg) -> bool| -> Decimal {
            let legs = new.iter().flat_map(|entry| entry.legs.iter().map(move |leg| (*entry, leg)));
            legs.filter(|(entry, leg)| of(entry, leg)).map(|(_, leg)| signed(leg)).sum()
        };
        for entry in &new {
            for leg in entry.legs.iter().filter(|leg| by_claim(leg.head) && leg.side == "debit") {
                let here = |e: &Sent, l: &SentLeg| e.claim == entry.claim && l.head == leg.head;
                if self.sum(here) + change(&here) > Decimal::ZERO {
                    return Err("beyond_claim");
                }
            }
            if let Some(undone) = entry.undoes {
                let Some((had, _)) = self.entries.iter().find(|(had, _)| had.id == undone) else {
                    return Err("unknown_entry");
                };
                if had.kind == "reversal"
                    || self.entries.iter().any(|(e, _)| e.undoes == entry.undoes)
                {
                    return Err("already_reversed");
                }
            }
            for (kind, heads, refusal) in GUARDS {
                let guarded =
                    |_: &Sent, leg: &SentLeg| leg.currency == "USD" && heads.contains(&leg.head);
                let taken = change(&guarded);
                if entry.kind == kind
                    && taken < Decimal::ZERO
                    && self.sum(guarded) + taken < Decimal::ZERO
                {
                    return Err(refusal);
                }
            }
            if self.closed.get(&u8::from(entry.day.month())).copied().unwrap_or(false) {
                return Err("period_closed");
            }
        }
        Ok(call
            .iter()
            .map(|entry| if known(entry).is_some() { "already" } else { "posted" })
            .collect())
    }

    fn record(&mut self, call: &[Sent]) {
        self.tick += 1;
        for entry in call {
            if self.entries.iter().all(|(had, _)| had.id != entry.id) {
                self.entries.push((entry.clone(), self.tick));
            }
        }
    }

    fn balances(
        &self,
        day: Option<Date>,
        tick: usize,
    ) -> BTreeMap<(String, String, String), (Decimal, Decimal)> {
        let mut sums = BTreeMap::new();
        let counted =
            self.entries.iter().filter(|(e, t)| *t <= tick && day.is_none_or(|day| e.day <= day));
        for leg in counted.flat_map(|(entry, _)| &entry.legs) {
            let key = (leg.head.to_owned(), leg.currency.to_owned(), leg.holder.to_owned());
            let sum: &mut (Decimal, Decimal) = sums.entry(key).or_default();
            if leg.side == "debit" { sum.0 += amount(leg) } else { sum.1 += amount(leg) }
        }
        sums
    }
}

fn by_claim(head: &str) -> bool {
    ["award_commitments", "awards_payable", "payment_clearing", "returned_payments"].contains(&head)
}

fn day_of(offset: i64) -> Date {
    FIRST_DAY + Duration::days(offset)
}

fn plain(day: i64, pairs: &[Pair]) -> Option<Sent> {
    let mut legs = Vec::new();
    for &(debit, credit, cents) in pairs {
        for (place, side) in [(debit, "debit"), (credit, "credit")] {
            let (head, currency, holder) = ACCOUNTS[place];
            let amount = Decimal::new(cents, 2).to_string();
            legs.push(SentLeg { head, holder, side, amount, currency });
        }
        if ACCOUNTS[debit].1 != ACCOUNTS[credit].1 {
            return None;
        }
    }
    Some(Sent { day: day_of(day), legs, ..sent("settlement", "fund_cash", "fund_cash", "1") })
}

struct Play {
    naive: Naive,
    claims: Vec<Uuid>,
    one: PgConnection,
    two: PgConnection,
}

impl Play {
    async fn begin() -> Self {
        let db = Database::fresh().await;
        let claims = claims(&db, 3).await;
        let mut one = officer(&db, Uuid::from_u128(11)).await;
        let two = officer(&db, Uuid::from_u128(12)).await;
        for (head, currency, holder) in ACCOUNTS {
            let sql = format!("select ledger.open_account('{head}', '{currency}', '{holder}')");
            done(&mut one, &sql).await;
        }
        Self { naive: Naive::default(), claims, one, two }
    }

    async fn call(&mut self, call: &[Sent]) {
        let expected = self.naive.answer(call);
        let answered = post(&mut self.one, call).await;
        match (&expected, &answered) {
            (Ok(outcomes), Ok(rows)) => {
                for (entry, outcome) in call.iter().zip(outcomes) {
                    let row = rows.iter().find(|row| row.0 == entry.id).expect("answered");
                    assert_eq!(row.1, *outcome);
                }
                self.naive.record(call);
            }
            (Err(name), Err(refused)) => assert_eq!(name, refused, "{call:?}"),
            _ => panic!("the model says {expected:?}, the books {answered:?}: {call:?}"),
        }
    }

    async fn take(&mut self, step: &Step) {
        match step {
            Step::Post(entries) => {
                let call: Vec<Sent> =
                    entries.iter().filter_map(|(day, pairs)| plain(*day, pairs)).collect();
                if !call.is_empty() {
                    self.call(&call).await;
                }
            }
            Step::Move { claim, step, cents, day } => {
                let (kind, debit, credit) = PATH[*step];
                let amount = Decimal::new(*cents, 2).to_string();
                let claim = Some(self.claims[*claim]);
                let entry = Sent { claim, day: day_of(*day), ..sent(kind, debit, credit, &amount) };
                self.call(&[entry]).await;
            }
            Step::Repeat { which, changed } => {
                let Some(mut entry) = self.nth(*which) else { return };
                if *changed {
                    entry.day += Duration::days(1);
                }
                self.call(&[entry]).await;
            }
            Step::Undo { which } => {
                let Some(had) = self.nth(*which) else { return };
                let mut legs = had.legs.clone();
                for leg in &mut legs {
                    leg.side = if leg.side == "debit" { "credit" } else { "debit" };
                }
                let entry =
                    Sent { id: fresh(), kind: "reversal", undoes: Some(had.id), legs, ..had };
                self.call(&[entry]).await;
            }
            Step::Beside { during, commits } => self.beside(during, *commits).await,
            Step::Moment => run(&mut self.one, "begin; select ledger.take_moment(); commit").await,
            Step::Month { number } => self.month(*number).await,
            Step::Remember => {
                let now =
                    sqlx::query_scalar("select clock_timestamp()").fetch_one(&mut self.one).await;
                self.naive.remembered.push((now.expect("a time"), self.naive.tick));
            }
        }
    }

    fn nth(&self, which: usize) -> Option<Sent> {
        let entries = &self.naive.entries;
        (!entries.is_empty()).then(|| entries[which % entries.len()].0.clone())
    }

    /// A second transaction draws places before the first and ends after it.
    async fn beside(&mut self, during: &[i64], commits: bool) {
        let open = vec![
            Sent {
                day: day_of(3),
                ..sent("contribution", "fund_cash", "contributions", "7.77")
            };
            2
        ];
        let open: Vec<Sent> = open.into_iter().map(|entry| Sent { id: fresh(), ..entry }).collect();
        if self.naive.answer(&open).is_err() {
            return;
        }
        begin(&mut self.two).await;
        send(&mut self.two, &open).await.expect("as the model says");
        for day in during {
            self.call(&[Sent {
                day: day_of(*day),
                ..sent("charge", "bank_charges", "fund_cash", "0.03")
            }])
            .await;
            run(&mut self.one, "begin; select ledger.take_moment(); commit").await;
        }
        run(&mut self.two, if commits { "commit" } else { "rollback" }).await;
        if commits {
            self.naive.record(&open);
            // Recorded time is that of posting, so what was remembered in between would differ; nothing was.
        }
    }

    async fn month(&mut self, number: u8) {
        let closed = self.naive.closed.entry(number).or_default();
        let step = |step: &str| {
            format!("{AUDIT}; insert into ledger.period_step (period, step, reason, taken_by)
              values ('2026-{number:02}-01', '{step}', 'model', shared.actor_id()) returning step_no")
        };
        if *closed {
            done(&mut self.one, &step("asked")).await;
            done(&mut self.two, &step("reopened")).await;
        } else {
            done(&mut self.one, &step("closed")).await;
        }
        *closed = !*closed;
    }

    /// Every balance on some days, as known at every remembered time and now.
    async fn compare(&mut self) {
        let mut known = vec![(None, self.naive.tick)];
        known.extend(self.naive.remembered.iter().map(|(time, tick)| (Some(*time), *tick)));
        for (time, tick) in known {
            let days = [0, 1, 17, 36, 37, DAYS].map(|offset| Some(day_of(offset)));
            for day in std::iter::once(None).chain(days) {
                let mut expected = self.naive.balances(day, tick);
                for (head, currency, holder, debit, credit) in
                    balances(&mut self.one, day, time).await
                {
                    let sums =
                        expected.remove(&(head.clone(), currency, holder)).unwrap_or_default();
                    assert_eq!((debit, credit), sums, "{head} up to {day:?} as known at {time:?}");
                }
                assert!(expected.is_empty(), "{expected:?}");
            }
        }
        assert_eq!(audited(&mut self.one).await, []);
    }
}

#[test]
fn the_books_answer_as_a_naive_list_of_entries_would() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let config =
        Config { cases: 12, max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let steps = proptest::collection::vec(step(), 20..120);
    let outcome = runner.run(&steps, |steps| {
        // A panic inside is a failure of the case, which proptest then makes smaller.
        runtime.block_on(async {
            let mut play = Play::begin().await;
            for step in &steps {
                play.take(step).await;
            }
            play.compare().await;
        });
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// Long enough for groups of 16 and of 256 checkpoints, with days that go back and forth.
#[tokio::test]
async fn balances_stay_right_over_many_moments() {
    let mut play = Play::begin().await;
    for number in 0..300_i64 {
        let pairs = [(0, 3, 100 + number), (usize::from(number % 7 == 0) * 5, 2, 5)];
        let entries =
            vec![(number * 13 % DAYS, pairs.to_vec()), ((number + 30) % DAYS, pairs[..1].to_vec())];
        play.take(&Step::Post(entries)).await;
        play.take(&Step::Moment).await;
        if number % 60 == 17 {
            play.take(&Step::Beside {
                during: vec![number % DAYS, 5],
                commits: number % 120 == 17,
            })
            .await;
            play.take(&Step::Remember).await;
        }
    }
    let groups: i64 = sqlx::query_scalar("select count(*) from ledger.day_sum where level = 2")
        .fetch_one(&mut *entered(&mut play.one).await)
        .await
        .expect("readable");
    assert!(groups > 0, "the test is long enough");
    play.compare().await;
}
