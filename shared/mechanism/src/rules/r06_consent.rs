//! R-06, consent: a live consent to file; a representative's authority is verified; a child old
//! enough agrees. A consent that was withdrawn freezes the claim; one that is missing is asked for,
//! through the safe channel, and never held against her.

use super::age::reached;
use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::{Ask, Rule};
use crate::data::Rules;
use crate::facts::{Authority, Facts, Standing};
use crate::trace::{Finding, Value};
use redress_kernel::DateSpan;
use redress_kernel::code::{Answer, ConsentPurpose};

const READ: FactSet = FactSet::of(&[FactName::ConsentGiven, FactName::ConsentWithdrawn]);
const READ_AUTHORITY: FactSet =
    READ.with(FactName::Standing).with(FactName::Authority).with(FactName::Birth);
const READ_ASSENT: FactSet = READ_AUTHORITY.with(FactName::Assent).with(FactName::AssessedOn);

pub(super) fn check(rules: &Rules, facts: &Facts) -> Finding {
    let consent = &facts.consent;
    let who = Who::new(rules, facts);
    if consent.withdrawn.contains(&ConsentPurpose::P1) {
        return not_met(Rule::R06, "reason-r06-withdrawn").facts(READ);
    }
    let refused = consent.assent == Some(Answer::No);
    if refused && who.child == Some(true) && who.asked == Some(true) {
        return not_met(Rule::R06, "reason-r06-assent-refused").facts(READ_ASSENT);
    }
    if !consent.given.contains(&ConsentPurpose::P1) {
        return open(Rule::R06, "reason-r06-ask", Ask::Consent).facts(READ);
    }
    if let Some(found) = authority(facts, &who) {
        return found.facts(READ_AUTHORITY);
    }
    if (who.needs_assent() || refused && who.child.is_none()) && consent.assent != Some(Answer::Yes)
    {
        let age = Value::Count(rules.set.limits.assent_age);
        let found = open(Rule::R06, "reason-r06-assent", Ask::Assent);
        return found.with("age", age).facts(READ_ASSENT);
    }
    let read = if who.acts_herself() { READ } else { READ_ASSENT };
    met(Rule::R06, "reason-r06-met").facts(read)
}

/// What is still missing of a representative's authority.
fn authority(facts: &Facts, who: &Who) -> Option<Finding> {
    let missing = |key| Some(open(Rule::R06, key, Ask::Authority));
    match facts.consent.authority {
        Some(Authority::Stated) => missing("reason-r06-authority"),
        Some(Authority::Ended) => missing("reason-r06-authority-ended"),
        None if who.is_represented || who.child == Some(true) => missing("reason-r06-authority"),
        None if who.perhaps_child => Some(open(Rule::R06, "reason-r06-age", Ask::AgeNow)),
        Some(Authority::Verified) | None => None,
    }
}

/// For whom consent is given, on the day of assessment.
struct Who {
    /// Whether a child; nothing where that is not known.
    child: Option<bool>,
    /// Whether old enough to be asked; nothing where that is not known.
    asked: Option<bool>,
    /// Not known, and in this standing it often is one, or birth leaves it open.
    perhaps_child: bool,
    /// Whether someone else files for the person.
    is_represented: bool,
}

impl Who {
    fn new(rules: &Rules, facts: &Facts) -> Self {
        let (today, limits) = (facts.assessed_on, &rules.set.limits);
        let standing = facts.claimant.standing;
        // A dependant or payer consents for themselves, and the birth is the victim's.
        let own = !matches!(standing, Some(Standing::Dependant | Standing::FuneralPayer));
        let born = facts.child.map(|child| DateSpan::day(child.born_on));
        let birth = facts.claimant.birth.or(born).filter(|_| own);
        let child = birth.and_then(|birth| reached(birth, limits.adult_age, today)).map(|is| !is);
        let asked = birth.and_then(|birth| reached(birth, limits.assent_age, today));
        let often = matches!(standing, Some(Standing::ChildBorn | Standing::Guardian));
        Self {
            child: if own { child } else { Some(false) },
            asked,
            perhaps_child: own && child.is_none() && (birth.is_some() || often),
            is_represented: standing == Some(Standing::Guardian),
        }
    }

    fn needs_assent(&self) -> bool {
        (self.child == Some(true) || self.perhaps_child) && self.asked != Some(false)
    }

    fn acts_herself(&self) -> bool {
        !self.is_represented && self.child != Some(true) && !self.perhaps_child
    }
}
