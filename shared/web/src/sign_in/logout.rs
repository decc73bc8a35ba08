//! Logout tokens: the provider tells that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0).
//! Read by rules of our own, as the library knows no such tokens.

use super::claims::{CLOCKS_APART, decoded};
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JwsSigningAlgorithm};
use redress_kernel::{Fault, Timestamp};
use serde_json::{Map, Value};

/// What the claim `events` must name.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The type in the head of the token, without `application/`.
const TYPE: &str = "logout+jwt";
/// Bytes of a token at most.
const LONGEST: usize = 8 * 1024;
/// Signed by a key that the provider may have had made since.
const UNKNOWN_KEY: &str = "an unknown key";
/// Characters of an identifier in it at most.
const NAME_MAX: usize = 255;
/// Seconds that a token counts at most, and that it may be on its way.
const LASTS_MAX: i64 = 10 * 60;

/// Whose sessions end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedOut {
    /// The person at the provider; nobody in particular where only the session is named.
    pub subject: Option<String>,
    /// The provider's session; all of the person where none is named.
    pub sid: Option<String>,
    /// Names the token, which counts once.
    pub jti: String,
    /// Until when the token would count.
    pub until: Timestamp,
}

/// Who must have written the token, for whom, with which keys, and when it is read.
#[derive(Debug)]
pub struct Expected<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// Us.
    pub client_id: &'a str,
    /// The provider's keys.
    pub keys: &'a CoreJsonWebKeySet,
    /// What the provider signs with.
    pub algorithms: &'a [CoreJwsSigningAlgorithm],
    /// Seconds since 1970.
    pub now: i64,
}

/// A token that does not count. The reason is for the log.
#[derive(Debug)]
pub struct Unfit(&'static str);

impl Unfit {
    /// Whether a look at newer keys of the provider could change it.
    pub fn is_of_keys(&self) -> bool {
        self.0 == UNKNOWN_KEY
    }
}

impl From<Unfit> for Fault {
    fn from(unfit: Unfit) -> Self {
        Fault::new(format!("a logout token does not count: {}", unfit.0))
    }
}

/// Reads a token; everything that it says must be so.
pub fn read(token: &str, expected: &Expected<'_>) -> Result<LoggedOut, Unfit> {
    if token.len() > LONGEST {
        return Err(Unfit("too long"));
    }
    let parts: Vec<&str> = token.split('.').collect();
    let [head, claims, signature] = parts[..] else { return Err(Unfit("not three parts")) };
    let signed = &token[..head.len() + 1 + claims.len()];
    check_signature(&object(head)?, signed, signature, expected)?;
    let claims = object(claims)?;
    check_claims(&claims, expected)?;
    let until = check_times(&claims, expected.now)?;
    let (subject, sid) = (name(&claims, "sub")?, name(&claims, "sid")?);
    if subject.is_none() && sid.is_none() {
        return Err(Unfit("names neither a person nor a session"));
    }
    let jti = name(&claims, "jti")?.ok_or(Unfit("no jti"))?;
    Ok(LoggedOut { subject, sid, jti, until })
}

fn check_signature(
    head: &Map<String, Value>,
    signed: &str,
    signature: &str,
    expected: &Expected<'_>,
) -> Result<(), Unfit> {
    let kind = head.get("typ").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    if kind.strip_prefix("application/").unwrap_or(&kind) != TYPE {
        return Err(Unfit("another type"));
    }
    if head.contains_key("crit") {
        return Err(Unfit("asks for what we don't know"));
    }
    let alg = head.get("alg").cloned().unwrap_or_default();
    let alg: CoreJwsSigningAlgorithm =
        serde_json::from_value(alg).map_err(|_| Unfit("an unknown algorithm"))?;
    // Whoever knows our public keys knows a shared secret made of them, and nobody needs any key for "none".
    if !expected.algorithms.contains(&alg) || alg.uses_shared_secret() || alg.key_type().is_none() {
        return Err(Unfit("another algorithm"));
    }
    let kid = head.get("kid").and_then(Value::as_str);
    let key = chosen(expected.keys.keys(), kid).ok_or(Unfit(UNKNOWN_KEY))?;
    let signature = decoded(signature).ok_or(Unfit("a signature that is none"))?;
    key.verify_signature(&alg, signed.as_bytes(), &signature).map_err(|_| Unfit("not signed"))
}

/// The key that the head names; without a name, the only one.
fn chosen<'a>(keys: &'a [CoreJsonWebKey], kid: Option<&str>) -> Option<&'a CoreJsonWebKey> {
    match (kid, keys) {
        (Some(kid), _) => keys.iter().find(|key| key.key_id().is_some_and(|id| id.as_str() == kid)),
        (None, [key]) => Some(key),
        _ => None,
    }
}

fn check_claims(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), Unfit> {
    if claims.get("iss").and_then(Value::as_str) != Some(expected.issuer) {
        return Err(Unfit("another issuer"));
    }
    let for_us = |one: &Value| one.as_str() == Some(expected.client_id);
    let is_ours = match claims.get("aud") {
        Some(Value::Array(all)) => !all.is_empty() && all.iter().all(for_us),
        Some(one) => for_us(one),
        None => false,
    };
    if !is_ours {
        return Err(Unfit("another audience"));
    }
    // An ID token has one: none may be taken for a logout token.
    if claims.contains_key("nonce") {
        return Err(Unfit("a nonce"));
    }
    let said = claims.get("events").and_then(|events| events.get(EVENT));
    if !said.is_some_and(Value::is_object) {
        return Err(Unfit("another event"));
    }
    Ok(())
}

/// That it was written just now and counts for a short time; returns its end.
fn check_times(claims: &Map<String, Value>, now: i64) -> Result<Timestamp, Unfit> {
    let time = |claim: &str| claims.get(claim).and_then(Value::as_i64);
    let made = time("iat").ok_or(Unfit("no iat"))?;
    let until = time("exp").ok_or(Unfit("no exp"))?;
    if made > now + CLOCKS_APART || made < now - LASTS_MAX {
        return Err(Unfit("written at another time"));
    }
    if until <= now || until > now + LASTS_MAX + CLOCKS_APART {
        return Err(Unfit("over, or counts too long"));
    }
    if claims.contains_key("nbf") && time("nbf").is_none_or(|from| from > now + CLOCKS_APART) {
        return Err(Unfit("does not count yet"));
    }
    Timestamp::from_unix_timestamp(until).map_err(|_| Unfit("no end"))
}

/// A name of the token: a text that is not empty, or none at all.
fn name(claims: &Map<String, Value>, claim: &str) -> Result<Option<String>, Unfit> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::String(name)) if (1..=NAME_MAX).contains(&name.len()) => Ok(Some(name.clone())),
        Some(_) => Err(Unfit("a name that is none")),
    }
}

fn object(part: &str) -> Result<Map<String, Value>, Unfit> {
    let bytes = decoded(part).ok_or(Unfit("a part that is no text"))?;
    serde_json::from_slice(&bytes).map_err(|_| Unfit("a part that is no object"))
}
