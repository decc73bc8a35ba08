//! The limits of a listener, by real connections: whoever takes a place and does nothing with it loses it to who waits.

use axum::Router;
use axum::routing::get;
use redress_runtime::config::Limits;
use redress_runtime::door;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

const ASK: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
/// More than the buffers of two sockets hold.
const LONG: usize = 64 * 1024 * 1024;

/// A door with one place, which is lost after a second.
async fn narrow() -> (String, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound").to_string();
    let routes = Router::new()
        .route("/", get(|| async { "here" }))
        .route("/long", get(|| async { vec![0; LONG] }));
    let limits = Limits { connections: 1, idle_seconds: 1, ..Limits::default() };
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move { door::serve(listener, routes, &limits, stopped).await });
    (address, stop)
}

/// Opens a connection and sends this, which is all that is ever sent.
async fn sends(address: &str, what: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("connects");
    stream.write_all(what.as_bytes()).await.expect("sent");
    stream
}

async fn answer(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // Whoever is refused before all was taken may find the connection reset behind the answer.
    let _ended = stream.read_to_end(&mut bytes).await;
    String::from_utf8(bytes).expect("text")
}

#[tokio::test]
async fn whoever_dawdles_loses_the_place_to_who_waits() {
    let (address, _stop) = narrow().await;
    for held in ["", "GET / HTTP/1.1\r\nhost:", "GET /long HTTP/1.1\r\nhost: x\r\n\r\n"] {
        let dawdler = sends(&address, held).await;
        let answer = answer(sends(&address, ASK).await).await;
        assert!(answer.ends_with("here"), "after {held:?}: {answer}");
        drop(dawdler);
    }
}

#[tokio::test]
async fn a_connection_that_stays_for_more_loses_its_place_too() {
    let (address, _stop) = narrow().await;
    let kept = sends(&address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer(sends(&address, ASK).await).await.ends_with("here"));
    assert!(answer(kept).await.ends_with("here"), "it had its answer");
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused() {
    let (address, _stop) = narrow().await;
    let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "a".repeat(60_000));
    let refused = answer(sends(&address, &long).await).await;
    assert!(refused.starts_with("HTTP/1.1 431"), "{refused}");
    let many: String = (0..100).map(|n| format!("x-{n}: 1\r\n")).collect();
    let refused = answer(sends(&address, &format!("GET / HTTP/1.1\r\n{many}\r\n")).await).await;
    assert!(refused.starts_with("HTTP/1.1 431"), "{refused}");
}
