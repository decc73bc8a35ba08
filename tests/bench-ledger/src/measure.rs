//! Clients that work side by side for some seconds, and connections.

use std::time::{Duration, Instant};
use tokio_postgres::{Client, NoTls};

/// Connections that clients share: what a service has unless it is told otherwise.
pub const CONNECTIONS: usize = 12;

/// A number from the environment.
pub fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// An address from the environment.
pub fn address(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name}: infra/bench-ledger.sh sets it"))
}

/// How long each measure of a rate takes.
pub fn span() -> Duration {
    Duration::from_secs(number("SECONDS", 3) as u64)
}

/// A connection.
pub async fn connect(url: &str) -> Client {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.expect("the server answers");
    tokio::spawn(async move { connection.await.expect("the server stays") });
    client
}

/// Runs as many clients as there are makers of work until the span is over; how often each second they were done.
pub async fn rate<W, F>(clients: Vec<W>) -> f64
where
    W: FnMut() -> F + Send + 'static,
    F: Future<Output = ()> + Send,
{
    let (began, span) = (Instant::now(), span());
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|mut work| {
            tokio::spawn(async move {
                let mut done = 0_u32;
                while began.elapsed() < span {
                    work().await;
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut done = 0.0;
    for task in tasks {
        done += f64::from(task.await.expect("the client ends"));
    }
    done / began.elapsed().as_secs_f64()
}

/// The value at a part of sorted ones, in milliseconds.
pub fn quantile(times: &mut [Duration], part: f64) -> f64 {
    times.sort();
    let place = ((times.len() - 1) as f64 * part).round() as usize;
    times[place].as_secs_f64() * 1000.0
}
