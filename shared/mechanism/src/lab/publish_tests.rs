//! Sums of few people, of one person, and the fund.

use super::*;

fn dec(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn pile(count: u64, sum: &str, largest: &str) -> Pile {
    Pile { count, sum: dec(sum), largest: dec(largest), size: dec(sum).abs() }
}

#[test]
fn a_sum_of_nine_or_mostly_of_one_is_not_said() {
    assert_eq!(sum(&pile(9, "90000", "10000")), None);
    assert_eq!(sum(&pile(10, "100499.99", "10000")), Some(dec("100000")));
    assert_eq!(sum(&pile(10, "100500.00", "10000")), Some(dec("101000")));
    assert_eq!(sum(&pile(10, "100000", "50001")), None);
}

#[test]
fn what_is_after_is_hidden_while_fewer_than_ten_people_s_sums_differ() {
    let before = pile(100, "1000000", "20000");
    let after = pile(101, "1034000", "34000");
    let one = Compared { before, after, change: pile(1, "34000", "34000") };
    assert_eq!(compared(&one), [Some(dec("1000000")), None, None]);
    let ten = Compared { before, after, change: pile(10, "34000", "9000") };
    assert_eq!(compared(&ten), [Some(dec("1000000")), Some(dec("1034000")), Some(dec("34000"))]);
}

#[test]
fn the_factor_pays_the_first_part_in_full_and_goes_toward_zero() {
    let met = share(dec("5000000"), dec("3000000"), dec("7000000"));
    assert_eq!((met.factor, met.payable), (dec("0.285714"), dec("5000000")));
    assert_eq!(met.outstanding, dec("5000000"));
    assert_eq!(share(dec("10000000"), dec("3000000"), dec("7000000")).factor, Decimal::ONE);
    let short = share(dec("2000000"), dec("3000000"), dec("7000000"));
    assert_eq!((short.factor, short.payable), (Decimal::ZERO, dec("2000000")));
}

#[test]
fn the_shares_of_all_awards_fit_the_fund() {
    let (first, rest) = (dec("3000000"), dec("6543000"));
    let met = share(dec("4321000"), first, rest);
    assert!(first + rest * met.factor <= dec("4321000"));
}

#[test]
fn of_nine_claims_nothing_is_said() {
    let tally = Tally { claims: 9, ..Tally::default() };
    let base = Mechanism::shipped();
    let seen = publish(&tally, [&base, &base], About::Caseload, None);
    assert_eq!((seen.claims, seen.tables.len()), (Cell::Few, 0));
}

#[test]
fn a_hidden_total_is_not_found_by_adding_up_the_bands() {
    let cells = band_list(&[0, 20, 400, 30, 12, 15], &[false; 6], false);
    assert_eq!(cells[2], Cell::Withheld);
    assert_eq!((cells[0], cells[1]), (Cell::Few, Cell::Count(20)));
}
