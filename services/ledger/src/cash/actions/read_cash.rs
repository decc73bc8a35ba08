//! Look at the fund's bank accounts, what foreign cash is worth, exchanges and revaluations.

use crate::books::domain::journal::Account;
use crate::books::store::journal;
use crate::cash::domain::value_in_dollars;
use crate::cash::store::bank_account;
use crate::cash::store::bank_account::BankAccount;
use crate::cash::store::revaluation;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::rates::store as rate;
use redress_kernel::{
    Action, Actor, Currency, Date, Decimal, Money, Outcome, Paged, Wanted, action,
};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::cash::store::revaluation::Revaluation;

/// Finance staff and auditors see the accounts.
pub const NAME: Action = action!("ledger.read_cash", [FinanceOfficer, FinanceApprover, Auditor]);

/// The fund's cash.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Cash {
    /// On the general account, by the books.
    pub general: Money,
    /// Every other account.
    pub accounts: Vec<Valued>,
}

/// An account with what is on it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Valued {
    /// The account.
    #[serde(flatten)]
    pub account: BankAccount,
    /// The rate in force today; nothing for US dollars and where none is known.
    pub per_usd: Option<Decimal>,
    /// What the balance is worth at that rate, US dollars.
    pub value: Option<Money>,
    /// That less what it cost: a gain, or below zero a loss, which nobody has made yet.
    pub unrealised: Option<Money>,
}

/// Every account.
pub async fn list_bank_accounts(ctx: &Ctx, actor: &Actor) -> Outcome<Cash> {
    ctx.read(actor, NAME, async |tx| {
        let today = day_of(tx.now());
        let balances = journal::balances(tx.conn(), journal::Basis::default()).await?;
        let general = balances.iter().find(|row| {
            row.account == Account::FundCash.as_str()
                && row.holder.is_empty()
                && row.debit.currency() == Currency::USD
        });
        let general = match general {
            Some(row) => row.debit.checked_sub(row.credit).map_err(impossible)?,
            None => Money::zero(Currency::USD),
        };
        let mut accounts = Vec::new();
        for account in bank_account::list(tx.conn(), None).await? {
            let currency = account.balance.currency();
            let rate = match account.cost {
                Some(_) => rate::in_force(tx.conn(), currency, today).await?,
                None => None,
            };
            let per_usd = rate.map(|rate| rate.per_usd);
            let value = match (account.cost, per_usd) {
                (None, _) => Some(account.balance),
                (Some(_), Some(rate)) => {
                    Some(value_in_dollars(account.balance, rate).map_err(impossible)?.into())
                }
                (Some(_), None) => None,
            };
            let unrealised = match (value, account.cost) {
                (Some(value), Some(cost)) => Some(value.checked_sub(cost).map_err(impossible)?),
                _ => None,
            };
            accounts.push(Valued { account, per_usd, value, unrealised });
        }
        Ok(Cash { general, accounts })
    })
    .await
}

/// Foreign cash at the end of months, newest first.
pub async fn list_revaluations(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Date, String)>,
) -> Outcome<Paged<Revaluation, (Date, String)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = revaluation::revaluations(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| (last.month, last.code.clone())))
    })
    .await
}
