//! A log that is sealed to its end.

use redress_ledger::log::actions::seal_log::seal_log;
use redress_proof::SealKey;
use redress_runtime::Ctx;
use redress_testkit::World;

/// Seals until everything done is under a checkpoint: the log is sealed below the oldest transaction of the whole cluster, in
/// which other tests run, too.
pub async fn seal_to_the_end(world: &World, ctx: &Ctx, key: &SealKey) {
    let waits = "select exists (select from shared.audit a
        where a.xid >= coalesce((select max(c.until_xid::text::bigint) from shared.checkpoint c), 0)::text::xid8)";
    let mut looker = world.db.superuser().await;
    while sqlx::query_scalar(waits).fetch_one(&mut looker).await.expect("readable") {
        seal_log(ctx, key).await.expect("sealed");
    }
}
