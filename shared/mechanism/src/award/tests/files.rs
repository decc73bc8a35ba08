//! Files of others than a living adult: after a death, of a child born of it, of a child.

use super::super::Head;
use super::super::line::{Formula, Step};
use super::support::*;
use crate::facts::{Child, Death, Facts, Funeral, Schooling, Standing, Successor};
use redress_kernel::code::{ActCode::*, Answer, Impact};
use redress_kernel::{DateSpan, Decimal};
use rust_decimal_macros::dec;

/// A claim with something under every head that a survivor can have, filed on 20 January 2026.
fn everything() -> Facts {
    let mut facts = claim(vec![act("a", A5, &[], None)]);
    facts.impact = Some(Impact::I2);
    let losses = &mut facts.losses;
    losses.programme_declined = None;
    losses.medical_past = vec![usd(dec!(100))];
    losses.medical_planned = Some(local(dec!(100), "XAF"));
    losses.psychosocial_extra = Some(local(dec!(100), "XAF"));
    losses.earnings = case("C11").losses.earnings;
    losses.schooling = Some(Schooling { years: dec!(1), training: false });
    facts
}

fn died(facts: &mut Facts, on: &str, successor: Option<Successor>, sharing: u32) {
    facts.death = Some(Death { died_on: day(on), successor, sharing, shown: Some(Answer::Yes) });
}

fn heads(facts: &Facts) -> [Option<Decimal>; Head::ALL.len()] {
    let trace = assessed(facts);
    holds_together(&trace, facts);
    assert_eq!(trace.award.stops, []);
    trace.award.heads
}

#[test]
fn care_to_come_lapses_when_she_dies_after_filing() {
    let mut facts = everything();
    died(&mut facts, "2026-01-20", Some(Successor::Nominee), 1);
    let (zero, none) = (Some(dec!(0)), None);
    let (h1, h2p, h3p) = (Some(dec!(35000)), Some(dec!(100)), Some(dec!(960)));
    let (h4, h5) = (Some(dec!(7453.20)), Some(dec!(1200)));
    // No rate is needed, and none is missed, for what lapses.
    assert_eq!(heads(&facts), [h1, h2p, zero, h3p, zero, h4, h5, none, none, none]);
    let trace = assessed(&facts);
    assert_eq!(trace.lines.iter().filter(|line| line.label == "line-lapsed").count(), 2);
    assert_eq!(instalments(&trace), [dec!(44713.20)]);
    facts.funeral = Some(Funeral { paid: Some(usd(dec!(500))), bereavement: true });
    assert_eq!(heads(&facts)[Head::H8 as usize], zero, "a claim of its own");
}

#[test]
fn who_died_before_filing_leaves_past_care_and_a_funeral() {
    let mut facts = everything();
    facts.claimant.standing = Some(Standing::Dependant);
    facts.losses.psychosocial_past = vec![usd(dec!(80))];
    facts.funeral = Some(Funeral { paid: Some(usd(dec!(2000.01))), bereavement: true });
    died(&mut facts, "2026-01-19", Some(Successor::Dependants), 3);
    let (zero, none) = (Some(dec!(0)), None);
    let (h2p, h3p, h8) = (Some(dec!(100)), Some(dec!(80)), Some(dec!(7000)));
    assert_eq!(heads(&facts), [none, h2p, zero, h3p, zero, zero, zero, none, none, h8]);
    let trace = assessed(&facts);
    assert_eq!(formula(&trace, "line-funeral-most"), Formula::AtMost(dec!(2000.01), dec!(2000)));
    assert_eq!(amount(&trace, "line-bereavement"), dec!(5000));
    assert_eq!(instalments(&trace), [dec!(2393.34), dec!(2393.33), dec!(2393.33)]);
    facts.losses.psychosocial_past.clear();
    assert_eq!(heads(&facts)[Head::H3p as usize], none, "the programme is care to come");
    facts.funeral = Some(Funeral { paid: None, bereavement: true });
    assert_eq!(heads(&facts)[Head::H8 as usize], Some(dec!(5000)));
}

#[test]
fn a_funeral_without_a_rate_leaves_the_other_sum() {
    let mut facts = claim(vec![act("a", A5, &[], None)]);
    died(&mut facts, "2026-01-19", Some(Successor::Dependants), 1);
    facts.funeral = Some(Funeral { paid: Some(local(dec!(90), "EUR")), bereavement: true });
    let trace = assessed(&facts);
    assert_eq!((trace.award.stops.len(), trace.award.net), (1, dec!(5000)));
    assert_eq!(trace.award.stops[0].head, Some(Head::H8));
}

#[test]
fn who_paid_the_funeral_has_that_alone() {
    let mut facts = everything();
    facts.claimant.standing = Some(Standing::FuneralPayer);
    facts.funeral = Some(Funeral { paid: Some(usd(dec!(700))), bereavement: true });
    died(&mut facts, "2026-01-19", Some(Successor::Nobody), 0);
    let trace = assessed(&facts);
    assert_eq!((trace.award.gross, trace.award.net), (dec!(700), dec!(700)));
    assert_eq!(head(&trace, Head::H8), Some(dec!(700)), "the bereavement is for those she left");
    assert_eq!(head(&trace, Head::H1), None);
    assert_eq!(instalments(&trace), [dec!(700)]);
}

#[test]
fn nothing_goes_to_the_perpetrator_or_to_nobody() {
    for successor in [Successor::Perpetrator, Successor::Nobody] {
        let mut facts = everything();
        died(&mut facts, "2026-02-01", Some(successor), 2);
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        assert_eq!(sums(&trace), [dec!(44713.20), dec!(0), dec!(0), dec!(0)]);
        assert_eq!(amount(&trace, "line-no-successor"), dec!(0));
        assert_eq!(instalments(&trace), []);
    }
    let mut facts = everything();
    died(&mut facts, "2026-02-01", None, 0);
    assert_eq!(instalments(&assessed(&facts)), [dec!(44713.20)], "not known yet who it is");
}

#[test]
fn heirs_share_without_a_least_or_a_most() {
    let mut facts = claim(vec![act("a", A1, &[], None)]);
    facts.payment.instalments = Some(2);
    died(&mut facts, "2026-02-01", Some(Successor::Heirs), 100);
    let trace = assessed(&facts);
    assert_eq!((instalments(&trace), trace.award.flags.len()), (vec![dec!(30); 100], 0));
    died(&mut facts, "2026-02-01", Some(Successor::Heirs), u32::MAX);
    assert_eq!(assessed(&facts).award.stops.len(), 1, "so many can't be meant");
}

/// A child's own file, born on a day; assessed on 15 April 2026.
fn child(born_on: &str) -> Facts {
    let mut facts = claim(vec![act("a", A4, &[], None)]);
    facts.claimant.standing = Some(Standing::ChildBorn);
    facts.child = Some(Child { born_on: day(born_on) });
    facts
}

#[test]
fn a_childs_file_has_care_school_and_maintenance() {
    let mut facts = everything();
    facts.losses.psychosocial_extra = Some(usd(dec!(300)));
    facts.child = child("2026-04-15").child;
    let (zero, none) = (Some(dec!(0)), None);
    let (h3p, h3f, h5, h6) = (Some(dec!(960)), Some(dec!(300)), Some(dec!(1200)), Some(dec!(60)));
    assert_eq!(heads(&facts), [none, zero, zero, h3p, h3f, zero, h5, h6, none, none]);
    let trace = assessed(&facts);
    // 60.00 to the carer; of 2,460.00 a tenth is released.
    assert_eq!(amount(&trace, "line-upkeep"), dec!(60));
    assert_eq!(amount(&trace, "line-released"), dec!(246));
    assert_eq!(amount(&trace, "line-paid-out"), dec!(306));
    assert_eq!(trace.award.in_trust, Some(dec!(2214)));
    assert_eq!(instalments(&trace), [dec!(306)]);
    facts.fund.factor = Some(dec!(0.5));
    facts.interim.paid = Some(usd(dec!(2480)));
    let trace = assessed(&facts);
    holds_together(&trace, &facts);
    assert_eq!((trace.award.released, trace.award.in_trust), (Some(dec!(40)), Some(dec!(0))));
}

#[test]
fn dna_bars_maintenance_alone() {
    let mut facts = child("2020-01-31");
    facts.losses.schooling = Some(Schooling { years: dec!(1), training: false });
    facts.claimant.dna_excluded = true;
    let trace = assessed(&facts);
    assert_eq!(head(&trace, Head::H6), Some(dec!(0)));
    assert_eq!(head(&trace, Head::H5), Some(dec!(1200)));
    assert!(trace.award.later.is_empty() && has(&trace, "line-dna-excluded"));
}

#[test]
fn months_begin_on_the_day_of_birth_or_the_last_of_a_shorter_month() {
    let due = |born_on: &str, assessed_on: &str| {
        let mut facts = child(born_on);
        facts.assessed_on = day(assessed_on);
        facts.filed_on = facts.assessed_on;
        let trace = assessed(&facts);
        let later: Decimal = trace.award.later.iter().map(|later| later.amount).sum();
        let due = head(&trace, Head::H6).expect("H6") / dec!(60);
        assert_eq!(due + later / dec!(60), dec!(216));
        (due, trace.award.later.first().map(|later| later.due_on.to_string()))
    };
    let next = |day: &str| Some(day.to_owned());
    assert_eq!(due("2026-04-15", "2026-04-15"), (dec!(1), next("2026-05-15")));
    assert_eq!(due("2026-01-31", "2026-02-27"), (dec!(1), next("2026-02-28")));
    assert_eq!(due("2026-01-31", "2026-02-28"), (dec!(2), next("2026-03-31")));
    assert_eq!(due("2024-02-29", "2025-02-27"), (dec!(12), next("2025-02-28")));
    assert_eq!(due("2024-02-29", "2025-02-28"), (dec!(13), next("2025-03-29")));
    assert_eq!(due("2023-10-31", "2024-02-29"), (dec!(5), next("2024-03-31")));
    assert_eq!(due("2006-04-16", "2024-03-15"), (dec!(215), next("2024-03-16")));
    assert_eq!(due("2006-04-16", "2024-03-16"), (dec!(216), None));
    assert_eq!(due("2000-01-01", "2026-04-15"), (dec!(216), None));
}

#[test]
fn maintenance_ends_with_the_childs_death() {
    let mut facts = child("2020-01-31");
    died(&mut facts, "2026-02-27", Some(Successor::Heirs), 1);
    let trace = assessed(&facts);
    assert_eq!(formula(&trace, "line-maintenance"), Formula::Product(dec!(73), dec!(60)));
    assert!(trace.award.later.is_empty());
}

#[test]
fn an_award_is_held_in_trust_until_the_day_of_age() {
    let held = |earliest: &str, latest: &str| {
        let mut facts = claim(vec![act("a", A2, &[], None)]);
        facts.claimant.birth = DateSpan::new(day(earliest), day(latest));
        let trace = assessed(&facts);
        holds_together(&trace, &facts);
        trace.award.in_trust
    };
    assert_eq!(held("2008-04-16", "2008-04-16"), Some(dec!(3600)));
    assert_eq!(held("2008-04-15", "2008-04-15"), None, "of age today");
    assert_eq!(held("1990-01-01", "2008-12-31"), Some(dec!(3600)), "the doubt makes a child");
}

#[test]
fn of_a_short_fund_a_tenth_of_what_can_be_paid_is_released() {
    let mut facts = claim(vec![act("a", A5, &[G1], None)]);
    facts.claimant.birth = DateSpan::new(day("2010-01-01"), day("2010-01-01"));
    facts.fund.factor = Some(dec!(0.333333));
    facts.payment.instalments = Some(3);
    let trace = assessed(&facts);
    holds_together(&trace, &facts);
    // 3,000.00 + 35,000.00 x 0.333333 = 14,666.655, cut; a tenth of that is 1,466.665, cut.
    let payable = dec!(14666.65);
    assert_eq!(trace.award.payable_now, payable);
    assert_eq!(trace.award.released, Some(dec!(1466.66)));
    assert_eq!(trace.award.in_trust, Some(dec!(13199.99)));
    assert_eq!(amounts(&trace, Step::P11)[..2], [dec!(1466.66), dec!(13199.99)]);
    assert_eq!(instalments(&trace), [dec!(488.89), dec!(488.89), dec!(488.88)]);
}
