//! Forms that record facts, filled in with what stands. They are plain forms of plain fields, so that
//! they work without a script.
//! Never here: which forms there are (`domain::change`), what is sent (`fact_read`).

use crate::domain::change::{FORMS, Field, Form, Group, Kind, List};
use crate::domain::source::{SourceKind, Why};
use crate::words::AssessmentWords;
use redress_kernel::Currency;
use redress_mechanism::{Facts, Mechanism};
use redress_web::{Fields, Page};
use serde_json::Value;

/// Rows of a list beyond those that are there already.
const BLANK_ROWS: usize = 2;
/// Rows of a list at most; longer lists are sent by the API.
pub(super) const ROWS_MAX: usize = 12;

/// Forms under one heading.
pub(super) struct Heading {
    pub(super) title: String,
    pub(super) is_open: bool,
    pub(super) forms: Vec<FormView>,
}

/// A form.
pub(super) struct FormView {
    pub(super) what: &'static str,
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
    pub(super) sources: Vec<Choice>,
    pub(super) whys: Vec<Choice>,
}

/// A field with its label.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) error: Option<String>,
    pub(super) control: Control,
}

/// How a field is shown.
pub(super) enum Control {
    /// One of several.
    Select(Vec<Choice>),
    /// Any of several.
    Checks(Vec<Choice>),
    /// A line of text, with the keys that a telephone shows.
    Text { value: String, mode: &'static str },
    /// A day.
    Day(String),
    /// A box to tick.
    Tick(bool),
    /// Decided already.
    Hidden(String),
}

/// One thing to choose.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) text: String,
    pub(super) is_chosen: bool,
}

/// What forms are made with.
pub(super) struct Maker<'a> {
    pub(super) page: &'a Page,
    pub(super) facts: &'a Facts,
    pub(super) mechanism: &'a Mechanism,
    /// What was typed, where a form was refused.
    pub(super) typed: &'a Fields,
    document: Value,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        page: &'a Page,
        facts: &'a Facts,
        mechanism: &'a Mechanism,
        typed: &'a Fields,
    ) -> Self {
        // Facts that were read from JSON can be written as JSON.
        let document = serde_json::to_value(facts).unwrap_or_default();
        Self { page, facts, mechanism, typed, document }
    }

    /// Every form, by heading.
    pub(super) fn headings(&self) -> Vec<Heading> {
        let under = |group: &Group| {
            let forms = FORMS.iter().filter(|form| form.group == Some(*group));
            let forms = forms.filter(|form| self.is_useful(form));
            let forms: Vec<FormView> = forms.map(|form| self.form(form)).collect();
            Heading {
                title: self.page.t(&format!("facts-group-{group}")),
                is_open: forms.iter().any(|form| self.is_typed(form.what)),
                forms,
            }
        };
        Group::ALL.iter().map(under).collect()
    }

    /// Whether there is anything that the form could be about.
    fn is_useful(&self, form: &Form) -> bool {
        form.fields().all(|field| match field.kind {
            Kind::Choice(List::Acts) if field.required => !self.facts.acts.is_empty(),
            Kind::Choices(List::People) => self.facts.perpetrators.len() > 1,
            _ => true,
        })
    }

    fn is_typed(&self, what: &str) -> bool {
        self.typed.get("what") == what
    }

    fn form(&self, form: &Form) -> FormView {
        let rows = |field: &Field| {
            let id = format!("{}.{}", form.what, field.name);
            self.rows(&id, self.page.t(field.key), field, self.now(field))
        };
        let mut rows: Vec<Row> = form.fields().flat_map(rows).collect();
        for row in &mut rows {
            row.error = self.page.error(&row.id).map(str::to_owned);
        }
        let is_typed = self.is_typed(form.what);
        let chosen = |name: &str, code: &str| is_typed && self.typed.get(name) == code;
        let choice = |name: &str, list: &str, code: &str| Choice {
            code: code.to_owned(),
            text: self.page.t(&format!("{list}-{code}")),
            is_chosen: chosen(name, code),
        };
        FormView {
            what: form.what,
            title: self.page.t(form.title),
            rows,
            sources: SourceKind::RECORDED
                .iter()
                .map(|source| choice("source", "source", source.as_str()))
                .collect(),
            whys: Why::ALL.iter().map(|why| choice("why", "why", why.as_str())).collect(),
        }
    }

    /// A field as rows, each with one thing to fill in; `now` is what stands there.
    fn rows(&self, id: &str, label: String, field: &Field, now: Option<&Value>) -> Vec<Row> {
        let row =
            |label: String, control| vec![Row { id: id.to_owned(), label, error: None, control }];
        match field.kind {
            Kind::Choice(List::Acts | List::People) if self.single(field).is_some() => {
                row(label, Control::Hidden(self.single(field).unwrap_or_default()))
            }
            Kind::Choice(list) => row(label, self.select(id, list, !field.required, &text(now))),
            Kind::Choices(list) => row(label, self.checks(id, list, now)),
            Kind::Tick => {
                let is_on = now.and_then(Value::as_bool).unwrap_or(false);
                let is_on = if self.is_ours(id) { self.typed.has(id, "yes") } else { is_on };
                row(label, Control::Tick(is_on))
            }
            Kind::Day => row(label, Control::Day(self.value(id, text(now)))),
            Kind::Span => {
                let part = |name: &str| text(now.and_then(|span| span.get(name)));
                let of = |name: &str| {
                    let id = format!("{id}.{name}");
                    let control = Control::Day(self.value(&id, part(name)));
                    let label = format!("{label} ({})", self.page.t(&format!("field-{name}")));
                    Row { id, label, error: None, control }
                };
                vec![of("earliest"), of("latest")]
            }
            Kind::Usd => {
                let amount = text(now.and_then(|sum| sum.get("amount")));
                row(format!("{label}, USD"), self.number(id, amount, "decimal"))
            }
            Kind::Number => row(label, self.number(id, text(now), "decimal")),
            Kind::Count => row(label, self.number(id, text(now), "numeric")),
            Kind::Money => self.money(id, &label, now),
            Kind::Moneys => list(id, now, |id, number, value| {
                self.money(id, &format!("{label} {number}"), value)
            }),
            Kind::Rows(parts) => {
                list(id, now, |id, number, value| self.member(id, number, parts, value))
            }
            Kind::NewPerson => {
                let number = self.facts.perpetrators.len() + 1;
                row(label, Control::Hidden(format!("p-{number}")))
            }
        }
    }

    /// A member of a list. Each of its fields can be left open, so that a member can be taken out.
    fn member(&self, id: &str, number: usize, parts: &[Field], now: Option<&Value>) -> Vec<Row> {
        let rows = |part: &Field| {
            let label = self.page.t1(part.key, "number", number);
            let now = now.and_then(|now| now.get(part.name));
            let part = Field { required: false, ..*part };
            self.rows(&format!("{id}.{}", part.name), label, &part, now)
        };
        parts.iter().flat_map(rows).collect()
    }

    /// The one act or person that there is, where there is only one.
    fn single(&self, field: &Field) -> Option<String> {
        let Kind::Choice(list) = field.kind else { return None };
        let mut codes = list.codes(self.facts, self.mechanism);
        if codes.len() > 1 { None } else { codes.pop() }
    }

    /// What stands in the facts, where it is clear which act or person is meant.
    fn now(&self, field: &Field) -> Option<&Value> {
        let several = field.at.starts_with("acts[") && self.facts.acts.len() > 1
            || field.at.starts_with("perpetrators[") && self.facts.perpetrators.len() > 1;
        if several || field.at.is_empty() {
            return None;
        }
        let pointer = format!("/{}", field.at.replace("[0]", "/0").replace('.', "/"));
        self.document.pointer(&pointer).filter(|value| !value.is_null())
    }

    /// Whether a field is of the form that was sent.
    fn is_ours(&self, id: &str) -> bool {
        id.split_once('.').is_some_and(|(what, _)| self.is_typed(what))
    }

    /// What was typed into a field, or what stands there.
    fn value(&self, id: &str, now: String) -> String {
        if self.is_ours(id) { self.typed.get(id).to_owned() } else { now }
    }

    fn number(&self, id: &str, now: String, mode: &'static str) -> Control {
        Control::Text { value: self.value(id, now), mode }
    }

    fn select(&self, id: &str, list: List, may_be_open: bool, now: &str) -> Control {
        let chosen = self.value(id, now.to_owned());
        let blank = may_be_open || chosen.is_empty();
        let open = blank.then(|| Choice {
            code: String::new(),
            text: self.page.t("choose-nothing"),
            is_chosen: chosen.is_empty(),
        });
        let codes = list.codes(self.facts, self.mechanism).into_iter();
        let listed = codes.map(|code| Choice {
            text: self.word(list, &code),
            is_chosen: code == chosen,
            code,
        });
        Control::Select(open.into_iter().chain(listed).collect())
    }

    fn checks(&self, id: &str, list: List, now: Option<&Value>) -> Control {
        let is_ours = self.is_ours(id);
        let stands = |code: &str| {
            let listed = now.and_then(Value::as_array).into_iter().flatten();
            listed.filter_map(Value::as_str).any(|one| one == code)
        };
        let codes = list.codes(self.facts, self.mechanism).into_iter();
        let listed = codes.map(|code| Choice {
            text: self.word(list, &code),
            is_chosen: if is_ours { self.typed.has(id, &code) } else { stands(&code) },
            code,
        });
        Control::Checks(listed.collect())
    }

    /// A code in words; acts and persons by their number.
    fn word(&self, list: List, code: &str) -> String {
        let words = AssessmentWords::of(self.page.lang);
        match (list, code.parse()) {
            (List::Acts, Ok(act)) => words.act(self.facts, &act),
            (List::People, Ok(person)) => words.person(self.facts, &person),
            (List::Head, _) => format!("{code} {}", words.code("head", code)),
            _ => list.words().map_or_else(|| code.to_owned(), |name| words.value(name, code)),
        }
    }

    /// An amount and its currency.
    fn money(&self, id: &str, label: &str, now: Option<&Value>) -> Vec<Row> {
        let part = |name: &str| text(now.and_then(|sum| sum.get(name)));
        let currency = format!("{id}.currency");
        let stands = match part("currency") {
            none if none.is_empty() => Currency::USD.code().to_owned(),
            known => known,
        };
        vec![
            Row {
                id: id.to_owned(),
                label: label.to_owned(),
                error: None,
                control: self.number(id, part("amount"), "decimal"),
            },
            Row {
                label: self.page.t("field-currency"),
                error: None,
                control: self.select(&currency, List::Currency, false, &stands),
                id: currency,
            },
        ]
    }
}

/// Rows for each member that there is, and some blank ones.
fn list(
    id: &str,
    now: Option<&Value>,
    rows: impl Fn(&str, usize, Option<&Value>) -> Vec<Row>,
) -> Vec<Row> {
    let members = now.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let count = (members.len() + BLANK_ROWS).min(ROWS_MAX);
    (0..count)
        .flat_map(|place| rows(&format!("{id}.{place}"), place + 1, members.get(place)))
        .collect()
}

/// A value as a field shows it.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
