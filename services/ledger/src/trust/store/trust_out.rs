//! How held money leaves: asked for and granted, or handed over; decided by another person (R-16).

use crate::desk::ids::{FundingId, HandOverId, TrustRequestId};
use crate::trust::domain::Ground;
use redress_kernel::{
    ActorId, ClaimId, EntryId, Fault, Money, Reply, Stop, Timestamp, Usd, Uuid, Wanted,
    another_decides,
};
use serde::{Serialize, Serializer};
use sqlx::PgConnection;
use time::macros::datetime;
use utoipa::ToSchema;

/// Later than whatever was asked.
const LATEST: Timestamp = datetime!(9999-12-31 0:00 UTC);

/// What a liaison asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Request {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub request_id: TrustRequestId,
    /// The claim.
    pub claim_id: ClaimId,
    /// How much.
    pub amount: Money,
    /// Why.
    #[schema(value_type = String)]
    pub ground: Ground,
    /// Whether the child is twelve or older.
    pub is_twelve: bool,
    /// Whether she was heard.
    pub was_heard: bool,
    /// Who asked.
    #[serde(skip)]
    pub asked_by: ActorId,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
    /// `asked`, `approved` or `refused`.
    #[serde(rename = "state", serialize_with = "request_state")]
    #[schema(value_type = String)]
    pub outcome: Option<Reply>,
}

another_decides!(Request { asked_by, outcome }, FinanceApprover, "own-trust");

impl Request {
    /// How it stands, in a word: what is confirmed is called approved here.
    pub fn state(&self) -> &'static str {
        state_of_request(self.outcome)
    }
}

fn state_of_request(outcome: Option<Reply>) -> &'static str {
    match outcome {
        Some(Reply::Confirmed) => "approved",
        Some(Reply::Refused) | None => Reply::or_waiting(outcome, "asked"),
    }
}

/// For `serialize_with`: how a request stands.
pub fn request_state<S: Serializer>(outcome: &Option<Reply>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(state_of_request(*outcome))
}

/// Keeps what is asked for; refused with `trust-has-less` beyond what is held.
pub async fn ask(db: &mut PgConnection, asked: &Request, now: Timestamp) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust_out::ask
        insert into ledger.trust_request (request_id, claim_id, amount, currency, ground, is_twelve,
          was_heard, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, shared.actor_id(), $8) returning request_id",
        asked.request_id.0,
        asked.claim_id.0,
        asked.amount.amount(),
        asked.amount.currency().code(),
        asked.ground.as_str(),
        asked.is_twelve,
        asked.was_heard,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Which requests to list.
#[derive(Debug, Clone, Copy)]
pub enum Which {
    /// Those that nobody has decided.
    Waiting,
    /// Those of a claim.
    Of(ClaimId),
    /// One.
    One(TrustRequestId),
}

/// What was asked, newest first, a page of it, as the actor may see it.
pub async fn requests(
    db: &mut PgConnection,
    which: Which,
    wanted: &Wanted<(Timestamp, TrustRequestId)>,
) -> Result<Vec<Request>, Fault> {
    let (claim, one) = match which {
        Which::Waiting => (None, None),
        Which::Of(claim) => (Some(claim.0), None),
        Which::One(request) => (None, Some(request.0)),
    };
    let (before, after) = wanted.after.unwrap_or((LATEST, Uuid::max().into()));
    Ok(sqlx::query_as!(
        Request,
        r#"-- store::trust_out::requests
        select r.request_id, r.claim_id, r.amount, r.ground,
          r.is_twelve, r.was_heard, r.asked_by, r.asked_at, s.outcome as "outcome?"
        from ledger.trust_request r left join ledger.trust_request_answer s using (request_id)
        where ($1::uuid is null or r.claim_id = $1) and ($2::uuid is null or r.request_id = $2)
          and (not $3 or s.outcome is null) and (r.asked_at, r.request_id) < ($4, $5)
        order by r.asked_at desc, r.request_id desc limit $6"#,
        claim,
        one,
        matches!(which, Which::Waiting),
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}

/// Decides on what was asked; refused with `own-trust` to who asked.
pub async fn answer_request(
    db: &mut PgConnection,
    (request, claim): (TrustRequestId, ClaimId),
    outcome: Reply,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust_out::answer_request
        insert into ledger.trust_request_answer (request_id, claim_id, outcome, answered_by, answered_at)
        values ($1, $2, $3, shared.actor_id(), $4) returning request_id",
        request.0,
        claim.0,
        outcome.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A hand-over.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HandOver {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub hand_over_id: HandOverId,
    /// Whose.
    #[serde(skip)]
    pub claim_id: ClaimId,
    /// Who started it.
    #[serde(rename = "started_by")]
    #[schema(value_type = Uuid)]
    pub asked_by: ActorId,
    /// When.
    #[serde(rename = "started_at", with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
    /// `started`, `confirmed` or `refused`.
    #[serde(rename = "state", serialize_with = "redress_kernel::another::or_started")]
    #[schema(value_type = String)]
    pub outcome: Option<Reply>,
}

another_decides!(HandOver { asked_by, outcome }, FinanceApprover, "own-trust");

/// Starts a hand-over; refused with `trust-not-of-age` before its day.
pub async fn start(
    db: &mut PgConnection,
    (id, claim): (HandOverId, ClaimId),
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust_out::start
        insert into ledger.hand_over (hand_over_id, claim_id, asked_by, asked_at)
        values ($1, $2, shared.actor_id(), $3) returning hand_over_id",
        id.0,
        claim.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Hand-overs of a claim, or one, newest first.
pub async fn hand_overs(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    one: Option<HandOverId>,
) -> Result<Vec<HandOver>, Fault> {
    Ok(sqlx::query_as!(
        HandOver,
        r#"-- store::trust_out::hand_overs
        select h.hand_over_id, h.claim_id, h.asked_by, h.asked_at, s.outcome as "outcome?"
        from ledger.hand_over h left join ledger.hand_over_answer s using (hand_over_id)
        where ($1::uuid is null or h.claim_id = $1) and ($2::uuid is null or h.hand_over_id = $2)
        order by h.asked_at desc"#,
        claim.map(|id| id.0),
        one.map(|id| id.0)
    )
    .fetch_all(db)
    .await?)
}

/// Confirms or refuses a hand-over; refused with `own-trust` to who started it.
pub async fn answer_hand_over(
    db: &mut PgConnection,
    (hand_over, claim): (HandOverId, ClaimId),
    outcome: Reply,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust_out::answer_hand_over
        insert into ledger.hand_over_answer (hand_over_id, claim_id, outcome, answered_by, answered_at)
        values ($1, $2, $3, shared.actor_id(), $4) returning hand_over_id",
        hand_over.0,
        claim.0,
        outcome.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// For what held money is paid.
#[derive(Debug, Clone, Copy)]
pub enum For {
    /// A request that was approved.
    Request(TrustRequestId),
    /// A hand-over that was confirmed.
    HandOver(HandOverId),
}

/// What leaves the trust.
#[derive(Debug, Clone, Copy)]
pub struct Out {
    /// The part that a plan pays.
    pub funding_id: FundingId,
    pub claim: ClaimId,
    pub reason: For,
    /// Of the award.
    pub capital: Usd,
    /// Of what it bore.
    pub interest: Usd,
    pub entry_id: EntryId,
}

/// Notes what leaves the trust, as the next part of the award.
pub async fn save(db: &mut PgConnection, out: &Out, now: Timestamp) -> Result<(), Stop> {
    let (request, hand_over) = match out.reason {
        For::Request(id) => (Some(id.0), None),
        For::HandOver(id) => (None, Some(id.0)),
    };
    sqlx::query!(
        "-- store::trust_out::save
        with part as (
          insert into ledger.funding (funding_id, claim_id, tranche, kind, amount, currency, factor,
            entry_id, funded_at)
          select $1, $2, coalesce(max(f.tranche), 0) + 1,
            case when $3::uuid is null then 'hand_over' else 'trust_release' end,
            $5::numeric + $6::numeric, 'USD', 1, $7, $8
          from ledger.funding f where f.claim_id = $2
          returning funding_id)
        insert into ledger.trust_out (funding_id, claim_id, request_id, hand_over_id, capital, interest)
        select funding_id, $2, $3, $4, $5, $6 from part returning funding_id",
        out.funding_id.0,
        out.claim.0,
        request,
        hand_over,
        out.capital.amount(),
        out.interest.amount(),
        out.entry_id.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
