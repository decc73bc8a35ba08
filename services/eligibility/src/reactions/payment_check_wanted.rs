//! A step of a payment waits: look at the claim with the facts of the moment, and say whether it is
//! clear. What was decided stays as it was decided.

use crate::actions::{evaluate, keep_look};
use crate::domain::clearance::holds;
use crate::domain::sheet::Cause;
use crate::store;
use crate::store::clearance::Step;
use redress_contract::PaymentStep;
use redress_kernel::{BatchId, ClaimId, Outcome};
use redress_runtime::Tx;

pub(super) async fn payment_check_wanted(
    tx: &mut Tx,
    claim: ClaimId,
    batch: BatchId,
    step: PaymentStep,
) -> Outcome<()> {
    store::case::hold(tx.conn(), claim).await?;
    let standing = tx.standing(claim).await?;
    let cause = match step {
        PaymentStep::Approval => Cause::Approval,
        PaymentStep::Payment => Cause::Payment,
    };
    let sheet = evaluate(tx, &standing, cause, &[]).await?;
    keep_look(tx, claim, Step::Payment(step, batch), &sheet, &holds(&sheet)).await
}
