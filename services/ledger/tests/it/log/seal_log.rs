//! Checkpoints of the log: over everything that is committed, once, in order, and by whichever program comes first.

use crate::desk::{Desk, PLAIN};
use redress_kernel::Clock;
use redress_ledger::books::actions::seal_books::seal_now;
use redress_ledger::keep::keep_fund::keep_fund;
use redress_ledger::log::actions::seal_log::seal_log;
use redress_proof::{Checkpoint, SealKey};
use redress_runtime::{Ctx, pool};

struct Log {
    desk: Desk,
    key: SealKey,
}

impl Log {
    async fn new() -> Self {
        let desk = Desk::new().await;
        let file = &desk.world.config().secrets.seal_key_file;
        let text = std::fs::read_to_string(file).expect("the key file");
        Self { key: SealKey::from_key_file(&text).expect("a key"), desk }
    }

    /// A program of its own.
    fn program(&self) -> Ctx {
        let config = self.desk.world.config();
        let pool = pool::pool(config.database_url("ledger"), 2).expect("a pool");
        Ctx::new("ledger", pool, Clock::system())
    }

    async fn seal(&self) -> bool {
        seal_log(&self.program(), &self.key).await.expect("sealed or nothing to do")
    }

    /// What the service does by itself, by one program.
    async fn works(&self, ctx: &Ctx) {
        seal_log(ctx, &self.key).await.expect("sealed, or another is at it");
        seal_now(ctx, &self.key).await.expect("sealed, or another has");
        keep_fund(ctx, None).await.expect("kept");
    }

    async fn seal_all(&self) {
        while self.seal().await {}
    }

    /// Rows of audit, events and traces, and rows under checkpoints.
    async fn rows(&self) -> (i64, i64) {
        sqlx::query_as(
            "select (select count(*) from shared.audit) + (select count(*) from shared.event)
               + (select count(*) from shared.row_log), (select coalesce(max(size), 0) from shared.checkpoint)",
        )
        .fetch_one(&mut self.desk.world.db.superuser().await)
        .await
        .expect("readable")
    }
}

#[tokio::test]
async fn everything_is_sealed_once_and_sealing_leaves_nothing_to_seal() {
    let log = Log::new().await;
    log.desk.fund("100.00").await;
    log.seal_all().await;
    let (rows, sealed) = log.rows().await;
    assert!(rows > 0 && rows == sealed, "{rows} {sealed}");
    assert!(!log.seal().await, "nothing new");
    log.desk.fund("1.00").await;
    assert!(log.seal().await);
    let statements: Vec<(String, Vec<u8>)> =
        sqlx::query_as("select statement, signature from shared.checkpoint order by number")
            .fetch_all(&mut log.desk.world.db.superuser().await)
            .await
            .expect("readable");
    for (number, (statement, signature)) in statements.iter().enumerate() {
        assert!(log.key.public().verifies(statement, signature));
        let said = Checkpoint::from_text(statement).expect("a checkpoint");
        assert_eq!(said.number, number as u64 + 1);
    }
}

#[tokio::test]
async fn the_service_seals_by_itself() {
    let log = Log::new().await;
    log.desk.fund("100.00").await;
    log.desk.world.clock.advance(time::Duration::SECOND);
    log.desk.app.react().await;
    let (_, sealed) = log.rows().await;
    assert!(sealed > 0);
}

#[tokio::test]
async fn what_commits_late_comes_under_the_next_checkpoint() {
    let log = Log::new().await;
    log.seal_all().await;
    let ola = log.desk.ola.actor.actor_id;
    let mut late = log.desk.world.db.begin_as("redress_ledger", ola, "auditor").await;
    let insert = "insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'auditor', 'late')";
    sqlx::query(insert).execute(&mut late).await.expect("written, not committed");
    log.desk.fund("1.00").await;
    log.seal_all().await;
    let (rows, sealed) = log.rows().await;
    assert!(sealed < rows, "nothing that could come before the late one is sealed yet");
    sqlx::query("commit").execute(&mut late).await.expect("committed");
    log.seal_all().await;
    let (rows, sealed) = log.rows().await;
    assert_eq!(rows, sealed);
}

/// Two programs that seal the log and the books and keep the fund at once: none is stopped, nothing is done twice.
#[tokio::test]
async fn programs_that_work_at_once_do_not_stop_each_other() {
    let log = Log::new().await;
    let programs = [log.program(), log.program(), log.program()];
    for _ in 0..5 {
        log.desk.fund("100.00").await;
        let [one, two, three] = &programs;
        tokio::join!(log.works(one), log.works(two), log.works(three));
    }
    log.desk.accepted(&PLAIN).await;
    log.seal_all().await;
    let (rows, sealed) = log.rows().await;
    assert_eq!(rows, sealed);
    let numbers: Vec<i64> = sqlx::query_scalar("select number from ledger.seal order by number")
        .fetch_all(&mut log.desk.world.db.superuser().await)
        .await
        .expect("readable");
    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<i64>>());
    assert!(numbers.len() >= 5, "each round brought entries: {numbers:?}");
}

/// The wall is in the database: a program that is wrong about the last one adds none.
#[tokio::test]
async fn a_checkpoint_that_does_not_follow_is_not_kept() {
    let log = Log::new().await;
    log.seal_all().await;
    let system = redress_kernel::Actor::system("ledger").actor_id;
    let mut db = log.desk.world.db.begin_as("redress_ledger", system, "system").await;
    for (number, size) in [(1, 1), (3, 2), (2, 1), (2, 0)] {
        let kept: bool = sqlx::query_scalar(
            "select shared.keep_checkpoint($1, 9000000000, $2, '', '{5}', sha256('x'), 'x', repeat('0', 16),
               decode(repeat('00', 64), 'hex'), now())",
        )
        .bind(number)
        .bind(size)
        .fetch_one(&mut db)
        .await
        .expect("asked");
        assert!(!kept, "{number} {size}");
    }
    for table in ["shared.row_log", "shared.checkpoint"] {
        sqlx::query("savepoint here").execute(&mut db).await.expect("set");
        let sql = sqlx::AssertSqlSafe(format!("select * from {table}"));
        sqlx::query(sql).execute(&mut db).await.expect_err("no login reads it");
        sqlx::query("rollback to here").execute(&mut db).await.expect("undone");
    }
}
