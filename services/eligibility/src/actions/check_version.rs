//! Check a document without keeping anything: what would be refused, and what people should look at.

use crate::domain::version::{Sound, read};
use redress_kernel::{Action, Actor, Outcome, Stop, action};
use redress_runtime::Ctx;

/// Whoever drafts may try before.
pub const CHECK_VERSION: Action = action!("eligibility.check_version", [Administrator]);

/// Reads and checks it; refused with everything that is wrong, each by its path.
pub fn check_version(ctx: &Ctx, actor: &Actor, document: &str) -> Outcome<Sound> {
    actor.may(CHECK_VERSION)?;
    read(document, ctx.clock.now().date(), &crate::has_text).map_err(Stop::Refused)
}
