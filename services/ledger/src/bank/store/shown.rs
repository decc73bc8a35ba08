//! What statements have shown of the books, account by account: what a line may show, what no line
//! has shown yet, lines that nobody has explained. The general account has no code.

use crate::bank::domain::line::Flow;
use crate::desk::ids::ContributionId;
use crate::desk::store::money;
use redress_kernel::{Currency, Date, EntryId, Fault, Money};
use sqlx::PgConnection;

/// A line of a statement, as far as it can be known again in the books.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// Code of the account.
    pub account: Option<&'a str>,
    /// Which way it went.
    pub direction: Flow,
    /// What moved.
    pub amount: Money,
    /// The bank's day.
    pub on: Date,
    /// How many days the books may have it before or after.
    pub within: i32,
}

/// Contributions that a credit may show: of its account and sum, about its day, shown by no line yet,
/// each with its reference.
pub async fn contributions_like(
    db: &mut PgConnection,
    sought: &Sought<'_>,
) -> Result<Vec<(ContributionId, String)>, Fault> {
    let rows = sqlx::query!(
        "-- store::shown::contributions_like
        select c.contribution_id, c.reference from ledger.contribution c
        where c.bank_account is not distinct from $1 and coalesce(c.came_amount, c.amount) = $2
          and coalesce(c.came_currency, c.currency) = $3 and abs(c.received_on - $4::date) <= $5
          and not exists (select from ledger.line_match m where m.contribution_id = c.contribution_id)
          and not exists (select from ledger.line_resolution r where r.entry_id = c.entry_id)
        order by abs(c.received_on - $4::date), c.contribution_id",
        sought.account,
        sought.amount.amount(),
        sought.amount.currency().code(),
        sought.on,
        sought.within
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.contribution_id, row.reference)).collect())
}

/// Entries of confirmed exchanges that a line may show, the nearest first, each with its reference.
pub async fn exchanges_like(
    db: &mut PgConnection,
    sought: &Sought<'_>,
) -> Result<Vec<(EntryId, String)>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::shown::exchanges_like
        select n.entry_id as "entry_id!", x.bank_reference
        from ledger.exchange x join ledger.exchange_answer n using (exchange_id)
        where n.outcome = 'confirmed' and abs(x.day - $4::date) <= $5
          and case $1 when 'debit' then x.from_code is not distinct from $2 and x.left_amount = $3
              else x.to_code is not distinct from $2 and x.arrived_amount = $3 end
          and not ledger.exchange_is_seen(n.entry_id, $2)
        order by abs(x.day - $4::date), x.day, x.exchange_id"#,
        sought.direction.as_str(),
        sought.account,
        sought.amount.amount(),
        sought.on,
        sought.within
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.entry_id, row.bank_reference)).collect())
}

/// What the books have of an account that no statement has shown yet, and what statements have shown
/// that nobody has explained.
#[derive(Debug, Clone, Copy)]
pub struct Differences {
    /// Contributions that no statement has shown.
    pub contributions: Money,
    /// Exchanges that no statement has shown: what came less what left.
    pub exchanges: Money,
    /// Open exceptions, credits less debits.
    pub exceptions: Money,
}

/// Why the books of an account and its bank differ.
pub async fn differences(
    db: &mut PgConnection,
    account: Option<&str>,
    currency: Currency,
) -> Result<Differences, Fault> {
    let row = sqlx::query!(
        r#"-- store::shown::differences
        select
          (select coalesce(sum(coalesce(c.came_amount, c.amount)), 0) from ledger.contribution c
           where c.bank_account is not distinct from $1
             and not exists (select from ledger.line_match m where m.contribution_id = c.contribution_id)
             and not exists (select from ledger.line_resolution r where r.entry_id = c.entry_id)) as "contributions!",
          (select coalesce(sum(case when x.to_code is not distinct from $1 then x.arrived_amount else -x.left_amount end), 0)
           from ledger.exchange x join ledger.exchange_answer n using (exchange_id)
           where n.outcome = 'confirmed'
             and (x.from_code is not distinct from $1 or x.to_code is not distinct from $1)
             and not ledger.exchange_is_seen(n.entry_id, $1)) as "exchanges!",
          (select coalesce(sum(case l.direction when 'credit' then l.amount else -l.amount end), 0)
           from ledger.line_match m join ledger.statement_line l using (line_id) join ledger.statement s using (statement_id)
           where m.meaning = 'exception' and s.bank_account is not distinct from $1
             and not exists (select from ledger.line_resolution r where r.line_id = m.line_id)) as "exceptions!""#,
        account
    )
    .fetch_one(db)
    .await?;
    let code = currency.code();
    Ok(Differences {
        contributions: money(row.contributions, code)?,
        exchanges: money(row.exchanges, code)?,
        exceptions: money(row.exceptions, code)?,
    })
}

/// How many lines nobody has explained, over all accounts.
pub async fn exceptions(db: &mut PgConnection) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::shown::exceptions
        select count(*) as "count!" from ledger.line_match m
        where m.meaning = 'exception'
          and not exists (select from ledger.line_resolution r where r.line_id = m.line_id)"#
    )
    .fetch_one(db)
    .await?)
}
