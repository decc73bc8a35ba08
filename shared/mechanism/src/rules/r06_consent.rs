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
        let asked = birth.and_then(|birth| reached(birth, limits.assent_age, today));
        let child = match birth.and_then(|birth| reached(birth, limits.adult_age, today)) {
            _ if !own => Some(false),
            // Of whom the birth is, is known once the standing is.
            Some(false) if standing.is_none() => None,
            adult => adult.map(|adult| !adult),
        };
        let often = matches!(standing, Some(Standing::ChildBorn | Standing::Guardian));
        Self {
            child,
            asked,
            perhaps_child: child.is_none() && (birth.is_some() || often),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{Said, ask, claim, label, no, on, said, span, yes};
    use redress_kernel::Date;
    use time::macros::date;

    const MET: &str = "reason-r06-met";

    fn check(facts: &Facts) -> Said {
        said(facts, Rule::R06)
    }

    /// A guardian's claim for someone born on a day, assessed on 15 April 2026.
    fn guarded(born: Date, authority: Option<Authority>, assent: Option<Answer>) -> Facts {
        let mut facts = claim();
        facts.claimant.standing = Some(Standing::Guardian);
        facts.claimant.shown_by = vec![label("midwife")];
        facts.claimant.birth = on(born);
        facts.consent.authority = authority;
        facts.consent.assent = assent;
        facts
    }

    #[test]
    fn consent_to_file_is_given_withdrawn_or_asked() {
        let mut facts = claim();
        assert_eq!(check(&facts), yes(MET));
        facts.consent.given = vec![ConsentPurpose::P2];
        assert_eq!(check(&facts), ask("reason-r06-ask", Ask::Consent));
        facts.consent.withdrawn = vec![ConsentPurpose::P4];
        assert_eq!(check(&facts), ask("reason-r06-ask", Ask::Consent));
        facts.consent.withdrawn = vec![ConsentPurpose::P1];
        assert_eq!(check(&facts), no("reason-r06-withdrawn", None));
        // Who files again after withdrawing has one of the two; withdrawn goes first in doubt.
        facts.consent.given = vec![ConsentPurpose::P1];
        assert_eq!(check(&facts), no("reason-r06-withdrawn", None));
    }

    #[test]
    fn a_representative_needs_authority_that_is_verified() {
        let child = date!(2016 - 01 - 01);
        let missing = ask("reason-r06-authority", Ask::Authority);
        assert_eq!(check(&guarded(child, None, None)), missing);
        assert_eq!(check(&guarded(child, Some(Authority::Stated), None)), missing);
        let ended = ask("reason-r06-authority-ended", Ask::Authority);
        assert_eq!(check(&guarded(child, Some(Authority::Ended), None)), ended);
        assert_eq!(check(&guarded(child, Some(Authority::Verified), None)), yes(MET));
        let mut facts = claim();
        facts.consent.authority = Some(Authority::Stated);
        assert_eq!(check(&facts), missing);
    }

    #[test]
    fn a_child_has_a_say_from_the_twelfth_birthday_to_the_eighteenth() {
        let verified = Some(Authority::Verified);
        let assent = ask("reason-r06-assent", Ask::Assent);
        let eve_of_12 = date!(2014 - 04 - 16);
        let birthday_12 = date!(2014 - 04 - 15);
        assert_eq!(check(&guarded(eve_of_12, verified, None)), yes(MET));
        assert_eq!(check(&guarded(birthday_12, verified, None)), assent);
        assert_eq!(check(&guarded(birthday_12, verified, Some(Answer::Unknown))), assent);
        assert_eq!(check(&guarded(birthday_12, verified, Some(Answer::Yes))), yes(MET));
        let eve_of_18 = date!(2008 - 04 - 16);
        let birthday_18 = date!(2008 - 04 - 15);
        assert_eq!(check(&guarded(eve_of_18, verified, None)), assent);
        assert_eq!(check(&guarded(birthday_18, verified, None)), yes(MET));
    }

    #[test]
    fn a_child_who_says_no_stops_the_claim_only_when_surely_old_enough_and_surely_a_child() {
        let verified = Some(Authority::Verified);
        let refused = Some(Answer::No);
        let stopped = no("reason-r06-assent-refused", None);
        assert_eq!(check(&guarded(date!(2014 - 04 - 15), verified, refused)), stopped);
        assert_eq!(check(&guarded(date!(2008 - 04 - 16), verified, refused)), stopped);
        assert_eq!(check(&guarded(date!(2014 - 04 - 16), verified, refused)), yes(MET));
        assert_eq!(check(&guarded(date!(2008 - 04 - 15), verified, refused)), yes(MET));
        let open = ask("reason-r06-assent", Ask::Assent);
        let mut facts = guarded(date!(2014 - 04 - 15), verified, refused);
        facts.claimant.birth = span(date!(2014 - 01 - 01), date!(2014 - 12 - 31));
        assert_eq!(check(&facts), open);
        facts.claimant.birth = None;
        assert_eq!(check(&facts), open);
        facts.claimant.standing = Some(Standing::Victim);
        assert_eq!(check(&facts), open);
    }

    #[test]
    fn a_child_who_files_alone_needs_an_adult_and_an_adult_needs_none() {
        let mut facts = claim();
        facts.claimant.birth = on(date!(2008 - 04 - 16));
        assert_eq!(check(&facts), ask("reason-r06-authority", Ask::Authority));
        facts.claimant.birth = on(date!(2008 - 04 - 15));
        assert_eq!(check(&facts), yes(MET));
        facts.claimant.birth = span(date!(2008 - 04 - 15), date!(2008 - 04 - 16));
        assert_eq!(check(&facts), ask("reason-r06-age", Ask::AgeNow));
        facts.claimant.birth = None;
        assert_eq!(check(&facts), yes(MET));
    }

    #[test]
    fn the_age_of_a_child_born_of_it_is_the_childs() {
        let mut facts = claim();
        facts.claimant.standing = Some(Standing::ChildBorn);
        assert_eq!(check(&facts), ask("reason-r06-age", Ask::AgeNow));
        facts.child = Some(crate::facts::Child { born_on: date!(2016 - 01 - 01) });
        assert_eq!(check(&facts), ask("reason-r06-authority", Ask::Authority));
        facts.child = Some(crate::facts::Child { born_on: date!(2006 - 01 - 01) });
        assert_eq!(check(&facts), yes(MET));
    }

    #[test]
    fn of_whom_a_birth_is_shows_only_with_the_standing() {
        let mut facts = claim();
        facts.claimant.birth = on(date!(2012 - 01 - 01));
        facts.consent.authority = Some(Authority::Verified);
        facts.consent.assent = Some(Answer::No);
        assert_eq!(check(&facts), no("reason-r06-assent-refused", None));
        facts.claimant.standing = None;
        assert_eq!(check(&facts), ask("reason-r06-assent", Ask::Assent));
        facts.claimant.standing = Some(Standing::Dependant);
        assert_eq!(check(&facts), yes(MET));
    }

    #[test]
    fn a_dependant_consents_alone_whatever_the_age_of_the_victim_was() {
        let mut facts = claim();
        facts.claimant.standing = Some(Standing::Dependant);
        facts.claimant.birth = on(date!(2012 - 01 - 01));
        assert_eq!(check(&facts), yes(MET));
    }
}
