//! Sessions in the database: an opaque cookie, of which only the hash is kept.

use crate::keys::{sha256, token};
use crate::oidc::Identity;
use crate::state::Web;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use redress_kernel::{Actor, ActorId, Fault, Language, Role, Stop, Timestamp};

/// A session that is open, or one that has ended but tells whose it was.
#[derive(Debug, Clone)]
pub struct Session {
    /// SHA-256 of the cookie.
    pub id: [u8; 32],
    /// Whose.
    pub actor: Actor,
    /// Token of its forms.
    pub csrf: String,
    /// The person's language.
    pub lang: Language,
    /// To sign out at the provider with.
    pub id_token: Option<String>,
    /// Whether it still counts.
    pub is_open: bool,
    /// Last request.
    pub seen_at: Timestamp,
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

impl Web {
    /// Name of a cookie: `__Host-` wherever the address is https.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// A `Set-Cookie` value. Lax, because the way back from the provider comes from another site.
    pub fn set_cookie(&self, name: &str, value: &str, max_age_seconds: i64) -> String {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let name = self.cookie_name(name);
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{secure}")
    }

    /// The session of a request, if its cookie names one.
    pub async fn session(&self, headers: &HeaderMap) -> Result<Option<Session>, Fault> {
        let name = self.cookie_name("redress");
        let Some(cookie) = cookie(headers, &name) else { return Ok(None) };
        let id = sha256(cookie.as_bytes());
        let row = sqlx::query!(
            "-- web::session::find
            select s.csrf, s.language, s.id_token, s.seen_at, s.expires_at, s.ended_at,
              a.actor_id, a.label, a.roles, a.organisation
            from shared.session s join shared.actor a using (actor_id)
            where s.session_id = $1",
            &id[..]
        )
        .fetch_optional(&self.ctx.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let now = self.ctx.clock.now();
        let is_open =
            row.ended_at.is_none() && now < row.expires_at && now < row.seen_at + self.idle;
        if is_open && now - row.seen_at > time::Duration::minutes(1) {
            self.touch(&id, now).await?;
        }
        Ok(Some(Session {
            id,
            actor: Actor {
                actor_id: ActorId(row.actor_id),
                roles: row.roles.iter().filter_map(|role| Role::from_token(role)).collect(),
                organisation: row.organisation,
                label: row.label,
            },
            csrf: row.csrf,
            lang: row.language.parse().unwrap_or_default(),
            id_token: row.id_token,
            is_open,
            seen_at: row.seen_at,
        }))
    }

    async fn touch(&self, id: &[u8; 32], now: Timestamp) -> Result<(), Fault> {
        sqlx::query!(
            "-- web::session::touch
            update shared.session set seen_at = $2 where session_id = $1 returning actor_id",
            &id[..],
            now
        )
        .fetch_optional(&self.ctx.pool)
        .await?;
        Ok(())
    }

    /// Opens a session for a person who has just signed in; returns the cookie's value. Always a new one:
    /// whatever cookie the browser had before opens nothing.
    pub async fn open_session(
        &self,
        actor: ActorId,
        lang: Language,
        id_token: &str,
    ) -> Result<String, Fault> {
        let cookie = token();
        let now = self.ctx.clock.now();
        sqlx::query!(
            "-- web::session::open
            insert into shared.session
              (session_id, actor_id, csrf, language, id_token, created_at, seen_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $6, $7) returning actor_id",
            &sha256(cookie.as_bytes())[..],
            actor.0,
            token(),
            lang.as_str(),
            id_token,
            now,
            now + self.session_max
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        Ok(cookie)
    }

    /// Ends a session.
    pub async fn end_session(&self, session: &Session) -> Result<(), Fault> {
        sqlx::query!(
            "-- web::session::end
            update shared.session set ended_at = $2 where session_id = $1 and ended_at is null returning actor_id",
            &session.id[..],
            self.ctx.clock.now()
        )
        .fetch_optional(&self.ctx.pool)
        .await?;
        Ok(())
    }

    /// The actor of a bearer token: as known, or as [`Web::actor`] makes it when anything has changed.
    pub async fn known_actor(&self, identity: &Identity) -> Result<Actor, Stop> {
        let known = sqlx::query_scalar!(
            "-- web::session::known_actor
            select actor_id from shared.actor
            where issuer = $1 and subject = $2 and label = $3 and roles = $4
              and organisation is not distinct from $5",
            identity.issuer,
            identity.subject,
            identity.label,
            &role_names(identity),
            identity.organisation
        )
        .fetch_optional(&self.ctx.pool)
        .await?;
        match known {
            Some(id) => Ok(actor_of(ActorId(id), identity)),
            None => self.actor(identity).await,
        }
    }

    /// The actor of an identity; made at the first sight, refreshed when roles, name or organisation change.
    /// Refused with `advocate-and-staff` when the provider says that somebody is both.
    pub async fn actor(&self, identity: &Identity) -> Result<Actor, Stop> {
        let roles = role_names(identity);
        let row = sqlx::query!(
            "-- web::session::actor
            insert into shared.actor as known (actor_id, issuer, subject, label, roles, organisation, signed_in_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (issuer, subject) do update set label = excluded.label, roles = excluded.roles,
              organisation = excluded.organisation, signed_in_at = excluded.signed_in_at
            returning actor_id",
            self.ctx.ids.fresh::<ActorId>().0,
            identity.issuer,
            identity.subject,
            identity.label,
            &roles,
            identity.organisation,
            self.ctx.clock.now()
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        Ok(actor_of(ActorId(row.actor_id), identity))
    }
}

fn role_names(identity: &Identity) -> Vec<String> {
    identity.roles.iter().map(|role| role.as_str().to_owned()).collect()
}

fn actor_of(actor_id: ActorId, identity: &Identity) -> Actor {
    Actor {
        actor_id,
        roles: identity.roles.clone(),
        organisation: identity.organisation.clone(),
        label: identity.label.clone(),
    }
}
