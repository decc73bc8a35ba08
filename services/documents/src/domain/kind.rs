//! The papers that this service makes.

use serde::{Deserialize, Serialize};

/// Kind of a paper (lifecycle, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The file has arrived; code only.
    Receipt,
    /// What the panel decided and why.
    DecisionLetter,
    /// An amount was sent; neutral.
    RemittanceSlip,
}

/// The text names no kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of paper")]
pub struct UnknownKind;

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Receipt, Kind::DecisionLetter, Kind::RemittanceSlip];

    /// The name in SQL, JSON and message keys (`paper-kind-<name>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Receipt => "receipt",
            Kind::DecisionLetter => "decision_letter",
            Kind::RemittanceSlip => "remittance_slip",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownKind;
    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}
