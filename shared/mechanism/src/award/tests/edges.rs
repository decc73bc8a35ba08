//! Edges of each step: ties, exact boundaries, what is missing.

use super::super::Head;
use super::super::line::{Formula, Step, Subject};
use super::support::*;
use crate::Mechanism;
use crate::data::{ReferenceWage, Schedule, Sums};
use crate::facts::{Cost, CostKind, Earnings, LossProof, Offset, Schooling, Test};
use crate::trace::{Flag, Stopped};
use redress_kernel::code::{ActCode::*, Answer, Impact};
use redress_kernel::{DateSpan, Decimal, Money};
use rust_decimal_macros::dec;

/// A plain claim: A1, which comes to the floor of 3,000.00.
fn plain() -> crate::Facts {
    claim(vec![act("a1", A1, &[], None)])
}

fn paid_for(head: Option<Head>, kind: &str, amount: Money) -> Offset {
    let paid = Some(Answer::Yes);
    Offset { kind: label(kind), head, amount, paid, paid_on: None }
}

fn earnings(months: Decimal, monthly_wage: Option<Money>) -> Earnings {
    Earnings { months, monthly_wage, reference: None, causation: None }
}

// P1 to P3

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

// P4

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

// P5 and P6

#[test]
fn what_is_cut_goes_on_to_the_next_head_in_order() {
    let mut facts = plain();
    facts.losses.medical_past = vec![usd(dec!(50000))];
    facts.losses.medical_planned = Some(usd(dec!(9000)));
    facts.losses.psychosocial_extra = Some(usd(dec!(8000)));
    facts.losses.earnings = Some(earnings(dec!(1), Some(usd(dec!(700)))));
    facts.losses.schooling = Some(Schooling { years: dec!(1), training: false });
    let trace = assessed(&facts);
    let heads = [Head::H4, Head::H5, Head::H2f, Head::H3f].map(|h| head(&trace, h));
    assert_eq!(heads, [dec!(0), dec!(0), dec!(2000), dec!(8000)].map(Some));
    assert_eq!((trace.award.gross, trace.award.flags.len()), (dec!(63000), 0));
    let cut = amounts(&trace, Step::P5);
    assert_eq!(cut, [dec!(68900), dec!(8900), dec!(0), dec!(0), dec!(2000)]);
    holds_together(&trace, &facts);
}

#[test]
fn costs_with_papers_beyond_the_caps_are_paid_and_flagged() {
    let mut facts = claim(vec![act("a", A6, &[G1, G2, G3], None)]);
    facts.losses.medical_past = vec![usd(dec!(60000))];
    let trace = assessed(&facts);
    assert_eq!(
        (trace.award.gross, trace.award.flags.as_slice()),
        (dec!(129500), &[Flag::TotalOverMost][..])
    );
    facts.losses.medical_past = vec![usd(dec!(60000.01))];
    let trace = assessed(&facts);
    let both = [Flag::PecuniaryOverMost, Flag::TotalOverMost];
    assert_eq!((trace.award.gross, trace.award.flags.as_slice()), (dec!(129500.01), &both[..]));
    facts.losses.medical_past = vec![usd(dec!(50500))];
    assert_eq!(assessed(&facts).award.flags, [], "120,000.00 exactly");
}

// P7, H7

#[test]
fn helpers_are_paid_beside_the_award() {
    let mut facts = plain();
    let cost = |kind, paid| Cost { kind, paid };
    facts.costs = vec![
        cost(CostKind::Filing, None),
        cost(CostKind::Dna, Some(usd(dec!(250)))),
        cost(CostKind::Filing, None),
        cost(CostKind::Travel, None),
        cost(CostKind::Interpreting, Some(local(dec!(100), "EUR"))),
    ];
    facts.rates = vec![rate("EUR", dec!(0.9), "2026-01-01")];
    let trace = assessed(&facts);
    assert_eq!(trace.award.helpers, dec!(761.11), "400.00 once + 250.00 + 111.11");
    assert_eq!(sums(&trace), [dec!(3000), dec!(3000), dec!(3000), dec!(0)]);
    facts.costs.push(cost(CostKind::Travel, Some(usd(dec!(2500)))));
    facts.offsets = vec![paid_for(Some(Head::H7), "settlement", usd(dec!(100)))];
    let trace = assessed(&facts);
    assert_eq!(formula(&trace, "line-costs-most"), Formula::AtMost(dec!(3261.11), dec!(3000)));
    assert_eq!((trace.award.helpers, trace.award.net), (dec!(3000), dec!(3000)));
    assert_eq!(amount(&trace, "line-offset-lapses"), dec!(100));
    holds_together(&trace, &facts);
}

// P8 and P9

#[test]
fn only_money_that_was_paid_for_a_head_comes_off() {
    let net = |offset: Offset| {
        let mut facts = plain();
        facts.offsets = vec![offset];
        assessed(&facts).award.net
    };
    let head = Some(Head::H1);
    let sum = usd(dec!(500));
    assert_eq!(net(paid_for(head, "settlement", sum)), dec!(2500));
    assert_eq!(net(paid_for(head, "charity", sum)), dec!(3000));
    assert_eq!(net(paid_for(head, "gift", sum)), dec!(3000), "a kind that the rules don't list");
    assert_eq!(net(paid_for(None, "settlement", sum)), dec!(3000));
    assert_eq!(net(paid_for(Some(Head::H4), "settlement", sum)), dec!(3000), "not claimed: lapses");
    for paid in [None, Some(Answer::No), Some(Answer::Unknown)] {
        assert_eq!(net(Offset { paid, ..paid_for(head, "settlement", sum) }), dec!(3000));
    }
}

#[test]
fn offsets_come_off_one_after_the_other() {
    let mut facts = plain();
    facts.losses.medical_past = vec![usd(dec!(100))];
    facts.offsets = vec![
        paid_for(Some(Head::H1), "settlement", local(dec!(1), "EUR")),
        paid_for(Some(Head::H1), "judgment", usd(dec!(1999))),
        paid_for(Some(Head::H2p), "ex_gratia", usd(dec!(100))),
    ];
    facts.rates = vec![rate("EUR", dec!(0.9), "2026-01-01"), rate("EUR", dec!(0.5), "2025-06-01")];
    let trace = assessed(&facts);
    // 1.111.. is cut to 1.11; then 998.89 of 1,999.00 would stay below the floor.
    assert_eq!(
        amounts(&trace, Step::P8),
        [
            dec!(1.11),
            dec!(2998.89),
            dec!(1999),
            dec!(1000),
            dec!(0.11),
            dec!(100),
            dec!(0),
            dec!(1000),
        ]
    );
    facts.offsets[0].paid_on = Some(day("2025-07-01"));
    assert_eq!(amounts(&assessed(&facts), Step::P8)[0], dec!(2), "at the rate of its day");
    facts.offsets[0].paid_on = Some(day("2025-05-31"));
    let trace = assessed(&facts);
    let why = Stopped::RateMissing { currency: currency("EUR"), day: day("2025-05-31") };
    assert_eq!(trace.award.stops, [stop(Some(Head::H1), why)]);
    assert_eq!(trace.award.net, dec!(1001), "the others still come off");
    holds_together(&trace, &facts);
}

#[test]
fn a_review_that_comes_to_less_leaves_the_earlier_sum() {
    let reviewed = |earlier, interim| {
        let mut facts = plain();
        facts.review = case("C12-review").review;
        facts.review.as_mut().expect("a review").earlier_net = Some(usd(earlier));
        facts.interim.paid = Some(usd(interim));
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        trace
    };
    let trace = reviewed(dec!(3000.01), dec!(0));
    assert_eq!(
        (trace.award.net, trace.award.flags.as_slice()),
        (dec!(3000.01), &[Flag::EarlierSumStands][..])
    );
    assert_eq!(amount(&trace, "line-earlier-stands"), dec!(3000.01));
    let trace = reviewed(dec!(3000), dec!(0));
    assert!(trace.award.flags.is_empty() && !has(&trace, "line-top-up"));
    let trace = reviewed(dec!(500), dec!(3500));
    assert_eq!((trace.award.net, trace.award.absorbed), (dec!(500), dec!(0)));
}

// P10

#[test]
fn the_fund_factor_spares_the_first_part() {
    let paid = |interim, factor| {
        let mut facts = claim(vec![act("a", A2, &[], None)]);
        facts.interim.paid = Some(usd(interim));
        facts.fund.factor = factor;
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        [trace.award.net, trace.award.payable_now, trace.award.outstanding]
    };
    assert_eq!(paid(dec!(0), Some(dec!(1))), [dec!(4000), dec!(4000), dec!(0)]);
    assert_eq!(paid(dec!(0), Some(dec!(0.333333))), [dec!(4000), dec!(3333.33), dec!(666.67)]);
    assert_eq!(paid(dec!(1000), Some(dec!(0.000001))), [dec!(3000), dec!(3000), dec!(0)]);
    assert_eq!(paid(dec!(999.99), Some(dec!(0.5))), [dec!(3000.01), dec!(3000), dec!(0.01)]);
    assert_eq!(paid(dec!(4000), Some(dec!(0.5))), [dec!(0); 3]);
}

#[test]
fn what_was_paid_before_counts_against_the_same_factor() {
    let paid = |before, factor| {
        let mut facts = claim(vec![act("a", A2, &[], None)]);
        facts.payment.paid = Some(usd(before));
        facts.fund.factor = Some(factor);
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        [trace.award.net, trace.award.payable_now, trace.award.outstanding]
    };
    assert_eq!(paid(dec!(3400), dec!(0.4)), [dec!(4000), dec!(0), dec!(600)], "as last period");
    assert_eq!(paid(dec!(3400), dec!(0.5)), [dec!(4000), dec!(100), dec!(500)]);
    assert_eq!(paid(dec!(3400), dec!(0.1)), [dec!(4000), dec!(0), dec!(600)], "stays paid");
    assert_eq!(paid(dec!(5000), dec!(1)), [dec!(4000), dec!(0), dec!(0)], "never asked back");
}

// P11 and P12

/// A claim with so much to pay.
fn payable(sum: Decimal) -> crate::Facts {
    let mut facts = plain();
    facts.interim.paid = Some(usd(dec!(3000) - sum));
    facts
}

#[test]
fn instalments_below_the_least_are_merged() {
    let split = |sum, parts| {
        let mut facts = payable(sum);
        facts.payment.instalments = Some(parts);
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        (instalments(&trace), trace.award.flags.contains(&Flag::InstalmentsMerged))
    };
    assert_eq!(split(dec!(350), 5), (vec![dec!(116.67), dec!(116.67), dec!(116.66)], true));
    assert_eq!(split(dec!(500), 5), (vec![dec!(100); 5], false));
    assert_eq!(split(dec!(499.99), 5).0.len(), 4);
    assert_eq!(split(dec!(0.01), 3), (vec![dec!(0.01)], true));
    assert_eq!(split(dec!(3000), 7), (vec![dec!(600); 5], true), "no more than five");
}

#[test]
fn shares_below_the_least_are_put_together() {
    let split = |sum, shares: &[Decimal]| {
        let mut facts = payable(sum);
        facts.payment.percentages = shares.to_vec();
        let days = ["2026-05-01", "2026-06-01", "2026-07-01"];
        facts.payment.instructed_on = days.map(day).to_vec();
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        let days = trace.award.instalments.iter().map(|part| u8::from(part.day.month()));
        let days: Vec<u8> = days.collect();
        (instalments(&trace), days, trace.award.flags.contains(&Flag::InstalmentsMerged))
    };
    let (half, quarter) = (dec!(50), dec!(25));
    assert_eq!(
        split(dec!(350), &[half, quarter, quarter]),
        (vec![dec!(175), dec!(175)], vec![5, 6], true)
    );
    assert_eq!(
        split(dec!(350), &[quarter, quarter, half]),
        (vec![dec!(175), dec!(175)], vec![5, 7], true)
    );
    assert_eq!(split(dec!(250), &[half, half]), (vec![dec!(125), dec!(125)], vec![5, 6], false));
    assert_eq!(split(dec!(350), &[dec!(90), dec!(10)]), (vec![dec!(350)], vec![5], true));
    let sixths = [dec!(16.67), dec!(16.67), dec!(16.66), dec!(16.67), dec!(16.67), dec!(16.66)];
    let (parts, _, merged) = split(dec!(2999.99), &sixths);
    assert_eq!((parts.len(), merged), (5, true), "no more than five");
    assert_eq!(parts[4], dec!(999.89), "33.33 per cent, cut");
}

#[test]
fn an_instalment_without_a_rate_has_no_local_sum() {
    let mut facts = plain();
    facts.payment.instalments = Some(3);
    facts.payment.currency = Some(currency("IQD"));
    facts.payment.instructed_on = vec![day("2026-04-20"), day("2026-05-20")];
    facts.rates = vec![rate("IQD", dec!(1309.87654321), "2026-05-01")];
    let trace = assessed(&facts);
    assert_eq!(locals(&trace), [None, Some(dec!(1309876.543)), None]);
    let missing = |on| stop(None, Stopped::RateMissing { currency: currency("IQD"), day: day(on) });
    assert_eq!(trace.award.stops, [missing("2026-04-20"), missing("2026-04-15")]);
    assert_eq!(line(&trace, "line-local").amount.scale(), 3);
    holds_together(&trace, &facts);
}

#[test]
fn numbers_that_are_too_large_stop_and_do_not_panic() {
    let mut facts = plain();
    let most = redress_kernel::money::AMOUNT_MAX;
    facts.losses.medical_past = vec![usd(most), usd(most)];
    facts.losses.medical_planned = Some(local(most, "CDF"));
    facts.rates = vec![rate("CDF", dec!(0.00000001), "2026-01-01")];
    let trace = assessed(&facts);
    let large = |head| stop(Some(head), Stopped::TooLarge);
    assert_eq!(trace.award.stops, [large(Head::H2p), large(Head::H2f)]);
    assert_eq!(trace.award.net, dec!(3000));
    for units in [dec!(0), dec!(-1)] {
        facts.losses.medical_past.clear();
        facts.rates[0].units_per_usd = units;
        assert_eq!(assessed(&facts).award.stops, [large(Head::H2f)]);
    }
    facts.losses.medical_planned = None;
    facts.payment.currency = Some(currency("CDF"));
    facts.rates[0].units_per_usd = Decimal::MAX;
    let trace = assessed(&facts);
    assert_eq!(trace.award.stops, [stop(None, Stopped::TooLarge)]);
    assert_eq!((instalments(&trace), locals(&trace)), (vec![dec!(3000)], vec![None]));
}
