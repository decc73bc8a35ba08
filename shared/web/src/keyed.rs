//! A call of the API that sends no JSON: who calls, and the key by which doing it twice has one effect.

use crate::api::{Caller, IdempotencyKey};
use crate::failure::Failure;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use redress_kernel::Actor;
use redress_runtime::Once;

/// For operations without a body of JSON, where it stands instead of `Caller` and `IdempotencyKey`.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// Who calls.
    pub actor: Actor,
    /// The caller-made key with what was asked.
    pub once: Once,
}

impl<S: Send + Sync> FromRequestParts<S> for Keyed {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let key = IdempotencyKey::from_request_parts(parts, state).await?;
        Ok(Self { once: key.once(&caller.visitor), actor: caller.actor })
    }
}
