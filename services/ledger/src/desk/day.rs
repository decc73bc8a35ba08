//! Days and months of the books.

use redress_kernel::{Date, Timestamp};
use time::Month as Name;

/// The day of a moment, UTC.
pub(crate) fn day_of(moment: Timestamp) -> Date {
    moment.to_offset(time::UtcOffset::UTC).date()
}

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Date);

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Month {
        Month(day.replace_day(1).unwrap_or(day))
    }

    /// A month as it is written: `2026-10`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-').filter(|(y, m)| y.len() == 4 && m.len() == 2)?;
        let month = Name::try_from(month.parse::<u8>().ok()?).ok()?;
        let year = year.parse().ok().filter(|year| (2000..2200).contains(year))?;
        Date::from_calendar_date(year, month, 1).ok().map(Month)
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> Date {
        let days = self.0.month().length(self.0.year());
        self.0.replace_day(days).unwrap_or(self.0)
    }

    /// The one after.
    #[must_use]
    pub fn next(self) -> Month {
        Month(self.last().next_day().unwrap_or(self.0))
    }

    /// The one before.
    #[must_use]
    pub fn previous(self) -> Month {
        Month::of(self.0.previous_day().unwrap_or(self.0))
    }

    /// The months from this one to another, both included.
    pub fn to(self, last: Month) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self), |month| Some(month.next()))
            .take_while(move |month| *month <= last)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), u8::from(self.0.month()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const OCTOBER: Month = Month(date!(2026 - 10 - 01));

    #[test]
    fn months_follow_each_other_over_the_year() {
        assert_eq!(Month::parse("2026-10"), Some(OCTOBER));
        assert_eq!(OCTOBER.last(), date!(2026 - 10 - 31));
        assert_eq!(Month::of(date!(2028 - 02 - 29)).last(), date!(2028 - 02 - 29));
        let to: Vec<_> =
            OCTOBER.to(Month::of(date!(2027 - 01 - 31))).map(|m| m.to_string()).collect();
        assert_eq!(to, ["2026-10", "2026-11", "2026-12", "2027-01"]);
        assert_eq!(OCTOBER.previous().to_string(), "2026-09");
        for wrong in ["2026-13", "2026-1", "202610", "1999-12", "x", "2026-00", "+026-10"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
