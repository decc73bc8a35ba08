//! Evaluate a claim: facts put together, rules and award under the better of two versions, all of it
//! kept beside what there was before. Actions and reactions share it.
//! Never here: who may, or what a rule decides.

use crate::domain::assemble::{Case, Sheet, assemble, rates_needed};
use crate::domain::change::{Recorded, apply, errors, known};
use crate::domain::clearance::{Hold, holds, is_being_paid};
use crate::domain::difference::Difference;
use crate::domain::sheet::{Cause, Worksheet, passes};
use crate::domain::verdict::views_needed;
use crate::store;
use crate::store::clearance::Step;
use redress_contract::claim::Standing;
use redress_kernel::{AwardId, ClaimId, Currency, Fault, Money, Outcome, Refusal, Stage, Stop};
use redress_mechanism::Mechanism;
use redress_mechanism::award::Head;
use redress_mechanism::explain::{ExplainedAward, ExplainedStop};
use redress_mechanism::trace::Stopped;
use redress_mechanism::versions::assess_better;
use redress_runtime::Tx;
use std::sync::Arc;

/// Evaluates the claim as it stands now, with what is recorded now, and keeps facts and worksheet.
/// Whoever calls holds the case.
pub(crate) async fn evaluate(
    tx: &mut Tx,
    standing: &Standing,
    cause: Cause,
    changes: &[Recorded],
) -> Outcome<Worksheet> {
    let claim = standing.claim_id;
    let (now, today) = (tx.now(), tx.now().date());
    let before = store::worksheet::load(tx.conn(), claim, None).await?;
    let filing = store::case::filing(tx.conn(), claim).await?;
    let filing = filing.ok_or_else(|| Fault::new("a claim in review without its facts"))?;
    let opened_at = store::case::opened_at(tx.conn(), claim).await?.ok_or(Stop::Missing)?;
    let requests = store::gate::requests(tx.conn(), claim).await?.len();
    let recorded = store::fact::recorded(tx.conn(), claim).await?;
    let case = Case {
        claim_code: &standing.claim_code,
        filing: &filing,
        opened_on: opened_at.date(),
        requests: u32::try_from(requests).map_err(Fault::new)?,
        today,
    };
    let assembled = assemble(&case, before.as_ref().map(|before| &before.sheet), &recorded)?;
    let at_filing = store::version::in_force(tx.conn(), filing.filed_on).await?;
    let at_decision = store::version::in_force(tx.conn(), today).await?;
    let mut sheet = with(assembled.sheet, changes, [&at_decision, &at_filing])?;
    let (currencies, days) = rates_needed(&sheet.facts);
    sheet.put_rates(store::rate::on(tx.conn(), &currencies, &days).await?);
    sheet.put_factor(store::rate::fund_factor(tx.conn(), today).await?);
    let result = assess_better(&at_filing, &at_decision, &sheet.facts);
    let difference = match &before {
        None => Difference::default(),
        Some(before) => {
            Difference::between((&before.sheet.facts, &before.result), (&sheet.facts, &result))?
        }
    };
    let fact_sheet_id = tx.fresh();
    let facts = store::fact::NewSheet {
        fact_sheet_id,
        claim_id: claim,
        sheet: &sheet,
        changes,
        set_aside: assembled.set_aside,
    };
    store::fact::save(tx.conn(), &facts, now).await?;
    let worksheet_id = tx.fresh();
    let new = store::worksheet::NewWorksheet {
        worksheet_id,
        claim_id: claim,
        fact_sheet_id,
        cause,
        result: &result,
        difference: &difference,
    };
    let digest = store::worksheet::save(tx.conn(), &new, now).await?;
    Ok(Worksheet {
        worksheet_id,
        cause,
        result,
        digest,
        sheet,
        changes: changes.to_vec(),
        set_aside: assembled.set_aside,
        difference,
        made_by: Some(tx.actor().label.clone()),
        made_at: now,
    })
}

/// Facts with what is recorded now. Refused where a version in question knows a code of it not, or
/// where the facts contradict themselves afterwards.
fn with(before: Sheet, changes: &[Recorded], versions: [&Arc<Mechanism>; 2]) -> Outcome<Sheet> {
    if changes.is_empty() {
        return Ok(before);
    }
    let mut after = before.clone();
    for recorded in changes {
        known(&recorded.change, versions[0]).or_else(|_| known(&recorded.change, versions[1]))?;
        apply(&mut after, recorded)?;
    }
    let wrong = errors(&before.facts, &after.facts);
    if wrong.is_empty() { Ok(after) } else { Err(Stop::Refused(wrong)) }
}

/// What a new worksheet means for where the claim stands. Until the decision, a gate that turned
/// sends the claim back to be confirmed anew, and an award is computed anew, so that what was said
/// of the one before counts no longer. Afterwards nothing moves, but what stands against a payment
/// holds it until it is looked at again. Returns the stage now.
pub(crate) async fn follow(tx: &mut Tx, standing: &Standing, sheet: &Worksheet) -> Outcome<Stage> {
    match standing.stage {
        Stage::Eligible | Stage::Assessed if !passes(&sheet.result) => {
            tx.advance(standing.claim_id, Stage::InReview).await?;
            Ok(Stage::InReview)
        }
        Stage::Assessed => {
            save_award(tx, standing.claim_id, sheet).await?;
            Ok(Stage::Assessed)
        }
        stage if is_being_paid(stage) => {
            let held = holds(sheet);
            if !held.is_empty() {
                keep_look(tx, standing.claim_id, Step::Fact, sheet, &held).await?;
            }
            Ok(stage)
        }
        stage => Ok(stage),
    }
}

/// Keeps what a look at the claim before a payment came to.
pub(crate) async fn keep_look(
    tx: &mut Tx,
    claim: ClaimId,
    step: Step,
    sheet: &Worksheet,
    held: &[Hold],
) -> Outcome<()> {
    let (id, now) = (tx.fresh(), tx.now());
    let found = (sheet.worksheet_id, held);
    store::clearance::save(tx.conn(), id, claim, step, found, now).await?;
    Ok(())
}

/// Keeps the award of a worksheet. Refused where a line of it could not be computed: nothing is
/// guessed.
pub(crate) async fn save_award(tx: &mut Tx, claim: ClaimId, sheet: &Worksheet) -> Outcome<()> {
    let award = sheet.result.award.as_ref();
    let award = award.ok_or_else(|| Stop::from(Refusal::conflict("no-act-passed")))?;
    // A payment that can't be converted today is converted on its own day.
    if let Some(stop) = award.stops.iter().find(|stop| stop.head.is_some()) {
        return Err(refusal_of(stop).into());
    }
    let mechanism = used(tx, sheet).await?;
    let is_clear = sheet.sheet.facts.panel.as_ref().is_some_and(|panel| panel.clear);
    let needed = views_needed(&mechanism.rules.set.quorums, is_clear, award.net.amount());
    let (award_id, now) = (tx.fresh::<AwardId>(), tx.now());
    let of = (award_id, claim);
    store::award::save(tx.conn(), of, sheet, (award, needed), now).await?;
    if let Some(child) = child(&mechanism, sheet, award) {
        store::award::save_child(tx.conn(), of, &child).await?;
    }
    store::award::save_later(tx.conn(), of, &award.later).await?;
    Ok(())
}

/// The versions that a worksheet was computed under.
async fn used(tx: &mut Tx, sheet: &Worksheet) -> Outcome<Arc<Mechanism>> {
    let names = (&sheet.result.rules_version, &sheet.result.schedule_version);
    let mechanism = store::version::named(tx.conn(), names.0.as_str(), names.1.as_str()).await?;
    Ok(mechanism.ok_or_else(|| Fault::new("a version that was used is unknown"))?)
}

/// How the award of a child is held until she is of age; nothing for an adult.
fn child(
    mechanism: &Mechanism,
    sheet: &Worksheet,
    award: &ExplainedAward,
) -> Option<store::award::Child> {
    award.in_trust?;
    let upkeep = award.heads.get(&Head::H6).copied();
    Some(store::award::Child {
        released: mechanism.schedule.sums.trust.released,
        upkeep: upkeep.unwrap_or(Money::zero(Currency::USD)),
        of_age_on: mechanism.of_age_on(&sheet.sheet.facts)?,
    })
}

fn refusal_of(stop: &ExplainedStop) -> Refusal {
    match stop.why {
        Stopped::RateMissing { currency, day } => {
            Refusal::conflict("rate-missing").with("currency", currency).with("day", day)
        }
        Stopped::WageMissing => Refusal::conflict("wage-missing"),
        Stopped::CausationUnknown => Refusal::conflict("causation-unknown"),
        Stopped::TooLarge => Refusal::conflict("amount-too-large"),
    }
}
