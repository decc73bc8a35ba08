//! Read the proof beside a paper: with it anybody can tell that the file is as it was when the log was sealed.

use super::read_paper::READ_PAPER;
use crate::domain::DocumentCode;
use crate::store;
use redress_kernel::{Actor, DocumentId, Fault, Outcome, Refusal, Stop};
use redress_proof::{Grown, PaperProof, Tree};
use redress_runtime::Ctx;

/// A proof to hand over.
#[derive(Debug, Clone)]
pub struct ProofFile {
    /// Of the paper's name.
    pub name: String,
    /// As JSON.
    pub text: String,
}

/// The proof of a paper, for who may read the paper. [`Stop::Missing`] for others; refused with `paper-proof-not-ready` until
/// the paper is made and the log is sealed over it.
#[tracing::instrument(name = "documents.read_proof", skip_all)]
pub async fn read_proof(ctx: &Ctx, actor: &Actor, document: DocumentId) -> Outcome<ProofFile> {
    ctx.act(actor, READ_PAPER, async |tx| {
        let file = store::paper::file(tx.conn(), document).await?.ok_or(Stop::Missing)?;
        tx.about(file.claim_id);
        tx.subject(format!("proof of paper {document}"));
        let sealed = store::paper::proof(tx.conn(), document).await?;
        let sealed = sealed.ok_or_else(|| Refusal::conflict("paper-proof-not-ready"))?;
        let size = u64::try_from(sealed.size_before).map_err(Fault::new)?;
        let place = u64::try_from(sealed.place).map_err(Fault::new)?;
        let before = Tree::of_frontier(size, &sealed.frontier_before);
        let leaves = sealed.leaves.as_chunks::<32>().0;
        let path = before.as_ref().and_then(|before| Grown::new(before, leaves).inclusion(place));
        let path = path.ok_or_else(|| Fault::new(format!("no proof of paper {document}")))?;
        let (path, signature) = PaperProof::in_digits(&path, &sealed.signature);
        let (row, trace, statement) = (sealed.row_text, sealed.trace, sealed.statement);
        let proof = PaperProof { row, trace, place, path, statement, signature };
        let text = serde_json::to_string_pretty(&proof).map_err(Fault::new)?;
        let name = DocumentCode::of(document).file_name().replace(".pdf", ".proof.json");
        Ok(ProofFile { name, text })
    })
    .await
}
