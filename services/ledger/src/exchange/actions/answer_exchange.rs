//! Confirm or refuse an exchange that another person prepared. Confirmed, it is booked: foreign
//! cash leaves at its average cost, and what the exchange won or lost against that is exchange
//! difference.

use crate::books::domain::cash::FundAccount;
use crate::books::store::journal;
use crate::cash::domain::{Moved, exchange as booked};
use crate::cash::movement::{below, exchange_refusal, held, in_order};
use crate::cash::store::bank_account;
use crate::cash::store::bank_account::Movement;
use crate::desk::ids::{ExchangeId, RateId};
use crate::desk::store::lock_fund;
use crate::exchange::store as exchange;
use crate::exchange::store::Exchange;
use crate::fund::set_aside::set_money_aside;
use crate::rates::store as rate;
use redress_kernel::{
    Action, Actor, AnotherDecides, Currency, EntryId, Money, Outcome, Refusal, Reply, Stop, Wanted,
    action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers answer; never their own.
pub const NAME: Action = action!("ledger.answer_exchange", [FinanceApprover]);

/// What the second person says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerExchange {
    /// `confirmed` or `refused`.
    #[schema(value_type = String, pattern = "^(confirmed|refused)$")]
    pub answer: Reply,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExchangeAnswered {
    /// The exchange.
    #[schema(value_type = Uuid)]
    pub exchange_id: ExchangeId,
    /// `confirmed` or `refused`.
    #[schema(value_type = String)]
    pub state: Reply,
}

/// Answers an exchange that waits.
#[tracing::instrument(name = "ledger.answer_exchange", skip_all)]
pub async fn answer_exchange(
    ctx: &Ctx,
    actor: &Actor,
    id: ExchangeId,
    cmd: AnswerExchange,
    once: Option<&Once>,
) -> Outcome<ExchangeAnswered> {
    ctx.once(actor, NAME, once, async |tx| {
        bank_account::lock(tx.conn()).await?;
        let found = exchange::list(tx.conn(), Some(id), &Wanted::default())
            .await?
            .pop()
            .ok_or(Stop::Missing)?;
        if found.outcome.is_some() {
            return Err(Refusal::conflict("exchange-answered").into());
        }
        found.by_another(actor)?;
        let booked = match cmd.answer {
            Reply::Confirmed => Some(book(tx, &found).await?),
            Reply::Refused => None,
        };
        let now = tx.now();
        exchange::answer(tx.conn(), id, cmd.answer, booked, now).await?;
        if booked.is_some() {
            set_money_aside(tx).await?;
        }
        tx.subject(format!("exchange {id}"));
        Ok(ExchangeAnswered { exchange_id: id, state: cmd.answer })
    })
    .await
}

/// Books an exchange: its entry, and the rate that it needed.
async fn book(tx: &mut Tx, found: &Exchange) -> Outcome<(EntryId, Option<RateId>)> {
    let (from, to) =
        (place(found.from.as_deref(), found.left), place(found.to.as_deref(), found.arrived));
    for place in [&from, &to] {
        in_order(tx, place, found.day).await?;
    }
    // Dollars that the books have not got: a contribution is missing there, and comes first.
    if !from.is_foreign()
        && bank_account::dollars(tx.conn(), &from.code).await?.amount() < found.left.amount()
    {
        return Err(Refusal::conflict("cash-overdrawn").into());
    }
    let had = held(tx, &from).await?;
    let rate = rate_of(tx, &from, &to, found).await?;
    let moved = Moved { from: &from, to: &to, left: found.left, arrived: found.arrived };
    let (holding, per_usd) = (had.map(|had| had.holding), rate.as_ref().map(|rate| rate.per_usd));
    let booked =
        booked(tx.fresh(), found.day, &moved, holding, per_usd).map_err(exchange_refusal)?;
    // Before the entry: whoever waits for the lock must see this money too.
    lock_fund(tx.conn()).await?;
    journal::save(tx.conn(), &booked.entry).await?;
    let entry = booked.entry.entry_id();
    if let (Some(had), Some(out)) = (had, booked.cost_out) {
        let movement = Movement { cash: below(found.left)?, cost: -out };
        bank_account::save_movement(tx.conn(), &from.code, &had, &movement, entry, found.day)
            .await?;
    }
    if let (Some(had), Some(come)) = (held(tx, &to).await?, booked.cost_in) {
        let movement = Movement { cash: found.arrived, cost: come };
        bank_account::save_movement(tx.conn(), &to.code, &had, &movement, entry, found.day).await?;
    }
    Ok((entry, rate.map(|rate| rate.rate_id)))
}

fn place(code: Option<&str>, amount: Money) -> FundAccount {
    FundAccount { code: code.unwrap_or_default().to_owned(), currency: amount.currency() }
}

/// The rate of what arrived, where no dollars moved; a missing rate stops, it is never guessed.
async fn rate_of(
    tx: &mut Tx,
    from: &FundAccount,
    to: &FundAccount,
    found: &Exchange,
) -> Outcome<Option<rate::Rate>> {
    let currency: Currency = to.currency;
    if !from.is_foreign() || !to.is_foreign() || from.currency == currency {
        return Ok(None);
    }
    let rate = rate::in_force(tx.conn(), currency, found.day).await?;
    let missing = || Refusal::conflict("rate-missing").with("currency", currency);
    Ok(Some(rate.ok_or_else(missing)?))
}
