//! Record who gives money to the fund.

use crate::desk::checks::Checks;
use crate::desk::ids::FunderId;
use crate::fund::store::fund;
use redress_kernel::{Action, Actor, Outcome, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers record funders.
pub const NAME: Action = action!("ledger.record_funder", [FinanceOfficer]);

/// Characters of a name at most.
const NAME_MAX: usize = 120;

/// A funder.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordFunder {
    /// Stands in the names of its accounts: small letters, digits and hyphens, 2 to 31 characters.
    #[schema(pattern = "^[a-z][a-z0-9-]{1,30}$")]
    pub code: String,
    /// As it calls itself; never a person.
    #[schema(pattern = r"\S", max_length = 120)]
    pub name: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FunderRecorded {
    /// The funder.
    #[schema(value_type = Uuid)]
    pub funder_id: FunderId,
}

/// Records a funder.
#[tracing::instrument(name = "ledger.record_funder", skip_all)]
pub async fn record_funder(
    ctx: &Ctx,
    actor: &Actor,
    cmd: RecordFunder,
    once: Option<&Once>,
) -> Outcome<FunderRecorded> {
    ctx.once(actor, NAME, once, async |tx| {
        let mut checks = Checks::default();
        checks.must(is_code(&cmd.code), "code", "funder-code");
        checks.text("name", &cmd.name, NAME_MAX);
        checks.done()?;
        let (funder_id, now) = (tx.fresh(), tx.now());
        let funder = fund::Funder { funder_id, code: cmd.code, name: cmd.name.trim().to_owned() };
        fund::save_funder(tx.conn(), &funder, now).await?;
        tx.subject(format!("funder {funder_id}"));
        Ok(FunderRecorded { funder_id })
    })
    .await
}

fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (2..=31).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.chars().all(fits)
}
