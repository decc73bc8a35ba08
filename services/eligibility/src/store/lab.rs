//! What the lab reads: facts of claims without whose they are.

use redress_kernel::Fault;
use redress_mechanism::Facts;
use sqlx::PgConnection;
use sqlx::types::Json;

/// Facts of a page, and where the next one begins.
#[derive(Debug)]
pub struct Read {
    /// The facts.
    pub facts: Vec<Facts>,
    /// The last number read; nothing when there is nothing more.
    pub last: Option<i64>,
}

/// Where reading ends, so that a claim that is evaluated meanwhile is not counted twice.
pub async fn until(db: &mut PgConnection) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::lab::until
        select eligibility.lab_until() as "until!""#
    )
    .fetch_one(db)
    .await?)
}

/// The next claims after a number, up to another.
pub async fn facts(
    db: &mut PgConnection,
    after: i64,
    until: i64,
    most: i32,
) -> Result<Read, Fault> {
    let rows = sqlx::query!(
        r#"-- store::lab::facts
        select seq as "seq!", facts as "facts!: Json<Facts>"
        from eligibility.lab_facts($1, $2, $3)"#,
        after,
        until,
        most
    )
    .fetch_all(db)
    .await?;
    let last = rows.last().map(|row| row.seq);
    Ok(Read { facts: rows.into_iter().map(|row| row.facts.0).collect(), last })
}
