//! Decision tables: whether for every case exactly one row holds. A table has dimensions; each is cut
//! into cells that no row tells apart, so that looking at every cell looks at every case.

use super::found::Found;
use std::collections::BTreeSet;

/// The most steps that solving one table may take; a table of a hundred rows needs far fewer.
const STEPS_MOST: usize = 40_000_000;

/// One thing that rows look at, as cells with an example of each.
pub(super) struct Dimension {
    /// An example of each cell.
    pub(super) cells: Vec<String>,
}

/// For each dimension, the cells that a row is about.
pub(super) type Cover = Vec<Vec<bool>>;

/// A row: it holds for a case when one of its covers does.
pub(super) struct Row {
    /// Its place in the document.
    pub(super) path: String,
    /// What it is about.
    pub(super) covers: Vec<Cover>,
}

impl Row {
    fn holds(&self, case: &[usize]) -> bool {
        let holds = |cover: &Cover| cover.iter().zip(case).all(|(cells, place)| cells[*place]);
        self.covers.iter().any(holds)
    }
}

/// A stretch of whole numbers, both ends included; nothing means without end.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// The first.
    pub(super) from: Option<i128>,
    /// The last.
    pub(super) until: Option<i128>,
}

/// A line of whole numbers, cut wherever a stretch begins or ends.
pub(super) struct Line {
    cuts: Vec<i128>,
    least: Option<i128>,
}

impl Line {
    /// Cut by these stretches; numbers below `least` are no cases.
    pub(super) fn cut(stretches: &[Stretch], least: Option<i128>) -> Self {
        let begins = stretches.iter().filter_map(|stretch| stretch.from);
        let after = stretches.iter().filter_map(|stretch| stretch.until?.checked_add(1));
        let cuts: BTreeSet<i128> = begins.chain(after).chain(least).collect();
        Self {
            cuts: cuts.into_iter().filter(|cut| least.is_none_or(|l| *cut >= l)).collect(),
            least,
        }
    }

    /// An example of each cell: its first number, or the last of the one without beginning.
    fn examples(&self) -> Vec<i128> {
        let first = self.cuts.first().map_or(0, |cut| cut.saturating_sub(1));
        let open = self.least.is_none().then_some(first);
        open.into_iter().chain(self.cuts.iter().copied()).collect()
    }

    /// As a dimension; `say` writes a number as people know it.
    pub(super) fn dimension(&self, say: impl Fn(i128) -> String) -> Dimension {
        Dimension { cells: self.examples().into_iter().map(say).collect() }
    }

    /// The cells of a stretch.
    pub(super) fn cells(&self, stretch: Stretch) -> Vec<bool> {
        let within = |number: i128| {
            stretch.from.is_none_or(|from| number >= from)
                && stretch.until.is_none_or(|until| number <= until)
        };
        self.examples().into_iter().map(within).collect()
    }
}

/// Cells of a finite dimension for which something holds.
pub(super) fn those<T>(all: &[T], holds: impl Fn(&T) -> bool) -> Vec<bool> {
    all.iter().map(holds).collect()
}

/// Looks at every case. A case without a row is an error with one example for each cell of the first
/// dimension; a case of two rows is one for each pair of rows; a row whose every case has an earlier
/// row never comes to bear.
pub(super) fn solve(path: &str, dimensions: &[Dimension], rows: &[Row], found: &mut Found) {
    let cases = dimensions.iter().map(|dimension| dimension.cells.len()).product::<usize>();
    let covers = rows.iter().map(|row| row.covers.len()).sum::<usize>().max(1);
    if cases.saturating_mul(covers) > STEPS_MOST {
        found.error(path, "table-too-large");
        return;
    }
    let mut alone = vec![false; rows.len()];
    let mut gaps = BTreeSet::new();
    let mut pairs: Vec<(usize, usize, String)> = Vec::new();
    let mut case = vec![0; dimensions.len()];
    for number in 0..cases {
        let mut rest = number;
        for (place, dimension) in case.iter_mut().zip(dimensions).rev() {
            *place = rest % dimension.cells.len();
            rest /= dimension.cells.len();
        }
        let mut holding = rows.iter().enumerate().filter(|(_, row)| row.holds(&case));
        let Some((first, _)) = holding.next() else {
            if gaps.insert(case[0]) {
                found.error(path, "table-gap").with("example", example(dimensions, &case));
            }
            continue;
        };
        alone[first] = true;
        for (other, _) in holding {
            if !pairs.iter().any(|(a, b, _)| (*a, *b) == (first, other)) {
                pairs.push((first, other, example(dimensions, &case)));
            }
        }
    }
    for (first, other, example) in pairs {
        if alone[other] {
            let problem = found.error(&rows[other].path, "table-overlap");
            problem.with("other", &rows[first].path).with("example", example);
        }
    }
    for (row, _) in rows.iter().zip(&alone).filter(|(_, alone)| !**alone) {
        found.error(&row.path, "row-unreachable");
    }
}

/// A case in codes and numbers.
fn example(dimensions: &[Dimension], case: &[usize]) -> String {
    let values = dimensions.iter().zip(case).map(|(dimension, place)| &*dimension.cells[*place]);
    values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bounds: &[(Option<i128>, Option<i128>)], least: Option<i128>) -> Vec<String> {
        let stretches: Vec<_> =
            bounds.iter().map(|(from, until)| Stretch { from: *from, until: *until }).collect();
        let line = Line::cut(&stretches, least);
        let rows: Vec<_> = (0..)
            .zip(&stretches)
            .map(|(place, stretch)| Row {
                path: format!("row[{place}]"),
                covers: vec![vec![line.cells(*stretch)]],
            })
            .collect();
        let mut found = Found::default();
        solve("row", &[line.dimension(|number| number.to_string())], &rows, &mut found);
        let said = |p: &super::super::Problem| {
            format!("{} {} {}", p.path, p.code, p.args.get("example").map_or("", String::as_str))
        };
        found.0.iter().map(|problem| said(problem).trim().to_owned()).collect()
    }

    #[test]
    fn a_line_without_a_gap_is_sound() {
        assert_eq!(line(&[(None, Some(9)), (Some(10), None)], None), [""; 0]);
        assert_eq!(line(&[(None, Some(9)), (Some(10), None)], Some(0)), [""; 0]);
    }

    #[test]
    fn gaps_and_overlaps_come_with_a_number_that_shows_them() {
        assert_eq!(line(&[(None, Some(8)), (Some(10), None)], Some(0)), ["row table-gap 9"]);
        assert_eq!(line(&[(None, Some(10)), (Some(10), None)], None), ["row[1] table-overlap 10"]);
        assert_eq!(line(&[(Some(5), None)], Some(0)), ["row table-gap 0"]);
        assert_eq!(line(&[(Some(5), None)], None), ["row table-gap 4"]);
    }

    #[test]
    fn a_row_behind_others_is_never_reached() {
        let bounds = [(None, Some(4)), (Some(5), None), (Some(2), Some(7)), (Some(9), Some(8))];
        assert_eq!(line(&bounds, None), ["row[2] row-unreachable", "row[3] row-unreachable"]);
    }
}
