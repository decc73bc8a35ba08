//! Sign a version: two different administrators, each before its first day. With the second signature
//! it is in force from that day on, and nothing takes it back but a later version.

use crate::domain::version::{Kind, SIGNATURES, read};
use crate::store;
use redress_kernel::{Action, Actor, AnotherDecides, Outcome, Refusal, Stop, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Administrators sign; who drafted may be one of the two.
pub const SIGN_VERSION: Action = action!("eligibility.sign_version", [Administrator]);

/// What the person has read.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignVersion {
    /// SHA-256 of the document that is signed, in hexadecimal digits.
    pub digest: String,
}

/// How far the version has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Signed {
    /// What it is of.
    pub kind: Kind,
    /// Its name.
    pub version: String,
    /// Signatures that it has now.
    pub signatures: usize,
    /// Whether it comes into force on its first day.
    pub complete: bool,
}

/// Signs it. It is checked again: what was sound under an earlier program may lack something now.
#[tracing::instrument(name = "eligibility.sign_version", skip_all)]
pub async fn sign_version(
    ctx: &Ctx,
    actor: &Actor,
    (kind, name): (Kind, &str),
    asked: SignVersion,
    once: Option<&Once>,
) -> Outcome<Signed> {
    ctx.once(actor, SIGN_VERSION, once, async |tx| {
        let now = tx.now();
        if name == kind.shipped().0 {
            return Err(Refusal::conflict("version-signed").into());
        }
        let version = store::version::find(tx.conn(), kind, name).await?.ok_or(Stop::Missing)?;
        if asked.digest != version.digest {
            return Err(Refusal::conflict("version-not-as-read").into());
        }
        if version.is_signed() {
            return Err(Refusal::conflict("version-signed").into());
        }
        for signature in &version.signatures {
            signature.by_another(actor)?;
        }
        if version.effective_from <= now.date() {
            return Err(Refusal::conflict("version-too-late").into());
        }
        let text = store::version::content(tx.conn(), kind, name).await?.ok_or(Stop::Missing)?;
        read(&text, now.date(), &crate::has_text).map_err(Stop::Refused)?;
        store::version::sign(tx.conn(), &version, actor.actor_id, now).await?;
        tx.subject(format!("{kind} {name}"));
        tx.detail(serde_json::json!({ "digest": version.digest }));
        let signatures = version.signatures.len() + 1;
        let complete = signatures >= SIGNATURES;
        Ok(Signed { kind, version: version.version, signatures, complete })
    })
    .await
}
