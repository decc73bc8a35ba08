//! A bank whose server is killed in the middle: money moves between many accounts at once, the total is the same
//! in every snapshot, and what was acknowledged is there after the crash.

use super::{AUDIT, OFFICER, Sent, audited, begin, officer, post, run, send, sent};
use crate::signed_in::{ENTER, done, entered, shows, signs_in};
use redress_kernel::Uuid;
use redress_testkit::Database;
use rust_decimal::Decimal;
use sqlx::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const HOLDERS: [&str; 5] = ["", "a", "b", "c", "d"];
const EACH: &str = "1000";

/// A durable cluster of this test's own.
struct Server {
    folder: PathBuf,
    url: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let url = cluster("start", folder);
        Self { folder: folder.to_owned(), url }
    }

    fn restart(&mut self) {
        self.url = cluster("start", &self.folder);
    }

    /// Ends all of the server at once, as a power cut would.
    fn kill(&self) {
        let place = std::fs::read_to_string(self.folder.join("place")).expect("where the data lie");
        let file = Path::new(place.trim()).join("data/postmaster.pid");
        let text = std::fs::read_to_string(file).expect("the server runs");
        let pid = text.lines().next().expect("its number").trim().to_owned();
        assert!(Command::new("kill").args(["-9", &pid]).status().expect("kill runs").success());
        // Its children notice by themselves; a new server waits for the last of them.
        while Path::new("/proc").join(&pid).exists() && !is_dead(&pid) {
            std::thread::yield_now();
        }
    }

    fn url(&self, user: &str) -> String {
        self.url.replacen("postgres_local", user, 1)
    }
}

/// Ended, though nobody has asked yet how.
fn is_dead(pid: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| stat.contains(") Z "))
}

impl Drop for Server {
    fn drop(&mut self) {
        cluster("remove", &self.folder);
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

fn cluster(verb: &str, folder: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/postgres/cluster.sh");
    // A server that was killed leaves children for a moment: it starts when they are gone.
    for attempt in 0.. {
        let done = Command::new(&script).arg(verb).arg(folder).output().expect("the script runs");
        if done.status.success() {
            return String::from_utf8(done.stdout).expect("text").trim().to_owned();
        }
        assert!(attempt < 200, "{}", String::from_utf8_lossy(&done.stderr));
    }
    unreachable!("the loop returns or fails")
}

async fn open(server: &Server) {
    redress_contract::schema::migrate(&server.url("postgres_local"), &[])
        .await
        .unwrap_or_else(|fault| panic!("{}", fault.chain()));
    let mut hand = signed_in(server, 1).await;
    begin(&mut hand).await;
    for holder in HOLDERS {
        run(&mut hand, &format!("select ledger.open_account('fund_cash', 'USD', '{holder}')"))
            .await;
        let mut gift = sent("contribution", "fund_cash", "contributions", EACH);
        gift.legs[0].holder = holder;
        send(&mut hand, &[gift]).await.expect("a gift");
    }
    run(&mut hand, "commit").await;
}

/// Moves money until the server is gone; notes what was acknowledged.
async fn teller(
    mut hand: PgConnection,
    number: usize,
    stop: Arc<AtomicBool>,
    done: Arc<Mutex<Vec<Uuid>>>,
) {
    for turn in number.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let mut transfer = sent("cost", "fund_cash", "fund_cash", "97.31");
        transfer.legs[0].holder = HOLDERS[turn % 5];
        transfer.legs[1].holder = HOLDERS[(turn / 5 + number) % 5];
        if transfer.legs[0].holder == transfer.legs[1].holder {
            continue;
        }
        match try_post(&mut hand, &transfer).await {
            Ok(true) => done.lock().expect("no panic inside").push(transfer.id),
            Ok(false) => {}
            Err(_) => return,
        }
    }
}

/// A connection of the service in a person's name.
async fn signed_in(server: &Server, number: u128) -> PgConnection {
    let mut owner = PgConnection::connect(&server.url).await.expect("the server answers");
    let shown = signs_in(&mut owner, Uuid::from_u128(number), OFFICER).await;
    shows(&server.url("redress_ledger"), &shown).await.expect("the role signs in")
}

/// Whether it was posted; an error when the server is gone.
async fn try_post(hand: &mut PgConnection, entry: &Sent) -> Result<bool, sqlx::Error> {
    let mut tx = hand.begin().await?;
    sqlx::query(ENTER).execute(&mut *tx).await?;
    sqlx::query(AUDIT).execute(&mut *tx).await?;
    let sent = send_raw(&mut tx, entry).await;
    match sent {
        Ok(()) => tx.commit().await.map(|()| true),
        Err(error) if error.as_database_error().is_some_and(|e| e.constraint().is_some()) => {
            tx.rollback().await.map(|()| false)
        }
        Err(error) => Err(error),
    }
}

async fn send_raw(hand: &mut PgConnection, entry: &Sent) -> Result<(), sqlx::Error> {
    sqlx::query(
        "select * from ledger.post(array[$1], array[$2], array[$3], '{null}', '{null}', '{1,1}', '{fund_cash,fund_cash}',
           array[$4, $5], '{debit,credit}', array[$6, $6]::numeric[], '{USD,USD}')",
    )
    .bind(entry.id)
    .bind(entry.kind)
    .bind(entry.day)
    .bind(entry.legs[0].holder)
    .bind(entry.legs[1].holder)
    .bind(entry.legs[0].amount.parse::<Decimal>().expect("an amount"))
    .execute(hand)
    .await
    .map(drop)
}

/// Looks at all accounts at once, again and again: the total never moves, and none is overdrawn.
async fn auditor(mut hand: PgConnection, stop: Arc<AtomicBool>) -> usize {
    let total: Decimal = Decimal::from(1000 * HOLDERS.len());
    let mut looked = 0;
    while !stop.load(Ordering::Relaxed) {
        let Ok(seen) = look(&mut hand).await else { break };
        assert_eq!(seen.iter().copied().sum::<Decimal>(), total, "{seen:?}");
        assert!(seen.iter().all(|sum| *sum >= Decimal::ZERO), "{seen:?}");
        looked += 1;
    }
    looked
}

async fn look(hand: &mut PgConnection) -> Result<Vec<Decimal>, sqlx::Error> {
    let mut tx = hand.begin().await?;
    sqlx::query(ENTER).execute(&mut *tx).await?;
    let sql = "select debit - credit from ledger.balance(null, null) where head = 'fund_cash'";
    sqlx::query_scalar(sql).fetch_all(&mut *tx).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_the_total_never_moves() {
    let folder = std::env::temp_dir().join(format!("redress-bank-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut server = Server::start(&folder);
    open(&server).await;
    let done = Arc::new(Mutex::new(Vec::new()));
    let mut looked = 0;
    for _ in 0..2 {
        let stop = Arc::new(AtomicBool::new(false));
        let mut tellers = Vec::new();
        for number in 0..6 {
            let hand = signed_in(&server, 100 + number as u128).await;
            tellers.push(tokio::spawn(teller(hand, number, stop.clone(), done.clone())));
        }
        let watch = tokio::spawn(auditor(signed_in(&server, 99).await, stop.clone()));
        let before = done.lock().expect("no panic inside").len();
        while done.lock().expect("no panic inside").len() < before + 300 {
            assert!(tellers.iter().any(|teller| !teller.is_finished()), "somebody still works");
            tokio::task::yield_now().await;
        }
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for teller in tellers {
            teller.await.expect("a teller ends");
        }
        looked += watch.await.expect("no snapshot was wrong");
        server.restart();
    }
    assert!(looked > 5, "the total was looked at {looked} times");
    let mut hand = signed_in(&server, 1).await;
    let kept: Vec<Uuid> =
        sqlx::query_scalar("select entry_id from ledger.entry where kind = 'cost'")
            .fetch_all(&mut *entered(&mut hand).await)
            .await
            .expect("readable");
    let lost: Vec<Uuid> = done
        .lock()
        .expect("no panic inside")
        .iter()
        .copied()
        .filter(|id| !kept.contains(id))
        .collect();
    assert_eq!(lost, Vec::<Uuid>::new());
    assert_eq!(audited(&mut hand).await, []);
}

/// Takes from the fund, a little each time, until it is refused; how often it was let through.
async fn taker(mut hand: PgConnection) -> u32 {
    for taken in 0.. {
        let mut transfer = sent("cost", "fund_cash", "fund_cash", "15000");
        transfer.legs[0].holder = "a";
        match post(&mut hand, &[transfer]).await {
            Ok(_) => {}
            Err(name) => {
                assert_eq!(name, "cash_overdrawn");
                return taken;
            }
        }
    }
    unreachable!("money ends")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_take_side_by_side_and_the_fund_is_emptied_but_never_overdrawn() {
    let db = Database::fresh().await;
    let mut hand = officer(&db, Uuid::from_u128(1)).await;
    done(&mut hand, "select ledger.open_account('fund_cash', 'USD', 'a')").await;
    post(&mut hand, &[sent("contribution", "fund_cash", "contributions", "2000000")])
        .await
        .expect("a gift");
    let mut takers = Vec::new();
    for number in 0..12 {
        takers.push(tokio::spawn(taker(officer(&db, Uuid::from_u128(10 + number)).await)));
    }
    let mut taken = 0;
    for taker in takers {
        taken += taker.await.expect("no other refusal");
    }
    // 133 times 15,000 is 1,995,000: what is left is less than one more.
    assert_eq!(taken, 133);
    assert_eq!(audited(&mut hand).await, []);
}
