//! Attacks on suppressed tables: by solving the sums, and by narrowing what each number can be.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a reader sees of a table: for each cell its number, or its bounds.
type Seen = BTreeMap<(usize, usize), (i64, i64)>;

fn seen(grid: &Grid) -> Seen {
    let all = (0..grid.rows).flat_map(|row| (0..grid.columns).map(move |column| (row, column)));
    all.map(|(row, column)| {
        let value = grid.values[row * grid.columns + column].cast_signed();
        let bounds = match grid.state(row, column) {
            State::Shown => (value, value),
            State::Few => (0, 9),
            State::Near => (0, i64::MAX / 4),
            State::Withheld => (10, i64::MAX / 4),
            State::Free => (i64::MIN / 4, i64::MAX / 4),
        };
        ((row, column), bounds)
    })
    .collect()
}

/// Every sum as its cells with their signs.
fn sums(grid: &Grid) -> Vec<Vec<((usize, usize), i64)>> {
    let (rows, columns) = (grid.rows, grid.columns);
    let sign = |at: usize, end: usize| if at + 1 == end { -1 } else { 1 };
    let of_row = (0..rows)
        .map(|row| (0..columns).map(|column| ((row, column), sign(column, columns))).collect());
    let of_column =
        (0..columns).map(|column| (0..rows).map(|row| ((row, column), sign(row, rows))).collect());
    of_row.chain(of_column).collect()
}

/// Narrows the bounds by each sum until nothing changes; a cell with one number left is solved.
fn narrowed(grid: &Grid) -> Seen {
    let mut seen = seen(grid);
    for _ in 0..200 {
        let before = seen.clone();
        for sum in sums(grid) {
            for (cell, sign) in &sum {
                let others = sum.iter().filter(|(other, _)| other != cell);
                let (mut low, mut high) = (0_i64, 0_i64);
                for (other, sign) in others {
                    let (least, most) = seen[other];
                    let (least, most) = if *sign > 0 { (least, most) } else { (-most, -least) };
                    low = low.saturating_add(least).max(i64::MIN / 4);
                    high = high.saturating_add(most).min(i64::MAX / 4);
                }
                let (low, high) = if *sign > 0 { (-high, -low) } else { (low, high) };
                let known = seen.get_mut(cell).expect("a cell");
                *known = (known.0.max(low), known.1.min(high));
            }
        }
        if before == seen {
            break;
        }
    }
    seen
}

/// Whether the sums alone give the number of a cell: whether adding its own line to those of the
/// other hidden cells leaves the rank as it is. Computed modulo a prime, without any bounds.
fn is_solved(grid: &Grid, cell: (usize, usize)) -> bool {
    let unknown: Vec<_> =
        seen(grid).into_iter().filter(|(_, (low, high))| low != high).map(|(at, _)| at).collect();
    let line = |sum: &[((usize, usize), i64)]| -> Vec<i64> {
        let sign = |at| sum.iter().find(|(other, _)| other == at).map_or(0, |(_, sign)| *sign);
        unknown.iter().map(sign).collect()
    };
    let mut lines: Vec<Vec<i64>> = sums(grid).iter().map(|sum| line(sum)).collect();
    let without = rank(lines.clone());
    lines.push(line(&[(cell, 1)]));
    rank(lines) == without
}

const PRIME: i64 = 1_000_003;

fn rank(mut lines: Vec<Vec<i64>>) -> usize {
    let width = lines.first().map_or(0, Vec::len);
    let mut rank = 0;
    for at in 0..width {
        let found = (rank..lines.len()).find(|line| lines[*line][at].rem_euclid(PRIME) != 0);
        let Some(found) = found else { continue };
        lines.swap(rank, found);
        let lead = lines[rank].clone();
        for line in lines.iter_mut().skip(rank + 1) {
            let factor = line[at].rem_euclid(PRIME);
            for (place, number) in line.iter_mut().enumerate() {
                *number = (*number * lead[at] - factor * lead[place]).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}

fn assert_safe(grid: &Grid) {
    let narrowed = narrowed(grid);
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            let value = grid.values[row * grid.columns + column];
            match grid.state(row, column) {
                State::Shown => assert!(value >= LEAST_SHOWN, "a small count is shown: {grid:?}"),
                State::Free => {}
                _ => {
                    let (low, high) = narrowed[&(row, column)];
                    assert!(low < high, "cell {row},{column} can only be {low}: {grid:?}");
                    assert!(!is_solved(grid, (row, column)), "cell {row},{column}: {grid:?}");
                }
            }
        }
    }
}

fn marks(grid: &Grid, row: usize) -> String {
    let mark = |column| match grid.state(row, column) {
        State::Shown => 's',
        State::Few => 'f',
        State::Near => 'n',
        State::Withheld => 'w',
        State::Free => '-',
    };
    (0..grid.columns).map(mark).collect()
}

#[test]
fn one_small_count_hides_three_more() {
    let mut grid = Grid::table(&[vec![3, 40, 50], vec![60, 70, 80], vec![20, 30, 90]], &[1; 4]);
    grid.protect();
    assert_safe(&grid);
    let hidden = grid.states.iter().filter(|state| **state != State::Shown).count();
    assert_eq!(hidden, 4, "{grid:?}");
}

#[test]
fn two_hidden_zeros_are_no_protection_for_each_other() {
    // The row shows 500 and its total 500: both hidden counts could only be zero.
    let mut grid = Grid::list(&[500, 0, 0], &[]);
    assert!(!grid.states.contains(&State::Withheld));
    grid.protect();
    assert_eq!(marks(&grid, 0), "wffs");
    assert_safe(&grid);
}

#[test]
fn a_table_without_small_counts_is_shown_whole() {
    let mut grid = Grid::table(&[vec![30, 40], vec![60, 70]], &[1; 3]);
    grid.protect();
    assert_eq!((marks(&grid, 0), marks(&grid, 2)), ("sss".to_owned(), "sss".to_owned()));
}

#[test]
fn the_cheaper_column_is_withheld() {
    let mut grid = Grid::table(&[vec![100, 0, 900], vec![200, 0, 800]], &[50, 50, 1, 9]);
    grid.protect();
    assert_eq!((marks(&grid, 0).as_str(), marks(&grid, 2).as_str()), ("sfws", "sfws"));
    assert_safe(&grid);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_cell_can_be_solved(
        (rows, columns) in (1_usize..5, 1_usize..5),
        values in prop::collection::vec(prop_oneof![0_u64..12, 9_u64..60, Just(0), 0_u64..4_000], 16),
        weights in prop::collection::vec(1_u32..60, 5),
    ) {
        let inner: Vec<Vec<u64>> =
            (0..rows).map(|row| values[row * 4..row * 4 + columns].to_vec()).collect();
        let mut weights = weights;
        weights.truncate(columns + 1);
        let mut grid = Grid::table(&inner, &weights);
        grid.protect();
        assert_safe(&grid);
        let mut list = Grid::list(&values, &[]);
        list.protect();
        assert_safe(&list);
    }
}
