//! What the API answers: cases as one person may see them.

use crate::actions::list_cases::Queued;
use crate::actions::{CaseFile, Open, SheetFile};
use crate::domain::change::Recorded;
use crate::domain::decision::Paper;
use crate::domain::difference::Difference;
use crate::domain::ids::WorksheetId;
use crate::domain::panel::{Declaration, Seat, SeatKind};
use crate::domain::sheet::{self, Cause, Past};
use crate::domain::source::Sources;
use crate::domain::step::Next;
use crate::domain::verdict::MemberView;
use redress_kernel::{ActorId, AwardId, ClaimCode, ClaimId, DecisionId, Money, Stage, Timestamp};
use redress_mechanism::{Explained, Facts, Label};
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
    pub worksheet: Worksheet,
    /// Worksheets, the latest first.
    pub history: Vec<Past>,
    /// Address of this case with the worksheets before those; nothing when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history_next: Option<String>,
    /// Codes of questions asked so far, by request.
    pub requests: Vec<Vec<String>>,
    /// The award in force, once one is computed; its lines stand in its worksheet.
    pub award: Option<Award>,
    /// What holds a payment by the latest look, numbers of rules and `P8`; nothing where there was
    /// none.
    pub held_by: Option<Vec<String>>,
    /// How many views there are.
    pub view_count: usize,
    /// Those that the caller may see.
    pub views: Vec<MemberView>,
    /// The open decision.
    pub decision: Option<Decision>,
}

/// One evaluation, as it was kept.
#[expect(clippy::struct_field_names, reason = "identifiers are named in full everywhere")]
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Worksheet {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub worksheet_id: WorksheetId,
    /// What made the service evaluate.
    pub cause: Cause,
    /// What rules and award came to.
    pub result: Explained,
    /// SHA-256 of the result as it was written, in hexadecimal digits.
    pub digest: String,
    /// The facts that it was made of.
    pub facts: Facts,
    /// From where each fact comes, by path.
    pub sources: Sources,
    /// What was recorded with these facts.
    pub changes: Vec<Recorded>,
    /// Changes of before that find no place any more.
    pub set_aside: usize,
    /// What changed against the worksheet before.
    pub difference: Difference,
    /// Who caused it; nothing for the service itself.
    pub made_by: Option<String>,
    /// When, UTC.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
}

impl From<sheet::Worksheet> for Worksheet {
    fn from(kept: sheet::Worksheet) -> Self {
        Self {
            worksheet_id: kept.worksheet_id,
            cause: kept.cause,
            result: kept.result,
            digest: kept.digest,
            facts: kept.sheet.facts,
            sources: kept.sheet.sources,
            changes: kept.changes,
            set_aside: kept.set_aside,
            difference: kept.difference,
            made_by: kept.made_by,
            made_at: kept.made_at,
        }
    }
}

/// A worksheet in its claim.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ClaimWorksheet {
    /// Pseudonymous code of the claim.
    pub claim_code: ClaimCode,
    /// Whether there is no later one.
    pub is_latest: bool,
    /// The worksheet.
    pub worksheet: Worksheet,
}

impl From<SheetFile> for ClaimWorksheet {
    fn from(file: SheetFile) -> Self {
        Self {
            claim_code: file.standing.claim_code,
            is_latest: file.is_latest,
            worksheet: file.worksheet.into(),
        }
    }
}

/// An award.
#[expect(clippy::struct_field_names, reason = "identifiers are named in full everywhere")]
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Award {
    /// Identifies it.
    pub award_id: AwardId,
    /// The worksheet whose award it is.
    #[schema(value_type = Uuid)]
    pub worksheet_id: WorksheetId,
    /// Version of the rules.
    #[schema(value_type = String)]
    pub rule_version: Label,
    /// Version of the schedule.
    #[schema(value_type = String)]
    pub schedule_version: Label,
    /// Sum of the heads before offsets.
    pub gross: Money,
    /// What is due.
    pub net: Money,
    /// Views that a decision for it needs.
    pub views_needed: usize,
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
            worksheet: open.worksheet.into(),
            history: open.history.past.rows,
            history_next: None,
            requests: open.requests.into_iter().map(|request| request.questions).collect(),
            award: open.award.map(|award| Award {
                award_id: award.award_id,
                worksheet_id: award.worksheet_id,
                rule_version: award.rule_version,
                schedule_version: award.schedule_version,
                gross: award.gross,
                net: award.net,
                views_needed: award.views_needed,
            }),
            held_by: open.clearance.map(|clearance| {
                clearance.held_by.into_iter().map(|hold| hold.as_str().to_owned()).collect()
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
