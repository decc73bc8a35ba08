//! Draft a version of the rules or of the schedule: checked whole, kept as it was sent, and in force
//! once two people have signed it and its first day has come.

use crate::domain::version::{Kind, read};
use crate::store;
use redress_kernel::{Action, Actor, Date, Outcome, Refusal, Stop, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Administrators keep rules and sums.
pub const DRAFT_VERSION: Action = action!("eligibility.draft_version", [Administrator]);

/// What to draft.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftVersion {
    /// The document as text, in one of the two formats; kept byte by byte.
    pub document: String,
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Drafted {
    /// What it is of.
    pub kind: Kind,
    /// Its name.
    pub version: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub effective_from: Date,
    /// SHA-256 of the document, in hexadecimal digits; whoever signs names it.
    pub digest: String,
}

/// Checks and keeps it. An error anywhere refuses the whole, each error with its path as the field.
#[tracing::instrument(name = "eligibility.draft_version", skip_all)]
pub async fn draft_version(
    ctx: &Ctx,
    actor: &Actor,
    asked: DraftVersion,
    once: Option<&Once>,
) -> Outcome<Drafted> {
    ctx.once(actor, DRAFT_VERSION, once, async |tx| {
        let now = tx.now();
        let sound = read(&asked.document, now.date(), &crate::has_text).map_err(Stop::Refused)?;
        let draft = store::version::Draft {
            kind: sound.kind,
            version: &sound.version,
            title: &sound.title,
            effective_from: sound.effective_from,
            content: &asked.document,
        };
        let digest = store::version::draft(tx.conn(), &draft, actor.actor_id, now)
            .await?
            .ok_or_else(|| Refusal::field("version", "version-name-taken"))?;
        tx.subject(format!("{} {}", sound.kind, sound.version));
        tx.detail(serde_json::json!({ "digest": digest }));
        let (kind, version, effective_from) = (sound.kind, sound.version, sound.effective_from);
        Ok(Drafted { kind, version, effective_from, digest })
    })
    .await
}
