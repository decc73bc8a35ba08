//! Days, the claimant, acts and who did them, consent.

use super::{ACTS_MOST, FactWrong, Found, ITEMS_MOST, PERPETRATORS_MOST};
use crate::facts::{Act, Facts, Perpetrator, Standing};
use crate::label::Label;
use redress_kernel::code::{Aggravation, ConsentPurpose};
use redress_kernel::{Date, DateSpan};

pub(super) fn check(facts: &Facts, found: &mut Found) {
    days(facts, found);
    claimant(facts, found);
    perpetrators(&facts.perpetrators, found);
    acts(facts, found);
    births_and_deaths(facts, found);
    consent(facts, found);
}

fn days(facts: &Facts, found: &mut Found) {
    found.day(format_args!("filed_on"), facts.filed_on);
    found.day(format_args!("assessed_on"), facts.assessed_on);
    if facts.assessed_on < facts.filed_on {
        let error = found.add(format_args!("assessed_on"), FactWrong::AssessedBeforeFiled);
        error.with("assessed_on", facts.assessed_on).with("filed_on", facts.filed_on);
    }
    if let Some(opened_on) = facts.progress.opened_on {
        found.past_day(format_args!("progress.opened_on"), opened_on);
        if opened_on < facts.filed_on {
            let error = found.add(format_args!("progress.opened_on"), FactWrong::OpenedBeforeFiled);
            error.with("day", opened_on).with("filed_on", facts.filed_on);
        }
    }
    found.count(format_args!("progress.requests"), facts.progress.requests);
}

fn claimant(facts: &Facts, found: &mut Found) {
    let claimant = &facts.claimant;
    let shown_by = found.list("claimant.shown_by", &claimant.shown_by, ITEMS_MOST);
    found.twice(format_args!("claimant.shown_by"), shown_by);
    if claimant.dna_excluded {
        if claimant.standing == Some(Standing::Victim) {
            found.add(format_args!("claimant.dna_excluded"), FactWrong::DnaVictim);
        }
        if shown_by.iter().any(|shown| shown.as_str() == "dna") {
            found.add(format_args!("claimant.dna_excluded"), FactWrong::DnaBoth);
        }
    }
    if let Some(birth) = claimant.birth {
        span(format_args!("claimant.birth"), birth, found);
    }
    if let Some(incapacity) = claimant.incapacity {
        found.stretch(format_args!("claimant.incapacity"), incapacity.from, incapacity.until);
    }
    if let Some(knew_on) = claimant.knew_on {
        found.past_day(format_args!("claimant.knew_on"), knew_on);
    }
}

/// A time known as an interval that can't begin after the day of assessment.
fn span(path: std::fmt::Arguments<'_>, span: DateSpan, found: &mut Found) {
    found.stretch(path, span.earliest, Some(span.latest));
    if span.earliest > found.assessed_on {
        let assessed_on = found.assessed_on;
        let error = found.add(path, FactWrong::DayAhead);
        error.with("day", span.earliest).with("assessed_on", assessed_on);
    }
}

fn perpetrators(perpetrators: &[Perpetrator], found: &mut Found) {
    let perpetrators = found.list("perpetrators", perpetrators, PERPETRATORS_MOST);
    for (place, person) in perpetrators.iter().enumerate() {
        let before = &perpetrators[..place];
        if before.iter().any(|other| other.perpetrator_id == person.perpetrator_id) {
            let path = format_args!("perpetrators[{place}].perpetrator_id");
            found.add(path, FactWrong::Twice).with("code", person.perpetrator_id);
        }
        if let Some(service) = person.service {
            let path = format_args!("perpetrators[{place}].service");
            found.stretch(path, service.from, service.until);
        }
        if let Some(identification) = person.identification {
            let path = format_args!("perpetrators[{place}].identification.asked_on");
            found.past_day(path, identification.asked_on);
        }
    }
}

fn acts(facts: &Facts, found: &mut Found) {
    let acts = found.list("acts", &facts.acts, ACTS_MOST);
    for (place, act) in acts.iter().enumerate() {
        if acts[..place].iter().any(|other| other.act_id == act.act_id) {
            let path = format_args!("acts[{place}].act_id");
            found.add(path, FactWrong::Twice).with("code", act.act_id);
        }
        one_act(facts, place, act, found);
    }
    let Some(unit) = &facts.unit else { return };
    if let Some(asked_on) = unit.asked_on {
        found.past_day(format_args!("unit.asked_on"), asked_on);
    }
    let named = found.list("unit.acts", &unit.acts, ACTS_MOST);
    found.twice(format_args!("unit.acts"), named);
    for (place, act) in named.iter().enumerate() {
        listed_act(format_args!("unit.acts[{place}]"), act, facts, found);
    }
}

/// An error where the claim has no such act.
pub(super) fn listed_act(
    path: std::fmt::Arguments<'_>,
    act: &Label,
    facts: &Facts,
    found: &mut Found,
) {
    if !facts.acts.iter().any(|listed| listed.act_id == *act) {
        found.add(path, FactWrong::ActUnknown).with("act", act);
    }
}

fn one_act(facts: &Facts, place: usize, act: &Act, found: &mut Found) {
    if act.aggravations.len() > Aggravation::ALL.len() {
        found.list(
            &format!("acts[{place}].aggravations"),
            &act.aggravations,
            Aggravation::ALL.len(),
        );
    } else {
        found.twice(format_args!("acts[{place}].aggravations"), &act.aggravations);
    }
    if let Some(when) = act.when {
        span(format_args!("acts[{place}].when"), when, found);
    }
    if act.perpetrators.len() > PERPETRATORS_MOST {
        found.list(&format!("acts[{place}].perpetrators"), &act.perpetrators, PERPETRATORS_MOST);
        return;
    }
    found.twice(format_args!("acts[{place}].perpetrators"), &act.perpetrators);
    for (at, person) in act.perpetrators.iter().enumerate() {
        if !facts.perpetrators.iter().any(|listed| listed.perpetrator_id == *person) {
            let path = format_args!("acts[{place}].perpetrators[{at}]");
            found.add(path, FactWrong::PerpetratorUnknown).with("perpetrator", person);
        }
    }
}

/// Nobody is harmed before birth or after death. Where a child born of it claims, the acts were
/// its mother's, and nothing is compared with the child's birth.
fn births_and_deaths(facts: &Facts, found: &mut Found) {
    let is_childs = facts.claimant.standing == Some(Standing::ChildBorn) || facts.child.is_some();
    let birth = facts.claimant.birth.filter(|_| !is_childs);
    let died_on = facts.death.map(|death| death.died_on);
    for (place, act) in facts.acts.iter().take(ACTS_MOST).enumerate() {
        let Some(when) = act.when else { continue };
        if let Some(birth) = birth.filter(|birth| birth.earliest > when.latest) {
            let error = found.add(format_args!("acts[{place}].when"), FactWrong::BirthAfterAct);
            error.with("birth", birth.earliest).with("act", when.latest);
        }
        if let Some(died_on) = died_on.filter(|died_on| *died_on < when.earliest) {
            let error = found.add(format_args!("acts[{place}].when"), FactWrong::DeathBeforeAct);
            error.with("death", died_on).with("act", when.earliest);
        }
    }
    if let Some(died_on) = died_on {
        found.past_day(format_args!("death.died_on"), died_on);
        let birth = facts.claimant.birth.map(|birth| birth.earliest);
        if let Some(birth) = birth.filter(|birth| *birth > died_on) {
            let error = found.add(format_args!("death.died_on"), FactWrong::DeathBeforeBirth);
            error.with("death", died_on).with("birth", birth);
        }
    }
    if let Some(child) = facts.child {
        found.past_day(format_args!("child.born_on"), child.born_on);
        let other = |birth: &DateSpan| !covers(*birth, child.born_on);
        if let Some(birth) = facts.claimant.birth.filter(other) {
            let error = found.add(format_args!("child.born_on"), FactWrong::BornTwice);
            error.with("born_on", child.born_on).with("birth", birth.earliest);
        }
    }
}

fn covers(span: DateSpan, day: Date) -> bool {
    span.earliest <= day && day <= span.latest
}

fn consent(facts: &Facts, found: &mut Found) {
    let consent = &facts.consent;
    let most = ConsentPurpose::ALL.len();
    let given = found.list("consent.given", &consent.given, most);
    let withdrawn = found.list("consent.withdrawn", &consent.withdrawn, most);
    found.twice(format_args!("consent.given"), given);
    found.twice(format_args!("consent.withdrawn"), withdrawn);
    for (place, purpose) in withdrawn.iter().enumerate() {
        if given.contains(purpose) {
            let path = format_args!("consent.withdrawn[{place}]");
            found.add(path, FactWrong::ConsentBoth).with("purpose", purpose);
        }
    }
}
