//! The two times of a question on a page: its form, what it asks, and how links carry it on.

use super::times::{Times, TimesQuery, iso, iso_moment};
use redress_kernel::{Refusal, Stop};
use redress_web::{Failure, Page};

/// The form of the two times, as `parts.html` writes it.
#[derive(Debug)]
pub(crate) struct TimesForm {
    pub action: String,
    pub fields: Vec<TimesField>,
}

/// A field of it.
#[derive(Debug)]
pub(crate) struct TimesField {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
}

impl TimesForm {
    /// The form of a page, with what was typed; `has_from` where the page is about days from one to another.
    pub(crate) fn new(page: &Page, action: String, query: &TimesQuery, has_from: bool) -> Self {
        let wanted = [
            ("from", "times-from", "times-from-hint", &query.from),
            ("on_day", "times-day", "times-day-hint", &query.on_day),
            ("known_at", "times-known", "times-known-hint", &query.known_at),
        ];
        let fields = wanted.into_iter().filter(|(name, ..)| has_from || *name != "from");
        let fields = fields.map(|(name, label, hint, value)| TimesField {
            name,
            label: page.t(label),
            hint: page.t(hint),
            value: value.clone().unwrap_or_default(),
        });
        Self { action, fields: fields.collect() }
    }
}

/// What a page asks for in its address: its times, or what of them can't be.
pub(crate) fn asked_times(query: &TimesQuery) -> Result<(Times, Vec<Refusal>), Failure> {
    match query.times() {
        Ok(times) => Ok((times, Vec::new())),
        Err(Stop::Refused(refusals)) => Ok((Times::default(), refusals)),
        Err(stop) => Err(stop.into()),
    }
}

/// The times of a page as its links carry them on: `from=…&on_day=…&known_at=…`.
pub(crate) fn times_query(times: Times) -> String {
    let parts = [
        times.from.map(|day| format!("from={}", iso(day))),
        times.on_day.map(|day| format!("on_day={}", iso(day))),
        times.known_at.map(|at| format!("known_at={}", iso_moment(at))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("&")
}
