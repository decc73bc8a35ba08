//! R-18 Independence: nobody acts on a file who has a tie to its people or its place, and every
//! member says so before opening it. Never here: how many must sit.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::days::years_later;
use crate::facts::{Member, Tie};
use crate::trace::{Finding, Value};

const READ: FactSet = FactSet::of(&[FactName::Members, FactName::AssessedOn]);

pub(super) fn independence(case: &Case<'_>) -> Finding {
    let members = case.facts.panel.as_ref().map_or(&[][..], |panel| &panel.members);
    let years = Value::Count(case.limits().mission_years);
    let gravest = members.iter().map(|member| stands(case, member)).max();
    let finding = match gravest {
        None => met(Rule::R18, "reason-r18-none").engaged(false),
        Some(Stands::Free) => met(Rule::R18, "reason-r18-met"),
        Some(Stands::Undeclared) => open(Rule::R18, "reason-r18-declare", Ask::Declaration),
        Some(Stands::Recuse(Bar::Served)) => {
            not_met(Rule::R18, "reason-r18-served").with("years", years)
        }
        Some(Stands::Recuse(Bar::Tie(tie))) => {
            not_met(Rule::R18, "reason-r18-tie").with("tie", Value::Code(tie.as_str()))
        }
        Some(Stands::Void) => not_met(Rule::R18, "reason-r18-void"),
    };
    finding.facts(READ)
}

/// How a member stands. Of several the last of this list is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    Free,
    /// Has not declared yet: the chair decides before the file is opened.
    Undeclared,
    /// Must leave the seat to another.
    Recuse(Bar),
    /// Has given a view in spite of a tie that was not declared: the decision is void.
    Void,
}

fn stands(case: &Case<'_>, member: &Member) -> Stands {
    match bar(case, member) {
        Some(_) if !member.declared && member.view.is_some() => Stands::Void,
        Some(bar) => Stands::Recuse(bar),
        None if !member.declared => Stands::Undeclared,
        None => Stands::Free,
    }
}

/// What keeps a member from acting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bar {
    /// Served in that mission not long ago.
    Served,
    /// A tie.
    Tie(Tie),
}

/// What keeps a member from acting; of several the last of the list. A nationality only bars where
/// something is referred.
pub(super) fn bar(case: &Case<'_>, member: &Member) -> Option<Bar> {
    let counts = |tie: &Tie| *tie != Tie::SameNationality || case.is_referred;
    let tie = member.ties.iter().copied().filter(counts).max();
    let years = case.limits().mission_years;
    let within = |until| case.today() <= years_later(until, years);
    let served = member.served_until.is_some_and(within).then_some(Bar::Served);
    tie.map(Bar::Tie).max(served)
}
