//! Edges of what is paid, when and in which currency (P10 to P12).

use super::*;

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
