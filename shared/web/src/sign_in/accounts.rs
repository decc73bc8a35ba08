//! People and their sessions, as only the login of signing in writes them.

use super::claims::{Identity, Shown};
use super::program::Program;
use super::providers::Providers;
use crate::failure::Failure;
use crate::keys::{sha256, token};
use redress_kernel::{
    Action, Actor, ActorId, Language, Outcome, Proof, Refusal, Role, Stop, Timestamp, action,
};
use redress_runtime::Ctx;
use time::{Duration, OffsetDateTime};

/// Anybody who has a role may sign in.
const OPEN: Action = Action { name: "sign_in.open", roles: &Role::ALL };
/// Somebody could not sign in; noted by the service itself, as nobody is known.
const REFUSE: Action = action!("sign_in.refuse", [System]);

/// A bearer token is looked at again after this long: what the provider signs with, and whom, may have changed.
const TOKEN_LOOKED_AT: Duration = Duration::minutes(1);

/// Who may sign in, and who has.
#[derive(Debug)]
pub struct Accounts {
    /// On the login `redress_sign_in`.
    pub ctx: Ctx,
    /// Who say who somebody is.
    pub providers: Providers,
}

impl Accounts {
    /// On a pool of the login of signing in.
    pub fn new(ctx: Ctx, providers: Providers) -> Self {
        Self { ctx, providers }
    }

    /// Opens a session for a person who has just signed in; returns the cookie's value. Always a new one: whatever cookie
    /// the browser had before opens nothing. Name, roles and organisation are from now on what the provider says.
    pub async fn open_session(
        &self,
        shown: &Shown,
        program: &Program,
        refresh_token: Option<&[u8]>,
        lang: Language,
        lasts: Duration,
    ) -> Outcome<String> {
        if shown.identity.roles.is_empty() {
            self.note_refusal("no role").await?;
            return Err(Refusal::status(403, "no-role").into());
        }
        let cookie = token();
        let opened = Opened {
            lang,
            lasts,
            fresh_until: shown.fresh_until,
            program,
            sid: shown.sid.as_deref(),
            refresh_token,
        };
        self.admit(&shown.identity, &opened, sha256(cookie.as_bytes())).await?;
        Ok(cookie)
    }

    /// Opens a session that `presented` opens.
    async fn admit(
        &self,
        identity: &Identity,
        opened: &Opened<'_>,
        presented: [u8; 32],
    ) -> Outcome<Actor> {
        let actor_id = self.person(identity).await?;
        let now = self.ctx.clock.now();
        sqlx::query!(
            "-- web::sign_in::open_session
            insert into shared.session
              (session_id, actor_id, csrf, language, created_at, seen_at, expires_at, valid_until, fresh_until, program, system, provider_sid, refresh_token, looked_at)
            values (sha256($1), $2, $3, $4, $5, $5, $6, now() + make_interval(secs => $7), $8, $9, $10, $11, $12, now()) returning actor_id",
            &presented[..],
            actor_id.0,
            token(),
            opened.lang.as_str(),
            now,
            now + opened.lasts,
            opened.lasts.as_seconds_f64(),
            opened.fresh_until,
            opened.program.name,
            opened.program.system,
            opened.sid,
            opened.refresh_token
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        let actor = identity.actor(actor_id, presented);
        self.ctx.act(&actor, OPEN, async |_| Ok(())).await?;
        Ok(actor)
    }

    /// A person who acts here for a while without a browser, as the makers of sample claims do.
    pub async fn without_browser(&self, identity: &Identity, lasts: Duration) -> Outcome<Actor> {
        let opened = Opened {
            lang: Language::default(),
            lasts,
            fresh_until: Some(OffsetDateTime::now_utc() + lasts),
            program: &Program::default(),
            sid: None,
            refresh_token: None,
        };
        self.admit(identity, &opened, sha256(token().as_bytes())).await
    }

    /// The person of an identity; made at the first sight, refreshed at each sign-in.
    /// Refused with `advocate-and-staff` when the provider says that somebody is both.
    async fn person(&self, identity: &Identity) -> Outcome<ActorId> {
        let id = sqlx::query_scalar!(
            "-- web::sign_in::person
            insert into shared.actor as known (actor_id, issuer, subject, label, roles, organisation, signed_in_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (issuer, subject) do update set label = excluded.label, roles = excluded.roles,
              organisation = excluded.organisation, signed_in_at = excluded.signed_in_at
            returning actor_id",
            self.ctx.ids.fresh::<ActorId>().0,
            identity.issuer,
            identity.subject,
            identity.label,
            &identity.role_names(),
            identity.organisation,
            self.ctx.clock.now()
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        Ok(ActorId(id))
    }

    /// Makes a bearer token of the provider known, so that every service finds its person, for a minute at a time and as
    /// long as it counts. Whom nobody knows yet becomes known by it; of a known person it changes nothing, and gives no
    /// role that she has not now. A program's roles are those of the configuration at each look.
    pub async fn make_known(&self, token: &str) -> Result<(), Failure> {
        let shown = async { self.providers.of_token(token)?.bearer(token).await };
        let shown = shown.await.map_err(|fault| {
            tracing::info!(error = fault.chain(), "a bearer token does not count");
            Failure::Unauthorized
        })?;
        Ok(self.keep_token(token, &shown).await?)
    }

    async fn keep_token(&self, shown_as: &str, shown: &Shown) -> Result<(), Stop> {
        let identity = &shown.identity;
        let now = self.ctx.clock.now();
        sqlx::query!(
            "-- web::sign_in::first_sight
            insert into shared.actor as known (actor_id, issuer, subject, label, roles, organisation, is_service)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict (issuer, subject) do update
              set label = excluded.label, roles = case when excluded.is_service then excluded.roles else '{}' end where known.is_service",
            self.ctx.ids.fresh::<ActorId>().0,
            identity.issuer,
            identity.subject,
            identity.label,
            &identity.role_names(),
            identity.organisation,
            identity.is_service
        )
        .execute(&self.ctx.pool)
        .await?;
        sqlx::query!(
            "-- web::sign_in::keep_token
            insert into shared.session as known
              (session_id, actor_id, roles, csrf, language, created_at, seen_at, expires_at, valid_until, fresh_until, program)
            select sha256($1), a.actor_id, $4, $5, $6, $7, $7, $8, least($8, now() + make_interval(secs => $9)), $10, $11
            from shared.actor a where a.issuer = $2 and a.subject = $3
            on conflict (session_id) do update set valid_until = excluded.valid_until, seen_at = excluded.seen_at
            returning actor_id",
            &sha256(shown_as.as_bytes())[..],
            identity.issuer,
            identity.subject,
            &identity.role_names(),
            token(),
            Language::default().as_str(),
            now,
            shown.until,
            TOKEN_LOOKED_AT.as_seconds_f64(),
            shown.fresh_until,
            shown.client
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        Ok(())
    }

    /// Who says who somebody is.
    pub async fn issuer_of(&self, actor: ActorId) -> Result<String, Stop> {
        let issuer = sqlx::query_scalar!(
            "-- web::sign_in::issuer_of
            select issuer from shared.actor where actor_id = $1",
            actor.0
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        Ok(issuer)
    }

    /// Leaves a trace of a sign-in that did not succeed. Who it was is not known.
    pub async fn note_refusal(&self, why: &str) -> Outcome<()> {
        self.ctx
            .act(&Actor::system(self.ctx.service), REFUSE, async |tx| {
                tx.subject(why);
                Ok(())
            })
            .await
    }
}

/// What is kept of a session beside whose it is.
struct Opened<'a> {
    lang: Language,
    lasts: Duration,
    fresh_until: Option<Timestamp>,
    program: &'a Program,
    sid: Option<&'a str>,
    refresh_token: Option<&'a [u8]>,
}

impl Identity {
    pub(super) fn role_names(&self) -> Vec<String> {
        self.roles.iter().map(|role| role.as_str().to_owned()).collect()
    }

    fn actor(&self, actor_id: ActorId, presented: [u8; 32]) -> Actor {
        Actor {
            actor_id,
            roles: self.roles.clone(),
            organisation: self.organisation.clone(),
            label: self.label.clone(),
            proof: Proof::Session(presented),
        }
    }
}
