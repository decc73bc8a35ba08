//! The shapes of page that several topics share.

use super::view::{Sheet, Table, Way, ways};
use askama::Template;
use axum::response::Response;
use redress_web::{Page, render};

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
    pub sheets: Vec<Sheet>,
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
    pub sheets: Vec<Sheet>,
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
