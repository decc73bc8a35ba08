//! The listener of a program: how many connections, how long each may take to ask and to listen, how much memory it costs.
//! These limits are the program's own: a proxy in front may have others, or be missing.

use crate::config::Limits;
use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// Bytes of a request's head at most; a connection holds twice as many, each way.
const HEAD_MAX: usize = 32 * 1024;
/// Fields of a request's head at most.
const HEADERS_MAX: usize = 64;
/// After an error of the machine itself, such as too many open files, nobody is let in for this long.
const PAUSE: Duration = Duration::from_millis(100);

/// Where a connection comes from; put into each request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Serves until `stop` turns true, then lets running requests end. Whoever comes when all places are taken waits outside.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    mut stop: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let connection = Connection { time: Duration::from_secs(limits.idle_seconds), router };
    loop {
        let next = async {
            // Invariant: the semaphore is never closed.
            let place = places.clone().acquire_owned().await.expect("places are open");
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            next = next => next,
            _ended = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => connection.begin(stream, peer, place, &open),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

/// How a connection is served.
struct Connection {
    time: Duration,
    router: Router,
}

impl Connection {
    fn begin(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        place: OwnedSemaphorePermit,
        open: &GracefulShutdown,
    ) {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.time));
        let peer = Peer(peer.ip().to_canonical());
        let router = self.router.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            router.clone().oneshot(request)
        });
        let served = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.time)
            .max_header_size(HEAD_MAX)
            .max_buf_size(2 * HEAD_MAX)
            .max_headers(HEADERS_MAX)
            .serve_connection(TokioIo::new(Box::pin(stream)), answer);
        let served = open.watch(served);
        tokio::spawn(async move {
            let _held_to_the_end = place;
            // What ends a connection early is the client's doing: nothing to tell.
            let _ended = served.await;
        });
    }
}
