//! What a person or a program wrote into a field: read into a value, or refused, never guessed.
//! Belongs here: one reader for each kind of value, for pages and API alike. Never here: forms, what a
//! value is for.
//!
//! The readers take the name of the field, which their refusals bear. They answer nothing where nothing was
//! written.

mod amount;
mod choice;
mod day;
mod json;
mod month;
mod number;
mod rate;
mod shape;
mod share;
mod text;
pub mod words;

pub use amount::amount;
pub use choice::{choice, choices, currency};
pub use day::{FIRST_YEAR, LAST_YEAR, day, latest_begun};
pub use json::{code_if_known, exact_number, exact_number_if};
pub use month::month;
pub use number::{Range, number, whole};
pub use rate::{RATE_DECIMALS, rate};
pub use shape::exact;
pub use share::share;
pub use text::{digits, is_blank, line};

use crate::{Decimal, Money};
use time::Date;

/// How whoever wrote a field writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A program: digits, and a point before decimals. Nothing else is taken.
    Exact,
    /// A person whose language sets thousands apart with commas, such as English.
    CommaGroups,
    /// A person whose language writes a comma before decimals, such as French.
    CommaDecides,
}

/// One way in which what was typed can be meant. A page asks for it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// An amount.
    Amount(Money),
    /// A number without a currency: a rate, months.
    Number(Decimal),
    /// A part of one, which people write as per cent.
    Share(Decimal),
    /// A day.
    Day(Date),
}

impl Reading {
    /// As it can be typed so that every [`Writing`] reads just this.
    pub fn written(&self) -> String {
        match self {
            Reading::Amount(money) if money.currency().exponent() < 3 => money.amount().to_string(),
            Reading::Amount(money) => settled(money.amount()),
            Reading::Number(number) => settled(*number),
            Reading::Share(share) => format!("{}%", settled(share * Decimal::ONE_HUNDRED)),
            Reading::Day(day) => day.to_string(),
        }
    }
}

/// A number with a zero more where just three decimals would look like thousands.
fn settled(number: Decimal) -> String {
    let mut text = number.normalize().to_string();
    if shape::shape(&text).is_some_and(|shape| matches!(shape, shape::Shape::Unclear { .. })) {
        text.push('0');
    }
    text
}
