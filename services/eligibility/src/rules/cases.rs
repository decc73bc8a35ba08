//! The worked cases as far as the gate goes, and what must hold for every filing.
//! The expected values were computed by hand from the rules, not by this code.

use super::*;
use proptest::prelude::*;
use redress_kernel::code::RuleOutcome::{Met, NotMet, Undetermined};
use redress_kernel::code::{
    ActCode, Aggravation, Answer, Category, ClaimantType, ConsentPurpose, Impact, RuleOutcome,
};
use redress_kernel::facts::{ActFact, CaseFacts, Filing, Losses, MatchResult, Operation};
use redress_kernel::ids::ActId;
use redress_kernel::{Date, DateSpan, Uuid};
use std::sync::LazyLock;

/// Operations that the cases happened in.
pub(super) static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let run = |code: &str, from: Date, until: Option<Date>| Operation {
        code: code.to_owned(),
        from,
        until,
        currencies: vec!["USD".to_owned()],
    };
    vec![
        run("MINUSCA", day(2014, 4, 10), None),
        run("MONUC", day(1999, 11, 30), Some(day(2010, 6, 30))),
        run("MONUSCO", day(2010, 7, 1), None),
        run("UNMISS", day(2011, 7, 9), None),
        run("MINUSMA", day(2013, 1, 1), Some(day(2023, 12, 31))),
        run("MINUSTAH", day(2004, 6, 1), Some(day(2017, 10, 15))),
    ]
});

/// A day that exists.
pub(super) fn day(year: i32, month: u8, day: u8) -> Date {
    let month = time::Month::try_from(month).expect("a month");
    Date::from_calendar_date(year, month, day).expect("a day")
}

/// An act of this year, known to the day.
pub(super) fn act(number: u128, code: ActCode, when: Date) -> ActFact {
    ActFact {
        act_id: ActId(Uuid::from_u128(number)),
        act: code,
        aggravations: Vec::new(),
        when: Some(DateSpan::day(when)),
    }
}

/// A filing in which every gate rule is met.
pub(super) fn filing() -> Filing {
    Filing {
        facts: CaseFacts {
            claimant: Some(ClaimantType::Victim),
            under_18: Some(Answer::No),
            operation: Some("MINUSCA".to_owned()),
            category: Some(Category::CivNat),
            serving: Some(Answer::Yes),
            acts: vec![act(1, ActCode::A5, day(2021, 6, 1))],
            impact: Some(Impact::I2),
            losses: Losses::default(),
            other_payment: Some(Answer::No),
            reported: Some(Answer::Yes),
        },
        filed_on: day(2026, 3, 15),
        consents: vec![ConsentPurpose::P1, ConsentPurpose::P2],
        matched: Some(MatchResult::None),
    }
}

/// What a rule about the first act of `filing` is asked.
pub(super) fn asked_of<'a>(
    set: &'a RuleSet,
    filing: &'a Filing,
    findings: &'a Findings,
) -> Asked<'a> {
    Asked { set, filing, findings, operations: &OPERATIONS, act: filing.facts.acts.first() }
}

/// The value of a fact that a rule read.
pub(super) fn fact<'a>(result: &'a RuleResult, name: &str) -> &'a str {
    let read = result.facts.iter().find(|fact| fact.name == name).expect("a fact that was read");
    &read.value
}

fn sheet(filing: &Filing, findings: &Findings) -> Worksheet {
    evaluate(&RuleSet::shipped(), filing, findings, &OPERATIONS)
}

/// The eight outcomes as in the table of the cases.
fn row(sheet: &Worksheet) -> Vec<RuleOutcome> {
    sheet.results().map(|result| result.outcome).collect()
}

fn ruled(rule: &str, outcome: RuleOutcome, ground: &str) -> Ruling {
    Ruling { rule: rule.to_owned(), outcome, ground: ground.to_owned() }
}

#[test]
fn c01_civilian_staff_is_eligible() {
    let sheet = sheet(&filing(), &Findings::default());
    assert_eq!(sheet.gate, Gate::Eligible);
    assert_eq!(row(&sheet), [Met; 8]);
    assert_eq!(sheet.entering(false).len(), 1);
    assert!(sheet.questions().is_empty());
}

#[test]
fn c02_a_contingent_soldier_is_referred_to_the_state() {
    let mut filing = filing();
    filing.facts.operation = Some("MONUSCO".to_owned());
    filing.facts.category = Some(Category::MilCon);
    let sheet = sheet(&filing, &Findings::default());
    assert_eq!(sheet.gate, Gate::Referred);
    assert_eq!(row(&sheet), [Met, NotMet, Met, Met, Met, Met, Met, Met]);
    let personnel = sheet.results().nth(1).expect("R-02");
    assert_eq!(personnel.refer_to, Some(ReferTo::State));
    assert!(sheet.entering(true).is_empty(), "no award lines");
}

#[test]
fn c03_consent_of_a_minor_is_irrelevant_and_there_is_no_limit() {
    let mut filing = filing();
    filing.facts.claimant = Some(ClaimantType::Guardian);
    filing.facts.under_18 = Some(Answer::Yes);
    filing.facts.category = Some(Category::Unv);
    filing.facts.acts = vec![act(3, ActCode::A4, day(2001, 1, 1))];
    filing.facts.operation = Some("MONUSCO".to_owned());
    filing.facts.acts[0].aggravations = vec![Aggravation::G1, Aggravation::G2];
    let mut findings = Findings {
        periods: vec![ActId(Uuid::from_u128(3))],
        rulings: vec![ruled("R-05", Met, "school")],
        ..Findings::default()
    };
    let period = sheet(&filing, &findings);
    assert_eq!((period.gate, row(&period)), (Gate::Eligible, vec![Met; 8]));
    assert_eq!(period.entering(false)[0].1, ActCode::A6);
    findings.periods.clear();
    assert_eq!(sheet(&filing, &findings).entering(false)[0].1, ActCode::A5);
}

#[test]
fn c05_an_unknown_person_is_asked_about_and_then_covered() {
    let mut filing = filing();
    filing.facts.operation = Some("UNMISS".to_owned());
    filing.facts.category = Some(Category::Unk);
    let first = sheet(&filing, &Findings::default());
    assert_eq!((first.gate, row(&first)[1]), (Gate::Info, Undetermined));
    assert_eq!(first.questions(), ["vehicle", "uniform", "employer"]);
    let findings = Findings { category: Some(Category::Corp), ..Findings::default() };
    let then = sheet(&filing, &findings);
    assert_eq!((then.gate, row(&then)), (Gate::Eligible, vec![Met; 8]));
}

#[test]
fn c06_a_child_born_of_it_has_no_limit_and_shows_parentage() {
    let mut filing = filing();
    filing.facts.claimant = Some(ClaimantType::ChildBorn);
    filing.facts.operation = Some("MINUSTAH".to_owned());
    filing.facts.acts[0].when = Some(DateSpan::day(day(2011, 12, 1)));
    let first = sheet(&filing, &Findings::default());
    assert_eq!(row(&first), [Met, Met, Met, Met, Undetermined, Met, Met, Met]);
    let findings = Findings { rulings: vec![ruled("R-05", Met, "dna")], ..Findings::default() };
    let then = sheet(&filing, &findings);
    assert_eq!(then.gate, Gate::Eligible);
    assert_eq!(then.results().nth(4).expect("R-05").reason.key, "ground-dna");
}

#[test]
fn c07_the_season_narrows_the_date_and_the_record_decides() {
    let mut filing = filing();
    filing.facts.operation = Some("MONUSCO".to_owned());
    filing.facts.acts = vec![act(7, ActCode::A4, day(2019, 1, 1))];
    filing.facts.acts[0].when = DateSpan::from_parts(2019, None, None);
    filing.facts.serving = Some(Answer::Unknown);
    let first = sheet(&filing, &Findings::default());
    assert_eq!(row(&first), [Met, Met, Met, Undetermined, Met, Met, Met, Met]);
    let mut findings = Findings {
        service: Some(Service { from: day(2019, 3, 1), until: Some(day(2019, 12, 31)) }),
        ..Findings::default()
    };
    assert_eq!(row(&sheet(&filing, &findings))[3], Undetermined);
    let harvest = DateSpan::new(day(2019, 6, 1), day(2019, 7, 31)).expect("in order");
    findings.dates.insert(ActId(Uuid::from_u128(7)), harvest);
    let then = sheet(&filing, &findings);
    assert_eq!((then.gate, row(&then)), (Gate::Eligible, vec![Met; 8]));
}

#[test]
fn c08_a_possible_duplicate_waits_and_a_merged_one_passes() {
    let mut filing = filing();
    filing.matched = Some(MatchResult::Possible);
    let first = sheet(&filing, &Findings::default());
    assert_eq!((first.gate, first.questions()), (Gate::Info, vec!["match"]));
    filing.matched = Some(MatchResult::Merged);
    assert_eq!(sheet(&filing, &Findings::default()).gate, Gate::Eligible);
}

#[test]
fn c10_the_last_day_is_in_time_and_the_next_is_asked_about() {
    let mut filing = filing();
    filing.facts.acts[0].when = Some(DateSpan::day(day(2016, 3, 15)));
    assert_eq!(sheet(&filing, &Findings::default()).gate, Gate::Eligible);
    filing.filed_on = day(2026, 3, 16);
    let late = sheet(&filing, &Findings::default());
    assert_eq!((late.gate, row(&late)[6]), (Gate::Info, Undetermined));
    assert_eq!(late.questions(), ["late_reason"]);
    let findings =
        Findings { rulings: vec![ruled("R-09", Met, "displacement")], ..Findings::default() };
    assert_eq!(sheet(&filing, &findings).gate, Gate::Eligible);
}

#[test]
fn a_leap_day_runs_to_the_first_of_march_and_a_rough_date_is_asked() {
    let mut filing = filing();
    filing.facts.acts[0].when = Some(DateSpan::day(day(2016, 2, 29)));
    filing.filed_on = day(2026, 3, 1);
    assert_eq!(row(&sheet(&filing, &Findings::default()))[6], Met);
    filing.filed_on = day(2026, 3, 2);
    assert_eq!(row(&sheet(&filing, &Findings::default()))[6], Undetermined);
    filing.facts.acts[0].when = DateSpan::from_parts(2016, None, None);
    let rough = sheet(&filing, &Findings::default());
    assert_eq!(rough.questions(), ["last_act", "late_reason"]);
}

#[test]
fn one_passing_act_is_enough_and_only_passing_acts_enter() {
    let mut filing = filing();
    filing.facts.operation = Some("MINUSMA".to_owned());
    let before = act(1, ActCode::A6, day(2012, 1, 1));
    let during = act(2, ActCode::A3, day(2019, 1, 1));
    let perhaps = ActFact { when: None, ..act(4, ActCode::A4, day(2019, 1, 1)) };
    filing.facts.acts = vec![before, perhaps, during];
    let sheet = sheet(&filing, &Findings::default());
    // The undated act also leaves the time limit open: nobody knows when the last act was,
    // but the dated one is in time by itself.
    assert_eq!(sheet.gate, Gate::Eligible);
    let entering: Vec<_> = sheet.entering(false).iter().map(|(act, _)| act.act).collect();
    assert_eq!(entering, [ActCode::A3]);
    assert_eq!(sheet.entering(true).len(), 2);
}

#[test]
fn a_filing_with_nothing_in_it_asks_and_never_refuses() {
    let mut filing = filing();
    filing.facts = CaseFacts::default();
    filing.consents.clear();
    filing.matched = None;
    let sheet = sheet(&filing, &Findings::default());
    assert_eq!((sheet.gate, row(&sheet)), (Gate::Info, vec![Undetermined; 8]));
}

#[test]
fn a_ruling_settles_what_is_open_and_never_overrules() {
    let mut filing = filing();
    filing.facts.category = Some(Category::MilObs);
    let findings = Findings { rulings: vec![ruled("R-02", Met, "on_file")], ..Findings::default() };
    assert_eq!(sheet(&filing, &findings).gate, Gate::Referred);
    filing.facts.category = Some(Category::Gpp);
    assert_eq!(sheet(&filing, &findings).gate, Gate::Eligible);
    let against = Findings {
        rulings: vec![ruled("R-02", NotMet, "deployment_terms")],
        ..Findings::default()
    };
    let refused = sheet(&filing, &against);
    assert_eq!(refused.gate, Gate::Referred);
    assert_eq!(refused.results().nth(1).expect("R-02").reason.key, "reason-ruled-not-met");
}

#[test]
fn a_worksheet_reads_back_as_it_was_kept() {
    let sheet = sheet(&filing(), &Findings::default());
    let kept = serde_json::to_string(&sheet).expect("json");
    assert_eq!(serde_json::from_str::<Worksheet>(&kept).expect("reads"), sheet);
}

/// Any act, dated or not.
fn any_act() -> impl Strategy<Value = ActFact> {
    (1..60_u128, 0..6_usize, prop::option::of((2005..2026_i32, 1..13_u8))).prop_map(
        |(number, code, when)| ActFact {
            when: when.and_then(|(year, month)| DateSpan::from_parts(year, Some(month), None)),
            ..act(number, ActCode::ALL[code], day(2020, 1, 1))
        },
    )
}

/// Acts with an identifier each.
fn any_acts() -> impl Strategy<Value = Vec<ActFact>> {
    prop::collection::vec(any_act(), 0..6).prop_map(|mut acts| {
        acts.sort_by_key(|act| act.act_id);
        acts.dedup_by_key(|act| act.act_id);
        acts
    })
}

proptest! {
    #[test]
    fn the_order_of_acts_plays_no_part(
        acts in any_acts(), turn in 0..6_usize, category in 0..17_usize,
    ) {
        let mut filing = filing();
        filing.facts.operation = Some("MINUSMA".to_owned());
        filing.facts.category = Some(Category::ALL[category]);
        filing.facts.acts = acts;
        let before = sheet(&filing, &Findings::default());
        let turn = turn.min(filing.facts.acts.len());
        filing.facts.acts.rotate_left(turn);
        let after = sheet(&filing, &Findings::default());
        prop_assert_eq!(before.gate, after.gate);
        prop_assert_eq!((before.pairs, before.claim), (after.pairs, after.claim));
    }

    #[test]
    fn the_gate_is_the_kleene_and_of_what_is_shown(acts in any_acts(), category in 0..17_usize) {
        let mut filing = filing();
        filing.facts.category = Some(Category::ALL[category]);
        filing.facts.acts = acts;
        let sheet = sheet(&filing, &Findings::default());
        let all = sheet.results().fold(Met, |all, result| all.and(result.outcome));
        prop_assert_eq!(sheet.gate, Gate::from(all));
        prop_assert_eq!(sheet.results().count(), 8);
    }
}
