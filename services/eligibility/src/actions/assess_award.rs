//! Compute the award of an eligible claim and keep it with every line.

use super::{Stepped, latest_sheet, opened, stands_at};
use crate::award::{
    Assessment, AwardError, Claimed, Earnings, Entering, Head, Offset, Schedule, Schooling, assess,
};
use crate::rules::Worksheet;
use crate::store;
use crate::store::award::Origin;
use redress_kernel::code::Answer;
use redress_kernel::{
    Action, Actor, AwardId, ClaimId, Decimal, Fault, Money, Outcome, Refusal, Stage, Stop, action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};

/// Whoever sits may have it computed.
pub const ASSESS_AWARD: Action = action!("eligibility.assess_award", [PanelMember, PanelChair]);

/// What the panel states for the computation beside the facts of the filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssessAward {
    /// Share of causation of lost earnings: 1, 0.75, 0.5 or 0.25 (H4).
    #[schema(value_type = String)]
    pub causation: Decimal,
    /// Past medical costs with papers (H2p).
    pub past_medical: Vec<Money>,
    /// Planned medical care by a care plan (H2f).
    pub planned_medical: Option<Money>,
    /// Past psychosocial costs with papers (H3p).
    pub past_psychosocial: Vec<Money>,
    /// Psychosocial care beyond the standard programme (H3f).
    pub extra_psychosocial: Option<Money>,
    /// School years lost (H5).
    #[schema(value_type = String)]
    pub school_years: Decimal,
    /// Whether schooling can't resume (H5).
    pub training: bool,
    /// Money already paid, by head.
    pub offsets: Vec<OffsetAsked>,
    /// Interim payments so far, US dollars.
    pub interim_paid: Option<Money>,
}

/// Money already paid for a head of harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OffsetAsked {
    /// For what.
    pub head: Head,
    /// How much, in the currency of payment.
    pub paid: Money,
}

impl Default for AssessAward {
    fn default() -> Self {
        Self {
            causation: Decimal::ONE,
            past_medical: Vec::new(),
            planned_medical: None,
            past_psychosocial: Vec::new(),
            extra_psychosocial: None,
            school_years: Decimal::ZERO,
            training: false,
            offsets: Vec::new(),
            interim_paid: None,
        }
    }
}

/// Computes and keeps it.
#[tracing::instrument(name = "eligibility.assess_award", skip_all, fields(claim.id = %claim))]
pub async fn assess_award(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: AssessAward,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    let mut tx = ctx.begin(actor, ASSESS_AWARD, once).await?;
    if let Some(first) = tx.answered()? {
        return Ok(first);
    }
    let (standing, _) = opened(&mut tx, claim).await?;
    stands_at(&standing, Stage::Eligible)?;
    let kept = latest_sheet(&mut tx, claim).await?;
    let confirmations = store::gate::confirmations(tx.conn(), claim).await?;
    let on_file = confirmations.iter().any(|confirmation| confirmation.on_file);
    let claimed = claimed(&kept.sheet, on_file, &asked);
    let award = computed(&mut tx, &claimed).await?;
    let inputs = serde_json::to_value(&asked).map_err(Fault::new)?;
    let origin = Origin {
        award_id: tx.fresh::<AwardId>(),
        claim_id: claim,
        worksheet_id: kept.worksheet_id,
        rule_version: &kept.sheet.rule_version,
        inputs: &inputs,
    };
    let now = tx.now();
    store::award::save(tx.conn(), &origin, &award, now).await?;
    tx.advance(claim, Stage::Assessed).await?;
    tx.commit(Stepped { claim_id: claim, stage: Stage::Assessed }).await
}

async fn computed(tx: &mut Tx, claimed: &Claimed) -> Outcome<Assessment> {
    let today = tx.now().date();
    let rates = store::rate::on(tx.conn(), today).await?;
    assess(&Schedule::shipped(), claimed, &rates).map_err(told)
}

/// Facts of the filing and statements of the panel, as the computation takes them.
fn claimed(sheet: &Worksheet, on_file: bool, asked: &AssessAward) -> Claimed {
    let facts = &sheet.filing.facts;
    let entering = sheet.entering(on_file).into_iter().map(|(act, counts_as)| Entering {
        act_id: act.act_id,
        act: counts_as,
        aggravations: act.aggravations.clone(),
        when: sheet.findings.dates.get(&act.act_id).copied().or(act.when),
    });
    let mut claimed = Claimed::of_acts(entering.collect(), facts.impact);
    claimed.care_sought = facts.losses.care_sought == Some(Answer::Yes);
    claimed.programme_declined = facts.losses.programme_declined == Some(Answer::Yes);
    let lost = facts.losses.months_without_work.filter(|months| !months.is_zero());
    if let (Some(months), Some(monthly_wage)) = (lost, facts.losses.monthly_wage) {
        claimed.earnings = Some(Earnings { months, monthly_wage, causation: asked.causation });
    }
    claimed.past_medical.clone_from(&asked.past_medical);
    claimed.planned_medical = asked.planned_medical;
    claimed.past_psychosocial.clone_from(&asked.past_psychosocial);
    claimed.extra_psychosocial = asked.extra_psychosocial;
    if asked.training || !asked.school_years.is_zero() {
        claimed.schooling = Some(Schooling { years: asked.school_years, training: asked.training });
    }
    let offsets = asked.offsets.iter();
    claimed.offsets =
        offsets.map(|offset| Offset { head: offset.head, paid: offset.paid }).collect();
    if let Some(interim) = asked.interim_paid {
        claimed.interim_paid = interim;
    }
    claimed
}

/// What a computation that stopped tells the panel.
fn told(error: AwardError) -> Stop {
    match error {
        AwardError::NoAct => Refusal::conflict("no-act-passed").into(),
        AwardError::RateMissing(currency) | AwardError::BadRate(currency) => {
            Refusal::conflict("rate-missing").with("currency", currency).into()
        }
        AwardError::BadCausation => Refusal::field("causation", "choice-unknown").into(),
        AwardError::Negative => Refusal::field("interim_paid", "amount-malformed").into(),
        AwardError::TooLarge | AwardError::Money(_) => Refusal::conflict("amount-too-large").into(),
        AwardError::BadFactor => Stop::Fault(Fault::new(error)),
    }
}
