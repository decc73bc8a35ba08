//! Sums of few people, of one person, and the fund.

use super::super::attack::{FAR, Known};
use super::super::tally::GROUPS;
use super::*;
use proptest::prelude::*;

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

/// The row of R-02 when `changed` claims meet it that didn't, of which `gained` get an award.
fn row_of_r_02(changed: u64, gained: u64) -> Vec<Cell> {
    let mut tally = Tally { claims: 1_000, ..Tally::default() };
    tally.groups[0] = [500, 0, 0, gained, 500 - gained, 0, 0, 0, 0];
    tally.rules[Rule::R02 as usize] = [500, 0, 0, changed, 500 - changed, 0, 0, 0, 0];
    let rows = by_rule(&tally).rows;
    rows.into_iter().next().map(|row| row.cells).unwrap_or_default()
}

#[test]
fn a_rule_s_count_is_hidden_where_it_would_tell_how_few_of_them_gain_nothing() {
    let shown = row_of_r_02(150, 100);
    assert_eq!(shown[2], Cell::Count(150));
    assert!(shown.iter().enumerate().all(|(at, cell)| at == 2 || *cell == Cell::Few), "{shown:?}");
    assert_eq!(row_of_r_02(109, 100), []);
    assert_eq!(row_of_r_02(100, 100), []);
}

/// What a reader knows of a number from the cell that shows or hides it.
fn bounds(cell: Cell) -> (i64, i64) {
    match cell {
        Cell::Count(count) => (count.cast_signed(), count.cast_signed()),
        Cell::Few => (0, 9),
        _ => (0, FAR),
    }
}

/// Everything that adds up over the tables that count claims, and which numbers are hidden.
fn joined(seen: &Comparison) -> (Known, Vec<usize>) {
    let mut known = Known::default();
    let rows = |kind| {
        let table = seen.tables.iter().find(|table| table.kind == kind).expect("a table");
        table.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>()
    };
    let put = |known: &mut Known, rows: Vec<Vec<Cell>>| -> Vec<Vec<usize>> {
        let put = |cells: Vec<Cell>| cells.into_iter().map(|c| known.number(bounds(c))).collect();
        rows.into_iter().map(put).collect()
    };
    let category = put(&mut known, rows(TableKind::Category));
    let outcome = put(&mut known, rows(TableKind::Outcome));
    let band = put(&mut known, rows(TableKind::Band));
    let minus = |whole: usize| (whole, -1);
    let plus = |part: &usize| (*part, 1);
    for row in &category {
        known.sums.push(row[..4].iter().map(plus).chain([minus(row[4])]).collect());
    }
    let last = category.len() - 1;
    for column in 0..5 {
        let parts = category[..last].iter().map(|row| (row[column], 1));
        known.sums.push(parts.chain([minus(category[last][column])]).collect());
    }
    let [both, gained, lost, neither] = [0, 1, 2, 3].map(|column| category[last][column]);
    let o = |row: usize, column: usize| (outcome[row][column], 1);
    known.sums.extend([
        vec![o(0, 0), minus(both)],
        vec![o(1, 0), o(2, 0), minus(gained)],
        vec![o(0, 1), o(0, 2), minus(lost)],
        vec![o(1, 1), o(1, 2), o(2, 1), o(2, 2), minus(neither)],
        band.iter().map(|row| (row[0], 1)).chain([minus(both), minus(lost)]).collect(),
        band.iter().map(|row| (row[1], 1)).chain([minus(both), minus(gained)]).collect(),
    ]);
    let hidden = known.bounds.iter().enumerate().filter(|(_, (low, high))| low != high);
    let hidden = hidden.map(|(place, _)| place).collect();
    (known, hidden)
}

/// A tally in which outcomes and bands belong together.
fn tallied(claims: &[(usize, usize, usize, usize, u64)]) -> Tally {
    let mut tally = Tally::default();
    for (group, before, after, band, times) in claims {
        let none = BAND_COUNT - 1;
        // Every other claim that keeps its award keeps its size as well.
        let was = if *before == 0 { *band % none } else { none };
        let is = if *after == 0 { (*band + *band / none) % none } else { none };
        tally.claims += times;
        tally.groups[group % GROUPS][before * 3 + after] += times;
        tally.bands[was][is] += times;
    }
    tally
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_number_is_found_by_joining_the_tables(
        claims in prop::collection::vec(
            (0..GROUPS, 0_usize..3, 0_usize..3, 0_usize..12, prop_oneof![1_u64..6, 5_u64..40, 1_u64..9_000]),
            1..40,
        ),
        is_large in any::<bool>(),
    ) {
        let base = Mechanism::shipped();
        let mut claims = claims;
        if is_large {
            // A caseload in which every size of award is common, and so is every outcome but a loss.
            claims.retain(|(_, before, after, ..)| *before != 0 || *after == 0);
            claims.extend((0..24).map(|at| (at % 4, at % 2 * (at % 3), 0, at % 12, 900)));
        }
        let seen = publish(&tallied(&claims), [&base, &base], About::Caseload, None);
        if seen.tables.is_empty() {
            return Ok(());
        }
        let (known, hidden) = joined(&seen);
        for place in hidden {
            prop_assert_eq!(known.leak(place), None, "number {} of {:?}", place, seen);
        }
    }
}
