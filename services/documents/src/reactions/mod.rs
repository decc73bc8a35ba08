//! What this service does when it hears of something that a paper tells; one event a file.
//! A paper is queued in the reaction's transaction and made by the worker afterwards.

mod claim_submitted;
mod decision_issued;
mod payment_settled;

use crate::domain::Subject;
use crate::papers::template_version;
use crate::store;
use crate::store::paper::NewPaper;
use redress_contract::{Event, Heard};
use redress_kernel::spoken::of_papers;
use redress_kernel::{ClaimId, Outcome};
use redress_runtime::{BoxFuture, Reactor, Tx};
use serde_json::Value;

/// Listens for this service.
pub struct Listener;

impl Reactor for Listener {
    fn react<'a>(&'a self, tx: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>> {
        Box::pin(async move {
            match &heard.event {
                Event::ClaimSubmitted { claim_id } => claim_submitted::react(tx, *claim_id).await,
                Event::DecisionIssued { claim_id, decision_id, .. } => {
                    decision_issued::react(tx, *claim_id, *decision_id).await
                }
                Event::PaymentSettled { claim_id, instalment_id } => {
                    payment_settled::react(tx, *claim_id, *instalment_id).await
                }
                _ => Ok(()),
            }
        })
    }
}

/// Queues a paper, unless there is one of its kind and subject already: an event heard twice makes
/// one paper. The language becomes one that papers have words in.
async fn queue(
    tx: &mut Tx,
    claim_id: ClaimId,
    subject: Subject,
    mut content: Value,
) -> Outcome<()> {
    let language = of_papers(content["language"].as_str().unwrap_or_default());
    content["language"] = language.as_str().into();
    let (document_id, now) = (tx.fresh(), tx.now());
    let template_version = template_version(subject.kind());
    let paper = NewPaper { document_id, claim_id, subject, language, template_version, content };
    store::paper::queue(tx.conn(), &paper, now).await?;
    Ok(())
}
