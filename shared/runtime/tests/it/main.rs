//! What every service stands on: events heard once and none passed over, promises of the database, the pool.

mod events;
mod promises;
mod proof;

use redress_kernel::{Action, Actor, ClaimCode, ClaimId, ClaimantId, Role, action};
use redress_runtime::{Ctx, pool};
use redress_testkit::World;

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
        insert(tx, claim, &actor).await;
        tx.about(claim);
        Ok(())
    });
    open.await.expect("opens");
    (actor, claim)
}

/// Inserts a draft claim into an open transaction.
pub async fn insert(tx: &mut redress_runtime::Tx, claim: ClaimId, actor: &Actor) {
    let claimant: ClaimantId = tx.fresh();
    sqlx::query(
        "insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage_since)
         values ($1, $2, $3, $4, 'x', 'en', now())",
    )
    .bind(claim.0)
    .bind(ClaimCode::random().as_str())
    .bind(claimant.0)
    .bind(actor.actor_id.0)
    .execute(tx.conn())
    .await
    .expect("inserts");
}
