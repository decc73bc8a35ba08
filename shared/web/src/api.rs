//! Parts of the JSON API: the caller by bearer token, bodies that name what is wrong in them, Idempotency-Key
//! and If-Match.

use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::Visitor;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use redress_kernel::{Actor, Refusal, Stop};
use redress_runtime::Once;
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

/// Who calls the API, by a bearer token of the provider.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who.
    pub actor: Actor,
    /// Language and texts.
    pub visitor: Visitor,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let actor = visitor.web.caller(bearer(&parts.headers)?).await?;
        Ok(Self { actor, visitor })
    }
}

/// The bearer token of a request.
pub(crate) fn bearer(headers: &HeaderMap) -> Result<&str, Failure> {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or(Failure::Unauthorized)
}

/// The caller-made key of a command; required where this extractor stands.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let key = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
        match key {
            Some(key) if (1..=250).contains(&key.len()) => Ok(Self(key.to_owned())),
            Some(_) => Err(Refusal::status(400, "key-too-long").into()),
            None => Err(Refusal::status(400, "key-missing").into()),
        }
    }
}

/// A JSON body of a known form. Unknown fields are refused when `T` says `deny_unknown_fields`, as it should.
#[derive(Debug, Clone)]
pub struct Body<T> {
    /// What was sent.
    pub value: T,
    hash: [u8; 32],
}

impl<T> Body<T> {
    /// The command's key together with what was asked.
    pub fn once(&self, key: &IdempotencyKey) -> Once {
        Once { key: format!("api:{}", key.0), body_hash: self.hash }
    }
}

impl IdempotencyKey {
    /// The command's key for a command without a body.
    pub fn once(&self, visitor: &Visitor) -> Once {
        let body_hash = visitor.web.page_key.digest(visitor.path.as_bytes());
        Once { key: format!("api:{}", self.0), body_hash }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/json"));
        if !is_json {
            return Err(Refusal::status(415, "not-json").into());
        }
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let path = parts.uri.path().to_owned();
        let request = Request::from_parts(parts, body);
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            let too_long = rejection.status().as_u16() == 413;
            Refusal::status(
                rejection.status().as_u16(),
                if too_long { "body-too-long" } else { "body-malformed" },
            )
        })?;
        let asked = [path.as_bytes(), b"\n", &body].concat();
        Ok(Self { value: read(&body)?, hash: visitor.web.page_key.digest(&asked) })
    }
}

/// Reads JSON; what is wrong is refused with the path of the field.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Stop> {
    if has_nul(body) {
        return Err(Refusal::status(422, "nul-sent").into());
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        if error.inner().is_data() {
            wrong_field(&error)
        } else {
            Refusal::status(400, "body-malformed")
        }
    })?;
    json.end().map_err(|_| Refusal::status(400, "body-malformed"))?;
    Ok(value)
}

/// Whether a text of the body has a NUL: written as `\u0000`, for it can't stand there as it is.
fn has_nul(body: &[u8]) -> bool {
    let mut rest = body;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let escape = &rest[at + 1..];
        if escape.starts_with(b"u0000") {
            return true;
        }
        // What is escaped may be a backslash itself.
        rest = escape.get(1..).unwrap_or_default();
    }
    false
}

/// Names the field that does not fit its type, or that is not known.
fn wrong_field<E: std::error::Error>(error: &serde_path_to_error::Error<E>) -> Refusal {
    let (path, reason) = (error.path().to_string(), error.inner().to_string());
    match unknown_field(&reason) {
        Some(name) => Refusal::field(join(&path, name), "unknown-field").with("field", name),
        None => Refusal::field(path, "field-malformed").with("reason", reason),
    }
}

/// A query string of a known form; what is wrong in it is refused with the name of the field.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let fields = serde_urlencoded::Deserializer::new(pairs);
        let value =
            serde_path_to_error::deserialize(fields).map_err(|error| wrong_field(&error))?;
        Ok(Self(value))
    }
}

/// The name in serde's message of an unknown field.
fn unknown_field(reason: &str) -> Option<&str> {
    reason.strip_prefix("unknown field `")?.split('`').next()
}

fn join(path: &str, name: &str) -> String {
    if path == "." || path.is_empty() || path.ends_with(name) {
        if path.ends_with(name) && path != "." { path.to_owned() } else { name.to_owned() }
    } else {
        format!("{path}.{name}")
    }
}

/// The revision that the caller last saw; required where this extractor stands (428 without it).
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i32);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let value = parts.headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        let Some(value) = value else {
            return Err(Refusal::status(428, "if-match-missing").into());
        };
        let revision = value.trim().trim_matches('"').parse();
        revision.map(Self).map_err(|_| Refusal::status(412, "stale").into())
    }
}

/// An answer with the revision of what it shows as its ETag.
#[derive(Debug)]
pub struct Tagged<T>(pub i32, pub T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.1).into_response();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", self.0)) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// A query string as fields, for lists with filters.
pub fn query(parts: &Parts) -> Fields {
    let query = parts.uri.query().unwrap_or_default();
    Fields(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        inner: Inner,
    }
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        count: u8,
    }

    fn refusal(body: &str) -> Refusal {
        match read::<Outer>(body.as_bytes()) {
            Err(Stop::Refused(mut refusals)) => refusals.remove(0),
            other => panic!("refused, not {other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_its_path() {
        assert_eq!(read::<Outer>(br#"{"inner":{"count":3}}"#).expect("reads").inner.count, 3);
        let wrong = refusal(r#"{"inner":{"count":-3}}"#);
        assert_eq!((wrong.field.as_deref(), wrong.code), (Some("inner.count"), "field-malformed"));
        let unknown = refusal(r#"{"inner":{"count":3,"more":1}}"#);
        assert_eq!((unknown.field.as_deref(), unknown.code), (Some("inner.more"), "unknown-field"));
        assert_eq!(refusal(r#"{"inner":{"count":"\u0000"}}"#).code, "nul-sent");
        assert_eq!(refusal(r#"{"inner":{"count":"\\u0000"}}"#).code, "field-malformed");
        assert_eq!(refusal(r#"{"inner""#).code, "body-malformed");
        assert_eq!(refusal(r#"{"inner":{"count":3}} x"#).code, "body-malformed");
    }
}
