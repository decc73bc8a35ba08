//! Sealed payee details with the wrapped keys that open them. Opening is the action's, under audit.

use redress_kernel::{ClaimantId, Fault, PayeeId};
use sqlx::PgConnection;

/// One version of payee details, sealed.
#[derive(Debug, Clone)]
pub struct SealedPayee {
    /// The version.
    pub payee_id: PayeeId,
    /// Whose key seals it.
    pub claimant_id: ClaimantId,
    /// Number of the version, bound into the seal.
    pub version: i32,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
    /// Version of the master key.
    pub key_version: i32,
    /// The wrapped key; none once it was destroyed.
    pub wrapped: Option<Vec<u8>>,
}

/// Payee details by version.
pub async fn sealed(db: &mut PgConnection, ids: &[PayeeId]) -> Result<Vec<SealedPayee>, Fault> {
    Ok(sqlx::query_as!(
        SealedPayee,
        r#"-- store::payee::sealed
        select p.payee_id, p.claimant_id, p.version, p.sealed,
          k.key_version, k.wrapped
        from vault.payee p join vault.claimant_key k using (claimant_id)
        where p.payee_id = any($1)"#,
        ids as &[PayeeId]
    )
    .fetch_all(db)
    .await?)
}
