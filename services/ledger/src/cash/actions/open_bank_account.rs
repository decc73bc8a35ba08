//! Open a bank account of the fund beside the general one; another person confirms it before money
//! is moved there.

use crate::cash::store::bank_account;
use crate::desk::checks::Checks;
use redress_iso20022::neutral::telling_word;
use redress_kernel::{Action, Actor, Currency, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers open accounts; whoever opens one never confirms it.
pub const NAME: Action = action!("ledger.open_bank_account", [FinanceOfficer]);

/// Characters of a name at most.
const NAME_MAX: usize = 40;
/// Characters of a code, at least and at most.
const CODE: std::ops::RangeInclusive<usize> = 2..=20;

/// A bank account.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenBankAccount {
    /// Its name in the books: 2 to 20 small letters, digits and hyphens, a letter first.
    #[schema(pattern = "^[a-z][a-z0-9-]{1,19}$")]
    pub code: String,
    /// Its one currency.
    pub currency: Currency,
    /// A neutral name: nothing that tells what the money is for.
    #[schema(pattern = r"\S", max_length = 40)]
    pub name: String,
    /// The last four characters of its number; no more of it is kept.
    #[schema(pattern = "^[A-Za-z0-9]{4}$")]
    pub last_four: String,
}

/// The account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BankAccountNamed {
    /// Its name in the books.
    pub code: String,
}

#[tracing::instrument(name = "ledger.open_bank_account", skip_all)]
pub async fn open_bank_account(
    ctx: &Ctx,
    actor: &Actor,
    cmd: OpenBankAccount,
    once: Option<&Once>,
) -> Outcome<BankAccountNamed> {
    ctx.once(actor, NAME, once, async |tx| {
        let (name, last_four) = (cmd.name.trim(), cmd.last_four.trim().to_ascii_uppercase());
        check(&cmd.code, name, &last_four)?;
        let (by, now) = (actor.actor_id, tx.now());
        bank_account::save(tx.conn(), &cmd.code, cmd.currency, name, &last_four, by, now).await?;
        tx.subject(format!("bank account {}", cmd.code));
        Ok(BankAccountNamed { code: cmd.code })
    })
    .await
}

fn check(code: &str, name: &str, last_four: &str) -> Outcome<()> {
    let mut checks = Checks::default();
    let is_code = CODE.contains(&code.len())
        && code.starts_with(|first: char| first.is_ascii_lowercase())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    checks.must(is_code, "code", "bank-account-code");
    checks.text("name", name, NAME_MAX);
    if let Some(word) = telling_word(name) {
        checks.refuse(Refusal::field("name", "bank-account-telling").with("word", word));
    }
    let is_end = last_four.len() == 4 && last_four.bytes().all(|b| b.is_ascii_alphanumeric());
    checks.must(is_end, "last_four", "bank-account-last-four");
    checks.done()
}
