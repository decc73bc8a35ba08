//! The private port: is it alive, is it ready, what does it count.

use crate::ctx::Ctx;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

/// The recorder is one per process, whichever program or test asks first.
static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Installs the recorder of metrics, once.
pub fn recorder() -> PrometheusHandle {
    RECORDER
        .get_or_init(|| {
            PrometheusBuilder::new().install_recorder().expect("no other recorder is installed")
        })
        .clone()
}

/// `/livez`, `/readyz`, `/metrics`. Ready: every pool answers, the schema is this program's and the clocks agree.
pub fn routes(ctxs: Vec<Ctx>) -> Router {
    let handle = recorder();
    Router::new()
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .with_state(ctxs)
        .route(
            "/metrics",
            get(move || {
                let text = handle.render();
                async move { ([("content-type", "text/plain; version=0.0.4")], text) }
            }),
        )
}

async fn ready(State(ctxs): State<Vec<Ctx>>) -> (StatusCode, &'static str) {
    for ctx in &ctxs {
        match redress_contract::schema::is_current(&ctx.pool).await {
            Ok(true) if ctx.clocks_agree() => {}
            Ok(true) => {
                return (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the clock differs from the database's\n",
                );
            }
            Ok(false) => return (StatusCode::SERVICE_UNAVAILABLE, "another schema version\n"),
            Err(_) => return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
        }
    }
    (StatusCode::OK, "ready\n")
}
