//! Reports as files: a spreadsheet for people, a list for programs. Typed content to bytes, pure.
//! Never here: which rows a report has (`domain::report`), SQL, HTTP.

mod csv;
mod xlsx;

pub use csv::csv;
pub use xlsx::xlsx;

use crate::domain::report::{Report, TimeBasis};
use redress_kernel::{Date, Timestamp};
use time::macros::format_description;

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

    /// Its media type.
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

/// `2026-11-23`.
pub(crate) fn iso(day: Date) -> String {
    day.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// `2026-11-23T14:05:09.123456Z`: to the microsecond, as the database keeps it.
pub(crate) fn iso_moment(moment: Timestamp) -> String {
    let utc = moment.to_offset(time::UtcOffset::UTC);
    let digits =
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");
    utc.format(digits).unwrap_or_default()
}

/// First day, last day, moment: as programs read them.
fn basis_cells(basis: TimeBasis) -> [String; 3] {
    [basis.from.map(iso).unwrap_or_default(), iso(basis.on_day), iso_moment(basis.known_at)]
}
