//! Plan how what is set aside of an accepted award is paid; or, after a payment came back, take the survivor's new
//! choice.

use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::ids::FundingId;
use crate::desk::refusal::impossible;
use crate::fund::store::award;
use crate::payment::domain::plan;
use crate::payment::store::{outcome, plan as plans};
use crate::rates::store as rate;
use redress_contract::Event;
use redress_kernel::{
    Action, Actor, ClaimId, Currency, Date, InstalmentId, Money, Outcome, Refusal, Stage, Usd,
    action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers plan payments.
pub const NAME: Action = action!("ledger.plan_payment", [FinanceOfficer]);

/// What to plan; what is left out is as the survivor wished when the claim was filed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanPayment {
    /// Whose award; in the API it stands in the path.
    #[serde(default = "nobody", skip)]
    pub claim_id: ClaimId,
    /// Number of instalments, 1 to 5, by her choice; fewer where one would be under USD 100.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 5)]
    pub instalments: Option<u32>,
    /// Currency she is paid in, by her choice.
    #[serde(default)]
    pub pay_currency: Option<Currency>,
    /// Day on which the first instalment falls due, the others monthly after it; today when left
    /// out.
    #[serde(default)]
    pub first_due: Option<Date>,
}

fn nobody() -> ClaimId {
    ClaimId(redress_kernel::Uuid::nil())
}

/// One instalment of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedPart {
    /// Identifies it.
    pub instalment_id: InstalmentId,
    /// From 1.
    pub number: i16,
    /// US dollars.
    pub amount: Money,
    /// First day on which it may be paid.
    pub due_on: Date,
}

/// What was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Planned {
    /// Whose award.
    pub claim_id: ClaimId,
    /// The instalments of a new plan.
    pub instalments: Vec<PlannedPart>,
    /// Payments that came back and can be instructed again.
    pub renewed: usize,
}

/// Plans what is set aside, or takes the new choice for what came back.
#[tracing::instrument(name = "ledger.plan_payment", skip_all, fields(claim.id = %cmd.claim_id))]
pub async fn plan_payment(
    ctx: &Ctx,
    actor: &Actor,
    cmd: PlanPayment,
    once: Option<&Once>,
) -> Outcome<Planned> {
    ctx.once(actor, NAME, once, async |tx| {
        let claim = cmd.claim_id;
        let standing = tx.standing(claim).await?;
        let back = outcome::came_back(tx.conn(), claim).await?;
        let (fundings, sum) = award::unplanned(tx.conn(), claim).await?;
        let sum = sum.try_into().map_err(impossible)?;
        if back.is_empty() && fundings.is_empty() {
            let code =
                if standing.stage == Stage::Accepted { "fund-short" } else { "nothing-to-plan" };
            return Err(Refusal::conflict(code).into());
        }
        let wish = plans::wish(tx.conn(), claim).await?;
        let wish = wish.ok_or_else(|| Refusal::conflict("payee-missing"))?;
        if wish.payee_id.is_none() {
            return Err(Refusal::conflict("payee-missing")
                .with("claim", standing.claim_code)
                .into());
        }
        let currency = pay_currency(tx, &cmd, &wish).await?;
        let planned = if back.is_empty() {
            new_plan(tx, &cmd, &wish, (currency, fundings, sum)).await?
        } else {
            renew(tx, claim, &back, currency).await?
        };
        if matches!(standing.stage, Stage::Accepted | Stage::Returned) {
            tx.advance(claim, Stage::Scheduled).await?;
        }
        tx.emit(&Event::PlanMade { claim_id: claim }).await?;
        Ok(planned)
    })
    .await
}

/// Her currency, for which a rate must be in force today: a missing rate stops, it is never guessed.
async fn pay_currency(tx: &mut Tx, cmd: &PlanPayment, wish: &plans::Wish) -> Outcome<Currency> {
    let currency = cmd.pay_currency.unwrap_or(wish.pay_currency);
    let today = day_of(tx.now());
    if currency != Currency::USD && rate::in_force(tx.conn(), currency, today).await?.is_none() {
        let refusal = Refusal::field("pay_currency", "rate-missing").with("currency", currency);
        return Err(refusal.into());
    }
    Ok(currency)
}

async fn new_plan(
    tx: &mut Tx,
    cmd: &PlanPayment,
    wish: &plans::Wish,
    (currency, fundings, sum): (Currency, Vec<FundingId>, Usd),
) -> Outcome<Planned> {
    let claim = cmd.claim_id;
    let today = day_of(tx.now());
    let first = cmd.first_due.unwrap_or(today);
    if first < today || first > plan::months_later(today, 12) {
        return Err(Refusal::field("first_due", "due-out-of-range").into());
    }
    let wished = cmd.instalments.unwrap_or_else(|| u32::try_from(wish.instalments).unwrap_or(1));
    if !(1..=plan::INSTALMENTS_MAX).contains(&wished) {
        let refusal = Refusal::field("instalments", "instalments-range");
        return Err(refusal.with("max", plan::INSTALMENTS_MAX).into());
    }
    let amounts = plan::instalments(sum, wished).map_err(impossible)?;
    let before = plans::count(tx.conn(), claim).await?;
    let parts: Vec<plans::Part> = (1_u8..)
        .zip(amounts)
        .map(|(place, amount)| plans::Part {
            instalment_id: tx.fresh(),
            number: before + i16::from(place),
            amount,
            due_on: plan::months_later(first, place - 1),
        })
        .collect();
    let (by, now) = (tx.actor().actor_id, tx.now());
    let made = plans::Plan {
        plan_id: tx.fresh(),
        claim_id: claim,
        net: sum,
        fundings: &fundings,
        pay_currency: currency,
        parts: &parts,
    };
    plans::save(tx.conn(), &made, by, now).await?;
    let shown = |part: plans::Part| PlannedPart {
        instalment_id: part.instalment_id,
        number: part.number,
        amount: part.amount.into(),
        due_on: part.due_on,
    };
    let instalments = parts.into_iter().map(shown).collect();
    Ok(Planned { claim_id: claim, instalments, renewed: 0 })
}

async fn renew(
    tx: &mut Tx,
    claim: ClaimId,
    back: &[outcome::CameBack],
    currency: Currency,
) -> Outcome<Planned> {
    let (by, now) = (tx.actor().actor_id, tx.now());
    for item in back {
        let entry = posting::renewal(tx.fresh(), day_of(now), claim, item.debt.into())
            .map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        let id = entry.entry_id();
        outcome::renew(tx.conn(), item.item_id, claim, currency, id, by, now).await?;
    }
    Ok(Planned { claim_id: claim, instalments: Vec::new(), renewed: back.len() })
}
