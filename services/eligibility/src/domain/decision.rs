//! What a decision says on paper, and how long its offer is open.

use super::verdict::Verdict;
use crate::award::{Head, Line};
use crate::rules::RuleResult;
use redress_kernel::code::RuleOutcome;
use redress_kernel::{Currency, Date, Decimal, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Months that an offer is open.
const OPEN_MONTHS: u8 = 6;

/// What stands on the decision paper: kept as it was issued, read by the documents service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Paper {
    /// Award or none.
    pub outcome: Verdict,
    /// What is due; zero when there is no award.
    pub net: Money,
    /// Each rule with its reason.
    pub rules: Vec<PaperRule>,
    /// Each step of the computation; none when there is no award.
    pub lines: Vec<PaperLine>,
    /// The panel's own words to the survivor.
    pub reasons: String,
    /// Version of the rules.
    pub rule_version: String,
    /// Version of the schedule.
    pub schedule_version: String,
    /// Day of issue, UTC.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// Last day of the offer.
    #[schema(value_type = String, format = Date)]
    pub open_until: Date,
    /// Language that the survivor reads.
    pub language: String,
}

/// A rule on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PaperRule {
    /// Number.
    pub rule: String,
    /// Outcome.
    pub outcome: RuleOutcome,
    /// Message key.
    pub reason: String,
    /// Values of the message.
    pub args: BTreeMap<String, String>,
}

/// A step on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PaperLine {
    /// Step of the order of computation.
    pub step: String,
    /// Head of damage.
    pub head: Option<Head>,
    /// Message key.
    pub label: String,
    /// Values of the message.
    pub args: BTreeMap<String, String>,
    /// Decimal number as text.
    #[schema(value_type = String)]
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// The sum as anyone can redo it.
    pub arithmetic: String,
}

impl PaperRule {
    /// A result as it stands on paper.
    pub fn of(result: &RuleResult) -> Self {
        Self {
            rule: result.rule.clone(),
            outcome: result.outcome,
            reason: result.reason.key.clone(),
            args: result.reason.args.clone(),
        }
    }
}

impl PaperLine {
    /// A line as it stands on paper.
    pub fn of(line: &Line) -> Self {
        Self {
            step: line.step.clone(),
            head: line.head,
            label: line.label.key.clone(),
            args: line.label.args.clone(),
            amount: line.amount.amount(),
            currency: line.amount.currency(),
            arithmetic: line.arithmetic.clone(),
        }
    }
}

/// The last day of an offer: the same day six months on, or the last day of a shorter month.
pub fn open_until(issued_on: Date) -> Date {
    let months = u8::from(issued_on.month()) - 1 + OPEN_MONTHS;
    let year = issued_on.year() + i32::from(months / 12);
    let month = time::Month::try_from(months % 12 + 1).unwrap_or(time::Month::January);
    let day = issued_on.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn six_months_end_where_the_month_ends() {
        assert_eq!(open_until(date!(2026 - 11 - 23)), date!(2027 - 05 - 23));
        assert_eq!(open_until(date!(2026 - 08 - 31)), date!(2027 - 02 - 28));
        assert_eq!(open_until(date!(2027 - 08 - 31)), date!(2028 - 02 - 29));
        assert_eq!(open_until(date!(2026 - 06 - 30)), date!(2026 - 12 - 30));
    }
}
