//! Months of the calendar.

use super::text::plain;
use super::{Writing, day};
use crate::Refusal;
use time::Date;

/// The first day of a month typed as `2026-11` or `11/2026`. Refuses `date-impossible`.
pub fn month(field: &str, typed: &str, writing: Writing) -> Result<Option<Date>, Refusal> {
    let typed = plain(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let year_first = match typed.split_once(['/', '.', '-', ' ']) {
        Some((month, year)) if year.len() == 4 && writing != Writing::Exact => {
            format!("{year}-{month}-01")
        }
        _ => format!("{typed}-01"),
    };
    day(field, &year_first, writing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_month_has_its_year() {
        let read = |typed| month("month", typed, Writing::CommaDecides);
        for typed in ["2026-11", "11/2026", "11.2026", "٢٠٢٦-١١"] {
            assert_eq!(read(typed), Ok(Some(date!(2026 - 11 - 01))), "{typed}");
        }
        assert_eq!(read(""), Ok(None));
        for typed in ["2026-13", "11/26", "November", "2026", "2026-11-05", "1447-05"] {
            assert_eq!(read(typed).expect_err(typed).code, "date-impossible");
        }
    }
}
