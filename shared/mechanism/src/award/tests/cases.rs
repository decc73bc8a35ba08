//! The twelve worked cases, figure by figure. They were computed independently of this code.

use super::super::Head;
use super::super::line::{Formula, Rounding, Step, Subject};
use super::support::*;
use crate::Trace;
use crate::trace::{Flag, Later};
use redress_kernel::code::ActCode;
use redress_kernel::{Decimal, money};
use rust_decimal_macros::dec;

/// Half to even, which is never used here.
fn bankers(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointNearestEven)
}

/// A case by its file, with what must hold for every award.
#[track_caller]
fn worked(name: &str) -> Trace {
    let facts = case(name);
    let trace = assessed(&facts);
    holds_together(&trace, &facts);
    assert_eq!(trace.award.stops, [], "{name}");
    trace
}

#[test]
fn c01_plain_with_interim_and_uneven_thirds() {
    let trace = worked("C01");
    let act = line(&trace, "line-act-A5");
    let (base, share, most) = (dec!(30000), dec!(0.05), dec!(0.50));
    assert_eq!(act.formula, Formula::Aggravated { base, share, most });
    assert_eq!((act.step, act.subject, act.amount), (Step::P1, Subject::Act(0), dec!(31500)));
    assert_eq!(amounts(&trace, Step::P2), [dec!(31500)]);
    assert_eq!(amount(&trace, "line-impact-I2"), dec!(5000));
    assert_eq!(head(&trace, Head::H1), Some(dec!(36500)));
    assert_eq!(formula(&trace, "line-sessions"), Formula::Product(dec!(24), dec!(40)));
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)));
    let net = Formula::LessDownToZero(dec!(37460), dec!(3000));
    assert_eq!(formula(&trace, "line-due-after-interim"), net);
    assert_eq!(sums(&trace), [dec!(37460), dec!(34460), dec!(34460), dec!(0)]);
    assert_eq!(instalments(&trace), [dec!(11486.67), dec!(11486.67), dec!(11486.66)]);
    assert_eq!(trace.award.flags, []);
}

#[test]
fn c02_what_does_not_enter_has_no_award() {
    let facts = case("C02");
    let trace = assessed(&facts);
    assert!(!trace.assessed && trace.lines.is_empty());
    assert_eq!(sums(&trace), [dec!(0); 4]);
}

#[test]
fn c03_a_minor_whose_act_counts_as_graver() {
    let facts = case("C03");
    let mut pairs = pairs(&facts);
    pairs[0].counts_as = Some(ActCode::A6);
    let trace = assessed_as(&facts, &MECHANISM, pairs);
    holds_together(&trace, &facts);
    let (base, share, most) = (dec!(45000), dec!(0.35), dec!(0.50));
    assert_eq!(formula(&trace, "line-act-A6"), Formula::Aggravated { base, share, most });
    assert_eq!(amounts(&trace, Step::P1), [dec!(60750)]);
    assert_eq!(amount(&trace, "line-impact-I3"), dec!(10000));
    assert_eq!(head(&trace, Head::H1), Some(dec!(70750)));
    let school = Formula::ProductPlus(dec!(3.5), dec!(1200), dec!(2500));
    assert_eq!(formula(&trace, "line-schooling-training"), school);
    assert_eq!(head(&trace, Head::H5), Some(dec!(6700)));
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)));
    assert_eq!(sums(&trace), [dec!(78410), dec!(78410), dec!(78410), dec!(0)]);
    let award = &trace.award;
    assert_eq!((award.released, award.in_trust), (Some(dec!(7841)), Some(dec!(70569))));
    assert_eq!(amount(&trace, "line-trust"), dec!(70569));
    assert_eq!(instalments(&trace), [dec!(7841)]);
}

#[test]
fn c04_every_cap() {
    let trace = worked("C04");
    let (base, share, most) = (dec!(45000), dec!(0.55), dec!(0.50));
    assert_eq!(formula(&trace, "line-act-A6"), Formula::Aggravated { base, share, most });
    let values = [dec!(67500), dec!(31500), dec!(9000), dec!(4000)];
    assert_eq!(amounts(&trace, Step::P1), values);
    assert_eq!(amounts(&trace, Step::P2), [dec!(67500), dec!(15750), dec!(2250), dec!(0)]);
    assert_eq!(amount(&trace, "line-impact-I4"), dec!(20000));
    assert_eq!(amount(&trace, "line-moral-sum"), dec!(105500));
    assert_eq!(formula(&trace, "line-moral-most"), Formula::AtMost(dec!(105500), dec!(75000)),);
    assert_eq!(head(&trace, Head::H1), Some(dec!(75000)));
    assert_eq!(head(&trace, Head::H2p), Some(dec!(1243.37)));
    assert_eq!(amount(&trace, "line-planned-medical"), dec!(18000));
    assert_eq!(head(&trace, Head::H2f), Some(dec!(15000)));
    assert_eq!(head(&trace, Head::H3p), Some(dec!(2700)));
    let earnings = line(&trace, "line-earnings-most");
    assert!(matches!(earnings.formula, Formula::Earnings { months, .. } if months == dec!(60)));
    assert_eq!(earnings.amount, dec!(51000));
    assert_eq!(amount(&trace, "line-losses-sum"), dec!(69943.37));
    assert_eq!(amount(&trace, "line-losses-over"), dec!(9943.37));
    let cut = line(&trace, "line-shortened-losses");
    assert_eq!((cut.step, cut.head, cut.amount), (Step::P5, Some(Head::H4), dec!(41056.63)));
    assert_eq!(cut.formula, Formula::Less(dec!(51000), dec!(9943.37)));
    assert_eq!(amount(&trace, "line-total-sum"), dec!(135000));
    assert_eq!(amount(&trace, "line-total-over"), dec!(15000));
    let cut = line(&trace, "line-shortened-total");
    assert_eq!((cut.step, cut.head, cut.amount), (Step::P6, Some(Head::H4), dec!(26056.63)));
    assert_eq!(head(&trace, Head::H4), Some(dec!(26056.63)));
    assert_eq!(sums(&trace), [dec!(120000), dec!(120000), dec!(120000), dec!(0)]);
    assert_eq!(instalments(&trace), [dec!(24000); 5]);
    assert_eq!(trace.award.flags, []);
}

#[test]
fn c05_the_floor_in_pounds() {
    let trace = worked("C05");
    assert_eq!(amounts(&trace, Step::P1), [dec!(2500)]);
    assert_eq!(amount(&trace, "line-impact-I0"), dec!(0));
    assert_eq!(formula(&trace, "line-moral-floor"), Formula::AtLeast(dec!(2500), dec!(3000)));
    assert_eq!(head(&trace, Head::H3p), None, "the programme begins with A3");
    assert_eq!(sums(&trace), [dec!(3000), dec!(3000), dec!(3000), dec!(0)]);
    assert_eq!(instalments(&trace), [dec!(3000)]);
    assert_eq!(locals(&trace), [Some(dec!(13651500))]);
    let local = line(&trace, "line-local");
    assert_eq!((local.currency, local.rate), (currency("SSP"), Some(0)));
    assert_eq!(local.formula, Formula::Product(dec!(3000), dec!(4550.50)));
}

#[test]
fn c06_a_childs_maintenance_by_month_ends() {
    let trace = worked("C06");
    assert_eq!(formula(&trace, "line-maintenance"), Formula::Product(dec!(163), dec!(60)));
    assert_eq!(amount(&trace, "line-maintenance"), dec!(9780));
    let paid = line(&trace, "line-already-paid");
    let (local, rate) = (dec!(70000), dec!(132.10));
    assert_eq!(paid.formula, Formula::Converted { local, rate });
    assert_eq!((paid.amount, paid.rounding), (dec!(529.90), Some(Rounding::Down)));
    assert_eq!((paid.rate, paid.subject), (Some(0), Subject::Item(0)));
    assert_eq!(formula(&trace, "line-after-offset"), Formula::Less(dec!(9780), dec!(529.90)));
    assert_eq!(head(&trace, Head::H6), Some(dec!(9250.10)));
    assert_eq!(head(&trace, Head::H1), None);
    assert_eq!(sums(&trace), [dec!(9780), dec!(9250.10), dec!(9250.10), dec!(0)]);
    assert_eq!(instalments(&trace), [dec!(9250.10)], "to the carer, not into the trust");
    assert_eq!(trace.award.in_trust, Some(dec!(0)));
    assert_eq!(locals(&trace), [Some(dec!(1214075.63))]);
    assert_eq!(line(&trace, "line-local").rate, Some(1));
    let later = &trace.award.later;
    assert_eq!(amount(&trace, "line-maintenance-later"), dec!(3180));
    assert_eq!(later.len(), 18);
    assert!(later[..17].iter().all(|later| later.amount == dec!(180)));
    let first = Later { due_on: day("2026-03-31"), amount: dec!(180) };
    let last = Later { due_on: day("2030-06-30"), amount: dec!(120) };
    assert_eq!((later[0], later[17]), (first, last));
    assert_eq!(later[1].due_on, day("2026-06-30"));
    assert_eq!(later.iter().map(|later| later.amount).sum::<Decimal>(), dec!(3180));
}

#[test]
fn c06_a_day_earlier_the_month_has_not_begun() {
    let trace = worked("C06-day-before");
    assert_eq!(formula(&trace, "line-maintenance"), Formula::Product(dec!(162), dec!(60)));
    assert_eq!(amount(&trace, "line-maintenance-later"), dec!(3240));
    assert_eq!(trace.award.later[0].due_on, day("2026-02-28"));
    assert_eq!(trace.award.later.len(), 18);
}

#[test]
fn c07_the_half_cent_goes_up() {
    let trace = worked("C07");
    assert_eq!(amounts(&trace, Step::P1), [dec!(15750)]);
    assert_eq!(amount(&trace, "line-impact-presumed"), dec!(2000));
    assert_eq!(head(&trace, Head::H1), Some(dec!(17750)));
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)));
    let earnings = line(&trace, "line-earnings");
    let (months, wage, causation, rate) = (dec!(10), dec!(100001), dec!(1), dec!(2000));
    assert_eq!(earnings.formula, Formula::Earnings { months, wage, causation, rate });
    assert_eq!((earnings.amount, earnings.rounding), (dec!(500.01), Some(Rounding::Nearest)));
    assert_eq!(earnings.rate, Some(0));
    assert_eq!(bankers(dec!(500.005)), dec!(500.00));
    assert_eq!(trace.award.net, dec!(19210.01));
    assert_eq!(instalments(&trace), [dec!(9605.01), dec!(4802.50), dec!(4802.50)]);
    let local = [dec!(19210020.00), dec!(9605000.00), dec!(9605000.00)];
    assert_eq!(locals(&trace), local.map(Some));
}

#[test]
fn c08_an_offset_beyond_the_head_leaves_the_floor_and_lapses() {
    let trace = worked("C08");
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)));
    assert_eq!(amount(&trace, "line-moral-sum"), dec!(35000));
    assert_eq!(amount(&trace, "line-already-paid"), dec!(44101.43));
    assert_eq!(formula(&trace, "line-after-offset"), Formula::Less(dec!(35000), dec!(34000)));
    let lapses = line(&trace, "line-offset-lapses");
    assert_eq!(lapses.formula, Formula::Less(dec!(44101.43), dec!(34000)));
    assert_eq!(lapses.amount, dec!(10101.43));
    assert_eq!(head(&trace, Head::H1), Some(dec!(1000)));
    assert_eq!(amount(&trace, "line-sum-after-offsets"), dec!(1960));
    assert_eq!(sums(&trace), [dec!(35960), dec!(1960), dec!(1960), dec!(0)]);
}

#[test]
fn c09_interim_beyond_the_award_is_absorbed() {
    let trace = worked("C09");
    assert_eq!(amount(&trace, "line-moral-floor"), dec!(3000));
    assert_eq!(amount(&trace, "line-already-paid"), dec!(2600));
    assert_eq!(formula(&trace, "line-after-offset"), Formula::Less(dec!(3000), dec!(2000)));
    assert_eq!(amount(&trace, "line-offset-lapses"), dec!(600));
    assert_eq!(head(&trace, Head::H1), Some(dec!(1000)));
    let net = Formula::LessDownToZero(dec!(1000), dec!(3000));
    assert_eq!(formula(&trace, "line-due-after-interim"), net);
    assert_eq!(amount(&trace, "line-absorbed"), dec!(2000));
    assert_eq!((trace.award.net, trace.award.absorbed), (dec!(0), dec!(2000)));
    assert_eq!(instalments(&trace), []);
}

#[test]
fn c10_a_currency_without_decimals() {
    let trace = worked("C10");
    assert_eq!(amounts(&trace, Step::P1), [dec!(17250)]);
    assert_eq!(head(&trace, Head::H1), Some(dec!(19250)));
    let papers = line(&trace, "line-past-medical");
    assert_eq!(
        (papers.amount, papers.rate, papers.subject),
        (dec!(357.08), Some(0), Subject::Item(0))
    );
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)));
    assert_eq!(trace.award.net, dec!(20567.08));
    assert_eq!(instalments(&trace), [dec!(6855.70), dec!(6855.69), dec!(6855.69)]);
    assert_eq!(locals(&trace), [dec!(4148542), dec!(4102445), dec!(4120270)].map(Some));
    let rates = trace.lines.iter().filter(|line| line.label == "line-local");
    assert_eq!(rates.map(|line| line.rate).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    for late in ["C10-late", "C10-late-cause"] {
        assert_eq!(worked(late).award.net, dec!(20567.08), "a reason for lateness costs nothing");
    }
}

#[test]
fn c11_mixed_perpetrators_and_a_short_fund() {
    let trace = worked("C11");
    assert_eq!(trace.pairs.iter().filter(|pair| pair.enters).count(), 1, "one of two");
    assert_eq!(amounts(&trace, Step::P1), [dec!(54000)]);
    assert_eq!(head(&trace, Head::H1), Some(dec!(64000)), "in full (R-11)");
    assert_eq!(head(&trace, Head::H2f), Some(dec!(4000)));
    assert_eq!(head(&trace, Head::H3p), Some(dec!(960)));
    assert_eq!(head(&trace, Head::H4), Some(dec!(7453.20)));
    let share = line(&trace, "line-fund-share");
    let (first, rest, factor) = (dec!(3000), dec!(70413.20), dec!(0.65));
    assert_eq!(share.formula, Formula::Payable { first, rest, factor });
    assert_eq!(money::trunc_to(rest * factor, 2), dec!(45768.58));
    assert_eq!(share.amount, dec!(48768.58));
    assert_eq!(amount(&trace, "line-still-owed"), dec!(24644.62));
    assert_eq!(sums(&trace), [dec!(76413.20), dec!(73413.20), dec!(48768.58), dec!(24644.62)]);
}

#[test]
fn c12_review_up_then_death() {
    let decision = worked("C12-decision");
    assert_eq!(amounts(&decision, Step::P1), [dec!(34500)]);
    assert_eq!(sums(&decision), [dec!(39500), dec!(39500), dec!(39500), dec!(0)]);
    let review = worked("C12-review");
    assert_eq!(review.award.net, dec!(44500));
    assert_eq!(formula(&review, "line-top-up"), Formula::Less(dec!(44500), dec!(39500)));
    assert_eq!(amount(&review, "line-top-up"), dec!(5000));
    assert_eq!(instalments(&review), [dec!(34500)]);
    let heirs = worked("C12");
    assert_eq!(sums(&heirs), [dec!(44500), dec!(44500), dec!(34500), dec!(0)]);
    let mut shares = vec![dec!(4928.57); 7];
    shares[0] = dec!(4928.58);
    assert_eq!(instalments(&heirs), shares);
    assert_eq!(heirs.award.flags, Vec::<Flag>::new());
}
