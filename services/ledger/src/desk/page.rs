//! The shapes of page that several topics share.

use super::view::{CommandForm, Table, Way, ways};
use askama::Template;
use axum::response::Response;
use redress_kernel::{AnotherDecides, Reply};
use redress_web::{Page, Person, render};

/// A page of the fund: facts, tables, forms.
#[derive(Template)]
#[template(path = "fund.html")]
pub(crate) struct FundPage {
    pub ways: Vec<Way>,
    pub heading: String,
    pub lead: String,
    pub facts: Vec<(String, String)>,
    pub tables: Vec<Table>,
    /// Address and text of other forms.
    pub acts: Vec<(String, String)>,
    /// Address, step and text of what takes one press.
    pub buttons: Vec<(String, &'static str, String)>,
    pub sheets: Vec<CommandForm>,
    /// Where else to go: address and text.
    pub links: Vec<(String, String)>,
    pub page: Page,
}

impl FundPage {
    /// A page whose heading and lead are `<key>-heading` and `<key>-lead`.
    pub(crate) fn new(page: Page, key: &str) -> Self {
        Self {
            ways: ways(&page),
            heading: page.t(&format!("{key}-heading")),
            lead: page.t(&format!("{key}-lead")),
            facts: Vec::new(),
            tables: Vec::new(),
            acts: Vec::new(),
            buttons: Vec::new(),
            sheets: Vec::new(),
            links: Vec::new(),
            page,
        }
    }

    pub(crate) fn shown(self) -> Response {
        render(&self, &self.page)
    }
}

/// The two answers to what waits, each a button of its own: `<key>-confirm` and `<key>-refuse`.
pub(crate) fn answers(
    page: &Page,
    key: &str,
    action: &str,
    args: &[(&str, &str)],
) -> [(String, &'static str, String); 2] {
    [(Reply::Confirmed, "confirm"), (Reply::Refused, "refuse")].map(|(reply, verb)| {
        (action.to_owned(), reply.as_str(), page.ta(&format!("{key}-{verb}"), args))
    })
}

/// A page of accounts and rates: what waits for an answer, tables, forms.
#[derive(Template)]
#[template(path = "cash.html")]
pub(crate) struct CashPage {
    pub ways: Vec<Way>,
    pub heading: String,
    pub lead: String,
    pub links: Vec<(String, String)>,
    /// What was just done.
    pub done: Option<String>,
    pub decisions: Vec<Decision>,
    pub tables: Vec<Table>,
    /// Address and text of what takes one press.
    pub buttons: Vec<(String, String)>,
    /// Whether a file of rates can be brought in here.
    pub can_upload: bool,
    pub sheets: Vec<CommandForm>,
    pub page: Page,
}

/// Something that waits for the second person.
pub(crate) struct Decision {
    pub heading: String,
    pub text: String,
    /// Why the reader can't answer; empty where the reader can.
    pub note: String,
    pub action: String,
    pub answers: Vec<(&'static str, String)>,
}

impl Decision {
    /// What is asked, with what may be said to it: `<key>-confirm` and `<key>-refuse`. Whom it doesn't wait for is told
    /// `<key>-waits-for-another`.
    pub(crate) fn on(
        asked: &impl AnotherDecides,
        (page, person): (&Page, &Person),
        key: &str,
        (heading, text, action): (String, String, String),
    ) -> Self {
        let note = if asked.waits_for(&person.actor) {
            String::new()
        } else {
            page.t(&format!("{key}-waits-for-another"))
        };
        let answers = vec![
            (Reply::Confirmed.as_str(), page.t(&format!("{key}-confirm"))),
            (Reply::Refused.as_str(), page.t(&format!("{key}-refuse"))),
        ];
        Self { heading, text, note, action, answers }
    }
}

impl CashPage {
    /// A page whose heading and lead are `<key>-heading` and `<key>-lead`.
    pub(crate) fn new(page: Page, key: &str) -> Self {
        Self {
            ways: ways(&page),
            heading: page.t(&format!("{key}-heading")),
            lead: page.t(&format!("{key}-lead")),
            links: Vec::new(),
            done: None,
            decisions: Vec::new(),
            tables: Vec::new(),
            buttons: Vec::new(),
            can_upload: false,
            sheets: Vec::new(),
            page,
        }
    }

    pub(crate) fn shown(self) -> Response {
        render(&self, &self.page)
    }
}

#[derive(Template)]
#[template(path = "tables.html")]
pub(crate) struct TablesPage {
    pub ways: Vec<Way>,
    pub heading: String,
    pub lead: String,
    /// Address and text of what can be done here; empty where nothing can.
    pub act: (String, String),
    pub tables: Vec<Table>,
    /// Address and text of the page before.
    pub older: (String, String),
    pub page: Page,
}
