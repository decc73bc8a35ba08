//! Fund factors: proposed by one person, confirmed by another (R-26).

use crate::desk::ids::FactorId;
use redress_kernel::{
    ActorId, Date, Decimal, Fault, Money, Reply, Stop, Timestamp, Uuid, Wanted, another_decides,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A factor and what it stood on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Factor {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub factor_id: FactorId,
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
    #[serde(rename = "proposed_by")]
    #[schema(value_type = Uuid)]
    pub asked_by: ActorId,
    /// `proposed`, `confirmed` or `refused`.
    #[serde(rename = "state", serialize_with = "redress_kernel::another::or_proposed")]
    #[schema(value_type = String)]
    pub outcome: Option<Reply>,
}

another_decides!(Factor { asked_by, outcome }, FinanceApprover, "own-factor");

impl Factor {
    /// How it stands, in a word.
    pub fn state(&self) -> &'static str {
        Reply::or_waiting(self.outcome, "proposed")
    }
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
pub async fn propose(db: &mut PgConnection, factor: &Factor, now: Timestamp) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::factor::propose
        insert into ledger.fund_factor (factor_id, starts_on, factor, available, first_parts, rests,
          currency, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning factor_id",
        factor.factor_id.0,
        factor.starts_on,
        factor.factor,
        factor.available.amount(),
        factor.first_parts.amount(),
        factor.rests.amount(),
        factor.available.currency().code(),
        factor.asked_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Confirms or refuses it; refused with `own-factor` to who proposed it, with `factor-exists` when
/// the month has one, with `factor-decided` when it was decided before.
pub async fn answer(
    db: &mut PgConnection,
    factor: FactorId,
    outcome: Reply,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::factor::answer
        insert into ledger.fund_factor_answer (factor_id, outcome, answered_by, answered_at)
        values ($1, $2, shared.actor_id(), $3) returning factor_id",
        factor.0,
        outcome.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Factors, newest month first: a page of them, or one.
pub async fn list(
    db: &mut PgConnection,
    factor: Option<FactorId>,
    wanted: &Wanted<(Date, FactorId)>,
) -> Result<Vec<Factor>, Fault> {
    let (before, after) = wanted.after.unwrap_or((Date::MAX, Uuid::max().into()));
    Ok(sqlx::query_as!(
        Factor,
        r#"-- store::factor::list
        select f.factor_id, f.starts_on, f.factor, f.available, f.first_parts, f.rests, f.asked_by,
          a.outcome as "outcome?"
        from ledger.fund_factor f left join ledger.fund_factor_answer a using (factor_id)
        where ($1::uuid is null or f.factor_id = $1) and (f.starts_on, f.factor_id) < ($2, $3)
        order by f.starts_on desc, f.factor_id desc limit $4"#,
        factor.map(|id| id.0),
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}
