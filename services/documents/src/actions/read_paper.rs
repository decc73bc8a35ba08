//! Read a paper: its file, with a trace of who took it.

use crate::domain::DocumentCode;
use crate::store;
use redress_kernel::{Action, Actor, DocumentId, Outcome, Refusal, Stop, action};
use redress_runtime::Ctx;

/// Who may read which paper is the database's to say; these may ask.
pub const READ_PAPER: Action = action!(
    "documents.read_paper",
    [Advocate, IntakeOfficer, PanelMember, PanelChair, FinanceOfficer, FinanceApprover, Auditor]
);

/// A file to hand over.
#[derive(Debug, Clone)]
pub struct PaperFile {
    /// Neutral.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// The file of a paper. [`Stop::Missing`] when the actor may not read it; refused with
/// `paper-not-ready` while it is being made and with `paper-parked` when it could not be.
#[tracing::instrument(name = "documents.read_paper", skip_all)]
pub async fn read_paper(ctx: &Ctx, actor: &Actor, document: DocumentId) -> Outcome<PaperFile> {
    ctx.act(actor, READ_PAPER, async |tx| {
        let file = store::paper::file(tx.conn(), document).await?.ok_or(Stop::Missing)?;
        let bytes = match file.bytes {
            Some(bytes) => bytes,
            None if file.is_parked => return Err(Refusal::conflict("paper-parked").into()),
            None => return Err(Refusal::conflict("paper-not-ready").into()),
        };
        tx.about(file.claim_id);
        tx.subject(format!("paper {document}"));
        Ok(PaperFile { name: DocumentCode::of(document).file_name(), bytes })
    })
    .await
}
