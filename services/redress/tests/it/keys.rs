//! The vault's key file is the one that the data are sealed with, or nothing starts.

use redress_intake::Intake;
use redress_kernel::{Fault, Role};
use redress_ledger::Ledger;
use redress_runtime::{Config, Service, boot};
use redress_testkit::{Filing, World};
use redress_vault::Vault;

async fn start<S: Service>(world: &World, config: &Config) -> Result<(), Fault> {
    boot::mount::<S>(config, "http://localhost", world.clock.clock()).await.map(drop)
}

async fn known(world: &World) -> Vec<(String, Vec<u8>)> {
    sqlx::query_as("select name, fingerprint from vault.known_key order by name")
        .fetch_all(&mut world.db.superuser().await)
        .await
        .expect("readable")
}

/// The configuration with a key file of this text.
fn with_keys(world: &World, name: &str, text: &str) -> Config {
    let mut config = world.config();
    config.secrets.vault_keys_file.set_file_name(name);
    std::fs::write(&config.secrets.vault_keys_file, text).expect("a file");
    config
}

#[tokio::test]
async fn another_key_file_with_the_same_number_starts_nothing() {
    let world = World::new().await;
    start::<Intake>(&world, &world.config()).await.expect("the first start makes them known");
    let first = known(&world).await;
    assert_eq!(first.len(), 2, "a master key and the key of matches");
    let other = with_keys(&world, "other.toml", &Vault::new_key_file());
    for refused in [start::<Intake>(&world, &other).await, start::<Ledger>(&world, &other).await] {
        let fault = refused.expect_err("another file").chain();
        assert!(fault.contains("master-1, match") && fault.contains("bring back"), "{fault}");
    }
    assert_eq!(known(&world).await, first, "nothing was learnt of it");
    start::<Intake>(&world, &world.config()).await.expect("the right file");
    start::<Ledger>(&world, &world.config()).await.expect("the right file");
}

#[tokio::test]
async fn the_account_of_the_sample_file_pays_nothing_outside_a_demonstration() {
    let world = World::new().await;
    let at = async |config: &Config, url: &str| {
        boot::mount::<Ledger>(config, url, world.clock.clock()).await.map(drop)
    };
    let sample = world.config();
    at(&sample, "http://localhost:8083").await.expect("people of this machine try it out");
    let refused = at(&sample, "https://redress.example").await.expect_err("others would be paid");
    assert!(refused.chain().contains("bank.debtor_account"), "{}", refused.chain());
    let mut real = sample;
    real.bank.debtor_account = "FR7630006000011234567890189".into();
    at(&real, "https://redress.example").await.expect("an account of one's own");
}

#[tokio::test]
async fn a_further_key_is_learnt_and_one_that_seals_may_not_go() {
    let world = World::new().await;
    start::<Intake>(&world, &world.config()).await.expect("the first start");
    let path = world.config().secrets.vault_keys_file;
    let text = std::fs::read_to_string(path).expect("readable");
    let fresh = Vault::new_key_file();
    let second = fresh.rsplit("1 = ").next().expect("a key");
    let rotated = with_keys(
        &world,
        "rotated.toml",
        &format!("{}2 = {second}", text.replace("current = 1", "current = 2")),
    );
    start::<Intake>(&world, &rotated).await.expect("a version more");
    assert_eq!(known(&world).await.len(), 3);
    // Something is sealed with the first; a file without it would leave it shut.
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    world.submitted_claim(&amina, &Filing::default()).await;
    let first_key = text.rsplit("1 = ").next().expect("a key");
    let lost = rotated_text(&rotated).replace(&format!("1 = {first_key}"), "");
    let lost = with_keys(&world, "lost.toml", &lost);
    let fault = start::<Intake>(&world, &lost).await.expect_err("one is missing").chain();
    assert!(fault.contains("master-1"), "{fault}");
}

fn rotated_text(config: &Config) -> String {
    std::fs::read_to_string(&config.secrets.vault_keys_file).expect("readable")
}
