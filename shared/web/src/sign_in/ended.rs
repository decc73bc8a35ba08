//! Sessions that end because somebody has signed out at the provider.

use super::Desk;
use super::accounts::Accounts;
use super::logout::LoggedOut;
use crate::failure::Failure;
use crate::form::Fields;
use crate::keys::sha256;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use redress_kernel::{Action, Actor, Fault, Outcome, Refusal, action};
use std::sync::Arc;

/// The provider says so: the service itself ends them.
const END_BY_PROVIDER: Action = action!("sign_in.end_by_provider", [System]);

/// Takes a logout token. It needs no cookie and no page: only the provider can sign one, and it counts once.
pub(super) async fn by_provider(
    State(desk): State<Arc<Desk>>,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    let unfit = || Failure::from(Refusal::status(400, "logout-token-unfit"));
    let sent = Fields::parse(&body).ok_or_else(unfit)?;
    let (providers, token) = (&desk.accounts.providers, sent.get("logout_token"));
    let told = async {
        let provider = providers.of_token(token)?;
        Ok::<_, Fault>((provider.issuer(), provider.logged_out(token).await?))
    };
    let (issuer, told) = told.await.map_err(|fault| {
        tracing::info!(error = fault.chain(), "nobody is signed out");
        unfit()
    })?;
    desk.accounts.end_by_provider(issuer, &told).await?;
    Ok(StatusCode::OK)
}

impl Accounts {
    /// Ends the sessions that a token names; refused when the token has counted before.
    async fn end_by_provider(&self, issuer: &str, told: &LoggedOut) -> Outcome<()> {
        let service = Actor::system(self.ctx.service);
        self.ctx
            .act(&service, END_BY_PROVIDER, async |tx| {
                let now = tx.now();
                let is_new = sqlx::query_scalar!(
                    "-- web::sign_in::first_logout
                    insert into shared.logout_token (jti, until) values ($1, $2) on conflict do nothing returning jti",
                    &sha256(told.jti.as_bytes())[..],
                    told.until
                )
                .fetch_optional(tx.conn())
                .await?;
                if is_new.is_none() {
                    return Err(Refusal::status(400, "logout-token-unfit").into());
                }
                let ended = sqlx::query!(
                    "-- web::sign_in::end_by_provider
                    update shared.session s set ended_at = $4 from shared.actor a
                    where a.actor_id = s.actor_id and a.issuer = $1 and s.ended_at is null
                      and ($2::text is null or a.subject = $2) and ($3::text is null or s.provider_sid = $3)
                    returning s.actor_id",
                    issuer,
                    told.subject,
                    told.sid,
                    now
                )
                .fetch_all(tx.conn())
                .await?;
                tx.subject(format!("{} sessions", ended.len()));
                Ok(())
            })
            .await
    }
}
