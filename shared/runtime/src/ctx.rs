//! A transaction that knows who acts, for what, and answers a repeated command with its first result.

use redress_contract::{Event, claim, log};
use redress_kernel::{
    Action, Actor, ClaimId, Clock, Fault, Ids, Outcome, Proof, Refusal, Stage, Stop, Timestamp,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

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
    /// Whether the clock was found to differ from the database's.
    pub(crate) clock_differs: Arc<AtomicBool>,
}

/// A caller-made key: the same key with the same body has one effect and one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// Made by the caller, up to 255 characters.
    pub key: String,
    /// Hash of what was asked, keyed by the page key.
    pub body_hash: [u8; 32],
}

/// What was not allowed; nobody has to be allowed to be refused.
const REFUSED: Action = Action { name: "web.refused", roles: &[] };

impl Ctx {
    /// A context on a pool.
    pub fn new(service: &'static str, pool: PgPool, clock: Clock) -> Self {
        Self { service, pool, ids: Ids::new(clock.clone()), clock, clock_differs: Arc::default() }
    }

    /// Does a command: opens a transaction of `actor` for `action`, does `work` in it, writes the audit row, commits.
    /// With a key of the caller, a command that was done before is answered with its first result and not done again.
    /// [`Stop::Forbidden`] when the actor may not.
    pub async fn once<T: Serialize + DeserializeOwned>(
        &self,
        actor: &Actor,
        action: Action,
        once: Option<&Once>,
        work: impl AsyncFnOnce(&mut Tx) -> Outcome<T>,
    ) -> Outcome<T> {
        let Some(once) = once else { return self.act(actor, action, work).await };
        self.is_on_time()?;
        let mut tx = self.begin(actor, action).await?;
        if let Some(first) = tx.claim_key(once).await? {
            return Ok(serde_json::from_value(first).map_err(Fault::new)?);
        }
        let result = work(&mut tx).await?;
        tx.keep_result(once, serde_json::to_value(&result).map_err(Fault::new)?).await?;
        tx.end().await?;
        Ok(result)
    }

    /// Does what bears no key of a caller: a look that leaves a trace, or the work of a service by itself. Like
    /// [`Ctx::once`] otherwise.
    pub async fn act<T>(
        &self,
        actor: &Actor,
        action: Action,
        work: impl AsyncFnOnce(&mut Tx) -> Outcome<T>,
    ) -> Outcome<T> {
        self.is_on_time()?;
        let mut tx = self.begin(actor, action).await?;
        let result = work(&mut tx).await?;
        tx.end().await?;
        Ok(result)
    }

    /// Looks, and leaves nothing behind: no audit row, and nothing that `work` writes.
    pub async fn read<T>(
        &self,
        actor: &Actor,
        action: Action,
        work: impl AsyncFnOnce(&mut Tx) -> Outcome<T>,
    ) -> Outcome<T> {
        let mut tx = self.begin(actor, action).await?;
        work(&mut tx).await
    }

    /// Leaves an audit row of what the actor was refused.
    pub async fn note_refusal(&self, actor: &Actor, what: String) -> Outcome<()> {
        let mut tx = self.open(actor, REFUSED).await?;
        tx.subject(what);
        tx.end().await
    }

    async fn begin(&self, actor: &Actor, action: Action) -> Outcome<Tx> {
        actor.may(action)?;
        self.open(actor, action).await
    }

    async fn open(&self, actor: &Actor, action: Action) -> Outcome<Tx> {
        let mut tx = Tx {
            inner: begin(&self.pool, actor).await?,
            actor: actor.clone(),
            action,
            now: self.clock.now(),
            ids: self.ids.clone(),
            claim: None,
            subject: None,
            detail: None,
            is_void: false,
            is_own_trace: false,
        };
        enter(tx.conn(), actor, action).await?;
        Ok(tx)
    }
}

/// Begins a transaction; a person's session is shown in the same message, which saves every request a way to the database.
async fn begin(
    pool: &PgPool,
    actor: &Actor,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let Proof::Session(presented) = actor.proof else { return pool.begin().await };
    let presented: String = presented.iter().map(|byte| format!("{byte:02x}")).collect();
    let request = request_id().replace(['\'', '\\'], "");
    let sql = format!(
        "-- runtime::ctx::begin
        begin; select shared.enter('\\x{presented}', '{request}')"
    );
    pool.begin_with(AssertSqlSafe(sql)).await
}

/// Shows the database who acts in the transaction, where it is a service by itself.
async fn enter(db: &mut PgConnection, actor: &Actor, action: Action) -> Outcome<()> {
    match actor.proof {
        // Shown as the transaction began.
        Proof::Session(_) => {}
        Proof::Work => {
            sqlx::query!(
                "-- runtime::ctx::enter_for_work
                select shared.enter_for_work($1, $2)",
                action.name,
                request_id()
            )
            .fetch_one(db)
            .await?;
        }
        Proof::Event(event) => {
            let is_next = sqlx::query_scalar!(
                r#"-- runtime::ctx::enter_for_event
                select shared.enter_for_event($1, $2) as "is_next!""#,
                event.0,
                request_id()
            )
            .fetch_one(db)
            .await?;
            if !is_next {
                return Err(Stop::Missing);
            }
        }
    }
    Ok(())
}

/// An open transaction with its actor. [`Ctx`] opens and ends it; work that stops leaves nothing behind.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    actor: Actor,
    action: Action,
    now: Timestamp,
    ids: Ids,
    claim: Option<ClaimId>,
    subject: Option<String>,
    detail: Option<serde_json::Value>,
    is_void: bool,
    is_own_trace: bool,
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

    /// There was nothing to do after all: the transaction leaves nothing behind, no audit row either.
    pub fn leave_nothing(&mut self) {
        self.is_void = true;
    }

    /// What was done is its own trace: it stays, without an audit row.
    pub fn leave_no_audit_row(&mut self) {
        self.is_own_trace = true;
    }

    /// Writes the audit row and commits. What a deferred constraint refuses comes back from here.
    async fn end(mut self) -> Outcome<()> {
        if self.is_void {
            return Ok(());
        }
        if !self.is_own_trace {
            let (subject, detail) = (self.subject.as_deref(), self.detail.as_ref());
            log::audit(&mut self.inner, &self.actor, self.action, self.claim, subject, detail)
                .await?;
        }
        Ok(self.inner.commit().await?)
    }

    /// Inserts the caller's key; a second command with it waits here until the first has ended, and gets its result.
    async fn claim_key(&mut self, once: &Once) -> Outcome<Option<serde_json::Value>> {
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
            return Ok(None);
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
        match first.result {
            Some(result) => Ok(Some(result)),
            None => Err(Fault::new("a kept key without its result").into()),
        }
    }

    async fn keep_result(&mut self, once: &Once, result: serde_json::Value) -> Outcome<()> {
        let actor = self.actor.actor_id.0;
        sqlx::query!(
            "-- runtime::ctx::keep_result
            update shared.idempotency set result = $3 where actor_id = $1 and key = $2 returning key",
            actor,
            once.key,
            result
        )
        .fetch_one(self.conn())
        .await?;
        Ok(())
    }
}
