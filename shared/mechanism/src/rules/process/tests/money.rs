//! Money that comes off, that comes ahead, and that the fund has and recovers.

use super::*;

#[test]
fn only_money_that_was_paid_for_the_same_harm_comes_off() {
    let mut facts = plain();
    not_raised(&facts, Rule::R13);
    facts.other_payment = Some(Answer::Unknown);
    expect(&facts, Rule::R13, Undetermined, "reason-r13-ask");
    facts.other_payment = None;
    let head = Some(Head::H1);
    for (offset, outcome, key) in [
        (offset("settlement", Some(Answer::Yes), head), Met, "reason-r13-deducted"),
        (offset("settlement", Some(Answer::No), head), NotMet, "reason-r13-promised"),
        (offset("settlement", Some(Answer::Yes), None), NotMet, "reason-r13-no-head"),
        (offset("settlement", None, head), Undetermined, "reason-r13-paid"),
        (offset("charity", Some(Answer::Yes), head), NotMet, "reason-r13-kind"),
        (offset("charity", None, head), NotMet, "reason-r13-kind"),
        (offset("of-no-list", Some(Answer::Yes), head), NotMet, "reason-r13-kind"),
    ] {
        facts.offsets = vec![offset];
        expect(&facts, Rule::R13, outcome, key);
    }
    facts.offsets.insert(0, offset("settlement", Some(Answer::Yes), head));
    expect(&facts, Rule::R13, Met, "reason-r13-deducted");
}

#[test]
fn emergency_money_needs_a_safety_need_and_a_live_consent() {
    let mut facts = plain();
    not_raised(&facts, Rule::R15);
    facts.interim.safety_need = Some(Answer::Unknown);
    expect(&facts, Rule::R15, Undetermined, "reason-r15-safety");
    facts.interim.safety_need = Some(Answer::Yes);
    facts.interim.emergency_paid = Some(money(dec!(120.00)));
    expect(&facts, Rule::R15, Met, "reason-r15-emergency");
    assert_eq!(arg(&find(&facts, Rule::R15), "left"), Some(Value::Usd(dec!(380.00))));
    facts.interim.asked = Some(money(dec!(380.00)));
    expect(&facts, Rule::R15, Met, "reason-r15-emergency");
    // One cent beyond the emergency comes ahead of the award instead.
    facts.interim.asked = Some(money(dec!(380.01)));
    expect(&facts, Rule::R15, Met, "reason-r15-interim");
    facts.interim.asked = Some(money(dec!(380.00)));
    facts.interim.paid = Some(money(dec!(3000.00)));
    facts.consent.given.clear();
    expect(&facts, Rule::R15, Undetermined, "reason-r15-safety");
    facts.interim.asked = None;
    facts.interim.emergency_paid = Some(money(dec!(500.00)));
    expect(&facts, Rule::R15, NotMet, "reason-r15-emergency-most");
    facts.interim.paid = Some(money(dec!(2999.99)));
    expect(&facts, Rule::R15, Met, "reason-r15-left");
}

#[test]
fn interim_payments_end_at_their_most() {
    let mut facts = plain();
    facts.interim.paid = Some(money(dec!(1000.00)));
    expect(&facts, Rule::R15, Met, "reason-r15-paid");
    facts.interim.asked = Some(money(dec!(2000.00)));
    expect(&facts, Rule::R15, Met, "reason-r15-interim");
    facts.interim.asked = Some(money(dec!(2000.01)));
    expect(&facts, Rule::R15, NotMet, "reason-r15-most");
    // A rule that is open bars nothing.
    facts.interim.asked = Some(money(dec!(2000.00)));
    facts.perpetrators[0].category = Some(Category::Unk);
    expect(&facts, Rule::R15, Met, "reason-r15-interim");
}

#[test]
fn a_gate_rule_that_is_not_met_bars_money_ahead_until_we_are_late() {
    let mut facts = referred();
    facts.interim.asked = Some(money(dec!(400.00)));
    facts.interim.safety_need = Some(Answer::Yes);
    expect(&facts, Rule::R15, NotMet, "reason-r15-gate");
    facts.interim.delay_days = 89;
    expect(&facts, Rule::R15, NotMet, "reason-r15-gate");
    facts.interim.delay_days = 90;
    expect(&facts, Rule::R15, Met, "reason-r15-interim");
    facts.consent.given.clear();
    facts.consent.withdrawn.push(ConsentPurpose::P1);
    expect(&facts, Rule::R15, NotMet, "reason-r15-gate");
}

#[test]
fn who_was_kept_waiting_is_offered_money_ahead() {
    let mut facts = plain();
    facts.interim.delay_days = 90;
    expect(&facts, Rule::R15, Met, "reason-r15-delay");
}

#[test]
fn payments_stay_within_cash_and_pledges() {
    let mut facts = plain();
    not_raised(&facts, Rule::R26);
    facts.fund.factor = Some(Decimal::ONE);
    expect(&facts, Rule::R26, Met, "reason-r26-met");
    facts.fund.factor = Some(dec!(0.65));
    expect(&facts, Rule::R26, NotMet, "reason-r26-short");
    facts.fund.factor = None;
    facts.fund.cash = Some(money(dec!(34000.00)));
    expect(&facts, Rule::R26, Undetermined, "reason-r26-open");
    facts.fund.pledges = Some(money(dec!(460.00)));
    expect(&facts, Rule::R26, Met, "reason-r26-met");
    facts.fund.pledges = Some(money(dec!(459.99)));
    expect(&facts, Rule::R26, NotMet, "reason-r26-beyond");
    facts.fund.cash = None;
    expect(&facts, Rule::R26, Undetermined, "reason-r26-open");
    // Without an award there is nothing to pay.
    facts.perpetrators[0].category = Some(Category::MilCon);
    not_raised(&facts, Rule::R26);
}

#[test]
fn the_fund_recovers_from_who_is_liable() {
    let mut facts = plain();
    let liable = |facts: &Facts| arg(&find(facts, Rule::R27), "liable");
    assert_eq!(liable(&facts), Some(Value::Code("perpetrator")));
    facts.perpetrators[0].category = Some(Category::Corp);
    assert_eq!(liable(&facts), Some(Value::Code("company")));
    facts.recourse = Some(Recourse { liable: Some(Liable::WithheldPay) });
    assert_eq!(liable(&facts), Some(Value::Code("withheld_pay")));
    facts.recourse = Some(Recourse { liable: Some(Liable::Nobody) });
    expect(&facts, Rule::R27, NotMet, "reason-r27-nobody");
    facts.perpetrators[0].category = Some(Category::MilCon);
    facts.recourse = None;
    not_raised(&facts, Rule::R27);
    facts.recourse = Some(Recourse { liable: None });
    expect(&facts, Rule::R27, Undetermined, "reason-r27-open");
}

#[test]
fn a_share_of_her_award_is_void() {
    let mut facts = plain();
    not_raised(&facts, Rule::R29);
    facts.fees.several_helpers = true;
    expect(&facts, Rule::R29, Undetermined, "reason-r29-declare");
    facts.fees.declared = Some(Answer::Yes);
    expect(&facts, Rule::R29, Met, "reason-r29-clean");
    facts.fees.share_found = true;
    expect(&facts, Rule::R29, NotMet, "reason-r29-share");
}
