//! Put instalments into a batch for the bank: converted at the rate in force, checked against the bank's rules, each with
//! the latest payee details.

use crate::desk::day::day_of;
use crate::desk::ids::RateId;
use crate::desk::refusal::impossible;
use crate::payment::clearance::ask_for_look;
use crate::payment::domain::convert::to_pay_currency;
use crate::payment::file::{Head, ToPay, open_and_build};
use crate::payment::store::{batch, plan};
use crate::rates::store as rate;
use redress_contract::PaymentStep;
use redress_iso20022::pain001::end_to_end_id;
use redress_kernel::{
    Action, Actor, BatchId, ClaimCode, Currency, Date, Decimal, InstalmentId, Outcome, Refusal,
    Stop, action,
};
use redress_runtime::config::Bank;
use redress_runtime::{Ctx, Once, Tx};
use redress_vault::Vault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Duration;
use utoipa::ToSchema;

/// Finance officers prepare; whoever prepares never approves.
pub const NAME: Action = action!("ledger.prepare_batch", [FinanceOfficer]);

/// Payments of one batch at most: what a person can look through before approving.
pub const ITEMS_MAX: usize = 1_000;
/// Days ahead at most: a rate is not held longer.
const DAYS_AHEAD: i64 = 31;

/// What to pay.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareBatch {
    /// Requested day of execution, at which the rates are taken (award P12).
    pub execution_date: Date,
    /// The instalments.
    #[schema(min_items = 1, max_items = 1000)]
    pub instalments: Vec<InstalmentId>,
}

/// The batch that was prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Prepared {
    /// Identifies it.
    pub batch_id: BatchId,
    /// Number of payments.
    pub count: usize,
}

#[tracing::instrument(name = "ledger.prepare_batch", skip_all)]
pub async fn prepare_batch(
    ctx: &Ctx,
    vault: &Vault,
    bank: &Bank,
    actor: &Actor,
    cmd: PrepareBatch,
    once: Option<&Once>,
) -> Outcome<Prepared> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let listed = check(&cmd, day_of(now))?;
        let ready = ready(tx, &listed).await?;
        let head = batch::NewBatch {
            batch_id: tx.fresh(),
            execution_date: cmd.execution_date,
            debtor_name: &bank.debtor_name,
            debtor_account: &bank.debtor_account,
            debtor_bic: &bank.debtor_bic,
            remittance_text: &bank.remittance_text,
        };
        batch::save(tx.conn(), &head, actor.actor_id, now).await?;
        let (mut to_pay, mut rates) = (Vec::new(), BTreeMap::new());
        for instalment in &ready {
            let item = item(tx, instalment, cmd.execution_date, &mut rates).await?;
            batch::save_item(tx.conn(), head.batch_id, &item).await?;
            to_pay.push(ToPay {
                item_id: item.item_id,
                claim_id: item.claim_id,
                claim_code: instalment.claim_code.clone(),
                end_to_end_id: item.end_to_end_id,
                place: instalment.place,
                parts: instalment.parts,
                pay: item.pay,
                rate: item.rate,
                payee_id: item.payee_id,
            });
        }
        let named = Head {
            batch_id: head.batch_id,
            created_at: now,
            execution_date: head.execution_date,
            debtor_name: head.debtor_name,
            debtor_account: head.debtor_account,
            debtor_bic: head.debtor_bic,
            remittance_text: head.remittance_text,
        };
        // What the bank would refuse is refused now, with the claim and the field, not after approval.
        open_and_build(tx, vault, &named, &to_pay).await?;
        let claims = to_pay.iter().map(|item| item.claim_id);
        ask_for_look(tx, head.batch_id, claims, PaymentStep::Approval).await?;
        tx.subject(format!("batch {}", head.batch_id));
        Ok(Prepared { batch_id: head.batch_id, count: to_pay.len() })
    })
    .await
}

fn check(cmd: &PrepareBatch, today: Date) -> Outcome<Vec<InstalmentId>> {
    let mut listed = cmd.instalments.clone();
    listed.sort_unstable();
    listed.dedup();
    let mut refusals = Vec::new();
    if listed.is_empty() {
        refusals.push(Refusal::field("instalments", "field-required"));
    }
    if listed.len() > ITEMS_MAX {
        refusals.push(Refusal::field("instalments", "batch-too-large").with("max", ITEMS_MAX));
    }
    let ahead = cmd.execution_date - today;
    if ahead < Duration::ZERO || ahead > Duration::days(DAYS_AHEAD) {
        refusals.push(Refusal::field("execution_date", "execution-date").with("max", DAYS_AHEAD));
    }
    if refusals.is_empty() { Ok(listed) } else { Err(Stop::Refused(refusals)) }
}

/// The instalments, all of which must be ready and have payee details: none is left out silently.
async fn ready(tx: &mut Tx, listed: &[InstalmentId]) -> Outcome<Vec<plan::Instalment>> {
    let found = plan::instalments(tx.conn(), None, Some(listed)).await?;
    if found.len() != listed.len() {
        return Err(Refusal::conflict("instalment-not-ready").with("claim", "").into());
    }
    let mut refusals = Vec::new();
    for instalment in &found {
        if !instalment.is_ready() {
            refusals.push(
                Refusal::conflict("instalment-under-way").with("claim", &instalment.claim_code),
            );
        } else if instalment.payee_id.is_none() {
            refusals.push(Refusal::conflict("payee-missing").with("claim", &instalment.claim_code));
        }
    }
    if refusals.is_empty() { Ok(found) } else { Err(Stop::Refused(refusals)) }
}

/// The rate of a currency on the day, looked up once a batch; none for US dollars.
async fn rate_of(
    tx: &mut Tx,
    currency: Currency,
    on: Date,
    rates: &mut BTreeMap<Currency, (Option<RateId>, Decimal)>,
) -> Outcome<(Option<RateId>, Decimal)> {
    if currency == Currency::USD {
        return Ok((None, Decimal::ONE));
    }
    if let Some(known) = rates.get(&currency) {
        return Ok(*known);
    }
    let rate = rate::in_force(tx.conn(), currency, on).await?;
    let rate = rate.ok_or_else(|| Refusal::conflict("rate-missing").with("currency", currency))?;
    let found = (Some(rate.rate_id), rate.per_usd);
    rates.insert(currency, found);
    Ok(found)
}

async fn item(
    tx: &mut Tx,
    instalment: &plan::Instalment,
    on: Date,
    rates: &mut BTreeMap<Currency, (Option<RateId>, Decimal)>,
) -> Outcome<batch::NewItem> {
    let currency = instalment.pay_currency;
    let (rate_id, per_usd) = rate_of(tx, currency, on, rates).await?;
    let code: ClaimCode = instalment.claim_code.parse().map_err(impossible)?;
    let attempt = i16::try_from(instalment.attempts + 1).unwrap_or(i16::MAX);
    let number = u32::from(instalment.number.unsigned_abs());
    Ok(batch::NewItem {
        item_id: tx.fresh(),
        claim_id: instalment.claim_id,
        instalment_id: instalment.instalment_id,
        attempt,
        end_to_end_id: end_to_end_id(&code.compact(), number, u32::from(attempt.unsigned_abs())),
        debt: instalment.amount,
        pay: to_pay_currency(instalment.amount, per_usd, currency).map_err(impossible)?,
        rate_id,
        rate: per_usd,
        payee_id: instalment.payee_id.ok_or(Stop::Missing)?,
    })
}
