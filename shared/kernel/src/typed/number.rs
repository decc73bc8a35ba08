//! Numbers that are no money: months, counts.

use super::shape::{Shape, decimal, exact, is_too_long, shape};
use super::text::plain;
use super::{Reading, Writing};
use crate::{Decimal, Refusal};

/// What a number can be.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// Its decimals at most.
    pub decimals: u32,
    /// The least.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
}

impl Range {
    fn has(&self, number: Decimal) -> bool {
        (self.least..=self.most).contains(&number) && number.normalize().scale() <= self.decimals
    }
}

/// A number in a range. Of the two ways to read a single sign with three digits after it, one that is out of
/// the range can't be meant.
/// Refuses `number-not-read`, `number-out-of-range` and `number-unclear`.
pub fn number(
    field: &str,
    typed: &str,
    range: Range,
    writing: Writing,
) -> Result<Option<Decimal>, Refusal> {
    let refused = |code| Refusal::field(field.to_owned(), code);
    let readings = readings(typed, writing).ok_or_else(|| refused("number-not-read"))?;
    if readings.is_empty() {
        return Ok(None);
    }
    let possible: Vec<_> = readings.into_iter().filter(|number| range.has(*number)).collect();
    match possible[..] {
        [] => {
            let refusal = refused("number-out-of-range");
            Err(refusal.with("least", range.least).with("most", range.most))
        }
        [number] => Ok(Some(number)),
        _ => Err(refused("number-unclear").meaning(possible.into_iter().map(Reading::Number))),
    }
}

/// Every number that can be meant; none where nothing was written. Nothing where it is no number.
pub(super) fn readings(typed: &str, writing: Writing) -> Option<Vec<Decimal>> {
    if writing == Writing::Exact {
        let typed = typed.trim();
        return if typed.is_empty() { Some(vec![]) } else { Some(vec![exact(typed)?]) };
    }
    if plain(typed).is_empty() {
        return Some(vec![]);
    }
    let of = |whole: &str, decimals: &str| {
        if is_too_long(whole) { None } else { decimal(whole, decimals) }
    };
    Some(match shape(typed)? {
        Shape::Whole(digits) => vec![of(&digits, "")?],
        Shape::Decimals(whole, decimals) => vec![of(&whole, &decimals)?],
        Shape::Unclear { before, after, .. } => {
            vec![of(&format!("{before}{after}"), "")?, of(&before, &after)?]
        }
    })
}

/// A whole number in a range, in digits alone. Refuses `number-not-read` and `number-out-of-range`.
pub fn whole(field: &str, typed: &str, least: u16, most: u16) -> Result<Option<u16>, Refusal> {
    let text = plain(typed);
    if text.is_empty() {
        return Ok(None);
    }
    let number = match text.parse::<u16>() {
        Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => number,
        _ => return Err(Refusal::field(field.to_owned(), "number-not-read")),
    };
    if (least..=most).contains(&number) {
        return Ok(Some(number));
    }
    let refusal = Refusal::field(field.to_owned(), "number-out-of-range");
    Err(refusal.with("least", least).with("most", most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(typed: &str, writing: Writing) -> Result<Option<String>, &'static str> {
        let range = Range { decimals: 4, least: Decimal::ZERO, most: Decimal::from(600) };
        let read = number("months", typed, range, writing);
        read.map(|read| read.map(|number| number.normalize().to_string())).map_err(|r| r.code)
    }

    #[test]
    fn a_range_settles_what_it_can() {
        for writing in [Writing::CommaGroups, Writing::CommaDecides] {
            assert_eq!(months("2,5", writing), Ok(Some("2.5".to_owned())));
            assert_eq!(months("٢٫٥", writing), Ok(Some("2.5".to_owned())));
            assert_eq!(months("1.500", writing), Ok(Some("1.5".to_owned())));
            assert_eq!(months("1 500", writing), Err("number-out-of-range"));
            assert_eq!(months("-2", writing), Err("number-not-read"));
            assert_eq!(months("\u{200b} ", writing), Ok(None));
        }
        assert_eq!(months("2,5", Writing::Exact), Err("number-not-read"));
    }

    #[test]
    fn two_ways_in_the_range_are_asked_back() {
        let range = Range { decimals: 4, least: Decimal::ZERO, most: Decimal::from(10_000) };
        let asked = number("days", "1.500", range, Writing::CommaGroups).expect_err("unclear");
        let readings: Vec<_> = asked.readings.iter().map(Reading::written).collect();
        assert_eq!((asked.code, readings), ("number-unclear", vec!["1500".into(), "1.5".into()]));
    }
}
