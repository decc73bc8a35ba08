//! After the decision: the offer, review, reopening, death, fraud, a breach.

use super::*;

#[test]
fn an_offer_waits_for_her_and_silence_is_no_answer() {
    let mut facts = plain();
    not_raised(&facts, Rule::R20);
    let offer = |served_on, reachable| Some(Offer { served_on, answer: None, reachable });
    facts.offer = offer(None, None);
    expect(&facts, Rule::R20, Undetermined, "reason-r20-serve");
    // Six months from the end of August end with February.
    let served_on = Some(date!(2025 - 08 - 31));
    facts.offer = offer(served_on, Some(Answer::Yes));
    facts.assessed_on = date!(2026 - 02 - 28);
    expect(&facts, Rule::R20, Undetermined, "reason-r20-open");
    assert_eq!(find(&facts, Rule::R20).ask, None);
    facts.assessed_on = date!(2026 - 03 - 01);
    expect(&facts, Rule::R20, Undetermined, "reason-r20-lapsed");
    facts.offer = offer(served_on, None);
    expect(&facts, Rule::R20, Undetermined, "reason-r20-extend");
    for (answer, outcome, key) in [
        (OfferAnswer::Accepted, Met, "reason-r20-accepted"),
        (OfferAnswer::Part, Met, "reason-r20-part"),
        (OfferAnswer::Declined, NotMet, "reason-r20-declined"),
    ] {
        facts.offer = Some(Offer { served_on, answer: Some(answer), reachable: None });
        expect(&facts, Rule::R20, outcome, key);
    }
}

#[test]
fn a_late_review_is_asked_why_and_never_refused_by_itself() {
    let mut facts = plain();
    not_raised(&facts, Rule::R22);
    let review = late_review();
    facts.review = Some(Review { asked_on: date!(2026 - 02 - 28), ..review });
    expect(&facts, Rule::R22, Met, "reason-r22-in-time");
    facts.review = Some(review);
    expect(&facts, Rule::R22, Undetermined, "reason-r22-late");
    facts.review = Some(Review { late_cause: Some(label("illness")), ..review });
    expect(&facts, Rule::R22, Met, "reason-r22-late-cause");
    facts.review = Some(Review { late_cause: Some(label("harvest")), ..review });
    expect(&facts, Rule::R22, Undetermined, "reason-r22-late-other");
}

#[test]
fn the_panel_settles_what_stays_open_on_a_ground_of_the_set() {
    let mut facts = plain();
    facts.review = Some(late_review());
    let ruling = |rule, outcome, ground| Ruling { rule, act: None, outcome, ground: label(ground) };
    facts.rulings = vec![ruling(Rule::R22, NotMet, "on_file")];
    expect(&facts, Rule::R22, NotMet, "reason-ruled-not-met");
    assert_eq!(find(&facts, Rule::R22).ask, None);
    facts.rulings = vec![ruling(Rule::R22, NotMet, "of-no-list")];
    expect(&facts, Rule::R22, Undetermined, "reason-r22-late");
    facts.review = None;
    facts.rulings = vec![ruling(Rule::R22, NotMet, "on_file")];
    not_raised(&facts, Rule::R22);
}

#[test]
fn anything_new_opens_a_file_again() {
    let mut facts = plain();
    not_raised(&facts, Rule::R23);
    facts.reopening = Some(Reopening { what: None });
    expect(&facts, Rule::R23, Undetermined, "reason-r23-ask");
    facts.reopening = Some(Reopening { what: Some(NewItem::Health) });
    expect(&facts, Rule::R23, Met, "reason-r23-new");
    facts.reopening = Some(Reopening { what: Some(NewItem::Nothing) });
    expect(&facts, Rule::R23, NotMet, "reason-r23-nothing");
}

#[test]
fn her_kin_take_her_place_and_never_the_perpetrator() {
    let mut facts = plain();
    not_raised(&facts, Rule::R24);
    let died_on = facts.filed_on;
    let dead = |successor, sharing, shown| Some(Death { died_on, successor, sharing, shown });
    let yes = Some(Answer::Yes);
    for (death, outcome, key) in [
        (dead(None, 0, None), Undetermined, "reason-r24-kin"),
        (dead(Some(Successor::Nominee), 0, None), Met, "reason-r24-nominee"),
        (dead(Some(Successor::Heirs), 7, yes), Met, "reason-r24-shared"),
        (dead(Some(Successor::Heirs), 0, yes), Undetermined, "reason-r24-kin"),
        (dead(Some(Successor::Heirs), 7, None), Undetermined, "reason-r24-kin"),
        (dead(Some(Successor::Dependants), 1, Some(Answer::No)), NotMet, "reason-r24-not-kin"),
        (dead(Some(Successor::Perpetrator), 1, yes), NotMet, "reason-r24-perpetrator"),
        (dead(Some(Successor::Nobody), 0, None), NotMet, "reason-r24-nobody"),
    ] {
        facts.death = death;
        expect(&facts, Rule::R24, outcome, key);
    }
}

#[test]
fn a_claim_that_she_had_not_filed_is_her_dependants() {
    let mut facts = plain();
    facts.claimant.standing = Some(Standing::Dependant);
    expect(&facts, Rule::R24, Undetermined, "reason-r24-ask");
    let died_on = date!(2026 - 01 - 19);
    let dead =
        |who| Some(Death { died_on, successor: Some(who), sharing: 2, shown: Some(Answer::Yes) });
    facts.death = dead(Successor::Dependants);
    expect(&facts, Rule::R24, Met, "reason-r24-own-claim");
    facts.death = dead(Successor::Heirs);
    expect(&facts, Rule::R24, Undetermined, "reason-r24-dependants");
}

#[test]
fn fraud_needs_every_part_and_an_intermediary_never_costs_her() {
    let mut facts = plain();
    not_raised(&facts, Rule::R25);
    let yes = Some(Answer::Yes);
    let whole = Fraud {
        heard: true,
        material: yes,
        knowing: yes,
        clear_and_convincing: yes,
        by_outsiders: true,
        by_intermediary: false,
    };
    for (fraud, outcome, key) in [
        (whole, Met, "reason-r25-found"),
        (Fraud { heard: false, ..whole }, Undetermined, "reason-r25-hear"),
        (Fraud { by_outsiders: false, ..whole }, Undetermined, "reason-r25-outsiders"),
        (Fraud { material: None, ..whole }, Undetermined, "reason-r25-open"),
        (Fraud { knowing: Some(Answer::Unknown), ..whole }, Undetermined, "reason-r25-open"),
        (Fraud { material: Some(Answer::No), ..whole }, NotMet, "reason-r25-clean"),
        (Fraud { knowing: Some(Answer::No), ..whole }, NotMet, "reason-r25-clean"),
        (Fraud { clear_and_convincing: Some(Answer::No), ..whole }, NotMet, "reason-r25-clean"),
        (Fraud { by_intermediary: true, ..whole }, NotMet, "reason-r25-intermediary"),
    ] {
        facts.fraud = Some(fraud);
        expect(&facts, Rule::R25, outcome, key);
    }
}

#[test]
fn a_breach_is_told_to_her_within_hours() {
    let mut facts = plain();
    not_raised(&facts, Rule::R28);
    let breach = |confirmed, told_after_hours| Breach { told_after_hours, confirmed };
    let yes = Some(Answer::Yes);
    for (breach, outcome, key) in [
        (breach(None, None), Undetermined, "reason-r28-open"),
        (breach(Some(Answer::No), None), Met, "reason-r28-clean"),
        (breach(yes, Some(72)), NotMet, "reason-r28-told"),
        (breach(yes, Some(73)), NotMet, "reason-r28-late"),
        (breach(yes, None), NotMet, "reason-r28-tell"),
    ] {
        facts.breaches = vec![breach];
        expect(&facts, Rule::R28, outcome, key);
    }
}
