//! The fields of a sent form, read into values by the readers of the kernel.

use crate::form::Fields;
use redress_kernel::typed::{self, Range, Writing};
use redress_kernel::{Currency, Date, Decimal, Money, Refusal};
use std::str::FromStr;

/// Reads fields as whoever sent them writes. Unless a name ends in `_if`, what was left open is refused as
/// `field-required`.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// How whoever typed it writes numbers.
    pub writing: Writing,
}

impl Typed<'_> {
    /// What was typed, without outer blanks.
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field)
    }

    /// A text, or nothing.
    pub fn text_if(&self, field: &str) -> Option<String> {
        Some(self.get(field)).filter(|text| !typed::is_blank(text)).map(str::to_owned)
    }

    /// An amount in a currency.
    pub fn amount(&self, field: &str, currency: Currency) -> Result<Money, Refusal> {
        needed(field, self.amount_if(field, currency)?)
    }

    /// An amount in a currency, or nothing.
    pub fn amount_if(&self, field: &str, currency: Currency) -> Result<Option<Money>, Refusal> {
        typed::amount(field, self.fields.get(field), currency, self.writing)
    }

    /// A number in a range, or nothing.
    pub fn number_if(&self, field: &str, range: Range) -> Result<Option<Decimal>, Refusal> {
        typed::number(field, self.fields.get(field), range, self.writing)
    }

    /// A day.
    pub fn day(&self, field: &str) -> Result<Date, Refusal> {
        needed(field, self.day_if(field)?)
    }

    /// A day, or nothing.
    pub fn day_if(&self, field: &str) -> Result<Option<Date>, Refusal> {
        typed::day(field, self.fields.get(field), self.writing)
    }

    /// The first day of a month.
    pub fn month(&self, field: &str) -> Result<Date, Refusal> {
        needed(field, typed::month(field, self.fields.get(field), self.writing)?)
    }

    /// A rate of exchange.
    pub fn rate(&self, field: &str) -> Result<Decimal, Refusal> {
        needed(field, typed::rate(field, self.fields.get(field), self.writing)?)
    }

    /// A part of one.
    pub fn share(&self, field: &str) -> Result<Decimal, Refusal> {
        needed(field, self.share_if(field)?)
    }

    /// A part of one, or nothing.
    pub fn share_if(&self, field: &str) -> Result<Option<Decimal>, Refusal> {
        typed::share(field, self.fields.get(field), self.writing)
    }

    /// A currency.
    pub fn currency(&self, field: &str) -> Result<Currency, Refusal> {
        needed(field, typed::currency(field, self.fields.get(field))?)
    }

    /// A code of a list, or nothing.
    pub fn choice_if<T: FromStr>(&self, field: &str) -> Result<Option<T>, Refusal> {
        typed::choice(field, self.fields.get(field))
    }
}

fn needed<T>(field: &str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| Refusal::field(field.to_owned(), "field-required"))
}
