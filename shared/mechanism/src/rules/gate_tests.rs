//! The gate as a whole: the worked cases, which pairs pass, what is asked, and what a panel rules.

use super::Rule;
use super::testing::{
    act, bare_act, bare_person, claim, finding, gate_of, label, person, rules_with, said, span, yes,
};
use crate::data::Rules;
use crate::facts::{Facts, Identification, Ruling, Service, Signs, Standing};
use crate::rules::Ask;
use crate::trace::{Gate, Trace, Value};
use redress_kernel::code::RuleOutcome::{self, Met, NotMet, Undetermined};
use redress_kernel::code::{ActCode, Answer, Category, ConsentPurpose};
use redress_kernel::facts::MatchResult;
use time::macros::date;

mod rulings;

fn case(name: &str) -> Facts {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    let text = std::fs::read(format!("{folder}/{name}.json")).expect("the worked case is there");
    Facts::parse(&text).expect("its facts can be meant")
}

fn gate(facts: &Facts) -> Trace {
    gate_of(&Rules::shipped(), facts)
}

/// Outcomes of, of the best pair, as the table of the cases has them.
fn row(trace: &Trace) -> String {
    let of = |rule: Rule| {
        let mut answers = trace.findings.iter().filter(|finding| finding.rule == rule);
        match answers.next().expect("each rule answers").outcome {
            Met => 'M',
            NotMet => 'N',
            Undetermined => 'U',
        }
    };
    Rule::GATE.into_iter().map(of).collect()
}

#[test]
fn the_worked_cases_come_out_as_their_table_says() {
    let table = [
        ("C01", "MMMMMMMM", Gate::Eligible),
        ("C02", "MNMMMMMM", Gate::Referred),
        ("C03", "MMMMMMMM", Gate::Eligible),
        ("C04", "MMMMMMMM", Gate::Eligible),
        ("C05-unknown", "MUMMMMMM", Gate::Info),
        ("C05", "MMMMMMMM", Gate::Eligible),
        ("C06-unshown", "MMMMUMMM", Gate::Info),
        ("C06-day-before", "MMMMMMMM", Gate::Eligible),
        ("C06", "MMMMMMMM", Gate::Eligible),
        ("C07-no-record", "MMMUMMMM", Gate::Info),
        ("C07-season", "MMMUMMMM", Gate::Info),
        ("C07", "MMMMMMMM", Gate::Eligible),
        ("C08-possible", "MMMMMMMU", Gate::Info),
        ("C08", "MMMMMMMM", Gate::Eligible),
        ("C09", "MMMMMMMM", Gate::Eligible),
        ("C10", "MMMMMMMM", Gate::Eligible),
        ("C10-late", "MMMMMMUM", Gate::Info),
        ("C10-late-cause", "MMMMMMMM", Gate::Eligible),
        ("C11", "MMMMMMMM", Gate::Eligible),
        ("C12-decision", "MMMMMMMM", Gate::Eligible),
        ("C12-review", "MMMMMMMM", Gate::Eligible),
        ("C12", "MMMMMMMM", Gate::Eligible),
    ];
    for (name, outcomes, expected) in table {
        let trace = gate(&case(name));
        assert_eq!((row(&trace).as_str(), trace.gate), (outcomes, Some(expected)), "{name}");
        assert_eq!(trace.enters_award(), expected == Gate::Eligible, "{name}");
        assert_eq!(trace.asks.is_empty(), expected != Gate::Info, "{name}");
    }
}

#[test]
fn the_worked_cases_say_why() {
    let why = |name: &str, rule| said(&case(name), rule);
    for rule in Rule::PAIR {
        assert!(why("C01", rule).1.ends_with("-found"), "{rule}");
    }
    assert_eq!(why("C02", Rule::R02).3, Some(crate::data::ReferTo::State));
    assert_eq!(why("C03", Rule::R03), yes("reason-r03-under-18"));
    assert_eq!(why("C03", Rule::R09), yes("reason-r09-under-18"));
    assert_eq!(why("C05-unknown", Rule::R02).2, Some(Ask::Identify));
    assert_eq!(why("C05", Rule::R02), yes("reason-r02-met-company"));
    assert_eq!(why("C06-unshown", Rule::R05).2, Some(Ask::Parentage));
    assert_eq!(why("C06", Rule::R09), yes("reason-r09-child-born"));
    assert_eq!(why("C07-no-record", Rule::R04).1, "reason-r04-unknown");
    assert_eq!(why("C07-season", Rule::R04).1, "reason-r04-partly");
    assert_eq!(why("C07", Rule::R04), yes("reason-r04-met-record"));
    assert_eq!(why("C08", Rule::R14), yes("reason-r14-merged"));
    assert_eq!(why("C10-late-cause", Rule::R09), yes("reason-r09-cause"));
    assert_eq!(why("C12", Rule::R05), yes("reason-r05-shown"));
}

#[test]
fn several_months_at_fifteen_count_as_the_gravest_class_whatever_was_claimed() {
    let trace = gate(&case("C03"));
    assert_eq!(trace.pairs[0].counts_as, Some(ActCode::A6));
}

#[test]
fn of_a_mixed_pair_the_civilian_carries_the_claim_and_alone_enters() {
    let facts = case("C11");
    let trace = gate(&facts);
    let pairs: Vec<_> =
        trace.pairs.iter().map(|pair| (pair.perpetrator, pair.outcome, pair.enters)).collect();
    assert_eq!(pairs, [(Some(0), Met, true), (Some(1), NotMet, false)]);
    let of_second: Vec<_> =
        trace.findings.iter().filter(|finding| finding.pair == Some(1)).collect();
    let outcomes: Vec<_> = of_second.iter().map(|finding| finding.outcome).collect();
    assert_eq!(outcomes, [Met, NotMet, Met, Met]);
}

#[test]
fn an_act_meets_those_whom_it_names_or_everyone() {
    let mut facts = claim();
    facts.perpetrators.push(person("p2", Category::Unv));
    facts.acts.push(act("a2"));
    facts.acts[1].perpetrators = vec![label("p2")];
    facts.acts.push(act("a3"));
    facts.acts[2].perpetrators = vec![label("nobody")];
    let pairs: Vec<_> =
        gate(&facts).pairs.iter().map(|pair| (pair.act, pair.perpetrator)).collect();
    let met = [(Some(0), Some(0)), (Some(0), Some(1)), (Some(1), Some(1))];
    assert_eq!(pairs, [&met[..], &[(Some(2), None)]].concat());
}

#[test]
fn a_claim_without_acts_or_people_still_has_a_pair() {
    let pairs = |facts: &Facts| {
        let trace = gate(facts);
        assert_eq!(trace.findings.len(), trace.pairs.len() * 4 + 4);
        assert_eq!(trace.gate, Some(Gate::Info));
        trace.pairs.iter().map(|pair| (pair.act, pair.perpetrator)).collect::<Vec<_>>()
    };
    let mut facts = claim();
    facts.perpetrators.clear();
    assert_eq!(pairs(&facts), [(Some(0), None)]);
    facts.acts.clear();
    assert_eq!(pairs(&facts), [(None, None)]);
    facts.perpetrators = claim().perpetrators;
    assert_eq!(pairs(&facts), [(None, Some(0))]);
}

#[test]
fn pairs_stand_best_first_then_by_act_and_person_and_findings_follow_them() {
    let mut facts = claim();
    facts.acts = ["a3", "a1", "a2"].map(act).to_vec();
    facts.acts[1].operation = Some(label("OTHER"));
    facts.acts[2].operation = None;
    facts.perpetrators = vec![person("p2", Category::Unv), person("p1", Category::CivInt)];
    let trace = gate(&facts);
    let name = |place: Option<u16>| usize::from(place.expect("it has both"));
    let named: Vec<_> = trace
        .pairs
        .iter()
        .map(|pair| {
            let act = facts.acts[name(pair.act)].act_id;
            let person = facts.perpetrators[name(pair.perpetrator)].perpetrator_id;
            format!("{act} {person} {}", pair.outcome)
        })
        .collect();
    let expected = [
        "a3 p1 met",
        "a3 p2 met",
        "a2 p1 undetermined",
        "a2 p2 undetermined",
        "a1 p1 not_met",
        "a1 p2 not_met",
    ];
    assert_eq!(named, expected);
    for (place, four) in (0_u16..).zip(trace.findings[..24].chunks(4)) {
        let outcome = four.iter().fold(Met, |all, finding| all.and(finding.outcome));
        assert_eq!(outcome, trace.pairs[usize::from(place)].outcome);
        assert!(four.iter().all(|finding| finding.pair == Some(place)));
        assert!(four.iter().map(|finding| finding.rule).eq(Rule::PAIR));
    }
    let of_claim: Vec<_> = trace.findings[24..].iter().map(|finding| finding.rule).collect();
    assert_eq!(of_claim, [Rule::R05, Rule::R06, Rule::R09, Rule::R14]);
    assert!(trace.findings[24..].iter().all(|finding| finding.pair.is_none()));
}

#[test]
fn one_pair_that_passes_is_enough_and_none_is_not() {
    let mut facts = claim();
    facts.perpetrators = vec![person("p1", Category::MilCon), bare_person("p2")];
    assert_eq!(gate(&facts).gate, Some(Gate::Info));
    facts.perpetrators.push(person("p3", Category::Icon));
    assert_eq!(gate(&facts).gate, Some(Gate::Eligible));
    facts.perpetrators.truncate(1);
    assert_eq!(gate(&facts).gate, Some(Gate::Referred));
}

#[test]
fn a_withdrawn_consent_ends_the_gate_and_nothing_is_asked() {
    let mut facts = claim();
    facts.matched = None;
    facts.perpetrators[0].category = None;
    facts.consent.given.clear();
    facts.consent.withdrawn = vec![ConsentPurpose::P1];
    let trace = gate(&facts);
    assert_eq!((trace.gate, trace.asks.len()), (Some(Gate::Referred), 0));
}

#[test]
fn a_rule_outside_the_gate_answers_and_decides_nothing() {
    let rules = rules_with(|set| {
        for entry in &mut set.rules {
            entry.gate &= !matches!(entry.rule, Rule::R02 | Rule::R09);
        }
    });
    let mut facts = claim();
    facts.perpetrators[0].category = Some(Category::MilCon);
    facts.acts[0].when = None;
    facts.acts[0].operation = None;
    let trace = gate_of(&rules, &facts);
    assert_eq!((row(&trace).as_str(), trace.gate), ("UNMMMMUM", Some(Gate::Info)));
    assert_eq!(
        (trace.pairs[0].outcome, &trace.asks[..]),
        (Undetermined, &[Ask::OperationUnknown][..])
    );
}

#[test]
fn a_finding_names_what_was_read_and_the_values_of_its_message() {
    let found = finding(&Rules::shipped(), &claim(), Rule::R01);
    let names: Vec<_> = found.facts.names().map(|name| name.to_string()).collect();
    assert_eq!(names, ["when", "operation", "operation_ran"]);
    let operation = ("operation", Value::Fact(super::fact::FactName::Operation));
    assert_eq!(found.reason.args, [Some(operation), None]);
}

/// Nothing is known of who, and the panel decides on the file as soon as it may.
fn open_claim() -> Facts {
    let mut facts = claim();
    facts.perpetrators[0].category = None;
    facts.progress.on_file = true;
    facts
}

#[test]
fn the_panel_decides_on_the_file_after_two_requests_or_ninety_days() {
    let decided = |requests, opened_on| {
        let mut facts = open_claim();
        facts.progress.requests = requests;
        facts.progress.opened_on = opened_on;
        let trace = gate(&facts);
        assert_eq!(trace.may_decide_on_file, trace.decided_on_file);
        assert_eq!(trace.pairs[0].enters, trace.decided_on_file);
        assert_eq!(trace.enters_award(), trace.decided_on_file);
        trace.decided_on_file
    };
    assert!(!decided(1, None));
    assert!(decided(2, None));
    // Assessed on 15 April 2026: the fifteenth of January is ninety days ago.
    assert!(!decided(0, Some(date!(2026 - 01 - 16))));
    assert!(decided(0, Some(date!(2026 - 01 - 15))));
}

#[test]
fn without_the_panel_what_is_open_stays_out() {
    let mut facts = open_claim();
    facts.progress.requests = 2;
    facts.progress.on_file = false;
    let trace = gate(&facts);
    assert!(trace.may_decide_on_file && !trace.decided_on_file && !trace.pairs[0].enters);
}

#[test]
fn where_nothing_is_open_there_is_nothing_to_decide_on_the_file() {
    let mut facts = open_claim();
    facts.progress.requests = 2;
    facts.perpetrators[0].category = Some(Category::CivInt);
    assert!(!gate(&facts).may_decide_on_file);
    // Open within a pair that another rule has ended.
    facts.perpetrators.push(person("p2", Category::MilCon));
    facts.perpetrators[1].serving = None;
    let trace = gate(&facts);
    assert_eq!((trace.gate, trace.may_decide_on_file), (Some(Gate::Eligible), false));
    // Beside a pair that passes, one that is open can still enter.
    facts.perpetrators[1].category = Some(Category::Unv);
    let trace = gate(&facts);
    assert!(trace.decided_on_file && trace.pairs.iter().all(|pair| pair.enters));
}

#[test]
fn doubt_stands_in_for_no_consent_and_for_no_look_at_a_match() {
    let mut facts = open_claim();
    facts.progress.requests = 2;
    facts.matched = Some(MatchResult::Possible);
    assert!(!gate(&facts).may_decide_on_file);
    facts.matched = Some(MatchResult::Distinct);
    assert!(gate(&facts).decided_on_file);
    facts.consent.given.clear();
    assert!(!gate(&facts).may_decide_on_file);
}

#[test]
fn what_settles_most_is_asked_first_and_each_thing_once() {
    let mut facts = claim();
    facts.matched = None;
    facts.acts = vec![bare_act("a1"), bare_act("a2")];
    facts.acts[0].operation = Some(label("MINUSMA"));
    facts.perpetrators = vec![bare_person("p1")];
    let served = Service { from: date!(2018 - 03 - 01), until: None };
    facts.perpetrators[0].service = Some(served);
    // Undated settles three, who it was and which act two each, the others one.
    let expected =
        [Ask::ActUndated, Ask::CategoryUnknown, Ask::WhichAct, Ask::OperationUnknown, Ask::Match];
    assert_eq!(gate(&facts).asks, expected);
}

#[test]
fn nothing_is_asked_about_a_pair_that_is_ended() {
    let mut facts = claim();
    facts.acts.push(bare_act("a2"));
    facts.acts[1].operation = Some(label("OTHER"));
    assert_eq!(gate(&facts).asks, []);
}

#[test]
fn an_unknown_person_with_civilian_signs_carries_the_claim() {
    let mut facts = case("C05-unknown");
    facts.perpetrators[0].identification = Some(Identification {
        asked_on: date!(2026 - 01 - 31),
        excluded: false,
        signs: Some(Signs::Civilian),
    });
    assert_eq!(gate(&facts).gate, Some(Gate::Eligible));
}

#[test]
fn a_trace_that_is_used_again_holds_nothing_of_before() {
    let rules = Rules::shipped();
    let mut trace = Trace::default();
    for name in ["C11", "C05-unknown", "C02"] {
        trace.clear();
        super::gate(&rules, &case(name), &mut trace);
        let fresh = gate(&case(name));
        assert_eq!((&trace.pairs, &trace.findings), (&fresh.pairs, &fresh.findings));
        assert_eq!((&trace.asks, trace.gate), (&fresh.asks, fresh.gate));
    }
}

#[test]
fn standing_and_dates_that_are_open_are_told_apart() {
    let mut facts = claim();
    facts.claimant.standing = Some(Standing::Dependant);
    facts.perpetrators[0].serving = Some(Answer::Unknown);
    facts.acts[0].when = span(date!(2012 - 12 - 31), date!(2013 - 01 - 01));
    let trace = gate(&facts);
    assert_eq!(row(&trace), "UMMUUMUM");
    let expected = [Ask::ActUndated, Ask::ServiceTime, Ask::Relationship, Ask::LastAct];
    assert_eq!(trace.asks[..3], expected[..3]);
    assert_eq!(trace.asks.len(), 4);
}
