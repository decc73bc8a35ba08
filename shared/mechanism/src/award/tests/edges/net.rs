//! Edges of caps, helpers' costs, offsets and the review (P5 to P9).

use super::*;

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
