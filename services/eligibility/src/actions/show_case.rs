//! Open the file of a case: where it stands, and, after the declaration, what it is about. Looking
//! is audited like a write.

use super::evaluation::evaluate;
use crate::domain::clearance::Clearance;
use crate::domain::panel::{Panel, Seat};
use crate::domain::sheet::{Cause, Worksheet};
use crate::domain::step::{self, Next};
use crate::domain::verdict::{MemberView, VIEWS};
use crate::store;
use crate::store::panel::Candidate;
use crate::store::worksheet::History;
use crate::store::{award, decision, gate};
use redress_contract::claim::Standing;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Role, Stop, Timestamp, Wanted, action};
use redress_mechanism::Mechanism;
use redress_runtime::{Ctx, Tx};
use std::sync::Arc;

/// Panel people look at files.
pub const SHOW_CASE: Action = action!("eligibility.show_case", [PanelMember, PanelChair]);

/// A case as one person may see it.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Where the claim stands.
    pub standing: Standing,
    /// When it came to review.
    pub opened_at: Timestamp,
    /// Its panel.
    pub panel: Panel,
    /// The reader's own seat.
    pub mine: Option<Seat>,
    /// Who could be seated, for a chair who seats.
    pub candidates: Vec<Candidate>,
    /// What the reader does next.
    pub next: Next,
    /// What the claim is about; nothing before the declaration.
    pub open: Option<Open>,
}

/// What a claim is about.
#[derive(Debug, Clone)]
pub struct Open {
    /// The latest worksheet.
    pub worksheet: Worksheet,
    /// A page of the worksheets, the latest first.
    pub history: History,
    /// The rules and sums in force today: what can be chosen in forms.
    pub mechanism: Arc<Mechanism>,
    /// What was asked so far.
    pub requests: Vec<gate::Request>,
    /// Who confirmed which worksheet.
    pub confirmations: Vec<gate::Confirmation>,
    /// The award in force, once one is computed.
    pub award: Option<award::Kept>,
    /// The latest look at the claim before a payment.
    pub clearance: Option<Clearance>,
    /// How many views there are.
    pub view_count: usize,
    /// Those that the reader may see.
    pub views: Vec<MemberView>,
    /// The decision, once it is issued.
    pub decision: Option<decision::Kept>,
}

/// Reads the file, with the page of its history that is `wanted`.
#[tracing::instrument(name = "eligibility.show_case", skip_all, fields(claim.id = %claim))]
pub async fn show_case(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    wanted: &Wanted<i64>,
) -> Outcome<CaseFile> {
    ctx.act(actor, SHOW_CASE, async |tx| {
        let standing = tx.standing(claim).await?;
        let opened_at = store::case::opened_at(tx.conn(), claim).await?.ok_or(Stop::Missing)?;
        let panel = store::panel::load(tx.conn(), claim).await?;
        let mine = panel.of(actor.actor_id).cloned();
        if mine.as_ref().is_some_and(|seat| !seat.is_held()) {
            return Err(Stop::Missing);
        }
        let open = if mine.as_ref().is_some_and(Seat::is_open) {
            Some(read(tx, &standing, wanted).await?)
        } else {
            None
        };
        let next = next(&standing, &panel, open.as_ref(), actor);
        let candidates = if next == Next::SeatPanel && actor.has(Role::PanelChair) {
            store::panel::candidates(tx.conn(), claim).await?
        } else {
            Vec::new()
        };
        let next = match next {
            Next::SeatPanel if !actor.has(Role::PanelChair) => Next::Nothing,
            next => next,
        };
        let file = CaseFile { standing, opened_at, panel, mine, candidates, next, open };
        // Only a look at what the claim is about leaves a trace.
        if file.open.is_none() {
            tx.leave_nothing();
        }
        Ok(file)
    })
    .await
}

async fn read(tx: &mut Tx, standing: &Standing, wanted: &Wanted<i64>) -> Outcome<Open> {
    let claim = standing.claim_id;
    let worksheet = match store::worksheet::load(tx.conn(), claim, None).await? {
        Some(worksheet) => worksheet,
        // A case of before there were fact sheets.
        None => {
            store::case::hold(tx.conn(), claim).await?;
            Box::pin(evaluate(tx, standing, Cause::Look, &[])).await?
        }
    };
    let award = award::load(tx.conn(), claim).await?;
    let views = match &award {
        Some(award) => store::view::seen(tx.conn(), award.award_id).await?,
        None => Vec::new(),
    };
    let today = tx.now().date();
    Ok(Open {
        worksheet,
        history: store::worksheet::history(tx.conn(), claim, wanted).await?,
        mechanism: store::version::in_force(tx.conn(), today).await?,
        requests: gate::requests(tx.conn(), claim).await?,
        confirmations: gate::confirmations(tx.conn(), claim).await?,
        award,
        clearance: store::clearance::latest(tx.conn(), claim).await?,
        view_count: store::view::count(tx.conn(), claim).await?,
        views,
        decision: decision::open(tx.conn(), claim).await?,
    })
}

fn next(standing: &Standing, panel: &Panel, open: Option<&Open>, actor: &Actor) -> Next {
    let of_this_sheet = |open: &Open, is_mine: bool| {
        open.confirmations.iter().any(|confirmation| {
            confirmation.worksheet_id == open.worksheet.worksheet_id
                && (confirmation.actor_id == actor.actor_id) == is_mine
        })
    };
    let known = step::Standing {
        stage: standing.stage,
        panel,
        gate: open.map(|open| open.worksheet.result.gate),
        has_confirmed: open.is_some_and(|open| of_this_sheet(open, true)),
        member_confirmed: open.is_some_and(|open| of_this_sheet(open, false)),
        has_view: open
            .is_some_and(|open| open.views.iter().any(|view| view.actor_id == actor.actor_id)),
        views: open.map_or(0, |open| open.view_count),
        views_needed: open
            .and_then(|open| open.award.as_ref())
            .map_or(VIEWS, |award| award.views_needed),
    };
    step::next(&known, actor.actor_id)
}
