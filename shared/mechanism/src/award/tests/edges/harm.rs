//! Edges of harm (P1 to P3): acts, aggravations, impact.

use super::*;

#[test]
fn acts_of_equal_value_rank_by_day_and_then_by_name() {
    // 30,000 x 1.50 and 45,000 x 1.00 are both 45,000.00.
    let facts = claim(vec![
        act("b", A6, &[], Some(2019)),
        act("0", A6, &[], None),
        act("a", A6, &[], Some(2019)),
        act("z", A5, &[G1, G2, G3], Some(2018)),
        act("y", A6, &[G8], Some(2024)),
    ]);
    let trace = assessed(&facts);
    let ranked: Vec<_> = trace
        .lines
        .iter()
        .filter(|line| line.step == Step::P2)
        .map(|line| match line.subject {
            Subject::Act(place) => facts.acts[usize::from(place)].act_id.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(ranked, ["y", "z", "a", "b", "0"], "value, day, name; an undated one last");
    let weighted = [dec!(47250), dec!(22500), dec!(11250), dec!(0), dec!(0)];
    assert_eq!(amounts(&trace, Step::P2), weighted);
}

#[test]
fn aggravations_count_once_and_reach_half_exactly() {
    let value = |grave: &[_]| assessed(&claim(vec![act("a", A5, grave, None)])).lines[0].amount;
    assert_eq!(value(&[G1, G2, G3]), dec!(45000), "50 per cent exactly");
    assert_eq!(value(&[G1, G2, G3, G6]), dec!(45000), "no more than 50");
    assert_eq!(value(&[G4, G4, G4]), dec!(33000), "each once");
}

#[test]
fn the_cap_of_harm_is_reached_without_being_cut() {
    // 67,500.00 + 0.50 x 5,000.00 + 5,000.00.
    let acts = vec![act("a", A6, &[G1, G2, G3], None), act("b", A2, &[G1, G6], None)];
    let mut facts = claim(acts);
    facts.impact = Some(Impact::I2);
    let trace = assessed(&facts);
    assert_eq!(head(&trace, Head::H1), Some(dec!(75000)));
    assert!(!has(&trace, "line-moral-most"));
    facts.acts[1].act = Some(A3);
    assert_eq!(
        formula(&assessed(&facts), "line-moral-most"),
        Formula::AtMost(dec!(78125), dec!(75000))
    );
}

#[test]
fn an_impact_that_is_stated_is_not_lowered_to_the_presumed_one() {
    let h1 = |code, impact| {
        let mut facts = claim(vec![act("a", code, &[], None)]);
        facts.impact = impact;
        head(&assessed(&facts), Head::H1)
    };
    assert_eq!(h1(A3, None), Some(dec!(11000)), "presumed");
    assert_eq!(h1(A3, Some(Impact::I0)), Some(dec!(11000)), "presumed");
    assert_eq!(h1(A3, Some(Impact::I3)), Some(dec!(19000)));
    assert_eq!(h1(A2, None), Some(dec!(4000)), "not below A3");
}

#[test]
fn one_act_by_two_people_enters_once() {
    let facts = claim(vec![act("a", A5, &[], None)]);
    let mut twice = pairs(&facts);
    twice.push(twice[0]);
    let trace = assessed_as(&facts, &MECHANISM, twice);
    assert_eq!(amounts(&trace, Step::P1), [dec!(30000)]);
}

#[test]
fn an_act_whose_kind_is_still_open_has_the_floor() {
    let mut facts = plain();
    facts.acts[0].act = None;
    let trace = assessed(&facts);
    assert_eq!((amounts(&trace, Step::P1), head(&trace, Head::H1)), (vec![], Some(dec!(3000))));
}

#[test]
fn under_18_is_seen_by_the_days_where_they_tell() {
    let share = |birth: (&str, &str), period, under_18| {
        let mut facts = claim(vec![act("a", A5, &[], None)]);
        facts.claimant.birth = DateSpan::new(day(birth.0), day(birth.1));
        facts.claimant.under_18 = under_18;
        facts.acts[0].period = period;
        facts.acts[0].when = DateSpan::new(day("2020-05-01"), day("2020-06-30"));
        assessed(&facts).lines[0].amount
    };
    let (with, without) = (dec!(36000), dec!(30000));
    assert_eq!(share(("2002-07-01", "2002-07-01"), false, None), with);
    assert_eq!(share(("2002-06-30", "2002-06-30"), false, None), without, "not sure");
    assert_eq!(share(("2002-06-30", "2002-06-30"), true, None), with, "at its beginning");
    assert_eq!(share(("2002-06-30", "2002-06-30"), false, Some(Answer::Yes)), with, "as stated");
    assert_eq!(share(("1990-01-01", "2002-05-01"), false, Some(Answer::Yes)), without, "of age");
}
