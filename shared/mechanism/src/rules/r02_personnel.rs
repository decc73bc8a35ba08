//! R-02, covered personnel: the perpetrator was non-uniformed personnel of the operation. Whom that
//! means on which day is a table of the set; an unknown person is looked for first.

use super::days::waited;
use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::{Asked, who_did};
use super::{Ask, Rule};
use crate::data::{ReferTo, Rules, ScopeRow};
use crate::facts::Signs;
use crate::trace::{Finding, Value};
use redress_kernel::DateSpan;
use redress_kernel::code::{Category, RuleOutcome};

const READ: FactSet = FactSet::of(&[FactName::Category]);
const READ_TIME: FactSet = READ.with(FactName::When);
const READ_IDENTIFICATION: FactSet = READ.with(FactName::Identification);
const READ_DAYS: FactSet = READ_IDENTIFICATION.with(FactName::AssessedOn);
const READ_UNIT: FactSet = READ.with(FactName::Unit);

/// What signs of civilian personnel can mean.
const CIVILIAN: [Category; 7] = [
    Category::CivInt,
    Category::CivNat,
    Category::Unv,
    Category::Cons,
    Category::Icon,
    Category::Intern,
    Category::Corp,
];
/// What signs of a uniform can mean.
const UNIFORM: [Category; 6] = [
    Category::MilCon,
    Category::MilSto,
    Category::MilObs,
    Category::PolIpo,
    Category::PolFpu,
    Category::Nuf,
];

pub(super) fn check(asked: &Asked<'_>) -> Finding {
    let found = by_category(asked);
    let settled = found.outcome != RuleOutcome::NotMet && asked.found_by_unit;
    if settled && (found.outcome == RuleOutcome::Met || !other_uncovered(asked)) {
        return met(Rule::R02, "reason-r02-found").facts(READ_UNIT);
    }
    found
}

fn by_category(asked: &Asked<'_>) -> Finding {
    let category = category(asked);
    let when = asked.act.and_then(|act| act.when);
    let row = match row(asked.rules, category, when) {
        Held::By(row) => row,
        Held::ByDay => {
            let found = open(Rule::R02, "reason-r02-when", Ask::ActUndated);
            return found.with("category", Value::Code(category.as_str())).facts(READ_TIME);
        }
        Held::ByNone => {
            return open(Rule::R02, "reason-r02-unknown", Ask::CategoryUnknown).facts(READ_TIME);
        }
    };
    let read = if row.from.or(row.until).is_some() { READ_TIME } else { READ };
    match row.outcome {
        RuleOutcome::Met => covered(category).facts(read),
        RuleOutcome::NotMet => {
            Finding { refer_to: row.refer_to, ..uncovered(category) }.facts(read)
        }
        RuleOutcome::Undetermined if category == Category::Unk => unknown(asked),
        RuleOutcome::Undetermined => {
            open(Rule::R02, "reason-r02-deployment", Ask::Deployment).facts(read)
        }
    }
}

fn category(asked: &Asked<'_>) -> Category {
    asked.person.and_then(|person| person.category).unwrap_or(Category::Unk)
}

fn covered(category: Category) -> Finding {
    if category == Category::Corp {
        met(Rule::R02, "reason-r02-met-company")
    } else if CIVILIAN.contains(&category) {
        met(Rule::R02, "reason-r02-met")
    } else {
        met(Rule::R02, "reason-r02-met-category").with("category", Value::Code(category.as_str()))
    }
}

fn uncovered(category: Category) -> Finding {
    if UNIFORM.contains(&category) {
        not_met(Rule::R02, "reason-r02-uniformed")
    } else if matches!(category, Category::Afp | Category::Ip) {
        not_met(Rule::R02, "reason-r02-other-entity")
    } else {
        let found = not_met(Rule::R02, "reason-r02-not-covered");
        found.with("category", Value::Code(category.as_str()))
    }
}

/// Which row of the table holds for a category.
enum Held<'a> {
    /// This one, or several that say the same.
    By(&'a ScopeRow),
    /// One or another that say different things, by the day of the act.
    ByDay,
    /// None: a gap in the table.
    ByNone,
}

/// Rows of the category that can hold on a day of the act; on any day where it is not known.
fn row(rules: &Rules, category: Category, when: Option<DateSpan>) -> Held<'_> {
    let mut held: Option<&ScopeRow> = None;
    for row in rules.scope(category) {
        let apart = |when: DateSpan| {
            row.from.is_some_and(|from| when.latest < from)
                || row.until.is_some_and(|until| until < when.earliest)
        };
        if when.is_some_and(apart) {
            continue;
        }
        match held {
            None => held = Some(row),
            Some(other) if other.outcome != row.outcome => return Held::ByDay,
            Some(_) => {}
        }
    }
    held.map_or(Held::ByNone, Held::By)
}

/// An unknown person: the unit or mission is asked, and once its days are over the signs speak.
fn unknown(asked: &Asked<'_>) -> Finding {
    let Some(asking) = asked.person.and_then(|person| person.identification) else {
        return open(Rule::R02, "reason-r02-unknown", Ask::CategoryUnknown).facts(READ);
    };
    if asking.excluded {
        let found = not_met(Rule::R02, "reason-r02-excluded");
        return found.refer(ReferTo::Justice).facts(READ_IDENTIFICATION);
    }
    let days = asked.rules.set.limits.identify_days;
    if !waited(asking.asked_on, days, asked.facts.assessed_on) {
        let found = open(Rule::R02, "reason-r02-identifying", Ask::Identify);
        return found.with("days", Value::Count(days)).facts(READ_DAYS);
    }
    let by_signs = match asking.signs {
        Some(Signs::Civilian) => all_of(asked, &CIVILIAN),
        Some(Signs::Uniform) => all_of(asked, &UNIFORM),
        None => RuleOutcome::Undetermined,
    };
    let found = match (by_signs, asking.signs) {
        (RuleOutcome::Met, Some(Signs::Uniform)) => met(Rule::R02, "reason-r02-signs-covered"),
        (RuleOutcome::Met, _) => met(Rule::R02, "reason-r02-signs-civilian"),
        (RuleOutcome::NotMet, Some(Signs::Uniform)) => {
            not_met(Rule::R02, "reason-r02-signs-uniform").refer(ReferTo::State)
        }
        (RuleOutcome::NotMet, _) => not_met(Rule::R02, "reason-r02-signs-not-covered"),
        (RuleOutcome::Undetermined, _) => open(Rule::R02, "reason-r02-no-signs", Ask::Identify),
    };
    found.facts(READ_DAYS)
}

/// What the table says of every one of them; open where it says different things.
fn all_of(asked: &Asked<'_>, categories: &[Category]) -> RuleOutcome {
    let when = asked.act.and_then(|act| act.when);
    let said = |category: &Category| match row(asked.rules, *category, when) {
        Held::By(row) => row.outcome,
        Held::ByDay | Held::ByNone => RuleOutcome::Undetermined,
    };
    let Some(first) = categories.first().map(said) else { return RuleOutcome::Undetermined };
    let same = categories.iter().all(|category| said(category) == first);
    if same { first } else { RuleOutcome::Undetermined }
}

/// Whether another one who did the act is not covered: then what the unit found can have been about
/// that person, and says nothing of one who is not known.
fn other_uncovered(asked: &Asked<'_>) -> bool {
    let mut others = who_did(asked.facts, asked.act);
    others.any(|(_, person)| {
        by_category(&Asked { person: Some(person), ..*asked }).outcome == RuleOutcome::NotMet
    })
}
