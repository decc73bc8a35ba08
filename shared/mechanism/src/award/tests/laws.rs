//! What must hold for every award, over claims with sums and rates that really round.

use super::super::Head;
use super::support::*;
use crate::Trace;
use crate::facts::{
    Child, Cost, CostKind, Death, Earnings, Facts, Funeral, LossProof, Offset, Review, Schooling,
    Standing, Successor, Test,
};
use crate::lab::{Caseload, Source};
use crate::trace::Award;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use redress_kernel::code::{ActCode, Aggravation, Answer, Impact};
use redress_kernel::{DateSpan, Decimal, Money};
use rust_decimal_macros::dec;

const CURRENCIES: [&str; 5] = ["USD", "XAF", "IQD", "CDF", "EUR"];

/// Thirds, sixths and sevenths of whole numbers, cut to the currency: they never come out even.
fn any_money() -> impl Strategy<Value = Money> {
    (0..CURRENCIES.len(), 0_i64..9_000_000, select(vec![1_i64, 3, 6, 7])).prop_map(
        |(code, n, of)| {
            let currency = currency(CURRENCIES[code]);
            let amount = Decimal::new(n * 100 / of, currency.exponent());
            Money::new(amount, currency).expect("an amount")
        },
    )
}

fn any_usd(most: i64) -> impl Strategy<Value = Money> {
    (0..most).prop_map(|cents| usd(Decimal::new(cents, 2)))
}

prop_compose! {
    fn any_acts()(
        acts in prop::collection::vec(
            (select(ActCode::ALL.to_vec()), subsequence(Aggravation::ALL.to_vec(), 0..6),
                prop::option::of(2015..2019_i32)),
            1..6,
        )
    ) -> Vec<crate::facts::Act> {
        let acts = acts.into_iter().enumerate();
        acts.map(|(place, (code, grave, year))| act(&format!("a{place}"), code, &grave, year)).collect()
    }
}

prop_compose! {
    fn any_losses()(
        past in prop::collection::vec(any_money(), 0..5),
        planned in prop::option::of(any_money()),
        counselling in prop::collection::vec(any_money(), 0..2),
        extra in prop::option::of(any_money()),
        earnings in prop::option::of((0_i64..900, any_money(), 0..4_usize)),
        years in prop::option::of((0_i64..80, any::<bool>())),
        declined in any::<bool>(),
    ) -> crate::facts::Losses {
        let shares = [dec!(1), dec!(0.75), dec!(0.5), dec!(0.25)];
        crate::facts::Losses {
            medical_past: past,
            care_sought: Some(Answer::Yes),
            medical_planned: planned,
            psychosocial_past: counselling,
            programme_declined: declined.then_some(Answer::Yes),
            psychosocial_extra: extra,
            earnings: earnings.map(|(tenths, wage, share)| Earnings {
                months: Decimal::new(tenths, 1),
                monthly_wage: Some(wage),
                reference: None,
                causation: Some(shares[share]),
            }),
            schooling: years.map(|(tenths, training)| Schooling {
                years: Decimal::new(tenths, 1),
                training,
            }),
        }
    }
}

prop_compose! {
    /// Four rates that hold one after the other for each currency but US dollars, eight decimals.
    fn any_rates()(units in prop::collection::vec(1_i64..400_000_000_000, 16)) -> Vec<crate::facts::Rate> {
        let days = ["2020-01-01", "2025-07-01", "2026-04-15", "2026-06-01"];
        let all = units.into_iter().enumerate().map(|(place, units)| {
            rate(CURRENCIES[1 + place % 4], Decimal::new(units + 10_000, 8), days[place / 4])
        });
        all.collect()
    }
}

fn any_offset() -> impl Strategy<Value = Offset> {
    let kinds = select(vec!["settlement", "judgment", "charity"]);
    (select(Head::ALL.to_vec()), any_money(), kinds, any::<bool>()).prop_map(
        |(head, amount, kind, dated)| Offset {
            kind: label(kind),
            head: Some(head),
            amount,
            paid: Some(Answer::Yes),
            paid_on: dated.then(|| day("2025-08-01")),
        },
    )
}

#[derive(Debug, Clone, Copy)]
enum Who {
    Adult,
    Minor,
    Child,
    Heirs,
    Kin,
}

fn set(facts: &mut Facts, who: Who, number: u32) {
    let mut died = |on, successor| {
        let (died_on, shown) = (day(on), Some(Answer::Yes));
        facts.death = Some(Death { died_on, successor: Some(successor), sharing: number, shown });
    };
    match who {
        Who::Adult => {}
        Who::Minor => facts.claimant.birth = Some(DateSpan::day(day("2010-02-28"))),
        Who::Child => {
            facts.claimant.standing = Some(Standing::ChildBorn);
            facts.child = Some(Child { born_on: day("2008-05-31") });
        }
        Who::Heirs => died("2026-02-01", Successor::Heirs),
        Who::Kin => {
            died("2025-12-01", Successor::Dependants);
            let paid = Some(usd(Decimal::new(i64::from(number) * 70_001, 2)));
            facts.funeral = Some(Funeral { paid, bereavement: true });
        }
    }
}

prop_compose! {
    fn any_payment()(
        parts in 1_u32..8,
        by_share in any::<bool>(),
        code in 0..CURRENCIES.len(),
        paid in prop::option::of(any_usd(4_000_000)),
    ) -> crate::facts::Payment {
        let days = ["2026-05-31", "2026-06-01"].map(day);
        let thirds = vec![dec!(33.333333), dec!(33.333333), dec!(33.333334)];
        crate::facts::Payment {
            instalments: (!by_share).then_some(parts),
            percentages: if by_share { thirds } else { Vec::new() },
            currency: Some(currency(CURRENCIES[code])),
            instructed_on: days[..days.len().min(if by_share { 3 } else { parts as usize })].to_vec(),
            paid,
            ..crate::facts::Payment::default()
        }
    }
}

prop_compose! {
    fn any_facts()(
        acts in any_acts(),
        impact in prop::option::of(select(Impact::ALL.to_vec())),
        losses in any_losses(),
        rates in any_rates(),
        offsets in prop::collection::vec(any_offset(), 0..4),
        interim in prop::option::of(any_usd(400_000)),
        factor in prop::option::of(1_i64..1_000_001),
        payment in any_payment(),
        earlier in prop::option::of(any_usd(9_000_000)),
        voucher in prop::option::of(any_money()),
        reaches in select(Test::ALL.to_vec()),
        (who, number) in (select(vec![Who::Adult, Who::Adult, Who::Minor, Who::Child, Who::Heirs, Who::Kin]), 1_u32..9),
    ) -> Facts {
        let mut facts = claim(acts);
        (facts.impact, facts.losses, facts.rates, facts.offsets) = (impact, losses, rates, offsets);
        facts.interim.paid = interim;
        facts.fund.factor = factor.map(|millionths| Decimal::new(millionths, 6));
        facts.payment = payment;
        facts.review = earlier.map(|earlier| Review {
            received_on: day("2026-01-20"),
            asked_on: day("2026-01-20"),
            late_cause: None,
            earlier_net: Some(earlier),
        });
        facts.costs = vec![
            Cost { kind: CostKind::Filing, paid: None },
            Cost { kind: CostKind::Travel, paid: voucher },
        ];
        facts.proof.losses = vec![LossProof { head: Head::H4, reaches }];
        set(&mut facts, who, number);
        facts
    }
}

/// Label, head and amount of a line.
type Told = (&'static str, Option<Head>, Decimal);

/// What came out, without the places that lines and pairs have in the facts.
fn told(trace: &Trace) -> (Award, Vec<Told>) {
    let lines = trace.lines.iter().map(|line| (line.label, line.head, line.amount));
    (trace.award.clone(), lines.collect())
}

proptest! {
    #[test]
    fn every_line_and_sum_follows_from_the_others(facts in any_facts()) {
        prop_assert_eq!(facts.check(), []);
        let trace = assessed(&facts);
        prop_assert_eq!(&trace.award.stops, &[]);
        holds_together(&trace, &facts);
        let award = &trace.award;
        let due: Decimal = award.heads.iter().flatten().sum();
        let interim = facts.interim.paid.map_or(dec!(0), Money::amount);
        let earlier = facts.review.and_then(|review| review.earlier_net);
        let earlier = earlier.map_or(dec!(0), Money::amount);
        prop_assert_eq!(award.net, (due - interim).max(dec!(0)).max(earlier));
        prop_assert!(award.net >= earlier, "no reduction on review");
        prop_assert!(award.gross >= due);
        if award.net.is_zero() {
            prop_assert_eq!(award.absorbed, (interim - due).max(dec!(0)));
        }
    }

    #[test]
    fn caps_hold_but_for_what_is_never_cut(facts in any_facts()) {
        let facts = Facts { offsets: Vec::new(), ..facts };
        let trace = assessed(&facts);
        let sum = |heads: &[Head]| heads.iter().filter_map(|h| head(&trace, *h)).sum::<Decimal>();
        let h1 = sum(&[Head::H1]);
        prop_assert!(h1.is_zero() || (dec!(3000)..=dec!(75000)).contains(&h1));
        let never_cut = sum(&[Head::H2p, Head::H3p]);
        let losses = sum(&Head::PECUNIARY);
        prop_assert!(losses <= dec!(60000).max(never_cut), "{losses}");
        prop_assert!(h1 + losses <= dec!(120000).max(h1 + never_cut));
        prop_assert!(sum(&[Head::H2f]) <= dec!(15000) && sum(&[Head::H3f]) <= dec!(10000));
        prop_assert!(trace.award.helpers <= dec!(3000));
        prop_assert!(trace.award.payable_now <= trace.award.net);
        let paid = facts.payment.paid.map_or(dec!(0), Money::amount);
        prop_assert!(trace.award.payable_now + paid >= trace.award.net.min(dec!(3000)));
    }

    #[test]
    fn order_decides_nothing_where_it_should_not(facts in any_facts(), turn in 1..5_usize) {
        let before = assessed(&facts);
        let mut turned = facts.clone();
        let by = turn.min(turned.acts.len());
        turned.acts.rotate_left(by);
        turned.acts.reverse();
        turned.rates.rotate_left(turn);
        turned.rates.reverse();
        turned.proof.losses.reverse();
        let mut pairs = pairs(&turned);
        pairs.reverse();
        let after = assessed_as(&turned, &MECHANISM, pairs);
        prop_assert_eq!(told(&after), told(&before));
        turned.losses.medical_past.reverse();
        turned.costs.reverse();
        prop_assert_eq!(assessed(&turned).award, before.award);
    }

    #[test]
    fn a_larger_offset_never_gives_more(facts in any_facts(), which in 0..4_usize, more in 1_i64..9_000_000) {
        prop_assume!(which < facts.offsets.len());
        let before = assessed(&facts);
        let mut larger = facts;
        let offset = &mut larger.offsets[which];
        let currency = offset.amount.currency();
        let more = Decimal::new(more, currency.exponent());
        offset.amount = Money::new(offset.amount.amount() + more, currency).expect("an amount");
        let after = assessed(&larger);
        prop_assert!(after.award.net <= before.award.net);
        prop_assert_eq!(after.award.gross, before.award.gross);
        if before.award.heads[Head::H1 as usize].is_some() {
            prop_assert!(head(&after, Head::H1) >= Some(dec!(1000)), "what always stays");
        }
    }

    #[test]
    fn the_same_facts_give_the_same_trace_in_used_memory(facts in any_facts(), other in any_facts()) {
        let fresh = assessed(&facts);
        let mut used = assessed(&other);
        used.clear();
        used.pairs = pairs(&facts);
        super::super::assess(&MECHANISM, &facts, &mut used);
        prop_assert_eq!(&used.award, &fresh.award);
        prop_assert_eq!(used.lines, fresh.lines);
    }

    #[test]
    fn nothing_makes_it_panic(
        facts in any_facts(),
        numbers in prop::collection::vec(select(vec![
            Decimal::MAX, Decimal::MIN, dec!(0), dec!(-1), dec!(1e-28), dec!(0.3333333333333333333333333333),
            dec!(100000000000000), dec!(1), dec!(7.99999999),
        ]), 12),
        counts in (select(vec![0, 1, 5, 100, u32::MAX]), select(vec![0, 1, 7, u32::MAX])),
    ) {
        let mut facts = facts;
        let mut number = numbers.into_iter().cycle();
        let mut next = || number.next().unwrap_or_default();
        let most = redress_kernel::money::AMOUNT_MAX;
        for rate in &mut facts.rates {
            rate.units_per_usd = next();
        }
        for offset in &mut facts.offsets {
            let amount = next().clamp(-most, most).trunc();
            offset.amount = Money::new(amount, offset.amount.currency()).expect("an amount");
        }
        facts.losses.earnings = Some(Earnings {
            months: next(),
            monthly_wage: Some(local(next().clamp(-most, most).trunc(), "CDF")),
            reference: None,
            causation: None,
        });
        facts.losses.schooling = Some(Schooling { years: next(), training: true });
        facts.losses.medical_past = vec![usd(next().clamp(-most, most).trunc()); 3];
        facts.interim.paid = Some(usd(next().clamp(-most, most).trunc()));
        facts.payment.paid = Some(usd(next().clamp(-most, most).trunc()));
        facts.fund.factor = Some(next());
        facts.payment.percentages = vec![next(), next(), next()];
        facts.payment.instalments = Some(counts.0);
        facts.death = facts.death.map(|death| Death { sharing: counts.1, ..death });
        facts.child = facts.child.map(|_| Child { born_on: redress_kernel::Date::MIN });
        let trace = assessed(&facts);
        for (place, line) in trace.lines.iter().enumerate() {
            prop_assert_eq!(line.recomputed(&trace.lines[..place]), Some(line.amount));
        }
    }
}

#[test]
fn invented_claims_hold_together() {
    let mut stops = 0;
    Caseload::new(11, 5_000).each(0..5_000, &mut |facts| {
        let trace = assessed(facts);
        if trace.assessed {
            holds_together(&trace, facts);
            stops += usize::from(!trace.award.stops.is_empty());
        }
    });
    assert!(stops > 10, "rates and wages are missing now and then: {stops}");
}
