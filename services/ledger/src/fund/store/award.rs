//! Accepted awards, and the money set aside for them.

use crate::desk::ids::FundingId;
use crate::desk::store::money;
use crate::fund::domain::codes::{FundingKind, Purpose};
use crate::fund::domain::fund::{Share, Waiting};
use crate::fund::domain::held::Terms;
use redress_kernel::{
    ClaimId, Date, Decimal, DecisionId, EntryId, Fault, Money, Stage, Stop, Timestamp, Usd, Uuid,
    Wanted,
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
    /// How a child's award is held (R-16).
    pub terms: Option<Terms>,
    /// Whether upkeep of it falls due later.
    pub has_later: bool,
}

impl Offer {
    /// As an award of which nothing is set aside.
    pub fn waiting(&self, claim: ClaimId) -> Waiting {
        let (net, funded) = (self.net.amount(), Decimal::ZERO);
        Waiting { claim, net, funded, is_child: self.terms.is_some() }
    }
}

/// The offer that a claim has accepted.
pub async fn offer(
    db: &mut PgConnection,
    claim: ClaimId,
    decision: DecisionId,
) -> Result<Option<Offer>, Fault> {
    let row = sqlx::query!(
        r#"-- store::award::offer
        select o.net as "net!", o.currency as "currency!", o.open_until as "open_until!",
          c.released as "released?", c.upkeep as "upkeep?", c.of_age_on as "of_age_on?",
          exists (select from shared.offer_later l
                  where l.claim_id = o.claim_id and l.decision_id = o.decision_id) as "has_later!"
        from shared.offer o left join shared.offer_child c using (claim_id, decision_id)
        where o.claim_id = $1 and o.decision_id = $2 and o.outcome = 'awarded'"#,
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
            terms: split(row.released, row.upkeep, row.of_age_on),
            has_later: row.has_later,
        })
    })
    .transpose()
}

fn split(
    released: Option<Decimal>,
    upkeep: Option<Decimal>,
    of_age_on: Option<Date>,
) -> Option<Terms> {
    Some(Terms { released: released?, upkeep: upkeep?, of_age_on: of_age_on? })
}

/// Notes an accepted award with its commitment, none where nothing is owed at once, and the upkeep that
/// falls due later.
pub async fn save(
    db: &mut PgConnection,
    claim: ClaimId,
    offer: &Offer,
    accepted_on: Date,
    entry: Option<EntryId>,
) -> Result<(), Fault> {
    let terms = offer.terms;
    sqlx::query!(
        "-- store::award::save
        insert into ledger.award (claim_id, decision_id, net, currency, accepted_on, entry_id,
          is_child, released, upkeep, of_age_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning claim_id",
        claim.0,
        offer.decision_id.0,
        offer.net.amount(),
        offer.net.currency().code(),
        accepted_on,
        entry.map(|id| id.0),
        terms.is_some(),
        terms.map(|terms| terms.released),
        terms.map(|terms| terms.upkeep),
        terms.map(|terms| terms.of_age_on)
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query!(
        "-- store::award::save_upkeep
        insert into ledger.upkeep (claim_id, number, due_on, amount, currency)
        select claim_id, number, due_on, amount, currency from shared.offer_later
        where claim_id = $1 and decision_id = $2 returning number",
        claim.0,
        offer.decision_id.0
    )
    .fetch_all(db)
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

/// An award of which something is not set aside.
#[derive(Debug, Clone)]
pub struct Queued {
    /// The award.
    pub award: Waiting,
    /// How many parts of it are set aside.
    pub tranches: i32,
    /// How it is held, if it is a child's.
    pub terms: Option<Terms>,
}

/// Awards of which something is not set aside, in the order of acceptance.
pub async fn waiting(db: &mut PgConnection) -> Result<Vec<Queued>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::waiting
        select claim_id as "claim_id!: ClaimId", net as "net!", funded as "funded!",
          is_child as "is_child!", tranches as "tranches!", released, upkeep, of_age_on
        from ledger.awards_waiting()"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let award = Waiting {
                claim: row.claim_id,
                net: row.net,
                funded: row.funded,
                is_child: row.is_child,
            };
            let terms = split(row.released, row.upkeep, row.of_age_on);
            Ok(Queued { award, tranches: row.tranches, terms })
        })
        .collect()
}

/// A part of an award for which money is set aside.
#[derive(Debug, Clone)]
pub struct Funding<'a> {
    /// Identifies it.
    pub funding_id: FundingId,
    /// From 1.
    pub tranche: i32,
    /// Whose, how much, out of what.
    pub share: &'a Share,
    /// What of it is held for a child.
    pub in_trust: Decimal,
    /// Number of the upkeep that it is for.
    pub upkeep: Option<i32>,
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
        let kind = match (funding.upkeep, share.is_top_up) {
            (Some(_), _) => FundingKind::Upkeep,
            (None, true) => FundingKind::TopUp,
            (None, false) => FundingKind::Share,
        };
        sqlx::query!(
            "-- store::award::fund
            insert into ledger.funding (funding_id, claim_id, tranche, kind, amount, currency, factor,
              entry_id, funded_at, in_trust, upkeep)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning funding_id",
            funding.funding_id.0,
            share.claim.0,
            funding.tranche,
            kind.as_str(),
            share.amount.amount(),
            share.amount.currency().code(),
            funding.factor,
            funding.entry_id.0,
            now,
            funding.in_trust,
            funding.upkeep
        )
        .fetch_one(&mut *db)
        .await?;
        for draw in &share.draws {
            sqlx::query!(
                "-- store::award::allocate
                insert into ledger.allocation (funding_id, source, claim_id, amount)
                values ($1, $2, $3, $4) returning funding_id",
                funding.funding_id.0,
                draw.source,
                share.claim.0,
                draw.amount.amount()
            )
            .fetch_one(&mut *db)
            .await?;
        }
    }
    Ok(())
}

/// Fundings of an award that no plan pays yet, in their order, with the sum of what of them is paid out.
pub async fn unplanned(
    db: &mut PgConnection,
    claim: ClaimId,
) -> Result<(Vec<FundingId>, Money), Fault> {
    let rows = sqlx::query!(
        r#"-- store::award::unplanned
        select f.funding_id, f.amount - f.in_trust as "amount!" from ledger.funding f
        where f.claim_id = $1 and f.amount > f.in_trust
          and not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)
        order by f.tranche"#,
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
    #[schema(value_type = String)]
    pub kind: FundingKind,
    /// The factor that was in force.
    pub factor: Decimal,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub funded_at: Timestamp,
    /// Name of the funder; none for money without a named one.
    pub funder: Option<String>,
    /// What that money is for.
    #[schema(value_type = String)]
    pub purpose: Purpose,
    /// How much of it.
    pub amount: Money,
}

/// Parts of an award that are set aside, by funder.
pub async fn funded_by(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<FundedBy>, Fault> {
    Ok(sqlx::query_as!(
        FundedBy,
        r#"-- store::award::funded_by
        select f.tranche, f.kind, f.factor, f.funded_at, n.name as "funder?", s.purpose, a.amount
        from ledger.funding f join ledger.allocation a using (funding_id)
        join ledger.source s using (source) left join ledger.funder n using (funder_id)
        where f.claim_id = $1 order by f.tranche, a.source"#,
        claim.0
    )
    .fetch_all(db)
    .await?)
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
    #[schema(value_type = String)]
    pub stage: Stage,
    /// What is owed.
    pub net: Money,
    /// When it was accepted.
    pub accepted_on: Date,
    /// Money set aside so far.
    pub funded: Money,
    /// What is to be paid out and no plan pays yet.
    pub to_plan: Money,
    /// What of it is held for a child.
    pub in_trust: Money,
    /// Parts that came back and wait for the survivor's new choice.
    pub returned: i64,
    /// Sum of what was settled and did not come back.
    pub settled: Money,
}

/// Awards, newest acceptance first, a page of them; of one claim or of all.
pub async fn cases(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    wanted: &Wanted<(Date, ClaimId)>,
) -> Result<Vec<Case>, Fault> {
    let (before, after) = wanted.after.unwrap_or((Date::MAX, ClaimId(Uuid::max())));
    Ok(sqlx::query_as!(
        Case,
        r#"-- store::award::cases
        select a.claim_id, c.claim_code, c.stage as "stage: Stage", a.net, a.accepted_on,
          (select coalesce(sum(f.amount), 0) from ledger.funding f where f.claim_id = a.claim_id
             and f.kind in ('share', 'top_up')) as "funded!: Usd",
          (select coalesce(sum(f.in_trust), 0) from ledger.funding f where f.claim_id = a.claim_id) as "in_trust!: Usd",
          (select coalesce(sum(f.amount - f.in_trust), 0) from ledger.funding f where f.claim_id = a.claim_id
             and not exists (select from ledger.plan_funding p where p.funding_id = f.funding_id)) as "to_plan!: Usd",
          (select count(*) from ledger.item_state i where i.claim_id = a.claim_id
             and i.state in ('returned', 'rejected')
             and not exists (select from ledger.renewal r where r.item_id = i.item_id)) as "returned!",
          (select coalesce(sum(i.debt), 0) from ledger.item_state i where i.claim_id = a.claim_id
             and i.state = 'settled') as "settled!: Usd"
        from ledger.award a join shared.claim c using (claim_id)
        where ($1::uuid is null or a.claim_id = $1) and (a.accepted_on, a.claim_id) < ($2, $3)
        order by a.accepted_on desc, a.claim_id desc limit $4"#,
        claim.map(|id| id.0),
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}
