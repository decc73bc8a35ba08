use super::*;
use crate::award::Head;
use crate::facts::*;
use crate::label::Label;
use crate::rules::Ask;
use crate::trace::Value;
use RuleOutcome::{Met, NotMet, Undetermined};
use redress_kernel::DateSpan;
use redress_kernel::code::{ActCode, Category};
use rust_decimal_macros::dec;
use time::macros::date;

mod cases;
mod properties;
mod words;

fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

fn money(amount: Decimal) -> Money {
    Money::usd(amount).expect("an amount")
}

/// A plain claim that passes the gate: an adult, one act, one civilian.
fn plain() -> Facts {
    let mut facts = Facts::new(date!(2026 - 01 - 20), date!(2026 - 04 - 15));
    facts.claimant.standing = Some(Standing::Victim);
    facts.consent.given = vec![ConsentPurpose::P1, ConsentPurpose::P2];
    facts.matched = Some(redress_kernel::facts::MatchResult::None);
    facts.acts.push(Act {
        act_id: label("a1"),
        act: Some(ActCode::A5),
        harassment_only: false,
        period: false,
        aggravations: Vec::new(),
        when: Some(DateSpan::day(date!(2024 - 05 - 04))),
        operation: Some(label("MINUSCA")),
        by_means_of_service: None,
        perpetrators: Vec::new(),
    });
    facts.perpetrators.push(person("p1", Category::CivInt));
    facts
}

fn person(name: &str, category: Category) -> Perpetrator {
    Perpetrator {
        perpetrator_id: label(name),
        category: Some(category),
        service: None,
        serving: Some(Answer::Yes),
        identification: None,
    }
}

/// A plain claim against a soldier.
fn referred() -> Facts {
    let mut facts = plain();
    facts.perpetrators[0].category = Some(Category::MilCon);
    facts
}

/// Gate and process over these facts, with an award of this net where the claim enters it.
fn with_net(facts: &Facts, net: Decimal) -> Trace {
    let (mechanism, mut trace) = (Mechanism::shipped(), Trace::default());
    crate::rules::gate(&mechanism.rules, facts, &mut trace);
    trace.assessed = trace.enters_award();
    (trace.award.net, trace.award.payable_now) = (net, net);
    process(&mechanism, facts, &mut trace);
    trace
}

fn of(trace: &Trace, rule: Rule) -> Finding {
    let mut found = trace.findings.iter().filter(|finding| finding.rule == rule);
    let one = *found.next().expect("every rule answers");
    assert!(found.next().is_none(), "{rule} answers once");
    one
}

fn find(facts: &Facts, rule: Rule) -> Finding {
    of(&with_net(facts, dec!(34460.00)), rule)
}

#[track_caller]
fn expect(facts: &Facts, rule: Rule, outcome: RuleOutcome, key: &str) {
    let finding = find(facts, rule);
    assert_eq!((finding.outcome, finding.reason.key), (outcome, key), "{rule}");
    assert!(finding.engaged, "{rule}");
}

#[track_caller]
fn not_raised(facts: &Facts, rule: Rule) {
    let finding = find(facts, rule);
    assert_eq!((finding.outcome, finding.engaged), (Met, false), "{rule}");
}

fn arg(finding: &Finding, name: &str) -> Option<Value> {
    finding.reason.args.iter().flatten().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

#[test]
fn a_plain_claim_raises_no_rule_but_that_nothing_is_weighed_against_her() {
    let trace = with_net(&plain(), dec!(34460.00));
    let raised = trace.findings.iter().filter(|one| one.engaged && !Rule::GATE.contains(&one.rule));
    let raised: Vec<Rule> = raised.map(|finding| finding.rule).collect();
    assert_eq!(raised, [Rule::R12, Rule::R27]);
    assert_eq!(trace.asks, []);
}

#[test]
fn findings_stand_by_number_behind_those_of_the_gate() {
    let trace = with_net(&plain(), dec!(34460.00));
    let rules: Vec<Rule> = trace.findings.iter().skip(8).map(|finding| finding.rule).collect();
    let beyond: Vec<Rule> =
        Rule::ALL.iter().copied().filter(|rule| !Rule::GATE.contains(rule)).collect();
    assert_eq!(rules, beyond);
}

#[test]
fn what_two_rules_ask_is_asked_once() {
    let mut facts = referred();
    facts.acts.push(Act { act_id: label("a2"), ..facts.acts[0].clone() });
    facts.review = Some(late_review());
    facts.offsets = vec![offset("settlement", None, Some(Head::H1)); 2];
    let asks = with_net(&facts, Decimal::ZERO).asks;
    assert_eq!(asks, [Ask::Referral, Ask::OtherMoney, Ask::ReviewReason]);
}

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

fn offset(kind: &str, paid: Option<Answer>, head: Option<Head>) -> Offset {
    Offset { kind: label(kind), head, amount: money(dec!(100.00)), paid, paid_on: None }
}

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

fn member(gender: Gender, view: Option<View>) -> Member {
    let (chair, trained, ties) = (false, false, Vec::new());
    Member { chair, trained, gender: Some(gender), declared: true, ties, served_until: None, view }
}

/// A full panel with these views.
fn panel(views: [Option<View>; 3]) -> Panel {
    let [chair, second, third] = views;
    let chair = Member { chair: true, trained: true, ..member(Gender::Woman, chair) };
    let members = vec![chair, member(Gender::Man, second), member(Gender::Woman, third)];
    Panel { members, clear: false }
}

#[test]
fn nobody_acts_who_has_a_tie() {
    let mut facts = plain();
    not_raised(&facts, Rule::R18);
    let sit = |change: fn(&mut Member)| {
        let mut panel = panel([None; 3]);
        change(&mut panel.members[1]);
        Some(panel)
    };
    facts.panel = sit(|_| {});
    expect(&facts, Rule::R18, Met, "reason-r18-met");
    facts.panel = sit(|member| member.declared = false);
    expect(&facts, Rule::R18, Undetermined, "reason-r18-declare");
    facts.panel = sit(|member| member.ties = vec![Tie::OtherRole]);
    expect(&facts, Rule::R18, NotMet, "reason-r18-tie");
    facts.panel = sit(|member| {
        (member.declared, member.view) = (false, Some(View::Against));
        member.ties = vec![Tie::Knows];
    });
    expect(&facts, Rule::R18, NotMet, "reason-r18-void");
    facts.panel = sit(|member| member.served_until = Some(date!(2023 - 04 - 15)));
    expect(&facts, Rule::R18, NotMet, "reason-r18-served");
    facts.panel = sit(|member| member.served_until = Some(date!(2023 - 04 - 14)));
    expect(&facts, Rule::R18, Met, "reason-r18-met");
}

#[test]
fn a_nationality_bars_where_something_is_referred_to_a_state() {
    let mut sits = panel([None; 3]);
    sits.members[2].ties = vec![Tie::SameNationality];
    let mut facts = plain();
    facts.panel = Some(sits.clone());
    expect(&facts, Rule::R18, Met, "reason-r18-met");
    let mut facts = referred();
    facts.panel = Some(sits);
    expect(&facts, Rule::R18, NotMet, "reason-r18-tie");
}

/// What R-19 says of a panel over an award of this net.
fn decided(panel: Panel, net: Decimal) -> (RuleOutcome, &'static str) {
    let mut facts = plain();
    facts.panel = Some(panel);
    let finding = of(&with_net(&facts, net), Rule::R19);
    (finding.outcome, finding.reason.key)
}

const FOR: Option<View> = Some(View::Award);
const AGAINST: Option<View> = Some(View::Against);

#[test]
fn a_no_and_a_large_sum_need_everybody() {
    let two = || panel([FOR, FOR, None]);
    assert_eq!(decided(two(), dec!(75000.00)), (Met, "reason-r19-met"));
    assert_eq!(decided(two(), dec!(75000.01)), (Undetermined, "reason-r19-all-large"));
    let no = || panel([AGAINST, AGAINST, None]);
    assert_eq!(decided(no(), dec!(1.00)), (Undetermined, "reason-r19-all-negative"));
    assert_eq!(decided(panel([AGAINST, AGAINST, FOR]), dec!(1.00)), (Met, "reason-r19-met"));
    assert_eq!(decided(panel([None; 3]), dec!(1.00)), (Undetermined, "reason-r19-views"));
    assert_eq!(decided(panel([FOR, AGAINST, None]), dec!(1.00)).0, Undetermined);
}

#[test]
fn a_clear_and_small_case_needs_the_chair_and_one_more() {
    let mut small = panel([FOR; 3]);
    small.members.truncate(2);
    assert_eq!(decided(small.clone(), dec!(9000.00)), (NotMet, "reason-r19-seats"));
    small.clear = true;
    assert_eq!(decided(small.clone(), dec!(10000.00)), (Met, "reason-r19-met"));
    assert_eq!(decided(small.clone(), dec!(10000.01)), (NotMet, "reason-r19-seats"));
    small.members[1].view = AGAINST;
    assert_eq!(decided(small.clone(), dec!(1.00)), (NotMet, "reason-r19-no-majority"));
    small.members[0].chair = false;
    assert_eq!(decided(small, dec!(1.00)), (NotMet, "reason-r19-chair"));
}

#[test]
fn a_full_panel_is_trained_and_mixed() {
    let mut sits = panel([FOR; 3]);
    sits.members[0].trained = false;
    assert_eq!(decided(sits, dec!(1.00)), (NotMet, "reason-r19-trained"));
    let mut sits = panel([FOR; 3]);
    sits.members[1].gender = Some(Gender::Woman);
    assert_eq!(decided(sits.clone(), dec!(1.00)), (NotMet, "reason-r19-gender"));
    sits.members[1].gender = None;
    assert_eq!(decided(sits, dec!(1.00)), (Undetermined, "reason-r19-gender-open"));
    // Whoever may not act is not there.
    let mut sits = panel([FOR; 3]);
    sits.members[2].ties = vec![Tie::Knows];
    assert_eq!(decided(sits, dec!(1.00)), (NotMet, "reason-r19-seats"));
}

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

fn late_review() -> Review {
    let (received_on, asked_on) = (date!(2025 - 08 - 31), date!(2026 - 03 - 01));
    Review { received_on, asked_on, late_cause: None, earlier_net: None }
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
