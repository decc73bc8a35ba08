//! Reference data that several services read: operations and rates.

use redress_kernel::Fault;
use redress_kernel::facts::Operation;
use sqlx::PgConnection;

/// Every operation of the list, closed ones included, by code.
pub async fn operations(db: &mut PgConnection) -> Result<Vec<Operation>, Fault> {
    Ok(sqlx::query_as!(
        Operation,
        "-- contract::reference::operations
        select operation as code, mandate_from as \"from\", mandate_until as until, currencies
        from shared.operation order by operation"
    )
    .fetch_all(db)
    .await?)
}
