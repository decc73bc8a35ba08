//! What surrounds every request: identity, limits, headers, counting; and work that goes on when the client hangs up.

use crate::failure::{Failure, tell, unavailable};
use crate::state::Web;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use redress_kernel::{Fault, Uuid};
use redress_runtime::scoped_request;
use std::time::Instant;
use tower_http::compression::CompressionLayer;
use tracing::Instrument;

/// Bytes of a body at most, where a route does not say otherwise.
const BODY_MAX: usize = 256 * 1024;

impl Web {
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
/// A permit is waited for before that, in the connection's own future: whoever hangs up in the queue costs nothing.
async fn around(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let permit = web.permits.clone().acquire_owned().await;
    let request_id = web.ctx.ids.fresh::<Uuid>().to_string();
    let method = request.method().to_string();
    let route =
        request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let is_asset = path.starts_with("/assets/");
    let span = tracing::info_span!("request", request.id = %request_id, %method, %route);
    let task = {
        let (web, request_id, path) = (web.clone(), request_id.clone(), path.clone());
        async move {
            let _held_to_the_end = permit;
            let visitor = Visitor::identify(web.clone(), request.headers(), path.clone()).await;
            let visitor = match visitor {
                Ok(visitor) => visitor,
                Err(fault) => return unavailable(&fault, &path, &web),
            };
            request.extensions_mut().insert(visitor.clone());
            let response = tell(scoped_request(request_id, next.run(request)).await, &visitor);
            let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            tracing::info!(status = response.status().as_u16(), duration_ms, "answered");
            response
        }
    };
    let mut response = match tokio::spawn(task.instrument(span)).await {
        Ok(response) => response,
        Err(error) => unavailable(&Fault::new(error), &path, &web),
    };
    let status = response.status().as_u16().to_string();
    let labels = [("service", web.ctx.service.to_owned()), ("method", method), ("route", route)];
    metrics::histogram!("redress_http_request_seconds", &labels)
        .record(began.elapsed().as_secs_f64());
    metrics::counter!("redress_http_requests_total", "service" => web.ctx.service, "status" => status).increment(1);
    set_headers(&web, &mut response, &request_id, is_asset);
    response
}

fn set_headers(web: &Web, response: &mut Response, request_id: &str, is_asset: bool) {
    // A form may lead on to the provider (sign-out) and to the neutral page (quick exit).
    let exit = origin_of(&web.exit_url);
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self' {} {exit}",
        web.provider.origin()
    );
    let fixed = [
        ("content-security-policy", policy.as_str()),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
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

fn origin_of(url: &str) -> String {
    openidconnect::url::Url::parse(url)
        .map(|url| url.origin().ascii_serialization())
        .unwrap_or_default()
}

/// What answers where no route does.
pub async fn no_such_page() -> Failure {
    redress_kernel::Stop::Missing.into()
}
