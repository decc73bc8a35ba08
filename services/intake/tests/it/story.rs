//! What every test begins with: people, and a claim that is opened, filled in, sent and offered.

use redress_intake::{Intake, TEXTS};
use redress_kernel::{ClaimId, Date, DecisionId, Role};
use redress_testkit::{App, Decision, Reply, Who, World};
use sqlx::AssertSqlSafe;

/// A desk with an advocate and an intake officer.
pub struct Story {
    pub world: World,
    pub app: App,
    pub amina: Who,
    pub ines: Who,
}

impl Story {
    pub async fn begin() -> Self {
        Self::on(World::new().await).await
    }

    pub async fn on(world: World) -> Self {
        let app = App::start::<Intake>(&world).await.with_texts(&TEXTS);
        let amina = world.person("advocate.amina", &[Role::Advocate]).await;
        let ines = world.person("intake.ines", &[Role::IntakeOfficer]).await;
        Self { world, app, amina, ines }
    }

    /// Sends the consent page with these purposes agreed to.
    pub async fn consents(&self, path: &str, agreed: &[&str]) -> Reply {
        let mut fields = vec![("by", "survivor"), ("language", "sg"), ("how", "spoken")];
        fields.extend(agreed.iter().map(|purpose| ("purposes", *purpose)));
        self.app.post(&self.amina, path, &fields).await
    }

    /// Opens a claim with all consents.
    pub async fn open(&self) -> ClaimId {
        let all = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10"];
        let reply = self.consents("/claims/new", &all).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let place = reply.location();
        place.rsplit('/').next().expect("a path").parse().expect("a claim")
    }

    /// Saves one page as a browser does: opens it, fills it in, sends it.
    pub async fn fill(&self, claim: ClaimId, key: &str, fields: &[(&str, &str)]) -> Reply {
        let path = format!("/claims/{claim}/q/{key}");
        let page = self.app.get(&self.amina, &path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        let revision = page.field("_revision").expect("a revision");
        let mut sent = fields.to_vec();
        sent.push(("_revision", revision.as_str()));
        self.app.post(&self.amina, &path, &sent).await
    }

    /// Fills in a page that must be taken.
    pub async fn filled(&self, claim: ClaimId, key: &str, fields: &[(&str, &str)]) -> String {
        let reply = self.fill(claim, key, fields).await;
        assert_eq!(reply.status, 303, "{key}: {}", reply.text());
        reply.location()
    }

    /// The minimum that can be sent.
    pub async fn minimum(&self, claim: ClaimId) {
        self.filled(claim, "claimant", &[("claimant", "victim")]).await;
        self.filled(claim, "operation", &[("operation", "MINUSCA")]).await;
        self.filled(claim, "acts", &[("acts", "A5")]).await;
        self.filled(claim, "channel", &[("channel", "phone")]).await;
    }

    /// A claim that was sent.
    pub async fn submitted(&self) -> ClaimId {
        let claim = self.open().await;
        self.minimum(claim).await;
        let reply = self.app.post(&self.amina, &format!("/claims/{claim}/check"), &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        claim
    }

    /// Runs SQL as the superuser.
    pub async fn sql(&self, sql: String) {
        let mut db = self.world.db.superuser().await;
        sqlx::raw_sql(AssertSqlSafe(sql.clone()))
            .execute(&mut db)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// A claim that was sent is triaged, decided and offered, and its letter is made: 34,460.00 USD, open to the end of
    /// a day.
    pub async fn offered(&self, claim: ClaimId, until: Date) -> DecisionId {
        let decision = self.decided(claim, until).await;
        self.world.make_letter(claim, decision).await;
        decision
    }

    /// The same, before the letter is made.
    pub async fn decided(&self, claim: ClaimId, until: Date) -> DecisionId {
        self.world.bring(claim, "triaged").await;
        let decision = Decision { open_until: Some(until), ..Decision::default() };
        self.world.decide(claim, &decision).await
    }

    /// One value, read as the superuser.
    pub async fn value(&self, sql: String) -> Option<String> {
        let mut db = self.world.db.superuser().await;
        sqlx::query_scalar(AssertSqlSafe(sql.clone()))
            .fetch_optional(&mut db)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
            .flatten()
    }
}
