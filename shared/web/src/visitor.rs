//! Who is asking: anybody ([`Visitor`]), or a person who has signed in ([`Person`]).

use crate::failure::Failure;
use crate::form::Fields;
use crate::page::Page;
use crate::session::{Session, cookie};
use crate::state::Web;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use redress_kernel::{Actor, Fault, Language};
use std::sync::{Arc, OnceLock};

/// Anybody. Put into each request by the layer of the service, so that handlers and error pages share it.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The shared parts of the service that answers.
    pub web: Web,
    /// The reader's language.
    pub lang: Language,
    /// The session that the cookie names, open or ended.
    pub session: Option<Session>,
    /// Path and query asked for.
    pub path: String,
    /// The form sent with the request, once it is read.
    pub sent: Arc<OnceLock<Fields>>,
}

impl Visitor {
    /// Looks at cookies and languages.
    pub async fn identify(web: Web, headers: &HeaderMap, path: String) -> Result<Self, Fault> {
        let session = web.session(headers).await?;
        let lang = match (&session, chosen(headers)) {
            (Some(session), None) => session.lang,
            (_, chosen) => chosen.unwrap_or_else(|| preferred(headers)),
        };
        Ok(Self { web, lang, session, path, sent: Arc::default() })
    }

    /// Somebody of whom nothing is looked up.
    pub(crate) fn stranger(web: Web, headers: &HeaderMap, path: String) -> Self {
        let lang = chosen(headers).unwrap_or_else(|| preferred(headers));
        Self { web, lang, session: None, path, sent: Arc::default() }
    }

    /// With the form that was sent, to give it back where it could not be taken.
    pub(crate) fn with_form(mut self, body: &[u8]) -> Self {
        self.sent = Arc::new(OnceLock::from(Fields::parse(body).unwrap_or_default()));
        self
    }

    /// The person, when the session is open.
    pub fn person(&self) -> Option<Person> {
        let session = self.session.clone().filter(|session| session.is_open)?;
        Some(Person { visitor: self.clone(), actor: session.actor.clone(), session })
    }

    /// The frame of a page; `title` is the key of a neutral title.
    pub fn page(&self, title: &str) -> Page {
        Page::new(self, title)
    }

    /// A text in the reader's language.
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.web.texts.get(self.lang, key, args)
    }
}

/// The language that the reader chose on our pages.
fn chosen(headers: &HeaderMap) -> Option<Language> {
    cookie(headers, "lang").and_then(|code| code.parse().ok())
}

/// The language that her browser asks for.
fn preferred(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked.map_or_else(Language::default, Language::accepted)
}

/// Somebody who has signed in. As an extractor it sends others to sign in first. For pages that take a form,
/// [`crate::Form`] brings the person.
#[derive(Debug, Clone)]
pub struct Person {
    /// Language, texts, path.
    pub visitor: Visitor,
    /// Who.
    pub actor: Actor,
    /// The open session.
    pub session: Session,
}

impl Person {
    /// The frame of a page; `title` is the key of a neutral title.
    pub fn page(&self, title: &str) -> Page {
        self.visitor.page(title)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Visitor>()
            .cloned()
            .ok_or_else(|| Fault::new("the router is not wrapped in Web::wrap").into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        visitor.person().ok_or(Failure::SignIn { return_to: visitor.path })
    }
}
