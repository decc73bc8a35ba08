//! Losses, costs, what was already paid, and rates.

use crate::award::Head;
use crate::label::Label;
use redress_kernel::code::Answer;
use redress_kernel::{Currency, Date, Decimal, Money, codes};
use serde::{Deserialize, Serialize};

/// Losses and care (H2 to H5).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Losses {
    /// Past medical costs with papers, each converted by itself (H2p).
    pub medical_past: Vec<Money>,
    /// Whether medical care was sought; a schedule sum stands where there are no papers (H2p).
    pub care_sought: Option<Answer>,
    /// Planned medical care by a care plan (H2f).
    pub medical_planned: Option<Money>,
    /// Past psychosocial costs with papers, instead of the standard programme (H3p).
    pub psychosocial_past: Vec<Money>,
    /// Whether the standard programme is declined (H3p).
    pub programme_declined: Option<Answer>,
    /// Psychosocial care beyond the programme (H3f).
    pub psychosocial_extra: Option<Money>,
    /// Lost earnings (H4).
    pub earnings: Option<Earnings>,
    /// Lost education (H5).
    pub schooling: Option<Schooling>,
}

/// Lost earnings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Earnings {
    /// Months without work.
    #[schema(value_type = crate::schema::Number)]
    pub months: Decimal,
    /// Net wage of a month, in the currency of earning.
    #[serde(default)]
    pub monthly_wage: Option<Money>,
    /// Place whose reference wage stands where none is proved: a code of the schedule.
    #[serde(default)]
    pub reference: Option<Label>,
    /// Share of causation that was found, one of the schedule; nothing means the whole.
    #[serde(default)]
    #[schema(value_type = Option<crate::schema::Number>)]
    pub causation: Option<Decimal>,
}

/// Lost education.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Schooling {
    /// School years lost.
    #[schema(value_type = crate::schema::Number)]
    pub years: Decimal,
    /// Whether schooling can't resume, so that training is granted.
    #[serde(default)]
    pub training: bool,
}

/// The child born of it (H6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// Day of birth.
    #[schema(value_type = String, format = Date)]
    pub born_on: Date,
}

/// A cost of the claim, paid to a helper (H7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What for.
    pub kind: CostKind,
    /// The voucher; nothing for the flat sum of a filed claim.
    #[serde(default)]
    pub paid: Option<Money>,
}

codes! {
    /// What a helper's cost was for (H7).
    CostKind {
        /// The flat sum for a filed claim.
        Filing = "filing",
        /// A DNA test.
        Dna = "dna",
        /// Travel.
        Travel = "travel",
        /// Interpreting.
        Interpreting = "interpreting",
    }
}

/// Funeral and bereavement (H8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Funeral {
    /// What the funeral cost.
    #[serde(default)]
    pub paid: Option<Money>,
    /// Whether dependants claim the bereavement sum.
    #[serde(default)]
    pub bereavement: bool,
}

/// Money paid or promised by others for the same harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Offset {
    /// What kind of money: a code of the rule set such as `settlement` or `charity`.
    pub kind: Label,
    /// The head of harm that it was for; nothing where it was for none or that is not known.
    #[serde(default)]
    pub head: Option<Head>,
    /// How much, in the currency of payment.
    pub amount: Money,
    /// Whether it was paid; a promise is never deducted.
    #[serde(default)]
    pub paid: Option<Answer>,
    /// Day of payment, whose rate converts it; nothing takes the day of assessment.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub paid_on: Option<Date>,
}

/// A rate of exchange (UN operational rate).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Which rate, so that a line can name it.
    pub rate_id: Label,
    /// The currency.
    pub currency: Currency,
    /// Units of it for one US dollar, at most eight decimals.
    #[schema(value_type = crate::schema::Number)]
    pub units_per_usd: Decimal,
    /// First day on which it holds.
    #[schema(value_type = String, format = Date)]
    pub effective_on: Date,
}
