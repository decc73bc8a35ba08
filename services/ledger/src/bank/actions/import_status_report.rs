//! Import the bank's report on a payment file (pain.002): what it rejected goes back to the survivor's
//! choice, booked and moved in the same transaction. Money is proven settled by statements alone.

use super::import_statement::unreadable;
use crate::bank::store::status_report;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::ids::StatusReportId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_bank;
use crate::payment::domain::instructed::State;
use crate::payment::domain::step::OutcomeKind;
use crate::payment::settlement::Touched;
use crate::payment::store::{batch, outcome};
use redress_contract::Event;
use redress_iso20022::pain002;
use redress_iso20022::pain002::{Report, Status, Verdict};
use redress_kernel::{Action, Actor, BatchId, Outcome, Refusal, Wanted, action};
use redress_runtime::{Ctx, Once, Tx};
use redress_web::keys::sha256;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers import what the bank says.
pub const NAME: Action = action!("ledger.import_status_report", [FinanceOfficer]);

/// What a report came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportTaken {
    /// The batch that it is about.
    pub batch_id: BatchId,
    /// Whether the file had been imported before; then nothing changed.
    pub was_known: bool,
    /// Payments that go on.
    pub under_way: usize,
    /// Payments that were rejected and go back to the survivor's choice.
    pub rejected: usize,
    /// Payments whose word contradicts what is known (rejected though settled), for a person to
    /// ask about.
    pub contradicted: usize,
    /// References in the report that are of no payment of the batch.
    pub unknown: usize,
}

/// Imports a report.
#[tracing::instrument(name = "ledger.import_status_report", skip_all)]
pub async fn import_status_report(
    ctx: &Ctx,
    actor: &Actor,
    file: &[u8],
    once: Option<&Once>,
) -> Outcome<ReportTaken> {
    ctx.once(actor, NAME, once, async |tx| {
        let report = pain002::read(file).map_err(|error| unreadable(&error))?;
        let unknown_file = || Refusal::field("file", "report-unknown-file");
        let batch_id: BatchId = report.original_message_id.parse().map_err(|_| unknown_file())?;
        let found = batch::list(tx.conn(), Some(batch_id), &Wanted::default())
            .await?
            .pop()
            .ok_or_else(unknown_file)?;
        if found.released_at.is_none() {
            return Err(unknown_file().into());
        }
        lock_bank(tx.conn()).await?;
        let mut taken = ReportTaken {
            batch_id,
            was_known: false,
            under_way: 0,
            rejected: 0,
            contradicted: 0,
            unknown: 0,
        };
        let (report_id, now) = (tx.fresh::<StatusReportId>(), tx.now());
        let (digest, name) = (sha256(file), &report.message_id);
        let by = actor.actor_id;
        if !status_report::save(tx.conn(), report_id, &digest, batch_id, name, by, now).await? {
            taken.was_known = true;
            return Ok(taken);
        }
        take(tx, report_id, &report, &mut taken).await?;
        tx.subject(format!("batch {batch_id}"));
        Ok(taken)
    })
    .await
}

async fn take(
    tx: &mut Tx,
    report_id: StatusReportId,
    report: &Report,
    taken: &mut ReportTaken,
) -> Outcome<()> {
    let items = outcome::released(tx.conn(), &[], Some(taken.batch_id)).await?;
    let mut touched = Touched::default();
    let is_ours =
        |id: &Option<String>| items.iter().any(|item| Some(&item.end_to_end_id) == id.as_ref());
    taken.unknown = report.payments.iter().filter(|p| !is_ours(&p.end_to_end_id)).count();
    for item in &items {
        let Some(verdict) = verdict_of(report, item) else { continue };
        let (code, reason) = (verdict.code.as_str(), verdict.reason.as_deref());
        let claim = item.claim_id;
        let id = item.instructed.item;
        status_report::save_item(tx.conn(), report_id, id, claim, code, reason).await?;
        match (verdict.status, item.instructed.state) {
            (Status::Rejected, State::Live) => {
                reject(tx, item, reason.unwrap_or("NARR")).await?;
                taken.rejected += 1;
                touched.returned.insert(claim);
            }
            (Status::Rejected, State::Rejected) => {}
            (Status::Rejected, _) | (_, State::Rejected) => taken.contradicted += 1,
            _ => taken.under_way += 1,
        }
    }
    touched.follow(tx).await
}

/// What the report says of an instruction: by itself, by its group (one a currency), or by the
/// file.
fn verdict_of<'a>(report: &'a Report, item: &outcome::Released) -> Option<&'a Verdict> {
    let own = report
        .payments
        .iter()
        .find(|payment| payment.end_to_end_id.as_ref() == Some(&item.end_to_end_id));
    if let Some(payment) = own {
        return Some(&payment.verdict);
    }
    let currency = item.instructed.amount.currency().code();
    let group = report.groups.iter().find(|(name, _)| name.ends_with(currency));
    match group {
        Some((_, verdict)) => Some(verdict),
        // A file that is judged as a whole; partly judged ones name their payments.
        None => report.file.as_ref().filter(|verdict| verdict.status != Status::Partly),
    }
}

async fn reject(tx: &mut Tx, item: &outcome::Released, reason: &str) -> Outcome<()> {
    let now = tx.now();
    let (claim, debt) = (item.claim_id, item.instructed.debt);
    let entry = posting::rejection(tx.fresh(), day_of(now), claim, debt).map_err(impossible)?;
    journal::save(tx.conn(), &entry).await?;
    let rejected = outcome::Outcome {
        item_id: item.instructed.item,
        claim_id: claim,
        kind: OutcomeKind::Rejected,
        moved: None,
        charges: None,
        reason: Some(reason),
        bank_reference: None,
        occurred_on: day_of(now),
        entry_id: Some(entry.entry_id()),
    };
    outcome::save(tx.conn(), &rejected, now).await?;
    let instalment_id = item.instalment_id;
    tx.emit(&Event::PaymentReturned { claim_id: claim, instalment_id, reason: reason.to_owned() })
        .await
}
