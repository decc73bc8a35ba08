//! Audit the books: every promise is looked at, and what does not hold is named.

use super::seal_books::tree_of;
use crate::books::store::audit;
use crate::books::store::audit::Run;
use crate::books::store::seal;
use crate::desk::ids::AuditRunId;
use crate::log::actions::audit_log::audit_log;
pub use crate::log::store::Broken;
use redress_kernel::{Action, Actor, Fault, Outcome, Refusal, Wanted, action};
use redress_proof::PublicKey;
use redress_runtime::{Ctx, Tx, incident};
use time::Duration;

/// Auditors audit; so does the service by itself and on the command line.
pub const NAME: Action = action!("ledger.audit_books", [Auditor, System]);

/// The service audits when the last audit is this old.
const EVERY: Duration = Duration::days(1);

/// What an audit looked at and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// Under which it is kept.
    pub run_id: AuditRunId,
    /// Checks of the database that were run.
    pub checks: u32,
    /// Seals that were recomputed.
    pub seals: u64,
    /// Entries under them.
    pub entries: u64,
    /// What does not hold.
    pub broken: Vec<Broken>,
}

/// Seals read at once.
const PAGE: i64 = 200;

/// Looks at every promise of the books, and keeps what was found. Without a key, signatures are left out, and that is a
/// finding.
#[tracing::instrument(name = "ledger.audit_books", skip_all)]
pub async fn audit_books(ctx: &Ctx, actor: &Actor, key: Option<&PublicKey>) -> Outcome<Audited> {
    let audited = ctx.act(actor, NAME, async |tx| {
        if !audit::begin(tx.conn()).await? {
            return Err(Refusal::conflict("audit-under-way").into());
        }
        audited(tx, key).await
    });
    Ok(counted(audited.await?))
}

/// As [`audit_books`], by the service itself, when the last audit is a day old; false when it is not, or another program
/// is at it.
pub async fn audit_when_due(ctx: &Ctx, key: &PublicKey) -> Outcome<bool> {
    let system = Actor::system(ctx.service);
    let audited = ctx.act(&system, NAME, async |tx| {
        if !is_due(tx).await? {
            tx.leave_nothing();
            return Ok(None);
        }
        audited(tx, Some(key)).await.map(Some)
    });
    Ok(audited.await?.map(counted).is_some())
}

/// Whether the last audit is a day old and no other is under way.
async fn is_due(tx: &mut Tx) -> Outcome<bool> {
    if !audit::begin(tx.conn()).await? {
        return Ok(false);
    }
    let last = audit::newest(tx.conn(), &Wanted::default()).await?;
    Ok(last.first().is_none_or(|run| tx.now() - run.begun_at >= EVERY))
}

async fn audited(tx: &mut Tx, key: Option<&PublicKey>) -> Outcome<Audited> {
    seal::take_time(tx.conn()).await?;
    let run_id = tx.fresh();
    let mut audited = Audited { run_id, checks: 0, seals: 0, entries: 0, broken: Vec::new() };
    for check in audit::checks(tx.conn()).await? {
        audited.broken.extend(audit::run_check(tx.conn(), &check).await?);
        audited.checks += 1;
    }
    seals(tx, key, &mut audited).await?;
    audited.broken.extend(audit_log(tx, key).await?);
    audited.checks += 1;
    let run = Run {
        run_id,
        begun_at: tx.now(),
        checks: i32::try_from(audited.checks).map_err(Fault::new)?,
        seals: i64::try_from(audited.seals).map_err(Fault::new)?,
        entries: i64::try_from(audited.entries).map_err(Fault::new)?,
        findings: i32::try_from(audited.broken.len()).unwrap_or(i32::MAX),
        incident: logged(&audited.broken),
    };
    let by = tx.actor().actor_id;
    audit::save(tx.conn(), &run, by, &audited.broken).await?;
    tx.subject(format!("audit {run_id}, {} findings", audited.broken.len()));
    Ok(audited)
}

/// Puts what was found into the metrics, once it is kept.
fn counted(audited: Audited) -> Audited {
    let outcome = if audited.broken.is_empty() { "whole" } else { "broken" };
    metrics::counter!("redress_audits_total", "outcome" => outcome).increment(1);
    let findings = u32::try_from(audited.broken.len()).unwrap_or(u32::MAX);
    metrics::gauge!("redress_audit_findings").set(findings);
    audited
}

/// Findings that stand in the log in words; the others are counted.
const IN_WORDS_MAX: usize = 20;

/// Puts what was found into the log, under a number.
fn logged(broken: &[Broken]) -> Option<String> {
    if broken.is_empty() {
        return None;
    }
    let words: Vec<String> =
        broken.iter().take(IN_WORDS_MAX).map(|b| format!("{}: {}", b.promise, b.place)).collect();
    let all = broken.len();
    let fault = Fault::new(format!("the books break {all} promises: {}", words.join("; ")));
    Some(incident::report(&fault))
}

/// Every seal is signed, follows the one before, and is over the entries that are there now.
async fn seals(tx: &mut Tx, key: Option<&PublicKey>, audited: &mut Audited) -> Outcome<()> {
    let finds = |promise: &str, place: String| Broken { promise: promise.to_owned(), place };
    if key.is_none() {
        audited
            .broken
            .push(finds("seals_are_signed", "there is no seal key to check with".to_owned()));
    }
    let (mut after, mut previous, mut number) = (0, [0; 32], 1);
    loop {
        let kept = seal::from(tx.conn(), number, PAGE).await?;
        let Some(last) = kept.last() else { return Ok(()) };
        number = last.number + 1;
        for kept in kept {
            let place = format!("seal {}", kept.number);
            if key.is_some_and(|key| !key.verifies(&kept.statement, &kept.signature)) {
                audited.broken.push(finds("seals_are_signed", place.clone()));
            }
            let tree = tree_of(tx, (after, kept.moment_no)).await?;
            after = kept.moment_no;
            match kept.seal {
                Some(said) => {
                    let follows = said.previous == previous
                        && said.number == audited.seals + 1
                        && said.total == audited.entries + tree.lines();
                    if !follows {
                        audited.broken.push(finds("seals_follow", place.clone()));
                    }
                    if (said.root, said.entries) != (tree.root(), tree.lines()) {
                        audited.broken.push(finds("entries_are_as_sealed", place));
                    }
                    previous = said.hash();
                }
                None => audited.broken.push(finds("seals_follow", place)),
            }
            audited.seals += 1;
            audited.entries += tree.lines();
        }
    }
}
