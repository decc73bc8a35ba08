//! The bench of every test: a panel, and claims as intake leaves them after triage.

use redress_contract::{Event, PaymentStep};
use redress_eligibility::{Eligibility, TEXTS};
use redress_kernel::facts::CaseFacts;
use redress_kernel::{ActId, BatchId, ClaimId, Role, Uuid};
use redress_testkit::{App, Filing, Reply, Who, World};
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
            app: App::start::<Eligibility>(&world).await.with_texts(&TEXTS),
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
        let filing = Filing { facts, consents: &["P1"], ..Filing::default() };
        let claim = self.world.triaged_claim(&self.amina, &filing).await.claim;
        self.world.say("intake", &Event::ClaimTriaged { claim_id: claim }).await;
        claim
    }

    /// The advocate answers what was asked, with these facts; the review has heard of it.
    pub async fn answered(&self, claim: ClaimId, facts: &Value) {
        self.world.answer_request(claim, &self.amina, facts).await;
        self.world.say("intake", &Event::InformationReceived { claim_id: claim }).await;
        self.app.react().await;
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

    /// Sends a form that must be refused with a code.
    pub async fn refused(
        &self,
        who: &Who,
        claim: ClaimId,
        form: &str,
        fields: &[(&str, &str)],
        code: &str,
    ) {
        let reply = self.send(who, claim, form, fields).await;
        assert!(reply.status.is_client_error(), "{form}: {}", reply.status);
        reply.page().refuses(code, &[]);
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

impl Bench {
    /// The ledger asks for a look at a claim before a step of a batch.
    pub async fn asked_to_look(&self, claim: ClaimId, batch: Uuid, step: PaymentStep) {
        let batch_id = BatchId(batch);
        self.world
            .say("ledger", &Event::PaymentCheckWanted { claim_id: claim, batch_id, step })
            .await;
        self.app.react().await;
    }
}

/// A person as forms name one.
pub fn id(who: &Who) -> String {
    who.actor.actor_id.to_string()
}
