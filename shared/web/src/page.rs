//! The frame of every page: language, texts, who is signed in, errors with links to their fields.

use crate::form::{Fields, UNDERSTOOD};
use crate::keys;
use crate::visitor::Visitor;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use redress_kernel::typed::Reading;
use redress_kernel::{Date, Fault, Language, Money, Refusal, Role, Timestamp, Uuid};
use redress_texts::{Texts, Words};
use std::sync::{Arc, OnceLock};
use time::macros::format_description;

/// The frame of a page. Each page's template struct has one as `page` and extends `base.html`.
#[derive(Debug)]
pub struct Page {
    /// The reader's language.
    pub lang: Language,
    texts: &'static Texts,
    /// Neutral title, already in the reader's language.
    pub title: String,
    /// What colleagues are shown of the person, when signed in.
    pub label: Option<String>,
    /// Token of this page's forms; empty when nobody is signed in.
    pub csrf: String,
    /// Makes a form sent twice count once.
    pub once: String,
    /// Path and query of this page.
    pub path: String,
    /// Where the person can go.
    pub nav: Vec<NavItem>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
    /// Amounts as they were understood, to be confirmed.
    pub understood: Vec<FieldError>,
    /// What was sent, to be sent again with one press.
    sent: Arc<OnceLock<Fields>>,
    /// Addresses of the services' pages: `page.links.documents` before `/papers/…`.
    pub links: crate::state::Links,
}

/// One entry of the navigation.
#[derive(Debug)]
pub struct NavItem {
    /// Address.
    pub href: String,
    /// Text.
    pub text: String,
    /// Whether the person is there.
    pub is_here: bool,
}

/// One thing wrong, told beside its field and in the summary.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// Name of the field; empty when it is about the whole page.
    pub field: String,
    /// What to do.
    pub message: String,
    /// The ways in which it can be meant: what the form sends, and what is read.
    pub readings: Vec<(String, String)>,
}

impl Page {
    /// A frame for a visitor; `title` is the key of a neutral title.
    pub fn new(visitor: &Visitor, title: &str) -> Self {
        let person = visitor.person();
        let mut page = Self {
            lang: visitor.lang,
            texts: visitor.web.texts,
            title: visitor.text(title, &[]),
            label: person.as_ref().map(|person| person.actor.label.clone()),
            csrf: person
                .as_ref()
                .map(|person| keys::mask(&person.session.csrf))
                .unwrap_or_default(),
            once: visitor.web.ctx.ids.fresh::<Uuid>().to_string(),
            path: visitor.path.clone(),
            nav: Vec::new(),
            errors: Vec::new(),
            understood: Vec::new(),
            sent: visitor.sent.clone(),
            links: visitor.web.links.clone(),
        };
        if let Some(person) = &person {
            page.nav = page.navigation(&person.actor.roles);
        }
        page
    }

    /// The frame with what was refused, told in the reader's language.
    #[must_use]
    pub fn with_errors(mut self, refusals: &[Refusal]) -> Self {
        let error = |refusal: &Refusal| FieldError {
            field: refusal.field.as_deref().unwrap_or_default().to_owned(),
            message: refusal_text(self.texts, self.lang, refusal),
            readings: refusal
                .readings
                .iter()
                .map(|reading| (reading.written(), self.said(reading)))
                .collect(),
        };
        let (understood, errors): (Vec<&Refusal>, Vec<&Refusal>) =
            refusals.iter().partition(|refusal| refusal.code == UNDERSTOOD);
        let errors = errors.into_iter().map(error).collect();
        self.understood = understood.into_iter().map(error).collect();
        self.errors = errors;
        self
    }

    /// Whether there is a form that can be sent again: an address with a question has none.
    pub fn was_sent(&self) -> bool {
        self.sent.get().is_some_and(|sent| !sent.0.is_empty())
    }

    /// What was sent, for a form that sends it again with another value of one field.
    pub fn sent_but(&self, field: &str) -> Vec<(String, String)> {
        self.sent_without(&[field])
    }

    /// What was sent, for the form that confirms the amounts.
    pub fn sent_but_amounts(&self) -> Vec<(String, String)> {
        let names: Vec<&str> = self.understood.iter().map(|one| one.field.as_str()).collect();
        self.sent_without(&names)
    }

    fn sent_without(&self, names: &[&str]) -> Vec<(String, String)> {
        self.sent.get().map(|sent| sent.again(names)).unwrap_or_default()
    }

    fn navigation(&self, roles: &[Role]) -> Vec<NavItem> {
        let any = |wanted: &[Role]| wanted.iter().any(|role| roles.contains(role));
        let links = &self.links;
        let items = [
            (any(&[Role::Advocate, Role::IntakeOfficer]), &links.intake, "/claims", "nav-claims"),
            (
                any(&[Role::PanelMember, Role::PanelChair]),
                &links.eligibility,
                "/panel",
                "nav-panel",
            ),
            (
                any(&[Role::PanelChair, Role::Administrator]),
                &links.eligibility,
                "/panel/lab",
                "nav-lab",
            ),
            (
                any(&[Role::FinanceOfficer, Role::FinanceApprover, Role::Auditor]),
                &links.ledger,
                "/finance",
                "nav-finance",
            ),
            (any(&[Role::Liaison]), &links.ledger, "/finance/trust", "nav-trust"),
            (
                any(&[Role::PanelChair, Role::Administrator, Role::Auditor]),
                &links.eligibility,
                "/versions",
                "nav-versions",
            ),
            (!roles.is_empty(), &links.documents, "/papers", "nav-papers"),
        ];
        // Of two entries that both begin the path, the longer one says where the person is.
        let begins =
            items.iter().filter(|(shown, _, path, _)| *shown && self.path.starts_with(path));
        let here = begins.map(|(_, _, path, _)| *path).max_by_key(|path| path.len());
        let shown = items.iter().filter(|(shown, ..)| *shown);
        let entries = shown.map(|(_, base, path, key)| NavItem {
            href: format!("{base}{path}"),
            text: self.t(key),
            is_here: here == Some(*path),
        });
        entries.collect()
    }

    /// The texts in the reader's language.
    pub fn words(&self) -> Words {
        self.texts.words(self.lang)
    }

    /// A text.
    pub fn t(&self, key: &str) -> String {
        self.texts.get(self.lang, key, &[])
    }

    /// A text with one value.
    pub fn t1(&self, key: &str, name: &str, value: impl ToString) -> String {
        self.texts.get(self.lang, key, &[(name, &value.to_string())])
    }

    /// A text with values.
    pub fn ta(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.texts.get(self.lang, key, args)
    }

    /// The text of a code: `page.code("act", "A1")` is the text of `code-act-A1`.
    pub fn code(&self, list: &str, code: impl std::fmt::Display) -> String {
        self.words().code(list, code)
    }

    /// What is wrong with a field, if anything.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }

    /// A day as people write it: `23 November 2026`.
    pub fn day(&self, day: &Date) -> String {
        self.words().day(*day)
    }

    /// Day and time of a moment, UTC.
    pub fn moment(&self, moment: &Timestamp) -> String {
        let utc = moment.to_offset(time::UtcOffset::UTC);
        let clock = utc.format(format_description!("[hour]:[minute]")).unwrap_or_default();
        format!("{}, {clock} UTC", self.day(&utc.date()))
    }

    /// Money as people write it: `34,460.00 USD`.
    pub fn money(&self, money: &Money) -> String {
        self.words().money(*money)
    }

    /// A reading in figures and in words: `10,000.00 USD (ten thousand)`.
    pub fn said(&self, reading: &Reading) -> String {
        self.words().said(reading)
    }
}

/// What a refusal says in a language.
pub fn refusal_text(texts: &'static Texts, lang: Language, refusal: &Refusal) -> String {
    let mut args: Vec<_> =
        refusal.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = texts.words(lang);
    let readings: Vec<_> = refusal.readings.iter().map(|reading| words.said(reading)).collect();
    args.extend(["first", "second"].into_iter().zip(readings.iter().map(String::as_str)));
    let count = readings.len().to_string();
    args.extend((!readings.is_empty()).then_some(("count", count.as_str())));
    texts.get(lang, &format!("refusal-{}", refusal.code), &args)
}

/// A page as a response; 422 when it tells of errors.
pub fn render<T: askama::Template>(template: &T, page: &Page) -> Response {
    let status =
        if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_with(status, template)
}

/// A page as a response with a status of its own.
pub fn render_with<T: askama::Template>(status: StatusCode, template: &T) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => crate::Failure::from(Fault::new(error)).into_response(),
    }
}

/// To another page, after a form was taken.
pub fn redirect(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}
