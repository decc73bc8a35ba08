//! List the versions of the rules and of the schedule, and how far each has come.

use crate::domain::version::{Kind, State, Version};
use crate::store;
use crate::store::version::Place;
use redress_kernel::{Action, Actor, Outcome, Paged, Wanted, action};
use redress_runtime::Ctx;

/// Who keeps them, who decides under them, and who looks on.
pub const LIST_VERSIONS: Action =
    action!("eligibility.list_versions", [Administrator, PanelChair, Auditor]);

/// A version in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The version.
    pub version: Version,
    /// How far it has come.
    pub state: State,
}

/// A page of those of the table, the latest first day first; after the last of them, those that the
/// program ships with.
pub async fn list_versions(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<Place>,
) -> Outcome<Paged<Listed, Place>> {
    ctx.read(actor, LIST_VERSIONS, async |tx| {
        let today = tx.now().date();
        let Paged { rows: mut versions, next } = store::version::list(tx.conn(), wanted).await?;
        if next.is_none() {
            for kind in Kind::ALL {
                versions.push(store::version::shipped(tx.conn(), *kind).await?);
            }
        }
        let rules = store::version::name_on(tx.conn(), Kind::Rules, today).await?;
        let schedule = store::version::name_on(tx.conn(), Kind::Schedule, today).await?;
        let listed = versions.into_iter().map(|version| {
            let in_force = if version.kind == Kind::Rules { &rules } else { &schedule };
            Listed { state: version.state(in_force, today), version }
        });
        Ok(Paged { rows: listed.collect(), next })
    })
    .await
}
