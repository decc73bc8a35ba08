//! The worked cases as far as their heads are built, and what must hold for every award.
//! The expected figures were computed independently of this code.

use super::*;
use proptest::prelude::*;
use redress_kernel::code::{ActCode, Aggravation, Aggravation::*, Impact};
use redress_kernel::ids::ActId;
use redress_kernel::money::grouped;
use redress_kernel::{Currency, Date, DateSpan, Decimal, Money, Uuid};
use rust_decimal_macros::dec;

fn usd(amount: Decimal) -> Money {
    Money::usd(amount).expect("an amount")
}

fn local(amount: Decimal, code: &str) -> Money {
    Money::new(amount, code.parse().expect("a currency")).expect("an amount")
}

fn act(number: u128, code: ActCode, aggravations: &[Aggravation]) -> Entering {
    Entering {
        act_id: ActId(Uuid::from_u128(number)),
        act: code,
        aggravations: aggravations.to_vec(),
        when: None,
    }
}

fn rates(list: &[(&str, Decimal)]) -> Rates {
    list.iter()
        .map(|(code, units)| {
            let rate = Rate {
                rate_id: format!("sample-{code}"),
                units_per_usd: *units,
                effective_on: Date::from_calendar_date(2026, time::Month::March, 1).expect("a day"),
            };
            (code.parse().expect("a currency"), rate)
        })
        .collect()
}

fn assessed(claimed: &Claimed, rates: &Rates) -> Assessment {
    assess(&Schedule::shipped(), claimed, rates).expect("an award")
}

fn line<'a>(award: &'a Assessment, key: &str) -> &'a Line {
    award.lines.iter().find(|line| line.label.key == key).expect("the line")
}

#[test]
fn c01_plain_with_interim_and_uneven_thirds() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A5, &[G6])], Some(Impact::I2));
    claimed.interim_paid = usd(dec!(3000));
    let award = assessed(&claimed, &Rates::new());
    assert_eq!(line(&award, "line-act-A5").arithmetic, "30,000.00 x (1 + 0.05) = 31,500.00");
    assert_eq!(award.heads[&Head::H1], usd(dec!(36500)));
    assert_eq!(award.heads[&Head::H3p], usd(dec!(960)));
    assert_eq!((award.gross, award.net), (usd(dec!(37460)), usd(dec!(34460))));
    assert_eq!((award.payable_now, award.outstanding), (award.net, usd(dec!(0))));
    let thirds = award.net.split_equal(3).expect("thirds");
    assert_eq!(thirds, [usd(dec!(11486.67)), usd(dec!(11486.67)), usd(dec!(11486.66))]);
}

#[test]
fn c03_a_minor_with_lost_school() {
    let acts = vec![act(1, ActCode::A6, &[G1, G2])];
    let mut claimed = Claimed::of_acts(acts, Some(Impact::I3));
    claimed.schooling = Some(Schooling { years: dec!(3.5), training: true });
    let award = assessed(&claimed, &Rates::new());
    assert_eq!(award.heads[&Head::H1], usd(dec!(70750)));
    assert_eq!(award.heads[&Head::H5], usd(dec!(6700)));
    assert_eq!(award.net, usd(dec!(78410)));
}

/// Four acts, every cap reached.
fn c04() -> Claimed {
    let acts = vec![
        act(1, ActCode::A6, &[G1, G2, G4, G6, G7]),
        act(2, ActCode::A5, &[G6]),
        act(3, ActCode::A3, &[]),
        act(4, ActCode::A2, &[]),
    ];
    let mut claimed = Claimed::of_acts(acts, Some(Impact::I4));
    claimed.past_medical = vec![usd(dec!(1243.37))];
    claimed.planned_medical = Some(usd(dec!(18000)));
    claimed.past_psychosocial = vec![usd(dec!(2700))];
    claimed.earnings =
        Some(Earnings { months: dec!(72), monthly_wage: usd(dec!(850)), causation: dec!(1) });
    claimed
}

#[test]
fn c04_every_cap() {
    let award = assessed(&c04(), &Rates::new());
    let weighted: Vec<Money> =
        award.lines.iter().filter(|line| line.step == "P2").map(|line| line.amount).collect();
    assert_eq!(weighted, [dec!(67500), dec!(15750), dec!(2250), dec!(0)].map(usd));
    assert_eq!(line(&award, "line-moral-sum").amount, usd(dec!(105500)));
    assert_eq!(award.heads[&Head::H1], usd(dec!(75000)));
    assert_eq!(award.heads[&Head::H2p], usd(dec!(1243.37)));
    assert_eq!(award.heads[&Head::H2f], usd(dec!(15000)));
    assert_eq!(line(&award, "line-earnings-most").amount, usd(dec!(51000)));
    let cut = line(&award, "line-cut-pecuniary");
    assert_eq!((cut.step.as_str(), cut.amount), ("P5", usd(dec!(41056.63))));
    assert_eq!(cut.arithmetic, "51,000.00 - 9,943.37 = 41,056.63");
    assert_eq!(line(&award, "line-cut-total").amount, usd(dec!(26056.63)));
    assert_eq!((award.gross, award.net), (usd(dec!(120000)), usd(dec!(120000))));
    assert!(award.flags.is_empty());
}

#[test]
fn c05_the_floor() {
    let award = assessed(&Claimed::of_acts(vec![act(1, ActCode::A1, &[])], None), &Rates::new());
    assert_eq!(line(&award, "line-moral-floor").arithmetic, "max(2,500.00, 3,000.00) = 3,000.00");
    assert_eq!(award.net, usd(dec!(3000)));
    assert!(!award.heads.contains_key(&Head::H3p), "the programme begins with A3");
}

#[test]
fn c07_the_half_cent_goes_up() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A4, &[G6])], None);
    claimed.earnings = Some(Earnings {
        months: dec!(10),
        monthly_wage: local(dec!(100001.00), "CDF"),
        causation: dec!(1),
    });
    let award = assessed(&claimed, &rates(&[("CDF", dec!(2000))]));
    assert_eq!(line(&award, "line-impact-presumed").amount, usd(dec!(2000)));
    assert_eq!(award.heads[&Head::H1], usd(dec!(17750)));
    let earnings = line(&award, "line-earnings");
    assert_eq!(earnings.amount, usd(dec!(500.01)));
    assert_eq!(earnings.rounding, Some(Rounding::Round2));
    assert_eq!(earnings.arithmetic, "10 x 100,001.00 CDF / 2000 = 500.01");
    assert_eq!(award.net, usd(dec!(19210.01)));
}

#[test]
fn c08_an_offset_beyond_the_head_leaves_the_floor_and_lapses() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A5, &[])], Some(Impact::I2));
    claimed.offsets = vec![Offset { head: Head::H1, paid: local(dec!(40000), "EUR") }];
    let award = assessed(&claimed, &rates(&[("EUR", dec!(0.907))]));
    assert_eq!(line(&award, "line-already-paid").amount, usd(dec!(44101.43)));
    let applied = line(&award, "line-offset");
    assert_eq!(applied.label.args["applied"], "34,000.00");
    assert_eq!(applied.label.args["unused"], "10,101.43");
    assert_eq!(award.heads[&Head::H1], usd(dec!(1000)));
    assert_eq!(award.net, usd(dec!(1960)));
}

#[test]
fn c09_interim_beyond_the_award_is_absorbed() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A1, &[])], Some(Impact::I0));
    claimed.offsets = vec![Offset { head: Head::H1, paid: usd(dec!(2600)) }];
    claimed.interim_paid = usd(dec!(3000));
    let award = assessed(&claimed, &Rates::new());
    assert_eq!(line(&award, "line-offset").label.args["unused"], "600.00");
    assert_eq!((award.net, award.absorbed), (usd(dec!(0)), usd(dec!(2000))));
}

#[test]
fn c10_papers_in_a_currency_without_decimals() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A4, &[G2])], Some(Impact::I1));
    claimed.past_medical = vec![local(dec!(215500), "XAF")];
    let award = assessed(&claimed, &rates(&[("XAF", dec!(603.5))]));
    assert_eq!(award.heads[&Head::H2p], usd(dec!(357.08)));
    assert_eq!(award.net, usd(dec!(20567.08)));
}

#[test]
fn c11_a_short_fund_keeps_the_rest_owed() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A6, &[G4, G5])], Some(Impact::I3));
    claimed.planned_medical = Some(usd(dec!(4000)));
    claimed.earnings =
        Some(Earnings { months: dec!(24), monthly_wage: usd(dec!(310.55)), causation: dec!(1) });
    claimed.interim_paid = usd(dec!(3000));
    claimed.fund_factor = dec!(0.65);
    let award = assessed(&claimed, &Rates::new());
    assert_eq!((award.gross, award.net), (usd(dec!(76413.20)), usd(dec!(73413.20))));
    assert_eq!(award.payable_now, usd(dec!(48768.58)));
    assert_eq!(award.outstanding, usd(dec!(24644.62)));
}

#[test]
fn c12_the_programme_can_be_declined() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A5, &[G3])], Some(Impact::I2));
    claimed.programme_declined = true;
    assert_eq!(assessed(&claimed, &Rates::new()).net, usd(dec!(39500)));
    claimed.impact = Some(Impact::I3);
    assert_eq!(assessed(&claimed, &Rates::new()).net, usd(dec!(44500)));
}

#[test]
fn acts_of_equal_value_rank_by_date_and_then_by_identifier() {
    // 30,000 x 1.50 and 45,000 x 1.00 are both 45,000.00.
    let dated = |mut act: Entering, year| {
        act.when = DateSpan::from_parts(year, None, None);
        act
    };
    let grave = dated(act(9, ActCode::A5, &[G1, G2, G3]), 2018);
    let later = dated(act(1, ActCode::A6, &[]), 2019);
    let twin = dated(act(2, ActCode::A6, &[]), 2019);
    let undated = act(0, ActCode::A6, &[]);
    let order = |acts: Vec<Entering>| {
        let award = assessed(&Claimed::of_acts(acts, None), &Rates::new());
        let ranked = award.lines.iter().filter(|line| line.step == "P2");
        ranked.map(|line| line.inputs[0].value.clone()).collect::<Vec<_>>()
    };
    let expected: Vec<String> =
        [&grave, &later, &twin, &undated].iter().map(|act| act.act_id.to_string()).collect();
    assert_eq!(order(vec![twin, undated, later, grave]), expected);
}

#[test]
fn boundaries_of_aggravations_floor_and_cap() {
    let award =
        assessed(&Claimed::of_acts(vec![act(1, ActCode::A5, &[G1, G2, G3])], None), &Rates::new());
    assert_eq!(line(&award, "line-act-A5").arithmetic, "30,000.00 x (1 + 0.5) = 45,000.00");
    let twice = act(1, ActCode::A5, &[G4, G4, G4]);
    let award = assessed(&Claimed::of_acts(vec![twice], None), &Rates::new());
    assert_eq!(line(&award, "line-act-A5").amount, usd(dec!(33000)), "each counts once");
    // 67,500.00 + 0.50 x 5,000.00 + 5,000.00 is 75,000.00: reached, not cut.
    let acts = vec![act(1, ActCode::A6, &[G1, G2, G3]), act(2, ActCode::A2, &[G1, G6])];
    let award = assessed(&Claimed::of_acts(acts, Some(Impact::I2)), &Rates::new());
    assert_eq!(award.heads[&Head::H1], usd(dec!(75000)));
    assert!(award.lines.iter().all(|line| line.label.key != "line-moral-most"));
}

#[test]
fn care_without_papers_stands_and_a_missing_rate_stops() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A3, &[])], None);
    claimed.care_sought = true;
    assert_eq!(assessed(&claimed, &Rates::new()).heads[&Head::H2p], usd(dec!(150)));
    claimed.past_medical = vec![local(dec!(10000), "XAF"), usd(dec!(5))];
    let missing = assess(&Schedule::shipped(), &claimed, &Rates::new());
    assert_eq!(missing, Err(AwardError::RateMissing("XAF".parse().expect("a currency"))));
    let known = assessed(&claimed, &rates(&[("XAF", dec!(600))]));
    assert_eq!(known.heads[&Head::H2p], usd(dec!(21.67)), "papers stand instead");
}

#[test]
fn months_count_in_half_steps_and_causation_is_one_of_the_schedule() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A3, &[])], None);
    let wage = usd(dec!(100));
    let earnings = |months, causation| Some(Earnings { months, monthly_wage: wage, causation });
    claimed.earnings = earnings(dec!(2.1), dec!(0.75));
    assert_eq!(assessed(&claimed, &Rates::new()).heads[&Head::H4], usd(dec!(187.50)));
    claimed.earnings = earnings(dec!(2.5), dec!(0.8));
    let wrong = assess(&Schedule::shipped(), &claimed, &Rates::new());
    assert_eq!(wrong, Err(AwardError::BadCausation));
    claimed.earnings = earnings(dec!(-1), dec!(1));
    let negative = assess(&Schedule::shipped(), &claimed, &Rates::new());
    assert_eq!(negative, Err(AwardError::Negative));
}

#[test]
fn costs_with_papers_beyond_the_cap_are_paid_and_flagged() {
    let mut claimed = Claimed::of_acts(vec![act(1, ActCode::A3, &[])], None);
    claimed.past_medical = vec![usd(dec!(70000))];
    let award = assessed(&claimed, &Rates::new());
    assert_eq!(award.heads[&Head::H2p], usd(dec!(70000)));
    assert_eq!(award.flags, ["pecuniary_over_most"]);
}

/// A claim of any acts and losses.
fn any_claim() -> impl Strategy<Value = Claimed> {
    let act =
        (0..6_usize, prop::collection::vec(0..8_usize, 0..6), prop::option::of(2010..2025_i32));
    let losses = (0_i64..9_000_000, 0_i64..3_000_000, 0_i64..9_000_000, 0..4_usize, 0_i64..150);
    (prop::collection::vec(act, 1..6), 0..5_usize, losses, any::<(bool, bool)>(), 1_i64..101)
        .prop_map(
            |(acts, impact, (past, planned, wage, share, halves), (care, declined), factor)| {
                let acts =
                    acts.into_iter().enumerate().map(|(place, (code, grave, year))| Entering {
                        act_id: ActId(Uuid::from_u128(place as u128)),
                        act: ActCode::ALL[code],
                        aggravations: grave
                            .into_iter()
                            .map(|code| Aggravation::ALL[code])
                            .collect(),
                        when: year.and_then(|year| DateSpan::from_parts(year, None, None)),
                    });
                let mut claimed = Claimed::of_acts(acts.collect(), Some(Impact::ALL[impact]));
                claimed.past_medical = vec![usd(Decimal::new(past, 2))];
                claimed.planned_medical = Some(usd(Decimal::new(planned, 2)));
                claimed.care_sought = care;
                claimed.programme_declined = declined;
                claimed.earnings = Some(Earnings {
                    months: Decimal::new(halves, 0) / dec!(2),
                    monthly_wage: local(Decimal::new(wage, 2), "CDF"),
                    causation: [dec!(1), dec!(0.75), dec!(0.5), dec!(0.25)][share],
                });
                claimed.fund_factor = Decimal::new(factor, 2);
                claimed
            },
        )
}

proptest! {
    #[test]
    fn the_order_of_acts_plays_no_part(claimed in any_claim(), turn in 0..6_usize) {
        let rates = rates(&[("CDF", dec!(2871.37))]);
        let before = assessed(&claimed, &rates);
        let mut turned = claimed.clone();
        let turn = turn.min(turned.acts.len());
        turned.acts.rotate_left(turn);
        turned.acts[..].reverse();
        prop_assert_eq!(assessed(&turned, &rates), before);
    }

    #[test]
    fn caps_hold_and_nothing_gets_lost(claimed in any_claim()) {
        let award = assessed(&claimed, &rates(&[("CDF", dec!(2871.37))]));
        let h1 = award.heads[&Head::H1].amount();
        prop_assert!((dec!(3000)..=dec!(75000)).contains(&h1));
        let never_cut = claimed.past_medical[0].amount() + dec!(960);
        prop_assert!(award.gross.amount() <= dec!(120000).max(h1 + never_cut));
        let loss = award.gross.amount() - h1;
        prop_assert!(loss <= dec!(60000).max(never_cut));
        prop_assert!(award.heads.values().all(|amount| amount.amount() >= Decimal::ZERO));
        let parts = award.payable_now.checked_add(award.outstanding).expect("a sum");
        prop_assert_eq!(parts, award.net);
        prop_assert_eq!(award.net, award.gross, "no offsets, no interim");
        prop_assert!(award.payable_now.amount() >= award.net.amount().min(dec!(3000)));
    }

    #[test]
    fn every_line_says_its_own_result(claimed in any_claim()) {
        let award = assessed(&claimed, &rates(&[("CDF", dec!(2871.37))]));
        for (place, line) in award.lines.iter().enumerate() {
            prop_assert_eq!(usize::from(line.line_no), place + 1);
            let said = line.arithmetic.rsplit(" = ").next().unwrap_or_default();
            prop_assert_eq!(said, grouped(line.amount.amount()));
            prop_assert_eq!(line.amount.currency(), Currency::USD);
        }
    }
}
