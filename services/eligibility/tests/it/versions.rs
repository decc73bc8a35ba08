//! Administrators with versions to draft: the shipped documents, amended.

use redress_eligibility::{Eligibility, TEXTS};
use redress_kernel::{Role, Timestamp};
use redress_testkit::{App, Page, Reply, Who, World};
use redress_web::keys::token;
use sqlx::{Connection, PgConnection};

/// Three administrators, a chair and an auditor.
pub struct Office {
    pub world: World,
    pub app: App,
    pub ada: Who,
    pub abel: Who,
    pub ann: Who,
    pub chandra: Who,
    pub ola: Who,
    pub paul: Who,
}

/// DMR-2 in force from a day: the shipped rules with the late limit at twelve years.
pub fn rules(from: &str) -> String {
    redress_mechanism::data::SHIPPED_RULES
        .replace("DMR-1", "DMR-2")
        .replacen("2026-01-01", from, 1)
        .replace("\"late_after_years\": 10", "\"late_after_years\": 12")
}

/// S-ILL-2 in force from a day: the shipped sums with a school year at 1,500.
pub fn sums(from: &str) -> String {
    redress_mechanism::data::SHIPPED_SCHEDULE
        .replace("S-ILL-1", "S-ILL-2")
        .replacen("2026-01-01", from, 1)
        .replace("\"year\": \"1200.00\"", "\"year\": \"1500.00\"")
}

impl Office {
    /// An office on 2 November 2026.
    pub async fn new() -> Self {
        let world = World::new().await;
        Self {
            app: App::start::<Eligibility>(&world).await.with_texts(&TEXTS),
            ada: world.person("admin.ada", &[Role::Administrator]).await,
            abel: world.person("admin.abel", &[Role::Administrator]).await,
            ann: world.person("admin.ann", &[Role::Administrator]).await,
            chandra: world.person("chair.chandra", &[Role::PanelChair]).await,
            ola: world.person("auditor.ola", &[Role::Auditor]).await,
            paul: world.person("panel.paul", &[Role::PanelMember]).await,
            world,
        }
    }

    /// Sends the form that drafts.
    pub async fn send(&self, who: &Who, document: &str) -> Reply {
        let parts = [("document", ""), ("file", document), ("do", "draft")];
        self.app.post_parts(who, "/versions", &token(), &parts).await
    }

    /// Drafts what must be taken, and answers where it leads.
    pub async fn drafted(&self, document: &str) -> String {
        let reply = self.send(&self.ada, document).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        reply.location()
    }

    /// The page of a version.
    pub async fn page(&self, who: &Who, path: &str) -> Page {
        let reply = self.app.get(who, path).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.page()
    }

    /// Presses the button that signs, with what the page of that person says.
    pub async fn sign(&self, who: &Who, path: &str) -> Reply {
        let digest = self.app.get(who, path).await.field("digest").unwrap_or_default();
        self.app.post(who, &format!("{path}/sign"), &[("digest", &digest)]).await
    }

    /// Drafts and has two people sign.
    pub async fn signed(&self, document: &str) -> String {
        let path = self.drafted(document).await;
        for who in [&self.ada, &self.abel] {
            let reply = self.sign(who, &path).await;
            assert_eq!(reply.status, 303, "{}", reply.text());
        }
        path
    }

    /// The present moment of the test.
    pub fn now(&self) -> Timestamp {
        self.world.clock.clock().now()
    }

    /// A connection under the role of the service, with a person as its actor and an audit row.
    pub async fn role(&self, who: &Who) -> PgConnection {
        let url = self.world.db.url("redress_eligibility");
        let mut db = PgConnection::connect(&url).await.expect("the role signs in");
        let roles: Vec<&str> = who.actor.roles.iter().map(|role| role.as_str()).collect();
        sqlx::query("begin").execute(&mut db).await.expect("begins");
        self.world.db.prove(&mut db, who.actor.actor_id, &roles.join(",")).await;
        sqlx::query(
            "insert into shared.audit (actor_id, roles, action)
             values ($1, array_to_string(shared.actor_roles(), ','), 'test.version')",
        )
        .bind(who.actor.actor_id.0)
        .execute(&mut db)
        .await
        .expect("audited");
        db
    }

    /// A statement by a person under the role of the service, `$1` being that person: rows, or what
    /// refused it.
    pub async fn by(&self, who: &Who, sql: &'static str) -> Result<u64, String> {
        let mut db = self.role(who).await;
        let done = sqlx::query(sql).bind(who.actor.actor_id.0).execute(&mut db).await;
        done.map(|done| done.rows_affected()).map_err(|error| {
            let error = error.as_database_error().expect("the database refused");
            error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned)
        })
    }
}
