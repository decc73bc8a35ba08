use super::*;
use proptest::prelude::*;
use redress_kernel::Uuid;
use rust_decimal_macros::dec;
use std::collections::BTreeMap;
use time::macros::date;

const ON: Date = date!(2026 - 11 - 23);
const CLAIM: ClaimId = ClaimId(Uuid::from_u128(7));

fn usd(amount: Decimal) -> Money {
    Money::usd(amount).expect("an amount")
}

fn id(n: u128) -> EntryId {
    EntryId(Uuid::from_u128(n))
}

fn general(dollars: Money) -> Cash {
    Cash::general(dollars.try_into().expect("dollars"))
}

fn balances(entries: &[Entry]) -> BTreeMap<Account, Decimal> {
    let mut sums = BTreeMap::new();
    for leg in entries.iter().flat_map(Entry::legs) {
        *sums.entry(leg.account).or_insert(Decimal::ZERO) += leg.signed();
    }
    sums
}

#[test]
fn a_dearer_rate_and_a_fee_are_the_funds() {
    let entry = settlement(id(1), ON, CLAIM, usd(dec!(100)), usd(dec!(107)), Some(usd(dec!(5))))
        .expect("balanced");
    let sums = balances(&[entry]);
    assert_eq!(sums[&PaymentClearing], dec!(100));
    assert_eq!(sums[&BankCharges], dec!(5));
    assert_eq!(sums[&ExchangeDifference], dec!(2));
    assert_eq!(sums[&FundCash], dec!(-107));
}

#[test]
fn a_cheaper_rate_is_the_funds_too() {
    let entry =
        settlement(id(1), ON, CLAIM, usd(dec!(100)), usd(dec!(99.5)), None).expect("balanced");
    assert_eq!(balances(&[entry])[&ExchangeDifference], dec!(-0.50));
}

#[test]
fn what_comes_back_short_is_still_owed_in_full() {
    let entry = bank_return(id(1), ON, CLAIM, usd(dec!(100)), usd(dec!(98))).expect("balanced");
    let sums = balances(&[entry]);
    assert_eq!(sums[&ReturnedPayments], dec!(-100));
    assert_eq!(sums[&ExchangeDifference], dec!(2));
}

proptest! {
    /// Invariant: cash + receivable = commitments + payable + clearing + returned + held + trust + free
    /// balance (lifecycle 6).
    #[test]
    fn the_identity_of_the_fund_holds_whatever_happens(
        steps in proptest::collection::vec((0_u8..19, 1_i64..100_000, 0_i64..500), 1..40)
    ) {
        let mut entries = Vec::new();
        for (step, cents, extra) in steps {
            let id = id(entries.len() as u128);
            let (amount, more) = (usd(Decimal::new(cents, 2)), usd(Decimal::new(cents + extra, 2)));
            let fee = Some(usd(Decimal::new(extra, 2)));
            entries.push(match step {
                0 => contribution(id, ON, "", &general(amount), (extra % 2 == 0).then_some(amount)),
                1 => commitment(id, ON, CLAIM, amount),
                2 => payable(id, ON, CLAIM, amount, &[Draw { source: "a".into(), amount }]),
                3 => release(id, ON, CLAIM, amount),
                4 => rejection(id, ON, CLAIM, amount),
                5 => renewal(id, ON, CLAIM, amount),
                6 => charge(id, ON, &general(amount)),
                7 => settlement(id, ON, CLAIM, amount, more, fee),
                8 => bank_return(id, ON, CLAIM, more, amount),
                9 => pledge(id, ON, "a", amount, extra % 2 == 0),
                10 => pledge_moves(id, ON, "a", amount, extra % 2 == 0),
                11 => pledge_paid(id, ON, "a", &general(more), amount, extra % 2 == 0),
                12 => hold(id, ON, (extra % 2 == 0).then_some(CLAIM), amount),
                13 => deposit(id, ON, CLAIM, amount),
                14 => interest(id, ON, CLAIM, amount),
                15 => out_of_trust(id, EntryKind::TrustRelease, ON, CLAIM, (amount, usd(Decimal::new(extra, 2)))),
                16 => claim_cost(id, ON, Some(CLAIM), &general(more), &[Draw { source: "a".into(), amount }]),
                17 => own_error(id, ON, None, &general(amount)),
                _ => hold_ends(id, ON, (extra % 2 == 0).then_some(CLAIM), amount, true),
            }.expect("balanced"));
        }
        let sums = balances(&entries);
        let sum = |accounts: &[Account]| -> Decimal {
            accounts.iter().filter_map(|account| sums.get(account)).copied().sum()
        };
        let owed = sum(&[AwardCommitments, AwardsPayable, PaymentClearing, ReturnedPayments,
            ReservedAwards, HeldMoney, MinorsTrust, TrustInterest]);
        let free = sum(&[Contributions, ContributionsApplied, FundBalance, ExchangeDifference,
            BankCharges, ClaimCosts, OwnError, TrustInterestPaid]);
        let has = sum(&[FundCash, ContributionsReceivable, ContributionsDueLater]);
        prop_assert_eq!(has, -(owed + free));
        prop_assert_eq!(sum(&[RecourseReceivable]), -sum(&[RecourseDeferred]));
        // What was used of sources was used by parts of awards and by costs.
        let draws = [EntryKind::Payable, EntryKind::CostPaid];
        let drawn = entries.iter().filter(|entry| draws.contains(&entry.kind()));
        let of_sources = |leg: &&Leg| leg.account == Contributions;
        let drawn: Decimal = drawn.flat_map(Entry::legs).filter(of_sources).map(Leg::signed).sum();
        prop_assert_eq!(sum(&[ContributionsApplied]), -drawn);
    }
}
