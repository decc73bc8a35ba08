//! Numbers in words, as they are said aloud.

use crate::Decimal;
use rust_decimal::prelude::ToPrimitive;

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const FRENCH: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const FRENCH_TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// `ten thousand`, `one point two five`.
pub fn english(number: Decimal) -> String {
    said(number, ("minus", "point"), english_whole)
}

/// `dix mille`, `un virgule deux cinq`.
pub fn french(number: Decimal) -> String {
    said(number, ("moins", "virgule"), french_whole)
}

/// A number by its whole part and its decimals digit by digit.
fn said(number: Decimal, (minus, point): (&str, &str), whole: fn(usize) -> String) -> String {
    let size = number.abs().normalize();
    // More than can be said, which no amount is.
    let Some(before) = size.trunc().to_usize() else { return size.to_string() };
    let mut words = Vec::new();
    if number < Decimal::ZERO {
        words.push(minus.to_owned());
    }
    words.push(whole(before));
    if let Some((_, decimals)) = size.to_string().split_once('.') {
        words.push(point.to_owned());
        words.extend(decimals.bytes().map(|digit| whole(usize::from(digit - b'0'))));
    }
    words.join(" ")
}

/// The groups of three digits, largest first, each with how many come after it; empty ones are left out.
fn groups(number: usize) -> Vec<(usize, usize)> {
    let (mut groups, mut left) = (Vec::new(), number);
    for size in 0.. {
        if left == 0 {
            break;
        }
        groups.insert(0, (left % 1000, size));
        left /= 1000;
    }
    groups.retain(|(value, _)| *value > 0);
    groups
}

fn english_whole(number: usize) -> String {
    if number == 0 {
        return ENGLISH[0].to_owned();
    }
    let scales =
        ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"];
    let said = |(value, size): (usize, usize)| {
        let and = if size == 0 && value < 100 && number > 1000 { "and " } else { "" };
        format!("{and}{}{}", english_hundreds(value), scales[size])
    };
    groups(number).into_iter().map(said).collect::<Vec<_>>().join(" ")
}

fn english_hundreds(value: usize) -> String {
    let (hundreds, rest) = (value / 100, value % 100);
    let small = match (rest / 10, rest % 10) {
        (0 | 1, _) => ENGLISH[rest].to_owned(),
        (tens, 0) => ENGLISH_TENS[tens].to_owned(),
        (tens, one) => format!("{}-{}", ENGLISH_TENS[tens], ENGLISH[one]),
    };
    match (hundreds, rest) {
        (0, _) => small,
        (_, 0) => format!("{} hundred", ENGLISH[hundreds]),
        _ => format!("{} hundred and {small}", ENGLISH[hundreds]),
    }
}

fn french_whole(number: usize) -> String {
    if number == 0 {
        return FRENCH[0].to_owned();
    }
    let scales = ["", "mille", "million", "milliard", "billion", "billiard", "trillion"];
    let said = |(value, size): (usize, usize)| match (value, size) {
        (_, 0) => french_hundreds(value, true),
        (1, 1) => "mille".to_owned(),
        // `mille` is a number and takes no plural before it; the greater ones are nouns.
        (_, 1) => format!("{} mille", french_hundreds(value, false)),
        (1, _) => format!("un {}", scales[size]),
        _ => format!("{} {}s", french_hundreds(value, true), scales[size]),
    };
    groups(number).into_iter().map(said).collect::<Vec<_>>().join(" ")
}

/// Up to 999; `ends` where nothing follows that would take the plural of `cent` and `vingt` away.
fn french_hundreds(value: usize, ends: bool) -> String {
    let (hundreds, rest) = (value / 100, value % 100);
    let plural = if ends && rest == 0 && hundreds > 1 { "s" } else { "" };
    let hundred = match hundreds {
        0 => String::new(),
        1 => "cent".to_owned(),
        _ => format!("{} cent{plural}", FRENCH[hundreds]),
    };
    let small = french_tens(rest, ends);
    match (hundreds, rest) {
        (0, _) => small,
        (_, 0) => hundred,
        _ => format!("{hundred} {small}"),
    }
}

fn french_tens(rest: usize, ends: bool) -> String {
    let one = |value: usize| FRENCH[value];
    match rest {
        0..20 => one(rest).to_owned(),
        71 => "soixante et onze".to_owned(),
        70..80 => format!("soixante-{}", one(rest - 60)),
        80 if ends => "quatre-vingts".to_owned(),
        80 => "quatre-vingt".to_owned(),
        81..100 => format!("quatre-vingt-{}", one(rest - 80)),
        _ => match (FRENCH_TENS[rest / 10], rest % 10) {
            (tens, 0) => tens.to_owned(),
            (tens, 1) => format!("{tens} et un"),
            (tens, ones) => format!("{tens}-{}", one(ones)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_are_said_in_english() {
        for (number, words) in [
            (dec!(0), "zero"),
            (dec!(10), "ten"),
            (dec!(10000.00), "ten thousand"),
            (dec!(21), "twenty-one"),
            (dec!(105), "one hundred and five"),
            (dec!(1005), "one thousand and five"),
            (dec!(150000), "one hundred and fifty thousand"),
            (dec!(34460.50), "thirty-four thousand four hundred and sixty point five"),
            (dec!(1.05), "one point zero five"),
            (dec!(2000000), "two million"),
            (dec!(100000000000000), "one hundred trillion"),
            (dec!(1000000000000000), "one quadrillion"),
            (dec!(-3), "minus three"),
        ] {
            assert_eq!(english(number), words);
        }
    }

    #[test]
    fn numbers_are_said_in_french() {
        for (number, words) in [
            (dec!(0), "zéro"),
            (dec!(10000), "dix mille"),
            (dec!(1000), "mille"),
            (dec!(21), "vingt et un"),
            (dec!(71), "soixante et onze"),
            (dec!(77), "soixante-dix-sept"),
            (dec!(80), "quatre-vingts"),
            (dec!(81), "quatre-vingt-un"),
            (dec!(91), "quatre-vingt-onze"),
            (dec!(200), "deux cents"),
            (dec!(201), "deux cent un"),
            (dec!(80000), "quatre-vingt mille"),
            (dec!(200000), "deux cent mille"),
            (dec!(200000000), "deux cents millions"),
            (dec!(1000000), "un million"),
            (dec!(1180), "mille cent quatre-vingts"),
            (dec!(100000000000000), "cent billions"),
            (dec!(1000000000000000), "un billiard"),
            (dec!(1.25), "un virgule deux cinq"),
        ] {
            assert_eq!(french(number), words);
        }
    }

    #[test]
    fn no_two_numbers_sound_alike() {
        for said in [english, french] {
            let near = (0..12_000_u32).chain((1..1_000).map(|n| n * 1_000_000));
            let numbers: BTreeSet<u32> = near.collect();
            let words: BTreeSet<String> = numbers.iter().map(|n| said(Decimal::from(*n))).collect();
            assert_eq!(words.len(), numbers.len());
        }
    }
}
