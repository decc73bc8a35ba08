//! Render a paper: the service takes the one that waits longest, makes its file, and says so.
//! The lease is a transaction of its own: a worker that dies leaves a paper that another takes
//! over when the lease ends, and a result without its lease is thrown away. What a paper is made of doesn't change, so
//! one that was parked fails again, until it is a mended program that tries: each program tries once what was parked
//! before it began.

use crate::domain::DocumentCode;
use crate::domain::rendition::{AfterFailure, LEASE, after_failure};
use crate::papers;
use crate::store;
use crate::store::paper::Leased;
use redress_contract::Event;
use redress_kernel::{Action, Actor, Fault, LeaseId, Outcome, Timestamp, action};
use redress_runtime::{Ctx, incident};

/// Done by the service itself.
pub const RENDER_PAPER: Action = action!("documents.render_paper", [System]);

/// Renders one paper, for a program that began at `since`; false when none waits.
#[tracing::instrument(name = "documents.render_paper", skip_all)]
pub async fn render_paper(ctx: &Ctx, since: Timestamp) -> Outcome<bool> {
    let actor = Actor::system(ctx.service);
    let turn: LeaseId = ctx.ids.fresh();
    let Some(paper) = lease(ctx, &actor, turn, since).await? else { return Ok(false) };
    let made = tokio::task::spawn_blocking({
        let (kind, content) = (paper.kind, paper.content.clone());
        let code = DocumentCode::of(paper.document_id);
        // Tens of milliseconds of pure work: not on the threads that answer requests.
        move || papers::render(kind, &content, &code)
    })
    .await;
    match made {
        Ok(Ok(bytes)) => finish(ctx, &actor, &paper, turn, &bytes).await?,
        Ok(Err(error)) => set_back(ctx, &actor, &paper, turn, &Fault::new(error)).await?,
        Err(panicked) => set_back(ctx, &actor, &paper, turn, &Fault::new(panicked)).await?,
    }
    Ok(true)
}

async fn lease(
    ctx: &Ctx,
    actor: &Actor,
    turn: LeaseId,
    since: Timestamp,
) -> Outcome<Option<Leased>> {
    ctx.act(actor, RENDER_PAPER, async |tx| {
        let now = tx.now();
        let leased = store::paper::lease(tx.conn(), turn, now, now + LEASE, since).await?;
        match &leased {
            Some(paper) => {
                tx.about(paper.claim_id);
                tx.subject(format!("paper {}", paper.document_id));
            }
            None => tx.leave_nothing(),
        }
        Ok(leased)
    })
    .await
}

async fn finish(
    ctx: &Ctx,
    actor: &Actor,
    paper: &Leased,
    turn: LeaseId,
    bytes: &[u8],
) -> Outcome<()> {
    ctx.act(actor, RENDER_PAPER, async |tx| {
        let now = tx.now();
        if !store::paper::finish(tx.conn(), paper.document_id, turn, bytes, now).await? {
            tx.leave_nothing();
            return Ok(());
        }
        tx.about(paper.claim_id);
        tx.subject(format!("paper {}", paper.document_id));
        tx.emit(&Event::PaperReady {
            claim_id: paper.claim_id,
            document_id: paper.document_id,
            paper: paper.kind.as_str().to_owned(),
        })
        .await
    })
    .await
}

/// After a failure: later again, or to a person.
async fn set_back(
    ctx: &Ctx,
    actor: &Actor,
    paper: &Leased,
    turn: LeaseId,
    fault: &Fault,
) -> Outcome<()> {
    let incident = incident::report(fault);
    ctx.act(actor, RENDER_PAPER, async |tx| {
        let now = tx.now();
        match after_failure(paper.attempts) {
            AfterFailure::Wait(wait) => {
                store::paper::put_off(tx.conn(), paper.document_id, turn, now + wait).await?;
            }
            AfterFailure::Park => {
                store::paper::park(tx.conn(), paper.document_id, turn, &incident, now).await?;
            }
        }
        tx.about(paper.claim_id);
        tx.subject(format!("paper {}", paper.document_id));
        tx.detail(serde_json::json!({"incident": incident, "attempt": paper.attempts}));
        Ok(())
    })
    .await
}
