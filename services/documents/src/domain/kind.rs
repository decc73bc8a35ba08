//! The papers that this service makes.

use redress_kernel::{ClaimId, DecisionId, InstalmentId, Uuid};

redress_kernel::codes! {
    /// Kind of a paper (lifecycle, section 5).
    Kind {
        /// The file has arrived; code only.
        Receipt = "receipt",
        /// What the panel decided and why.
        DecisionLetter = "decision_letter",
        /// An amount was sent; neutral.
        RemittanceSlip = "remittance_slip",
    }
}

/// What a paper is about. There is one paper of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A claim that has arrived.
    Claim(ClaimId),
    /// A decision of a panel.
    Decision(DecisionId),
    /// A payment that was made.
    Instalment(InstalmentId),
}

impl Subject {
    /// The kind of paper that tells of it.
    pub fn kind(self) -> Kind {
        match self {
            Self::Claim(_) => Kind::Receipt,
            Self::Decision(_) => Kind::DecisionLetter,
            Self::Instalment(_) => Kind::RemittanceSlip,
        }
    }

    /// Its identifier as the table keeps it, whatever it is.
    pub fn id(self) -> Uuid {
        match self {
            Self::Claim(id) => id.0,
            Self::Decision(id) => id.0,
            Self::Instalment(id) => id.0,
        }
    }
}
