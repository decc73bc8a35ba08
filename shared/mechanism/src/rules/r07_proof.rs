//! R-07 Proof: a reasonable likelihood for what happened, which her account alone can reach; for a
//! larger loss the balance of probabilities. Never here: what weighs how much as proof.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::found_by_unit;
use super::process::Case;
use super::{Ask, Rule};
use crate::award::Head;
use crate::award::line::{Formula, Line};
use crate::facts::Test;
use crate::trace::{Finding, Value};
use redress_kernel::Decimal;
use redress_kernel::code::Answer;

const READ: FactSet =
    FactSet::of(&[FactName::Account, FactName::LossProof, FactName::Act, FactName::Unit]);
/// The label of the line with which the award leaves a loss out.
const NOT_PROVED: &str = "line-not-proved";

pub(super) fn proof(case: &Case<'_>) -> Finding {
    let account = account(case);
    let losses = losses(case);
    let finding = match (account, losses) {
        (Account::Fails, _) => not_met(Rule::R07, "reason-r07-account"),
        (_, Some(Loss::Short(head, test))) => not_met(Rule::R07, "reason-r07-loss")
            .with("head", Value::Code(head.as_str()))
            .with("test", Value::Code(test.as_str())),
        (Account::Open, _) => open(Rule::R07, "reason-r07-open", Ask::OneMoreSource),
        (_, Some(Loss::Open(head))) => open(Rule::R07, "reason-r07-loss-open", Ask::OneMoreSource)
            .with("head", Value::Code(head.as_str())),
        (Account::Found, _) => met(Rule::R07, "reason-r07-found"),
        (Account::Doubt, _) => met(Rule::R07, "reason-r07-doubt"),
        (Account::Reaches, _) => met(Rule::R07, "reason-r07-met"),
        (Account::NotAsked, Some(Loss::Reaches)) => met(Rule::R07, "reason-r07-losses"),
        (Account::NotAsked, None) => met(Rule::R07, "reason-r07-none").engaged(false),
    };
    finding.facts(READ)
}

/// How her account stands against the test.
enum Account {
    /// The unit found all of it, and nothing is proved again.
    Found,
    Reaches,
    Fails,
    /// Asked, and not answered.
    Open,
    /// As [`Account::Open`], and the panel decides on the file.
    Doubt,
    /// The panel has not said, or there is nothing to prove.
    NotAsked,
}

fn account(case: &Case<'_>) -> Account {
    let facts = case.facts;
    let acts = &facts.acts;
    let found = !acts.is_empty() && acts.iter().all(|act| found_by_unit(facts, act));
    match facts.proof.account {
        None => Account::NotAsked,
        Some(_) if found => Account::Found,
        Some(Answer::Yes) => Account::Reaches,
        Some(Answer::No) => Account::Fails,
        Some(Answer::Unknown) if facts.acts.is_empty() => Account::NotAsked,
        Some(Answer::Unknown) if case.trace.decided_on_file => Account::Doubt,
        Some(Answer::Unknown) => Account::Open,
    }
}

/// How far a loss is proved. The gravest of several is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Reaches,
    /// Its sum is not known, so neither is its test.
    Open(Head),
    /// Short of a test.
    Short(Head, Test),
}

/// The losses whose proof was looked at; nothing where there are none. A loss that nobody looked at
/// stands as stated.
fn losses(case: &Case<'_>) -> Option<Loss> {
    let proofs = &case.facts.proof.losses;
    let mut gravest = None;
    for proof in proofs {
        let loss = one(case, proof.head, proof.reaches);
        gravest = gravest.max(Some(loss));
    }
    gravest
}

fn one(case: &Case<'_>, head: Head, reaches: Test) -> Loss {
    let rows = &case.rules.set.proof;
    if let Some(sum) = left_out(case, head) {
        return Loss::Short(head, case.rules.test_of_loss(sum));
    }
    if !case.trace.award.stops.iter().any(|stop| stop.head == Some(head)) {
        return Loss::Reaches;
    }
    let tests = || rows.iter().map(|row| row.test);
    match (tests().min(), tests().max()) {
        (Some(least), _) if reaches < least => Loss::Short(head, least),
        (_, Some(most)) if reaches < most => Loss::Open(head),
        _ => Loss::Reaches,
    }
}

/// What a loss came to that the award left out because it is short of its test.
fn left_out(case: &Case<'_>, head: Head) -> Option<Decimal> {
    let not_proved = |line: &&Line| line.label == NOT_PROVED && line.head == Some(head);
    match case.trace.lines.iter().find(not_proved)?.formula {
        Formula::Less(sum, _) => Some(sum),
        _ => None,
    }
}
