//! Days of the calendar.

use super::text::plain;
use super::{Reading, Writing};
use crate::{Refusal, Timestamp};
use time::{Date, Month, UtcOffset};

/// The first year that a typed day can lie in: what comes before is of another calendar.
pub const FIRST_YEAR: i32 = 1900;
/// The last one.
pub const LAST_YEAR: i32 = 2200;

/// A day as `2026-11-23`, or with the year at the end where only one order of day and month is possible.
/// Refuses `date-impossible` and, with the two days that it can be, `date-unclear`.
pub fn day(field: &str, typed: &str, writing: Writing) -> Result<Option<Date>, Refusal> {
    let refused = |code| Refusal::field(field.to_owned(), code);
    let typed = plain(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let mut days = days(&typed, writing).unwrap_or_default();
    days.dedup();
    match days[..] {
        [] => Err(refused("date-impossible")),
        [day] => Ok(Some(day)),
        _ => Err(refused("date-unclear").meaning(days.into_iter().map(Reading::Day))),
    }
}

/// Every day that can be meant.
fn days(typed: &str, writing: Writing) -> Option<Vec<Date>> {
    let sign = typed.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(sign, '-' | '/' | '.' | ' ') {
        return None;
    }
    let parts: Vec<&str> = typed.split(sign).collect();
    let numbers: Option<Vec<u16>> = parts
        .iter()
        .map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten())
        .collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let days = match (lengths.as_slice(), numbers?.as_slice(), writing) {
        ([4, 2, 2], [year, month, day], Writing::Exact) if sign == '-' => {
            vec![of(*year, *month, *day)]
        }
        (_, _, Writing::Exact) => return None,
        ([4, 1 | 2, 1 | 2], [year, month, day], _) => vec![of(*year, *month, *day)],
        ([1 | 2, 1 | 2, 4], [one, other, year], _) => {
            vec![of(*year, *other, *one), of(*year, *one, *other)]
        }
        _ => return None,
    };
    Some(days.into_iter().flatten().collect())
}

fn of(year: u16, month: u16, day: u16) -> Option<Date> {
    let year = i32::from(year);
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
}

/// The latest day that has begun anywhere on earth: whoever types it may be where it is today.
pub fn latest_begun(now: Timestamp) -> Date {
    let first_to_wake = UtcOffset::from_hms(14, 0, 0).unwrap_or(UtcOffset::UTC);
    now.to_offset(first_to_wake).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    #[test]
    fn day_and_month_are_never_guessed() {
        let read = |typed| day("day", typed, Writing::CommaGroups);
        for typed in ["2026-11-23", "2026/11/23", "23.11.2026", "11/23/2026", "٢٠٢٦-١١-٢٣"]
        {
            assert_eq!(read(typed), Ok(Some(date!(2026 - 11 - 23))), "{typed}");
        }
        assert_eq!(read("4/4/2025"), Ok(Some(date!(2025 - 04 - 04))));
        assert_eq!(read(" "), Ok(None));
        let asked = read("3/4/2025").expect_err("unclear");
        let days: Vec<_> = asked.readings.iter().map(Reading::written).collect();
        assert_eq!(
            (asked.code, days),
            ("date-unclear", vec!["2025-04-03".into(), "2025-03-04".into()])
        );
        for typed in [
            "2026-02-30",
            "1447-05-12",
            "23/11/26",
            "13/13/2025",
            "2569-01-01",
            "today",
            "2026-11",
            "2026-11-2x",
            "+026-11-02",
            "2026-11/23",
        ] {
            assert_eq!(read(typed).expect_err(typed).code, "date-impossible");
        }
    }

    #[test]
    fn programs_write_one_way() {
        assert_eq!(day("day", "2026-11-23", Writing::Exact), Ok(Some(date!(2026 - 11 - 23))));
        for typed in ["2026-1-5", "23.11.2026", "2026/11/23"] {
            assert_eq!(day("day", typed, Writing::Exact).expect_err(typed).code, "date-impossible");
        }
    }

    #[test]
    fn tomorrow_has_begun_in_the_east() {
        assert_eq!(latest_begun(datetime!(2026-11-30 15:33 UTC)), date!(2026 - 12 - 01));
        assert_eq!(latest_begun(datetime!(2026-11-30 09:59 UTC)), date!(2026 - 11 - 30));
    }

    proptest! {
        #[test]
        fn a_written_day_is_read_as_itself(ordinal in 1_u16..=365, year in FIRST_YEAR..=LAST_YEAR) {
            let date = Date::from_ordinal_date(year, ordinal).expect("a day");
            for writing in [Writing::CommaGroups, Writing::CommaDecides, Writing::Exact] {
                prop_assert_eq!(day("day", &Reading::Day(date).written(), writing), Ok(Some(date)));
            }
        }
    }
}
