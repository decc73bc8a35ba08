//! Tables and the way around: what all pages of the ledger share.

use axum::response::Response;
use redress_kernel::{Currency, Date, Decimal, Money, Outcome, Role, Stop, Timestamp};
use redress_web::{Failure, Fields, Form, Page, Person, redirect};
use time::macros::format_description;

/// One cell of a table.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    pub text: String,
    pub href: String,
    pub class: &'static str,
}

impl Cell {
    /// Plain text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A claim code, which leads to its payment.
    pub(crate) fn claim(code: &str, claim: redress_kernel::ClaimId) -> Self {
        Self { text: code.to_owned(), href: format!("/finance/payments/{claim}"), class: "code" }
    }

    /// A link.
    pub(crate) fn link(text: impl Into<String>, href: String) -> Self {
        Self { text: text.into(), href, class: "" }
    }

    /// An amount as the reader writes it.
    pub(crate) fn money(page: &Page, money: &Money) -> Self {
        Self { text: page.money(money), href: String::new(), class: "amount" }
    }

    /// As [`Cell::money`], empty where there is none.
    pub(crate) fn money_if(page: &Page, money: Option<&Money>) -> Self {
        money.map_or_else(|| Self { class: "amount", ..Self::default() }, |m| Self::money(page, m))
    }

    /// A number that is no money.
    pub(crate) fn number(text: String) -> Self {
        Self { text, href: String::new(), class: "amount" }
    }

    /// A rate or a factor, without zeros at its end.
    pub(crate) fn decimal(page: &Page, number: Decimal) -> Self {
        Self::number(page.lang.number(&number.normalize().to_string()))
    }

    /// The name of a sum of the rows above; its row is set off.
    pub(crate) fn total(text: String) -> Self {
        Self { text, href: String::new(), class: "total" }
    }

    /// A day, on one line.
    pub(crate) fn day(page: &Page, day: Date) -> Self {
        Self { text: page.day(&day), href: String::new(), class: "tight" }
    }

    /// A state.
    pub(crate) fn tag(text: String) -> Self {
        Self { text, href: String::new(), class: "tag" }
    }
}

/// A table with its caption.
#[derive(Debug)]
pub(crate) struct Table {
    pub caption: String,
    /// Headings; the class of the column's cells where they are amounts.
    pub head: Vec<(String, &'static str)>,
    pub rows: Vec<Vec<Cell>>,
    /// What stands there when there are no rows.
    pub empty: String,
    /// Address and words of the page that goes on with it.
    pub next: Option<(String, String)>,
}

impl Table {
    /// A table; headings are message keys, those that end in `-amount` head amounts.
    pub(crate) fn new(page: &Page, caption: &str, head: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        let class = |key: &str| if key.ends_with("amount") { "amount" } else { "" };
        Self {
            caption: page.t(caption),
            head: head.iter().map(|key| (page.t(key), class(key))).collect(),
            rows,
            empty: page.t("table-empty"),
            next: None,
        }
    }

    /// The same, with a way to the rows that follow.
    pub(crate) fn going_on(self, page: &Page, next: Option<String>) -> Self {
        Self { next: next.map(|address| (address, page.t("next-page"))), ..self }
    }

    /// The same, with other words for no rows.
    pub(crate) fn or_empty(self, page: &Page, key: &str) -> Self {
        Self { empty: page.t(key), ..self }
    }

    /// The same, ending with sums of its columns of amounts, in their order.
    pub(crate) fn with_total(mut self, page: &Page, sums: Vec<Option<Money>>) -> Self {
        if self.rows.is_empty() {
            return self;
        }
        let mut sums = sums.into_iter();
        let cells = self.head.iter().enumerate().map(|(place, (_, class))| match *class {
            "amount" => Cell::money_if(page, sums.next().flatten().as_ref()),
            _ if place == 0 => Cell::total(page.t("report-total")),
            _ => Cell::default(),
        });
        let row = cells.collect();
        self.rows.push(row);
        self
    }

    /// Whether a row is a sum of those above.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands over references")]
    pub(crate) fn is_total(&self, row: &usize) -> bool {
        let first = self.rows.get(*row).and_then(|row| row.first());
        first.is_some_and(|cell| cell.class == "total")
    }

    /// The heading of a column, which a narrow page repeats beside each cell.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands over references")]
    pub(crate) fn label(&self, column: &usize) -> &str {
        self.head.get(*column).map_or("", |(text, _)| text)
    }
}

/// The sum of what is in US dollars, for the end of a table.
pub(crate) fn dollars_sum(sums: impl Iterator<Item = Money>) -> Option<Money> {
    Money::sum(sums, Currency::USD).ok()
}

/// A form: where it goes, its words and fields.
#[derive(Debug)]
pub(crate) struct CommandForm {
    pub action: String,
    pub heading: String,
    pub hint: String,
    pub fields: Vec<Field>,
    pub send: String,
    /// Whether what was understood is shown in words before anything is recorded.
    pub in_words: bool,
}

impl CommandForm {
    /// A form whose words are `<key>-heading`, `<key>-hint` and `<key>-send`.
    pub(crate) fn new(page: &Page, key: &str, action: &str, fields: Vec<Field>) -> Self {
        Self {
            action: action.to_owned(),
            heading: page.t(&format!("{key}-heading")),
            hint: page.t(&format!("{key}-hint")),
            fields,
            send: page.t(&format!("{key}-send")),
            in_words: false,
        }
    }

    /// The same, for what one person books alone: first its amounts are shown in words.
    pub(crate) fn in_words(self) -> Self {
        Self { in_words: true, ..self }
    }
}

/// A field of a form.
#[derive(Debug)]
pub(crate) struct Field {
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
    pub(crate) fn typed(
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
    pub(crate) fn decimal(
        page: &Page,
        name: &'static str,
        words: (&str, &str),
        value: impl Into<String>,
    ) -> Self {
        Self { inputmode: "decimal", ..Self::typed(page, name, words, value) }
    }

    /// One out of a list: what is sent, and what is read.
    pub(crate) fn choice(
        page: &Page,
        name: &'static str,
        words: (&str, &str),
        chosen: impl Into<String>,
        choices: Vec<(String, String)>,
    ) -> Self {
        Self { choices, ..Self::typed(page, name, words, chosen) }
    }
}

/// What was typed, or nothing.
pub(crate) fn typed_if(fields: &Fields, name: &str) -> Option<String> {
    Some(fields.get(name).trim().to_owned()).filter(|typed| !typed.is_empty())
}

/// One entry of the way around the finance pages.
#[derive(Debug)]
pub(crate) struct Way {
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
            ("/finance/bookings", "way-bookings"),
            ("/finance/cash", "way-cash"),
            ("/finance/cash/exchanges", "way-exchanges"),
            ("/finance/rates", "way-rates"),
        ],
    ),
    (
        "way-fund",
        &[
            ("/finance/fund", "way-position"),
            ("/finance/fund/income", "income-heading"),
            ("/finance/fund/holds", "holds-heading"),
            ("/finance/fund/factor", "factor-heading"),
            ("/finance/fund/recourse", "recourse-heading"),
            ("/finance/trust", "way-trust"),
        ],
    ),
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

/// The address in the way around under which a page lies: the longest that it begins with.
fn place_of(path: &str) -> Option<&'static str> {
    let is_under = |href: &str| {
        let rest = path.strip_prefix(href);
        rest.is_some_and(|rest| rest.is_empty() || href != "/finance" && rest.starts_with('/'))
    };
    let all = GROUPS.iter().flat_map(|(_, pages)| pages.iter().map(|(href, _)| *href));
    all.filter(|href| is_under(href)).max_by_key(|href| href.len())
}

/// The way around: the groups, and the pages of the one where the reader is.
pub(crate) fn ways(page: &Page) -> Vec<Way> {
    let here = place_of(page.path.split('?').next().unwrap_or_default());
    let way = |(href, key): &(&'static str, &str)| Way {
        href,
        text: page.t(key),
        is_here: Some(*href) == here,
        pages: Vec::new(),
    };
    GROUPS
        .iter()
        .map(|(key, pages)| {
            let is_here = pages.iter().any(|(href, _)| Some(*href) == here);
            let inner = if is_here && pages.len() > 1 { *pages } else { &[] };
            let pages_here = inner.iter().map(way).collect();
            Way { href: pages[0].0, text: page.t(key), is_here, pages: pages_here }
        })
        .collect()
}

/// What follows a form: on to `to`, or the page again with what was refused.
pub(crate) async fn after<T, F>(
    form: &Form,
    (title, to): (&str, &str),
    done: Outcome<T>,
    again: impl FnOnce(Page) -> F,
) -> Result<Response, Failure>
where
    F: Future<Output = Result<Response, Failure>>,
{
    match done {
        Ok(_) => Ok(redirect(to)),
        Err(Stop::Refused(refusals)) => again(form.person.page(title).with_errors(&refusals)).await,
        Err(stop) => Err(stop.into()),
    }
}

/// Whether the person prepares payments.
pub(crate) fn is_officer(person: &Person) -> bool {
    person.actor.has(Role::FinanceOfficer)
}

/// Whether the person approves payments.
pub(crate) fn is_approver(person: &Person) -> bool {
    person.actor.has(Role::FinanceApprover)
}

/// `2026-11-23`, as date fields are typed.
pub(crate) use super::times::iso;

/// `2026-11-23 14:05:09 UTC`.
pub(crate) fn clock(moment: Timestamp) -> String {
    let utc = moment.to_offset(time::UtcOffset::UTC);
    let digits = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
    utc.format(digits).unwrap_or_default()
}

/// `November 2026`: the month of a day.
pub(crate) fn month_of(page: &Page, day: Date) -> String {
    format!("{} {}", page.t(&format!("month-{}", u8::from(day.month()))), day.year())
}

/// A rate of a year as people read it: `2.5%` for 0.025.
pub(crate) fn percent(page: &Page, rate: Decimal) -> String {
    let number = (rate * Decimal::ONE_HUNDRED).normalize().to_string();
    page.t1("percent", "number", page.lang.number(&number))
}

/// Whose account it is: a funder with what the money is for, or the code of a bank account.
pub(crate) fn holder(page: &Page, holder: &str) -> String {
    match holder.split_once(':') {
        Some((funder, purpose)) => {
            let none = if funder.is_empty() { page.t("funder-none") } else { funder.to_owned() };
            format!("{none} · {}", page.t(&format!("purpose-{purpose}")))
        }
        None => holder.to_owned(),
    }
}
