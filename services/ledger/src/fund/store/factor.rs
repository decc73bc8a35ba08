//! Fund factors: proposed by one person, confirmed by another (R-26).

use crate::desk::store::money;
use redress_kernel::{ActorId, Date, Decimal, Fault, Money, Stop, Timestamp, Uuid, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A factor and what it stood on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Factor {
    /// Identifies it.
    pub factor_id: Uuid,
    /// First day of the month from which it is in force.
    pub starts_on: Date,
    /// Above zero, at most one.
    pub factor: Decimal,
    /// What the fund had for all awards that are not yet paid in full.
    pub available: Money,
    /// What their first parts come to.
    pub first_parts: Money,
    /// What they come to above those.
    pub rests: Money,
    /// Who proposed it.
    pub proposed_by: Uuid,
    /// `proposed`, `confirmed` or `refused`.
    pub state: String,
}

/// The factor in force on a day; 1 before there is any.
pub async fn on(db: &mut PgConnection, day: Date) -> Result<Decimal, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::factor::on
        select ledger.factor_on($1) as "factor!""#,
        day
    )
    .fetch_one(db)
    .await?)
}

/// Proposes a factor.
pub async fn propose(
    db: &mut PgConnection,
    factor: &Factor,
    proposed_by: ActorId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::factor::propose
        insert into ledger.fund_factor (factor_id, starts_on, factor, available, first_parts, rests,
          currency, proposed_by, proposed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning factor_id",
        factor.factor_id,
        factor.starts_on,
        factor.factor,
        factor.available.amount(),
        factor.first_parts.amount(),
        factor.rests.amount(),
        factor.available.currency().code(),
        proposed_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Confirms or refuses it; refused with `own-factor` to who proposed it, with `factor-exists` when
/// the month has one, with `factor-decided` when it was decided before.
pub async fn decide(
    db: &mut PgConnection,
    factor: Uuid,
    step: &str,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::factor::decide
        insert into ledger.fund_factor_step (factor_id, step, taken_by, taken_at)
        values ($1, $2, shared.actor_id(), $3) returning factor_id",
        factor,
        step,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Factors, newest month first: a page of them, or one.
pub async fn list(
    db: &mut PgConnection,
    factor: Option<Uuid>,
    wanted: &Wanted<(Date, Uuid)>,
) -> Result<Vec<Factor>, Fault> {
    let (before, after) = wanted.after.unwrap_or((Date::MAX, Uuid::max()));
    let rows = sqlx::query!(
        r#"-- store::factor::list
        select f.factor_id, f.starts_on, f.factor, f.available, f.first_parts, f.rests, f.currency,
          f.proposed_by, coalesce(s.step, 'proposed') as "state!"
        from ledger.fund_factor f left join ledger.fund_factor_step s using (factor_id)
        where ($1::uuid is null or f.factor_id = $1) and (f.starts_on, f.factor_id) < ($2, $3)
        order by f.starts_on desc, f.factor_id desc limit $4"#,
        factor,
        before,
        after,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Factor {
                factor_id: row.factor_id,
                starts_on: row.starts_on,
                factor: row.factor,
                available: money(row.available, &row.currency)?,
                first_parts: money(row.first_parts, &row.currency)?,
                rests: money(row.rests, &row.currency)?,
                proposed_by: row.proposed_by,
                state: row.state,
            })
        })
        .collect()
}
