//! Offers: read from the view that eligibility makes for us; answers kept here.

use crate::domain::acceptance::OfferAnswer;
use redress_kernel::code::DecisionOutcome;
use redress_kernel::{ActorId, ClaimId, Date, DecisionId, Fault, Money, Timestamp};
use sqlx::PgConnection;

/// The offer on a claim.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The decision that it offers.
    pub decision_id: DecisionId,
    pub is_award: bool,
    pub net: Option<Money>,
    pub issued_on: Option<Date>,
    /// Last day to answer.
    pub open_until: Option<Date>,
    /// Whether its letter can be read: it isn't accepted before.
    pub has_letter: bool,
}

/// The offer on a claim, if one was made.
pub async fn of_claim(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Offer>, Fault> {
    let row = sqlx::query!(
        r#"-- store::offer::of_claim
        select decision_id as "decision_id!", outcome as "outcome!", net, currency, issued_on, open_until,
          exists (select from shared.letter_made l where l.decision_id = o.decision_id) as "has_letter!"
        from shared.offer o where claim_id = $1 order by issued_on desc limit 1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let net = row.net.zip(row.currency).map(|(net, currency)| Money::new(net, currency));
        let net = net.transpose().map_err(Fault::new)?;
        Ok(Offer {
            decision_id: row.decision_id,
            is_award: row.outcome == DecisionOutcome::Awarded,
            net,
            issued_on: row.issued_on,
            open_until: row.open_until,
            has_letter: row.has_letter,
        })
    })
    .transpose()
}

/// The survivor's answer.
#[derive(Debug, Clone)]
pub struct AnswerRow {
    pub claim_id: ClaimId,
    pub decision_id: DecisionId,
    /// What she said.
    pub answer: OfferAnswer,
    /// Language in which the offer was explained.
    pub language: String,
    pub recorded_by: ActorId,
    pub recorded_at: Timestamp,
}

/// Keeps the answer; one for each decision.
pub async fn add_answer(db: &mut PgConnection, row: &AnswerRow) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::offer::add_answer
        insert into intake.acceptance (claim_id, decision_id, answer, language, recorded_by, recorded_at)
        values ($1, $2, $3, $4, $5, $6) returning claim_id",
        row.claim_id.0,
        row.decision_id.0,
        row.answer.as_str(),
        row.language,
        row.recorded_by.0,
        row.recorded_at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
