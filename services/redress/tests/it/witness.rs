//! A witness elsewhere takes a log that goes on, and refuses one that went back or was written anew.

use crate::program::{Ran, redress};
use crate::sealed::seal_to_the_end;
use redress_kernel::{Clock, Role};
use redress_ledger::log::actions::export_log::export_log;
use redress_ledger::log::actions::seal_log::seal_log;
use redress_ledger::log::actions::show_checkpoint::show_checkpoint;
use redress_proof::{LogSize, SealKey, verify_log};
use redress_runtime::{Ctx, pool};
use redress_testkit::{Who, World};
use std::path::PathBuf;

struct Watched {
    world: World,
    ctx: Ctx,
    key: SealKey,
    ola: Who,
    folder: PathBuf,
}

impl Watched {
    async fn new(name: &str) -> Self {
        let world = World::new().await;
        let config = world.config();
        let pool = pool::pool(config.database_url("ledger"), 2).expect("a pool");
        let text = std::fs::read_to_string(&config.secrets.seal_key_file).expect("the key file");
        let key = SealKey::from_key_file(&text).expect("a key");
        let ola = world.person("auditor.ola", &[Role::Auditor]).await;
        let folder = std::env::temp_dir().join(format!("redress-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        Self { ctx: Ctx::new("ledger", pool, Clock::system()), world, key, ola, folder }
    }

    /// Something is done, and the log sealed.
    async fn done(&self) {
        let ola = self.ola.actor.actor_id;
        let mut db = self.world.db.begin_as("redress_ledger", ola, "auditor").await;
        for sql in [
            "insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'auditor', 'test.done')",
            "commit",
        ] {
            sqlx::query(sql).execute(&mut db).await.expect("done");
        }
        seal_to_the_end(&self.world, &self.ctx, &self.key).await;
    }

    fn witness(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let file = |name: &str| self.folder.join(name).display().to_string();
        let (state, own) = (file("state.json"), file("own-key.toml"));
        let mut all = vec!["witness", "--state", &state, "--own-key", &own];
        all.extend(arguments);
        redress(&all, input)
    }

    /// The witness asks and is shown what the log has now.
    async fn looks(&self) -> Ran {
        let seen = self.witness(&[], b"");
        let seen = seen.out.trim().parse().expect("a number");
        let shown = show_checkpoint(&self.ctx, seen).await.expect("a checkpoint");
        let shown = serde_json::to_vec(&shown).expect("JSON");
        self.witness(&["--key", &self.key.public().text()], &shown)
    }
}

#[tokio::test]
async fn a_witness_takes_a_log_that_goes_on() {
    let log = Watched::new("goes-on").await;
    for _ in 0..4 {
        log.done().await;
        log.done().await;
        let ran = log.looks().await;
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let kept = std::fs::read_to_string(log.folder.join("state.json")).expect("kept");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&kept).expect("JSON"), ran.json());
    }
    assert_eq!(log.looks().await.code, Some(0), "nothing new");

    let mut bytes = Vec::new();
    let LogSize { checkpoints, rows } =
        export_log(&log.ctx, &log.key, &mut bytes).await.expect("exported");
    assert!(checkpoints >= 8 && rows > checkpoints, "{checkpoints} {rows}");
    let found = verify_log(&bytes[..], &log.key.public()).expect("readable");
    assert_eq!(found, Ok(LogSize { checkpoints, rows }));
}

#[tokio::test]
async fn a_database_that_was_put_back_to_before_is_refused() {
    let log = Watched::new("went-back").await;
    log.done().await;
    let last = "select max(number) from shared.checkpoint";
    let last: i64 = sqlx::query_scalar(last)
        .fetch_one(&mut log.world.db.superuser().await)
        .await
        .expect("readable");
    log.done().await;
    assert_eq!(log.looks().await.code, Some(0));
    // What was done since is gone without a trace, as after a restore.
    log.world
        .db
        .tamper(&format!(
            "delete from shared.audit where xid >= (select until_xid from shared.checkpoint where number = {last});
             delete from shared.checkpoint where number > {last}"
        ))
        .await;
    let ran = log.looks().await;
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.err.contains("the log went back"), "{}", ran.err);
    // Work goes on from there and the log grows longer than it was: it is another log.
    for _ in 0..5 {
        log.done().await;
    }
    let ran = log.looks().await;
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.err.contains("the log was rewritten"), "{}", ran.err);
}

#[tokio::test]
async fn a_log_that_was_written_anew_is_refused() {
    let log = Watched::new("rewritten").await;
    for _ in 0..3 {
        log.done().await;
    }
    assert_eq!(log.looks().await.code, Some(0));
    // Whoever has the database and the key seals another story, of the same length.
    log.world
        .db
        .tamper(
            "update shared.audit set actor_id = gen_random_uuid() where audit_id = (select max(audit_id) from shared.audit);
             delete from shared.checkpoint",
        )
        .await;
    while seal_log(&log.ctx, &log.key).await.expect("sealed") {}
    let ran = log.looks().await;
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.err.contains("the log was rewritten"), "{}", ran.err);
    log.done().await;
    let ran = log.looks().await;
    assert!(ran.err.contains("the log was rewritten"), "{}", ran.err);
}

#[tokio::test]
async fn a_witness_takes_nothing_of_another_key_and_no_state_that_it_did_not_write() {
    let log = Watched::new("other-key").await;
    log.done().await;
    let shown = show_checkpoint(&log.ctx, 0).await.expect("a checkpoint");
    let shown = serde_json::to_vec(&shown).expect("JSON");
    let other = SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file");
    let ran = log.witness(&["--key", &other.public().text()], &shown);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(!log.folder.join("state.json").exists());
    assert_eq!(log.looks().await.code, Some(0));
    std::fs::remove_file(log.folder.join("own-key.toml")).expect("lost");
    let ran = log.looks().await;
    assert!(ran.err.contains("not signed by this witness"), "{}", ran.err);
}
