//! Edges of losses (P4): papers, proof, rates, wages, school.

use super::*;

#[test]
fn papers_stand_instead_of_the_sum_without_papers() {
    let mut facts = plain();
    facts.losses.care_sought = Some(Answer::Yes);
    assert_eq!(head(&assessed(&facts), Head::H2p), Some(dec!(150)));
    facts.losses.care_sought = Some(Answer::Unknown);
    assert_eq!(head(&assessed(&facts), Head::H2p), None);
    facts.losses.care_sought = Some(Answer::Yes);
    facts.losses.medical_past = vec![usd(dec!(5)), usd(dec!(7.10))];
    let trace = assessed(&facts);
    assert_eq!(head(&trace, Head::H2p), Some(dec!(12.10)));
    assert_eq!(amount(&trace, "line-papers-sum"), dec!(12.10));
}

#[test]
fn a_missing_rate_stops_its_line_and_nothing_else() {
    let mut facts = plain();
    let costs = [local(dec!(10000), "XAF"), usd(dec!(5)), local(dec!(3.001), "IQD")];
    facts.losses.medical_past = costs.to_vec();
    facts.losses.medical_planned = Some(local(dec!(100), "XAF"));
    facts.rates = vec![
        rate("XAF", dec!(600), "2026-04-16"),
        rate("IQD", dec!(1310), "2026-04-15"),
        rate("IQD", dec!(0.0001), "2026-04-16"),
    ];
    let trace = assessed(&facts);
    let why = Stopped::RateMissing { currency: currency("XAF"), day: day("2026-04-15") };
    assert_eq!(trace.award.stops, [stop(Some(Head::H2p), why), stop(Some(Head::H2f), why)]);
    assert_eq!(head(&trace, Head::H2p), Some(dec!(5)));
    assert_eq!(trace.award.net, dec!(3005));
    assert_eq!(instalments(&trace), [dec!(3005)]);
    holds_together(&trace, &facts);
}

#[test]
fn a_rate_holds_from_its_day_until_the_next() {
    let mut facts = plain();
    facts.losses.medical_past = vec![local(dec!(1200), "XAF")];
    facts.rates = vec![
        rate("XAF", dec!(600), "2026-04-15"),
        rate("XAF", dec!(500), "2026-04-14"),
        rate("XAF", dec!(400), "2026-04-16"),
    ];
    assert_eq!(head(&assessed(&facts), Head::H2p), Some(dec!(2)));
    facts.assessed_on = day("2026-04-14");
    assert_eq!(head(&assessed(&facts), Head::H2p), Some(dec!(2.40)));
}

#[test]
fn each_voucher_is_rounded_by_itself() {
    let mut facts = plain();
    // 15 / 3,000 is half a cent; ten of them would be five cents together.
    facts.losses.medical_past = vec![local(dec!(15), "CDF"); 10];
    facts.rates = vec![rate("CDF", dec!(3000), "2026-01-01")];
    assert_eq!(head(&assessed(&facts), Head::H2p), Some(dec!(0.10)), "ten times half a cent");
}

#[test]
fn past_counselling_stands_instead_of_the_programme() {
    let mut facts = claim(vec![act("a", A3, &[], None)]);
    facts.losses.programme_declined = None;
    assert_eq!(head(&assessed(&facts), Head::H3p), Some(dec!(960)));
    facts.losses.psychosocial_past = vec![usd(dec!(200))];
    assert_eq!(head(&assessed(&facts), Head::H3p), Some(dec!(200)));
    facts.proof.losses = vec![LossProof { head: Head::H3p, reaches: Test::None }];
    let trace = assessed(&facts);
    assert_eq!(amount(&trace, "line-not-proved"), dec!(0));
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)), "as without papers");
    facts.losses.programme_declined = Some(Answer::Yes);
    assert_eq!(head(&assessed(&facts), Head::H3p), Some(dec!(0)));
}

#[test]
fn a_loss_over_the_limit_needs_the_stricter_test() {
    let h4 = |wage, reaches: Option<Test>| {
        let mut facts = plain();
        facts.losses.earnings = Some(earnings(dec!(1), Some(usd(wage))));
        facts.proof.losses.extend(reaches.map(|reaches| LossProof { head: Head::H4, reaches }));
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        assert_eq!(trace.award.net, dec!(3000) + trace.award.heads[Head::H4 as usize].expect("H4"));
        (head(&trace, Head::H4), has(&trace, "line-not-proved"))
    };
    assert_eq!(h4(dec!(5000), Some(Test::Likelihood)), (Some(dec!(5000)), false));
    assert_eq!(h4(dec!(5000.01), Some(Test::Likelihood)), (Some(dec!(0)), true));
    assert_eq!(h4(dec!(5000.01), Some(Test::Balance)), (Some(dec!(5000.01)), false));
    assert_eq!(h4(dec!(1), Some(Test::None)), (Some(dec!(0)), true));
    assert_eq!(h4(dec!(5000.01), None), (Some(dec!(5000.01)), false), "stands as stated");
}

#[test]
fn every_loss_can_fail_for_want_of_proof_and_no_presumption_does() {
    let mut facts = claim(vec![act("a", A3, &[], None)]);
    facts.losses.programme_declined = None;
    facts.losses.medical_past = vec![usd(dec!(10))];
    facts.losses.medical_planned = Some(usd(dec!(20)));
    facts.losses.psychosocial_extra = Some(usd(dec!(30)));
    facts.losses.earnings = Some(earnings(dec!(1), Some(usd(dec!(40)))));
    facts.losses.schooling = Some(Schooling { years: dec!(1), training: true });
    let none = |head| LossProof { head, reaches: Test::None };
    facts.proof.losses = Head::ALL.map(none).to_vec();
    let trace = assessed(&facts);
    let refused = trace.lines.iter().filter(|line| line.label == "line-not-proved");
    let refused: Vec<_> = refused.filter_map(|line| line.head).collect();
    assert_eq!(refused, [Head::H2p, Head::H2f, Head::H3f, Head::H4, Head::H5]);
    assert_eq!(trace.award.gross, dec!(11960), "harm and the programme stand");
    facts.losses.medical_past.clear();
    facts.losses.care_sought = Some(Answer::Yes);
    assert_eq!(head(&assessed(&facts), Head::H2p), Some(dec!(0)));
    holds_together(&trace, &facts);
}

#[test]
fn months_count_in_half_steps_upwards() {
    let counted = |months| {
        let mut facts = plain();
        facts.losses.earnings = Some(earnings(months, Some(usd(dec!(1)))));
        let trace = assessed(&facts);
        let line = trace.lines.iter().find(|line| line.head == Some(Head::H4)).expect("H4");
        (line.amount, line.label)
    };
    assert_eq!(counted(dec!(2)), (dec!(2), "line-earnings"));
    assert_eq!(counted(dec!(2.000001)), (dec!(2.5), "line-earnings"));
    assert_eq!(counted(dec!(59.7)), (dec!(60), "line-earnings"));
    assert_eq!(counted(dec!(60.1)), (dec!(60), "line-earnings-most"));
    assert_eq!(counted(Decimal::MAX), (dec!(60), "line-earnings-most"));
}

#[test]
fn a_wage_is_proved_or_the_usual_one_of_the_place() {
    let mut sums = Sums::parse(crate::data::SHIPPED_SCHEDULE).expect("the shipped one");
    let wage = |monthly, effective_from| ReferenceWage {
        place: label("bangui"),
        monthly: local(monthly, "XAF"),
        effective_from: day(effective_from),
        source: "draft".to_owned(),
    };
    sums.earnings.reference_wages = vec![
        wage(dec!(70000), "2026-01-01"),
        wage(dec!(60000), "2025-01-01"),
        wage(dec!(90000), "2026-05-01"),
    ];
    let mechanism = Mechanism { schedule: Schedule::new(sums), ..Mechanism::shipped() };
    let mut facts = plain();
    facts.rates = vec![rate("XAF", dec!(600), "2026-01-01")];
    facts.losses.earnings = Some(earnings(dec!(3), None));
    let assessed = |facts: &crate::Facts| assessed_as(facts, &mechanism, pairs(facts));
    let trace = assessed(&facts);
    assert_eq!(trace.award.stops, [stop(Some(Head::H4), Stopped::WageMissing)]);
    assert_eq!((head(&trace, Head::H4), trace.award.net), (None, dec!(3000)));
    let set = |facts: &mut crate::Facts, place| {
        if let Some(earnings) = &mut facts.losses.earnings {
            earnings.reference = Some(label(place));
        }
    };
    set(&mut facts, "bria");
    assert_eq!(assessed(&facts).award.stops, [stop(Some(Head::H4), Stopped::WageMissing)]);
    set(&mut facts, "bangui");
    let trace = assessed(&facts);
    assert_eq!(amount(&trace, "line-earnings-reference"), dec!(350), "3 x 70,000 / 600");
    facts.assessed_on = day("2025-12-31");
    let missing = Stopped::RateMissing { currency: currency("XAF"), day: facts.assessed_on };
    assert_eq!(assessed(&facts).award.stops, [stop(Some(Head::H4), missing)]);
}

#[test]
fn causation_is_one_of_the_schedule() {
    let mut facts = plain();
    let mut lost = earnings(dec!(3), Some(usd(dec!(33.33))));
    lost.causation = Some(dec!(0.750));
    facts.losses.earnings = Some(lost);
    assert_eq!(head(&assessed(&facts), Head::H4), Some(dec!(74.99)), "74.9925");
    lost.causation = Some(dec!(0.8));
    facts.losses.earnings = Some(lost);
    let trace = assessed(&facts);
    assert_eq!(trace.award.stops, [stop(Some(Head::H4), Stopped::CausationUnknown)]);
    assert_eq!(trace.award.net, dec!(3000));
}

#[test]
fn school_years_count_in_half_steps_up_to_the_most() {
    let lost = |years, training| {
        let mut facts = plain();
        facts.losses.schooling = Some(Schooling { years, training });
        head(&assessed(&facts), Head::H5)
    };
    assert_eq!(lost(dec!(0.1), false), Some(dec!(600)));
    assert_eq!(lost(dec!(6.5), false), Some(dec!(7200)));
    assert_eq!(lost(dec!(0), true), Some(dec!(2500)));
}
