//! Accepted awards, and the money set aside for them.

use super::money;
use redress_kernel::{ClaimId, Date, DecisionId, EntryId, Fault, Money, Timestamp};
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
}

/// The offer that a claim has accepted.
pub async fn offer(
    db: &mut PgConnection,
    claim: ClaimId,
    decision: DecisionId,
) -> Result<Option<Offer>, Fault> {
    let row = sqlx::query!(
        r#"-- store::award::offer
        select net as "net!", currency as "currency!" from shared.offer
        where claim_id = $1 and decision_id = $2 and outcome = 'awarded'"#,
        claim.0,
        decision.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| Ok(Offer { decision_id: decision, net: money(row.net, &row.currency)? }))
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

/// Awards that wait for money, oldest acceptance first.
pub async fn waiting(db: &mut PgConnection) -> Result<Vec<(ClaimId, Money)>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::waiting
        select claim_id as "claim_id!: ClaimId", net as "net!", currency as "currency!"
        from ledger.awards_waiting()"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| Ok((row.claim_id, money(row.net, &row.currency)?))).collect()
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

/// Notes that money is set aside for an award.
pub async fn fund(
    db: &mut PgConnection,
    claim: ClaimId,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::award::fund
        insert into ledger.award_funding (claim_id, entry_id, funded_at) values ($1, $2, $3)
        returning claim_id",
        claim.0,
        entry.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
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
    /// Whether money is set aside.
    pub is_funded: bool,
    /// Whether it is planned.
    pub is_planned: bool,
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
          exists (select from ledger.award_funding f where f.claim_id = a.claim_id) as "is_funded!",
          exists (select from ledger.plan p where p.claim_id = a.claim_id) as "is_planned!",
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
                is_funded: row.is_funded,
                is_planned: row.is_planned,
                returned: row.returned,
                settled: money(row.settled, &row.currency)?,
            })
        })
        .collect()
}
