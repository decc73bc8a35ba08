//! Fetch the payment file of a released batch: made again from the batch, byte by byte the same.

use super::approve_batch::whole;
use super::release_batch::{bytes_of, file_of};
use redress_kernel::{Action, Actor, BatchId, Fault, Outcome, Refusal, Sensitive, Stop, action};
use redress_runtime::Ctx;
use redress_vault::Vault;
use redress_web::keys::{hex, sha256};

/// Finance officers hand the file to the bank. It opens payee details: each claim's audit shows it.
pub const NAME: Action = action!("ledger.download_file", [FinanceOfficer]);

/// The file.
pub struct File {
    /// A neutral name.
    pub name: String,
    /// pain.001.001.09.
    pub bytes: Sensitive<Vec<u8>>,
}

/// Makes the file again and compares it with what was released.
#[tracing::instrument(name = "ledger.download_file", skip_all, fields(batch.id = %batch_id))]
pub async fn download_file(
    ctx: &Ctx,
    vault: &Vault,
    actor: &Actor,
    batch_id: BatchId,
) -> Outcome<File> {
    ctx.act(actor, NAME, async |tx| {
        let (found, items) = whole(tx, batch_id).await?;
        let Some(released) = found.file_digest.clone() else {
            return Err(Refusal::conflict("batch-not-released").into());
        };
        let file = file_of(tx, vault, &found, &items, found.asked_at).await?;
        let bytes = bytes_of(&file)?;
        if hex(&sha256(&bytes)) != released {
            return Err(Stop::Fault(Fault::new(format!(
                "the payment file of batch {batch_id} differs from what was released"
            ))));
        }
        tx.subject(format!("batch {batch_id}"));
        let short: String = batch_id.0.simple().to_string().chars().rev().take(8).collect();
        let name = format!("transfer-{short}.xml");
        Ok(File { name, bytes: Sensitive::new(bytes) })
    })
    .await
}
