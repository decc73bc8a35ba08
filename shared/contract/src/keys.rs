//! Whether the vault's key file is the one that the data of a database are sealed with.

use redress_kernel::Fault;
use sqlx::PgPool;

/// A key that is not as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongKey {
    /// `master-<version>` or `match`.
    pub name: String,
    /// It is not in the file; otherwise another key has its name there.
    pub is_missing: bool,
}

/// What is wrong with a file of these keys; nothing where none of them is known yet.
///
/// `learn` makes new keys known, for the login that seals with them.
pub async fn wrong_keys(
    pool: &PgPool,
    keys: &[(String, [u8; 32])],
    learn: bool,
) -> Result<Vec<WrongKey>, Fault> {
    let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
    let fingerprints: Vec<&[u8]> = keys.iter().map(|(_, print)| print.as_slice()).collect();
    let rows: Vec<(String, String)> = sqlx::query_as(
        "-- contract::keys::wrong_keys
        select key_name, trouble from vault.know_keys($1, $2, $3)",
    )
    .bind(names)
    .bind(fingerprints)
    .bind(learn)
    .fetch_all(pool)
    .await?;
    let wrong =
        |(name, trouble): (String, String)| WrongKey { name, is_missing: trouble == "missing" };
    Ok(rows.into_iter().map(wrong).collect())
}

/// Lets nobody start with keys that would open nothing, or seal what the right file couldn't open.
pub async fn require_known(
    pool: &PgPool,
    keys: &[(String, [u8; 32])],
    learn: bool,
) -> Result<(), Fault> {
    let wrong = wrong_keys(pool, keys, learn).await?;
    if wrong.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = wrong.into_iter().map(|key| key.name).collect();
    Err(Fault::new(format!(
        "secrets.vault_keys_file is not the file that this database is sealed with ({}): bring back the right one",
        names.join(", ")
    )))
}
