//! Sealed rows: bytes in and out. Opening and sealing is done in `actions::sealed`.

use crate::domain::identity::TokenKind;
use crate::domain::payee::Method;
use redress_kernel::{ClaimId, ClaimantId, Fault, PayeeId, Timestamp};
use redress_vault::WrappedKey;
use sqlx::PgConnection;

/// A sealed record with its version.
#[derive(Debug, Clone)]
pub struct SealedRow {
    /// Bound into the seal.
    pub version: i32,
    /// Nonce, ciphertext and tag.
    pub sealed: Vec<u8>,
}

/// Keeps the wrapped key of a new claimant.
pub async fn put_key(
    db: &mut PgConnection,
    claimant: ClaimantId,
    key: &WrappedKey,
) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::vault::put_key
        insert into vault.claimant_key (claimant_id, key_version, wrapped) values ($1, $2, $3) returning claimant_id",
        claimant.0,
        key.key_version,
        key.bytes
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The wrapped key of a claimant; nothing when it was destroyed, or for who may not open it.
pub async fn key(db: &mut PgConnection, claimant: ClaimantId) -> Result<Option<WrappedKey>, Fault> {
    let row = sqlx::query!(
        r#"-- store::vault::key
        select key_version, wrapped as "wrapped!" from vault.claimant_key
        where claimant_id = $1 and wrapped is not null"#,
        claimant.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| WrappedKey { key_version: row.key_version, bytes: row.wrapped }))
}

/// Who she is, sealed.
pub async fn identity(
    db: &mut PgConnection,
    claimant: ClaimantId,
) -> Result<Option<SealedRow>, Fault> {
    Ok(sqlx::query_as!(
        SealedRow,
        "-- store::vault::identity
        select version, sealed from vault.identity where claimant_id = $1",
        claimant.0
    )
    .fetch_optional(db)
    .await?)
}

/// Puts it in, for the first time or anew.
pub async fn put_identity(
    db: &mut PgConnection,
    claimant: ClaimantId,
    row: &SealedRow,
) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::vault::put_identity
        insert into vault.identity (claimant_id, version, sealed) values ($1, $2, $3)
        on conflict (claimant_id) do update set version = excluded.version, sealed = excluded.sealed
        returning claimant_id",
        claimant.0,
        row.version,
        row.sealed
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// How she may be reached, sealed.
pub async fn contact(
    db: &mut PgConnection,
    claimant: ClaimantId,
) -> Result<Option<SealedRow>, Fault> {
    Ok(sqlx::query_as!(
        SealedRow,
        "-- store::vault::contact
        select version, sealed from vault.contact where claimant_id = $1",
        claimant.0
    )
    .fetch_optional(db)
    .await?)
}

/// Puts it in, for the first time or anew.
pub async fn put_contact(
    db: &mut PgConnection,
    claimant: ClaimantId,
    row: &SealedRow,
) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::vault::put_contact
        insert into vault.contact (claimant_id, version, sealed) values ($1, $2, $3)
        on conflict (claimant_id) do update set version = excluded.version, sealed = excluded.sealed
        returning claimant_id",
        claimant.0,
        row.version,
        row.sealed
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A version of payee details, sealed.
#[derive(Debug, Clone)]
pub struct PayeeRow {
    pub payee_id: PayeeId,
    pub claim_id: ClaimId,
    /// Whose key seals it.
    pub claimant_id: ClaimantId,
    /// Counts the versions of a claim from 1; bound into the seal.
    pub version: i32,
    /// Method, as in the sealed text.
    pub method: Method,
    /// Nonce, ciphertext and tag.
    pub sealed: Vec<u8>,
    /// Last four characters of the account.
    pub last_four: Option<String>,
    /// Keyed hash of the account.
    pub token: Vec<u8>,
    pub made_at: Timestamp,
}

/// Adds a version.
pub async fn add_payee(db: &mut PgConnection, row: &PayeeRow) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::vault::add_payee
        insert into vault.payee (payee_id, claim_id, claimant_id, version, method, sealed, last_four, token, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning payee_id",
        row.payee_id.0,
        row.claim_id.0,
        row.claimant_id.0,
        row.version,
        row.method.as_str(),
        row.sealed,
        row.last_four,
        row.token,
        row.made_at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// What can be seen of a version of payee details without opening it.
#[derive(Debug, Clone)]
pub struct PayeeLabel {
    pub version: i32,
    pub method: Method,
    /// Last four characters of the account.
    pub last_four: Option<String>,
}

/// The latest version of a claim's payee.
pub async fn latest_payee(
    db: &mut PgConnection,
    claim: ClaimId,
) -> Result<Option<PayeeLabel>, Fault> {
    Ok(sqlx::query_as!(
        PayeeLabel,
        "-- store::vault::latest_payee
        select version, method, last_four from vault.payee where claim_id = $1 order by version desc limit 1",
        claim.0
    )
    .fetch_optional(db)
    .await?)
}

/// Puts the tokens by which duplicates are found in place of the ones before.
pub async fn put_tokens(
    db: &mut PgConnection,
    claimant: ClaimantId,
    tokens: &[(TokenKind, [u8; 32])],
) -> Result<(), Fault> {
    let kinds: Vec<String> = tokens.iter().map(|(kind, _)| kind.as_str().to_owned()).collect();
    let hashes: Vec<Vec<u8>> = tokens.iter().map(|(_, token)| token.to_vec()).collect();
    sqlx::query_scalar!(
        "-- store::vault::drop_tokens
        delete from intake.match_token where claimant_id = $1
          and (kind, token) not in (select * from unnest($2::text[], $3::bytea[])) returning kind",
        claimant.0,
        &kinds,
        &hashes
    )
    .fetch_all(&mut *db)
    .await?;
    sqlx::query_scalar!(
        r#"-- store::vault::put_tokens
        insert into intake.match_token (claimant_id, kind, token)
        select $1, put.kind, put.token from unnest($2::text[], $3::bytea[]) as put (kind, token)
        on conflict (claimant_id, kind, token) do nothing returning kind"#,
        claimant.0,
        &kinds,
        &hashes
    )
    .fetch_all(db)
    .await?;
    Ok(())
}
