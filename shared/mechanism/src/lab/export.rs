//! A comparison as a plain table for other programs. Codes only, no words, no formulas.

use super::publish::{About, Comparison};
use std::fmt::Write as _;

impl Comparison {
    /// All tables as one list with a line for each cell. Same comparison, same bytes.
    pub fn csv(&self) -> String {
        let mut csv = String::from("table,row,column,value\r\n");
        let mut line = |table: &str, row: &str, column: &str, value: &dyn std::fmt::Display| {
            // Codes and numbers alone: nothing here needs quoting.
            let _ = write!(csv, "{table},{row},{column},{value}\r\n");
        };
        let (source, seed) = match self.about {
            About::Invented { seed } => ("invented", Some(seed)),
            About::Caseload => ("caseload", None),
        };
        line("about", "source", "", &source);
        if let Some(seed) = seed {
            line("about", "seed", "", &seed);
        }
        for (row, versions) in [("base", self.base), ("draft", self.draft)] {
            line("about", row, "rules", &versions.rules);
            line("about", row, "schedule", &versions.schedule);
        }
        if let Some(fund) = self.fund {
            line("about", "fund", "", &fund);
        }
        line("about", "claims", "", &self.claims);
        line("about", "gained", "", &self.gained);
        line("about", "lost", "", &self.lost);
        for table in &self.tables {
            for row in &table.rows {
                for (column, cell) in table.columns.iter().zip(&row.cells) {
                    line(table.kind.as_str(), &row.row, column, cell);
                }
            }
        }
        csv
    }
}
