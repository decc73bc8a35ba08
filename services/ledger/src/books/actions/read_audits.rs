//! Look at the audits of the books and at what they found.

use crate::books::store::audit;
use crate::desk::ids::AuditRunId;
use redress_kernel::{Action, Actor, Outcome, Paged, Stop, Timestamp, Wanted, action};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::books::store::audit::Run;
pub use crate::log::store::Broken;

/// Finance staff and auditors see the audits.
pub const NAME: Action = action!("ledger.read_audits", [FinanceOfficer, FinanceApprover, Auditor]);

/// An audit and what it found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Audit {
    /// The audit.
    pub run: Run,
    /// Its first thousand findings.
    pub findings: Vec<Broken>,
}

/// Audits, the newest first.
pub async fn list_audits(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Timestamp, AuditRunId)>,
) -> Outcome<Paged<Run, (Timestamp, AuditRunId)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = audit::newest(tx.conn(), wanted).await?;
        Ok(wanted.page(rows, |last| (last.begun_at, last.run_id)))
    })
    .await
}

/// The last audit, if there was one.
pub async fn last_audit(ctx: &Ctx, actor: &Actor) -> Outcome<Option<Run>> {
    ctx.read(actor, NAME, async |tx| {
        Ok(audit::newest(tx.conn(), &Wanted::default()).await?.into_iter().next())
    })
    .await
}

pub async fn show_audit(ctx: &Ctx, actor: &Actor, run_id: AuditRunId) -> Outcome<Audit> {
    ctx.read(actor, NAME, async |tx| {
        let run = audit::find(tx.conn(), run_id).await?.ok_or(Stop::Missing)?;
        let findings = audit::findings(tx.conn(), run_id).await?;
        Ok(Audit { run, findings })
    })
    .await
}
