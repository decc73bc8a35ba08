//! Laws that the gate keeps for any facts: it answers, it never reads what is not known against her,
//! and no order of lists plays a part.

use super::testing::{gate_of, label};
use crate::data::Rules;
use crate::facts::{
    Act, Authority, Child, Facts, Identification, Interval, Perpetrator, Ruling, Service, Signs,
    Standing, Unit, UnitStatus,
};
use crate::rules::{Ask, Rule};
use crate::trace::{Finding, Gate, Trace};
use crate::{Label, rules::testing::bare_act, rules::testing::bare_person};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, ConsentPurpose, RuleOutcome};
use redress_kernel::facts::MatchResult;
use redress_kernel::{Date, DateSpan};
use time::macros::date;

/// Read once for all cases.
static RULES: std::sync::LazyLock<Rules> = std::sync::LazyLock::new(Rules::shipped);

/// Days around which rules change their mind, and the ends of the calendar.
const DAYS: [Date; 12] = [
    Date::MIN,
    date!(1998 - 12 - 31),
    date!(2000 - 02 - 29),
    date!(2010 - 12 - 31),
    date!(2013 - 01 - 01),
    date!(2016 - 03 - 15),
    date!(2018 - 03 - 01),
    date!(2019 - 05 - 04),
    date!(2023 - 12 - 31),
    date!(2026 - 03 - 15),
    date!(2026 - 04 - 15),
    Date::MAX,
];

fn day() -> impl Strategy<Value = Date> {
    let near = (select(&DAYS[..]), -1..=1_i32).prop_map(|(day, by)| {
        Date::from_julian_day(day.to_julian_day().saturating_add(by)).unwrap_or(day)
    });
    let any = (Date::MIN.to_julian_day()..=Date::MAX.to_julian_day())
        .prop_map(|day| Date::from_julian_day(day).expect("within the calendar"));
    prop_oneof![8 => near, 1 => any]
}

fn span() -> impl Strategy<Value = DateSpan> {
    (day(), day())
        .prop_map(|(one, other)| DateSpan { earliest: one.min(other), latest: one.max(other) })
}

fn stretch() -> impl Strategy<Value = (Date, Option<Date>)> {
    (span(), any::<bool>()).prop_map(|(span, ends)| (span.earliest, ends.then_some(span.latest)))
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

fn some<T: Copy + std::fmt::Debug + 'static>(
    all: &'static [T],
) -> impl Strategy<Value = Option<T>> {
    weighted(0.8, select(all))
}

fn labels(all: &'static [&'static str]) -> impl Strategy<Value = Vec<Label>> {
    subsequence(all, 0..=all.len()).prop_map(|chosen| chosen.into_iter().map(label).collect())
}

fn an_act() -> impl Strategy<Value = Act> {
    let codes = ["MINUSMA", "MONUSCO", "MONUC", "BINUH", "UNKNOWN", "OTHER", "NOWHERE"];
    let aggravations = subsequence(&[Aggravation::G1, Aggravation::G5][..], 0..=2);
    let what = (some(ActCode::ALL), weighted(0.1, Just(())), any::<bool>(), aggravations);
    let people = labels(&["p0", "p1", "p9"]);
    (what, of(span()), of(select(codes.to_vec())), some(Answer::ALL), people).prop_map(
        |((act, harassment, period, aggravations), when, operation, means, perpetrators)| Act {
            act,
            harassment_only: harassment.is_some(),
            period,
            aggravations,
            when,
            operation: operation.map(label),
            by_means_of_service: means,
            perpetrators,
            ..bare_act("a")
        },
    )
}

fn a_person() -> impl Strategy<Value = Perpetrator> {
    let asked = (day(), any::<bool>(), some(Signs::ALL))
        .prop_map(|(asked_on, excluded, signs)| Identification { asked_on, excluded, signs });
    (some(Category::ALL), of(stretch()), some(Answer::ALL), of(asked)).prop_map(
        |(category, service, serving, identification)| Perpetrator {
            category,
            service: service.map(|(from, until)| Service { from, until }),
            serving,
            identification,
            ..bare_person("p")
        },
    )
}

/// What is known of who claims, and of consent.
fn with_claimant(facts: Facts) -> impl Strategy<Value = Facts> {
    let shown = labels(&["dna", "midwife", "community", "voucher"]);
    let who = (some(Standing::ALL), shown, of(span()), some(Answer::ALL), of(stretch()));
    let when = (of(day()), of(select(vec!["fear", "flood"])));
    let purposes = || subsequence(&[ConsentPurpose::P1, ConsentPurpose::P6][..], 0..=2);
    let consent = (purposes(), purposes(), some(Authority::ALL), some(Answer::ALL));
    let matches = [MatchResult::None, MatchResult::Possible, MatchResult::Distinct];
    (Just(facts), who, when, consent, of(select(matches.to_vec())), weighted(0.2, day())).prop_map(
        |(mut facts, who, (knew_on, cause), consent, matched, born_on)| {
            let claimant = &mut facts.claimant;
            (claimant.standing, claimant.shown_by, claimant.birth, claimant.under_18, _) =
                who.clone();
            claimant.incapacity = who.4.map(|(from, until)| Interval { from, until });
            claimant.knew_on = knew_on;
            claimant.late_cause = cause.map(label);
            if let Some(born_on) = born_on {
                facts.child = Some(Child { born_on });
                claimant.standing = Some(Standing::ChildBorn);
                claimant.birth = claimant.birth.map(|_| DateSpan::day(born_on));
            }
            let given = &mut facts.consent;
            (given.given, given.withdrawn, given.authority, given.assent) = consent;
            facts.matched = matched;
            facts
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let days = (day(), day());
    let progress = (of(day()), 0..4_u32, any::<bool>());
    let unit = (one_of(UnitStatus::ALL), labels(&["a0", "a1"]));
    (days, vec(an_act(), 0..4), vec(a_person(), 0..4), progress, weighted(0.3, unit))
        .prop_map(|((filed_on, assessed_on), acts, people, progress, unit)| {
            let mut facts = Facts::new(filed_on, assessed_on);
            for (place, act) in acts.into_iter().enumerate() {
                facts.acts.push(Act { act_id: label(&format!("a{place}")), ..act });
            }
            for (place, person) in people.into_iter().enumerate() {
                let perpetrator_id = label(&format!("p{place}"));
                facts.perpetrators.push(Perpetrator { perpetrator_id, ..person });
            }
            (facts.progress.opened_on, facts.progress.requests, facts.progress.on_file) = progress;
            facts.unit = unit.map(|(status, acts)| Unit { status, asked_on: None, acts });
            facts
        })
        .prop_flat_map(with_claimant)
}

fn rulings() -> impl Strategy<Value = Vec<Ruling>> {
    let ground = select(vec!["on_file", "unit_record", "consent_confirmed", "looked_at", "fear"]);
    let about = of(select(vec!["a0", "a1"]));
    let one = (select(Rule::GATE.to_vec()), about, one_of(RuleOutcome::ALL), ground);
    vec(
        one.prop_map(|(rule, act, outcome, ground)| Ruling {
            rule,
            act: act.map(label),
            outcome,
            ground: label(ground),
        }),
        0..6,
    )
}

/// Forgets one thing. What a reply or a sign said of a person speaks only where the category is not
/// known, so that a category is not forgotten beside it; what the unit found stays.
fn forget(facts: &mut Facts, what: u8, place: usize) {
    let claimant = &mut facts.claimant;
    let acts = facts.acts.len().max(1);
    let people = facts.perpetrators.len().max(1);
    let act = facts.acts.get_mut(place % acts);
    let person = facts.perpetrators.get_mut(place % people);
    match (what, act, person) {
        (0, Some(act), _) => act.when = None,
        (1, Some(act), _) => {
            act.when = act.when.map(|when| DateSpan { earliest: Date::MIN, ..when });
        }
        (2, Some(act), _) => act.when = act.when.map(|when| DateSpan { latest: Date::MAX, ..when }),
        (3, Some(act), _) => act.operation = None,
        (4, Some(act), _) => act.operation = Some(label("UNKNOWN")),
        (5, Some(act), _) => act.act = None,
        (6, Some(act), _) => act.by_means_of_service = None,
        (7, Some(act), _) => act.aggravations.clear(),
        (8, _, Some(person)) => {
            let asked = person.identification;
            let speaks = asked.is_some_and(|a| a.excluded || a.signs == Some(Signs::Uniform));
            person.category = person.category.filter(|_| speaks);
        }
        (9, _, Some(person)) => person.service = None,
        (10, _, Some(person)) => person.serving = None,
        (11, _, Some(person)) => person.identification = None,
        (12, ..) => claimant.standing = None,
        (13, ..) => drop(claimant.shown_by.pop()),
        (14, ..) => claimant.birth = None,
        (15, ..) => {
            claimant.birth = claimant.birth.map(|birth| DateSpan { latest: Date::MAX, ..birth });
        }
        (16, ..) => claimant.under_18 = Some(Answer::Unknown),
        (17, ..) => claimant.incapacity = None,
        (18, ..) => claimant.knew_on = None,
        (19, ..) => claimant.late_cause = None,
        (20, ..) => facts.consent.given.clear(),
        (21, ..) => facts.consent.withdrawn.clear(),
        (22, ..) => facts.consent.authority = None,
        (23, ..) => facts.consent.assent = None,
        (24, ..) => facts.matched = None,
        _ => {}
    }
}

fn ids(facts: &Facts, trace: &Trace, finding: &Finding) -> (Option<Label>, Option<Label>) {
    let Some(place) = finding.pair else { return (None, None) };
    let pair = trace.pairs[usize::from(place)];
    let act = pair.act.map(|place| facts.acts[usize::from(place)].act_id);
    let person =
        pair.perpetrator.map(|place| facts.perpetrators[usize::from(place)].perpetrator_id);
    (act, person)
}

/// Everything that a gate says, with names in place of places.
fn told(facts: &Facts, trace: &Trace) -> Vec<String> {
    let finding = |finding: &Finding| {
        let (act, person) = ids(facts, trace, finding);
        format!("{act:?} {person:?} {:?}", Finding { pair: None, ..*finding })
    };
    let pair = |pair: &crate::trace::Pair| {
        format!("{:?} {} {}", pair.counts_as, pair.outcome, pair.enters)
    };
    let found = trace.findings.iter().map(finding);
    let asks = trace.asks.iter().map(|ask: &Ask| ask.to_string());
    let gate = format!("{:?} {} {}", trace.gate, trace.may_decide_on_file, trace.decided_on_file);
    found.chain(trace.pairs.iter().map(pair)).chain(asks).chain([gate]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn what_becomes_known_was_never_not_met_before(
        facts in any_facts(),
        forgotten in vec((0..25_u8, 0..4_usize), 1..6),
    ) {
        let rules = &*RULES;
        let mut less = facts.clone();
        for (what, place) in forgotten {
            forget(&mut less, what, place);
        }
        let (before, after) = (gate_of(rules, &less), gate_of(rules, &facts));
        for finding in &before.findings {
            if finding.outcome == RuleOutcome::NotMet {
                let same = after.findings.iter().find(|other| {
                    let same = ids(&facts, &after, other) == ids(&less, &before, finding);
                    other.rule == finding.rule && same
                });
                let outcome = same.map(|other| other.outcome);
                prop_assert_eq!(outcome, Some(RuleOutcome::NotMet), "{:?}", finding);
            }
        }
        if before.gate == Some(Gate::Referred) {
            prop_assert_eq!(after.gate, Some(Gate::Referred));
        }
    }

    #[test]
    fn an_act_or_a_person_of_whom_nothing_is_known_makes_no_claim_eligible(facts in any_facts()) {
        let rules = &*RULES;
        let before = gate_of(rules, &facts).gate;
        let with_act = {
            let mut facts = facts.clone();
            facts.acts.push(bare_act("a8"));
            gate_of(rules, &facts).gate
        };
        let with_person = {
            let mut facts = facts;
            facts.perpetrators.push(bare_person("p8"));
            gate_of(rules, &facts).gate
        };
        if before == Some(Gate::Referred) {
            prop_assert_ne!(with_act, Some(Gate::Eligible));
            prop_assert_ne!(with_person, Some(Gate::Eligible));
        }
    }

    #[test]
    fn no_order_of_acts_or_people_plays_a_part(
        facts in any_facts(),
        rulings in rulings(),
        turns in (0..4_usize, 0..4_usize),
        mirrored in any::<bool>(),
    ) {
        let rules = &*RULES;
        let facts = Facts { rulings, ..facts };
        let mut other = facts.clone();
        let (acts, people) = (other.acts.len(), other.perpetrators.len());
        other.acts.rotate_left(turns.0.min(acts));
        other.perpetrators.rotate_left(turns.1.min(people));
        if mirrored {
            other.acts.reverse();
            other.perpetrators.reverse();
        }
        let (one, two) = (gate_of(rules, &facts), gate_of(rules, &other));
        prop_assert_eq!(told(&facts, &one), told(&other, &two));
    }

    #[test]
    fn the_gate_answers_whatever_it_is_asked(
        facts in any_facts(),
        rulings in rulings(),
        same_ids in any::<bool>(),
        backwards in any::<bool>(),
        number in prop_oneof![Just(0), Just(18), Just(u32::MAX)],
    ) {
        let mut facts = Facts { rulings, ..facts };
        for act in &mut facts.acts {
            if same_ids {
                act.act_id = label("a0");
            }
            if let Some(when) = act.when.filter(|_| backwards) {
                act.when = Some(DateSpan { earliest: when.latest, latest: when.earliest });
            }
        }
        facts.progress.requests = number;
        let rules = &super::testing::rules_with(|set| {
            let limits = &mut set.limits;
            for limit in [
                &mut limits.adult_age,
                &mut limits.assent_age,
                &mut limits.late_after_years,
                &mut limits.identify_days,
                &mut limits.open_days,
            ] {
                *limit = number;
            }
        });
        let trace = gate_of(rules, &facts);
        prop_assert_eq!(trace.findings.len(), trace.pairs.len() * 4 + 4);
        for finding in &trace.findings {
            let open = finding.outcome == RuleOutcome::Undetermined;
            prop_assert_eq!(finding.ask.is_some(), open);
            prop_assert!(finding.refer_to.is_none() || finding.outcome == RuleOutcome::NotMet);
            prop_assert!(finding.facts.names().next().is_some());
        }
    }

    #[test]
    fn lateness_and_a_match_never_refuse_by_themselves(facts in any_facts()) {
        let trace = gate_of(&RULES, &facts);
        for finding in &trace.findings {
            let never = matches!(finding.rule, Rule::R09 | Rule::R14);
            prop_assert!(!never || finding.outcome != RuleOutcome::NotMet);
        }
    }
}
