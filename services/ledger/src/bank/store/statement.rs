//! Bank statements and their balances.

use crate::bank::domain::line::Continuity;
use crate::desk::store::money;
use redress_kernel::{ActorId, Date, Fault, Money, StatementId, Stop, Timestamp, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A statement and its balances.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Statement {
    /// Identifies it.
    pub statement_id: StatementId,
    /// The bank's name for it.
    pub bank_statement_id: String,
    /// The account: its number, or the last four characters where it has a code.
    pub account: String,
    /// Its code; nothing for the general one.
    pub bank_account: Option<String>,
    /// Balance before.
    pub opening: Money,
    /// Its day.
    pub opening_on: Date,
    /// Balance after.
    pub closing: Money,
    /// Its day.
    pub closing_on: Date,
    /// `first`, `follows` or `gap`.
    #[schema(value_type = String)]
    pub continuity: Continuity,
    /// When it was imported.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub imported_at: Timestamp,
    /// Its lines that are new with it.
    pub lines: i64,
    /// Those among them that matched nothing.
    pub exceptions: i64,
    /// Its place in the order of imports; the database numbers it.
    #[serde(skip)]
    pub seq: i64,
}

/// The statements of a file that was imported before.
pub async fn of_file(db: &mut PgConnection, digest: &[u8]) -> Result<Vec<StatementId>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::statement::of_file
        select statement_id from ledger.statement
        where file_digest = $1 order by place"#,
        digest
    )
    .fetch_all(db)
    .await?)
}

/// What an account closed with last.
///
/// The general account is known by its number, another by its code.
pub async fn last_closing(
    db: &mut PgConnection,
    account: &str,
    code: Option<&str>,
) -> Result<Option<Money>, Fault> {
    let row = sqlx::query!(
        "-- store::statement::last_closing
        select closing, currency from ledger.statement
        where bank_account is not distinct from $2 and ($2::text is not null or account = $1)
        order by closing_on desc, seq desc limit 1",
        account,
        code
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| money(row.closing, &row.currency)).transpose()
}

/// Writes a statement; `place` is its number in the file, from 1.
pub async fn save(
    db: &mut PgConnection,
    statement: &Statement,
    digest: &[u8],
    place: i16,
    imported_by: ActorId,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::statement::save
        insert into ledger.statement (statement_id, file_digest, place, bank_statement_id, account, currency,
          opening, opening_on, closing, closing_on, continuity, imported_by, imported_at, bank_account)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning statement_id",
        statement.statement_id.0,
        digest,
        place,
        statement.bank_statement_id,
        statement.account,
        statement.opening.currency().code(),
        statement.opening.amount(),
        statement.opening_on,
        statement.closing.amount(),
        statement.closing_on,
        statement.continuity.as_str(),
        imported_by.0,
        statement.imported_at,
        statement.bank_account
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Statements, newest first, a page of them by their order; one or all.
pub async fn list(
    db: &mut PgConnection,
    statement: Option<StatementId>,
    wanted: &Wanted<i64>,
) -> Result<Vec<Statement>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::statement::list
        select s.statement_id, s.bank_statement_id, s.account, s.bank_account, s.currency,
          s.opening, s.opening_on, s.closing, s.closing_on, s.continuity, s.imported_at, s.seq,
          (select count(*) from ledger.statement_line l where l.statement_id = s.statement_id) as "lines!",
          (select count(*) from ledger.statement_line l join ledger.line_match m using (line_id)
           where l.statement_id = s.statement_id and m.meaning = 'exception'
             and not exists (select from ledger.line_resolution r where r.line_id = l.line_id)) as "exceptions!"
        from ledger.statement s
        where ($1::uuid is null or s.statement_id = $1) and s.seq < $2
        order by s.seq desc limit $3"#,
        statement.map(|id| id.0),
        wanted.after.unwrap_or(i64::MAX),
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Statement {
                statement_id: row.statement_id,
                bank_statement_id: row.bank_statement_id,
                account: row.account,
                bank_account: row.bank_account,
                opening: money(row.opening, &row.currency)?,
                opening_on: row.opening_on,
                closing: money(row.closing, &row.currency)?,
                closing_on: row.closing_on,
                continuity: row.continuity,
                imported_at: row.imported_at,
                lines: row.lines,
                exceptions: row.exceptions,
                seq: row.seq,
            })
        })
        .collect()
}
