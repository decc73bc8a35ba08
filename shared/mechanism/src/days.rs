//! Days of the calendar: never beyond its ends, so that no input can make a rule or a line fail.
//! Never here: which limit a rule has.

use redress_kernel::Date;

/// The same day and month `years` later; 29 February becomes 1 March. The last day of the
/// calendar where it goes beyond.
pub(crate) fn years_later(day: Date, years: u32) -> Date {
    let year = i32::try_from(years).ok().and_then(|years| day.year().checked_add(years));
    let Some(year) = year else { return Date::MAX };
    let same = day.replace_year(year).ok();
    // The day after a 29 February is a 1 March in every year.
    let next = || day.next_day().and_then(|next| next.replace_year(year).ok());
    same.or_else(next).unwrap_or(Date::MAX)
}

/// Whether someone born on a day has reached an age on another; who was born on 29 February has so on
/// 1 March.
pub(crate) fn is_of_age(born_on: Date, age: u32, day: Date) -> bool {
    years_later(born_on, age) <= day
}

/// The same day so many months later, at a month's end where it has no such day; nothing where that
/// is beyond the calendar.
pub(crate) fn months_later(day: Date, months: u32) -> Option<Date> {
    let from_january = (u32::from(u8::from(day.month())) - 1).checked_add(months)?;
    let year = day.year().checked_add(i32::try_from(from_january / 12).ok()?)?;
    let month = day.month().nth_next(u8::try_from(months % 12).ok()?);
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).ok()
}

/// So many days later, or the last day of the calendar.
pub(crate) fn days_later(day: Date, days: i32) -> Date {
    let later = day.to_julian_day().checked_add(days);
    later.and_then(|later| Date::from_julian_day(later).ok()).unwrap_or(Date::MAX)
}

/// Days from one day to another; below zero where it came before.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    to.to_julian_day().saturating_sub(from.to_julian_day())
}

/// Whether a wait of so many days that began on `from` is over on `today`: the day on which the
/// full number has passed is the first on which it is.
pub(crate) fn waited(from: Date, days: u32, today: Date) -> bool {
    i64::from(days_between(from, today)) >= i64::from(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_leap_day_comes_back_on_the_first_of_march() {
        assert_eq!(years_later(date!(2016 - 02 - 29), 10), date!(2026 - 03 - 01));
        assert_eq!(years_later(date!(2016 - 02 - 29), 4), date!(2020 - 02 - 29));
        assert_eq!(years_later(date!(2016 - 03 - 15), 10), date!(2026 - 03 - 15));
    }

    #[test]
    fn a_month_without_the_day_ends_where_it_ends() {
        assert_eq!(months_later(date!(2025 - 08 - 31), 6), Some(date!(2026 - 02 - 28)));
        assert_eq!(months_later(date!(2023 - 08 - 31), 6), Some(date!(2024 - 02 - 29)));
        assert_eq!(months_later(date!(2025 - 12 - 31), 1), Some(date!(2026 - 01 - 31)));
        assert_eq!(months_later(date!(2026 - 01 - 15), 0), Some(date!(2026 - 01 - 15)));
        assert_eq!(months_later(Date::MAX, u32::MAX), None);
        assert_eq!(months_later(Date::MIN, 1).map(Date::day), Some(Date::MIN.day()));
    }

    #[test]
    fn beyond_the_calendar_is_its_last_day() {
        assert_eq!(years_later(date!(2016 - 03 - 15), u32::MAX), Date::MAX);
        assert_eq!(years_later(Date::MAX, 1), Date::MAX);
        assert_eq!(days_later(Date::MAX, i32::MAX), Date::MAX);
        assert_eq!(days_later(date!(2026 - 02 - 28), 1), date!(2026 - 03 - 01));
    }

    #[test]
    fn a_wait_is_over_once_its_days_have_passed() {
        let from = date!(2026 - 03 - 10);
        assert!(!waited(from, 60, date!(2026 - 05 - 08)));
        assert!(waited(from, 60, date!(2026 - 05 - 09)));
        assert!(waited(from, 0, from));
        assert!(!waited(Date::MAX, u32::MAX, Date::MIN));
    }
}
