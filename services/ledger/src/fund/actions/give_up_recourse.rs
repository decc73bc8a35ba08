//! Give up what is open of a recourse: another person than who recorded it.

use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::ids::RecourseId;
use crate::desk::refusal::impossible;
use crate::fund::domain::codes::RecoursePart;
use crate::fund::store::recourse;
use redress_kernel::{
    Action, Actor, AnotherDecides, EntryId, Money, Outcome, Refusal, Stop, Wanted, action,
};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers give it up.
pub const NAME: Action = action!("ledger.give_up_recourse", [FinanceApprover]);

/// What was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecourseGivenUp {
    /// The recourse.
    #[schema(value_type = Uuid)]
    pub recourse_id: RecourseId,
    /// What is no longer asked.
    pub amount: Money,
}

/// Gives up what is open.
#[tracing::instrument(name = "ledger.give_up_recourse", skip_all)]
pub async fn give_up_recourse(
    ctx: &Ctx,
    actor: &Actor,
    recourse_id: RecourseId,
    once: Option<&Once>,
) -> Outcome<RecourseGivenUp> {
    ctx.once(actor, NAME, once, async |tx| {
        let found = recourse::list(tx.conn(), Some(recourse_id), &Wanted::default()).await?.pop();
        let found = found.ok_or(Stop::Missing)?;
        if found.open.amount().is_zero() {
            return Err(Refusal::conflict("recourse-has-less").into());
        }
        found.by_another(actor)?;
        let (id, now): (EntryId, _) = (tx.fresh(), tx.now());
        let entry = posting::recourse_given_up(id, day_of(now), found.open).map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        recourse::add_part(tx.conn(), recourse_id, RecoursePart::GivenUp, found.open, id, now)
            .await?;
        tx.subject(format!("recourse {recourse_id}"));
        Ok(RecourseGivenUp { recourse_id, amount: found.open })
    })
    .await
}
