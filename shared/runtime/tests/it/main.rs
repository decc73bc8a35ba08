//! What every service stands on: events heard once and none passed over, promises of the database, the pool.

mod door;
mod events;
mod promises;
mod proof;

use redress_kernel::{Action, Actor, ClaimCode, ClaimId, Role, action};
use redress_runtime::{Ctx, pool};
use redress_testkit::{Claim, World};

/// What the tests do.
pub const OPEN: Action = action!("test.open", [Advocate, IntakeOfficer, System]);

/// A context of a service on the test's database.
pub fn ctx(world: &World, service: &'static str) -> Ctx {
    let pool = pool::pool(&world.db.url(&format!("redress_{service}")), 4).expect("a pool");
    Ctx::new(service, pool, world.clock.clock())
}

/// A draft claim of an advocate.
pub async fn draft(world: &World, ctx: &Ctx) -> (Actor, ClaimId) {
    let login = format!("advocate.{}", ClaimCode::random().compact());
    let actor = world.person(&login, &[Role::Advocate]).await.actor;
    let claim: ClaimId = world.fresh();
    let open = ctx.act(&actor, OPEN, async |tx| {
        Claim::put_draft(tx.conn(), claim, actor.actor_id).await.expect("inserts");
        tx.about(claim);
        Ok(())
    });
    open.await.expect("opens");
    (actor, claim)
}
