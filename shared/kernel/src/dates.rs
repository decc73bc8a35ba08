//! Dates that people remember only roughly.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// A date known as an interval: the earliest and the latest day it can have been, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DateSpan {
    /// First possible day.
    #[schema(value_type = String, format = Date)]
    pub earliest: Date,
    /// Last possible day.
    #[schema(value_type = String, format = Date)]
    pub latest: Date,
}

impl DateSpan {
    /// An interval, or nothing when it ends before it begins.
    pub fn new(earliest: Date, latest: Date) -> Option<Self> {
        (earliest <= latest).then_some(Self { earliest, latest })
    }

    /// One known day.
    pub fn day(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }

    /// From what a person can type: a year; a year and a month; or a full date.
    /// Nothing when there is no such day.
    pub fn from_parts(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if !(1900..=2200).contains(&year) {
            return None;
        }
        match (month, day) {
            (None, Some(_)) => None,
            (None, None) => Self::new(
                Date::from_calendar_date(year, Month::January, 1).ok()?,
                Date::from_calendar_date(year, Month::December, 31).ok()?,
            ),
            (Some(month), None) => {
                let month = Month::try_from(month).ok()?;
                Self::new(
                    Date::from_calendar_date(year, month, 1).ok()?,
                    Date::from_calendar_date(year, month, month.length(year)).ok()?,
                )
            }
            (Some(month), Some(day)) => {
                let month = Month::try_from(month).ok()?;
                Date::from_calendar_date(year, month, day).ok().map(Self::day)
            }
        }
    }

    /// Whether it is known to the day.
    pub fn is_exact(&self) -> bool {
        self.earliest == self.latest
    }
}

impl std::fmt::Display for DateSpan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_exact() {
            write!(f, "{}", self.earliest)
        } else {
            write!(f, "{} – {}", self.earliest, self.latest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_year_alone_spans_the_year() {
        let span = DateSpan::from_parts(2019, None, None).expect("a year");
        assert_eq!((span.earliest, span.latest), (date!(2019 - 01 - 01), date!(2019 - 12 - 31)));
    }

    #[test]
    fn february_ends_where_it_ends() {
        let span = DateSpan::from_parts(2020, Some(2), None).expect("a month");
        assert_eq!(span.latest, date!(2020 - 02 - 29));
        assert!(DateSpan::from_parts(2019, Some(2), Some(29)).is_none());
        assert!(DateSpan::from_parts(2019, None, Some(3)).is_none());
    }
}
