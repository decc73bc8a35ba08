//! Confirm a bank account that another person opened: its accounts are opened in the books.

use super::open_bank_account::BankAccountNamed;
use crate::cash::domain::AccountStep;
use crate::cash::store::bank_account;
use redress_kernel::{Action, Actor, AnotherDecides, Outcome, Stop, action};
use redress_runtime::{Ctx, Once};

/// Finance approvers confirm; never their own.
pub const NAME: Action = action!("ledger.confirm_bank_account", [FinanceApprover]);

#[tracing::instrument(name = "ledger.confirm_bank_account", skip_all)]
pub async fn confirm_bank_account(
    ctx: &Ctx,
    actor: &Actor,
    code: &str,
    once: Option<&Once>,
) -> Outcome<BankAccountNamed> {
    ctx.once(actor, NAME, once, async |tx| {
        let account =
            bank_account::list(tx.conn(), Some(code)).await?.pop().ok_or(Stop::Missing)?;
        if account.outcome().is_none() {
            account.by_another(actor)?;
        }
        let now = tx.now();
        bank_account::step(tx.conn(), &account.code, AccountStep::Confirmed, actor.actor_id, now)
            .await?;
        tx.subject(format!("bank account {}", account.code));
        Ok(BankAccountNamed { code: account.code })
    })
    .await
}
