//! Import a file of rates as it was previewed: every new rate, or none. The same file again changes
//! nothing.

use super::preview_rates::{Preview, RowVerdict, look};
use crate::desk::ids::RateImportId;
use crate::rates::domain::rates_file::RatesFile;
use crate::rates::store as rate;
use redress_kernel::{Action, Actor, Outcome, Refusal, Stop, action};
use redress_runtime::{Ctx, Once, Tx};
use redress_web::keys::{hex, sha256};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers import rates.
pub const NAME: Action = action!("ledger.import_rates", [FinanceOfficer]);

/// A file, and what its preview came to.
#[derive(Debug, Clone)]
pub struct ImportRates<'a> {
    pub file: &'a [u8],
    /// What its preview came to.
    pub preview: String,
    /// Rates that moved far and are right all the same: `EUR 2026-12-01`.
    pub sure: Vec<String>,
}

/// What was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RatesImported {
    /// Rates that were recorded.
    pub recorded: usize,
}

/// Imports a file.
#[tracing::instrument(name = "ledger.import_rates", skip_all)]
pub async fn import_rates(
    ctx: &Ctx,
    actor: &Actor,
    cmd: ImportRates<'_>,
    once: Option<&Once>,
) -> Outcome<RatesImported> {
    ctx.once(actor, NAME, once, async |tx| {
        rate::lock(tx.conn()).await?;
        let (file, preview) = look(tx, cmd.file).await?;
        check(&preview, &cmd)?;
        let digest = sha256(cmd.file);
        tx.subject(format!("rates file {}", hex(&digest[..8])));
        if preview.new > 0 {
            let import = tx.fresh();
            let (by, now) = (actor.actor_id, tx.now());
            let rates = i32::try_from(preview.new).unwrap_or(i32::MAX);
            rate::save_import(tx.conn(), import, &digest, file.format, rates, by, now).await?;
            record(tx, &file, &preview, import).await?;
        }
        Ok(RatesImported { recorded: preview.new })
    })
    .await
}

/// That it is what was previewed, and that each rate that moved far was looked at.
fn check(preview: &Preview, cmd: &ImportRates<'_>) -> Outcome<()> {
    if preview.preview != cmd.preview {
        return Err(Refusal::conflict("rates-preview-changed").into());
    }
    let moved =
        preview.rows.iter().filter(|row| row.has_moved).map(super::preview_rates::PreviewRow::name);
    let unsure: Vec<String> = moved.filter(|name| !cmd.sure.contains(name)).collect();
    if unsure.is_empty() {
        return Ok(());
    }
    Err(Refusal::field("sure", "rates-moved").with("rates", unsure.join(", ")).into())
}

async fn record(
    tx: &mut Tx,
    file: &RatesFile,
    preview: &Preview,
    import: RateImportId,
) -> Outcome<()> {
    for row in preview.rows.iter().filter(|row| row.verdict == RowVerdict::New) {
        let listed = file.listed.iter().find(|listed| listed.row == row.row);
        let (Some(listed), Some(effective_from)) = (listed, row.effective_from) else {
            return Err(Stop::Fault(redress_kernel::Fault::new("a new rate without its row")));
        };
        let rate = rate::Rate {
            rate_id: tx.fresh(),
            currency: listed.currency,
            per_usd: listed.per_usd,
            effective_from,
            source: listed.source.clone(),
        };
        rate::save(tx.conn(), &rate).await?;
        let number = i32::try_from(row.row).unwrap_or(i32::MAX);
        rate::save_publication(tx.conn(), &rate, import, number, listed.published_on).await?;
    }
    Ok(())
}
