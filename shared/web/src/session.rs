//! Sessions in the database: an opaque cookie, of which only the hash is kept.

use crate::failure::Failure;
use crate::keys::sha256;
use crate::state::Web;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use redress_kernel::{Action, Actor, ActorId, Fault, Language, Proof, Role, Stop, Timestamp};
use std::time::Instant;
use time::Duration;

/// Whoever signed in may sign out.
const END: Action = Action { name: "web.end_session", roles: &Role::ALL };
/// How the database refuses a session that has ended.
const ENDED: &str = "session-ended";

/// A session that is open, or one that has ended but tells whose it was.
#[derive(Debug, Clone)]
pub struct Session {
    /// SHA-256 of the cookie: what the database is shown.
    pub presented: [u8; 32],
    /// Whose.
    pub actor: Actor,
    /// Token of its forms.
    pub csrf: String,
    /// The person's language.
    pub lang: Language,
    /// Whether it still counts.
    pub is_open: bool,
    /// Last request.
    pub seen_at: Timestamp,
    /// The end in any case.
    pub expires_at: Timestamp,
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// Adds a `Set-Cookie` header.
pub(crate) fn add_cookie(response: &mut Response, cookie: &str) -> Result<(), Stop> {
    let value = HeaderValue::from_str(cookie).map_err(Fault::new)?;
    response.headers_mut().append(SET_COOKIE, value);
    Ok(())
}

impl Web {
    /// Name of a cookie: `__Host-` wherever the address is https.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// A `Set-Cookie` value of a cookie that ends with the browser, or after a time if that is sooner. Lax, because the way
    /// back from the provider comes from another site.
    pub fn set_cookie(&self, name: &str, value: &str, lasts: Option<Duration>) -> String {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let name = self.cookie_name(name);
        let lasts = lasts.map(|lasts| format!("; Max-Age={}", lasts.whole_seconds()));
        let lasts = lasts.unwrap_or_default();
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{lasts}{secure}")
    }

    /// Wipes `what` the browser keeps of this site, and the session's cookie.
    pub(crate) fn wipe(&self, response: &mut Response, what: &'static str) -> Result<(), Stop> {
        response.headers_mut().insert("clear-site-data", HeaderValue::from_static(what));
        add_cookie(response, &self.set_cookie("redress", "", Some(Duration::ZERO)))
    }

    /// The session of a request, if its cookie names one.
    pub async fn session(&self, headers: &HeaderMap) -> Result<Option<Session>, Fault> {
        let name = self.cookie_name("redress");
        let Some(cookie) = cookie(headers, &name) else { return Ok(None) };
        let Some(mut session) = self.session_of(cookie).await? else { return Ok(None) };
        let now = self.ctx.clock.now();
        session.is_open &= now < session.expires_at && now < session.seen_at + self.idle;
        if session.is_open && now - session.seen_at > time::Duration::minutes(1) {
            sqlx::query!(
                "-- web::session::touch
                select shared.touch_session($1, $2)",
                &session.presented[..],
                now
            )
            .fetch_one(&self.ctx.pool)
            .await?;
        }
        Ok(Some(session))
    }

    /// The session that a cookie or a bearer token opens, or opened.
    async fn session_of(&self, shown: &str) -> Result<Option<Session>, Fault> {
        let presented = sha256(shown.as_bytes());
        let row = sqlx::query!(
            r#"-- web::session::find
            select actor_id as "actor_id!", label as "label!", roles as "roles!", organisation, csrf as "csrf!",
              language as "language!", seen_at as "seen_at!", expires_at as "expires_at!", is_open as "is_open!"
            from shared.session_of($1)"#,
            &presented[..]
        )
        .fetch_optional(&self.ctx.pool)
        .await?;
        if let Some(open) = row.as_ref().filter(|row| row.is_open) {
            self.turns.know(presented, ActorId(open.actor_id), Instant::now());
        }
        Ok(row.map(|row| Session {
            presented,
            actor: Actor {
                actor_id: ActorId(row.actor_id),
                roles: row.roles.iter().filter_map(|role| Role::from_token(role)).collect(),
                organisation: row.organisation,
                label: row.label,
                proof: Proof::Session(presented),
            },
            csrf: row.csrf,
            lang: row.language.parse().unwrap_or_default(),
            is_open: row.is_open,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
        }))
    }

    /// Ends a session, and leaves a trace that it was ended.
    pub async fn end_session(&self, session: &Session) -> Result<(), Stop> {
        let ended = self.ctx.act(&session.actor, END, async |tx| {
            let now = tx.now();
            sqlx::query!(
                "-- web::session::end
                select shared.end_session($1, $2)",
                &session.presented[..],
                now
            )
            .fetch_one(tx.conn())
            .await?;
            Ok(())
        });
        match ended.await {
            // It had ended already.
            Err(Stop::Refused(refusals)) if refusals.iter().any(|r| r.code == ENDED) => Ok(()),
            done => done,
        }
    }

    /// Who calls with a bearer token. One that no service has met, or not for a while, is shown to the program of signing in,
    /// which asks the provider's keys.
    pub async fn caller(&self, token: &str) -> Result<Actor, Failure> {
        if let Some(known) = self.open(token).await? {
            return Ok(known);
        }
        self.sign_in.make_known(token).await?;
        self.open(token).await?.ok_or(Failure::Unauthorized)
    }

    /// Whose open session a bearer token is.
    async fn open(&self, token: &str) -> Result<Option<Actor>, Fault> {
        let session = self.session_of(token).await?;
        Ok(session.filter(|session| session.is_open).map(|session| session.actor))
    }
}
