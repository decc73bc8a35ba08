//! Revalue foreign cash at the end of a month: at the rate in force on its last day, once an
//! account and month. The difference is booked on that day and taken back on the next, so that cash
//! goes on at what it cost.

use crate::books::domain::cash::FundAccount;
use crate::books::store::journal;
use crate::cash::domain::{AccountState, revaluation, value_in_dollars};
use crate::cash::store::bank_account;
use crate::cash::store::bank_account::BankAccount;
use crate::cash::store::revaluation as kept;
use crate::cash::store::revaluation::Revaluation;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::rates::store as rate;
use redress_kernel::{Action, Actor, Date, Decimal, Outcome, Refusal, Stop, Wanted, action};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use time::{Duration, Month};
use utoipa::ToSchema;

/// Finance officers revalue: nothing is chosen, all follows from the books and the rates.
pub const NAME: Action = action!("ledger.revalue_cash", [FinanceOfficer]);

/// Which month.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevalueCash {
    /// Any day of the month; the month must be over.
    pub month: Date,
}

/// What was revalued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CashRevalued {
    /// Codes of the accounts.
    pub accounts: Vec<String>,
}

/// Revalues every account that had foreign cash at the end of a month and is not revalued yet; all,
/// or none.
#[tracing::instrument(name = "ledger.revalue_cash", skip_all)]
pub async fn revalue_cash(
    ctx: &Ctx,
    actor: &Actor,
    cmd: RevalueCash,
    once: Option<&Once>,
) -> Outcome<CashRevalued> {
    ctx.once(actor, NAME, once, async |tx| {
        let (first, next) = month_of(cmd.month)?;
        if day_of(tx.now()) < next {
            return Err(Refusal::field("month", "month-not-over").into());
        }
        bank_account::lock(tx.conn()).await?;
        let done = kept::revaluations(tx.conn(), Some(first), &Wanted::all()).await?;
        let accounts = bank_account::list(tx.conn(), None).await?;
        let (mut revalued, mut missing) = (Vec::new(), Vec::new());
        for account in accounts
            .iter()
            .filter(|account| account.state == AccountState::Open && account.cost.is_some())
        {
            if done.iter().any(|one| one.code == account.code) {
                continue;
            }
            match revalue(tx, account, first, next).await {
                Ok(true) => revalued.push(account.code.clone()),
                Ok(false) => {}
                Err(Stop::Refused(refusals)) => missing.extend(refusals),
                Err(stop) => return Err(stop),
            }
        }
        if !missing.is_empty() {
            return Err(Stop::Refused(missing));
        }
        if revalued.is_empty() {
            return Err(Refusal::field("month", "nothing-to-revalue").into());
        }
        tx.subject(format!("foreign cash at the end of {first}"));
        Ok(CashRevalued { accounts: revalued })
    })
    .await
}

/// First day of the month and of the next.
fn month_of(day: Date) -> Outcome<(Date, Date)> {
    let first = day.replace_day(1).map_err(impossible)?;
    let month = first.month().next();
    let year = if month == Month::January { first.year() + 1 } else { first.year() };
    let next = Date::from_calendar_date(year, month, 1);
    next.map(|next| (first, next)).map_err(|_| Refusal::field("month", "date-impossible").into())
}

/// Revalues one account; false when there was no cash.
async fn revalue(tx: &mut Tx, account: &BankAccount, first: Date, next: Date) -> Outcome<bool> {
    let currency = account.balance.currency();
    let last = next - Duration::days(1);
    let held = bank_account::held(tx.conn(), &account.code, currency, Some(last)).await?.holding;
    if held.cash.amount() == Decimal::ZERO {
        return Ok(false);
    }
    let rate = rate::in_force(tx.conn(), currency, last).await?;
    let missing = || Refusal::field("month", "rate-missing").with("currency", currency);
    let rate = rate.ok_or_else(missing)?;
    let value = value_in_dollars(held.cash, rate.per_usd).map_err(impossible)?;
    let place = FundAccount { code: account.code.clone(), currency };
    let entry = revaluation(tx.fresh(), last, &place, held.cost, value).map_err(impossible)?;
    let mut made = Revaluation {
        code: account.code.clone(),
        month: first,
        rate_id: rate.rate_id,
        per_usd: rate.per_usd,
        cash: held.cash,
        cost: held.cost.into(),
        value: value.into(),
        entry_id: None,
        reversal_id: None,
    };
    if let Some(entry) = entry {
        let back = entry.reversal(tx.fresh(), next);
        // One after the other: an entry must be there to be taken back.
        journal::save(tx.conn(), &entry).await?;
        journal::save(tx.conn(), &back).await?;
        (made.entry_id, made.reversal_id) = (Some(entry.entry_id()), Some(back.entry_id()));
    }
    let (by, now) = (tx.actor().actor_id, tx.now());
    kept::save_revaluation(tx.conn(), &made, by, now).await?;
    Ok(true)
}
