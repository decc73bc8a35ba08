//! Release an approved batch: the payment file is made, its digest kept, the money is on its way.

use super::approve_batch::{advance_claims, same_payees, whole};
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::payment::clearance::found_clear;
use crate::payment::domain::step::{BatchState, BatchStep};
use crate::payment::file::{Head, ToPay, open_and_build};
use crate::payment::store::batch;
use redress_contract::{Event, PaymentStep};
use redress_iso20022::pain001::PaymentFile;
use redress_kernel::{
    Action, Actor, AnotherDecides, BatchId, Fault, Outcome, Refusal, Stage, Stop, Timestamp, action,
};
use redress_runtime::{Ctx, Once, Tx};
use redress_vault::Vault;
use redress_web::keys::{hex, sha256};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers release what they did not prepare.
pub const NAME: Action = action!("ledger.release_batch", [FinanceApprover]);

/// What was released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Released {
    /// The batch.
    pub batch_id: BatchId,
    /// Its state now.
    #[schema(value_type = String)]
    pub state: BatchState,
    /// SHA-256 of the payment file, hexadecimal; every copy of it has this one.
    pub file_digest: String,
}

#[tracing::instrument(name = "ledger.release_batch", skip_all, fields(batch.id = %batch_id))]
pub async fn release_batch(
    ctx: &Ctx,
    vault: &Vault,
    actor: &Actor,
    batch_id: BatchId,
    once: Option<&Once>,
) -> Outcome<Released> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let (found, items) = whole(tx, batch_id).await?;
        found.by_another(actor)?;
        same_payees(&items)?;
        found_clear(tx, batch_id, PaymentStep::Payment).await?;
        if found.execution_date < day_of(now) {
            return Err(Refusal::conflict("execution-date-passed").into());
        }
        let file = file_of(tx, vault, &found, &items, found.asked_at).await?;
        let digest = sha256(&bytes_of(&file)?);
        batch::step(tx.conn(), batch_id, BatchStep::Released, Some(&digest), now).await?;
        let mut entries = Vec::with_capacity(items.len());
        for item in &items {
            let entry = posting::release(tx.fresh(), day_of(now), item.claim_id, item.debt);
            entries.push(entry.map_err(impossible)?);
        }
        journal::post(tx.conn(), &entries).await?;
        advance_claims(tx, &items, Stage::Approved, Stage::Instructed).await?;
        tx.emit(&Event::BatchReleased { batch_id }).await?;
        tx.subject(format!("batch {batch_id}"));
        Ok(Released { batch_id, state: BatchState::Released, file_digest: hex(&digest) })
    })
    .await
}

/// The file of a batch: the same value whenever it is made, so that its bytes are the same too.
pub(super) async fn file_of(
    tx: &mut Tx,
    vault: &Vault,
    found: &batch::Batch,
    items: &[batch::Item],
    created_at: Timestamp,
) -> Outcome<PaymentFile> {
    let head = Head {
        batch_id: found.batch_id,
        created_at,
        execution_date: found.execution_date,
        debtor_name: &found.debtor_name,
        debtor_account: &found.debtor_account,
        debtor_bic: &found.debtor_bic,
        remittance_text: &found.remittance_text,
    };
    let to_pay: Vec<ToPay> = items
        .iter()
        .map(|item| ToPay {
            item_id: item.item_id,
            claim_id: item.claim_id,
            claim_code: item.claim_code.clone(),
            end_to_end_id: item.end_to_end_id.clone(),
            place: item.place,
            parts: item.parts,
            pay: item.pay,
            rate: item.rate,
            payee_id: item.payee_id,
        })
        .collect();
    open_and_build(tx, vault, &head, &to_pay).await
}

/// The bytes of a file that was checked when it was put together.
pub(super) fn bytes_of(file: &PaymentFile) -> Outcome<Vec<u8>> {
    file.write().map_err(|errors| {
        let first = errors.first().map(ToString::to_string).unwrap_or_default();
        Stop::Fault(Fault::new(format!("a checked payment file can't be written: {first}")))
    })
}
