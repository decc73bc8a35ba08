//! What a posting costs: in the ledger, in cala-ledger, and as a bare row. Medians of rounds, one after the other in turn.
//! Belongs here: the order of measures. Never here: the servers and their databases (`infra/bench-ledger.sh`).

mod bare;
mod books;
mod cala;
mod measure;
mod sizes;
mod table;

use books::Sending;
use measure::number;
use table::Table;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let rounds = number("ROUNDS", 3);
    if rounds > 0 {
        rates(rounds).await;
    }
    sizes::run(number("LEDGER_ROWS", 10_000_000)).await;
}

async fn rates(rounds: usize) {
    let mut table = Table::default();
    let ours = books::Books::new("OURS", 1_000_000_000).await;
    let bare = bare::Bare::new().await;
    let peer = cala::Peer::new().await;
    for round in 0..rounds {
        for clients in [1, 8, 32] {
            let spread = format!("single, {clients} clients, spread");
            table.add(&spread, "bare row", bare.rate(clients).await);
            table.add(&spread, "ledger", ours.spread(clients, Sending::StepByStep).await);
            let at_once = ours.spread(clients, Sending::AtOnce).await;
            table.add(&spread, "ledger, one message", at_once);
            table.add(&spread, "cala", peer.spread(clients).await);
        }
        let hot = "single, 8 clients, one hot fund account, overdraft check";
        table.add(hot, "ledger", ours.hot(8, Sending::StepByStep).await);
        table.add(hot, "ledger, one message", ours.hot(8, Sending::AtOnce).await);
        table.add(hot, "cala", peer.hot(8).await);
        let batch = format!("one call of {} payments, guarded", ours.batch);
        table.add(&batch, "ledger", ours.batch(round).await);
        table.add(&batch, "cala", peer.batch().await);
        eprintln!("round {} of {rounds} done", round + 1);
    }
    let bytes = "bytes on disk for a transfer";
    table.add(bytes, "bare row", bare.bytes().await);
    table.add(bytes, "ledger", ours.bytes().await);
    table.add(bytes, "cala", peer.bytes().await);
    table.print();
}
