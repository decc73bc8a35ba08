//! Prepare an exchange: what the bank moved between two of the fund's accounts. It is booked when
//! another person confirms it.

use crate::cash::domain::AccountState;
use crate::cash::store::bank_account;
use crate::desk::checks::Checks;
use crate::desk::ids::ExchangeId;
use crate::exchange::store as exchange;
use crate::exchange::store::Exchange;
use redress_kernel::typed::latest_begun;
use redress_kernel::{Action, Actor, Currency, Date, Decimal, Money, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers prepare; whoever prepares never confirms.
pub const NAME: Action = action!("ledger.prepare_exchange", [FinanceOfficer]);

/// Characters of a bank's reference at most (ISO 20022).
const REFERENCE_MAX: usize = 35;

/// What the bank moved.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareExchange {
    /// Code of the account that it left; left out for the general one.
    #[serde(default)]
    pub from: Option<String>,
    /// Code of the account where it arrived; left out for the general one.
    #[serde(default)]
    pub to: Option<String>,
    /// What left.
    #[schema(value_type = redress_kernel::described::Given)]
    pub left: Money,
    /// What arrived. In the same currency it may be less: the bank kept a fee.
    #[schema(value_type = redress_kernel::described::Given)]
    pub arrived: Money,
    /// The bank's day.
    pub day: Date,
    /// The bank's reference; no personal data.
    #[schema(pattern = r"\S", max_length = 35)]
    pub bank_reference: String,
}

/// The exchange that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExchangePrepared {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub exchange_id: ExchangeId,
}

/// Prepares an exchange.
#[tracing::instrument(name = "ledger.prepare_exchange", skip_all)]
pub async fn prepare_exchange(
    ctx: &Ctx,
    actor: &Actor,
    cmd: PrepareExchange,
    once: Option<&Once>,
) -> Outcome<ExchangePrepared> {
    ctx.once(actor, NAME, once, async |tx| {
        check(tx, &cmd).await?;
        let now = tx.now();
        let prepared = Exchange {
            exchange_id: tx.fresh(),
            from: cmd.from,
            to: cmd.to,
            left: cmd.left,
            arrived: cmd.arrived,
            day: cmd.day,
            bank_reference: cmd.bank_reference.trim().to_owned(),
            asked_by: actor.actor_id,
            outcome: None,
            entry_id: None,
        };
        exchange::save(tx.conn(), &prepared, now).await?;
        tx.subject(format!("exchange {}", prepared.exchange_id));
        Ok(ExchangePrepared { exchange_id: prepared.exchange_id })
    })
    .await
}

async fn check(tx: &mut Tx, cmd: &PrepareExchange) -> Outcome<()> {
    let mut checks = Checks::default();
    checks.must(cmd.from != cmd.to, "to", "exchange-same-account");
    for (field, of_amount, code, amount) in [
        ("from", "left", cmd.from.as_deref(), cmd.left),
        ("to", "arrived", cmd.to.as_deref(), cmd.arrived),
    ] {
        match currency_of(tx, code).await? {
            None => checks.refuse(Refusal::field(field, "bank-account-unknown")),
            Some(currency) if currency != amount.currency() => {
                let refusal = Refusal::field(of_amount, "exchange-currency");
                checks.refuse(refusal.with("currency", currency));
            }
            Some(_) => {
                checks.must(amount.amount() > Decimal::ZERO, of_amount, "amount-malformed");
            }
        }
    }
    let is_same = cmd.left.currency() == cmd.arrived.currency();
    let is_more = is_same && cmd.arrived.amount() > cmd.left.amount();
    checks.must(!is_more, "arrived", "exchange-arrives-more");
    checks.must(cmd.day <= latest_begun(tx.now()), "day", "date-future");
    checks.text("bank_reference", &cmd.bank_reference, REFERENCE_MAX);
    checks.done()
}

/// The currency of an account that is open; US dollars for the general one.
async fn currency_of(tx: &mut Tx, code: Option<&str>) -> Outcome<Option<Currency>> {
    let Some(code) = code else { return Ok(Some(Currency::USD)) };
    let account = bank_account::list(tx.conn(), Some(code)).await?.pop();
    let open = account.filter(|account| account.state == AccountState::Open);
    Ok(open.map(|account| account.currency))
}
