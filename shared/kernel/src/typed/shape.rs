//! The signs in a written number: which of them set thousands apart, and which comes before decimals.

use super::text::plain;
use crate::Decimal;

/// More digits than any amount or rate has.
const DIGITS_MAX: usize = 20;

/// What the signs of a number tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits, of which some signs set thousands apart.
    Whole(String),
    /// Digits before and after a sign that can only come before decimals.
    Decimals(String, String),
    /// One point or comma with three digits after it: thousands or decimals.
    Unclear {
        /// The digits before it.
        before: String,
        /// The three after it.
        after: String,
        /// The sign itself, `.` or `,`.
        sign: char,
    },
}

/// The shape of a number without its sign; nothing where it is none.
///
/// - Spaces and apostrophes always set thousands apart, as does `٬`; `٫` always comes before decimals.
/// - A point after commas, or a comma after points, comes before decimals.
/// - One sign several times sets thousands apart.
/// - A single point or comma is unclear when three digits follow and one to three that don't begin with 0
///   come before it; otherwise it comes before decimals.
pub(super) fn shape(typed: &str) -> Option<Shape> {
    let (runs, signs) = split(&plain(typed))?;
    let Some(&last) = signs.last() else {
        return Some(Shape::Whole(runs.concat()));
    };
    let (before, after) = (&runs[..runs.len() - 1], &runs[runs.len() - 1]);
    let earlier = &signs[..signs.len() - 1];
    let decides = match last {
        '٫' => true,
        '.' | ',' => earlier.iter().all(|sign| *sign != last),
        _ => false,
    };
    if !decides {
        return is_grouped(&runs, &signs).then(|| Shape::Whole(runs.concat()));
    }
    if !is_grouped(before, earlier) {
        return None;
    }
    if earlier.is_empty() && last != '٫' && is_grouped(&runs, &signs) {
        return Some(Shape::Unclear { before: before.concat(), after: after.clone(), sign: last });
    }
    Some(Shape::Decimals(before.concat(), after.clone()))
}

/// The runs of digits and the signs between them.
fn split(text: &str) -> Option<(Vec<String>, Vec<char>)> {
    let (mut runs, mut signs) = (vec![String::new()], Vec::new());
    for letter in text.chars() {
        let sign = match letter {
            '0'..='9' => {
                runs.last_mut()?.push(letter);
                continue;
            }
            '.' | '．' => '.',
            ',' | '，' | '،' => ',',
            '\'' | '’' | '‘' | 'ʼ' | '′' | '´' | '`' | '＇' => '\'',
            '٬' | '٫' => letter,
            letter if letter.is_whitespace() => ' ',
            _ => return None,
        };
        signs.push(sign);
        runs.push(String::new());
    }
    runs.iter().all(|run| !run.is_empty()).then_some((runs, signs))
}

/// Whether runs are the groups of a number: of three digits, or of two and at last three as in
/// `12,34,567`, all set apart by one sign. A number that begins with 0 has no groups.
fn is_grouped(runs: &[String], signs: &[char]) -> bool {
    let [first, rest @ .., last] = runs else { return true };
    let of_three = first.len() <= 3 && rest.iter().all(|run| run.len() == 3);
    let of_two = first.len() <= 2 && !rest.is_empty() && rest.iter().all(|run| run.len() == 2);
    let one_sign = signs.windows(2).all(|pair| pair[0] == pair[1]);
    one_sign && last.len() == 3 && !first.starts_with('0') && (of_three || of_two)
}

/// A number as programs write it: digits, perhaps a point and digits.
pub fn exact(text: &str) -> Option<Decimal> {
    match text.split_once('.') {
        Some((_, "")) => None,
        Some((whole, decimals)) => decimal(whole, decimals),
        None => decimal(text, ""),
    }
}

/// The number of digits before and after the point; nothing when there are too many.
pub(super) fn decimal(whole: &str, decimals: &str) -> Option<Decimal> {
    let mut digits = whole.bytes().chain(decimals.bytes());
    if whole.is_empty() || whole.len() + decimals.len() > 28 || !digits.all(|d| d.is_ascii_digit())
    {
        return None;
    }
    let point = if decimals.is_empty() { "" } else { "." };
    Decimal::from_str_exact(&format!("{whole}{point}{decimals}")).ok()
}

/// Whether digits are more than any amount has.
pub(super) fn is_too_long(digits: &str) -> bool {
    digits.trim_start_matches('0').len() > DIGITS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_tell_what_they_are() {
        let whole = |digits: &str| Some(Shape::Whole(digits.to_owned()));
        let decimals = |one: &str, two: &str| Some(Shape::Decimals(one.to_owned(), two.to_owned()));
        for typed in ["1234567", "1 234 567", "1.234.567", "1,234,567", "1'234'567", "12,34,567"] {
            assert_eq!(shape(typed), whole("1234567"), "{typed}");
        }
        for typed in ["1\u{a0}234", "1\u{202f}234", "1’234", "١٬٢٣٤", "１ ２３４"] {
            assert_eq!(shape(typed), whole("1234"), "{typed}");
        }
        for typed in ["1234,50", "1 234,50", "1.234,50", "1,234.50", "1'234.50", "١٬٢٣٤٫٥٠"]
        {
            assert_eq!(shape(typed), decimals("1234", "50"), "{typed}");
        }
        assert_eq!(shape("0,500"), decimals("0", "500"));
        assert_eq!(shape("1234.567"), decimals("1234", "567"));
        assert_eq!(shape("1٫234"), decimals("1", "234"));
        for typed in ["10.000", "10,000", "１０，０００"] {
            assert!(matches!(shape(typed), Some(Shape::Unclear { .. })), "{typed}");
        }
        for typed in
            ["", ".", "1.", ",5", "1,,000", "1 2 3", "1,23,4", "1.234.56", "1 234'567", "1,0.0,0"]
        {
            assert_eq!(shape(typed), None, "{typed}");
        }
    }

    #[test]
    fn programs_write_one_way() {
        assert_eq!(exact("1500.25").map(|number| number.to_string()), Some("1500.25".to_owned()));
        for text in ["", "1,500", "1 500", "1_500", "1e5", "+1", "-1", ".5", "5.", "١", "1.5.0"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }
}
