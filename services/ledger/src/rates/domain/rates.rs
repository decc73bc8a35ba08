//! Which rates of a file are new, and from when on they are in force here.
//! Belongs here: the verdict on each row. Never here: reading the file, recording a rate.
//! A rate is prospective: one that was published before today takes effect today.

use super::rates_file::Listed;
use redress_kernel::{Currency, Date, Decimal};
use std::collections::BTreeMap;
use time::Duration;

/// A rate that moved by more than this share of the one before is looked at by a person.
pub const MOVED_MAX_PERCENT: i64 = 25;
/// How far from today a published day may lie.
const DAYS_MAX: i64 = 366;

/// A rate that is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Units for one US dollar.
    pub per_usd: Decimal,
    /// First day in force.
    pub effective_from: Date,
    /// The day from which on it was published to be in force; the same where nothing else is known.
    pub published_on: Date,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// To be recorded.
    New {
        /// First day in force.
        effective_from: Date,
        /// The rate in force before it.
        before: Option<Decimal>,
        /// Whether it moved by more than [`MOVED_MAX_PERCENT`].
        has_moved: bool,
    },
    /// Recorded already.
    Same,
    /// The same as this row of the file.
    Repeats(u32),
    /// Another rate is recorded for its day.
    Differs(Decimal),
    /// The file has two rates for its day.
    Contradicts,
    /// A rate that was published later is in force, or stands in the file for today.
    Older,
    /// Its day lies too far from today.
    TooFar,
}

/// The verdict on each row, in the order of the file.
pub fn judge(
    listed: &[Listed],
    recorded: &BTreeMap<Currency, Vec<Recorded>>,
    today: Date,
) -> Vec<Verdict> {
    let mut places: Vec<usize> = (0..listed.len()).collect();
    // By day, so that each is compared with the one before it; rows of one day in the order of the
    // file.
    places.sort_by_key(|place| (listed[*place].currency, listed[*place].published_on, *place));
    let mut known = recorded.clone();
    let mut verdicts = vec![Verdict::TooFar; listed.len()];
    for place in &places {
        let row = &listed[*place];
        let alike = || listed.iter().filter(|other| is_of_one_day(other, row));
        let first = alike().map(|other| other.row).min().unwrap_or(row.row);
        let verdict = if alike().any(|other| other.per_usd != row.per_usd) {
            Verdict::Contradicts
        } else if first != row.row {
            Verdict::Repeats(first)
        } else {
            let of_currency = known.entry(row.currency).or_default();
            let later = listed.iter().any(|other| {
                other.currency == row.currency
                    && other.published_on > row.published_on
                    && other.published_on <= today
            });
            one(row, of_currency, later, today)
        };
        if let Verdict::New { effective_from, .. } = verdict {
            let (per_usd, published_on) = (row.per_usd, row.published_on);
            known.entry(row.currency).or_default().push(Recorded {
                per_usd,
                effective_from,
                published_on,
            });
        }
        verdicts[*place] = verdict;
    }
    verdicts
}

fn is_of_one_day(one: &Listed, other: &Listed) -> bool {
    one.currency == other.currency && one.published_on == other.published_on
}

/// The verdict on a row that stands alone for its day.
fn one(row: &Listed, known: &[Recorded], is_passed_in_file: bool, today: Date) -> Verdict {
    let same_day = known.iter().find(|rate| rate.published_on == row.published_on);
    if let Some(rate) = same_day {
        return if rate.per_usd == row.per_usd {
            Verdict::Same
        } else {
            Verdict::Differs(rate.per_usd)
        };
    }
    let far = Duration::days(DAYS_MAX);
    if row.published_on > today.saturating_add(far) || row.published_on < today.saturating_sub(far)
    {
        return Verdict::TooFar;
    }
    let effective_from = row.published_on.max(today);
    let in_force = known
        .iter()
        .filter(|rate| rate.effective_from <= effective_from)
        .max_by_key(|rate| rate.effective_from);
    match in_force {
        _ if is_passed_in_file => Verdict::Older,
        Some(rate) if rate.published_on > row.published_on => Verdict::Older,
        Some(rate) if rate.effective_from == effective_from => {
            if rate.per_usd == row.per_usd {
                Verdict::Same
            } else {
                Verdict::Differs(rate.per_usd)
            }
        }
        in_force => {
            let before = in_force.map(|rate| rate.per_usd);
            let has_moved = before.is_some_and(|before| has_moved(before, row.per_usd));
            Verdict::New { effective_from, before, has_moved }
        }
    }
}

/// Whether a rate is more than [`MOVED_MAX_PERCENT`] away from the one before; exact, nothing is
/// divided.
pub fn has_moved(before: Decimal, now: Decimal) -> bool {
    (now - before).abs() * Decimal::ONE_HUNDRED > before * Decimal::from(MOVED_MAX_PERCENT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 23);

    fn row(row: u32, code: &str, per_usd: Decimal, published_on: Date) -> Listed {
        let currency = code.parse().expect("listed");
        Listed { row, currency, per_usd, published_on, source: "x".to_owned() }
    }

    fn recorded(rates: &[(&str, Decimal, Date, Date)]) -> BTreeMap<Currency, Vec<Recorded>> {
        let mut known: BTreeMap<Currency, Vec<Recorded>> = BTreeMap::new();
        for (code, per_usd, effective_from, published_on) in rates {
            let rate = Recorded {
                per_usd: *per_usd,
                effective_from: *effective_from,
                published_on: *published_on,
            };
            known.entry(code.parse().expect("listed")).or_default().push(rate);
        }
        known
    }

    #[test]
    fn a_rate_of_the_past_takes_effect_today_and_one_of_the_future_on_its_day() {
        let known = recorded(&[("XAF", dec!(600), date!(2026 - 10 - 01), date!(2026 - 10 - 01))]);
        let rows = [
            row(2, "XAF", dec!(605.25), date!(2026 - 11 - 01)),
            row(3, "XAF", dec!(605.25), date!(2026 - 11 - 01)),
            row(4, "XAF", dec!(900), date!(2026 - 12 - 01)),
            row(5, "EUR", dec!(0.9), date!(2026 - 12 - 01)),
            row(6, "XAF", dec!(601), date!(2026 - 10 - 15)),
            row(7, "XAF", dec!(600), date!(2026 - 10 - 01)),
            row(8, "EUR", dec!(0.9), date!(2062 - 12 - 01)),
        ];
        let new =
            |effective_from, before, has_moved| Verdict::New { effective_from, before, has_moved };
        let december = date!(2026 - 12 - 01);
        assert_eq!(
            judge(&rows, &known, TODAY),
            [
                new(TODAY, Some(dec!(600)), false),
                Verdict::Repeats(2),
                new(december, Some(dec!(605.25)), true),
                new(december, None, false),
                Verdict::Older,
                Verdict::Same,
                Verdict::TooFar,
            ]
        );
    }

    #[test]
    fn a_day_has_one_rate() {
        let known = recorded(&[("XAF", dec!(600), TODAY, date!(2026 - 11 - 01))]);
        let rows = [
            row(2, "XAF", dec!(601), date!(2026 - 11 - 01)),
            row(3, "EUR", dec!(0.9), date!(2026 - 11 - 01)),
            row(4, "EUR", dec!(0.91), date!(2026 - 11 - 01)),
        ];
        let verdicts = judge(&rows, &known, TODAY);
        assert_eq!(
            verdicts,
            [Verdict::Differs(dec!(600)), Verdict::Contradicts, Verdict::Contradicts]
        );
        // Published later, yet today has its rate.
        let rows = [row(2, "XAF", dec!(601), date!(2026 - 11 - 15))];
        assert_eq!(judge(&rows, &known, TODAY), [Verdict::Differs(dec!(600))]);
        // The file of last month, after the one of this month.
        let rows = [row(2, "XAF", dec!(590), date!(2026 - 10 - 01))];
        assert_eq!(judge(&rows, &known, date!(2026 - 11 - 24)), [Verdict::Older]);
    }

    #[test]
    fn a_quarter_is_the_most_that_passes_unseen() {
        assert!(!has_moved(dec!(100), dec!(125)) && has_moved(dec!(100), dec!(125.00000001)));
        assert!(!has_moved(dec!(100), dec!(75)) && has_moved(dec!(100), dec!(74.99999999)));
    }

    proptest! {
        // The same file again, on the same day or a later one, changes nothing; and no rate reaches
        // into the past.
        #[test]
        fn what_was_taken_is_not_taken_again(
            rows in prop::collection::vec((0_usize..3, 1_i64..4, 0_i64..60), 1..20),
            days in 0_i64..20,
        ) {
            let codes = ["XAF", "EUR", "HTG"];
            let rows: Vec<Listed> = rows.iter().zip(2..).map(|((code, rate, day), n)| {
                row(n, codes[*code], Decimal::from(*rate), date!(2026-11-01) + Duration::days(*day))
            }).collect();
            let mut known = BTreeMap::new();
            let first = judge(&rows, &known, TODAY);
            for (row, verdict) in rows.iter().zip(&first) {
                if let Verdict::New { effective_from, .. } = verdict {
                    prop_assert!(*effective_from >= TODAY);
                    let of_currency: &mut Vec<Recorded> = known.entry(row.currency).or_default();
                    prop_assert!(of_currency.iter().all(|rate| rate.effective_from != *effective_from));
                    of_currency.push(Recorded { per_usd: row.per_usd, effective_from: *effective_from,
                        published_on: row.published_on });
                }
            }
            let again = judge(&rows, &known, TODAY + Duration::days(days));
            let taken = |verdicts: &[Verdict]| verdicts.iter().filter(|v| matches!(v, Verdict::New { .. })).count();
            prop_assert_eq!(taken(&again), 0, "{:?} {:?}", first, again);
        }
    }
}
