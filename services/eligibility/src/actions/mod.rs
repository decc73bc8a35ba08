//! What people do at a panel and with versions, one verb a file: permission, transaction, load,
//! domain, save, event, audit.
//! Never here: rules, SQL, HTTP.

mod ask_information;
mod assess_award;
mod check_version;
mod confirm_gate;
mod declare_conflict;
mod draft_version;
mod evaluation;
mod issue_decision;
pub mod list_cases;
mod list_versions;
mod record_fact;
mod record_view;
mod run_lab;
mod seat_panel;
mod show_case;
mod show_version;
mod show_worksheet;
mod sign_version;

pub use ask_information::{ASK_INFORMATION, AskInformation, ask_information};
pub use assess_award::{ASSESS_AWARD, AssessAward, assess_award};
pub use check_version::{CHECK_VERSION, check_version};
pub use confirm_gate::{CONFIRM_GATE, ConfirmGate, confirm_gate};
pub use declare_conflict::{DECLARE_CONFLICT, DeclareConflict, declare_conflict};
pub use draft_version::{DRAFT_VERSION, DraftVersion, Drafted, draft_version};
pub use issue_decision::{ISSUE_DECISION, IssueDecision, Issued, issue_decision};
pub use list_cases::{LIST_CASES, list_cases};
pub use list_versions::{LIST_VERSIONS, Listed, list_versions};
pub use record_fact::{RECORD_FACT, RecordFact, record_fact};
pub use record_view::{RECORD_VIEW, RecordView, record_view};
pub use run_lab::{
    CLAIMS_MAX, CLAIMS_USUAL, Claims, Lab, LabForm, RUN_LAB, RunLab, lab_form, run_lab,
};
pub use seat_panel::{SEAT_PANEL, SeatPanel, seat_panel};
pub use show_case::{CaseFile, Open, SHOW_CASE, show_case};
pub use show_version::{SHOW_VERSION, VersionFile, show_version};
pub use show_worksheet::{SHOW_WORKSHEET, SheetFile, show_worksheet};
pub use sign_version::{SIGN_VERSION, SignVersion, Signed, sign_version};

pub(crate) use evaluation::{evaluate, follow, keep_look};

use crate::domain::panel::Panel;
use crate::domain::sheet::Worksheet;
use crate::store;
use redress_contract::claim::Standing;
use redress_kernel::{ClaimId, Fault, Outcome, Refusal, Stage};
use redress_runtime::Tx;
use serde::{Deserialize, Serialize};

/// Where the claim stands after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Stepped {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its stage now.
    pub stage: Stage,
}

/// The claim and its panel, for a person who may see what the claim is about; held, so that two
/// people's steps come one after the other and each sees what the one before has done.
async fn opened(tx: &mut Tx, claim: ClaimId) -> Outcome<(Standing, Panel)> {
    store::case::hold(tx.conn(), claim).await?;
    let standing = tx.standing(claim).await?;
    let panel = store::panel::load(tx.conn(), claim).await?;
    panel.open_seat(tx.actor().actor_id)?;
    Ok((standing, panel))
}

/// Refused with `stage-move` unless the claim stands where the step begins.
fn stands_at(standing: &Standing, stage: Stage) -> Outcome<()> {
    if standing.stage == stage { Ok(()) } else { Err(Refusal::conflict("stage-move").into()) }
}

/// The latest worksheet. A case that was looked at always has one.
async fn latest_sheet(tx: &mut Tx, claim: ClaimId) -> Outcome<Worksheet> {
    let kept = store::worksheet::load(tx.conn(), claim, None).await?;
    Ok(kept.ok_or_else(|| Fault::new("a case without its worksheet"))?)
}
