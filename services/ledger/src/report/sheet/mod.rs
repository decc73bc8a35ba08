//! Reports as files: a spreadsheet for people, a list for programs. Typed content to bytes, pure.
//! Never here: which rows a report has (`report::domain`), SQL, HTTP.

mod csv;
mod xlsx;

pub use csv::csv;
pub use xlsx::xlsx;

use super::domain::Report;
use crate::books::domain::sums::TimeBasis;
use crate::desk::times::{iso, iso_moment};

/// A file that can be made of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A spreadsheet.
    Xlsx,
    /// Values separated by commas.
    Csv,
    /// As the JSON API answers.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Xlsx, Format::Csv, Format::Json];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// The format of an ending.
    pub fn from_ending(ending: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.ending() == ending)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Csv => "text/csv; charset=utf-8",
            Format::Json => "application/json",
        }
    }

    /// Name of a file: the report and its day.
    pub fn file_name(self, report: &Report) -> String {
        format!("{}-{}.{}", report.kind.as_str(), iso(report.basis.on_day), self.ending())
    }
}

/// First day, last day, moment: as programs read them.
fn basis_cells(basis: TimeBasis) -> [String; 3] {
    [basis.from.map(iso).unwrap_or_default(), iso(basis.on_day), iso_moment(basis.known_at)]
}
