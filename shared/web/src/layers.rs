//! What surrounds every request: identity, limits, headers, counting; and work that goes on when the client hangs up.

use crate::api::bearer;
use crate::failure::{Failure, tell, to_sign_in_again, unavailable};
use crate::form::is_form;
use crate::state::{Web, origin_of};
use crate::turns::{MISS, Payer};
use crate::visitor::Visitor;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use redress_kernel::{Fault, Refusal, Stop, Uuid};
use redress_runtime::door::Peer;
use redress_runtime::{incident, scoped_request};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;
use tracing::Instrument;

/// Where browsers tell what they did not let a page do.
pub(crate) const REPORTS: &str = "/reports";

/// Bytes of a body at most, where a route does not say otherwise.
const BODY_MAX: usize = 256 * 1024;

/// Bytes of a body at most on whatever route: a little more than the largest file that a bank sends.
const FILE_MAX: usize = 33 * 1024 * 1024;

/// A body has come whole within this time, or is given up. A file of a bank over a poor link takes minutes.
const BODY_TIME: Duration = Duration::from_secs(30);
const FILE_TIME: Duration = Duration::from_mins(5);

impl Web {
    fn payer(&self, request: &Request) -> Option<Payer> {
        let peer = request.extensions().get::<Peer>().copied();
        self.turns.payer(request.headers(), &self.cookie_name("redress"), peer)
    }

    /// Surrounds a service's routes. Each service wraps its own, with its own texts and pool.
    pub fn wrap(&self, routes: Router) -> Router {
        routes
            .layer(DefaultBodyLimit::max(BODY_MAX))
            .layer(from_fn_with_state(self.clone(), around))
            .layer(CompressionLayer::new().gzip(true))
    }
}

/// Runs the request in a task of its own: a client that hangs up can't cut a transaction in half, and a panic
/// becomes a fault with a number.
///
/// Before that, in the connection's own future, the body comes in whole and a permit is waited for: whoever hangs up or
/// dawdles keeps nobody else waiting.
async fn around(State(web): State<Web>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let payer = web.payer(&request);
    if let Some(wait) = payer.and_then(|payer| web.turns.take(payer, began)) {
        return too_often(&web, &request, wait);
    }
    let received = received(&web, request).await;
    let permit = web.permits.clone().acquire_owned().await;
    let request_id = web.ctx.ids.fresh::<Uuid>().to_string();
    let Received { mut request, trouble, typed } = received;
    let method = request.method().to_string();
    let route =
        request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let is_asset = path.starts_with("/assets/");
    let stranger = Visitor::stranger(web.clone(), request.headers(), path.clone());
    let span = tracing::info_span!("request", request.id = %request_id, %method, %route);
    let task = {
        let (web, request_id) = (web.clone(), request_id.clone());
        let (stranger, typed) = (stranger.clone(), typed.clone());
        let asked = format!("{method} {route}");
        let bearer = bearer(request.headers()).ok().map(str::to_owned);
        async move {
            let _held_to_the_end = permit;
            let visitor = Visitor::identify(web, request.headers(), path).await;
            let visitor = match visitor {
                Ok(visitor) => visitor,
                Err(fault) => return unavailable(&fault, &stranger.with_form(&typed)),
            };
            request.extensions_mut().insert(visitor.clone());
            let answer = match trouble {
                None => scoped_request(request_id.clone(), next.run(request)).await,
                Some(trouble) => Failure::from(trouble).into_response(),
            };
            let answer = to_sign_in_again(answer, &visitor).await;
            // What was typed is looked at again only where it may have to be given back.
            let is_named = answer.status().is_server_error();
            let form = if is_named { &typed[..] } else { &[] };
            let response = tell(answer, &visitor.clone().with_form(form));
            if response.status() == StatusCode::FORBIDDEN {
                let noted = note_refusal(&visitor, bearer.as_deref(), asked);
                scoped_request(request_id, noted).await;
            }
            let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            tracing::info!(status = response.status().as_u16(), duration_ms, "answered");
            response
        }
    };
    let mut response = match tokio::spawn(task.instrument(span)).await {
        Ok(response) => response,
        Err(error) => unavailable(&Fault::new(error), &stranger.with_form(&typed)),
    };
    if let (Some(payer), 401 | 404) = (payer, response.status().as_u16()) {
        web.turns.charge(payer, MISS, began);
    }
    let status = response.status().as_u16().to_string();
    let labels = [("service", web.ctx.service.to_owned()), ("method", method), ("route", route)];
    metrics::histogram!("redress_http_request_seconds", &labels)
        .record(began.elapsed().as_secs_f64());
    metrics::counter!("redress_http_requests_total", "service" => web.ctx.service, "status" => status).increment(1);
    set_headers(&web, &mut response, &request_id, is_asset);
    response
}

/// What somebody who is known was not allowed leaves a row in the log: which address, never what was sent.
async fn note_refusal(visitor: &Visitor, bearer: Option<&str>, asked: String) {
    let web = &visitor.web;
    let actor = match (visitor.person(), bearer) {
        (Some(person), _) => person.actor,
        (None, Some(token)) => match web.caller(token).await {
            Ok(actor) => actor,
            Err(_) => return,
        },
        (None, None) => return,
    };
    if let Err(Stop::Fault(fault)) = web.ctx.note_refusal(&actor, asked).await {
        incident::report(&fault);
    }
}

/// Answered before anything else is looked at.
fn too_often(web: &Web, request: &Request, wait: Duration) -> Response {
    let path = request.uri().path().to_owned();
    let refused = Failure::from(Refusal::status(429, "too-often")).into_response();
    let mut response = tell(refused, &Visitor::stranger(web.clone(), request.headers(), path));
    let seconds = HeaderValue::from(wait.as_secs() + 1);
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    metrics::counter!("redress_http_requests_total", "service" => web.ctx.service, "status" => "429").increment(1);
    set_headers(web, &mut response, "", false);
    response
}

/// A request whose body has come in.
struct Received {
    /// With its whole body, or without it where something is wrong with it.
    request: Request,
    trouble: Option<Stop>,
    /// The form that it holds, if any.
    typed: Bytes,
}

/// Takes the whole body into memory. Large bodies come in few at a time.
async fn received(web: &Web, request: Request) -> Received {
    let (parts, body) = request.into_parts();
    let without = |parts, trouble: Stop| Received {
        request: Request::from_parts(parts, Body::empty()),
        trouble: Some(trouble),
        typed: Bytes::new(),
    };
    if parts.uri.path().contains("%00") {
        return without(parts, Stop::Missing);
    }
    if let Some(wrong) = parts.uri.query().and_then(wrong_query) {
        return without(parts, wrong.into());
    }
    let is_small = body.size_hint().upper().is_some_and(|most| most <= BODY_MAX as u64);
    let whole = if is_small {
        whole(body, BODY_MAX, None, BODY_TIME).await
    } else {
        whole(body, FILE_MAX, Some(&web.files), FILE_TIME).await
    };
    match whole {
        Ok(bytes) => {
            let typed = if is_form(&parts.headers) { bytes.clone() } else { Bytes::new() };
            Received {
                request: Request::from_parts(parts, Body::from(bytes)),
                trouble: None,
                typed,
            }
        }
        Err(refusal) => without(parts, refusal.into()),
    }
}

/// What no page and no operation takes: a sign that no text of the database holds, a name that comes twice.
fn wrong_query(query: &str) -> Option<Refusal> {
    if query.contains("%00") {
        return Some(Refusal::status(422, "nul-sent"));
    }
    let mut names = BTreeSet::new();
    let mut sent = url::form_urlencoded::parse(query.as_bytes());
    let (twice, _) = sent.find(|(name, _)| !names.insert(name.clone()))?;
    Some(Refusal::field(twice.to_string(), "field-twice").with("field", twice))
}

/// A body of `max` bytes at most that comes in `time`, waiting its turn in between.
async fn whole(
    body: Body,
    max: usize,
    turns: Option<&Semaphore>,
    time: Duration,
) -> Result<Bytes, Refusal> {
    let read = async {
        let _turn = match turns {
            Some(turns) => turns.acquire().await.ok(),
            None => None,
        };
        to_bytes(body, max).await.map_err(|_| Refusal::status(413, "body-too-long"))
    };
    let read = tokio::time::timeout(time, read).await;
    read.unwrap_or_else(|_| Err(Refusal::status(408, "body-too-slow")))
}

fn set_headers(web: &Web, response: &mut Response, request_id: &str, is_asset: bool) {
    // A form may lead on to the program of signing in and the provider (sign-out), and to the neutral page (quick exit).
    let (exit, sign_in) = (origin_of(&web.exit_url), &web.links.sign_in);
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self' {sign_in} {} {exit}; require-trusted-types-for 'script'; \
         trusted-types 'none'; report-uri {REPORTS}; report-to default",
        web.provider_origins
    );
    let fixed = [
        ("content-security-policy", policy.as_str()),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        ("reporting-endpoints", "default=\"/reports\""),
        ("x-robots-tag", "noindex, nofollow"),
        ("x-request-id", request_id),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    if web.is_secure() {
        let hsts = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, hsts);
    }
    if !is_asset {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// What answers where no route does.
pub async fn no_such_page() -> Failure {
    redress_kernel::Stop::Missing.into()
}

#[cfg(test)]
mod tests {
    use super::{Body, Duration, Semaphore, whole};

    #[tokio::test]
    async fn a_body_that_is_too_long_or_too_slow_is_given_up() {
        let (time, turns) = (Duration::from_millis(1), Semaphore::new(1));
        let read = whole(Body::from("abc"), 3, Some(&turns), Duration::from_mins(1)).await;
        assert_eq!(read.expect("comes whole"), "abc");
        let long = whole(Body::from("abcd"), 3, None, Duration::from_mins(1)).await;
        assert_eq!(long.expect_err("too long").code, "body-too-long");
        let taken = turns.acquire().await.expect("open");
        let slow = whole(Body::from("abc"), 3, Some(&turns), time).await;
        assert_eq!(slow.expect_err("its turn does not come").code, "body-too-slow");
        drop(taken);
    }
}
