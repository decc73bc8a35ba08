//! Payment: interim, fund, instalments, payee, death.

use redress_kernel::code::Answer;
use redress_kernel::{Currency, Date, Decimal, Money, codes};
use serde::{Deserialize, Serialize};

/// Urgent and interim payments, US dollars.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Interim {
    /// Emergency money so far; assistance, never deducted.
    pub emergency_paid: Option<Money>,
    /// Interim payments so far; deducted once.
    pub paid: Option<Money>,
    /// What is asked now.
    pub asked: Option<Money>,
    /// Whether it answers a safety need.
    pub safety_need: Option<Answer>,
    /// Days of delay on our side.
    pub delay_days: u32,
}

/// How the fund stands on the day, US dollars.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Fund {
    /// Factor of the period, above 0 and at most 1; nothing means 1.
    #[schema(value_type = Option<crate::schema::Number>)]
    pub factor: Option<Decimal>,
    /// Cash that is not committed.
    pub cash: Option<Money>,
    /// Pledges due within 90 days.
    pub pledges: Option<Money>,
}

/// How and to whom is paid.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Payment {
    /// Number of equal instalments; nothing, with no percentages, means one.
    pub instalments: Option<u32>,
    /// Percentages of each instalment instead, together 100.
    #[schema(value_type = Vec<crate::schema::Number>)]
    pub percentages: Vec<Decimal>,
    /// Currency of payment; nothing means US dollars.
    pub currency: Option<Currency>,
    /// Days of instruction, by instalment; a missing one takes the day of assessment.
    #[schema(value_type = Vec<String>)]
    pub instructed_on: Vec<Date>,
    /// What was paid of the award before, US dollars.
    pub paid: Option<Money>,
    /// Who receives it.
    pub payee: Option<Payee>,
    /// Whether the payee's details match the person.
    pub payee_match: Option<Answer>,
    /// Whether the way of payment was tested.
    pub method_tested: Option<Answer>,
    /// Whether a payment came back.
    pub returned: bool,
}

/// Who receives the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Payee {
    /// In what capacity.
    pub kind: PayeeKind,
    /// Whether that is, or lives with, the perpetrator.
    #[serde(default)]
    pub with_perpetrator: Option<Answer>,
    /// A substitute's lawful authority.
    #[serde(default)]
    pub authority: Option<super::Authority>,
}

codes! {
    /// In what capacity someone is paid.
    PayeeKind {
        /// The survivor.
        Survivor = "survivor",
        /// Who cares for a child.
        Carer = "carer",
        /// A substitute for a supported adult.
        Substitute = "substitute",
    }
}

/// Death of the survivor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Death {
    /// Day of death.
    #[schema(value_type = String, format = Date)]
    pub died_on: Date,
    /// Who takes her place.
    #[serde(default)]
    pub successor: Option<Successor>,
    /// How many of them share equally.
    #[serde(default)]
    pub sharing: u32,
    /// Whether they are kin, as the community states.
    #[serde(default)]
    pub shown: Option<Answer>,
}

codes! {
    /// Who takes a dead survivor's place.
    Successor {
        /// The beneficiary whom she nominated.
        Nominee = "nominee",
        /// Dependants.
        Dependants = "dependants",
        /// Heirs by the law of the place.
        Heirs = "heirs",
        /// The perpetrator, who never receives anything.
        Perpetrator = "perpetrator",
        /// Nobody.
        Nobody = "nobody",
    }
}
