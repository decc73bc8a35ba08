use super::*;
use proptest::prelude::*;
use redress_kernel::Uuid;
use rust_decimal_macros::dec;
use time::macros::date;

fn award(n: u128, net: Decimal, funded: Decimal) -> Waiting {
    Waiting { claim: ClaimId(Uuid::from_u128(n)), net, funded, is_child: false }
}

fn general(left: Decimal) -> Source {
    Source { source: String::new(), left, for_adults: true, for_children: true }
}

fn given(waiting: &[Waiting], free: Decimal, factor: Decimal) -> Vec<Decimal> {
    let shares = set_aside(waiting, &mut Purse::new(free, vec![general(free)]), factor);
    let shares = shares.expect("sums");
    let of = |award: &Waiting| shares.iter().find(|share| share.claim == award.claim);
    let amount = |award| of(award).map_or(Decimal::ZERO, |share| share.amount.amount());
    waiting.iter().map(amount).collect()
}

#[test]
fn enough_money_covers_all_at_once() {
    let waiting = [award(1, dec!(34460), dec!(0)), award(2, dec!(1960), dec!(0))];
    assert_eq!(given(&waiting, dec!(40000), dec!(1)), [dec!(34460), dec!(1960)]);
}

#[test]
fn the_factor_cuts_what_is_above_the_first_part() {
    let waiting = [award(1, dec!(73413.20), dec!(0)), award(2, dec!(3000), dec!(0))];
    assert_eq!(given(&waiting, dec!(90000), dec!(0.65)), [dec!(48768.58), dec!(3000)]);
}

#[test]
fn short_money_gives_everybody_a_first_part_and_passes_nobody_over() {
    let waiting = [
        award(1, dec!(34460), dec!(0)),
        award(2, dec!(5000), dec!(0)),
        award(3, dec!(400), dec!(0)),
    ];
    assert_eq!(given(&waiting, dec!(30000), dec!(1)), [dec!(3000), dec!(3000), dec!(400)]);
    assert_eq!(given(&waiting, dec!(5000), dec!(1)), [dec!(3000), dec!(0), dec!(0)]);
}

#[test]
fn what_is_owed_from_before_comes_first() {
    let waiting = [award(1, dec!(20000), dec!(0)), award(2, dec!(20000), dec!(3000))];
    assert_eq!(given(&waiting, dec!(20000), dec!(1)), [dec!(3000), dec!(17000)]);
}

#[test]
fn a_lower_factor_takes_nothing_back() {
    let waiting = [award(1, dec!(13000), dec!(13000)), award(2, dec!(13000), dec!(9000))];
    assert_eq!(given(&waiting, dec!(20000), dec!(0.5)), [dec!(0), dec!(0)]);
}

#[test]
fn money_for_children_goes_to_them_though_an_adult_waits() {
    let waiting = [
        award(1, dec!(2000), dec!(0)),
        Waiting { is_child: true, ..award(2, dec!(1500), dec!(0)) },
        award(3, dec!(100), dec!(0)),
    ];
    let sources = vec![
        Source { for_adults: false, source: "c".into(), ..general(dec!(1500)) },
        general(dec!(500)),
    ];
    let shares = set_aside(&waiting, &mut Purse::new(dec!(2000), sources), dec!(1));
    let shares = shares.expect("sums");
    assert_eq!(shares.len(), 1);
    assert_eq!(shares[0].claim, waiting[1].claim);
    assert_eq!(shares[0].draws[0].source, "c");
}

#[test]
fn upkeep_comes_in_full_before_all_shares_or_keeps_its_place() {
    let due = [
        Upkeep { claim: ClaimId(Uuid::from_u128(7)), number: 1, amount: dec!(180), is_child: true },
        Upkeep { claim: ClaimId(Uuid::from_u128(8)), number: 3, amount: dec!(120), is_child: true },
    ];
    let waiting = [award(1, dec!(1000), dec!(0))];
    let mut purse = Purse::new(dec!(1200), vec![general(dec!(1200))]);
    let paid = set_upkeep_aside(&due, &mut purse).expect("sums");
    assert_eq!(paid.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, 1]);
    assert!(set_aside(&waiting, &mut purse, dec!(1)).expect("sums").is_empty(), "900 is left");
    // Not enough for the second: what it could take is kept from the adult behind it.
    let mut purse = Purse::new(dec!(250), vec![general(dec!(250))]);
    assert_eq!(set_upkeep_aside(&due, &mut purse).expect("sums").len(), 1);
    let small = [award(1, dec!(50), dec!(0))];
    assert!(set_aside(&small, &mut purse, dec!(1)).expect("sums").is_empty());
}

#[test]
fn a_cost_takes_what_may_pay_it_in_order_and_no_more() {
    let source = |name: &str, amount| Draw {
        source: name.to_owned(),
        amount: Money::usd(amount).expect("an amount"),
    };
    let sources =
        vec![source("a:costs", dec!(100)), source("b:costs", dec!(50)), source("", dec!(20))];
    let cost = |amount| Money::usd(amount).expect("an amount");
    let drawn = draw_cost(cost(dec!(120)), sources.clone()).expect("sums");
    assert_eq!(drawn, [source("a:costs", dec!(100)), source("b:costs", dec!(20))]);
    assert_eq!(draw_cost(cost(dec!(1000)), sources.clone()).expect("sums"), sources);
    assert_eq!(draw_cost(cost(dec!(1)), Vec::new()).expect("sums"), []);
}

#[test]
fn a_pledge_counts_for_ninety_days_and_not_when_it_is_late() {
    let today = date!(2026 - 11 - 27);
    assert!(is_near(date!(2026 - 11 - 27), today));
    assert!(is_near(date!(2027 - 02 - 25), today));
    assert!(!is_near(date!(2027 - 02 - 26), today));
    assert!(!is_near(date!(2026 - 11 - 26), today));
}

#[test]
fn a_factor_is_cut_toward_zero_and_never_above_one() {
    assert_eq!(factor_for(dec!(100), dec!(30), dec!(70)), Some(dec!(1)));
    assert_eq!(factor_for(dec!(100), dec!(40), dec!(90)), Some(dec!(0.666666)));
    assert_eq!(factor_for(dec!(30), dec!(30), dec!(90)), None);
    assert_eq!(factor_for(dec!(29), dec!(30), dec!(90)), None);
}

prop_compose! {
    fn awards()(of in proptest::collection::vec((1_i64..5_000_000, 0_u8..101, any::<bool>()), 1..12))
        -> Vec<Waiting> {
        of.into_iter().zip(1..).map(|((cents, percent, is_child), n)| {
            let net = Decimal::new(cents, 2);
            let funded = trunc_to(net * Decimal::new(i64::from(percent), 2), 2);
            Waiting { is_child, ..award(n, net, funded) }
        }).collect()
    }
}

proptest! {
    #[test]
    fn nothing_is_given_that_is_not_there(
        waiting in awards(), free in 0_i64..9_000_000, gifts in proptest::collection::vec((0_i64..4_000_000, 0_u8..3), 1..5),
        factor in 1_i64..1_000_001
    ) {
        let sources = gifts.iter().zip(0..).map(|((cents, whose), n)| Source {
            source: format!("s{n}"), left: Decimal::new(*cents, 2),
            for_adults: *whose != 0, for_children: *whose != 1,
        }).collect::<Vec<_>>();
        let (free, factor) = (Decimal::new(free, 2), Decimal::new(factor, 6));
        let mut purse = Purse::new(free, sources.clone());
        let shares = set_aside(&waiting, &mut purse, factor).expect("sums");
        let sum: Decimal = shares.iter().map(|share| share.amount.amount()).sum();
        prop_assert!(sum <= free);
        for share in &shares {
            let award = waiting.iter().find(|award| award.claim == share.claim).expect("one");
            let drawn: Decimal = share.draws.iter().map(|draw| draw.amount.amount()).sum();
            prop_assert_eq!(drawn, share.amount.amount());
            let after = award.funded + drawn;
            prop_assert!(after <= award.net && after <= award.target(factor).max(award.first()));
            for draw in &share.draws {
                let of = sources.iter().find(|source| source.source == draw.source).expect("one");
                let usable = if award.is_child { of.for_children } else { of.for_adults };
                prop_assert!(usable);
            }
        }
        for (before, after) in sources.iter().zip(&purse.sources) {
            prop_assert!(after.left >= Decimal::ZERO && after.left <= before.left);
        }
    }

    #[test]
    fn a_proposed_factor_can_be_kept(waiting in awards(), free in 0_i64..90_000_000) {
        let waiting: Vec<Waiting> = waiting.into_iter()
            .map(|award| Waiting { funded: Decimal::ZERO, is_child: false, ..award }).collect();
        let free = Decimal::new(free, 2);
        let (first, rests) = owed(&waiting);
        if let Some(factor) = factor_for(free, first, rests) {
            prop_assert!(factor > Decimal::ZERO && factor <= Decimal::ONE);
            let got = given(&waiting, free, factor);
            for (award, got) in waiting.iter().zip(got) {
                prop_assert_eq!(got, award.target(factor));
            }
        }
    }
}
