//! Whether people still are at the provider who they were when they signed in: each session that is in use is looked at
//! again there within a minute, so that a role that was taken from somebody is felt.

use super::accounts::Accounts;
use super::claims::Identity;
use super::provider::Renewed;
use crate::state::Web;
use redress_kernel::{Action, Actor, ActorId, Fault, Outcome, Stop, action};
use redress_runtime::{BoxFuture, Worker};
use std::sync::Arc;
use tokio::task::JoinSet;

/// What the provider told was other than before.
const LOOK_AGAIN: Action = action!("sign_in.look_again", [System]);

/// A session is looked at again after this many seconds: with the pause between two looks, within a minute.
const AFTER: f64 = 40.0;
/// How many are asked about at once.
const AT_ONCE: i64 = 8;

/// Looks at sessions, a few at a time.
#[derive(Debug, Clone)]
pub struct LookingAgain {
    accounts: Arc<Accounts>,
    web: Web,
}

/// A session to look at.
struct Due {
    session_id: Vec<u8>,
    actor_id: ActorId,
    issuer: String,
    subject: String,
    refresh_token: Vec<u8>,
}

/// Where the token of a person's sessions is sealed for; of another person's session it doesn't open.
pub(super) fn place(issuer: &str, subject: &str) -> String {
    format!("refresh|{issuer}|{subject}")
}

impl LookingAgain {
    /// For the program of signing in.
    pub fn new(accounts: Arc<Accounts>, web: Web) -> Self {
        Self { accounts, web }
    }

    async fn look(&self) -> Outcome<bool> {
        let due = self.due().await?;
        let is_more = due.len() as u64 >= AT_ONCE.unsigned_abs();
        let mut looks = JoinSet::new();
        for session in due {
            let looking = self.clone();
            looks.spawn(async move { looking.look_at(session).await });
        }
        let mut is_away = false;
        while let Some(looked) = looks.join_next().await {
            is_away |= !looked.map_err(Fault::new)??;
        }
        // A provider that doesn't answer is left alone until the next time.
        Ok(is_more && !is_away)
    }

    /// The sessions whose turn it is. They are noted as looked at, so that no other program looks at them, too.
    async fn due(&self) -> Result<Vec<Due>, Fault> {
        let rows = sqlx::query!(
            r#"-- web::sign_in::due
            update shared.session s set looked_at = now() from shared.actor a
            where a.actor_id = s.actor_id and s.session_id in (
              select d.session_id from shared.session d
              where d.refresh_token is not null and d.ended_at is null and d.valid_until > now() and d.seen_at > $1
                and d.looked_at < now() - make_interval(secs => $2)
              order by d.looked_at limit $3 for update skip locked)
            returning s.session_id, s.actor_id, a.issuer, a.subject, s.refresh_token as "refresh_token!""#,
            self.accounts.ctx.clock.now() - self.web.idle,
            AFTER,
            AT_ONCE
        )
        .fetch_all(&self.accounts.ctx.pool)
        .await?;
        let due = rows.into_iter().map(|row| Due {
            session_id: row.session_id,
            actor_id: ActorId(row.actor_id),
            issuer: row.issuer,
            subject: row.subject,
            refresh_token: row.refresh_token,
        });
        Ok(due.collect())
    }

    /// Looks at one; false when the provider could not be asked. The session goes on then, with what was told last.
    async fn look_at(&self, due: Due) -> Outcome<bool> {
        let place = place(&due.issuer, &due.subject);
        let token = self.web.page_key.open(&place, &due.refresh_token)?;
        let token = String::from_utf8(token).map_err(Fault::new)?;
        let Some(provider) = self.accounts.providers.of(&due.issuer) else {
            // Nobody signs in there any more.
            self.accounts.end(&due.session_id).await?;
            return Ok(true);
        };
        match provider.renewed(token, &due.subject).await {
            Ok(Renewed::Still { identity, refresh_token }) => {
                if let Some(new) = refresh_token {
                    let sealed = self.web.page_key.seal(&place, new.as_bytes())?;
                    self.accounts.keep_refresh_token(&due.session_id, &sealed).await?;
                }
                match self.accounts.told_anew(due.actor_id, &identity).await {
                    // Told to be an advocate and staff: nobody is.
                    Err(Stop::Refused(_)) => self.accounts.end(&due.session_id).await?,
                    done => done?,
                }
                Ok(true)
            }
            Ok(Renewed::Over) => {
                self.accounts.end(&due.session_id).await?;
                Ok(true)
            }
            Err(fault) => {
                tracing::warn!(error = fault.chain(), "the provider can't be asked who people are");
                Ok(false)
            }
        }
    }
}

impl Accounts {
    async fn keep_refresh_token(&self, session_id: &[u8], sealed: &[u8]) -> Result<(), Fault> {
        sqlx::query!(
            "-- web::sign_in::keep_refresh_token
            update shared.session set refresh_token = $2 where session_id = $1 returning actor_id",
            session_id,
            sealed
        )
        .fetch_optional(&self.ctx.pool)
        .await?;
        Ok(())
    }

    /// What the provider says of a person now. Leaves a trace only where it is other than before.
    async fn told_anew(&self, actor: ActorId, identity: &Identity) -> Outcome<()> {
        let service = Actor::system(self.ctx.service);
        self.ctx
            .act(&service, LOOK_AGAIN, async |tx| {
                let changed = sqlx::query!(
                    "-- web::sign_in::told_anew
                    update shared.actor set label = $2, roles = $3, organisation = $4
                    where actor_id = $1 and (label, roles, organisation) is distinct from ($2, $3::text[], $4)
                    returning actor_id",
                    actor.0,
                    identity.label,
                    &identity.role_names(),
                    identity.organisation
                )
                .fetch_optional(tx.conn())
                .await?;
                match changed {
                    None => tx.leave_nothing(),
                    Some(_) => tx.subject(format!("person {actor}: {}", identity.role_names().join(", "))),
                }
                Ok(())
            })
            .await
    }

    /// Ends a session of which the provider says that it is over there.
    async fn end(&self, session_id: &[u8]) -> Outcome<()> {
        let service = Actor::system(self.ctx.service);
        self.ctx
            .act(&service, LOOK_AGAIN, async |tx| {
                let now = tx.now();
                let ended = sqlx::query!(
                    "-- web::sign_in::end_over
                    update shared.session set ended_at = $2 where session_id = $1 and ended_at is null returning actor_id",
                    session_id,
                    now
                )
                .fetch_optional(tx.conn())
                .await?;
                match ended {
                    None => tx.leave_nothing(),
                    Some(row) => tx.subject(format!("person {}: session ended", row.actor_id)),
                }
                Ok(())
            })
            .await
    }
}

impl Worker for LookingAgain {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(self.look())
    }
}
