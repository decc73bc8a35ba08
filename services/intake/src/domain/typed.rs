//! What a person typed into a form, before anything is made of it.
//! Belongs here: reading fields as lines, digits, choices, dates. Never here: what a question
//! means.

use redress_kernel::{Date, DateSpan, Refusal, Sensitive};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Longest text of one line, in characters: a name in any script fits, a story does not.
pub const LINE_MAX: usize = 200;

/// The fields of one form, each with every value sent. Prints as dots: it may hold a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed(Sensitive<BTreeMap<String, Vec<String>>>);

impl Default for Typed {
    fn default() -> Self {
        Self(Sensitive::new(BTreeMap::new()))
    }
}

impl FromIterator<(String, String)> for Typed {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        Self(Sensitive::new(fields))
    }
}

impl Typed {
    /// Fields from name and value; empty values are left out.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let full = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        full.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The names of the fields sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.expose().keys().map(String::as_str)
    }

    /// The first value of a field, without the spaces around it; empty when there is none.
    pub fn one(&self, field: &str) -> &str {
        self.all(field).next().unwrap_or("")
    }

    /// Every value of a field that is not blank.
    pub fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        let values = self.0.expose().get(field).map(Vec::as_slice).unwrap_or_default();
        values.iter().map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a field holds this value: a ticked radio or box.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|each| each == value)
    }

    /// One code of a list; nothing when left open. Refuses `choice-unknown`.
    pub fn code<T: FromStr>(&self, field: &str) -> Result<Option<T>, Refusal> {
        match self.one(field) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| not_listed(field)),
        }
    }

    /// Every code ticked, each once, in the order of the form. Refuses `choice-unknown`.
    pub fn codes<T: FromStr + PartialEq>(&self, field: &str) -> Result<Vec<T>, Refusal> {
        let mut codes = Vec::new();
        for text in self.all(field) {
            let code = text.parse().map_err(|_| not_listed(field))?;
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Ok(codes)
    }

    /// One line of text; nothing when left open. Refuses `field-too-long` and `answer-not-text`.
    pub fn line(&self, field: &str, max: usize) -> Result<Option<String>, Refusal> {
        let text = self.one(field);
        if text.chars().count() > max {
            return Err(Refusal::field(field.to_owned(), "field-too-long").with("max", max));
        }
        if text.chars().any(char::is_control) {
            return Err(Refusal::field(field.to_owned(), "answer-not-text"));
        }
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// A whole number in a range; nothing when left open.
    /// Refuses `number-not-read` and `number-out-of-range`.
    pub fn whole(&self, field: &str, least: u16, most: u16) -> Result<Option<u16>, Refusal> {
        let text = western_digits(self.one(field));
        if text.is_empty() {
            return Ok(None);
        }
        let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
        let number: u16 = match text.parse() {
            Ok(number) if digits_only => number,
            _ => return Err(Refusal::field(field.to_owned(), "number-not-read")),
        };
        if !(least..=most).contains(&number) {
            let refusal = Refusal::field(field.to_owned(), "number-out-of-range");
            return Err(refusal.with("least", least).with("most", most));
        }
        Ok(Some(number))
    }

    /// A date as far as it is known, from `<field>-year`, `-month`, `-day`; nothing when all are
    /// open or `<field>-unknown` is ticked. Refuses `date-impossible` and `date-future`.
    pub fn span(&self, field: &str, today: Date) -> Result<Option<DateSpan>, Refusal> {
        if self.has(&format!("{field}-unknown"), "yes") {
            return Ok(None);
        }
        let not_real = || Refusal::field(format!("{field}-year"), "date-impossible");
        let part = |name: &str| match western_digits(self.one(&format!("{field}-{name}"))) {
            text if text.is_empty() => Ok(None),
            text => text.parse::<u16>().map(Some).map_err(|_| not_real()),
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
/// down stay open; a running year or month counts as the whole of it.
pub fn span_parts(field: &str, span: DateSpan, today: Date) -> Vec<(String, String)> {
    let (from, to) = (span.earliest, span.latest);
    let mut parts = vec![(format!("{field}-year"), from.year().to_string())];
    let year = DateSpan::from_parts(from.year(), None, None);
    if year.is_some_and(|year| to == year.latest.min(today) && from == year.earliest) {
        return parts;
    }
    parts.push((format!("{field}-month"), u8::from(from.month()).to_string()));
    let month = DateSpan::from_parts(from.year(), Some(from.month().into()), None);
    if month.is_some_and(|month| to == month.latest.min(today) && from == month.earliest) {
        return parts;
    }
    parts.push((format!("{field}-day"), from.day().to_string()));
    parts
}

fn not_listed(field: &str) -> Refusal {
    Refusal::field(field.to_owned(), "choice-unknown")
}

/// Digits of Arabic, Persian, Bengali and Devanagari keyboards as 0 to 9; all else unchanged.
pub fn western_digits(text: &str) -> String {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}'];
    let western = |letter: char| {
        zeros.iter().find_map(|zero| {
            let value = u32::from(letter).checked_sub(u32::from(*zero)).filter(|v| *v < 10)?;
            char::from_digit(value, 10)
        })
    };
    text.chars().map(|letter| western(letter).unwrap_or(letter)).collect()
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
        assert_eq!(span_parts("when", span, TODAY), [("when-year".to_owned(), "2019".to_owned())]);
    }

    #[test]
    fn this_year_ends_today_and_tomorrow_is_refused() {
        let span = typed(&[("when-year", "2026")]).span("when", TODAY).expect("ok").expect("known");
        assert_eq!(span.latest, TODAY);
        assert_eq!(span_parts("when", span, TODAY).len(), 1);
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
