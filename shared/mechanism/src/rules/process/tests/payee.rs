//! Who is paid: children, adults who are helped, the payee's account.

use super::*;

fn payee(kind: PayeeKind, with_perpetrator: Option<Answer>) -> Payee {
    Payee { kind, with_perpetrator, authority: None }
}

#[test]
fn a_childs_money_is_kept_until_the_birthday() {
    let mut facts = plain();
    facts.claimant.birth = Some(DateSpan::day(date!(2008 - 04 - 16)));
    expect(&facts, Rule::R16, Met, "reason-r16-trust-heard");
    facts.claimant.birth = Some(DateSpan::day(date!(2008 - 04 - 15)));
    not_raised(&facts, Rule::R16);
    facts.claimant.birth = Some(DateSpan::day(date!(2014 - 04 - 16)));
    expect(&facts, Rule::R16, Met, "reason-r16-trust");
    facts.claimant.birth = Some(DateSpan::day(date!(2014 - 04 - 15)));
    expect(&facts, Rule::R16, Met, "reason-r16-trust-heard");
}

#[test]
fn in_doubt_someone_is_a_child() {
    let mut facts = plain();
    facts.claimant.birth = DateSpan::new(date!(2008 - 01 - 01), date!(2008 - 12 - 31));
    expect(&facts, Rule::R16, Undetermined, "reason-r16-doubt");
    facts.payment.payee = Some(payee(PayeeKind::Carer, Some(Answer::Yes)));
    expect(&facts, Rule::R16, NotMet, "reason-r16-other-payee");
    // Under age at an act two years ago: maybe still.
    facts.claimant.birth = None;
    facts.payment.payee = None;
    facts.claimant.under_18 = Some(Answer::Yes);
    expect(&facts, Rule::R16, Undetermined, "reason-r16-doubt");
    facts.acts[0].when = Some(DateSpan::day(date!(2008 - 04 - 15)));
    not_raised(&facts, Rule::R16);
}

#[test]
fn money_for_a_child_never_goes_through_the_perpetrators_home() {
    let mut facts = plain();
    facts.claimant.birth = Some(DateSpan::day(date!(2012 - 08 - 31)));
    facts.payment.payee = Some(payee(PayeeKind::Carer, None));
    expect(&facts, Rule::R16, Undetermined, "reason-r16-household");
    facts.payment.payee = Some(payee(PayeeKind::Carer, Some(Answer::Yes)));
    expect(&facts, Rule::R16, NotMet, "reason-r16-other-payee");
    facts.payment.payee = Some(payee(PayeeKind::Carer, Some(Answer::No)));
    facts.claimant.standing = Some(Standing::ChildBorn);
    facts.child = Some(Child { born_on: date!(2012 - 08 - 31) });
    expect(&facts, Rule::R16, Met, "reason-r16-upkeep");
}

#[test]
fn an_adult_is_paid_unless_somebody_has_lawful_authority() {
    let mut facts = plain();
    not_raised(&facts, Rule::R17);
    for (authority, outcome, key) in [
        (Some(Authority::Verified), Met, "reason-r17-substitute"),
        (Some(Authority::Stated), Undetermined, "reason-r17-paper"),
        (Some(Authority::Ended), NotMet, "reason-r17-person"),
        (None, Undetermined, "reason-r17-support"),
    ] {
        let kind = PayeeKind::Substitute;
        facts.payment.payee = Some(Payee { kind, with_perpetrator: None, authority });
        expect(&facts, Rule::R17, outcome, key);
    }
    facts.payment.payee = Some(payee(PayeeKind::Survivor, None));
    facts.claimant.standing = Some(Standing::Guardian);
    facts.claimant.birth = Some(DateSpan::day(date!(1990 - 01 - 01)));
    expect(&facts, Rule::R17, Met, "reason-r17-own-choice");
    facts.payment.payee = None;
    expect(&facts, Rule::R17, Undetermined, "reason-r17-support");
}

#[test]
fn payment_stops_when_she_takes_her_consent_back() {
    let mut facts = plain();
    not_raised(&facts, Rule::R21);
    facts.payment.payee = Some(payee(PayeeKind::Survivor, None));
    facts.payment.payee_match = Some(Answer::Yes);
    expect(&facts, Rule::R21, Undetermined, "reason-r21-consent");
    facts.consent.given.push(ConsentPurpose::P8);
    expect(&facts, Rule::R21, Undetermined, "reason-r21-test");
    facts.payment.method_tested = Some(Answer::No);
    expect(&facts, Rule::R21, Met, "reason-r21-met");
    facts.payment.payee_match = None;
    expect(&facts, Rule::R21, Undetermined, "reason-r21-check");
    facts.payment.payee_match = Some(Answer::No);
    expect(&facts, Rule::R21, NotMet, "reason-r21-mismatch");
    facts.payment.returned = true;
    expect(&facts, Rule::R21, NotMet, "reason-r21-returned");
    facts.consent.given.pop();
    facts.consent.withdrawn.push(ConsentPurpose::P8);
    expect(&facts, Rule::R21, NotMet, "reason-r21-withdrawn");
}

#[test]
fn nobody_receives_an_adults_money_as_a_carer() {
    let mut facts = plain();
    facts.payment.payee = Some(payee(PayeeKind::Carer, Some(Answer::No)));
    facts.claimant.birth = Some(DateSpan::day(date!(1990 - 01 - 01)));
    expect(&facts, Rule::R21, NotMet, "reason-r21-payee");
}
