//! Open one worksheet of a claim, the latest or an earlier one, to read or to print. Looking is audited
//! like a write.

use crate::domain::ids::WorksheetId;
use crate::domain::panel::Panel;
use crate::domain::sheet::Worksheet;
use crate::store;
use redress_contract::claim::Standing;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stop, action};
use redress_runtime::Ctx;

/// Panel people look at worksheets.
pub const SHOW_WORKSHEET: Action = action!("eligibility.show_worksheet", [PanelMember, PanelChair]);

/// A worksheet in its file.
#[derive(Debug, Clone)]
pub struct SheetFile {
    /// Where the claim stands.
    pub standing: Standing,
    /// Its panel, for the names beside what was recorded.
    pub panel: Panel,
    /// The worksheet.
    pub worksheet: Worksheet,
    /// Whether there is no later one.
    pub is_latest: bool,
}

/// Reads it; [`Stop::Missing`] when the claim has no such worksheet.
#[tracing::instrument(name = "eligibility.show_worksheet", skip_all, fields(claim.id = %claim))]
pub async fn show_worksheet(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    wanted: WorksheetId,
) -> Outcome<SheetFile> {
    ctx.act(actor, SHOW_WORKSHEET, async |tx| {
        let standing = tx.standing(claim).await?;
        let panel = store::panel::load(tx.conn(), claim).await?;
        panel.open_seat(actor.actor_id)?;
        let found = store::worksheet::load(tx.conn(), claim, Some(wanted)).await?;
        let worksheet = found.ok_or(Stop::Missing)?;
        let latest = super::latest_sheet(tx, claim).await?;
        tx.subject(format!("worksheet {wanted}"));
        let is_latest = latest.worksheet_id == wanted;
        Ok(SheetFile { standing, panel, worksheet, is_latest })
    })
    .await
}
