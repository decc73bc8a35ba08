//! The limit: one row with two accounts and an amount, a commit each, nothing checked.

use crate::measure::{address, connect, rate};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

pub struct Bare {
    url: String,
    rows: Arc<AtomicU64>,
}

impl Bare {
    pub async fn new() -> Self {
        let url = address("BARE");
        connect(&url)
            .await
            .batch_execute(
                "create table if not exists bare (id uuid primary key, debit uuid not null, credit uuid not null,
                   amount numeric(20, 4) not null, day date not null, made_at timestamptz not null default now())",
            )
            .await
            .expect("a table");
        Self { url, rows: Arc::default() }
    }

    pub async fn rate(&self, clients: usize) -> f64 {
        let mut works = Vec::new();
        for _ in 0..clients {
            let client = Arc::new(connect(&self.url).await);
            let insert = client
                .prepare("insert into bare (id, debit, credit, amount, day) values ($1, $2, $3, 12.34, current_date)")
                .await
                .expect("a statement");
            let rows = self.rows.clone();
            works.push(move || {
                let (client, insert, rows) = (client.clone(), insert.clone(), rows.clone());
                async move {
                    let ids = [Uuid::now_v7(), Uuid::new_v4(), Uuid::new_v4()];
                    client.execute(&insert, &[&ids[0], &ids[1], &ids[2]]).await.expect("a row");
                    rows.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        rate(works).await
    }

    pub async fn bytes(&self) -> f64 {
        let sql = "select pg_total_relation_size('bare')";
        let row = connect(&self.url).await.query_one(sql, &[]).await.expect("a size");
        row.get::<_, i64>(0) as f64 / self.rows.load(Ordering::Relaxed) as f64
    }
}
