//! What proves a claim, and what is asked of the unit.

use super::*;

#[test]
fn her_own_account_is_proof_enough() {
    let mut facts = plain();
    not_raised(&facts, Rule::R07);
    facts.proof.account = Some(Answer::Yes);
    expect(&facts, Rule::R07, Met, "reason-r07-met");
    facts.proof.account = Some(Answer::No);
    expect(&facts, Rule::R07, NotMet, "reason-r07-account");
    facts.proof.account = Some(Answer::Unknown);
    expect(&facts, Rule::R07, Undetermined, "reason-r07-open");
    facts.acts.clear();
    not_raised(&facts, Rule::R07);
}

#[test]
fn what_the_unit_found_is_not_proved_again() {
    let mut facts = plain();
    facts.proof.account = Some(Answer::Unknown);
    facts.unit = Some(Unit { status: UnitStatus::Substantiated, asked_on: None, acts: Vec::new() });
    expect(&facts, Rule::R07, Met, "reason-r07-found");
    facts.acts.push(Act { act_id: label("a2"), ..facts.acts[0].clone() });
    facts.unit = facts.unit.map(|unit| Unit { acts: vec![label("a1")], ..unit });
    expect(&facts, Rule::R07, Undetermined, "reason-r07-open");
}

/// What R-07 says of earnings lost over so many months, whose proof reaches that test.
fn loss(months: Decimal, wage: Option<Money>, reaches: Test) -> Finding {
    let mut facts = plain();
    facts.proof.losses = vec![LossProof { head: Head::H4, reaches }];
    let reference = None;
    facts.losses.earnings =
        Some(Earnings { months, monthly_wage: wage, reference, causation: None });
    let mut trace = Trace::default();
    Mechanism::shipped().assess(&facts, &mut trace);
    of(&trace, Rule::R07)
}

#[test]
fn a_loss_above_the_line_needs_more_than_a_likelihood() {
    let (under, over) = (Some(money(dec!(500.00))), Some(money(dec!(500.01))));
    assert_eq!(loss(dec!(10), under, Test::Likelihood).outcome, Met);
    let short = loss(dec!(10), over, Test::Likelihood);
    assert_eq!((short.outcome, short.reason.key), (NotMet, "reason-r07-loss"));
    assert_eq!(arg(&short, "head"), Some(Value::Code("H4")));
    assert_eq!(arg(&short, "test"), Some(Value::Code("balance")));
    assert_eq!(loss(dec!(10), over, Test::Balance).outcome, Met);
    assert_eq!(loss(dec!(1), under, Test::None).outcome, NotMet);
}

#[test]
fn a_loss_whose_sum_is_missing_is_not_held_to_the_stricter_test() {
    assert_eq!(loss(dec!(10), None, Test::Likelihood).outcome, Undetermined);
    assert_eq!(loss(dec!(10), None, Test::Balance).outcome, Met);
    assert_eq!(loss(dec!(10), None, Test::None).outcome, NotMet);
}

#[test]
fn the_unit_is_asked_with_consent_and_never_waited_for_long() {
    let mut facts = plain();
    not_raised(&facts, Rule::R08);
    let unit = |status| Some(Unit { status, asked_on: None, acts: Vec::new() });
    facts.unit = unit(UnitStatus::Substantiated);
    expect(&facts, Rule::R08, Met, "reason-r08-found");
    facts.unit = unit(UnitStatus::Unsubstantiated);
    expect(&facts, Rule::R08, NotMet, "reason-r08-neutral");
    facts.unit = unit(UnitStatus::Pending);
    expect(&facts, Rule::R08, Undetermined, "reason-r08-consent");
    facts.consent.given.push(ConsentPurpose::P4);
    expect(&facts, Rule::R08, Undetermined, "reason-r08-pending");
    let asked = |asked_on| Some(Unit { asked_on: Some(asked_on), ..facts.unit.clone()? });
    let last_day = asked(date!(2026 - 01 - 16));
    let over = asked(date!(2026 - 01 - 15));
    facts.unit = last_day;
    expect(&facts, Rule::R08, Undetermined, "reason-r08-pending");
    facts.unit = over;
    expect(&facts, Rule::R08, NotMet, "reason-r08-go-on");
    facts.unit = unit(UnitStatus::Pending);
    facts.consent.given.pop();
    facts.consent.withdrawn.push(ConsentPurpose::P4);
    expect(&facts, Rule::R08, NotMet, "reason-r08-no-consent");
}
