//! Batches, their items and their steps.

use crate::desk::ids::{BatchItemId, RateId};
use crate::desk::store::money_in;
use crate::payment::domain::payee::Method;
use crate::payment::domain::step::{BatchState, BatchStep, ItemState};
use redress_kernel::{
    ActorId, BatchId, ClaimId, Date, Decimal, Fault, InstalmentId, Money, PayeeId, Stage, Stop,
    Timestamp, Usd, Wanted, another_decides,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A batch in the making: the payer as the file will name it.
#[derive(Debug, Clone)]
pub struct NewBatch<'a> {
    /// Identifies it; its `MsgId` is made of it.
    pub batch_id: BatchId,
    /// Requested day of execution.
    pub execution_date: Date,
    /// Neutral name of the payer.
    pub debtor_name: &'a str,
    pub debtor_account: &'a str,
    /// BIC of its bank.
    pub debtor_bic: &'a str,
    /// Neutral text.
    pub remittance_text: &'a str,
}

/// Writes a batch.
pub async fn save(
    db: &mut PgConnection,
    batch: &NewBatch<'_>,
    asked_by: ActorId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::batch::save
        insert into ledger.batch (batch_id, execution_date, debtor_name, debtor_account, debtor_bic,
          remittance_text, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning batch_id",
        batch.batch_id.0,
        batch.execution_date,
        batch.debtor_name,
        batch.debtor_account,
        batch.debtor_bic,
        batch.remittance_text,
        asked_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// An item in the making.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Identifies it; its `InstrId` is made of it.
    pub item_id: BatchItemId,
    /// Whose award.
    pub claim_id: ClaimId,
    pub instalment_id: InstalmentId,
    /// From 1.
    pub attempt: i16,
    /// The reference that comes back on statements.
    pub end_to_end_id: String,
    /// US dollars owed.
    pub debt: Money,
    /// What she receives (award P12).
    pub pay: Money,
    /// The rate; none for US dollars.
    pub rate_id: Option<RateId>,
    /// Units for one US dollar.
    pub rate: Decimal,
    /// Version of her payee details.
    pub payee_id: PayeeId,
}

/// Writes an item; refused with `instalment-under-way` when the instalment has a live instruction.
pub async fn save_item(db: &mut PgConnection, batch: BatchId, item: &NewItem) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::batch::save_item
        insert into ledger.batch_item (item_id, batch_id, claim_id, instalment_id, attempt, end_to_end_id,
          debt, pay_amount, pay_currency, rate_id, rate, payee_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning item_id",
        item.item_id.0,
        batch.0,
        item.claim_id.0,
        item.instalment_id.0,
        item.attempt,
        item.end_to_end_id,
        item.debt.amount(),
        item.pay.amount(),
        item.pay.currency().code(),
        item.rate_id.map(|id| id.0),
        item.rate,
        item.payee_id.0
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Takes a step; a release with the digest of the file.
pub async fn step(
    db: &mut PgConnection,
    batch: BatchId,
    step: BatchStep,
    digest: Option<&[u8]>,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::batch::step
        insert into ledger.batch_step (batch_id, step, taken_by, taken_at, file_digest)
        values ($1, $2, shared.actor_id(), $3, $4) returning batch_id",
        batch.0,
        step.as_str(),
        now,
        digest
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A batch with what became of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Batch {
    /// Identifies it.
    pub batch_id: BatchId,
    /// Requested day of execution.
    pub execution_date: Date,
    /// Neutral name of the payer.
    pub debtor_name: String,
    /// Account.
    pub debtor_account: String,
    /// BIC of its bank.
    pub debtor_bic: String,
    /// Neutral text.
    pub remittance_text: String,
    /// Who prepared it.
    #[serde(rename = "prepared_by")]
    pub asked_by: ActorId,
    /// As colleagues know that person.
    pub prepared_by_label: String,
    /// When.
    #[serde(rename = "prepared_at", with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
    /// Who approved it.
    pub approved_by_label: Option<String>,
    /// When it was released.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub released_at: Option<Timestamp>,
    /// Who released it.
    pub released_by_label: Option<String>,
    /// SHA-256 of the released file, hexadecimal.
    pub file_digest: Option<String>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Number of payments.
    pub count: i64,
    /// Sum of the debts.
    pub debt: Money,
    /// Payments that the bank has neither settled nor rejected.
    pub open: i64,
    /// `prepared`, `approved`, `released`, `done` (the bank has spoken of every payment) or
    /// `cancelled`.
    #[schema(value_type = String)]
    pub state: BatchState,
    /// Its place in the order of batches.
    #[serde(skip)]
    pub seq: i64,
}

// Who prepares it asks for it to be approved and released.
another_decides!(Batch { asked_by }, FinanceApprover, "own-batch");

fn state(is_cancelled: bool, is_approved: bool, is_released: bool, open: i64) -> BatchState {
    match (is_cancelled, is_released, is_approved) {
        (true, ..) => BatchState::Cancelled,
        (_, true, _) if open == 0 => BatchState::Done,
        (_, true, _) => BatchState::Released,
        (_, _, true) => BatchState::Approved,
        _ => BatchState::Prepared,
    }
}

/// Batches, newest first, a page of them by their order; one or all.
pub async fn list(
    db: &mut PgConnection,
    batch: Option<BatchId>,
    wanted: &Wanted<i64>,
) -> Result<Vec<Batch>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::batch::list
        select b.batch_id, b.execution_date, b.debtor_name, b.debtor_account,
          b.debtor_bic, b.remittance_text, b.asked_by, p.label as prepared_by_label,
          b.asked_at, b.seq, pa.label as "approved_by_label?", r.taken_at as "released_at?",
          pr.label as "released_by_label?", encode(r.file_digest, 'hex') as "file_digest?",
          exists (select from ledger.batch_step c where c.batch_id = b.batch_id and c.step = 'cancelled')
            as "is_cancelled!",
          t.items as "count!", t.debt as "debt!: Usd", t.open as "open!"
        from ledger.batch b
        cross join lateral ledger.batch_totals(b.batch_id) as t
        join shared.actor p on p.actor_id = b.asked_by
        left join ledger.batch_step a on a.batch_id = b.batch_id and a.step = 'approved'
        left join shared.actor pa on pa.actor_id = a.taken_by
        left join ledger.batch_step r on r.batch_id = b.batch_id and r.step = 'released'
        left join shared.actor pr on pr.actor_id = r.taken_by
        where ($1::uuid is null or b.batch_id = $1) and b.seq < $2
        order by b.seq desc limit $3"#,
        batch.map(|id| id.0),
        wanted.after.unwrap_or(i64::MAX),
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    let batches = rows.into_iter().map(|row| Batch {
        state: state(
            row.is_cancelled,
            row.approved_by_label.is_some(),
            row.released_at.is_some(),
            row.open,
        ),
        batch_id: row.batch_id,
        execution_date: row.execution_date,
        debtor_name: row.debtor_name,
        debtor_account: row.debtor_account,
        debtor_bic: row.debtor_bic,
        remittance_text: row.remittance_text,
        asked_by: row.asked_by,
        prepared_by_label: row.prepared_by_label,
        asked_at: row.asked_at,
        approved_by_label: row.approved_by_label,
        released_at: row.released_at,
        released_by_label: row.released_by_label,
        file_digest: row.file_digest,
        is_cancelled: row.is_cancelled,
        count: row.count,
        debt: row.debt.into(),
        open: row.open,
        seq: row.seq,
    });
    Ok(batches.collect())
}

/// An item with what became of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Item {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub item_id: BatchItemId,
    /// Whose award.
    pub claim_id: ClaimId,
    /// Code of the claim.
    pub claim_code: String,
    /// Stage of the claim.
    #[schema(value_type = String)]
    pub stage: Stage,
    /// The instalment.
    pub instalment_id: InstalmentId,
    /// Number of the instalment within its plan.
    pub place: i32,
    /// Number of parts of the plan.
    pub parts: i64,
    /// The reference that comes back on statements.
    pub end_to_end_id: String,
    /// US dollars owed.
    pub debt: Money,
    /// What she receives.
    pub pay: Money,
    /// Units for one US dollar.
    pub rate: Decimal,
    /// The rate; none for US dollars.
    #[schema(value_type = Option<Uuid>)]
    pub rate_id: Option<RateId>,
    /// Version of her payee details.
    #[serde(skip)]
    pub payee_id: PayeeId,
    /// What a new instruction would use now: another version when she changed it, none without
    /// consent.
    #[serde(skip)]
    pub payee_now: Option<PayeeId>,
    /// `bank`, `mobile_money` or `cash`; nothing once the claim is closed and its details are shut.
    #[schema(value_type = Option<String>)]
    pub method: Option<Method>,
    /// Last four characters of the account, where it may be shown.
    pub last_four: Option<String>,
    /// See `ledger.item_state`.
    #[schema(value_type = String)]
    pub state: ItemState,
    /// The bank's reason, where it came back.
    pub reason: Option<String>,
}

/// The items of a batch by claim code and instalment.
pub async fn items(db: &mut PgConnection, batch: BatchId) -> Result<Vec<Item>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::batch::items
        select i.item_id as "item_id!", i.claim_id as "claim_id!", c.claim_code, c.stage,
          i.instalment_id as "instalment_id!",
          (n.number - (select min(o.number) from ledger.instalment o where o.plan_id = n.plan_id) + 1)
            as "place!",
          (select count(*) from ledger.instalment o where o.plan_id = n.plan_id) as "parts!",
          i.end_to_end_id as "end_to_end_id!", i.debt as "debt!", i.pay_amount as "pay_amount!",
          i.pay_currency as "pay_currency!", i.rate as "rate!", i.rate_id, i.payee_id as "payee_id!",
          v.method as "method?", v.last_four, i.state as "state!",
          (select o.reason from ledger.item_outcome o where o.item_id = i.item_id and o.reason is not null
           order by o.recorded_at desc limit 1) as reason
        from ledger.item_state i
        join ledger.instalment n using (instalment_id)
        join shared.claim c on c.claim_id = i.claim_id
        left join vault.payee v on v.payee_id = i.payee_id
        where i.batch_id = $1
        order by c.claim_code, n.number"#,
        batch.0
    )
    .fetch_all(&mut *db)
    .await?;
    let claims: Vec<_> = rows.iter().map(|row| row.claim_id).collect();
    let payees = super::plan::payees(db, &claims).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Item {
                item_id: row.item_id,
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                stage: row.stage,
                instalment_id: row.instalment_id,
                place: row.place,
                parts: row.parts,
                end_to_end_id: row.end_to_end_id,
                debt: row.debt.into(),
                pay: money_in(row.pay_amount, row.pay_currency)?,
                rate: row.rate,
                rate_id: row.rate_id,
                payee_id: row.payee_id,
                payee_now: payees.get(&row.claim_id).copied(),
                method: row.method,
                last_four: row.last_four,
                state: row.state,
                reason: row.reason,
            })
        })
        .collect()
}
