//! Plans and their instalments.

use crate::desk::ids::{FundingId, PlanId};
use crate::desk::store::money_in;
use crate::payment::domain::step::ItemState;
use redress_kernel::{
    ActorId, BatchId, ClaimId, Currency, Date, Fault, InstalmentId, Money, PayeeId, Stage, Stop,
    Timestamp, Usd, Wanted,
};
use serde::Serialize;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use time::macros::date;
use utoipa::ToSchema;

/// What the survivor wishes, as intake shows it.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Currency she wants to be paid in.
    pub pay_currency: Currency,
    /// Number of instalments.
    pub instalments: i32,
    /// Her payee details; none while there are none or the consent to give them on does not live
    /// (P8).
    pub payee_id: Option<PayeeId>,
}

/// The wish of a claim.
pub async fn wish(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Wish>, Fault> {
    Ok(sqlx::query_as!(
        Wish,
        r#"-- store::plan::wish
        select pay_currency as "pay_currency!", instalments as "instalments!", payee_id
        from shared.payment_wish where claim_id = $1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?)
}

/// The payee details that a new instruction would use, by claim; none where there are none or P8 does not
/// live. By a list: joined to another table, the view is looked through from end to end for each row.
pub async fn payees(
    db: &mut PgConnection,
    claims: &[ClaimId],
) -> Result<BTreeMap<ClaimId, PayeeId>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::plan::payees
        select claim_id as "claim_id!", payee_id from shared.payment_wish
        where claim_id = any($1)"#,
        claims as &[ClaimId]
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.claim_id, row.payee_id?))).collect())
}

/// An instalment in the making.
#[derive(Debug, Clone)]
pub struct Part {
    pub instalment_id: InstalmentId,
    /// From 1.
    pub number: i16,
    /// How much.
    pub amount: Usd,
    /// First day on which it may be paid.
    pub due_on: Date,
}

/// A plan in the making.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub plan_id: PlanId,
    /// Whose award.
    pub claim_id: ClaimId,
    /// What it pays.
    pub net: Usd,
    /// The fundings that make that up.
    pub fundings: &'a [FundingId],
    /// Currency she is paid in.
    pub pay_currency: Currency,
    /// Its instalments.
    pub parts: &'a [Part],
}

/// How many instalments an award has so far, over all its plans.
pub async fn count(db: &mut PgConnection, claim: ClaimId) -> Result<i16, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::plan::count
        select coalesce(max(number), 0::smallint) as "count!" from ledger.instalment where claim_id = $1"#,
        claim.0
    )
    .fetch_one(db)
    .await?)
}

/// Writes a plan with its instalments; refused with `plan-exists` when another pays those fundings.
pub async fn save(
    db: &mut PgConnection,
    plan: &Plan<'_>,
    made_by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::plan::save
        insert into ledger.plan (plan_id, claim_id, net, currency, pay_currency, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning plan_id",
        plan.plan_id.0,
        plan.claim_id.0,
        plan.net.amount(),
        Currency::USD.code(),
        plan.pay_currency.code(),
        made_by.0,
        now
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query!(
        "-- store::plan::save_fundings
        insert into ledger.plan_funding (funding_id, plan_id, claim_id)
        select f, $1, $2 from unnest($3::uuid[]) as f returning funding_id",
        plan.plan_id.0,
        plan.claim_id.0,
        plan.fundings as &[FundingId]
    )
    .fetch_all(&mut *db)
    .await?;
    for part in plan.parts {
        sqlx::query!(
            "-- store::plan::save_part
            insert into ledger.instalment (instalment_id, plan_id, claim_id, number, amount, currency, due_on)
            values ($1, $2, $3, $4, $5, $6, $7) returning instalment_id",
            part.instalment_id.0,
            plan.plan_id.0,
            plan.claim_id.0,
            part.number,
            part.amount.amount(),
            Currency::USD.code(),
            part.due_on
        )
        .fetch_one(&mut *db)
        .await?;
    }
    Ok(())
}

/// An instalment and where it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Instalment {
    /// Identifies it.
    pub instalment_id: InstalmentId,
    /// Whose award.
    pub claim_id: ClaimId,
    /// Code of the claim.
    pub claim_code: String,
    /// Stage of the claim.
    #[schema(value_type = String)]
    pub stage: Stage,
    /// From 1 over all plans of the award.
    pub number: i16,
    /// From 1 within its plan.
    pub place: i32,
    /// Number of parts of the plan.
    pub parts: i64,
    /// US dollars.
    pub amount: Money,
    /// First day on which it may be paid.
    pub due_on: Date,
    /// Currency she is paid in, by the plan or by her latest choice.
    #[schema(value_type = String)]
    pub pay_currency: Currency,
    /// Attempts so far.
    pub attempts: i64,
    /// State of the latest attempt: see `ledger.item_state`; none while it was never instructed or
    /// after
    /// the survivor chose again.
    #[schema(value_type = Option<String>)]
    pub state: Option<ItemState>,
    /// Batch of the latest attempt.
    #[schema(value_type = Option<Uuid>)]
    pub batch_id: Option<BatchId>,
    /// What the latest attempt pays.
    pub paid: Option<Money>,
    /// The bank's reason, where it came back.
    pub reason: Option<String>,
    /// Payee details that a new instruction would use.
    #[serde(skip)]
    pub payee_id: Option<PayeeId>,
}

impl Instalment {
    /// Whether it can be put into a batch.
    pub fn is_ready(&self) -> bool {
        matches!(self.state, None | Some(ItemState::Cancelled))
    }
}

/// Where a list of instalments goes on: due day, claim and number of the last.
pub type LastInstalment = (Date, String, i16);

/// Instalments that can be put into a batch, in the order of their due days, a page of them.
pub async fn ready(
    db: &mut PgConnection,
    wanted: &Wanted<LastInstalment>,
) -> Result<Vec<Instalment>, Fault> {
    let (since, code, number) =
        wanted.after.clone().unwrap_or((date!(0001 - 01 - 01), String::new(), 0));
    let listed = sqlx::query_scalar!(
        r#"-- store::plan::ready
        select d.instalment_id from ledger.idle_instalment d
        where (d.due_on, d.claim_code, d.number) > ($1, $2, $3)
          and not exists (
            select from ledger.batch_item i join ledger.item_outcome o using (item_id)
            where i.instalment_id = d.instalment_id and o.kind in ('returned', 'rejected')
              and not exists (select from ledger.renewal r where r.item_id = i.item_id))
        order by d.due_on, d.claim_code, d.number limit $4"#,
        since,
        code,
        number,
        wanted.rows()
    )
    .fetch_all(&mut *db)
    .await?;
    instalments(db, None, Some(&listed)).await
}

/// Instalments in the order of their due days: of one claim, or of a list.
pub async fn instalments(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    listed: Option<&[InstalmentId]>,
) -> Result<Vec<Instalment>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::plan::instalments
        select n.instalment_id, n.claim_id, c.claim_code, c.stage, n.number, n.amount, n.due_on,
          n.number - (select min(o.number) from ledger.instalment o where o.plan_id = n.plan_id)
            + 1 as "place!",
          (select count(*) from ledger.instalment o where o.plan_id = n.plan_id) as "parts!",
          coalesce((select r.pay_currency from ledger.renewal r join ledger.batch_item b using (item_id)
                    where b.instalment_id = n.instalment_id order by b.attempt desc limit 1),
                   p.pay_currency) as "pay_currency!: Currency",
          coalesce(i.attempt, 0)::bigint as "attempts!",
          case when exists (select from ledger.renewal r where r.item_id = i.item_id) then null
               else i.state end as "state: ItemState",
          i.batch_id as "batch_id?", i.pay_amount as "pay_amount?", i.pay_currency as "paid_currency?",
          (select o.reason from ledger.item_outcome o where o.item_id = i.item_id and o.reason is not null
           order by o.recorded_at desc limit 1) as reason
        from ledger.instalment n
        join ledger.plan p using (plan_id)
        join shared.claim c on c.claim_id = n.claim_id
        left join lateral (select s.* from ledger.item_state s where s.instalment_id = n.instalment_id
                           order by s.attempt desc limit 1) as i on true
        where ($1::uuid is null or n.claim_id = $1) and ($2::uuid[] is null or n.instalment_id = any($2))
        order by n.due_on, c.claim_code, n.number"#,
        claim.map(|id| id.0),
        listed as Option<&[InstalmentId]>
    )
    .fetch_all(&mut *db)
    .await?;
    let claims: Vec<_> = rows.iter().map(|row| row.claim_id).collect();
    let payees = payees(db, &claims).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Instalment {
                instalment_id: row.instalment_id,
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                stage: row.stage,
                number: row.number,
                place: row.place,
                parts: row.parts,
                amount: row.amount.into(),
                due_on: row.due_on,
                pay_currency: row.pay_currency,
                attempts: row.attempts,
                state: row.state,
                batch_id: row.batch_id,
                paid: row
                    .pay_amount
                    .zip(row.paid_currency)
                    .map(|(amount, currency)| money_in(amount, currency))
                    .transpose()?,
                reason: row.reason,
                payee_id: payees.get(&row.claim_id).copied(),
            })
        })
        .collect()
}
