//! Issue the decision of the panel: three views, their majority, by the chair; then the offer is
//! open.

use super::{latest_sheet, opened, stands_at};
use crate::domain::decision::{Paper, open_until};
use crate::domain::sheet::{Worksheet, of_the_day};
use crate::domain::verdict::{self, Verdict};
use crate::store;
use redress_contract::Event;
use redress_kernel::code::DecisionOutcome;
use redress_kernel::printable::{lines, shown, unprintable};
use redress_kernel::{
    Action, Actor, ClaimId, Currency, Date, DecisionId, Fault, Money, Outcome, Refusal, Stage,
    action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};

/// The chair issues it.
pub const ISSUE_DECISION: Action = action!("eligibility.issue_decision", [PanelChair]);

/// Characters of the reasons at most: a page in the letter.
const REASONS_MAX: usize = 4000;
/// Lines that they take in the letter at most. Each line break begins one, and a picture becomes words: without this,
/// four thousand letters could fill more pages than any letter may have.
const REASONS_LINES_MAX: usize = 200;

/// The decision.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueDecision {
    /// Award or none; what most views say.
    pub outcome: Verdict,
    /// The panel's words to the survivor; no names.
    #[schema(pattern = r"\S", max_length = 4000)]
    pub reasons: String,
}

/// An issued decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Issued {
    /// The claim.
    pub claim_id: ClaimId,
    /// The decision.
    pub decision_id: DecisionId,
    /// Award or none.
    pub outcome: Verdict,
    /// What is due.
    pub net: Money,
    /// Last day of the offer.
    #[schema(value_type = String, format = Date)]
    pub open_until: Date,
}

/// Issues it.
#[tracing::instrument(name = "eligibility.issue_decision", skip_all, fields(claim.id = %claim))]
pub async fn issue_decision(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: IssueDecision,
    once: Option<&Once>,
) -> Outcome<Issued> {
    ctx.once(actor, ISSUE_DECISION, once, async |tx| {
        let (standing, panel) = opened(tx, claim).await?;
        panel.open_chair(actor.actor_id)?;
        stands_at(&standing, Stage::Assessed)?;
        let award = store::award::load(tx.conn(), claim).await?;
        let award = award.ok_or_else(|| Fault::new("an assessed claim without its award"))?;
        let views = store::view::seen(tx.conn(), award.award_id).await?;
        if !views.iter().any(|view| view.actor_id == actor.actor_id) {
            return Err(Refusal::conflict("view-first").into());
        }
        verdict::carries(&views, asked.outcome, award.views_needed)?;
        let sheet = latest_sheet(tx, claim).await?;
        if sheet.worksheet_id != award.worksheet_id {
            return Err(Refusal::conflict("award-behind").into());
        }
        let paper = paper(tx, &asked, &sheet, award.net, standing.language).await?;
        let (decision_id, now) = (tx.fresh::<DecisionId>(), tx.now());
        store::decision::save(tx.conn(), decision_id, claim, award.award_id, &paper, now).await?;
        tx.advance(claim, Stage::Decided).await?;
        let outcome = match asked.outcome {
            Verdict::Awarded => DecisionOutcome::Awarded,
            Verdict::NotAwarded => DecisionOutcome::NotAwarded,
        };
        tx.emit(&Event::DecisionIssued { claim_id: claim, decision_id, outcome }).await?;
        tx.advance(claim, Stage::Offered).await?;
        tx.subject(format!("decision {decision_id}"));
        Ok(Issued {
            claim_id: claim,
            decision_id,
            outcome: asked.outcome,
            net: paper.net,
            open_until: paper.open_until,
        })
    })
    .await
}

/// All that the decision says, with the versions that it was made under. Refused when others have
/// come into force since the award was computed (R-30).
async fn paper(
    tx: &mut Tx,
    asked: &IssueDecision,
    sheet: &Worksheet,
    due: Money,
    language: String,
) -> Outcome<Paper> {
    let reasons = asked.reasons.trim();
    if reasons.is_empty() {
        return Err(Refusal::field("reasons", "field-required").into());
    }
    if reasons.chars().count() > REASONS_MAX {
        return Err(Refusal::field("reasons", "field-too-long").with("max", REASONS_MAX).into());
    }
    if let Some(letter) = unprintable(reasons) {
        let refusal = Refusal::field("reasons", "letter-not-printable");
        return Err(refusal.with("letter", shown(letter)).into());
    }
    let lines = lines(reasons);
    if lines > REASONS_LINES_MAX {
        let refusal = Refusal::field("reasons", "letter-too-many-lines").with("lines", lines);
        return Err(refusal.with("max", REASONS_LINES_MAX).into());
    }
    let issued_on = tx.now().date();
    let now = store::version::in_force(tx.conn(), issued_on).await?;
    let now = (now.rules.set.version, now.schedule.sums.version);
    if of_the_day(&sheet.result) != now {
        return Err(Refusal::conflict("award-behind").into());
    }
    let is_awarded = asked.outcome == Verdict::Awarded;
    let mut paper = Paper {
        outcome: asked.outcome,
        net: if is_awarded { due } else { Money::zero(Currency::USD) },
        rules: Vec::new(),
        lines: Vec::new(),
        reasons: reasons.to_owned(),
        rule_version: sheet.result.rules_version,
        schedule_version: sheet.result.schedule_version,
        issued_on,
        open_until: open_until(issued_on),
        language,
    };
    paper.explain(sheet);
    Ok(paper)
}
