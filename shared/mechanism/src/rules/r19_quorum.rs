//! R-19 Decision: enough members of a rightly composed panel, each with a view of their own, and a
//! majority of them. How many are enough is a table. Never here: who may sit at all.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::r18_independence::bar;
use super::{Ask, Rule};
use crate::data::QuorumRow;
use crate::facts::{Gender, Member, Panel, View};
use crate::trace::{Finding, Gate, Value};
use redress_kernel::Decimal;
use std::cmp::Ordering;

const READ: FactSet =
    FactSet::of(&[FactName::Members, FactName::Views, FactName::Clear, FactName::Net]);
/// Seats from which on a panel is a full one: trained in trauma, of mixed gender. A smaller one is
/// the chair with one more.
const FULL_SEATS: u32 = 3;

pub(super) fn quorum(case: &Case<'_>) -> Finding {
    let finding = match &case.facts.panel {
        Some(panel) if !panel.members.is_empty() => of_panel(case, panel),
        _ => met(Rule::R19, "reason-r19-none").engaged(false),
    };
    finding.facts(READ)
}

fn of_panel(case: &Case<'_>, panel: &Panel) -> Finding {
    let votes = Votes::of(case, panel);
    let is_negative = match votes.award.cmp(&votes.against) {
        Ordering::Less => true,
        Ordering::Greater => false,
        // Without a majority yet: what the gate proposes.
        Ordering::Equal => case.trace.gate == Some(Gate::Referred),
    };
    if !is_negative && !case.trace.award.stops.is_empty() {
        return open(Rule::R19, "reason-r19-net", Ask::Seats);
    }
    let Some(row) = row(case, is_negative, panel.clear) else {
        return open(Rule::R19, "reason-r19-net", Ask::Seats);
    };
    composition(case, panel, row).unwrap_or_else(|| views(row, &votes, is_negative))
}

/// The row of the table. Net is nothing while no award is computed.
fn row<'a>(case: &Case<'a>, is_negative: bool, is_clear: bool) -> Option<&'a QuorumRow> {
    let net = case.trace.award.net;
    case.rules.set.quorums.iter().find(|row| {
        row.negative.is_none_or(|negative| negative == is_negative)
            && row.clear.is_none_or(|clear| clear == is_clear)
            && row.over.map_or(net >= Decimal::ZERO, |over| net > over)
            && row.up_to.is_none_or(|up_to| net <= up_to)
    })
}

/// What of those who sit keeps a decision from being valid.
fn composition(case: &Case<'_>, panel: &Panel, row: &QuorumRow) -> Option<Finding> {
    let acting = || panel.members.iter().filter(|member| bar(case, member).is_none());
    let seats = u32::try_from(acting().count()).unwrap_or(u32::MAX);
    if seats < row.seats {
        let finding = not_met(Rule::R19, "reason-r19-seats");
        return Some(finding.with("seats", Value::Count(row.seats)));
    }
    if !acting().any(|member| member.chair) {
        return Some(not_met(Rule::R19, "reason-r19-chair"));
    }
    if row.seats < FULL_SEATS {
        return None;
    }
    if !acting().any(|member| member.trained) {
        return Some(not_met(Rule::R19, "reason-r19-trained"));
    }
    gender(acting())
}

/// Nobody has to say; while one has not, a panel may be mixed.
fn gender<'a>(acting: impl Iterator<Item = &'a Member>) -> Option<Finding> {
    let (mut first, mut unsaid): (Option<Gender>, bool) = (None, false);
    for member in acting {
        match (member.gender, first) {
            (None, _) => unsaid = true,
            (Some(gender), Some(first)) if gender != first => return None,
            (Some(gender), _) => first = Some(gender),
        }
    }
    Some(if unsaid {
        open(Rule::R19, "reason-r19-gender-open", Ask::Seats)
    } else {
        not_met(Rule::R19, "reason-r19-gender")
    })
}

/// Whether enough have given a view, and most the same.
fn views(row: &QuorumRow, votes: &Votes, is_negative: bool) -> Finding {
    let present = Value::Count(row.present);
    if votes.given() < row.present {
        let every_seat = row.seats >= FULL_SEATS && row.present == row.seats;
        let (missing, failed) = match (every_seat, is_negative, row.over) {
            (true, true, _) => ("reason-r19-all-negative", "reason-r19-few-negative"),
            (true, false, Some(over)) => {
                let limit = Value::Usd(over);
                return few(votes, "reason-r19-all-large", "reason-r19-few-large", present)
                    .with("limit", limit);
            }
            _ => ("reason-r19-views", "reason-r19-few"),
        };
        return few(votes, missing, failed, present);
    }
    match (votes.award.cmp(&votes.against), votes.missing) {
        (Ordering::Equal, 0) => not_met(Rule::R19, "reason-r19-no-majority"),
        (Ordering::Equal, _) => {
            open(Rule::R19, "reason-r19-views", Ask::Seats).with("present", present)
        }
        _ => met(Rule::R19, "reason-r19-met").with("given", Value::Count(votes.given())),
    }
}

/// Too few views: open while some can still come.
fn few(votes: &Votes, missing: &'static str, failed: &'static str, present: Value) -> Finding {
    let finding = match votes.missing {
        0 => not_met(Rule::R19, failed),
        _ => open(Rule::R19, missing, Ask::Seats),
    };
    finding.with("present", present)
}

/// Views of the members who may act.
struct Votes {
    award: u32,
    against: u32,
    missing: u32,
}

impl Votes {
    fn of(case: &Case<'_>, panel: &Panel) -> Self {
        let mut votes = Self { award: 0, against: 0, missing: 0 };
        for member in panel.members.iter().filter(|member| bar(case, member).is_none()) {
            let count = match member.view {
                Some(View::Award) => &mut votes.award,
                Some(View::Against) => &mut votes.against,
                None => &mut votes.missing,
            };
            *count = count.saturating_add(1);
        }
        votes
    }

    fn given(&self) -> u32 {
        self.award.saturating_add(self.against)
    }
}
