//! What became of instructions, and the survivor's new choice after one came back.

use crate::desk::ids::BatchItemId;
use crate::desk::store::money_in;
use crate::payment::domain::instructed::{Instructed, State};
use crate::payment::domain::step::{ItemState, OutcomeKind};
use redress_kernel::{
    ActorId, BatchId, ClaimId, Currency, Date, EntryId, Fault, InstalmentId, Money, Stop,
    Timestamp, Usd,
};
use sqlx::PgConnection;

/// A released instruction, as matching and booking need it.
#[derive(Debug, Clone)]
pub struct Released {
    /// For matching.
    pub instructed: Instructed,
    /// Whose award.
    pub claim_id: ClaimId,
    pub instalment_id: InstalmentId,
    /// Our reference.
    pub end_to_end_id: String,
}

/// Released instructions: of a list of references, or of one batch.
pub async fn released(
    db: &mut PgConnection,
    references: &[String],
    batch: Option<BatchId>,
) -> Result<Vec<Released>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::outcome::released
        select i.item_id as "item_id!", i.claim_id as "claim_id!", i.instalment_id as "instalment_id!", i.end_to_end_id as "end_to_end_id!",
          i.debt as "debt!", i.pay_amount as "pay_amount!", i.pay_currency as "pay_currency!",
          i.state as "state!"
        from ledger.item_state i
        where (i.end_to_end_id = any($1) or i.batch_id = $2)
          and i.state in ('instructed', 'settled', 'returned', 'rejected')"#,
        references,
        batch.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = match row.state {
                ItemState::Settled => State::Settled,
                ItemState::Returned => State::Returned,
                ItemState::Rejected => State::Rejected,
                _ => State::Live,
            };
            Ok(Released {
                instructed: Instructed {
                    item: row.item_id,
                    amount: money_in(row.pay_amount, row.pay_currency)?,
                    debt: row.debt.into(),
                    state,
                },
                claim_id: row.claim_id,
                instalment_id: row.instalment_id,
                end_to_end_id: row.end_to_end_id,
            })
        })
        .collect()
}

/// What became of one instruction.
#[derive(Debug, Clone)]
pub struct Outcome<'a> {
    /// The instruction.
    pub item_id: BatchItemId,
    /// Whose award.
    pub claim_id: ClaimId,
    /// What it is.
    pub kind: OutcomeKind,
    /// What moved on the fund's account.
    pub moved: Option<Money>,
    /// Charges within.
    pub charges: Option<Money>,
    /// The bank's reason.
    pub reason: Option<&'a str>,
    /// The bank's reference.
    pub bank_reference: Option<&'a str>,
    /// On which day.
    pub occurred_on: Date,
    /// How it was booked; nothing for what was never released.
    pub entry_id: Option<EntryId>,
}

/// Notes an outcome; refused with `outcome-order` when another one forbids it.
pub async fn save(
    db: &mut PgConnection,
    outcome: &Outcome<'_>,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::outcome::save
        insert into ledger.item_outcome (item_id, kind, claim_id, moved, charges, reason, bank_reference,
          occurred_on, entry_id, recorded_by, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, shared.actor_id(), $10) returning item_id",
        outcome.item_id.0,
        outcome.kind.as_str(),
        outcome.claim_id.0,
        outcome.moved.map(Money::amount),
        outcome.charges.map(Money::amount),
        outcome.reason,
        outcome.bank_reference,
        outcome.occurred_on,
        outcome.entry_id.map(|id| id.0),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// An instruction that came back and waits for the survivor's new choice.
#[derive(Debug, Clone)]
pub struct CameBack {
    /// The instruction.
    pub item_id: BatchItemId,
    /// What is owed again.
    pub debt: Usd,
}

/// Instructions of a claim that came back and were not chosen anew.
pub async fn came_back(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<CameBack>, Fault> {
    Ok(sqlx::query_as!(
        CameBack,
        r#"-- store::outcome::came_back
        select i.item_id as "item_id!", i.debt as "debt!" from ledger.item_state i
        where i.claim_id = $1 and i.state in ('returned', 'rejected')
          and not exists (select from ledger.renewal r where r.item_id = i.item_id)
        order by i.end_to_end_id"#,
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// Notes the survivor's new choice for an instruction that came back.
pub async fn renew(
    db: &mut PgConnection,
    item: BatchItemId,
    claim: ClaimId,
    pay_currency: Currency,
    entry: EntryId,
    made_by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::outcome::renew
        insert into ledger.renewal (item_id, claim_id, pay_currency, entry_id, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6) returning item_id",
        item.0,
        claim.0,
        pay_currency.code(),
        entry.0,
        made_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Whether the whole award and all its upkeep is set aside, planned and settled, nothing of it came
/// back, and nothing is held for a child any more.
pub async fn is_all_settled(db: &mut PgConnection, claim: ClaimId) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::outcome::is_all_settled
        select exists (select from ledger.instalment n where n.claim_id = $1)
          and (select a.net from ledger.award a where a.claim_id = $1)
            = (select coalesce(sum(f.amount), 0) from ledger.funding f
               where f.claim_id = $1 and f.kind in ('share', 'top_up'))
          and not exists (select from ledger.upkeep u where u.claim_id = $1 and not exists (
            select from ledger.funding f where f.claim_id = u.claim_id and f.upkeep = u.number))
          and not exists (select from ledger.funding f
            where f.claim_id = $1 and f.amount > f.in_trust and not exists (
              select from ledger.plan_funding p where p.funding_id = f.funding_id))
          and (not exists (select from ledger.funding f where f.claim_id = $1 and f.in_trust > 0)
            or exists (select from ledger.hand_over_answer s where s.claim_id = $1 and s.outcome = 'confirmed'))
          and not exists (select from ledger.instalment n where n.claim_id = $1 and not exists (
            select from ledger.item_state i
            where i.instalment_id = n.instalment_id and i.state = 'settled')) as "all_settled!""#,
        claim.0
    )
    .fetch_one(db)
    .await?)
}
