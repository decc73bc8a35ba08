//! Clients that hang up at any moment: no transaction stays open, nothing acknowledged is missing.

use crate::journeys::shape::{Programs, Shape};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const REQUESTS: u64 = 10_000;
const CLIENTS: u64 = 16;
/// One claim opened by a client with `patience`; the identifier when it was acknowledged in time.
async fn open_or_hang_up(programs: &Programs, patience: Duration) -> Option<String> {
    let consent =
        json!({"given_by": "survivor", "language": "fr", "how": "spoken", "agreed": ["P1"]});
    let request =
        programs.request("advocate.amina", Method::POST, "/api/intake/claims").await.json(&consent);
    let work = async {
        let answer = request.send().await.ok()?;
        let opened: Value = answer.error_for_status().ok()?.json().await.ok()?;
        Some(opened["claim_id"].as_str()?.to_owned())
    };
    // Dropping the future closes the connection, wherever the request is.
    tokio::time::timeout(patience, work).await.ok().flatten()
}

/// Requests by all clients at once; identifiers of the claims that were acknowledged.
async fn many(
    programs: &Arc<Programs>,
    requests: u64,
    patience: impl Fn(u64) -> Duration + Copy + Send + 'static,
) -> Vec<String> {
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let programs = programs.clone();
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for request in 0..requests / CLIENTS {
                    let patience = patience(client * requests + request);
                    acknowledged.extend(open_or_hang_up(&programs, patience).await);
                }
                acknowledged
            })
        })
        .collect();
    let mut acknowledged = Vec::new();
    for client in clients {
        acknowledged.extend(client.await.expect("a client ends"));
    }
    acknowledged
}

/// A small generator, so that a failing run can be repeated.
fn scattered(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_clients_hang_up_and_nothing_acknowledged_is_missing() {
    let programs = Arc::new(Programs::start(Shape::AllInOne).await);
    // The token is fetched before clients begin to hang up.
    open_or_hang_up(&programs, Duration::from_mins(1)).await.expect("a patient client is answered");
    let began = Instant::now();
    many(&programs, 320, |_| Duration::from_mins(1)).await;
    let answer_micros = began.elapsed().as_micros() * u128::from(CLIENTS) / 320;
    let answer_micros = u64::try_from(answer_micros).expect("a short time");
    // Clients hang up after a sixteenth of the time that an answer took to sixteen times as much, so
    // that both happen on a machine that gets slower or faster meanwhile.
    let patience = move |request| {
        let drawn = scattered(request);
        let part = answer_micros * (1000 + (drawn >> 8) % 1000) / 1000;
        Duration::from_micros((part << (drawn % 8)) / 16)
    };
    let acknowledged = many(&programs, REQUESTS, patience).await;
    let hung_up = REQUESTS - acknowledged.len() as u64;
    assert!(hung_up > 500 && acknowledged.len() > 500, "both happened: {hung_up} hung up");

    // Whoever is patient is answered: no connection of the pool is lost.
    for _ in 0..50 {
        open_or_hang_up(&programs, Duration::from_mins(1)).await.expect("answered");
    }
    let mut db = programs.world.db.superuser().await;
    let present: Vec<String> = sqlx::query_scalar("select claim_id::text from shared.claim")
        .fetch_all(&mut db)
        .await
        .expect("claims");
    let present: std::collections::BTreeSet<&String> = present.iter().collect();
    let missing = acknowledged.iter().filter(|claim| !present.contains(claim)).count();
    assert_eq!(missing, 0, "of {} acknowledged", acknowledged.len());
    let open: i64 = sqlx::query_scalar(
        "select count(*) from pg_stat_activity
         where datname = current_database() and usename like 'redress\\_%' and state like 'idle in transaction%'",
    )
    .fetch_one(&mut db)
    .await
    .expect("the server tells");
    assert_eq!(open, 0, "transactions left open");
}
