//! What waits for a second person.

use redress_kernel::Fault;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// How many accounts, exchanges and bookings wait for the second person.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct SecondWaits {
    /// Bank accounts to confirm.
    pub accounts: i64,
    /// Exchanges to confirm.
    pub exchanges: i64,
    /// Bookings of statement lines to confirm.
    pub bookings: i64,
}

/// What waits for the second person.
pub async fn second_waits(db: &mut PgConnection) -> Result<SecondWaits, Fault> {
    let row = sqlx::query_as!(
        SecondWaits,
        r#"-- store::exchange::second_waits
        select accounts as "accounts!", exchanges as "exchanges!", bookings as "bookings!"
        from ledger.second_waits()"#
    )
    .fetch_optional(db)
    .await?;
    Ok(row.unwrap_or_default())
}
