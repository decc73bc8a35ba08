//! A sent form: who sent it, that it comes from our page, and what was typed, kept as typed.

use crate::failure::Failure;
use crate::keys::{unmask, unmasks};
use crate::typed::Typed;
use crate::visitor::{Person, Visitor};
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};
use redress_kernel::typed::{Reading, Writing};
use redress_kernel::{Action, Actor, ActorId, Fault, Outcome, Refusal, Role, Stop, Uuid};
use redress_runtime::Once;

/// Fields of a form in the order sent; a name may come several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

/// Code of what is no refusal: an amount as it was understood, to be confirmed.
pub(crate) const UNDERSTOOD: &str = "understood";

/// Bytes of a sent form at most: many times the longest page.
const FORM_MAX: usize = 64 * 1024;

impl Fields {
    /// The first value of a field without outer blanks; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box of a field is ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|sent| sent == value)
    }

    /// The fields that a form made from this one sends again, but for those in `without`.
    pub(crate) fn again(&self, without: &[&str]) -> Vec<(String, String)> {
        let of_the_page = ["_csrf", "_once", "_words"];
        let kept = |name: &str| !of_the_page.contains(&name) && !without.contains(&name);
        self.0.iter().filter(|(name, _)| kept(name)).cloned().collect()
    }

    /// Refuses fields that the page does not have; names that begin with `_` are ours.
    pub fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        match self
            .0
            .iter()
            .find(|(name, _)| !name.starts_with('_') && !known.contains(&name.as_str()))
        {
            None => Ok(()),
            Some((name, _)) => {
                Err(Refusal::field(name.clone(), "unknown-field").with("field", name))
            }
        }
    }

    /// Refuses what no person types and no text of the database can hold.
    fn without_nul(&self) -> Result<(), Stop> {
        match self.0.iter().find(|(name, value)| name.contains('\0') || value.contains('\0')) {
            None => Ok(()),
            Some((name, _)) => Err(Refusal::field(name.replace('\0', ""), "nul-sent").into()),
        }
    }

    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        Some(Self(url::form_urlencoded::parse(text.as_bytes()).into_owned().collect()))
    }
}

/// A form that a signed-in person sent from one of our pages.
#[derive(Debug, Clone)]
pub struct Form {
    /// Who sent it.
    pub person: Person,
    /// What was typed.
    pub fields: Fields,
}

impl Form {
    /// Who sent it.
    pub fn actor(&self) -> &Actor {
        &self.person.actor
    }

    /// What a page does with its form. Whoever may not is refused before anything that was typed is read, so that
    /// nobody is told what is wrong with a form that is not theirs to send; then it is read, then done.
    pub async fn does<C, E: Into<Stop>, T>(
        &self,
        action: Action,
        read: impl FnOnce(&Self) -> Result<C, E>,
        act: impl AsyncFnOnce(C, Option<&Once>) -> Outcome<T>,
    ) -> Outcome<T> {
        self.actor().may(action)?;
        let read = read(self).map_err(Into::into)?;
        act(read, self.once().as_ref()).await
    }

    /// The reader of a form that is a button alone.
    pub fn nothing(&self) -> Result<(), Refusal> {
        self.fields.only(&[])
    }

    /// How whoever sent it writes numbers.
    pub fn writing(&self) -> Writing {
        self.person.visitor.lang.writing()
    }

    /// Readers of what was typed into its fields.
    pub fn typed(&self) -> Typed<'_> {
        Typed { fields: &self.fields, writing: self.writing() }
    }

    /// Shows in words what was understood before anything is booked, where the page asks for it by a field
    /// `_words`. The form that is shown then sends them so that they can be read in one way only, and
    /// without that field.
    pub fn understood(&self, read: &[(&'static str, Reading)]) -> Result<(), Stop> {
        if !self.fields.has("_words", "first") {
            return Ok(());
        }
        let shown =
            read.iter().map(|(name, one)| Refusal::field(*name, UNDERSTOOD).meaning([*one]));
        Err(Stop::Refused(shown.collect()))
    }

    /// The key by which sending the same form twice has one effect.
    pub fn once(&self) -> Option<Once> {
        let key = self.fields.get("_once");
        if key.is_empty() || key.len() > 255 {
            return None;
        }
        let mut asked = self.person.visitor.path.clone();
        for (name, value) in self.fields.0.iter().filter(|(name, _)| name != "_csrf") {
            asked.push_str(&format!("\n{}:{name}={value}", value.len()));
        }
        let body_hash = self.person.visitor.web.page_key.digest(asked.as_bytes());
        Some(Once { key: format!("page:{key}"), body_hash })
    }

    /// The revision that the page showed, for pages that change a thing others may change too.
    pub fn revision(&self) -> i32 {
        self.fields.get("_revision").parse().unwrap_or(0)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let too_long =
            || Stop::from(Refusal::status(StatusCode::PAYLOAD_TOO_LARGE.into(), "body-too-long"));
        if !is_form(&parts.headers) {
            return Err(Stop::from(Refusal::status(415, "not-a-form")).into());
        }
        let body = to_bytes(body, FORM_MAX).await.map_err(|_| too_long())?;
        let fields = Fields::parse(&body)
            .ok_or_else(|| Stop::from(Refusal::status(400, "body-malformed")))?;
        fields.without_nul()?;
        let fields = visitor.sent.get_or_init(|| fields).clone();
        let shown = fields.get("_csrf");
        let Some(person) = visitor.person() else {
            return Err(late(&visitor, &fields).await?);
        };
        let Err(stop) = check(&person, &parts.headers, shown) else {
            return Ok(Self { person, fields });
        };
        // A page that outlived its session, of somebody who has signed in again meanwhile.
        if is_ours(&parts.headers, &person)
            && let Some(at) = hold(&visitor, shown, Some(person.actor.actor_id), &fields).await?
        {
            return Err(Failure::Kept { at });
        }
        Err(stop.into())
    }
}

/// That a form comes from a page of ours, shown to this person; for handlers that read a form by themselves.
pub fn check(person: &Person, headers: &HeaderMap, csrf: &str) -> Result<(), Stop> {
    if is_ours(headers, person) && unmasks(csrf, &person.session.csrf) {
        return Ok(());
    }
    Err(Refusal::status(403, "form-not-ours").into())
}

/// Whether a body is what a form of a page sends.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Browsers say where a form came from; what they say must be us.
fn is_ours(headers: &HeaderMap, person: &Person) -> bool {
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return false;
    }
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    // Under `Referrer-Policy: no-referrer` a browser may send `null` for its own site; the token decides then.
    match origin {
        None | Some("null") => true,
        Some(origin) => origin == person.visitor.web.public_url || same_host(origin, headers),
    }
}

fn same_host(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    host.is_some() && origin.split_once("://").map(|(_, rest)| rest) == host
}

/// A form that comes without a session, or with one that has ended. The way leads through signing in, and what was typed is
/// kept; where nothing tells for whom, she is told.
async fn late(visitor: &Visitor, fields: &Fields) -> Result<Failure, Failure> {
    if let Some(at) = hold(visitor, fields.get("_csrf"), None, fields).await? {
        return Ok(Failure::SignIn { return_to: at });
    }
    // A press of a button alone loses nothing.
    let is_typed = fields.only(&[]).is_err();
    let return_to = visitor.path.clone();
    Ok(if is_typed { Failure::TypedLost } else { Failure::SignIn { return_to } })
}

/// Keeps what was typed, sealed, for the person whom the page was shown to; `shown` is the token of its form, `holder` who
/// that must be. Returns where it is given back to her; nothing where no session tells whose it is.
async fn hold(
    visitor: &Visitor,
    shown: &str,
    holder: Option<ActorId>,
    fields: &Fields,
) -> Result<Option<String>, Fault> {
    let Some(token) = unmask(shown) else { return Ok(None) };
    let web = &visitor.web;
    let typed: Vec<_> = fields.0.iter().filter(|(name, _)| name != "_csrf").collect();
    let plain = serde_json::to_vec(&typed).map_err(Fault::new)?;
    let id: Uuid = web.ctx.ids.fresh();
    let sealed = web.page_key.seal(&format!("held|{id}"), &plain)?;
    let is_kept = sqlx::query_scalar!(
        r#"-- web::form::hold
        select shared.hold_form($1, $2, $3, $4, $5, $6) as "is_kept!""#,
        token,
        holder.map(|holder| holder.0),
        id,
        visitor.path,
        sealed,
        web.ctx.clock.now()
    )
    .fetch_one(&web.ctx.pool)
    .await?;
    Ok(is_kept.then(|| format!("/held/{id}")))
}

/// Before somebody is sent to sign in once more: the form that she sent is kept, so that she goes on with it afterwards.
pub(crate) async fn before_sign_in_again(visitor: &Visitor) -> Result<String, Fault> {
    let kept = match (visitor.person(), visitor.sent.get()) {
        (Some(person), Some(sent)) => {
            hold(visitor, sent.get("_csrf"), Some(person.actor.actor_id), sent).await?
        }
        _ => None,
    };
    Ok(kept.unwrap_or_else(|| visitor.path.clone()))
}

/// Everybody who can sign in may fetch what they typed.
pub const FETCH: Action = Action { name: "web.fetch_form", roles: &Role::ALL };

/// What was held, for its owner: the path it was meant for and the fields.
pub async fn held(person: &Person, id: Uuid) -> Result<(String, Fields), Stop> {
    let web = &person.visitor.web;
    let row = web.ctx.read(&person.actor, FETCH, async |tx| {
        let found = sqlx::query!(
            "-- web::form::held
            select path, sealed from shared.held_form where held_form_id = $1",
            id
        )
        .fetch_optional(tx.conn())
        .await?;
        found.ok_or(Stop::Missing)
    });
    let row = row.await?;
    let plain = web.page_key.open(&format!("held|{id}"), &row.sealed)?;
    Ok((row.path, Fields(serde_json::from_slice(&plain).map_err(Fault::new)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_the_page_does_not_have_is_named() {
        let fields = Fields::parse(b"name=Ana+B&act=A1&act=A5&_csrf=x&admin=1").expect("parses");
        assert_eq!(fields.get("name"), "Ana B");
        assert!(fields.has("act", "A5") && !fields.has("act", "A2"));
        let refusal = fields.only(&["name", "act"]).expect_err("refused");
        assert_eq!(refusal.field.as_deref(), Some("admin"));
    }
}
