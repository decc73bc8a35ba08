//! What the API answers: cases as one person may see them.

use crate::actions::{CaseFile, Open};
use crate::award::Line;
use crate::domain::decision::Paper;
use crate::domain::panel::{Declaration, Seat, SeatKind};
use crate::domain::step::Next;
use crate::domain::verdict::View;
use crate::rules::Worksheet;
use crate::store::case::Queued;
use redress_kernel::{
    ActorId, AwardId, ClaimCode, ClaimId, DecisionId, Money, Stage, Timestamp, Uuid,
};
use serde::Serialize;

/// A line of the queue.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct QueuedCase {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its pseudonymous code.
    pub claim_code: ClaimCode,
    /// Where it stands.
    pub stage: Stage,
    /// Since when, UTC.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub stage_since: Timestamp,
    /// The chair, while there is one.
    pub chair: Option<String>,
    /// The caller's own seat.
    pub seat: Option<SeatKind>,
    /// What the caller declared.
    pub declaration: Option<Declaration>,
}

impl From<Queued> for QueuedCase {
    fn from(queued: Queued) -> Self {
        Self {
            claim_id: queued.claim_id,
            claim_code: queued.claim_code,
            stage: queued.stage,
            stage_since: queued.stage_since,
            chair: queued.chair,
            seat: queued.seat,
            declaration: queued.declaration,
        }
    }
}

/// A case.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Case {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its pseudonymous code.
    pub claim_code: ClaimCode,
    /// Where it stands.
    pub stage: Stage,
    /// Its panel, emptied seats included.
    pub panel: Vec<Seat>,
    /// Who could be seated, for a chair who seats.
    pub candidates: Vec<Person>,
    /// What the caller does next.
    pub next: Next,
    /// What the claim is about; nothing before the declaration.
    pub open: Option<OpenCase>,
}

/// A colleague.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Person {
    /// Who.
    pub actor_id: ActorId,
    /// What colleagues are shown.
    pub label: String,
}

/// What a claim is about.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OpenCase {
    /// The latest worksheet.
    pub worksheet_id: Uuid,
    /// Its content.
    pub worksheet: Worksheet,
    /// Codes of questions asked so far, by request.
    pub requests: Vec<Vec<String>>,
    /// The award, once it is computed.
    pub award: Option<Award>,
    /// How many views there are.
    pub view_count: usize,
    /// Those that the caller may see.
    pub views: Vec<View>,
    /// The open decision.
    pub decision: Option<Decision>,
}

/// An award.
#[expect(clippy::struct_field_names, reason = "identifiers are named in full everywhere")]
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Award {
    /// Identifies it.
    pub award_id: AwardId,
    /// Version of the rules.
    pub rule_version: String,
    /// Version of the schedule.
    pub schedule_version: String,
    /// Sum of the heads before offsets.
    pub gross: Money,
    /// What is due.
    pub net: Money,
    /// Interim payments beyond the award.
    pub absorbed: Money,
    /// What can be paid now.
    pub payable_now: Money,
    /// What stays owed.
    pub outstanding: Money,
    /// What a person should look at.
    pub flags: Vec<String>,
    /// Every step.
    pub lines: Vec<Line>,
}

/// A decision.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Decision {
    /// Identifies it.
    pub decision_id: DecisionId,
    /// What stands on its paper.
    pub paper: Paper,
}

impl From<CaseFile> for Case {
    fn from(file: CaseFile) -> Self {
        Self {
            claim_id: file.standing.claim_id,
            claim_code: file.standing.claim_code,
            stage: file.standing.stage,
            panel: file.panel.0,
            candidates: file
                .candidates
                .into_iter()
                .map(|person| Person { actor_id: person.actor_id, label: person.label })
                .collect(),
            next: file.next,
            open: file.open.map(OpenCase::from),
        }
    }
}

impl From<Open> for OpenCase {
    fn from(open: Open) -> Self {
        Self {
            worksheet_id: open.worksheet.worksheet_id,
            worksheet: open.worksheet.sheet,
            requests: open.requests.into_iter().map(|request| request.questions).collect(),
            award: open.award.map(|award| Award {
                award_id: award.award_id,
                rule_version: award.rule_version,
                schedule_version: award.schedule_version,
                gross: award.gross,
                net: award.net,
                absorbed: award.absorbed,
                payable_now: award.payable_now,
                outstanding: award.outstanding,
                flags: award.flags,
                lines: award.lines,
            }),
            view_count: open.view_count,
            views: open.views,
            decision: open.decision.map(|decision| Decision {
                decision_id: decision.decision_id,
                paper: decision.paper,
            }),
        }
    }
}
