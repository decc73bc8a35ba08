//! What the tests share: facts, acts that enter, and looking up what came out.

use super::super::line::{Formula, Line, Step};
use super::super::{Head, assess};
use crate::facts::{Act, Facts, Rate};
use crate::trace::{Pair, Stop, Stopped, Trace};
use crate::{Label, Mechanism};
use redress_kernel::code::{ActCode, Aggravation, Category, RuleOutcome};
use redress_kernel::{Currency, Date, DateSpan, Decimal, Money};
use rust_decimal_macros::dec;
use std::sync::LazyLock;

pub use redress_kernel::code::Aggravation::*;

/// The versions that are shipped.
pub static MECHANISM: LazyLock<Mechanism> = LazyLock::new(Mechanism::shipped);

/// A worked case by the name of its file.
pub fn case(name: &str) -> Facts {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    let json = std::fs::read(format!("{folder}/{name}.json")).expect("the case is there");
    Facts::parse(&json).expect("it can be meant")
}

/// A claim of acts without an impact or loss; the programme is declined.
pub fn claim(acts: Vec<Act>) -> Facts {
    let mut facts = Facts::new(day("2026-01-20"), day("2026-04-15"));
    facts.acts = acts;
    facts.losses.programme_declined = Some(redress_kernel::code::Answer::Yes);
    facts
}

pub fn act(id: &str, code: ActCode, aggravations: &[Aggravation], year: Option<i32>) -> Act {
    Act {
        act_id: label(id),
        act: Some(code),
        harassment_only: false,
        period: false,
        aggravations: aggravations.to_vec(),
        when: year.and_then(|year| DateSpan::from_parts(year, None, None)),
        operation: None,
        by_means_of_service: None,
        perpetrators: Vec::new(),
    }
}

pub fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

pub fn day(text: &str) -> Date {
    Date::parse(text, &time::format_description::well_known::Iso8601::DATE).expect("a day")
}

pub fn usd(amount: Decimal) -> Money {
    Money::usd(amount).expect("an amount")
}

pub fn currency(code: &str) -> Currency {
    code.parse().expect("a currency")
}

pub fn local(amount: Decimal, code: &str) -> Money {
    Money::new(amount, currency(code)).expect("an amount")
}

pub fn rate(code: &str, units_per_usd: Decimal, effective_on: &str) -> Rate {
    Rate {
        rate_id: label(&format!("{code}-{effective_on}")),
        currency: currency(code),
        units_per_usd,
        effective_on: day(effective_on),
    }
}

/// Acts with who did them as the gate would let them in: nobody in uniform.
pub fn pairs(facts: &Facts) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (place, act) in facts.acts.iter().enumerate() {
        let pair = |perpetrator, enters| Pair {
            act: Some(u16::try_from(place).expect("few acts")),
            perpetrator,
            counts_as: act.act,
            outcome: if enters { RuleOutcome::Met } else { RuleOutcome::NotMet },
            enters,
        };
        if facts.perpetrators.is_empty() {
            pairs.push(pair(None, true));
        }
        for (who, person) in facts.perpetrators.iter().enumerate() {
            let who = u16::try_from(who).expect("few people");
            let uniform = matches!(person.category, Some(Category::PolIpo | Category::MilCon));
            pairs.push(pair(Some(who), !uniform));
        }
    }
    pairs
}

/// The award of all acts as the gate would let them in.
pub fn assessed(facts: &Facts) -> Trace {
    assessed_as(facts, &MECHANISM, pairs(facts))
}

pub fn assessed_as(facts: &Facts, mechanism: &Mechanism, pairs: Vec<Pair>) -> Trace {
    let mut trace = Trace { pairs, ..Trace::default() };
    assess(mechanism, facts, &mut trace);
    trace
}

/// The one line of a label.
#[track_caller]
pub fn line<'a>(trace: &'a Trace, label: &str) -> &'a Line {
    let mut found = trace.lines.iter().filter(|line| line.label == label);
    let line = found.next().unwrap_or_else(|| panic!("no line {label}"));
    assert!(found.next().is_none(), "{label} stands twice");
    line
}

/// Its amount.
#[track_caller]
pub fn amount(trace: &Trace, label: &str) -> Decimal {
    line(trace, label).amount
}

/// Its formula.
#[track_caller]
pub fn formula(trace: &Trace, label: &str) -> Formula {
    line(trace, label).formula
}

pub fn has(trace: &Trace, label: &str) -> bool {
    trace.lines.iter().any(|line| line.label == label)
}

/// Amounts of a step, in order.
pub fn amounts(trace: &Trace, step: Step) -> Vec<Decimal> {
    trace.lines.iter().filter(|line| line.step == step).map(|line| line.amount).collect()
}

pub fn head(trace: &Trace, head: Head) -> Option<Decimal> {
    trace.award.heads[head as usize]
}

/// Instalments in US dollars.
pub fn instalments(trace: &Trace) -> Vec<Decimal> {
    trace.award.instalments.iter().map(|instalment| instalment.usd).collect()
}

/// Instalments in the currency of payment.
pub fn locals(trace: &Trace) -> Vec<Option<Decimal>> {
    trace.award.instalments.iter().map(|instalment| instalment.local).collect()
}

/// Gross, net, payable now, outstanding.
pub fn sums(trace: &Trace) -> [Decimal; 4] {
    let award = &trace.award;
    [award.gross, award.net, award.payable_now, award.outstanding]
}

pub fn stop(head: Option<Head>, why: Stopped) -> Stop {
    Stop { head, why }
}

/// What must hold for every award, whatever the facts.
#[track_caller]
pub fn holds_together(trace: &Trace, facts: &Facts) {
    let award = &trace.award;
    for (place, line) in trace.lines.iter().enumerate() {
        let before = &trace.lines[..place];
        assert_eq!(line.recomputed(before), Some(line.amount), "line {place}: {line:?}");
        assert_eq!(line.amount.scale(), line.currency.exponent(), "line {place}: {line:?}");
        assert_eq!(line.rate.is_some(), is_converted(line), "line {place}: {line:?}");
    }
    let mut numbers = award.heads.iter().flatten().chain([
        &award.gross,
        &award.net,
        &award.absorbed,
        &award.payable_now,
        &award.outstanding,
        &award.helpers,
    ]);
    assert!(numbers.all(|number| *number >= Decimal::ZERO), "{award:?}");
    let paid = facts.payment.paid.map_or(Decimal::ZERO, Money::amount);
    assert_eq!(
        award.payable_now + award.outstanding,
        (award.net - paid).max(Decimal::ZERO),
        "net = paid before + payable + outstanding"
    );
    let whole = match (award.released, award.in_trust) {
        (Some(released), Some(held)) => {
            assert_eq!(released + held, award.payable_now, "released + trust = payable");
            released
        }
        (None, None) => award.payable_now,
        halves => panic!("{halves:?}"),
    };
    let split: Decimal = instalments(trace).iter().sum();
    assert_eq!(split, whole, "parts make the whole");
    for (place, instalment) in award.instalments.iter().enumerate() {
        assert!(instalment.usd >= dec!(0), "{place}");
        let missing = award.stops.iter().any(|stop| stop.head.is_none());
        assert!(instalment.local.is_some() || missing, "{place}");
    }
}

fn is_converted(line: &Line) -> bool {
    match line.formula {
        Formula::Converted { .. } => true,
        Formula::Earnings { rate, .. } => rate != Decimal::ONE || line.rate.is_some(),
        _ => line.step == Step::P12,
    }
}
