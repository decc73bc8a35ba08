//! Charts of the lab. The same numbers stand in the table beneath. Never here: a number that no table shows.

use redress_kernel::Decimal;
use redress_mechanism::lab::{Cell, Comparison, TableKind};
use redress_web::Page;
use redress_web::chart::{Chart, Figure};

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
            .map(|row| {
                let cells = [&row.cells[first], &row.cells[second]];
                let figure = |cell: &Cell| Figure { size: size(cell), text: text(cell) };
                (name(kind, &row.row), cells.map(figure).to_vec())
            })
            .filter(|(_, figures)| figures.iter().any(|figure| figure.size > 0))
            .collect();
        let legend = columns.map(|column| page.t(&format!("lab-column-{column}"))).to_vec();
        let words = (page.t(&format!("lab-table-{kind}")), page.t("lab-chart-summary"));
        (!rows.is_empty()).then(|| Chart::draw(id, words, legend, rows))
    });
    charts.collect()
}

/// How long a bar is: nothing for what is not shown.
fn size(cell: &Cell) -> u64 {
    match cell {
        Cell::Count(count) => *count,
        Cell::Usd(amount) if *amount > Decimal::ZERO => u64::try_from(*amount).unwrap_or_default(),
        _ => 0,
    }
}
