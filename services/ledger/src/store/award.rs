//! Accepted awards, and the money set aside for them.

use super::{money, told};
use crate::domain::fund::{Share, Waiting};
use redress_kernel::{
    ClaimId, Date, Decimal, DecisionId, EntryId, Fault, Money, Stop, Timestamp, Uuid,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// The open decision of a claim, as eligibility shows it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The decision.
    pub decision_id: DecisionId,
    /// What is owed when it is accepted.
    pub net: Money,
    /// Last day on which it can be accepted.
    pub open_until: Date,
}

/// The offer that a claim has accepted.
pub async fn offer(
    db: &mut PgConnection,
    claim: ClaimId,
    decision: DecisionId,
) -> Result<Option<Offer>, Fault> {
    let row = sqlx::query!(
        r#"-- store::award::offer
        select net as "net!", currency as "currency!", open_until as "open_until!" from shared.offer
        where claim_id = $1 and decision_id = $2 and outcome = 'awarded'"#,
        claim.0,
        decision.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Offer {
            decision_id: decision,
            net: money(row.net, &row.currency)?,
            open_until: row.open_until,
        })
    })
    .transpose()
}

/// Notes an accepted award with its commitment.
pub async fn save(
    db: &mut PgConnection,
    claim: ClaimId,
    offer: &Offer,
    accepted_on: Date,
    entry: EntryId,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::save
        insert into ledger.award (claim_id, decision_id, net, currency, accepted_on, entry_id)
        values ($1, $2, $3, $4, $5, $6) returning claim_id",
        claim.0,
        offer.decision_id.0,
        offer.net.amount(),
        offer.net.currency().code(),
        accepted_on,
        entry.0
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Whether the award of a claim is noted already.
pub async fn exists(db: &mut PgConnection, claim: ClaimId) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::award::exists
        select exists (select from ledger.award where claim_id = $1) as "exists!""#,
        claim.0
    )
    .fetch_one(db)
    .await?)
}

/// Awards of which something is not set aside, in the order of acceptance, and how many parts of
/// each are.
pub async fn waiting(db: &mut PgConnection) -> Result<Vec<(Waiting, i32)>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::waiting
        select claim_id as "claim_id!: ClaimId", net as "net!", funded as "funded!",
          is_child as "is_child!", tranches as "tranches!"
        from ledger.awards_waiting()"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let waiting = Waiting {
                claim: row.claim_id,
                net: row.net,
                funded: row.funded,
                is_child: row.is_child,
            };
            Ok((waiting, i32::try_from(row.tranches).map_err(Fault::new)?))
        })
        .collect()
}

/// Serialises whoever sets money aside, until the transaction ends.
pub async fn lock_fund(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::lock_fund
        select pg_advisory_xact_lock(hashtextextended('ledger.fund', 0))"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A part of an award for which money is set aside.
#[derive(Debug, Clone)]
pub struct Funding<'a> {
    /// Identifies it.
    pub funding_id: Uuid,
    /// From 1.
    pub tranche: i32,
    /// Whose, how much, out of what.
    pub share: &'a Share,
    /// The factor in force.
    pub factor: Decimal,
    /// Its entry.
    pub entry_id: EntryId,
}

/// Notes parts for which money is set aside, and whose money it is.
pub async fn fund(
    db: &mut PgConnection,
    fundings: &[Funding<'_>],
    now: Timestamp,
) -> Result<(), Stop> {
    for funding in fundings {
        let share = funding.share;
        sqlx::query!(
            "-- store::award::fund
            insert into ledger.funding (funding_id, claim_id, tranche, kind, amount, currency, factor,
              entry_id, funded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning funding_id",
            funding.funding_id,
            share.claim.0,
            funding.tranche,
            if share.is_top_up { "top_up" } else { "share" },
            share.amount.amount(),
            share.amount.currency().code(),
            funding.factor,
            funding.entry_id.0,
            now
        )
        .fetch_one(&mut *db)
        .await
        .map_err(told)?;
        for draw in &share.draws {
            sqlx::query!(
                "-- store::award::allocate
                insert into ledger.allocation (funding_id, source, claim_id, amount)
                values ($1, $2, $3, $4) returning funding_id",
                funding.funding_id,
                draw.source,
                share.claim.0,
                draw.amount.amount()
            )
            .fetch_one(&mut *db)
            .await
            .map_err(told)?;
        }
    }
    Ok(())
}

/// Fundings of an award that no plan pays yet, in their order, with their sum.
pub async fn unplanned(db: &mut PgConnection, claim: ClaimId) -> Result<(Vec<Uuid>, Money), Fault> {
    let rows = sqlx::query!(
        "-- store::award::unplanned
        select f.funding_id, f.amount from ledger.funding f
        where f.claim_id = $1
          and not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)
        order by f.tranche",
        claim.0
    )
    .fetch_all(db)
    .await?;
    let sum = rows.iter().map(|row| row.amount).sum();
    Ok((rows.into_iter().map(|row| row.funding_id).collect(), money(sum, "USD")?))
}

/// Whose money was set aside for an award.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundedBy {
    /// Part of the award, from 1.
    pub tranche: i32,
    /// `share` or `top_up`.
    pub kind: String,
    /// The factor that was in force.
    pub factor: Decimal,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub funded_at: Timestamp,
    /// Name of the funder; none for money without a named one.
    pub funder: Option<String>,
    /// What that money is for.
    pub purpose: String,
    /// How much of it.
    pub amount: Money,
}

/// Parts of an award that are set aside, by funder.
pub async fn funded_by(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<FundedBy>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::funded_by
        select f.tranche, f.kind, f.factor, f.funded_at, n.name as "funder?", s.purpose, a.amount
        from ledger.funding f join ledger.allocation a using (funding_id)
        join ledger.source s using (source) left join ledger.funder n using (funder_id)
        where f.claim_id = $1 order by f.tranche, a.source"#,
        claim.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(FundedBy {
                tranche: row.tranche,
                kind: row.kind,
                factor: row.factor,
                funded_at: row.funded_at,
                funder: row.funder,
                purpose: row.purpose,
                amount: money(row.amount, "USD")?,
            })
        })
        .collect()
}

/// How many of each thing wait.
#[derive(Debug, Clone)]
pub struct Waits {
    /// Awards without money set aside.
    pub money: i64,
    /// Awards with money and without a plan.
    pub plan: i64,
    /// Claims with a payment that came back.
    pub choice: i64,
    /// Instalments due and in no batch.
    pub prepare: i64,
    /// Batches to approve.
    pub approve: i64,
    /// Batches to release.
    pub release: i64,
    /// Released batches with a payment that the bank has not spoken of.
    pub bank: i64,
}

/// Counts what waits on a day.
pub async fn waits(db: &mut PgConnection, today: Date) -> Result<Waits, Fault> {
    Ok(sqlx::query_as!(
        Waits,
        r#"-- store::award::waits
        select money as "money!", plan as "plan!", choice as "choice!", prepare as "prepare!",
          approve as "approve!", release as "release!", bank as "bank!"
        from ledger.waits($1)"#,
        today
    )
    .fetch_one(db)
    .await?)
}

/// One award and how far its payment has come.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Case {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its code.
    pub claim_code: String,
    /// Where it stands.
    pub stage: String,
    /// What is owed.
    pub net: Money,
    /// When it was accepted.
    pub accepted_on: Date,
    /// Money set aside so far.
    pub funded: Money,
    /// What of that no plan pays yet.
    pub to_plan: Money,
    /// Parts that came back and wait for the survivor's new choice.
    pub returned: i64,
    /// Sum of what was settled and did not come back.
    pub settled: Money,
}

/// Awards, newest acceptance first, at most `limit`; of one claim or of all.
pub async fn cases(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    limit: i64,
) -> Result<Vec<Case>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::cases
        select a.claim_id as "claim_id: ClaimId", c.claim_code, c.stage, a.net, a.currency, a.accepted_on,
          (select coalesce(sum(f.amount), 0) from ledger.funding f where f.claim_id = a.claim_id) as "funded!",
          (select coalesce(sum(f.amount), 0) from ledger.funding f where f.claim_id = a.claim_id
             and not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)) as "to_plan!",
          (select count(*) from ledger.item_state i where i.claim_id = a.claim_id
             and i.state in ('returned', 'rejected')
             and not exists (select from ledger.renewal r where r.item_id = i.item_id)) as "returned!",
          (select coalesce(sum(i.debt), 0) from ledger.item_state i where i.claim_id = a.claim_id
             and i.state = 'settled') as "settled!"
        from ledger.award a join shared.claim c using (claim_id)
        where $1::uuid is null or a.claim_id = $1
        order by a.accepted_on desc, a.claim_id desc limit $2"#,
        claim.map(|id| id.0),
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Case {
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                stage: row.stage,
                net: money(row.net, &row.currency)?,
                accepted_on: row.accepted_on,
                funded: money(row.funded, &row.currency)?,
                to_plan: money(row.to_plan, &row.currency)?,
                returned: row.returned,
                settled: money(row.settled, &row.currency)?,
            })
        })
        .collect()
}
