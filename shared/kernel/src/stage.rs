//! Where a claim stands. The legal moves are rows of `shared.stage_move`, kept by the database.

use serde::{Deserialize, Serialize};

/// A stage of a claim (lifecycle, section 1). Only stages that a claim can reach are listed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Stage {
    /// Being written by the advocate.
    Draft,
    /// Sent; waits for triage.
    Submitted,
    /// Safety looked at and matched; waits for review.
    Triaged,
    /// Rules evaluated; waits for a panel member to confirm.
    InReview,
    /// Facts are missing; the advocate is asked.
    InfoRequested,
    /// Not covered; referred, and help continues.
    Referred,
    /// The gate is passed.
    Eligible,
    /// The award is computed.
    Assessed,
    /// The panel has decided.
    Decided,
    /// The offer is open.
    Offered,
    /// The survivor has accepted.
    Accepted,
    /// The survivor has declined.
    Declined,
    /// Instalments are planned.
    Scheduled,
    /// Another person has approved the payment.
    Approved,
    /// The payment file has been handed over to the bank.
    Instructed,
    /// The bank has returned or rejected a payment.
    Returned,
    /// Every instalment is settled.
    Settled,
    /// Closed.
    Closed,
    /// Withdrawn by the survivor.
    Withdrawn,
}

impl Stage {
    /// Every stage, in the order of the path.
    pub const ALL: [Stage; 19] = [
        Stage::Draft,
        Stage::Submitted,
        Stage::Triaged,
        Stage::InReview,
        Stage::InfoRequested,
        Stage::Referred,
        Stage::Eligible,
        Stage::Assessed,
        Stage::Decided,
        Stage::Offered,
        Stage::Accepted,
        Stage::Declined,
        Stage::Scheduled,
        Stage::Approved,
        Stage::Instructed,
        Stage::Returned,
        Stage::Settled,
        Stage::Closed,
        Stage::Withdrawn,
    ];

    /// The name in SQL, JSON and message keys (`stage-<name>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Submitted => "submitted",
            Stage::Triaged => "triaged",
            Stage::InReview => "in_review",
            Stage::InfoRequested => "info_requested",
            Stage::Referred => "referred",
            Stage::Eligible => "eligible",
            Stage::Assessed => "assessed",
            Stage::Decided => "decided",
            Stage::Offered => "offered",
            Stage::Accepted => "accepted",
            Stage::Declined => "declined",
            Stage::Scheduled => "scheduled",
            Stage::Approved => "approved",
            Stage::Instructed => "instructed",
            Stage::Returned => "returned",
            Stage::Settled => "settled",
            Stage::Closed => "closed",
            Stage::Withdrawn => "withdrawn",
        }
    }
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
