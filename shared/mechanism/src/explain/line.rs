//! The lines of an award with their arithmetic spelled out. A line's amount is what its formula
//! yields, so what is spelled here is what was computed.

use super::value::Reader;
use super::{ExplainedLine, FactRead, Message, Text};
use crate::award::Head;
use crate::award::line::{Formula, Line, Places, Step, Subject};
use crate::facts::Rate;
use crate::label::Label;
use crate::rules::Rule;
use redress_kernel::money::grouped;
use redress_kernel::{Currency, Decimal};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// Every line, in order.
    pub(super) fn lines(&self) -> Vec<ExplainedLine> {
        (1..).zip(&self.trace.lines).map(|(line_no, line)| self.line(line_no, line)).collect()
    }

    fn line(&self, line_no: u16, line: &Line) -> ExplainedLine {
        let rate = self.rate(line);
        ExplainedLine {
            line_no,
            step: line.step,
            head: line.head,
            rule: self.stands_on(line),
            label: Message { key: Text::Borrowed(line.label), args: self.args(line, rate) },
            inputs: inputs(line, rate),
            arithmetic: self.arithmetic(line, rate),
            rounding: line.rounding,
            amount: line.amount,
            currency: line.currency,
        }
    }

    fn rate(&self, line: &Line) -> Option<&Rate> {
        line.rate.and_then(|place| self.facts.rates.get(usize::from(place)))
    }

    /// The rule that a line stands on, or the schedule where it is a sum of it.
    fn stands_on(&self, line: &Line) -> Label {
        let rule = match (line.step, line.head) {
            (Step::P4, Some(Head::H2p | Head::H2f | Head::H3p | Head::H3f | Head::H4)) => Rule::R07,
            (Step::P7, Some(Head::H8)) => Rule::R24,
            (Step::P8, _) => Rule::R13,
            (Step::P9, _) => Rule::R15,
            (Step::P10, _) => Rule::R26,
            (Step::P11, _) if self.trace.award.in_trust.is_some() => Rule::R16,
            (Step::P11, _) if self.facts.death.is_some() => Rule::R24,
            (Step::P11 | Step::P12, _) => Rule::R21,
            _ => return self.mechanism.schedule.sums.version,
        };
        // Invariant: the code of a rule is a label.
        rule.as_str().parse().expect("R- and two digits")
    }

    fn args(&self, line: &Line, rate: Option<&Rate>) -> BTreeMap<Text, Text> {
        let mut args = BTreeMap::new();
        let mut put = |name, value: Text| args.insert(Text::Borrowed(name), value);
        match line.subject {
            Subject::Claim => {}
            Subject::Act(place) => {
                let act = self.facts.acts.get(usize::from(place));
                put("act", act.map_or(Text::Borrowed(""), |act| act.act_id.to_string().into()));
            }
            Subject::Item(place) => {
                put("item", (u32::from(place) + 1).to_string().into());
            }
        }
        if let Some(head) = line.head {
            put("head", Text::Borrowed(head.as_str()));
        }
        put("amount", grouped(line.amount).into());
        put("currency", Text::Borrowed(line.currency.code()));
        if let Some(rate) = rate {
            put("rate", rate.rate_id.to_string().into());
        }
        if let Some(share) = percent(line) {
            put("percent", share.into());
        }
        match line.formula {
            Formula::Earnings { months, .. } => {
                put("months", plain(months).into());
            }
            Formula::AtLeast(_, limit) | Formula::AtMost(_, limit) => {
                put("limit", grouped(limit).into());
            }
            _ => {}
        }
        args
    }

    fn arithmetic(&self, line: &Line, rate: Option<&Rate>) -> String {
        let result = grouped(line.amount);
        let local = |amount| match rate {
            Some(rate) if rate.currency != line.currency => {
                format!("{} {}", grouped(amount), rate.currency)
            }
            _ => grouped(amount),
        };
        let formula = match line.formula {
            Formula::Given(_) => return result,
            Formula::Aggravated { base, share, most } if share > most => {
                format!("{} x (1 + min({}, {}))", grouped(base), plain(share), plain(most))
            }
            Formula::Aggravated { base, share, .. } => {
                format!("{} x (1 + {})", grouped(base), plain(share))
            }
            Formula::Product(amount, factor) if matches!(line.step, Step::P2 | Step::P12) => {
                format!("{} x {}", grouped(amount), plain(factor))
            }
            // A count of sums of money.
            Formula::Product(count, each) => format!("{} x {}", plain(count), grouped(each)),
            Formula::ProductPlus(count, each, more) => {
                format!("{} x {} + {}", plain(count), grouped(each), grouped(more))
            }
            Formula::Converted { local: amount, rate } if rate == Decimal::ONE => grouped(amount),
            Formula::Converted { local: amount, rate } => {
                format!("{} / {}", local(amount), plain(rate))
            }
            Formula::Earnings { months, wage, causation, rate } => {
                let mut text = format!("{} x {}", plain(months), local(wage));
                if causation != Decimal::ONE {
                    text.push_str(&format!(" x {}", plain(causation)));
                }
                if rate != Decimal::ONE {
                    text.push_str(&format!(" / {}", plain(rate)));
                }
                text
            }
            Formula::SumOf(places) => self.added(places),
            Formula::AtLeast(a, b) => format!("max({}, {})", grouped(a), grouped(b)),
            Formula::AtMost(a, b) => format!("min({}, {})", grouped(a), grouped(b)),
            Formula::Less(a, b) => format!("{} - {}", grouped(a), grouped(b)),
            Formula::LessDownToZero(a, b) => format!("max(0, {} - {})", grouped(a), grouped(b)),
            Formula::Payable { first, rest, factor } => {
                format!("{} + {} x {}", grouped(first), grouped(rest), plain(factor))
            }
            Formula::Part { whole, parts, extra } if extra.is_zero() => {
                format!("{} / {parts}", grouped(whole))
            }
            Formula::Part { whole, parts, extra } => {
                format!("{} / {parts} + {}", grouped(whole), grouped(extra))
            }
        };
        match line.currency {
            Currency::USD => format!("{formula} = {result}"),
            currency => format!("{formula} = {result} {currency}"),
        }
    }

    /// Amounts of earlier lines.
    fn added(&self, places: Places) -> String {
        let lines = places.iter().filter_map(|place| self.trace.lines.get(usize::from(place)));
        let parts: Vec<String> = lines.map(|line| grouped(line.amount)).collect();
        if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") }
    }
}

/// What a line reads, by name.
fn inputs(line: &Line, rate: Option<&Rate>) -> Vec<FactRead> {
    let mut inputs = Vec::new();
    let mut put = |name, value: String| {
        inputs.push(FactRead { name: Text::Borrowed(name), value: Text::Owned(value) });
    };
    for (name, value) in numbers(&line.formula) {
        put(name, value.to_string());
    }
    if let Some(rate) = rate {
        put("rate_id", rate.rate_id.to_string());
        put("rate_currency", rate.currency.to_string());
        put("rate_effective_on", rate.effective_on.to_string());
    }
    inputs
}

/// A share in per cent, for the label.
fn percent(line: &Line) -> Option<String> {
    let share = match line.formula {
        Formula::Aggravated { share, most, .. } => share.min(most),
        Formula::Product(_, factor) if line.step == Step::P2 => factor,
        Formula::Payable { factor, .. } => factor,
        Formula::Earnings { causation, .. } => causation,
        _ => return None,
    };
    share.checked_mul(Decimal::ONE_HUNDRED).map(plain)
}

/// A number without the zeros that say nothing.
fn plain(number: Decimal) -> String {
    grouped(number.normalize())
}

/// What a formula reads, by name.
fn numbers(formula: &Formula) -> Vec<(&'static str, Decimal)> {
    match *formula {
        Formula::Given(sum) => vec![("sum", sum)],
        Formula::Aggravated { base, share, most } => {
            vec![("base", base), ("share", share), ("most", most)]
        }
        Formula::Product(amount, factor) => vec![("amount", amount), ("factor", factor)],
        Formula::ProductPlus(count, each, more) => {
            vec![("count", count), ("each", each), ("more", more)]
        }
        Formula::Converted { local, rate } => vec![("local", local), ("units_per_usd", rate)],
        Formula::Earnings { months, wage, causation, rate } => vec![
            ("months", months),
            ("wage", wage),
            ("causation", causation),
            ("units_per_usd", rate),
        ],
        Formula::SumOf(_) => Vec::new(),
        Formula::AtLeast(amount, limit) | Formula::AtMost(amount, limit) => {
            vec![("amount", amount), ("limit", limit)]
        }
        Formula::Less(amount, less) | Formula::LessDownToZero(amount, less) => {
            vec![("amount", amount), ("less", less)]
        }
        Formula::Payable { first, rest, factor } => {
            vec![("first", first), ("rest", rest), ("factor", factor)]
        }
        Formula::Part { whole, parts, extra } => {
            vec![("whole", whole), ("parts", parts.into()), ("extra", extra)]
        }
    }
}
