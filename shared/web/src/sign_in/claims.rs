//! What tokens of the provider say, once their signature holds: who somebody is, and until when that counts.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::core::CoreGenderClaim;
use openidconnect::{AdditionalClaims, IdTokenClaims, Nonce};
use redress_kernel::{Fault, Role, Timestamp};
use redress_runtime::config::Oidc;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;
use time::OffsetDateTime;

/// Seconds by which the provider's clock may be ahead of ours.
pub(super) const CLOCKS_APART: i64 = 60;
/// Seconds that a bearer token may last at most: a day.
const TOKEN_MAX: i64 = 24 * 3600;

/// Which token is looked at. An ID token opens no API, a bearer token signs nobody in.
pub(super) enum Kind {
    /// Of a sign-in that began with this nonce.
    Id(Nonce),
    /// Of a session that goes on.
    Renewed,
    /// Of the JSON API.
    Bearer,
}

/// All claims that the standard does not name; the configured ones are picked out of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Extra(BTreeMap<String, Value>);
impl AdditionalClaims for Extra {}

type Claims = IdTokenClaims<Extra, CoreGenderClaim>;

/// Who a token is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person's name there; opaque to us.
    pub subject: String,
    /// What colleagues are shown.
    pub label: String,
    /// Roles of the configured claim; names we don't know are passed over.
    pub roles: Vec<Role>,
    /// The advocate's organisation.
    pub organisation: Option<String>,
    /// Whether it is a program that acts in its own name.
    pub is_service: bool,
}

/// What a token shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Whom it is about.
    pub identity: Identity,
    /// Until when it counts.
    pub until: Timestamp,
    /// Until when the sign-in lets her do what can't be taken back; nothing where it isn't told when that was.
    pub fresh_until: Option<Timestamp>,
    /// The client that it was given to.
    pub client: Option<String>,
    /// The session at the provider.
    pub sid: Option<String>,
}

/// What the claims of a token show, which its signature and the library's own checks have been seen to hold for.
pub(super) fn shown(settings: &Oidc, kind: &Kind, claims: &Claims) -> Result<Shown, Fault> {
    let extra = &claims.additional_claims().0;
    let text = |claim: &str| extra.get(claim).and_then(Value::as_str);
    let until = claims.expiration().timestamp();
    let client = claims.authorized_party().map(|client| client.as_str());
    let client = client.or_else(|| text("client_id"));
    if matches!(kind, Kind::Bearer) {
        check_bearer(settings, (claims.issue_time().timestamp(), until), client, extra)?;
    }
    // A provider whose clock is ahead gives nobody longer.
    let fresh_until = |at: i64| moment(at).min(OffsetDateTime::now_utc()) + fresh(settings);
    Ok(Shown {
        identity: identity(settings, claims),
        until: moment(until),
        fresh_until: claims.auth_time().map(|at| fresh_until(at.timestamp())),
        client: client.map(str::to_owned),
        sid: text("sid").map(str::to_owned),
    })
}

/// For how long a sign-in counts as one of now.
pub(super) fn fresh(settings: &Oidc) -> Duration {
    Duration::from_mins(settings.fresh_minutes.into())
}

/// What the library doesn't ask of a bearer token: that it was made, counts and ends at times that can be, and by whose
/// client it was fetched.
fn check_bearer(
    settings: &Oidc,
    (made, until): (i64, i64),
    client: Option<&str>,
    extra: &BTreeMap<String, Value>,
) -> Result<(), Fault> {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let not_before = match extra.get("nbf") {
        None => made,
        Some(nbf) => nbf.as_i64().ok_or_else(|| Fault::new("nbf is no time"))?,
    };
    if made > now + CLOCKS_APART || not_before > now + CLOCKS_APART {
        return Err(Fault::new("a token of the future"));
    }
    if until - made > TOKEN_MAX {
        return Err(Fault::new("a token that lasts too long"));
    }
    let clients = &settings.token_clients;
    if !clients.is_empty() && !clients.iter().any(|known| Some(known.as_str()) == client) {
        return Err(Fault::new("a token of another client"));
    }
    Ok(())
}

fn identity(settings: &Oidc, claims: &Claims) -> Identity {
    let extra = &claims.additional_claims().0;
    let named = match extra.get(&settings.roles_claim) {
        Some(Value::Array(names)) => names.iter().filter_map(|n| n.as_str()).collect(),
        Some(Value::String(name)) => name.split([' ', ',']).collect(),
        _ => Vec::new(),
    };
    let organisation = extra.get(&settings.organisation_claim).and_then(Value::as_str);
    let subject = claims.subject().as_str();
    let label = claims.preferred_username().map_or(subject, |name| name.as_str());
    Identity {
        issuer: claims.issuer().to_string(),
        subject: subject.to_owned(),
        label: label.chars().take(80).collect(),
        roles: named.into_iter().filter_map(Role::from_token).collect(),
        organisation: organisation.map(ToOwned::to_owned),
        is_service: false,
    }
}

/// What the configuration says of a program that a bearer token is about; nothing is changed of a person's.
pub(super) fn of_service(settings: &Oidc, mut shown: Shown) -> Shown {
    let known = &settings.service_accounts;
    if let Some(known) = known.iter().find(|known| known.subject == shown.identity.subject) {
        let roles = known.roles.iter().filter_map(|role| Role::from_token(role));
        shown.identity.roles = roles.collect();
        shown.identity.label.clone_from(&known.name);
        shown.identity.organisation = None;
        shown.identity.is_service = true;
        shown.fresh_until = known.is_always_fresh.then_some(shown.until);
    }
    shown
}

/// Whether the head of a token says of what type it is.
pub(super) fn names_type(token: &str) -> bool {
    let head = decoded(token.split('.').next().unwrap_or_default()).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&head).is_ok_and(|head| head["typ"].is_string())
}

/// A part of a token.
pub(super) fn decoded(part: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(part).ok()
}

/// A moment of a token, which counts seconds; one beyond all calendars has passed.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_unix_timestamp(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
