//! What the SQL of several topics shares: values out of columns, and the locks that serialise work. Order of locks,
//! everywhere: the bank's files, cash, the fund.

use redress_kernel::{ClaimCode, ClaimId, Currency, Decimal, Fault, Money};
use sqlx::PgConnection;

/// Money out of its two columns.
pub(crate) fn money_in(amount: Decimal, currency: Currency) -> Result<Money, Fault> {
    Money::new(amount, currency).map_err(Fault::new)
}

/// As [`money_in`], where the currency is still a text.
pub(crate) fn money(amount: Decimal, currency: &str) -> Result<Money, Fault> {
    let currency: Currency = currency.parse().map_err(Fault::new)?;
    money_in(amount, currency)
}

/// As [`money`], where there may be none.
pub(crate) fn money_if(
    amount: Option<Decimal>,
    currency: Option<&str>,
) -> Result<Option<Money>, Fault> {
    match (amount, currency) {
        (Some(amount), Some(currency)) => money(amount, currency).map(Some),
        _ => Ok(None),
    }
}

/// The claim of a code, of those that the actor may know of.
pub async fn claim_of_code(
    db: &mut PgConnection,
    code: &ClaimCode,
) -> Result<Option<ClaimId>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::desk::claim_of_code
        select claim_id as "claim_id: ClaimId" from shared.claim where claim_code = $1"#,
        code.as_str()
    )
    .fetch_optional(db)
    .await?)
}

/// Serialises whoever sets money aside, until the transaction ends.
pub async fn lock_fund(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::lock_fund
        select ledger.lock('fund')"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Serialises imports from the bank, until the transaction ends.
pub async fn lock_bank(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::outcome::lock_bank
        select ledger.lock('bank')"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
