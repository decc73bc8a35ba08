//! The private port: is it alive, is it ready, what does it count.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sqlx::PgPool;
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

/// `/livez`, `/readyz`, `/metrics`. Ready: every pool answers and the schema is this program's.
pub fn routes(pools: Vec<PgPool>) -> Router {
    let handle = recorder();
    Router::new()
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .with_state(pools)
        .route(
            "/metrics",
            get(move || {
                let text = handle.render();
                async move { ([("content-type", "text/plain; version=0.0.4")], text) }
            }),
        )
}

async fn ready(State(pools): State<Vec<PgPool>>) -> (StatusCode, &'static str) {
    for pool in &pools {
        match redress_contract::schema::is_current(pool).await {
            Ok(true) => {}
            Ok(false) => return (StatusCode::SERVICE_UNAVAILABLE, "another schema version\n"),
            Err(_) => return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
        }
    }
    (StatusCode::OK, "ready\n")
}
