//! Charts of the lab as drawings in the page: bars of whole numbers, with their figures beside them.
//! The same numbers stand in the table beneath. Never here: a number that no table shows.

use redress_kernel::Decimal;
use redress_mechanism::lab::{Cell, Comparison, TableKind};
use redress_web::Page;

/// Where bars begin, and how long the longest is.
const LEFT: u64 = 400;
const LONGEST: u64 = 400;
const STEP: u64 = 22;
/// Told apart without colour: both have a dark edge.
const FILLS: [&str; 2] = ["#fff", "#0b5d4e"];

/// A drawing.
pub(super) struct Chart {
    /// Names it within the page.
    pub id: &'static str,
    pub title: String,
    pub summary: String,
    pub height: u64,
    /// What each kind of bar means.
    pub legend: [String; 2],
    pub groups: Vec<Group>,
}

/// Bars of one row.
pub(super) struct Group {
    pub label: String,
    /// Where its text stands.
    pub text_y: u64,
    pub bars: Vec<Bar>,
}

/// One bar.
pub(super) struct Bar {
    pub y: u64,
    pub width: u64,
    /// White for the first kind, dark for the second; both have a dark edge.
    pub fill: &'static str,
    pub text: String,
    pub text_x: u64,
    pub text_y: u64,
}

impl Chart {
    pub fn legend_y(&self) -> u64 {
        self.height - 12
    }

    /// Where a bar begins.
    pub fn left() -> u64 {
        LEFT
    }

    /// Where the text of a row ends.
    pub fn label_x() -> u64 {
        LEFT - 10
    }
}

/// The charts that there is something to draw for.
pub(super) fn all(
    page: &Page,
    seen: &Comparison,
    name: &dyn Fn(TableKind, &str) -> String,
    text: &dyn Fn(&Cell) -> String,
) -> Vec<Chart> {
    let wanted = [
        ("chart-category", TableKind::Category, ["gained", "lost"]),
        ("chart-band", TableKind::Band, ["before", "after"]),
        ("chart-cost", TableKind::Cost, ["before", "after"]),
    ];
    let charts = wanted.into_iter().filter_map(|(id, kind, columns)| {
        let table = seen.tables.iter().find(|table| table.kind == kind)?;
        let places = columns.map(|column| table.columns.iter().position(|known| known == column));
        let [Some(first), Some(second)] = places else { return None };
        let rows = table.rows.iter().filter(|row| !matches!(row.row.as_str(), "total" | "gross"));
        let rows: Vec<_> = rows
            .map(|row| (name(kind, &row.row), [row.cells[first], row.cells[second]]))
            .filter(|(_, cells)| cells.iter().any(|cell| size(cell) > 0))
            .collect();
        let legend = columns.map(|column| page.t(&format!("lab-column-{column}")));
        (!rows.is_empty()).then(|| draw(page, id, kind, legend, &rows, text))
    });
    charts.collect()
}

fn draw(
    page: &Page,
    id: &'static str,
    kind: TableKind,
    legend: [String; 2],
    rows: &[(String, [Cell; 2])],
    text: &dyn Fn(&Cell) -> String,
) -> Chart {
    let most = rows.iter().flat_map(|(_, cells)| cells.iter().map(size)).max().unwrap_or(1).max(1);
    let mut y = 8;
    let mut groups = Vec::new();
    for (label, cells) in rows {
        let text_y = y + STEP;
        let bars = cells.iter().enumerate().map(|(kind, cell)| {
            let top = y + u64::try_from(kind).unwrap_or_default() * STEP;
            // A bar that is there is at least one unit long.
            let width = match size(cell) {
                0 => 0,
                some => (u128::from(some) * u128::from(LONGEST) / u128::from(most)).max(1),
            };
            let width = u64::try_from(width).unwrap_or(LONGEST);
            let text_x = LEFT + width + 6;
            let fill = FILLS[kind];
            Bar { y: top + 3, width, fill, text: text(cell), text_x, text_y: top + STEP - 6 }
        });
        groups.push(Group { label: label.clone(), text_y, bars: bars.collect() });
        y += 2 * STEP + 10;
    }
    Chart {
        id,
        title: page.t(&format!("lab-table-{kind}")),
        summary: page.t("lab-chart-summary"),
        height: y + 30,
        legend,
        groups,
    }
}

/// How long a bar is: nothing for what is not shown.
fn size(cell: &Cell) -> u64 {
    match cell {
        Cell::Count(count) => *count,
        Cell::Usd(amount) if *amount > Decimal::ZERO => u64::try_from(*amount).unwrap_or_default(),
        _ => 0,
    }
}
