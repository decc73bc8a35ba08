//! A schedule: the sums, weights, caps and steps of one version.

use super::{DataError, read};
use crate::award::Head;
use crate::label::Label;
use redress_kernel::code::{ActCode, Aggravation, Impact};
use redress_kernel::{Currency, Date, Decimal, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format that this program reads.
pub const SCHEDULE_FORMAT: &str = "redress-schedule-1";

/// One version of the sums as it is written, signed and kept. Sums are US dollars, as text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// [`SCHEDULE_FORMAT`].
    pub format: String,
    /// Version, such as `S-ILL-1`.
    pub version: Label,
    /// Its name for people.
    pub title: String,
    /// Whose it is and how far it binds.
    pub standing: String,
    /// First day on which awards are computed under it.
    #[schema(value_type = String, format = Date)]
    pub effective_from: Date,
    /// Texts that it rests on, by key.
    pub sources: BTreeMap<String, String>,
    /// Currency of every sum; US dollars, the currency of account.
    pub currency: Currency,
    /// Moral, physical and mental harm (H1).
    pub moral: Moral,
    /// Medical and psychosocial care (H2, H3).
    pub care: Care,
    /// Lost earnings (H4).
    pub earnings: EarningsTable,
    /// Lost education (H5).
    pub schooling: SchoolingTable,
    /// Maintenance of a child born of it (H6).
    pub maintenance: Maintenance,
    /// Costs of the claim (H7).
    pub costs: CostTable,
    /// Funeral and bereavement (H8).
    pub funeral: FuneralTable,
    /// Caps over heads (P5, P6).
    pub caps: Caps,
    /// What always stays of H1 after offsets (P8).
    #[schema(value_type = crate::schema::Number)]
    pub acknowledgement_floor: Decimal,
    /// What is paid in full before the fund factor (P10, R-26).
    #[schema(value_type = crate::schema::Number)]
    pub first_payment: Decimal,
    /// Instalments (P11, R-21).
    pub instalments: InstalmentTable,
    /// Trust for a child's award.
    pub trust: TrustTable,
}

/// The severity matrix (award, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Moral {
    /// Base of each act.
    #[schema(value_type = BTreeMap<ActCode, crate::schema::Number>)]
    pub acts: BTreeMap<ActCode, Decimal>,
    /// Share of the act's base that each aggravation adds.
    #[schema(value_type = BTreeMap<Aggravation, crate::schema::Number>)]
    pub aggravations: BTreeMap<Aggravation, Decimal>,
    /// The most that aggravations add together, as a share.
    #[schema(value_type = crate::schema::Number)]
    pub aggravation_most: Decimal,
    /// Weights of the acts by rank; beyond the list an act weighs nothing.
    #[schema(value_type = Vec<crate::schema::Number>)]
    pub weights: Vec<Decimal>,
    /// Sum of each impact.
    #[schema(value_type = BTreeMap<Impact, crate::schema::Number>)]
    pub impacts: BTreeMap<Impact, Decimal>,
    /// Impact that is presumed without any proof.
    pub impact_presumed: Presumed,
    /// The least that H1 can be.
    #[schema(value_type = crate::schema::Number)]
    pub floor: Decimal,
    /// The most that H1 can be.
    #[schema(value_type = crate::schema::Number)]
    pub most: Decimal,
}

/// An impact that is presumed from an act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Presumed {
    /// Which impact.
    pub impact: Impact,
    /// From which act on, in the order of the list.
    pub from_act: ActCode,
}

/// Care (H2, H3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// Past medical care that was sought and has no papers.
    #[schema(value_type = crate::schema::Number)]
    pub without_papers: Decimal,
    /// The most for planned medical care.
    #[schema(value_type = crate::schema::Number)]
    pub planned_most: Decimal,
    /// Sessions of the standard programme.
    #[schema(value_type = crate::schema::Number)]
    pub programme_sessions: Decimal,
    /// Sum for a session.
    #[schema(value_type = crate::schema::Number)]
    pub programme_session: Decimal,
    /// From which act on the programme is given.
    pub programme_from_act: ActCode,
    /// The most for psychosocial care beyond the programme.
    #[schema(value_type = crate::schema::Number)]
    pub extra_most: Decimal,
}

/// Lost earnings (H4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningsTable {
    /// The most months.
    #[schema(value_type = crate::schema::Number)]
    pub months_most: Decimal,
    /// Months count in steps of this size, upwards.
    #[schema(value_type = crate::schema::Number)]
    pub month_step: Decimal,
    /// Shares of causation that can be found.
    #[schema(value_type = Vec<crate::schema::Number>)]
    pub causation: Vec<Decimal>,
    /// Reference wages of a month, where none is proved.
    #[serde(default)]
    pub reference_wages: Vec<ReferenceWage>,
}

/// A reference wage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferenceWage {
    /// The place.
    pub place: Label,
    /// Net wage of a month there.
    pub monthly: Money,
    /// First day of assessment that it holds on.
    #[schema(value_type = String, format = Date)]
    pub effective_from: Date,
    /// Key of [`Sums::sources`].
    pub source: String,
}

/// Lost education (H5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolingTable {
    /// Sum for a school year.
    #[schema(value_type = crate::schema::Number)]
    pub year: Decimal,
    /// The most years.
    #[schema(value_type = crate::schema::Number)]
    pub years_most: Decimal,
    /// Years count in steps of this size, upwards.
    #[schema(value_type = crate::schema::Number)]
    pub year_step: Decimal,
    /// Grant for training when schooling can't resume.
    #[schema(value_type = crate::schema::Number)]
    pub training_grant: Decimal,
}

/// Maintenance of a child born of it (H6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// Sum for a month.
    #[schema(value_type = crate::schema::Number)]
    pub month: Decimal,
    /// Months from birth.
    pub months: u32,
    /// Months that one later payment covers: 3 for each quarter.
    pub paid_every: u32,
}

/// Costs of the claim (H7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CostTable {
    /// Flat sum for a filed claim.
    #[schema(value_type = crate::schema::Number)]
    pub filing: Decimal,
    /// The most of all costs of one claim.
    #[schema(value_type = crate::schema::Number)]
    pub most: Decimal,
}

/// Funeral and bereavement (H8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FuneralTable {
    /// The most for a funeral.
    #[schema(value_type = crate::schema::Number)]
    pub most: Decimal,
    /// One sum for all dependants together.
    #[schema(value_type = crate::schema::Number)]
    pub bereavement: Decimal,
}

/// Caps over heads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// The most for H2 to H5 together.
    #[schema(value_type = crate::schema::Number)]
    pub pecuniary_most: Decimal,
    /// The most for H1 to H5 together.
    #[schema(value_type = crate::schema::Number)]
    pub total_most: Decimal,
    /// Heads that are cut, in this order; others never are.
    pub cut_order: Vec<Head>,
}

/// Instalments (P11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstalmentTable {
    /// The most of them.
    pub most: u32,
    /// The least sum of each; smaller ones are merged.
    #[schema(value_type = crate::schema::Number)]
    pub least: Decimal,
}

/// Trust for a child's award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrustTable {
    /// Share that is released at once.
    #[schema(value_type = crate::schema::Number)]
    pub released: Decimal,
}

impl Sums {
    /// A schedule as it is written. Whether it is sound is for the check to say.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        read(text)
    }
}

/// A schedule ready for use: every look-up is one step.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// What it was made from.
    pub sums: Sums,
    acts: [Decimal; ActCode::ALL.len()],
    aggravations: [Decimal; Aggravation::ALL.len()],
    impacts: [Decimal; Impact::ALL.len()],
}

impl Schedule {
    /// The schedule that this program ships with, S-ILL-1.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    pub fn shipped() -> Self {
        Self::new(Sums::parse(super::SHIPPED_SCHEDULE).expect("the shipped schedule is tested"))
    }

    /// Makes a schedule ready. A code without a sum counts nothing; the check refuses such a
    /// schedule before it is ever signed.
    pub fn new(sums: Sums) -> Self {
        let mut acts = [Decimal::ZERO; ActCode::ALL.len()];
        let mut aggravations = [Decimal::ZERO; Aggravation::ALL.len()];
        let mut impacts = [Decimal::ZERO; Impact::ALL.len()];
        for (code, sum) in &sums.moral.acts {
            acts[*code as usize] = *sum;
        }
        for (code, share) in &sums.moral.aggravations {
            aggravations[*code as usize] = *share;
        }
        for (code, sum) in &sums.moral.impacts {
            impacts[*code as usize] = *sum;
        }
        Self { sums, acts, aggravations, impacts }
    }

    /// Base of an act.
    pub fn act(&self, code: ActCode) -> Decimal {
        self.acts[code as usize]
    }

    /// Share that an aggravation adds.
    pub fn aggravation(&self, code: Aggravation) -> Decimal {
        self.aggravations[code as usize]
    }

    /// Sum of an impact.
    pub fn impact(&self, code: Impact) -> Decimal {
        self.impacts[code as usize]
    }
}
