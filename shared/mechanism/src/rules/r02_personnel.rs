//! R-02, covered personnel: the perpetrator was non-uniformed personnel of the operation. Whom that
//! means on which day is a table of the set; an unknown person is looked for first.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::{Asked, who_did};
use super::{Ask, Rule};
use crate::data::{ReferTo, Rules, ScopeRow};
use crate::days::waited;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, Identification, Unit, UnitStatus};
    use crate::rules::testing::{
        Said, ask, bare_person, claim, gate_of, label, no, on, person, rules_with, said, said_by,
        span, yes,
    };
    use redress_kernel::Date;
    use time::macros::date;

    fn by(category: Category) -> Facts {
        let mut facts = claim();
        facts.perpetrators = vec![person("p1", category)];
        facts
    }

    fn unknown_since(asked_on: Date, signs: Option<Signs>) -> Facts {
        let mut facts = by(Category::Unk);
        facts.perpetrators[0].identification =
            Some(Identification { asked_on, excluded: false, signs });
        facts
    }

    fn check(facts: &Facts) -> Said {
        said(facts, Rule::R02)
    }

    #[test]
    fn every_category_has_the_outcome_of_its_row() {
        for category in Category::ALL {
            let expected = match category {
                Category::Corp => yes("reason-r02-met-company"),
                one if CIVILIAN.contains(one) => yes("reason-r02-met"),
                one if UNIFORM.contains(one) => no("reason-r02-uniformed", Some(ReferTo::State)),
                Category::Afp | Category::Ip => {
                    no("reason-r02-other-entity", Some(ReferTo::Entity))
                }
                Category::Gpp => ask("reason-r02-deployment", Ask::Deployment),
                _ => ask("reason-r02-unknown", Ask::CategoryUnknown),
            };
            assert_eq!(check(&by(*category)), expected, "{category}");
        }
    }

    #[test]
    fn a_person_of_whom_nothing_is_known_is_unknown() {
        let mut facts = claim();
        facts.perpetrators = vec![bare_person("p1")];
        assert_eq!(check(&facts), ask("reason-r02-unknown", Ask::CategoryUnknown));
        facts.perpetrators.clear();
        assert_eq!(check(&facts), ask("reason-r02-unknown", Ask::CategoryUnknown));
    }

    #[test]
    fn a_scope_that_widens_covers_acts_from_its_first_day() {
        let rules = rules_with(|set| {
            let observers = |from, until, outcome, refer_to| ScopeRow {
                categories: vec![Category::MilObs],
                from,
                until,
                outcome,
                refer_to,
                recourse: None,
            };
            for row in &mut set.scope {
                row.categories.retain(|category| *category != Category::MilObs);
            }
            set.scope.push(observers(
                None,
                Some(date!(2018 - 12 - 31)),
                RuleOutcome::NotMet,
                Some(ReferTo::State),
            ));
            set.scope.push(observers(Some(date!(2019 - 01 - 01)), None, RuleOutcome::Met, None));
        });
        let mut facts = by(Category::MilObs);
        let mut check = |when| {
            facts.acts[0].when = when;
            said_by(&rules, &facts, Rule::R02)
        };
        let referred = no("reason-r02-uniformed", Some(ReferTo::State));
        assert_eq!(check(on(date!(2018 - 12 - 31))), referred);
        assert_eq!(check(on(date!(2019 - 01 - 01))), yes("reason-r02-met-category"));
        let open = ask("reason-r02-when", Ask::ActUndated);
        assert_eq!(check(span(date!(2018 - 12 - 31), date!(2019 - 01 - 01))), open);
        assert_eq!(check(None), open);
    }

    #[test]
    fn rows_that_say_the_same_leave_nothing_open() {
        let rules = rules_with(|set| {
            let mut later = set.scope[0].clone();
            set.scope[0].until = Some(date!(2018 - 12 - 31));
            later.from = Some(date!(2019 - 01 - 01));
            set.scope.push(later);
        });
        let mut facts = by(Category::CivNat);
        facts.acts[0].when = None;
        assert_eq!(said_by(&rules, &facts, Rule::R02), yes("reason-r02-met"));
    }

    #[test]
    fn an_unknown_person_is_looked_for_before_signs_speak() {
        // Assessed on 15 April 2026: asked on 14 February is sixty days ago.
        let day_before = date!(2026 - 02 - 15);
        for signs in [Some(Signs::Civilian), Some(Signs::Uniform), None] {
            let open = ask("reason-r02-identifying", Ask::Identify);
            assert_eq!(check(&unknown_since(day_before, signs)), open);
        }
        let over = date!(2026 - 02 - 14);
        let civilian = unknown_since(over, Some(Signs::Civilian));
        assert_eq!(check(&civilian), yes("reason-r02-signs-civilian"));
        let uniform = unknown_since(over, Some(Signs::Uniform));
        assert_eq!(check(&uniform), no("reason-r02-signs-uniform", Some(ReferTo::State)));
        let none = unknown_since(over, None);
        assert_eq!(check(&none), ask("reason-r02-no-signs", Ask::Identify));
    }

    #[test]
    fn a_person_whom_the_reply_excludes_is_not_of_the_operation() {
        let mut facts = unknown_since(date!(2026 - 04 - 14), Some(Signs::Civilian));
        facts.perpetrators[0].identification.as_mut().expect("it is there").excluded = true;
        assert_eq!(check(&facts), no("reason-r02-excluded", Some(ReferTo::Justice)));
    }

    #[test]
    fn signs_of_a_uniform_are_nothing_against_her_where_the_scope_covers_uniforms() {
        let over = date!(2026 - 02 - 14);
        let facts = unknown_since(over, Some(Signs::Uniform));
        let widened = |categories: &[Category]| {
            rules_with(|set| {
                for row in &mut set.scope {
                    row.categories.retain(|category| !categories.contains(category));
                }
                set.scope[0].categories.extend(categories);
            })
        };
        let police = widened(&[Category::PolIpo, Category::PolFpu]);
        assert_eq!(said_by(&police, &facts, Rule::R02), ask("reason-r02-no-signs", Ask::Identify));
        let all = widened(&UNIFORM);
        assert_eq!(said_by(&all, &facts, Rule::R02), yes("reason-r02-signs-covered"));
    }

    #[test]
    fn what_the_unit_found_settles_who_it_was_and_covers_no_soldier() {
        let unit = Unit { status: UnitStatus::Substantiated, asked_on: None, acts: vec![] };
        for category in [Category::CivInt, Category::Gpp, Category::Unk] {
            let facts = Facts { unit: Some(unit.clone()), ..by(category) };
            assert_eq!(check(&facts), yes("reason-r02-found"), "{category}");
        }
        let soldier = Facts { unit: Some(unit.clone()), ..by(Category::MilCon) };
        assert_eq!(check(&soldier), no("reason-r02-uniformed", Some(ReferTo::State)));
        let elsewhere = Unit { acts: vec![label("a2")], ..unit };
        let facts = Facts { unit: Some(elsewhere), ..by(Category::Unk) };
        assert_eq!(check(&facts), ask("reason-r02-unknown", Ask::CategoryUnknown));
    }

    #[test]
    fn what_the_unit_found_of_a_soldier_says_nothing_of_an_unknown_other() {
        let mut facts = by(Category::MilCon);
        facts.perpetrators.push(bare_person("p2"));
        facts.unit = Some(Unit { status: UnitStatus::Substantiated, asked_on: None, acts: vec![] });
        let trace = gate_of(&Rules::shipped(), &facts);
        let of_rule = trace.findings.iter().filter(|finding| finding.rule == Rule::R02);
        let outcomes: Vec<_> = of_rule.map(|finding| finding.outcome).collect();
        assert_eq!(outcomes, [RuleOutcome::Undetermined, RuleOutcome::NotMet]);
    }
}
