//! A claim of which papers tell: what the other services would have stored and said.

use redress_contract::{Event, event};
use redress_documents::Documents;
use redress_kernel::code::DecisionOutcome;
use redress_kernel::{Actor, ClaimCode, ClaimId, DecisionId, DocumentId, InstalmentId, Role, Uuid};
use redress_testkit::{App, Who, World};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};

/// One claim of one advocate, paid already, so that every kind of paper can exist.
pub struct Story {
    pub world: World,
    pub app: App,
    pub amina: Who,
    pub claim: ClaimId,
    pub code: ClaimCode,
}

impl Story {
    pub async fn begin() -> Self {
        Self::on(World::new().await).await
    }

    pub async fn on(world: World) -> Self {
        let app = App::start::<Documents>(&world).await;
        let amina = world.person("advocate.amina", &[Role::Advocate]).await;
        let (claim, code) = (world.fresh(), ClaimCode::random());
        let story = Self { world, app, amina, claim, code };
        let mut db = story.others().await;
        sqlx::query(
            "insert into shared.claim
               (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage, stage_since)
             values ($1, $2, $1, $3, 'Maison Espoir', 'en', 'settled', '2026-11-02')",
        )
        .bind(claim.0)
        .bind(story.code.as_str())
        .bind(story.amina.actor.actor_id.0)
        .execute(&mut db)
        .await
        .expect("a claim");
        story
    }

    /// A connection that stores what other services would; their own promises are their own tests'.
    pub async fn others(&self) -> PgConnection {
        let mut db = self.world.db.superuser().await;
        sqlx::query("set session_replication_role = replica").execute(&mut db).await.expect("set");
        db
    }

    /// Somebody takes a seat on the claim's panel.
    pub async fn seat(&self, who: &Who) {
        sqlx::query(
            "insert into shared.involvement (claim_id, actor_id, capacity) values ($1, $2, 'panel')",
        )
        .bind(self.claim.0)
        .bind(who.actor.actor_id.0)
        .execute(&mut self.others().await)
        .await
        .expect("a seat");
    }

    /// A service says an event.
    pub async fn say(&self, service: &'static str, event: &Event) {
        let url = self.world.db.url(&format!("redress_{service}"));
        let mut db = PgConnection::connect(&url).await.expect("the database answers");
        let mut tx = db.begin().await.expect("a transaction");
        sqlx::query("select shared.act_as($1, 'system', '')")
            .bind(Actor::system(service).actor_id.0)
            .execute(&mut *tx)
            .await
            .expect("the actor is set");
        let now = self.world.clock.clock().now();
        event::append(&mut tx, self.world.fresh(), event, now).await.expect("an event");
        tx.commit().await.expect("commits");
    }

    /// Intake: the claim was submitted, by a survivor who reads `language`.
    pub async fn submitted(&self, language: &str) {
        sqlx::query(
            "insert into intake.claim (claim_id, claimant_id, facts, language, submitted_at, saved_at)
             values ($1, $1, '{}', $2, '2026-11-02T09:00Z', '2026-11-02T09:00Z')",
        )
        .bind(self.claim.0)
        .bind(language)
        .execute(&mut self.others().await)
        .await
        .expect("a filing");
        self.say("intake", &Event::ClaimSubmitted { claim_id: self.claim }).await;
    }

    /// Eligibility: a decision with these reasons of rules was issued.
    pub async fn decided(&self, rules: Value) -> DecisionId {
        let decision: DecisionId = self.world.fresh();
        let content = json!({
            "outcome": "awarded", "net": {"amount": "32960.00", "currency": "USD"},
            "rules": rules,
            "lines": [{"step": "P1", "head": "H1", "label": "line-act-A5",
                "args": {"percent": "0"}, "amount": "30000.00", "currency": "USD",
                "arithmetic": "30,000.00 x 1 = 30,000.00"}],
            "reasons": "The account is coherent.", "rule_version": "DMR-1",
            "schedule_version": "S-ILL-1", "issued_on": "2026-11-02",
            "open_until": "2027-05-02", "language": "en"
        });
        sqlx::query(
            "insert into eligibility.decision
               (decision_id, claim_id, award_id, outcome, net, currency, reasons, rule_version,
                schedule_version, content, issued_by, issued_on, open_until, issued_at)
             values ($1, $2, $1, 'awarded', 32960, 'USD', 'The account is coherent.', 'DMR-1',
                'S-ILL-1', $3, $1, '2026-11-02', '2027-05-02', '2026-11-02')",
        )
        .bind(decision.0)
        .bind(self.claim.0)
        .bind(content)
        .execute(&mut self.others().await)
        .await
        .expect("a decision");
        let outcome = DecisionOutcome::Awarded;
        let event = Event::DecisionIssued { claim_id: self.claim, decision_id: decision, outcome };
        self.say("eligibility", &event).await;
        decision
    }

    /// Ledger: the first of one instalment has arrived.
    pub async fn settled(&self) -> InstalmentId {
        let (instalment, other): (InstalmentId, Uuid) = (self.world.fresh(), self.world.fresh());
        // Of the payment only what a slip tells is stored.
        self.world.db.breaks(&["bank_is_booked", "payees_are_of_the_claim"]);
        let mut db = self.others().await;
        for sql in [
            "insert into ledger.instalment
               (instalment_id, plan_id, claim_id, number, amount, currency, due_on)
             values ($1, $2, $3, 1, 11486.67, 'USD', '2026-11-10')",
            "insert into ledger.batch_item
               (item_id, batch_id, claim_id, instalment_id, attempt, end_to_end_id, debt,
                pay_amount, pay_currency, rate_id, rate, payee_id)
             values ($2, $2, $3, $1, 1, 'E2E1', 11486.67, 6949435, 'XAF', $2, 605, $2)",
            "insert into ledger.item_outcome
               (item_id, kind, claim_id, moved, bank_reference, occurred_on, entry_id, recorded_by,
                recorded_at)
             values ($2, 'settled', $3, 11486.67, 'N1120-7', '2026-11-20', $1, $2, '2026-11-20')",
        ] {
            sqlx::query(sql)
                .bind(instalment.0)
                .bind(other)
                .bind(self.claim.0)
                .execute(&mut db)
                .await
                .unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        let event = Event::PaymentSettled { claim_id: self.claim, instalment_id: instalment };
        self.say("ledger", &event).await;
        instalment
    }

    /// One paper of each kind, made.
    pub async fn all_papers(&self) {
        self.submitted("en").await;
        self.decided(met()).await;
        self.settled().await;
        self.app.react().await;
    }

    /// The claim's paper of a kind.
    pub async fn document(&self, kind: &str) -> DocumentId {
        let id: Uuid = sqlx::query_scalar(
            "select document_id from documents.paper where claim_id = $1 and kind = $2",
        )
        .bind(self.claim.0)
        .bind(kind)
        .fetch_one(&mut self.world.db.superuser().await)
        .await
        .unwrap_or_else(|error| panic!("one {kind}: {error}"));
        DocumentId(id)
    }

    /// The kinds of the claim's papers, each with whether it was made, in the order queued.
    pub async fn papers(&self) -> Vec<(String, bool)> {
        sqlx::query_as(
            "select kind, rendered_at is not null from documents.paper
             where claim_id = $1 order by document_id",
        )
        .bind(self.claim.0)
        .fetch_all(&mut self.world.db.superuser().await)
        .await
        .expect("papers")
    }
}

/// Reasons that letters have words for.
pub fn met() -> Value {
    json!([{"rule": "R-01", "outcome": "met", "reason": "reason-r01-met",
        "args": {"operation": "MINUSCA"}}])
}

/// The text of a PDF, whatever breaks its lines.
pub fn text(pdf: &[u8]) -> String {
    let file = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}
