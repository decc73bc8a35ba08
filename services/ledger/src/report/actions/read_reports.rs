//! Look at a report: its figures up to an effective day, as known at a moment.

use crate::books::domain::sums::{AccountSum, TimeBasis};
use crate::books::store::account;
use crate::books::store::journal;
use crate::books::store::journal::Basis;
use crate::books::times;
use crate::desk::day::Month;
use crate::desk::refusal::impossible;
use crate::desk::times::Times;
use crate::report::domain as report;
use crate::report::domain::{Difference, Kind, MONTHS, MonthEnd, Report};
use crate::report::store;
use redress_kernel::{Action, Actor, ClaimId, Date, Outcome, Refusal, Stop, Timestamp, action};
use redress_runtime::{Ctx, Tx};

/// Finance staff and auditors see every report.
pub const NAME: Action = action!("ledger.read_reports", [FinanceOfficer, FinanceApprover, Auditor]);

/// Rows of claims or entries on a page.
pub const PAGE: usize = 200;
/// Rows of claims or entries in a file: as many as a spreadsheet is still handy with. The next file goes on from there.
pub const FILE_ROWS: usize = 20_000;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct WantedReport<'a> {
    /// Which report.
    pub kind: Kind,
    /// First day, of reports over a period; the first of the year when left out.
    pub from: Option<Date>,
    /// Last day; today when left out.
    pub on_day: Option<Date>,
    /// As known at; now when left out.
    pub known_at: Option<Timestamp>,
    /// Where to go on, as the rows before said.
    pub after: Option<&'a str>,
    /// Rows of claims or entries at most.
    pub most: usize,
}

impl WantedReport<'_> {
    fn times(&self) -> Times {
        Times { from: self.from, on_day: self.on_day, known_at: self.known_at }
    }
}

/// Makes a report.
#[tracing::instrument(name = "ledger.read_reports", skip_all)]
pub async fn read_report(ctx: &Ctx, actor: &Actor, asked: WantedReport<'_>) -> Outcome<Report> {
    ctx.read(actor, NAME, async |tx| {
        let basis = times::basis(tx, asked.times(), asked.kind.is_of_period()).await?;
        let made = match asked.kind {
            Kind::TrialBalance => report::trial_balance(basis, &sums(tx, basis).await?),
            Kind::FinancialPosition => report::financial_position(basis, &sums(tx, basis).await?),
            Kind::FinancialPerformance => {
                report::financial_performance(basis, &moved(tx, basis).await?)
            }
            Kind::AgedPayables => {
                let dues = store::dues(tx.conn(), basis.on_day, basis.known_at).await?;
                report::aged_payables(basis, dues, asked.most)
            }
            Kind::Awards => return awards(tx, basis, &asked).await,
            Kind::ExchangeDifferences => return exchange(tx, basis, &asked).await,
            Kind::FundByMonth => return months(tx, basis).await,
        };
        made.map_err(impossible)
    })
    .await
}

/// Every account up to a day.
async fn sums_on(
    tx: &mut Tx,
    on_day: Option<Date>,
    known_at: Timestamp,
) -> Outcome<Vec<AccountSum>> {
    let basis = Basis { on_day, known_at: Some(known_at) };
    let sums = journal::balances(tx.conn(), basis).await?;
    Ok(sums.into_iter().map(AccountSum::from).collect())
}

async fn sums(tx: &mut Tx, basis: TimeBasis) -> Outcome<Vec<AccountSum>> {
    sums_on(tx, Some(basis.on_day), basis.known_at).await
}

/// What moved on every account within the period: the sums at its end less those before its first day.
async fn moved(tx: &mut Tx, basis: TimeBasis) -> Outcome<Vec<AccountSum>> {
    let mut after = sums(tx, basis).await?;
    let Some(eve) = basis.from.and_then(Date::previous_day) else { return Ok(after) };
    let before = sums_on(tx, Some(eve), basis.known_at).await?;
    for sum in &mut after {
        let Some(had) = before.iter().find(|had| had.account_id == sum.account_id) else {
            continue;
        };
        sum.debit = sum.debit.checked_sub(had.debit).map_err(impossible)?;
        sum.credit = sum.credit.checked_sub(had.credit).map_err(impossible)?;
    }
    Ok(after)
}

async fn awards(tx: &mut Tx, basis: TimeBasis, asked: &WantedReport<'_>) -> Outcome<Report> {
    let after = asked.after.map(after_claim).transpose()?;
    // One more, to know whether there are more.
    let limit = i64::try_from(asked.most + 1).unwrap_or(i64::MAX);
    let mut accepted = store::accepted(tx.conn(), basis.on_day, after, limit).await?;
    let next = (accepted.len() > asked.most).then(|| {
        accepted.truncate(asked.most);
        accepted.last().map(|(day, claim)| format!("{}_{claim}", crate::desk::times::iso(*day)))
    });
    let claims: Vec<_> = accepted.into_iter().map(|(_, claim)| claim).collect();
    let sums = store::claim_sums(tx.conn(), basis.on_day, basis.known_at, &claims).await?;
    report::awards(basis, &sums, next.flatten()).map_err(impossible)
}

fn after_claim(text: &str) -> Outcome<(Date, ClaimId)> {
    let wrong = || Stop::from(Refusal::field("after", "after-malformed"));
    let (day, claim) = text.split_once('_').ok_or_else(wrong)?;
    let digits = time::macros::format_description!("[year]-[month]-[day]");
    let day = Date::parse(day, digits).map_err(|_| wrong())?;
    Ok((day, claim.parse().map_err(|_| wrong())?))
}

async fn exchange(tx: &mut Tx, basis: TimeBasis, asked: &WantedReport<'_>) -> Outcome<Report> {
    let before = match asked.after.map(str::parse) {
        None => i64::MAX,
        Some(Ok(before)) => before,
        Some(Err(_)) => return Err(Refusal::field("after", "after-malformed").into()),
    };
    let sums = moved(tx, basis).await?;
    let sums: Vec<_> = sums.into_iter().filter(|sum| sum.head == "exchange_difference").collect();
    let limit = i32::try_from(asked.most + 1).unwrap_or(i32::MAX);
    let mut found = Vec::new();
    for sum in &sums {
        let Some(account) = account::account(tx.conn(), sum.account_id).await? else { continue };
        let range = account::Range {
            from: basis.from.unwrap_or(Date::MIN),
            to: basis.on_day,
            known_at: basis.known_at,
            before,
            limit,
        };
        found.extend(account::account_entries(tx.conn(), &account, range).await?);
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.seq));
    let has_more = found.len() > asked.most;
    found.truncate(asked.most);
    let next = found.last().filter(|_| has_more).map(|entry| entry.seq.to_string());
    let differences: Vec<_> = found
        .into_iter()
        .map(|entry| Difference {
            entry_id: entry.entry_id,
            seq: entry.seq,
            kind: entry.kind,
            occurred_on: entry.occurred_on,
            claim_code: entry.claim_code,
            loss: entry.debit,
            gain: entry.credit,
        })
        .collect();
    report::exchange_differences(basis, &differences, &sums, next).map_err(impossible)
}

/// The ends of the last months, and the day of the report.
async fn months(tx: &mut Tx, basis: TimeBasis) -> Outcome<Report> {
    let mut days = vec![basis.on_day];
    let mut month = Month::of(basis.on_day);
    while days.len() < MONTHS {
        month = month.previous();
        days.push(month.last());
    }
    let mut ends = Vec::with_capacity(MONTHS);
    for day in days.into_iter().rev() {
        ends.push(MonthEnd { day, sums: sums_on(tx, Some(day), basis.known_at).await? });
    }
    report::fund_by_month(basis, &ends).map_err(impossible)
}
