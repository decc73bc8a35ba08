//! Months that were closed and reopened, and what is looked at before.

use super::domain::{Check, Facts, Item, StepKind};
use crate::desk::day::Month;
use crate::desk::store::money_in;
use redress_kernel::{ActorId, Date, Fault, Money, Stop, Timestamp, another_decides};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A step that was taken with a month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Step {
    /// Its number.
    pub step_no: i64,
    /// First day of the month.
    pub period: Date,
    /// `closed`, `asked` or `reopened`.
    #[schema(value_type = String)]
    pub step: StepKind,
    /// Why.
    pub reason: String,
    /// Who took it.
    #[serde(skip)]
    pub actor_id: ActorId,
    /// As colleagues know that person.
    pub taken_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub taken_at: Timestamp,
}

// A step that asks to reopen a month; another person takes the next.
another_decides!(Step { actor_id }, FinanceApprover, "reopened-by-another");

/// Steps, oldest first; of one month or of all.
pub async fn steps(db: &mut PgConnection, month: Option<Month>) -> Result<Vec<Step>, Fault> {
    Ok(sqlx::query_as!(
        Step,
        r#"-- store::period::steps
        select s.step_no, s.period, s.step, s.reason, s.taken_by as actor_id, coalesce(a.label, '') as "taken_by!", s.taken_at
        from ledger.period_step s left join shared.actor a on a.actor_id = s.taken_by
        where $1::date is null or s.period = $1 order by s.step_no"#,
        month.map(Month::first)
    )
    .fetch_all(db)
    .await?)
}

/// One at a time: whoever closes or reopens a month waits here for the other.
pub async fn lock(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::period::lock
        select ledger.lock('period')"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Takes a step; from here on until the transaction ends nobody posts.
pub async fn save_step(
    db: &mut PgConnection,
    month: Month,
    step: StepKind,
    reason: &str,
) -> Result<i64, Stop> {
    let step_no = sqlx::query_scalar!(
        "-- store::period::save_step
        insert into ledger.period_step (period, step, reason, taken_by)
        values ($1, $2, $3, shared.actor_id()) returning step_no",
        month.first(),
        step.as_str(),
        reason
    )
    .fetch_one(db)
    .await?;
    Ok(step_no)
}

/// Keeps the checklist of a closing.
pub async fn save_checks(
    db: &mut PgConnection,
    step_no: i64,
    checks: &[Check],
) -> Result<(), Fault> {
    for check in checks {
        sqlx::query!(
            "-- store::period::save_checks
            insert into ledger.period_check (step_no, item, is_done, open, detail)
            values ($1, $2, $3, $4, $5) returning step_no",
            step_no,
            check.item.as_str(),
            check.is_done,
            check.open,
            check.detail
        )
        .fetch_one(&mut *db)
        .await?;
    }
    Ok(())
}

/// Keeps the control totals of a closing.
pub async fn save_totals(
    db: &mut PgConnection,
    step_no: i64,
    totals: &[Money],
) -> Result<(), Fault> {
    for total in totals {
        sqlx::query!(
            "-- store::period::save_totals
            insert into ledger.period_total (step_no, currency, debit) values ($1, $2, $3) returning step_no",
            step_no,
            total.currency().code(),
            total.amount()
        )
        .fetch_one(&mut *db)
        .await?;
    }
    Ok(())
}

/// A line of a checklist as it was at a closing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeptCheck {
    /// What it was about.
    #[schema(value_type = String)]
    pub item: Item,
    /// Whether it was done.
    pub is_done: bool,
    /// How much was open.
    pub open: i64,
    /// Which.
    pub detail: String,
}

/// The checklist of a closing, in the order in which it was looked at.
pub async fn checks(db: &mut PgConnection, step_no: i64) -> Result<Vec<KeptCheck>, Fault> {
    Ok(sqlx::query_as!(
        KeptCheck,
        "-- store::period::checks
        select item, is_done, open, detail from ledger.period_check where step_no = $1 order by item",
        step_no
    )
    .fetch_all(db)
    .await?)
}

/// The control totals of a closing.
pub async fn totals(db: &mut PgConnection, step_no: i64) -> Result<Vec<Money>, Fault> {
    let rows = sqlx::query!(
        "-- store::period::totals
        select currency, debit from ledger.period_total where step_no = $1 order by currency",
        step_no
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| money_in(row.debit, row.currency)).collect()
}

/// The first month that has an entry.
pub async fn first_month(db: &mut PgConnection) -> Result<Option<Month>, Fault> {
    let first = sqlx::query_scalar!(
        r#"-- store::period::first_month
        select ledger.first_month() as "day""#
    )
    .fetch_one(db)
    .await?;
    Ok(first.map(Month::of))
}

/// What is open in a month; earlier months and the audit are left to the caller.
pub async fn facts(db: &mut PgConnection, month: Month) -> Result<Facts, Fault> {
    let row = sqlx::query!(
        r#"-- store::period::facts
        select lines_open as "lines_open!", payments_silent as "payments_silent!", rates_missing as "rates_missing!",
          statements_until, has_cash as "has_cash!", unsealed as "unsealed!"
        from ledger.period_facts($1)"#,
        month.first()
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(Facts::default()) };
    Ok(Facts {
        earlier_open: None,
        unheard: unheard(db, month).await?,
        lines_open: row.lines_open,
        payments_silent: row.payments_silent,
        rates_missing: row.rates_missing,
        statements_until: row.statements_until,
        has_cash: row.has_cash,
        is_unsealed: row.unsealed,
        findings: None,
    })
}

/// What was said up to the end of a month that the ledger has not acted on: decisions and answers not yet heard, acceptances
/// set aside after all attempts.
async fn unheard(db: &mut PgConnection, month: Month) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::period::unheard
        select (select count(*) from shared.cursor c join shared.event e on (e.xid, e.seq) > (c.xid, c.seq)
                where c.consumer = session_user and e.occurred_at < $1
                  and e.kind in ('decision_issued', 'offer_accepted', 'offer_declined'))
          + (select count(*) from shared.parked p join shared.event e using (event_id)
             where p.consumer = session_user and e.kind = 'offer_accepted' and e.occurred_at < $1
               and not exists (select from ledger.award a where a.claim_id = e.claim_id)) as "count!""#,
        month.next().first().midnight().assume_utc()
    )
    .fetch_one(db)
    .await?)
}
