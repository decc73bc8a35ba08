//! What every test begins with: people, a claim opened and filled in, and rows of the other
//! services.

use redress_intake::Intake;
use redress_kernel::{ClaimId, Role};
use redress_testkit::{App, Reply, Who, World};
use sqlx::AssertSqlSafe;

/// The decision of [`Story::offered`].
pub const DECISION: &str = "01900000-0000-7000-8000-00000000d001";

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
        let app = App::start::<Intake>(&world).await;
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

    /// Puts a claim where another service would have brought it.
    pub async fn stands(&self, claim: ClaimId, stage: &str) {
        self.sql(format!(
            "begin; insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), 'system', 'test.move');
             update shared.claim set stage = '{stage}' where claim_id = '{claim}'; commit"
        ))
        .await;
    }

    /// An offer as the eligibility service would show it, open to the end of `until`.
    pub async fn offered(&self, claim: ClaimId, outcome: &str, until: &str) {
        self.stands(claim, "offered").await;
        self.sql(format!(
            "create or replace view shared.offer with (security_barrier) as
             select '{claim}'::uuid as claim_id, '{DECISION}'::uuid as decision_id, '{outcome}'::text as outcome,
               34460.00::numeric(20, 4) as net, 'USD'::text as currency, date '2026-11-01' as issued_on,
               date '{until}' as open_until
             where shared.may_see('{claim}')"
        ))
        .await;
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
