//! Tables and the way around: what all pages of the ledger share.

use crate::actions::read_books::Times;
use crate::api::TimesQuery;
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Date, Money, Outcome, Refusal, Role, Stop, Timestamp};
use redress_web::{Failure, Fields, Page, Person};
use time::macros::format_description;

/// One cell of a table.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub text: String,
    pub href: String,
    pub class: &'static str,
}

impl Cell {
    /// Plain text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A claim code, which leads to its payment.
    pub(super) fn claim(code: &str, claim: redress_kernel::ClaimId) -> Self {
        Self { text: code.to_owned(), href: format!("/finance/payments/{claim}"), class: "code" }
    }

    /// A link.
    pub(super) fn link(text: impl Into<String>, href: String) -> Self {
        Self { text: text.into(), href, class: "" }
    }

    /// An amount as the reader writes it.
    pub(super) fn money(page: &Page, money: &Money) -> Self {
        Self { text: page.money(money), href: String::new(), class: "amount" }
    }

    /// As [`Cell::money`], empty where there is none.
    pub(super) fn money_if(page: &Page, money: Option<&Money>) -> Self {
        money.map_or_else(|| Self { class: "amount", ..Self::default() }, |m| Self::money(page, m))
    }

    /// A number that is no money.
    pub(super) fn number(text: String) -> Self {
        Self { text, href: String::new(), class: "amount" }
    }

    /// A state.
    pub(super) fn tag(text: String) -> Self {
        Self { text, href: String::new(), class: "tag" }
    }
}

/// A table with its caption.
#[derive(Debug)]
pub(super) struct Table {
    pub caption: String,
    /// Headings; the class of the column's cells where they are amounts.
    pub head: Vec<(String, &'static str)>,
    pub rows: Vec<Vec<Cell>>,
    /// What stands there when there are no rows.
    pub empty: String,
}

impl Table {
    /// A table; headings are message keys, those that end in `-amount` head amounts.
    pub(super) fn new(page: &Page, caption: &str, head: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        let class = |key: &str| if key.ends_with("amount") { "amount" } else { "" };
        Self {
            caption: page.t(caption),
            head: head.iter().map(|key| (page.t(key), class(key))).collect(),
            rows,
            empty: page.t("table-empty"),
        }
    }
}

/// A form: where it goes, its words and fields.
#[derive(Debug)]
pub(super) struct Sheet {
    pub action: String,
    pub heading: String,
    pub hint: String,
    pub fields: Vec<Field>,
    pub send: String,
}

impl Sheet {
    /// A form whose words are `<key>-heading`, `<key>-hint` and `<key>-send`.
    pub(super) fn new(page: &Page, key: &str, action: &str, fields: Vec<Field>) -> Self {
        Self {
            action: action.to_owned(),
            heading: page.t(&format!("{key}-heading")),
            hint: page.t(&format!("{key}-hint")),
            fields,
            send: page.t(&format!("{key}-send")),
        }
    }
}

/// A field of a form.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub inputmode: &'static str,
    /// What can be chosen; empty where it is typed.
    pub choices: Vec<(String, String)>,
}

impl Field {
    /// A typed one; `hint` is a message key, or empty.
    pub(super) fn typed(
        page: &Page,
        name: &'static str,
        (label, hint): (&str, &str),
        value: impl Into<String>,
    ) -> Self {
        let hint = if hint.is_empty() { String::new() } else { page.t(hint) };
        let (label, value) = (page.t(label), value.into());
        Self { name, label, hint, value, inputmode: "", choices: Vec::new() }
    }

    /// A sum or a number.
    pub(super) fn decimal(
        page: &Page,
        name: &'static str,
        words: (&str, &str),
        value: impl Into<String>,
    ) -> Self {
        Self { inputmode: "decimal", ..Self::typed(page, name, words, value) }
    }

    /// One out of a list: what is sent, and what is read.
    pub(super) fn choice(
        page: &Page,
        name: &'static str,
        words: (&str, &str),
        chosen: impl Into<String>,
        choices: Vec<(String, String)>,
    ) -> Self {
        Self { choices, ..Self::typed(page, name, words, chosen) }
    }
}

/// A sum in US dollars as it was typed.
pub(super) fn typed_dollars(fields: &Fields, name: &'static str) -> Outcome<Money> {
    Money::parse(fields.get(name), Currency::USD).map_err(|error| {
        let refusal = match error {
            MoneyError::TooManyDecimals => Refusal::field(name, "amount-decimals").with("max", 2),
            MoneyError::TooLarge => Refusal::field(name, "amount-too-large"),
            _ => Refusal::field(name, "amount-malformed"),
        };
        refusal.into()
    })
}

/// What was typed, or nothing.
pub(super) fn typed_if(fields: &Fields, name: &str) -> Option<String> {
    Some(fields.get(name).trim().to_owned()).filter(|typed| !typed.is_empty())
}

/// One entry of the way around the finance pages.
#[derive(Debug)]
pub(super) struct Way {
    pub href: &'static str,
    pub text: String,
    pub is_here: bool,
    /// The pages of a group, where the reader is in it.
    pub pages: Vec<Way>,
}

/// The groups of pages, each with its own; the first of them opens the group.
const GROUPS: [(&str, &[(&str, &str)]); 5] = [
    ("way-overview", &[("/finance", "way-overview")]),
    ("way-payments", &[("/finance/payments", "way-payments"), ("/finance/batches", "way-batches")]),
    (
        "way-bank",
        &[
            ("/finance/statements", "way-statements"),
            ("/finance/cash", "way-cash"),
            ("/finance/rates", "way-rates"),
        ],
    ),
    ("way-fund", &[("/finance/fund", "way-fund"), ("/finance/trust", "way-trust")]),
    (
        "way-books",
        &[
            ("/finance/books", "way-accounts"),
            ("/finance/reports", "way-reports"),
            ("/finance/periods", "way-periods"),
            ("/finance/audits", "way-audits"),
            ("/finance/books/export", "export-way"),
        ],
    ),
];

/// The way around: the groups, and the pages of the one where the reader is.
pub(super) fn ways(page: &Page) -> Vec<Way> {
    let path = page.path.split('?').next().unwrap_or_default();
    let is_at = |href: &str| path == href || href != "/finance" && path.starts_with(href);
    let way = |(href, key): &(&'static str, &str)| Way {
        href,
        text: page.t(key),
        is_here: is_at(href),
        pages: Vec::new(),
    };
    GROUPS
        .iter()
        .map(|(key, pages)| {
            let is_here = pages.iter().any(|(href, _)| is_at(href));
            let inner = if is_here && pages.len() > 1 { *pages } else { &[] };
            let pages_here = inner.iter().map(way).collect();
            Way { href: pages[0].0, text: page.t(key), is_here, pages: pages_here }
        })
        .collect()
}

/// Whether the person prepares payments.
pub(super) fn is_officer(person: &Person) -> bool {
    person.actor.has(Role::FinanceOfficer)
}

/// Whether the person approves payments.
pub(super) fn is_approver(person: &Person) -> bool {
    person.actor.has(Role::FinanceApprover)
}

/// `2026-11-23`, as date fields are typed.
pub(super) use crate::sheet::iso;

/// `2026-11-23 14:05:09 UTC`.
pub(super) fn clock(moment: Timestamp) -> String {
    let utc = moment.to_offset(time::UtcOffset::UTC);
    let digits = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
    utc.format(digits).unwrap_or_default()
}

/// The times of a page as its links carry them on: `from=…&on_day=…&known_at=…`.
pub(super) fn times_query(times: Times) -> String {
    let parts = [
        times.from.map(|day| format!("from={}", iso(day))),
        times.on_day.map(|day| format!("on_day={}", iso(day))),
        times.known_at.map(|at| format!("known_at={}", crate::sheet::iso_moment(at))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("&")
}

/// What a page asks for in its address: its times, or what of them can't be.
pub(super) fn asked_times(query: &TimesQuery) -> Result<(Times, Vec<Refusal>), Failure> {
    match query.times() {
        Ok(times) => Ok((times, Vec::new())),
        Err(Stop::Refused(refusals)) => Ok((Times::default(), refusals)),
        Err(stop) => Err(stop.into()),
    }
}

/// `2026-11`, as months are named.
pub(super) fn month_of(day: Date) -> String {
    day.format(format_description!("[year]-[month]")).unwrap_or_default()
}

/// A day typed as `2026-11-23`.
pub(super) fn typed_day(fields: &Fields, name: &'static str) -> Outcome<Date> {
    Date::parse(fields.get(name), format_description!("[year]-[month]-[day]"))
        .map_err(|_| Refusal::field(name, "date-impossible").into())
}

/// The form of the two times, as `parts.html` writes it.
#[derive(Debug)]
pub(super) struct TimesForm {
    pub action: String,
    pub fields: Vec<TimesField>,
}

/// A field of it.
#[derive(Debug)]
pub(super) struct TimesField {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
}

impl TimesForm {
    /// The form of a page, with what was typed; `has_from` where the page is about days from one to another.
    pub(super) fn new(page: &Page, action: String, query: &TimesQuery, has_from: bool) -> Self {
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
