//! One test's world: database, clock, configuration, people.

use crate::{Database, issuer};
use redress_kernel::{Actor, ActorId, ClaimId, Clock, Ids, Proof, Role, Timestamp, Uuid};
use redress_runtime::Config;
use redress_vault::Vault;
use redress_web::keys::{sha256, token};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use time::Duration;
use time::macros::datetime;

/// A clock that stands still until the test moves it.
#[derive(Debug, Clone)]
pub struct TestClock(Arc<Mutex<Timestamp>>);

impl TestClock {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(datetime!(2026-11-02 09:00 UTC))))
    }

    /// Moves it on.
    pub fn advance(&self, by: Duration) {
        *self.0.lock().expect("no test panics inside") += by;
    }

    /// The clock for a service.
    pub fn clock(&self) -> Clock {
        let moment = self.0.clone();
        Clock::from_fn(move || *moment.lock().expect("no test panics inside"))
    }
}

/// A person of a test, signed in.
#[derive(Debug, Clone)]
pub struct Who {
    /// The login at the provider.
    pub login: String,
    /// Who that is here.
    pub actor: Actor,
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

/// What a test stands on.
#[derive(Debug)]
pub struct World {
    /// Its database.
    pub db: Database,
    /// Its clock; 2 November 2026, 09:00 UTC at first.
    pub clock: TestClock,
    folder: PathBuf,
    issuer: String,
    colleagues: tokio::sync::Mutex<Vec<Who>>,
}

impl World {
    /// A world without a provider: enough for pages, whose people are signed in by [`World::person`].
    pub async fn new() -> Self {
        Self::with_issuer("http://localhost:1").await
    }

    /// A world with the real local provider, for bearer tokens and sign-in.
    pub async fn with_provider() -> Self {
        Self::with_issuer(issuer().await).await
    }

    /// A world with a provider of the test's own.
    pub async fn with_issuer(issuer: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("redress-test-{}", token()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        std::fs::write(folder.join("vault.toml"), Vault::new_key_file()).expect("a file");
        std::fs::write(folder.join("page.key"), token()).expect("a file");
        // Any 32 bytes are a seed.
        let seal = format!("seed = \"{}\"\n", token());
        std::fs::write(folder.join("seal.toml"), seal).expect("a file");
        let clock = TestClock::new();
        Self {
            db: Database::fresh().await,
            clock,
            folder,
            issuer: issuer.to_owned(),
            colleagues: tokio::sync::Mutex::default(),
        }
    }

    /// Configuration of programs on this database; ports are free ones.
    pub fn config(&self) -> Config {
        let mut config = Config::default();
        config.database.migrate_url = self.db.superuser_url();
        config.database.intake_url = self.db.url("redress_intake");
        config.database.eligibility_url = self.db.url("redress_eligibility");
        config.database.ledger_url = self.db.url("redress_ledger");
        config.database.documents_url = self.db.url("redress_documents");
        config.database.sign_in_url = self.db.url("redress_sign_in");
        config.oidc.issuer.clone_from(&self.issuer);
        config.oidc.client_secret = "redress-local-secret".into();
        config.secrets.vault_keys_file = self.folder.join("vault.toml");
        config.secrets.page_keys_file = self.folder.join("page.key");
        config.secrets.seal_key_file = self.folder.join("seal.toml");
        config
    }

    /// A fresh identifier.
    pub fn fresh<T: From<Uuid>>(&self) -> T {
        Ids::new(self.clock.clock()).fresh()
    }

    /// A person with a session, as signing in would make it.
    pub async fn person(&self, login: &str, roles: &[Role]) -> Who {
        let organisation = roles.contains(&Role::Advocate).then(|| "Maison Espoir".to_owned());
        let (cookie, csrf) = (token(), token());
        let actor = Actor {
            actor_id: self.fresh::<ActorId>(),
            roles: roles.to_vec(),
            organisation,
            label: login.to_owned(),
            proof: Proof::Session(sha256(cookie.as_bytes())),
        };
        let names: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        let mut db = self.db.superuser().await;
        sqlx::query(
            "with made as (
               insert into shared.actor (actor_id, issuer, subject, label, roles, organisation)
               values ($1, $2, $3, $3, $4, $5) returning actor_id)
             insert into shared.session
               (session_id, actor_id, csrf, language, created_at, seen_at, expires_at, valid_until, fresh_until)
             select sha256($6), actor_id, $7, 'en', $8, $8, $8 + interval '10 years', now() + interval '10 years',
               now() + interval '10 years' from made",
        )
        .bind(actor.actor_id.0)
        .bind(&self.issuer)
        .bind(login)
        .bind(&names)
        .bind(&actor.organisation)
        .bind(&sha256(cookie.as_bytes())[..])
        .bind(&csrf)
        .bind(self.clock.clock().now())
        .execute(&mut db)
        .await
        .unwrap_or_else(|error| panic!("{login}: {error}"));
        Who { login: login.to_owned(), actor, cookie, csrf }
    }

    /// The same person in another browser, signed in there, too.
    pub async fn elsewhere(&self, who: &Who) -> Who {
        let (cookie, csrf) = (token(), token());
        sqlx::query(
            "insert into shared.session
               (session_id, actor_id, csrf, language, created_at, seen_at, expires_at, valid_until, fresh_until)
             select sha256($2), $1, $3, 'en', $4, $4, $4 + interval '10 years', now() + interval '10 years', now() + interval '10 years'",
        )
        .bind(who.actor.actor_id.0)
        .bind(&sha256(cookie.as_bytes())[..])
        .bind(&csrf)
        .bind(self.clock.clock().now())
        .execute(&mut self.db.superuser().await)
        .await
        .expect("a session");
        let proof = Proof::Session(sha256(cookie.as_bytes()));
        Who { actor: Actor { proof, ..who.actor.clone() }, cookie, csrf, ..who.clone() }
    }

    /// So much time goes by that her sign-ins are too old for what asks for a young one.
    pub async fn grow_old(&self, who: &Who) {
        sqlx::query("update shared.session set fresh_until = now() where actor_id = $1")
            .bind(who.actor.actor_id.0)
            .execute(&mut self.db.superuser().await)
            .await
            .expect("updates");
    }

    /// Somebody of another service, who does there what a test only needs to have been done.
    pub(crate) async fn colleague(&self, name: &str, role: Role) -> Who {
        let login = format!("colleague.{name}");
        let mut known = self.colleagues.lock().await;
        if let Some(who) = known.iter().find(|who| who.login == login) {
            return who.clone();
        }
        let who = self.person(&login, &[role]).await;
        known.push(who.clone());
        who
    }

    /// The actions of a claim's audit rows, in order.
    pub async fn audited(&self, claim: ClaimId) -> Vec<String> {
        sqlx::query_scalar("select action from shared.audit where claim_id = $1 order by audit_id")
            .bind(claim.0)
            .fetch_all(&mut self.db.superuser().await)
            .await
            .expect("the audit is readable")
    }

    /// The kinds of a claim's events, in order.
    pub async fn events(&self, claim: ClaimId) -> Vec<String> {
        sqlx::query_scalar("select kind from shared.event where claim_id = $1 order by seq")
            .bind(claim.0)
            .fetch_all(&mut self.db.superuser().await)
            .await
            .expect("the events are readable")
    }

    /// Where a claim stands.
    pub async fn stage(&self, claim: ClaimId) -> String {
        sqlx::query_scalar("select stage from shared.claim where claim_id = $1")
            .bind(claim.0)
            .fetch_one(&mut self.db.superuser().await)
            .await
            .expect("the claim exists")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // A folder that stays behind is in the way of nobody.
        let _left = std::fs::remove_dir_all(&self.folder);
    }
}
