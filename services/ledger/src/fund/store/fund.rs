//! Funders, their sources, and money that came to the fund.

use crate::books::domain::cash::Draw;
use crate::desk::ids::{ContributionId, FunderId, PledgeId, RateId, RecourseId};
use crate::desk::store::money_if;
use crate::fund::domain::codes::{IncomeKind, Purpose};
use crate::fund::domain::fund::Source;
use redress_kernel::{ClaimId, Date, EntryId, Fault, Money, Stop, Timestamp, Usd, Uuid, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A contribution as it is recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Contribution {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub contribution_id: ContributionId,
    /// `voluntary`, `withheld_pay`, `assessed` or `recovery`.
    #[schema(value_type = String)]
    pub kind: IncomeKind,
    /// How much, US dollars: what came, or its value on that day.
    pub amount: Money,
    /// Code of the account where it came; nothing for the general one.
    pub bank_account: Option<String>,
    /// What came, where that was not US dollars.
    pub came: Option<Money>,
    /// The rate by which its value was found.
    #[schema(value_type = Option<Uuid>)]
    pub rate_id: Option<RateId>,
    /// When the bank received it.
    pub received_on: Date,
    /// The giver's or the bank's reference.
    pub reference: String,
    /// Whose money it is, and for what; empty where no funder is named.
    pub source: String,
    /// The pledge that it is paid on.
    #[schema(value_type = Option<Uuid>)]
    pub pledge_id: Option<PledgeId>,
    /// The recourse that it comes of (R-27).
    #[schema(value_type = Option<Uuid>)]
    pub recourse_id: Option<RecourseId>,
    /// Its entry.
    pub entry_id: EntryId,
}

/// Records a contribution.
pub async fn save(
    db: &mut PgConnection,
    contribution: &Contribution,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::fund::save
        insert into ledger.contribution (contribution_id, kind, amount, currency, received_on, reference,
          entry_id, recorded_by, recorded_at, source, pledge_id, recourse_id, bank_account, came_amount,
          came_currency, rate_id)
        values ($1, $2, $3, $4, $5, $6, $7, shared.actor_id(), $8, $9, $10, $11, $12, $13, $14, $15)
        returning contribution_id",
        contribution.contribution_id.0,
        contribution.kind.as_str(),
        contribution.amount.amount(),
        contribution.amount.currency().code(),
        contribution.received_on,
        contribution.reference,
        contribution.entry_id.0,
        now,
        contribution.source,
        contribution.pledge_id.map(|id| id.0),
        contribution.recourse_id.map(|id| id.0),
        contribution.bank_account,
        contribution.came.map(Money::amount),
        contribution.came.map(|money| money.currency().code()),
        contribution.rate_id.map(|id| id.0)
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The entry of a contribution.
pub async fn entry_of(
    db: &mut PgConnection,
    contribution: ContributionId,
) -> Result<EntryId, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::fund::entry_of
        select entry_id from ledger.contribution where contribution_id = $1"#,
        contribution.0
    )
    .fetch_one(db)
    .await?)
}

/// Contributions, the newest first, a page of them.
pub async fn newest(
    db: &mut PgConnection,
    wanted: &Wanted<(Date, ContributionId)>,
) -> Result<Vec<Contribution>, Fault> {
    let (before, after) = wanted.after.unwrap_or((Date::MAX, Uuid::max().into()));
    let rows = sqlx::query!(
        r#"-- store::fund::newest
        select contribution_id, kind, amount, received_on, reference, source, pledge_id,
          recourse_id, entry_id, bank_account, came_amount, came_currency, rate_id
        from ledger.contribution where (received_on, contribution_id) < ($1, $2)
        order by received_on desc, contribution_id desc limit $3"#,
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Contribution {
                contribution_id: row.contribution_id,
                kind: row.kind,
                amount: row.amount.into(),
                received_on: row.received_on,
                reference: row.reference,
                source: row.source,
                pledge_id: row.pledge_id,
                recourse_id: row.recourse_id,
                entry_id: row.entry_id,
                bank_account: row.bank_account,
                came: money_if(row.came_amount, row.came_currency.as_deref())?,
                rate_id: row.rate_id,
            })
        })
        .collect()
}

/// Who gives money.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Funder {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub funder_id: FunderId,
    /// Stands in the names of its accounts.
    pub code: String,
    /// As it calls itself.
    pub name: String,
}

/// Records a funder; refused with `funder-exists` when code or name is taken.
pub async fn save_funder(
    db: &mut PgConnection,
    funder: &Funder,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::fund::save_funder
        insert into ledger.funder (funder_id, code, name, recorded_by, recorded_at)
        values ($1, $2, $3, shared.actor_id(), $4) returning funder_id",
        funder.funder_id.0,
        funder.code,
        funder.name,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Every funder, by name.
pub async fn funders(db: &mut PgConnection) -> Result<Vec<Funder>, Fault> {
    Ok(sqlx::query_as!(
        Funder,
        "-- store::fund::funders
        select funder_id, code, name from ledger.funder order by name"
    )
    .fetch_all(db)
    .await?)
}

/// The funder with a code.
pub async fn funder(db: &mut PgConnection, code: &str) -> Result<Option<Funder>, Fault> {
    Ok(sqlx::query_as!(
        Funder,
        "-- store::fund::funder
        select funder_id, code, name from ledger.funder where code = $1",
        code
    )
    .fetch_optional(db)
    .await?)
}

/// The source of a funder's money for a purpose, with its accounts opened.
pub async fn source_of(
    db: &mut PgConnection,
    funder: &Funder,
    purpose: Purpose,
) -> Result<String, Fault> {
    let source = format!("{}:{purpose}", funder.code);
    sqlx::query!(
        "-- store::fund::source_of
        insert into ledger.source (source, funder_id, purpose) values ($1, $2, $3)
        on conflict (source) do nothing returning source",
        source,
        funder.funder_id.0,
        purpose.as_str()
    )
    .fetch_optional(&mut *db)
    .await?;
    sqlx::query_scalar!(
        r#"-- store::fund::open_accounts
        select ledger.open_account(h.head, 'USD', $1) as "account_id!"
        from unnest(array['contributions', 'contributions_applied', 'contributions_receivable',
          'contributions_due_later']) as h (head)"#,
        source
    )
    .fetch_all(db)
    .await?;
    Ok(source)
}

/// What of each source no award has taken, what may be used for least first.
pub async fn sources_left(db: &mut PgConnection) -> Result<Vec<Source>, Fault> {
    Ok(sqlx::query_as!(
        Source,
        r#"-- store::fund::sources_left
        select source as "source!", remaining as "left!", for_adults as "for_adults!",
          for_children as "for_children!" from ledger.sources_left()"#
    )
    .fetch_all(db)
    .await?)
}

/// What of each source a cost of claims can use, in the order in which it does.
pub async fn cost_sources(db: &mut PgConnection) -> Result<Vec<Draw>, Fault> {
    Ok(sqlx::query_as!(
        Draw,
        r#"-- store::fund::cost_sources
        select source as "source!", remaining as "amount!: Usd" from ledger.cost_sources()"#
    )
    .fetch_all(db)
    .await?)
}

/// Notes whose money a cost of claims used.
pub async fn save_cost(
    db: &mut PgConnection,
    entry: EntryId,
    claim: Option<ClaimId>,
    draws: &[Draw],
    now: Timestamp,
) -> Result<(), Stop> {
    for draw in draws {
        sqlx::query!(
            "-- store::fund::save_cost
            insert into ledger.cost_source (entry_id, source, claim_id, amount, noted_at)
            values ($1, $2, $3, $4, $5) returning entry_id",
            entry.0,
            draw.source,
            claim.map(|id| id.0),
            draw.amount.amount(),
            now
        )
        .fetch_one(&mut *db)
        .await?;
    }
    Ok(())
}

/// Costs of claims that found no money that may pay costs, US dollars.
pub async fn costs_unallocated(db: &mut PgConnection) -> Result<Money, Fault> {
    let sum = sqlx::query_scalar!(
        r#"-- store::fund::costs_unallocated
        select coalesce(sum(amount), 0) as "sum!: Usd" from ledger.costs_used() where source is null"#
    )
    .fetch_one(db)
    .await?;
    Ok(sum.into())
}

/// A source with what came, is promised and was used.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SourcePosition {
    /// Names it; empty for money without a named funder.
    pub source: String,
    /// Its funder.
    pub funder: Option<String>,
    /// What it is for.
    #[schema(value_type = String)]
    pub purpose: Purpose,
    /// What the bank received, US dollars.
    pub received: Money,
    /// Promised and expected within ninety days.
    pub near: Money,
    /// Promised for later, or overdue.
    pub later: Money,
    /// Set aside for awards.
    pub applied: Money,
    /// Used for costs of claims.
    pub costs: Money,
    /// Awards that it paid or will pay.
    pub awards: i64,
}

/// Every source, by funder and purpose.
pub async fn positions(db: &mut PgConnection) -> Result<Vec<SourcePosition>, Fault> {
    Ok(sqlx::query_as!(
        SourcePosition,
        r#"-- store::fund::positions
        select s.source, f.name as "funder?", s.purpose,
          (select coalesce(sum(c.amount), 0) from ledger.contribution c where c.source = s.source) as "received!: Usd",
          coalesce(sum(o.open) filter (where o.is_near), 0) as "near!: Usd",
          coalesce(sum(o.open) filter (where not o.is_near), 0) as "later!: Usd",
          (select coalesce(sum(a.amount), 0) from ledger.allocation a where a.source = s.source) as "applied!: Usd",
          (select coalesce(sum(u.amount), 0) from ledger.costs_used() u where u.source = s.source) as "costs!: Usd",
          (select count(distinct a.claim_id) from ledger.allocation a where a.source = s.source) as "awards!"
        from ledger.source s left join ledger.funder f using (funder_id)
        left join ledger.pledge p using (source) left join lateral ledger.pledge_open(p.pledge_id) o on true
        group by s.source, f.name, s.purpose order by f.name nulls last, s.purpose"#
    )
    .fetch_all(db)
    .await?)
}

/// A month of the projection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Month {
    /// Its first day.
    pub month: Date,
    /// Pledges that are expected.
    pub comes: Money,
    /// Instalments that fall due, and what has no plan yet in the first month.
    pub goes: Money,
}

/// A year from a day, month by month.
pub async fn projection(db: &mut PgConnection, today: Date) -> Result<Vec<Month>, Fault> {
    Ok(sqlx::query_as!(
        Month,
        r#"-- store::fund::projection
        select month as "month!", comes as "comes!: Usd", goes as "goes!: Usd" from ledger.fund_projection($1)"#,
        today
    )
    .fetch_all(db)
    .await?)
}
