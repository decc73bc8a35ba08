//! What a decision says on paper, and how long its offer is open.

use super::sheet::{Worksheet, is_of_best};
use super::verdict::Verdict;
use redress_kernel::code::RuleOutcome;
use redress_kernel::{Currency, Date, Decimal, Money};
use redress_mechanism::award::Head;
use redress_mechanism::award::line::Step;
use redress_mechanism::explain::{ExplainedLine, ExplainedRule, Message};
use redress_mechanism::rules::Rule;
use redress_mechanism::{Facts, Label};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Months that an offer is open.
const OPEN_MONTHS: u8 = 6;

/// Rules beyond the gate that the survivor is told of where her claim raises them: what bears on her
/// award and on how she is paid. The others guard how people and the fund act.
const TOLD: [Rule; 10] = [
    Rule::R08,
    Rule::R11,
    Rule::R13,
    Rule::R15,
    Rule::R16,
    Rule::R17,
    Rule::R22,
    Rule::R24,
    Rule::R26,
    Rule::R30,
];

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
    #[schema(value_type = String)]
    pub rule_version: Label,
    /// Version of the schedule.
    #[schema(value_type = String)]
    pub schedule_version: Label,
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
    #[schema(value_type = String)]
    pub rule: Rule,
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
    #[schema(value_type = String)]
    pub step: Step,
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

impl Paper {
    /// Puts in what a worksheet says: each rule with its reason, and each step of the award, if it is
    /// awarded.
    pub fn explain(&mut self, of: &Worksheet) {
        let (result, facts) = (&of.result, &of.sheet.facts);
        let told = result.rules.iter().filter(|rule| {
            rule.gate && is_of_best(result, rule) || rule.engaged && TOLD.contains(&rule.rule)
        });
        self.rules = told.map(|rule| PaperRule::of(rule, facts)).collect();
        let award = result.award.as_ref().filter(|_| self.outcome == Verdict::Awarded);
        let lines = award.map(|award| award.lines.as_slice()).unwrap_or_default();
        self.lines = lines.iter().map(|line| PaperLine::of(line, facts)).collect();
    }
}

impl PaperRule {
    fn of(rule: &ExplainedRule, facts: &Facts) -> Self {
        Self {
            rule: rule.rule,
            outcome: rule.outcome,
            reason: rule.reason.key.to_string(),
            args: args(&rule.reason, facts),
        }
    }
}

impl PaperLine {
    fn of(line: &ExplainedLine, facts: &Facts) -> Self {
        Self {
            step: line.step,
            head: line.head,
            label: line.label.key.to_string(),
            args: args(&line.label, facts),
            amount: line.amount,
            currency: line.currency,
            arithmetic: line.arithmetic.clone(),
        }
    }
}

/// Values of a message, an act by its number in the claim and a rate by what it is, instead of their
/// identifiers.
pub fn args(message: &Message, facts: &Facts) -> BTreeMap<String, String> {
    let said = message.args.iter();
    said.map(|(name, value)| {
        let known = match &**name {
            "act" => {
                value.parse().ok().and_then(|act| act_number(facts, &act)).map(|n| n.to_string())
            }
            "rate" => {
                facts.rates.iter().find(|rate| rate.rate_id.as_str() == &**value).map(|rate| {
                    format!("1 USD = {} {}", rate.units_per_usd.normalize(), rate.currency)
                })
            }
            _ => None,
        };
        (name.to_string(), known.unwrap_or_else(|| value.to_string()))
    })
    .collect()
}

/// The number of an act in the claim, from 1, as people are shown it.
pub fn act_number(facts: &Facts, act: &Label) -> Option<usize> {
    facts.acts.iter().position(|one| one.act_id == *act).map(|place| place + 1)
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
