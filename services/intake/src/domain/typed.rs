//! What a person typed into a form, before anything is made of it.
//! Belongs here: reading fields as lines, digits, choices, dates. Never here: what a question
//! means.

use redress_kernel::typed::{self, Range, Writing};
use redress_kernel::{Currency, Date, DateSpan, Decimal, Money, Refusal, Sensitive};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Longest text of one line, in characters: a name in any script fits, a story does not.
pub const LINE_MAX: usize = 200;

/// The fields of one form, each with every value sent. Prints as dots: it may hold a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    fields: Sensitive<BTreeMap<String, Vec<String>>>,
    writing: Writing,
}

impl Default for Typed {
    fn default() -> Self {
        std::iter::empty().collect()
    }
}

impl FromIterator<(String, String)> for Typed {
    /// Fields as a person sends them who writes numbers as in English; see [`Typed::written`].
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        Self { fields: Sensitive::new(fields), writing: Writing::CommaGroups }
    }
}

impl Typed {
    /// Fields from name and value; empty values are left out.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let full = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        full.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The same fields, sent by somebody who writes numbers in another way.
    #[must_use]
    pub fn written(self, writing: Writing) -> Self {
        Self { writing, ..self }
    }

    /// The names of the fields sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.expose().keys().map(String::as_str)
    }

    /// The first value of a field, without the spaces around it; empty when there is none.
    pub fn one(&self, field: &str) -> &str {
        self.all(field).next().unwrap_or("")
    }

    /// Every value of a field that is not blank.
    pub fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        let values = self.fields.expose().get(field).map(Vec::as_slice).unwrap_or_default();
        values.iter().map(|value| value.trim()).filter(|value| !typed::is_blank(value))
    }

    /// Whether a field holds this value: a ticked radio or box.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|each| each == value)
    }

    /// One code of a list; nothing when left open. Refuses `choice-unknown`.
    pub fn code<T: FromStr>(&self, field: &str) -> Result<Option<T>, Refusal> {
        typed::choice(field, self.one(field))
    }

    /// Every code ticked, each once, in the order of the form. Refuses `choice-unknown`.
    pub fn codes<T: FromStr + PartialEq>(&self, field: &str) -> Result<Vec<T>, Refusal> {
        typed::choices(field, self.all(field))
    }

    /// One line of text; nothing when left open. Refuses `field-too-long` and `answer-not-text`.
    pub fn line(&self, field: &str, max: usize) -> Result<Option<String>, Refusal> {
        typed::line(field, self.one(field), max)
    }

    /// A whole number in a range; nothing when left open.
    /// Refuses `number-not-read` and `number-out-of-range`.
    pub fn whole(&self, field: &str, least: u16, most: u16) -> Result<Option<u16>, Refusal> {
        typed::whole(field, self.one(field), least, most)
    }

    /// A number in a range; nothing when left open. Refuses what [`typed::number`] refuses.
    pub fn number(&self, field: &str, range: Range) -> Result<Option<Decimal>, Refusal> {
        typed::number(field, self.one(field), range, self.writing)
    }

    /// An amount in a currency; nothing when left open. Refuses what [`typed::amount`] refuses.
    pub fn amount(&self, field: &str, currency: Currency) -> Result<Option<Money>, Refusal> {
        typed::amount(field, self.one(field), currency, self.writing)
    }

    /// A date as far as it is known, from `<field>-year`, `-month`, `-day`; nothing when all are
    /// open or `<field>-unknown` is ticked. `today` is the latest day that has begun anywhere.
    /// Refuses `date-impossible` and `date-future`.
    pub fn span(&self, field: &str, today: Date) -> Result<Option<DateSpan>, Refusal> {
        if self.has(&format!("{field}-unknown"), "yes") {
            return Ok(None);
        }
        let not_real = || Refusal::field(format!("{field}-year"), "date-impossible");
        let part = |name: &str| {
            typed::whole(field, self.one(&format!("{field}-{name}")), 0, u16::MAX)
                .map_err(|_| not_real())
        };
        let (year, month, day) = (part("year")?, part("month")?, part("day")?);
        let Some(year) = year else {
            return if month.is_none() && day.is_none() { Ok(None) } else { Err(not_real()) };
        };
        let small = |part: Option<u16>| part.map(u8::try_from).transpose().map_err(|_| not_real());
        let span = DateSpan::from_parts(i32::from(year), small(month)?, small(day)?);
        let span = span.ok_or_else(not_real)?;
        if span.earliest > today {
            return Err(Refusal::field(format!("{field}-year"), "date-future"));
        }
        // What is still to come can't have been: a year that runs on ends today.
        DateSpan::new(span.earliest, span.latest.min(today)).map(Some).ok_or_else(not_real)
    }
}

/// The fields that [`Typed::span`] reads, from a stored date. Months and days that it does not pin
/// down stay open. A year or month that was running when it was typed ends within: it counts as the
/// whole of it.
pub fn span_parts(field: &str, span: DateSpan) -> Vec<(String, String)> {
    let (from, to) = (span.earliest, span.latest);
    let mut parts = vec![(format!("{field}-year"), from.year().to_string())];
    let in_one_month = (from.year(), from.month()) == (to.year(), to.month());
    if in_one_month {
        parts.push((format!("{field}-month"), u8::from(from.month()).to_string()));
    }
    if span.is_exact() {
        parts.push((format!("{field}-day"), from.day().to_string()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 23);

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_year_is_enough_and_reads_back_as_a_year() {
        let form = typed(&[("when-year", "٢٠١٩"), ("when-month", " ")]);
        let span = form.span("when", TODAY).expect("a date").expect("known");
        assert_eq!((span.earliest, span.latest), (date!(2019 - 01 - 01), date!(2019 - 12 - 31)));
        assert_eq!(span_parts("when", span), [("when-year".to_owned(), "2019".to_owned())]);
    }

    #[test]
    fn this_year_ends_today_and_tomorrow_is_refused() {
        let span = typed(&[("when-year", "2026")]).span("when", TODAY).expect("ok").expect("known");
        assert_eq!(span.latest, TODAY);
        assert_eq!(span_parts("when", span).len(), 1);
        let late = typed(&[("when-year", "2026"), ("when-month", "11"), ("when-day", "24")]);
        let refusal = late.span("when", TODAY).expect_err("in the future");
        assert_eq!((refusal.code, refusal.field.as_deref()), ("date-future", Some("when-year")));
    }

    #[test]
    fn days_that_never_were_are_refused_and_not_knowing_is_an_answer() {
        for parts in [
            &[("when-year", "2019"), ("when-month", "2"), ("when-day", "30")][..],
            &[("when-month", "2")],
            &[("when-year", "2019"), ("when-day", "3")],
            &[("when-year", "20xx")],
            &[("when-year", "2019"), ("when-month", "300")],
        ] {
            let refusal = typed(parts).span("when", TODAY).expect_err("no such day");
            assert_eq!(refusal.code, "date-impossible");
        }
        let unknown = typed(&[("when-unknown", "yes"), ("when-year", "20xx")]);
        assert_eq!(unknown.span("when", TODAY), Ok(None));
        assert_eq!(Typed::default().span("when", TODAY), Ok(None));
    }

    #[test]
    fn what_was_typed_is_never_printed() {
        let form = typed(&[("name", "Ngozi")]);
        assert!(!format!("{form:?}").contains("Ngozi"));
        assert_eq!(form.line("name", LINE_MAX), Ok(Some("Ngozi".to_owned())));
        assert_eq!(form.line("name", 3).expect_err("too long").code, "field-too-long");
    }
}
