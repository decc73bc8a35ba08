//! Tables and the way around: what all pages of the ledger share.

use redress_kernel::{Date, Money, Outcome, Refusal, Role};
use redress_web::{Fields, Page, Person};
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

/// One entry of the way around the finance pages.
#[derive(Debug)]
pub(super) struct Way {
    pub href: &'static str,
    pub text: String,
    pub is_here: bool,
}

/// The way around.
pub(super) fn ways(page: &Page) -> Vec<Way> {
    [
        ("/finance", "way-overview"),
        ("/finance/payments", "way-payments"),
        ("/finance/batches", "way-batches"),
        ("/finance/statements", "way-statements"),
        ("/finance/books", "way-books"),
        ("/finance/audits", "way-audits"),
        ("/finance/fund", "way-fund"),
    ]
    .into_iter()
    .map(|(href, key)| {
        let path = page.path.split('?').next().unwrap_or_default();
        let is_here = path == href || href != "/finance" && path.starts_with(href);
        Way { href, text: page.t(key), is_here }
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
pub(super) fn iso(day: Date) -> String {
    day.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// A day typed as `2026-11-23`.
pub(super) fn typed_day(fields: &Fields, name: &'static str) -> Outcome<Date> {
    Date::parse(fields.get(name), format_description!("[year]-[month]-[day]"))
        .map_err(|_| Refusal::field(name, "date-impossible").into())
}
