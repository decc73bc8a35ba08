//! A claim of which papers tell, and what is on them.

use redress_contract::Event;
use redress_documents::{Documents, TEXTS};
use redress_kernel::code::DecisionOutcome;
use redress_kernel::{ClaimCode, ClaimId, DecisionId, DocumentId, Language, Role, Uuid};
use redress_testkit::{App, Claim, Decision, Filing, Who, World};
use serde_json::{Value, json};
use time::macros::date;

/// One claim of one advocate, of which every kind of paper can come to exist.
pub struct Story {
    pub world: World,
    pub app: App,
    pub amina: Who,
    pub claim: ClaimId,
    pub code: ClaimCode,
}

impl Story {
    pub async fn begin() -> Self {
        Self::on(World::new().await, "en").await
    }

    /// A claim that was sent by a survivor who reads `language`; no service has said so yet.
    pub async fn on(world: World, language: &str) -> Self {
        let app = App::start::<Documents>(&world).await.with_texts(&TEXTS);
        let amina = world.person("advocate.amina", &[Role::Advocate]).await;
        let payee =
            json!({ "method": "cash", "holder": "Grâce", "place": "Bangui", "country": "CF" });
        let consents = &["P1", "P2", "P8"];
        let filing = Filing { language, consents, payee: Some(payee), ..Filing::default() };
        let Claim { claim, code, .. } = world.submitted_claim(&amina, &filing).await;
        Self { world, app, amina, claim, code }
    }

    /// Somebody takes a seat on the claim's panel.
    pub async fn seat(&self, who: &Who) {
        self.world.involve(self.claim, who, "panel").await;
    }

    /// Intake says that the claim was submitted.
    pub async fn submitted(&self) {
        self.world.say("intake", &Event::ClaimSubmitted { claim_id: self.claim }).await;
    }

    /// Eligibility: a decision with these reasons of rules was issued.
    pub async fn decided(&self, rules: Value) -> DecisionId {
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
        self.world.note_match(self.claim, "none").await;
        self.world.bring(self.claim, "triaged").await;
        let decision = Decision { net: "32960.00", content, ..Decision::default() };
        let decision_id = self.world.decide(self.claim, &decision).await;
        let outcome = DecisionOutcome::Awarded;
        let event = Event::DecisionIssued { claim_id: self.claim, decision_id, outcome };
        self.world.say("eligibility", &event).await;
        decision_id
    }

    /// Ledger: the first of three instalments of a decision has arrived.
    pub async fn settled(&self, decision: DecisionId) {
        let (world, claim) = (&self.world, self.claim);
        // The offer is accepted when its letter is there.
        self.app.react().await;
        world.answer_offer(claim, &self.amina, decision, "accepted").await;
        world.record_rate("XAF", 605, date!(2026 - 11 - 02)).await;
        let parts = ["11486.67", "11486.67", "9986.66"];
        let released = world.release_batch(claim, decision, &parts, "XAF").await;
        world.settle(&released, "N1120-7").await;
        let instalment_id = released.instalment;
        world.say("ledger", &Event::PaymentSettled { claim_id: claim, instalment_id }).await;
    }

    /// One paper of each kind, made.
    pub async fn all_papers(&self) {
        self.submitted().await;
        let decision = self.decided(met()).await;
        self.settled(decision).await;
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

/// A text of English papers, as [`text`] finds it again.
pub fn said(key: &str, args: &[(&str, &str)]) -> String {
    let said =
        TEXTS.find(Language::En, key, args).unwrap_or_else(|| panic!("there is no text {key}"));
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}
