//! Attacks on suppressed tables: by solving the sums, and by narrowing what each number can be.

use super::super::attack::{FAR, Known};
use super::*;
use proptest::prelude::*;

/// What a reader knows of a table.
fn known(grid: &Grid) -> Known {
    let bounds = |state, value: i64| match state {
        State::Shown => (value, value),
        State::Few => (0, 9),
        State::Near => (0, FAR),
        State::Withheld => (10, FAR),
        State::Free => (-FAR, FAR),
    };
    let cells = grid.states.iter().zip(&grid.values);
    let bounds = cells.map(|(state, value)| bounds(*state, value.cast_signed())).collect();
    let (rows, columns) = (grid.rows, grid.columns);
    let sign = |at: usize, end: usize| if at + 1 == end { -1 } else { 1 };
    let of_row = (0..rows).map(|row| {
        (0..columns).map(|column| (row * columns + column, sign(column, columns))).collect()
    });
    let of_column = (0..columns)
        .map(|column| (0..rows).map(|row| (row * columns + column, sign(row, rows))).collect());
    Known { bounds, sums: of_row.chain(of_column).collect() }
}

fn assert_safe(grid: &Grid) {
    let known = known(grid);
    for (at, state) in grid.states.iter().enumerate() {
        match state {
            State::Shown => {
                assert!(grid.values[at] >= LEAST_SHOWN, "a small count is shown: {grid:?}");
            }
            State::Free => {}
            _ => assert_eq!(known.leak(at), None, "cell {at}: {grid:?}"),
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
