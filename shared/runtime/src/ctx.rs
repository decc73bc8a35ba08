//! A transaction that knows who acts, for what, and answers a repeated command with its first result.

use redress_contract::{Event, claim, log};
use redress_kernel::{
    Action, Actor, ClaimId, Clock, Fault, Ids, Outcome, Refusal, Stage, Stop, Timestamp,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

tokio::task_local! {
    static REQUEST: String;
}

/// Runs `work` under a request id, which every transaction, event and log line in it bears.
pub async fn scoped_request<F: Future>(request: String, work: F) -> F::Output {
    REQUEST.scope(request, work).await
}

/// The request id in force, or an empty text.
pub fn request_id() -> String {
    REQUEST.try_with(Clone::clone).unwrap_or_default()
}

/// What an action needs of the world: its service's database, time and identifiers.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Name of the service.
    pub service: &'static str,
    /// Its pool, in its role.
    pub pool: PgPool,
    /// Time.
    pub clock: Clock,
    /// Identifiers.
    pub ids: Ids,
}

/// A caller-made key: the same key with the same body has one effect and one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// Made by the caller, up to 255 characters.
    pub key: String,
    /// SHA-256 of what was asked.
    pub body_hash: [u8; 32],
}

impl Ctx {
    /// A context on a pool.
    pub fn new(service: &'static str, pool: PgPool, clock: Clock) -> Self {
        Self { service, pool, ids: Ids::new(clock.clone()), clock }
    }

    /// Begins a transaction for `action` by `actor`; [`Stop::Forbidden`] when the actor may not.
    /// With `once`, look at [`Tx::answered`] first.
    pub async fn begin(&self, actor: &Actor, action: Action, once: Option<&Once>) -> Outcome<Tx> {
        actor.may(action)?;
        let mut tx = Tx {
            inner: self.pool.begin().await?,
            actor: actor.clone(),
            action,
            now: self.clock.now(),
            ids: self.ids.clone(),
            claim: None,
            subject: None,
            detail: None,
            once: once.cloned(),
            first_result: None,
        };
        let roles = actor.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(",");
        sqlx::query!(
            "-- runtime::ctx::begin
            select shared.act_as($1, $2, $3)",
            actor.actor_id.0,
            roles,
            request_id()
        )
        .fetch_one(tx.conn())
        .await?;
        if let Some(once) = once {
            tx.claim_key(once).await?;
        }
        Ok(tx)
    }
}

/// An open transaction with its actor. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    actor: Actor,
    action: Action,
    now: Timestamp,
    ids: Ids,
    claim: Option<ClaimId>,
    subject: Option<String>,
    detail: Option<serde_json::Value>,
    once: Option<Once>,
    first_result: Option<serde_json::Value>,
}

impl Tx {
    /// The connection, for functions of `store/`.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The one moment of this transaction.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A fresh identifier.
    pub fn fresh<T: From<redress_kernel::Uuid>>(&self) -> T {
        self.ids.fresh()
    }

    /// Names the claim in the audit row.
    pub fn about(&mut self, claim: ClaimId) {
        self.claim = Some(claim);
    }

    /// Names another thing in the audit row, e.g. `batch <id>`; never personal data.
    pub fn subject(&mut self, subject: impl Into<String>) {
        self.subject = Some(subject.into());
    }

    /// More for the audit row; never personal data.
    pub fn detail(&mut self, detail: serde_json::Value) {
        self.detail = Some(detail);
    }

    /// Where the claim stands, named in the audit row; [`Stop::Missing`] for a stranger.
    pub async fn standing(&mut self, claim: ClaimId) -> Outcome<claim::Standing> {
        self.about(claim);
        claim::standing(self.conn(), claim).await
    }

    /// Moves a claim; see [`claim::advance`].
    pub async fn advance(&mut self, claim: ClaimId, to: Stage) -> Outcome<()> {
        self.about(claim);
        claim::advance(self.conn(), claim, to).await
    }

    /// Says an event to the other services, when this transaction commits.
    pub async fn emit(&mut self, event: &Event) -> Outcome<()> {
        let (id, now) = (self.fresh(), self.now);
        redress_contract::event::append(self.conn(), id, event, now).await?;
        Ok(())
    }

    /// The result of the first time, when this command was done before: return it and do nothing.
    pub fn answered<T: DeserializeOwned>(&mut self) -> Outcome<Option<T>> {
        let Some(result) = self.first_result.take() else { return Ok(None) };
        Ok(Some(serde_json::from_value(result).map_err(Fault::new)?))
    }

    /// Writes the audit row, keeps the result under the caller's key, and commits.
    /// What a deferred constraint refuses here comes back as a fault, or as the refusal it stands for.
    pub async fn commit<T: Serialize>(mut self, result: T) -> Outcome<T> {
        if let Some(once) = self.once.clone() {
            let kept = serde_json::to_value(&result).map_err(Fault::new)?;
            let actor = self.actor.actor_id.0;
            sqlx::query!(
                "-- runtime::ctx::keep_result
                update shared.idempotency set result = $3 where actor_id = $1 and key = $2 returning key",
                actor,
                once.key,
                kept
            )
            .fetch_one(self.conn())
            .await?;
        }
        let (actor, action, claim) = (self.actor.clone(), self.action, self.claim);
        let (subject, detail) = (self.subject.take(), self.detail.take());
        log::audit(&mut self.inner, &actor, action, claim, subject.as_deref(), detail.as_ref())
            .await?;
        self.inner.commit().await.map_err(|error| claim::refused(error.into()))?;
        Ok(result)
    }

    /// Inserts the caller's key; a second command with it waits here until the first has ended.
    async fn claim_key(&mut self, once: &Once) -> Outcome<()> {
        let (actor, now) = (self.actor.actor_id.0, self.now);
        let made = sqlx::query_scalar!(
            "-- runtime::ctx::claim_key
            insert into shared.idempotency (actor_id, key, action, body_hash, made_at)
            values ($1, $2, $3, $4, $5) on conflict (actor_id, key) do nothing returning key",
            actor,
            once.key,
            self.action.name,
            &once.body_hash[..],
            now
        )
        .fetch_optional(self.conn())
        .await?;
        if made.is_some() {
            return Ok(());
        }
        let first = sqlx::query!(
            "-- runtime::ctx::first_result
            select action, body_hash, result from shared.idempotency where actor_id = $1 and key = $2",
            actor,
            once.key
        )
        .fetch_one(self.conn())
        .await?;
        if first.action != self.action.name || first.body_hash != once.body_hash {
            return Err(Refusal::status(422, "key-reused").into());
        }
        self.first_result = first.result;
        if self.first_result.is_none() {
            return Err(Stop::Fault(Fault::new("a kept key without its result")));
        }
        Ok(())
    }
}
