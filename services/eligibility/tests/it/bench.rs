//! The bench of every test: a panel, and claims as intake leaves them after triage.

use redress_eligibility::Eligibility;
use redress_kernel::facts::CaseFacts;
use redress_kernel::{ActId, ClaimCode, ClaimId, Role, Uuid};
use redress_testkit::{App, Reply, Who, World};
use serde_json::{Value, json};

/// A panel in its world.
pub struct Bench {
    pub world: World,
    pub app: App,
    pub amina: Who,
    pub chandra: Who,
    pub paul: Who,
    pub petra: Who,
    pub pia: Who,
}

/// The facts of a claim in which every gate rule is met: case C01 without its interim payment.
pub fn facts() -> Value {
    json!({
        "claimant": "victim", "under_18": "no", "operation": "MINUSCA", "category": "CIV_NAT",
        "serving": "yes", "impact": "I2",
        "acts": [{ "act_id": act_id(1), "act": "A5", "aggravations": ["G6"],
                   "when": { "earliest": "2021-06-01", "latest": "2021-06-30" } }],
    })
}

/// The form that records an interim payment of 3,000.
pub const INTERIM: [(&str, &str); 4] =
    [("what", "interim"), ("interim.paid", "3000"), ("source", "fund"), ("why", "learned")];

/// The number of an act in [`facts`].
pub fn act_id(number: u128) -> ActId {
    ActId(Uuid::from_u128(number))
}

impl Bench {
    /// A world with a chair and three members who have signed in.
    pub async fn new() -> Self {
        Self::on(World::new().await).await
    }

    /// The same on a world of the test's choice.
    pub async fn on(world: World) -> Self {
        Self {
            app: App::start::<Eligibility>(&world).await,
            amina: world.person("advocate.amina", &[Role::Advocate]).await,
            chandra: world.person("chair.chandra", &[Role::PanelChair]).await,
            paul: world.person("panel.paul", &[Role::PanelMember]).await,
            petra: world.person("panel.petra", &[Role::PanelMember]).await,
            pia: world.person("panel.pia", &[Role::PanelMember]).await,
            world,
        }
    }

    /// A claim that intake has triaged, with these facts; the event is said, nobody has reacted.
    pub async fn triaged(&self, facts: &Value) -> ClaimId {
        // What is not of the kernel's shape would be a mistake of the test.
        let facts: CaseFacts = serde_json::from_value(facts.clone()).expect("facts");
        let claim: ClaimId = self.world.fresh();
        let (claimant, now) = (self.world.fresh::<Uuid>(), self.world.clock.clock().now());
        let amina = self.amina.actor.actor_id.0;
        let mut db = self.world.db.superuser().await;
        let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
        let sql = [
            "select shared.act_as($3, 'advocate,intake_officer', '')",
            "insert into intake.claimant (claimant_id, opened_at) values ($2, $4)",
            "insert into shared.claim
               (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage,
                stage_since)
             values ($1, $5, $2, $3, 'Maison Espoir', 'fr', 'triaged', $4)",
            "insert into intake.claim
               (claim_id, claimant_id, facts, language, submitted_at, saved_at)
             values ($1, $2, $6, 'fr', $4, $4)",
            "insert into intake.consent (consent_id, claim_id, purpose, change, given_by, language,
               manner, given_at, recorded_by)
             values (gen_random_uuid(), $1, 'P1', 'given', 'survivor', 'fr', 'spoken', $4, $3)",
            "insert into intake.match_note
               (match_note_id, claim_id, result, possible, noted_by, noted_at)
             values (gen_random_uuid(), $1, 'none', '{}', $3, $4)",
            "select shared.involve($1, $3, 'advocate')",
            "insert into shared.audit (actor_id, roles, action, claim_id)
             values ($3, 'advocate', 'test.triaged', $1)",
        ];
        // One statement after the other, all with the same values; unused ones are named once.
        for one in sql {
            let all = format!(
                "with given as (select $1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::text,
                   $6::jsonb) {one}"
            );
            sqlx::query(sqlx::AssertSqlSafe(all))
                .bind(claim.0)
                .bind(claimant)
                .bind(amina)
                .bind(now)
                .bind(ClaimCode::random().as_str())
                .bind(sqlx::types::Json(&facts))
                .execute(&mut *tx)
                .await
                .unwrap_or_else(|error| panic!("{one}: {error}"));
        }
        said(&mut tx, self, "claim_triaged", claim).await;
        tx.commit().await.expect("commits");
        claim
    }

    /// Says an event of intake, as intake would.
    pub async fn say(&self, kind: &str, claim: ClaimId) {
        let mut db = self.world.db.superuser().await;
        let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
        said(&mut tx, self, kind, claim).await;
        tx.commit().await.expect("commits");
    }

    /// A claim in review.
    pub async fn in_review(&self, facts: &Value) -> ClaimId {
        let claim = self.triaged(facts).await;
        self.app.react().await;
        claim
    }

    /// A claim in review whose panel sits and has declared: chandra leads, paul and petra sit.
    pub async fn seated(&self, facts: &Value) -> ClaimId {
        let claim = self.in_review(facts).await;
        let members = [id(&self.paul), id(&self.petra)];
        let fields = [("members", members[0].as_str()), ("members", members[1].as_str())];
        self.done(&self.chandra, claim, "panel", &fields).await;
        for who in [&self.chandra, &self.paul, &self.petra] {
            self.done(who, claim, "declaration", &[("declaration", "none")]).await;
        }
        claim
    }

    /// A seated claim that was confirmed as eligible.
    pub async fn eligible(&self, facts: &Value) -> ClaimId {
        let claim = self.seated(facts).await;
        let sheet = self.sheet(claim).await;
        let fields = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
        self.done(&self.paul, claim, "gate", &fields).await;
        claim
    }

    /// An eligible claim with its award, 3,000 of it paid before.
    pub async fn assessed(&self, facts: &Value) -> ClaimId {
        let claim = self.eligible(facts).await;
        self.done(&self.paul, claim, "fact", &INTERIM).await;
        self.done(&self.paul, claim, "award", &[]).await;
        claim
    }

    /// Views of the three, in the order chandra, paul, petra.
    pub async fn viewed(&self, claim: ClaimId, verdicts: [&str; 3]) {
        let people = [&self.chandra, &self.paul, &self.petra];
        for (who, verdict) in people.into_iter().zip(verdicts) {
            self.done(who, claim, "view", &[("verdict", verdict), ("note", "seen")]).await;
        }
    }

    /// Sends a form of the case.
    pub async fn send(
        &self,
        who: &Who,
        claim: ClaimId,
        form: &str,
        fields: &[(&str, &str)],
    ) -> Reply {
        self.app.post(who, &format!("/panel/{claim}/{form}"), fields).await
    }

    /// Sends a form that must be taken.
    pub async fn done(&self, who: &Who, claim: ClaimId, form: &str, fields: &[(&str, &str)]) {
        let reply = self.send(who, claim, form, fields).await;
        assert_eq!(reply.status, 303, "{form}: {}", reply.text());
    }

    /// Sends a form that must be refused with `text` on the page.
    pub async fn refused(
        &self,
        who: &Who,
        claim: ClaimId,
        form: &str,
        fields: &[(&str, &str)],
        text: &str,
    ) {
        let reply = self.send(who, claim, form, fields).await;
        assert!(reply.status.is_client_error(), "{form}: {}", reply.status);
        assert!(reply.text().contains(text), "{form}: {}", reply.text());
    }

    /// The page of a case.
    pub async fn page(&self, who: &Who, claim: ClaimId) -> Reply {
        self.app.get(who, &format!("/panel/{claim}")).await
    }

    /// The latest worksheet of a claim.
    pub async fn sheet(&self, claim: ClaimId) -> String {
        let id: Uuid = self
            .one(
                "select worksheet_id from eligibility.worksheet
            where claim_id = $1 order by seq desc limit 1",
                claim,
            )
            .await;
        id.to_string()
    }

    /// One value about a claim, read as the superuser.
    pub async fn one<T>(&self, sql: &'static str, claim: ClaimId) -> T
    where
        T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        let mut db = self.world.db.superuser().await;
        let value = sqlx::query_scalar(sql).bind(claim.0).fetch_one(&mut db).await;
        value.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

async fn said(db: &mut sqlx::PgConnection, bench: &Bench, kind: &str, claim: ClaimId) {
    let amina = bench.amina.actor.actor_id.0;
    sqlx::query("select shared.act_as($1, 'advocate,intake_officer', '')")
        .bind(amina)
        .execute(&mut *db)
        .await
        .expect("the actor is set");
    sqlx::query("set local session authorization redress_intake")
        .execute(&mut *db)
        .await
        .expect("the role exists");
    sqlx::query(
        "insert into shared.event (event_id, kind, claim_id, payload, actor_id, occurred_at, hash)
         values (gen_random_uuid(), $1, $2, $3, $4, now(), '')",
    )
    .bind(kind)
    .bind(claim.0)
    .bind(json!({ "kind": kind, "claim_id": claim }))
    .bind(amina)
    .execute(&mut *db)
    .await
    .expect("intake may say it");
    sqlx::query("reset session authorization").execute(db).await.expect("back");
}

impl Bench {
    /// The ledger asks for a look at a claim before a step of a batch.
    pub async fn asked_to_look(&self, claim: ClaimId, batch: Uuid, step: &str) {
        let mut db = self.world.db.superuser().await;
        let sql = "with given as (select $1::uuid, $2::jsonb, $3::uuid)
            insert into shared.event (event_id, kind, claim_id, payload, actor_id, occurred_at, hash)
            values (gen_random_uuid(), 'payment_check_wanted', $1, $2, $3, now(), '')";
        sqlx::raw_sql("set session_replication_role = replica")
            .execute(&mut db)
            .await
            .expect("a superuser");
        sqlx::query(sql)
            .bind(claim.0)
            .bind(json!({ "kind": "payment_check_wanted", "claim_id": claim, "batch_id": batch,
                          "step": step }))
            .bind(self.amina.actor.actor_id.0)
            .execute(&mut db)
            .await
            .expect("the ledger says it");
        self.app.react().await;
    }

    /// Puts a claim at a stage, and changes a consent, as others do.
    pub async fn elsewhere(&self, claim: ClaimId, stage: &str, consent: Option<(&str, &str)>) {
        let mut db = self.world.db.superuser().await;
        let mut sql = format!(
            "begin; set local session_replication_role = replica;
             update shared.claim set stage = '{stage}' where claim_id = '{claim}';"
        );
        if let Some((purpose, change)) = consent {
            let (at, by) = (self.world.clock.clock().now(), self.amina.actor.actor_id);
            sql += &format!(
                "insert into intake.consent (consent_id, claim_id, purpose, change, given_by, language,
                   manner, given_at, recorded_by)
                 values (gen_random_uuid(), '{claim}', '{purpose}', '{change}', 'survivor', 'fr',
                   'spoken', '{at}', '{by}');"
            );
        }
        let sql = sqlx::AssertSqlSafe(sql + "commit");
        sqlx::raw_sql(sql).execute(&mut db).await.expect("what others do");
    }
}

/// A person as forms name one.
pub fn id(who: &Who) -> String {
    who.actor.actor_id.to_string()
}
