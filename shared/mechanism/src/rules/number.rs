//! The thirty rules by number.

use redress_kernel::codes;

codes! {
    /// A rule of the mechanism.
    Rule {
        /// Covered operation.
        R01 = "R-01",
        /// Covered personnel.
        R02 = "R-02",
        /// Act of the list.
        R03 = "R-03",
        /// Nexus to service.
        R04 = "R-04",
        /// Standing.
        R05 = "R-05",
        /// Consent and representation.
        R06 = "R-06",
        /// Proof.
        R07 = "R-07",
        /// Link to the independent unit.
        R08 = "R-08",
        /// Time.
        R09 = "R-09",
        /// Uniformed and other perpetrators: referral.
        R10 = "R-10",
        /// Unknown or mixed perpetrators.
        R11 = "R-11",
        /// No reduction for the survivor.
        R12 = "R-12",
        /// No double recovery.
        R13 = "R-13",
        /// One claimant, one file.
        R14 = "R-14",
        /// Interim and urgent payment.
        R15 = "R-15",
        /// Children.
        R16 = "R-16",
        /// Supported decisions.
        R17 = "R-17",
        /// Independence.
        R18 = "R-18",
        /// Decision.
        R19 = "R-19",
        /// Offer, no waiver.
        R20 = "R-20",
        /// Payment.
        R21 = "R-21",
        /// Review and appeal.
        R22 = "R-22",
        /// Re-opening.
        R23 = "R-23",
        /// Death.
        R24 = "R-24",
        /// Fraud and error.
        R25 = "R-25",
        /// Money must exist.
        R26 = "R-26",
        /// Recourse.
        R27 = "R-27",
        /// Confidentiality.
        R28 = "R-28",
        /// Fees.
        R29 = "R-29",
        /// Versions.
        R30 = "R-30",
    }
}

impl Rule {
    /// Rules that can be part of the gate.
    pub const GATE: [Rule; 8] =
        [Rule::R01, Rule::R02, Rule::R03, Rule::R04, Rule::R05, Rule::R06, Rule::R09, Rule::R14];
    /// Rules that are asked of each pair of an act and a perpetrator.
    pub const PAIR: [Rule; 4] = [Rule::R01, Rule::R02, Rule::R03, Rule::R04];
}
