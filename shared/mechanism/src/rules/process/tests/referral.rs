//! What is passed on to a state or to justice, and an unknown person.

use super::*;

#[test]
fn nothing_is_passed_on_without_her_consent() {
    not_raised(&plain(), Rule::R10);
    let mut facts = referred();
    expect(&facts, Rule::R10, Undetermined, "reason-r10-ask");
    facts.consent.given.push(ConsentPurpose::P6);
    expect(&facts, Rule::R10, Met, "reason-r10-refer");
    expect(&facts, Rule::R28, Met, "reason-r28-referral");
    expect(&facts, Rule::R23, Met, "reason-r23-kept");
    facts.consent.given.pop();
    facts.consent.withdrawn.push(ConsentPurpose::P6);
    expect(&facts, Rule::R10, NotMet, "reason-r10-help-only");
    assert_eq!(find(&facts, Rule::R10).refer_to, None);
}

#[test]
fn a_claim_that_she_took_back_is_passed_on_to_nobody() {
    let mut facts = plain();
    facts.consent.given = vec![ConsentPurpose::P6];
    facts.consent.withdrawn = vec![ConsentPurpose::P1];
    expect(&facts, Rule::R10, NotMet, "reason-r10-help-only");
}

#[test]
fn national_justice_is_told_with_a_consent_of_its_own() {
    let mut facts = plain();
    // Wholly before the appointment, and not by means of the service.
    facts.acts[0].by_means_of_service = Some(Answer::No);
    facts.perpetrators[0].serving = None;
    facts.perpetrators[0].service =
        Some(Service { from: date!(2025 - 01 - 01), until: Some(date!(2025 - 06 - 30)) });
    facts.consent.given.push(ConsentPurpose::P6);
    expect(&facts, Rule::R10, Undetermined, "reason-r10-ask");
    facts.consent.given.push(ConsentPurpose::P5);
    expect(&facts, Rule::R10, Met, "reason-r10-refer");
}

#[test]
fn a_police_officer_beside_a_civilian_is_referred_and_nothing_is_taken_off() {
    let mut facts = plain();
    facts.perpetrators.push(person("p2", Category::PolIpo));
    expect(&facts, Rule::R10, Undetermined, "reason-r10-ask-part");
    expect(&facts, Rule::R11, Met, "reason-r11-mixed");
    facts.consent.given.push(ConsentPurpose::P6);
    expect(&facts, Rule::R10, Met, "reason-r10-refer-part");
}

/// A claim against somebody unknown, asked for on that day.
fn unknown(asked_on: Option<Date>, signs: Option<Signs>) -> Facts {
    let mut facts = plain();
    facts.perpetrators[0].category = Some(Category::Unk);
    facts.perpetrators[0].identification =
        asked_on.map(|asked_on| Identification { asked_on, excluded: false, signs });
    facts
}

#[test]
fn an_unknown_person_is_looked_for_sixty_days_and_then_signs_decide() {
    let (last, over) = (Some(date!(2026 - 02 - 15)), Some(date!(2026 - 02 - 14)));
    expect(&unknown(None, None), Rule::R11, Undetermined, "reason-r11-ask");
    let waiting = unknown(last, Some(Signs::Uniform));
    expect(&waiting, Rule::R11, Undetermined, "reason-r11-waiting");
    let civilian = unknown(over, Some(Signs::Civilian));
    expect(&civilian, Rule::R11, Met, "reason-r11-civilian");
    let uniform = unknown(over, Some(Signs::Uniform));
    expect(&uniform, Rule::R11, NotMet, "reason-r11-uniform");
    expect(&unknown(over, None), Rule::R11, Undetermined, "reason-r11-panel");
    let mut excluded = unknown(last, None);
    excluded.perpetrators[0].identification =
        Some(Identification { asked_on: date!(2026 - 02 - 15), excluded: true, signs: None });
    expect(&excluded, Rule::R11, NotMet, "reason-r11-excluded");
}

#[test]
fn doubt_about_who_it_was_goes_to_her_when_the_panel_decides_on_the_file() {
    let mut facts = unknown(Some(date!(2026 - 02 - 14)), None);
    facts.progress.requests = 2;
    facts.progress.on_file = true;
    expect(&facts, Rule::R11, Met, "reason-r11-doubt");
}

#[test]
fn nobody_has_to_name_a_second_person_when_one_is_covered() {
    let mut facts = plain();
    facts.perpetrators.push(person("p2", Category::Unk));
    expect(&facts, Rule::R11, Met, "reason-r11-enough");
}
