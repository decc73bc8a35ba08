//! What forms have in common: sums and texts that can't be taken, field by field.

use redress_kernel::typed::is_blank;
use redress_kernel::{Currency, Decimal, Money, Outcome, Refusal, Stop};
use redress_web::{Fields, Form};
use std::str::FromStr;

/// The code that was chosen in a form; left open it is none of the list either.
pub(crate) fn chosen<T: FromStr>(fields: &Fields, field: &'static str) -> Result<T, Refusal> {
    fields.get(field).parse().map_err(|_| Refusal::field(field, "choice-unknown"))
}

/// The reader of a form that asks for one choice and nothing else.
pub(crate) fn one_choice<T: FromStr>(
    field: &'static str,
) -> impl FnOnce(&Form) -> Result<T, Refusal> {
    move |form: &Form| {
        form.fields.only(&[field])?;
        chosen(&form.fields, field)
    }
}

/// Collects what can't be taken, so that a person is told all of it at once.
#[derive(Debug, Default)]
pub(crate) struct Checks(Vec<Refusal>);

impl Checks {
    /// A sum above zero, in US dollars.
    pub(crate) fn dollars(&mut self, field: &'static str, sum: Money) {
        if sum.currency() != Currency::USD {
            self.0.push(Refusal::field(field, "dollars-only"));
        } else if sum.amount() <= Decimal::ZERO {
            self.0.push(Refusal::field(field, "amount-malformed"));
        }
    }

    /// A sum above zero, in the currency of the account that it is on.
    pub(crate) fn sum_in(&mut self, field: &'static str, sum: Money, currency: Currency) {
        if sum.currency() != currency {
            self.0.push(Refusal::field(field, "exchange-currency").with("currency", currency));
        } else if sum.amount() <= Decimal::ZERO {
            self.0.push(Refusal::field(field, "amount-malformed"));
        }
    }

    /// A text that is there and not too long.
    pub(crate) fn text(&mut self, field: &'static str, text: &str, max: usize) {
        match text.trim().chars().count() {
            _ if is_blank(text) => self.0.push(Refusal::field(field, "field-required")),
            count if count > max => {
                self.0.push(Refusal::field(field, "field-too-long").with("max", max));
            }
            _ => {}
        }
    }

    /// A refusal that says more than a field and a code.
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.0.push(refusal);
    }

    /// Refuses a field with a code unless something holds.
    pub(crate) fn must(&mut self, holds: bool, field: &'static str, code: &'static str) {
        if !holds {
            self.0.push(Refusal::field(field, code));
        }
    }

    /// What was chosen of a list, the first thing that a form asks, once all else fits too.
    pub(crate) fn chosen<T>(mut self, field: &'static str, code: Option<T>) -> Outcome<T> {
        if code.is_none() {
            self.0.insert(0, Refusal::field(field, "choice-unknown"));
        }
        code.filter(|_| self.0.is_empty()).ok_or(Stop::Refused(self.0))
    }

    /// All of it, or nothing.
    pub(crate) fn done(self) -> Outcome<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Stop::Refused(self.0)) }
    }
}
