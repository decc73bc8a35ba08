//! Keep the fund up to the day: pledges that come near or are overdue, holds that are too late, money
//! that can be set aside since a factor or a pledge has begun to count, upkeep that falls due, interest of
//! children's money.

use crate::desk::day::day_of;
use crate::desk::store::lock_fund;
use crate::fund::domain::codes::HoldEnd;
use crate::fund::reserve::end_part;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::hold;
use crate::fund::store::hold::Which;
use crate::trust::movement::book_interest;
use redress_kernel::{Action, Actor, Date, Outcome, Role, Wanted, action};
use redress_runtime::Ctx;

/// The service does it by itself.
pub const NAME: Action = action!("ledger.keep_fund", [System]);

/// Holds that are ended in one transaction.
const HOLDS_MAX: usize = 1000;

/// Brings the fund up to the day; false when it was. `done` is the last day for which it was.
#[tracing::instrument(name = "ledger.keep_fund", skip_all)]
pub async fn keep_fund(ctx: &Ctx, done: Option<Date>) -> Outcome<Option<Date>> {
    debug_assert_eq!(NAME.roles, [Role::System]);
    let today = day_of(ctx.clock.now());
    if done == Some(today) {
        return Ok(None);
    }
    ctx.act(&Actor::system(ctx.service), NAME, async |tx| {
        lock_fund(tx.conn()).await?;
        let late =
            hold::list(tx.conn(), Which::Late(today), &Wanted { after: None, limit: HOLDS_MAX })
                .await?;
        for held in &late {
            end_part(tx, held, HoldEnd::Expired, held.left).await?;
        }
        let covered = set_money_aside(tx).await?;
        let borne = book_interest(tx, None).await?;
        let late = late.len();
        tx.subject(format!("{late} holds expired, {covered} parts, {borne} months of interest"));
        Ok(Some(today))
    })
    .await
}
