//! Show one version: its text, who signed, what to look at, and what it changes against the version
//! that it follows.

use super::list_versions::Listed;
use crate::domain::version::{DocumentChange, Kind, changes};
use crate::store;
use redress_kernel::{Action, Actor, Date, Fault, Outcome, Role, Stop, action};
use redress_mechanism::data::check::{self, Problem};
use redress_runtime::{Ctx, Tx};
use serde_json::Value;

/// Who keeps them, who decides under them, and who looks on.
pub const SHOW_VERSION: Action =
    action!("eligibility.show_version", [Administrator, PanelChair, Auditor]);

/// A version with all that there is to know of it.
#[derive(Debug, Clone)]
pub struct VersionFile {
    /// The version and how far it has come.
    pub listed: Listed,
    /// The document as it was sent.
    pub content: String,
    /// What the check says of it now.
    pub problems: Vec<Problem>,
    /// The version that it follows; nothing before it.
    pub follows: Option<String>,
    /// What it changes against that one, by path.
    pub changes: Vec<DocumentChange>,
    /// Whether the reader can sign it now.
    pub may_sign: bool,
}

/// The version; [`Stop::Missing`] when there is none of that name.
pub async fn show_version(
    ctx: &Ctx,
    actor: &Actor,
    kind: Kind,
    name: &str,
) -> Outcome<VersionFile> {
    ctx.read(actor, SHOW_VERSION, async |tx| {
        let today = tx.now().date();
        let version = if name == kind.shipped().0 {
            store::version::shipped(tx.conn(), kind).await?
        } else {
            store::version::find(tx.conn(), kind, name).await?.ok_or(Stop::Missing)?
        };
        let content = text(tx, kind, name).await?;
        let in_force = store::version::name_on(tx.conn(), kind, today).await?;
        let (_, problems) = check::document(&content, &crate::has_text);
        let follows = follows(tx, kind, name, version.effective_from).await?;
        let changes = match &follows {
            None => Vec::new(),
            Some(before) => changes(&json(&text(tx, kind, before).await?)?, &json(&content)?),
        };
        let may_sign =
            actor.has(Role::Administrator) && version.takes_signature_of(actor.actor_id, today);
        let listed = Listed { state: version.state(&in_force, today), version };
        Ok(VersionFile { listed, content, problems, follows, changes, may_sign })
    })
    .await
}

/// The version in force on the day before a version's first.
async fn follows(
    tx: &mut Tx,
    kind: Kind,
    name: &str,
    effective_from: Date,
) -> Outcome<Option<String>> {
    if effective_from <= kind.shipped().1 {
        return Ok(None);
    }
    let Some(day) = effective_from.previous_day() else { return Ok(None) };
    let before = store::version::name_on(tx.conn(), kind, day).await?;
    Ok(Some(before).filter(|before| before != name))
}

async fn text(tx: &mut Tx, kind: Kind, name: &str) -> Outcome<String> {
    if name == kind.shipped().0 {
        return Ok(kind.shipped_text().to_owned());
    }
    store::version::content(tx.conn(), kind, name).await?.ok_or(Stop::Missing)
}

fn json(text: &str) -> Result<Value, Fault> {
    serde_json::from_str(text).map_err(Fault::new)
}
