//! Bodies that never end, and what no record can keep.

use crate::desk::Desk;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Method, Request, StatusCode};
use http_body::{Frame, SizeHint};
use redress_kernel::Role;
use redress_testkit::{App, World};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// A body of so many bytes, of which none comes.
struct Dawdling(u64);

impl HttpBody for Dawdling {
    type Data = Bytes;
    type Error = Infallible;
    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0)
    }
}

#[tokio::test]
async fn whoever_dawdles_keeps_nobody_else_waiting() {
    let world = World::new().await;
    let app = Arc::new(App::start::<Desk>(&world).await);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let many = u64::from(world.config().database.max_connections) + 8;
    let dawdlers: Vec<_> = (0..many)
        .map(|place| {
            let app = app.clone();
            let length = if place % 2 == 0 { 20 } else { 20_000_000 };
            let request = Request::builder()
                .method(Method::POST)
                .uri("/desk")
                .body(Body::new(Dawdling(length)))
                .expect("a request");
            tokio::spawn(async move { app.send(request).await.status })
        })
        .collect();
    tokio::task::yield_now().await;
    assert_eq!(app.get(&amina, "/").await.status, StatusCode::OK);
    let sent = app.post(&amina, "/desk", &[("amount", "3")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    for dawdler in dawdlers {
        dawdler.abort();
    }
}

#[tokio::test]
async fn a_sign_that_no_record_can_keep_is_refused_and_is_no_fault() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await;
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let typed = app.post(&amina, "/desk", &[("amount", "3\0")]).await;
    assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.get(&amina, "/?after=%00").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.get(&amina, "/desk/%00").await.status, StatusCode::NOT_FOUND);
}
