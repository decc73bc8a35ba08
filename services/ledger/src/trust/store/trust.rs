//! Money held for children: deposits, terms, interest, requests, hand-overs (R-16).

use crate::books::domain::entry_kind::EntryKind;
use crate::desk::ids::TermsId;
use crate::trust::domain::Move;
use redress_kernel::{
    ActorId, ClaimId, Date, Decimal, EntryId, Fault, Reply, Stop, Timestamp, Usd, Uuid, Wanted,
    another_decides,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A child's award and what is held of it. Never shown as it is: the day of age tells a birth.
#[derive(Debug, Clone)]
pub struct File {
    pub claim_id: ClaimId,
    pub claim_code: String,
    /// When what is held is handed over.
    pub of_age_on: Date,
    /// What of the award is for trust so far.
    pub in_trust: Usd,
    /// Held of the award.
    pub capital: Usd,
    /// Held of what it bore.
    pub interest: Usd,
    /// Parts for trust that wait for cash.
    pub waiting: Usd,
    /// Whether all was handed over.
    pub has_ended: bool,
}

/// Awards of children as the actor may see them: all, or one.
pub async fn files(db: &mut PgConnection, claim: Option<ClaimId>) -> Result<Vec<File>, Fault> {
    Ok(sqlx::query_as!(
        File,
        r#"-- store::trust::files
        select claim_id as "claim_id!: ClaimId", claim_code as "claim_code!",
          of_age_on as "of_age_on!", in_trust as "in_trust!: Usd", capital as "capital!: Usd",
          interest as "interest!: Usd", waiting as "waiting!: Usd", has_ended as "has_ended!"
        from ledger.trust_files($1)"#,
        claim.map(|id| id.0)
    )
    .fetch_all(db)
    .await?)
}

/// The claim of a code, where something is held for it and the actor may know.
pub async fn claim(db: &mut PgConnection, code: &str) -> Result<Option<ClaimId>, Fault> {
    let claim = sqlx::query_scalar!(
        r#"-- store::trust::claim
        select ledger.trust_claim($1) as "claim_id: ClaimId""#,
        code
    )
    .fetch_one(db)
    .await?;
    Ok(claim)
}

/// An entry on the trust accounts of a claim.
#[derive(Debug, Clone)]
pub struct Moved {
    pub entry_id: EntryId,
    /// Of what it is.
    pub kind: EntryKind,
    pub occurred_on: Date,
    /// What it adds to the balance, and from which close of day on.
    pub moves: Move,
}

/// Entries on the trust accounts of a claim, in the order of their days.
pub async fn moves(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<Moved>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::trust::moves
        select entry_id as "entry_id!: EntryId", kind as "kind!: EntryKind", occurred_on as "occurred_on!",
          counts_from as "counts_from!", capital + interest as "amount!: Usd"
        from ledger.trust_moves($1)"#,
        claim.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Moved {
            entry_id: row.entry_id,
            kind: row.kind,
            occurred_on: row.occurred_on,
            moves: Move { counts_from: row.counts_from, amount: row.amount },
        })
        .collect())
}

/// Terms of interest.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Terms {
    /// Identifies them.
    #[schema(value_type = Uuid)]
    pub terms_id: TermsId,
    /// First day of the month from which they are in force.
    pub effective_from: Date,
    /// Of a year.
    pub annual_rate: Decimal,
    /// Where the rate comes from, as it stands on statements.
    pub method: String,
    /// Who proposed them.
    #[serde(rename = "proposed_by")]
    #[schema(value_type = Uuid)]
    pub asked_by: ActorId,
    /// `proposed`, `confirmed` or `refused`.
    #[serde(rename = "state", serialize_with = "redress_kernel::another::or_proposed")]
    #[schema(value_type = String)]
    pub outcome: Option<Reply>,
}

another_decides!(Terms { asked_by, outcome }, FinanceApprover, "own-trust");

impl Terms {
    /// How they stand, in a word.
    pub fn state(&self) -> &'static str {
        Reply::or_waiting(self.outcome, "proposed")
    }
}

pub async fn propose_terms(
    db: &mut PgConnection,
    terms: &Terms,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::trust::propose_terms
        insert into ledger.trust_terms (terms_id, effective_from, annual_rate, method, asked_by,
          asked_at)
        values ($1, $2, $3, $4, $5, $6) returning terms_id",
        terms.terms_id.0,
        terms.effective_from,
        terms.annual_rate,
        terms.method,
        terms.asked_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Confirms or refuses terms; refused with `own-trust` to who proposed them.
pub async fn answer_terms(
    db: &mut PgConnection,
    terms: TermsId,
    outcome: Reply,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust::answer_terms
        insert into ledger.trust_terms_answer (terms_id, outcome, answered_by, answered_at)
        values ($1, $2, shared.actor_id(), $3) returning terms_id",
        terms.0,
        outcome.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Terms, newest month first: a page of them, or one.
pub async fn terms(
    db: &mut PgConnection,
    one: Option<TermsId>,
    wanted: &Wanted<(Date, TermsId)>,
) -> Result<Vec<Terms>, Fault> {
    let (before, after) = wanted.after.unwrap_or((Date::MAX, Uuid::max().into()));
    Ok(sqlx::query_as!(
        Terms,
        r#"-- store::trust::terms
        select t.terms_id, t.effective_from, t.annual_rate, t.method, t.asked_by,
          s.outcome as "outcome?"
        from ledger.trust_terms t left join ledger.trust_terms_answer s using (terms_id)
        where ($1::uuid is null or t.terms_id = $1) and (t.effective_from, t.terms_id) < ($2, $3)
        order by t.effective_from desc, t.terms_id desc limit $4"#,
        one.map(|id| id.0),
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}

/// Terms that are in force.
#[derive(Debug, Clone)]
pub struct InForce {
    pub terms_id: TermsId,
    /// Of a year.
    pub annual_rate: Decimal,
    /// Where the rate comes from.
    pub method: String,
}

/// Terms in force in a month.
pub async fn terms_on(db: &mut PgConnection, month: Date) -> Result<Option<InForce>, Fault> {
    Ok(sqlx::query_as!(
        InForce,
        r#"-- store::trust::terms_on
        select terms_id as "terms_id!: TermsId", annual_rate as "annual_rate!", method as "method!"
        from ledger.trust_terms_on($1)"#,
        month
    )
    .fetch_optional(db)
    .await?)
}

/// A month of a claim whose interest is not booked.
#[derive(Debug, Clone)]
pub struct OpenMonth {
    pub claim_id: ClaimId,
    /// First day of the month.
    pub month: Date,
    /// The terms of that month.
    pub terms_id: TermsId,
    /// Their rate.
    pub annual_rate: Decimal,
    /// Whether the books of that month are closed.
    pub is_closed: bool,
}

/// Months that have ended before a month and whose interest is not booked, in order; of all claims or of one.
pub async fn open_months(
    db: &mut PgConnection,
    before: Date,
    claim: Option<ClaimId>,
    limit: i64,
) -> Result<Vec<OpenMonth>, Fault> {
    Ok(sqlx::query_as!(
        OpenMonth,
        r#"-- store::trust::open_months
        select d.claim_id as "claim_id: ClaimId", m.month::date as "month!", t.terms_id as "terms_id!: TermsId",
          t.annual_rate as "annual_rate!", ledger.is_closed(m.month::date) as "is_closed!"
        from (select x.claim_id, min(x.deposited_on) as first from ledger.trust_deposit x
              where $2::uuid is null or x.claim_id = $2 group by 1) as d
        cross join lateral generate_series(date_trunc('month', d.first)::timestamp,
          $1::date::timestamp - interval '1 month', interval '1 month') as m (month)
        cross join lateral ledger.trust_terms_on(m.month::date) t
        where not exists (select from ledger.trust_interest i
                          where i.claim_id = d.claim_id and i.month = m.month::date)
          and not exists (select from ledger.hand_over_answer s
                          where s.claim_id = d.claim_id and s.outcome = 'confirmed')
        order by d.claim_id, m.month limit $3"#,
        before,
        claim.map(|id| id.0),
        limit
    )
    .fetch_all(db)
    .await?)
}

/// Interest of a month, or of its days before a hand-over.
#[derive(Debug, Clone, Copy)]
pub struct Interest {
    pub claim: ClaimId,
    /// First day of the month.
    pub month: Date,
    /// Last day that counts.
    pub through: Date,
    pub terms_id: TermsId,
    /// How much.
    pub amount: Usd,
    /// Its entry; none for nothing.
    pub entry_id: Option<EntryId>,
}

/// Notes interest of a month, once.
pub async fn save_interest(
    db: &mut PgConnection,
    interest: &Interest,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust::save_interest
        insert into ledger.trust_interest (claim_id, month, through, terms_id, amount, entry_id, made_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning claim_id",
        interest.claim.0,
        interest.month,
        interest.through,
        interest.terms_id.0,
        interest.amount.amount(),
        interest.entry_id.map(|id| id.0),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Rate and method by which an entry of interest was computed, and its last day.
#[derive(Debug, Clone)]
pub struct Borne {
    pub entry_id: EntryId,
    /// Of a year.
    pub annual_rate: Decimal,
    /// As it was stated.
    pub method: String,
}

/// How the interest of a claim was computed.
pub async fn borne(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<Borne>, Fault> {
    Ok(sqlx::query_as!(
        Borne,
        r#"-- store::trust::borne
        select entry_id as "entry_id!: EntryId", annual_rate as "annual_rate!", method as "method!"
        from ledger.trust_interest_of($1)"#,
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// What of the fund and of children's money waits for whom.
#[derive(Debug, Clone, Copy, Default)]
pub struct Waits {
    /// Fund factors that were proposed.
    pub factors: i64,
    /// Terms of interest that were proposed.
    pub terms: i64,
    /// Releases that were asked for.
    pub requests: i64,
    /// Hand-overs that were started.
    pub hand_overs: i64,
    /// Children who are of age on the day and to whom nobody hands over yet.
    pub of_age: i64,
}

/// Counts what waits on a day.
pub async fn waits(db: &mut PgConnection, today: Date) -> Result<Waits, Fault> {
    let row = sqlx::query_as!(
        Waits,
        r#"-- store::trust::waits
        select
          (select count(*) from ledger.fund_factor f where not exists (
             select from ledger.fund_factor_answer s where s.factor_id = f.factor_id)) as "factors!",
          (select count(*) from ledger.trust_terms t where not exists (
             select from ledger.trust_terms_answer s where s.terms_id = t.terms_id)) as "terms!",
          (select count(*) from ledger.trust_request r where not exists (
             select from ledger.trust_request_answer s where s.request_id = r.request_id)) as "requests!",
          (select count(*) from ledger.hand_over h where not exists (
             select from ledger.hand_over_answer s where s.hand_over_id = h.hand_over_id)) as "hand_overs!",
          (select count(*) from ledger.trust_files(null) a where a.of_age_on <= $1 and not a.has_ended
             and not exists (select from ledger.hand_over h where h.claim_id = a.claim_id and not exists (
               select from ledger.hand_over_answer s where s.hand_over_id = h.hand_over_id))) as "of_age!""#,
        today
    )
    .fetch_one(db)
    .await?;
    Ok(row)
}
