//! A schedule: the sums, weights and caps of one version, read from data.
//! Never here: the order in which they are used.

use super::head::Head;
use redress_kernel::code::{ActCode, Aggravation, Impact};
use redress_kernel::{Currency, Date, Decimal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of the sums, effective from a day on. Amounts are US dollars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Version, such as `S-ILL-1`.
    pub schedule: String,
    /// Its name for people.
    pub title: String,
    /// Whose it is and how far it binds.
    pub standing: String,
    /// First day on which awards are computed under it.
    pub effective_from: Date,
    /// Texts that it rests on.
    pub sources: Vec<String>,
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
    /// Caps over heads (P5, P6).
    pub caps: Caps,
    /// What always stays of H1 after offsets (P8).
    pub acknowledgement_floor: Decimal,
    /// What is paid in full before the fund factor (P10, R-26).
    pub first_payment: Decimal,
}

/// The severity matrix (award, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moral {
    /// Base of each act.
    pub acts: BTreeMap<ActCode, Decimal>,
    /// Share of the act's base that each aggravation adds.
    pub aggravations: BTreeMap<Aggravation, Decimal>,
    /// The most that aggravations add together, as a share.
    pub aggravation_most: Decimal,
    /// Weights of the acts by rank; beyond the list an act weighs nothing.
    pub weights: Vec<Decimal>,
    /// Sum of each impact.
    pub impacts: BTreeMap<Impact, Decimal>,
    /// Impact that is presumed without any proof.
    pub impact_presumed: Presumed,
    /// The least that H1 can be.
    pub floor: Decimal,
    /// The most that H1 can be.
    pub most: Decimal,
}

/// An impact that is presumed from an act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presumed {
    /// Which impact.
    pub impact: Impact,
    /// From which act on, in the order of the list.
    pub from_act: ActCode,
}

/// Care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// Past medical care that was sought and has no papers.
    pub without_papers: Decimal,
    /// The most for planned medical care.
    pub planned_most: Decimal,
    /// Sessions of the standard programme.
    pub programme_sessions: Decimal,
    /// Sum for a session.
    pub programme_session: Decimal,
    /// From which act on the programme is given.
    pub programme_from_act: ActCode,
    /// The most for psychosocial care beyond the programme.
    pub extra_most: Decimal,
}

/// Lost earnings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarningsTable {
    /// The most months.
    pub months_most: Decimal,
    /// Months count in steps of this size, upwards.
    pub month_step: Decimal,
    /// Shares of causation that can be found.
    pub causation: Vec<Decimal>,
}

/// Lost education.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolingTable {
    /// Sum for a school year.
    pub year: Decimal,
    /// The most years.
    pub years_most: Decimal,
    /// Years count in steps of this size, upwards.
    pub year_step: Decimal,
    /// Grant for training when schooling can't resume.
    pub training_grant: Decimal,
}

/// Caps over heads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// The most for H2 to H5 together.
    pub pecuniary_most: Decimal,
    /// The most for H1 to H5 together.
    pub total_most: Decimal,
    /// Heads that are cut, in this order; others never are.
    pub cut_order: Vec<Head>,
}

/// Why data is no usable schedule.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// Not JSON of the right shape.
    #[error("the data can't be read")]
    Unreadable(#[source] serde_json::Error),
    /// A code of a list without its sum.
    #[error("no sum for {0}")]
    SumMissing(String),
    /// A number that makes no sense where it stands.
    #[error("{0} can't be")]
    BadNumber(&'static str),
}

impl Schedule {
    /// The schedule that this version ships with, S-ILL-1.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    pub fn shipped() -> Self {
        Self::parse(include_str!("../../rules/s-ill-1.json"))
            .expect("the shipped schedule is tested")
    }

    /// A schedule from its JSON text; refused unless every code has its sum and all make sense.
    pub fn parse(text: &str) -> Result<Self, ScheduleError> {
        let schedule: Self = serde_json::from_str(text).map_err(ScheduleError::Unreadable)?;
        let moral = &schedule.moral;
        let act = ActCode::ALL.iter().find(|code| !moral.acts.contains_key(code));
        let grave = Aggravation::ALL.iter().find(|code| !moral.aggravations.contains_key(code));
        let impact = Impact::ALL.iter().find(|code| !moral.impacts.contains_key(code));
        let missing = act
            .map(ToString::to_string)
            .or(grave.map(ToString::to_string))
            .or(impact.map(ToString::to_string));
        if let Some(code) = missing {
            return Err(ScheduleError::SumMissing(code));
        }
        schedule.check_numbers()?;
        Ok(schedule)
    }

    fn check_numbers(&self) -> Result<(), ScheduleError> {
        let sums = self.moral.acts.values().chain(self.moral.impacts.values()).chain([
            &self.moral.floor,
            &self.moral.most,
            &self.care.without_papers,
            &self.care.planned_most,
            &self.care.programme_session,
            &self.care.extra_most,
            &self.schooling.year,
            &self.schooling.training_grant,
            &self.caps.pecuniary_most,
            &self.caps.total_most,
            &self.acknowledgement_floor,
            &self.first_payment,
        ]);
        // Invariant: sums of a schedule are small, so that products stay exact (award, section 4).
        let most = Decimal::from(10_000_000);
        let bad =
            |sum: &&Decimal| sum.is_sign_negative() || **sum > most || sum.normalize().scale() > 2;
        let shares = self.moral.aggravations.values().chain(&self.moral.weights);
        let bad_share = |share: &Decimal| share.is_sign_negative() || *share > Decimal::ONE;
        if sums.clone().any(|sum| bad(&sum)) {
            Err(ScheduleError::BadNumber("a sum"))
        } else if shares.copied().any(|share| bad_share(&share)) {
            Err(ScheduleError::BadNumber("a share"))
        } else if self.earnings.month_step <= Decimal::ZERO
            || self.schooling.year_step <= Decimal::ZERO
        {
            Err(ScheduleError::BadNumber("a step"))
        } else if self.moral.floor > self.moral.most || self.moral.most > self.caps.total_most {
            Err(ScheduleError::BadNumber("a cap"))
        } else if self.currency != Currency::USD {
            Err(ScheduleError::BadNumber("the currency"))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_schedule_reads() {
        let schedule = Schedule::shipped();
        assert_eq!(schedule.schedule, "S-ILL-1");
        assert_eq!(schedule.moral.acts[&ActCode::A5], Decimal::from(30_000));
    }

    #[test]
    fn a_schedule_without_a_sum_or_with_a_senseless_one_is_refused() {
        let text = include_str!("../../rules/s-ill-1.json");
        let lacking = text.replace("\"A2\": \"4000.00\", ", "");
        let refused = Schedule::parse(&lacking);
        assert!(matches!(refused, Err(ScheduleError::SumMissing(code)) if code == "A2"));
        let negative = text.replace("\"150.00\"", "\"-150.00\"");
        assert!(matches!(Schedule::parse(&negative), Err(ScheduleError::BadNumber("a sum"))));
        let upside_down = text.replace("\"floor\": \"3000.00\"", "\"floor\": \"80000.00\"");
        assert!(matches!(Schedule::parse(&upside_down), Err(ScheduleError::BadNumber("a cap"))));
    }
}
