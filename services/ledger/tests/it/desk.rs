//! The finance desk of a test: its people, claims that were accepted elsewhere, and a bank.

use redress_contract::Event;
use redress_iso20022::sim;
use redress_iso20022::sim::{Answer, Options};
use redress_kernel::code::DecisionOutcome;
use redress_kernel::{ClaimCode, ClaimId, Currency, DecisionId, Role, Uuid};
use redress_ledger::{Ledger, TEXTS};
use redress_testkit::{App, Claim, Decision, Filing, Reply, Who, World, token};
use rust_decimal::Decimal;
use time::macros::date;

pub struct Desk {
    pub world: World,
    pub app: App,
    /// Prepares.
    pub farid: Who,
    /// Approves.
    pub asha: Who,
    /// Audits.
    pub ola: Who,
    /// Files for survivors.
    pub amina: Who,
}

/// An award, offered or accepted.
#[derive(Debug, Clone)]
pub struct Award {
    pub claim: ClaimId,
    pub code: ClaimCode,
    pub decision: DecisionId,
    /// What was filed.
    pub filed: Claim,
}

/// What the survivor wished.
#[derive(Debug, Clone)]
pub struct Wish {
    pub net: &'static str,
    pub currency: &'static str,
    pub instalments: i32,
    pub holder: &'static str,
}

pub const PLAIN: Wish =
    Wish { net: "34460.00", currency: "USD", instalments: 3, holder: "Thérèse N’Guessan" };

/// Payment details, as intake seals them.
fn payee(holder: &str, number: &str) -> serde_json::Value {
    serde_json::json!({ "method": "mobile_money", "holder": holder, "provider": "Orange",
        "number": number, "country": "CF" })
}

impl Desk {
    pub async fn new() -> Self {
        Self::on(World::new().await).await
    }

    pub async fn on(world: World) -> Self {
        let app = App::start::<Ledger>(&world).await.with_texts(&TEXTS);
        let farid = world.person("finance.farid", &[Role::FinanceOfficer]).await;
        let asha = world.person("approver.asha", &[Role::FinanceApprover]).await;
        let ola = world.person("auditor.ola", &[Role::Auditor]).await;
        let amina = world.person("advocate.amina", &[Role::Advocate]).await;
        Self { world, app, farid, asha, ola, amina }
    }

    /// Money comes to the fund.
    pub async fn fund(&self, amount: &str) {
        let fields = [
            ("kind", "voluntary"),
            ("amount", amount),
            ("received_on", "2026-11-01"),
            ("reference", "G-1"),
        ];
        let reply = self.app.post(&self.farid, "/finance/fund/income", &fields).await;
        assert_eq!(reply.location(), "/finance/fund/income");
    }

    /// A claim whose offer was accepted, as the other services leave it; the ledger has heard of it.
    pub async fn accepted(&self, wish: &Wish) -> Award {
        let award = self.offered(wish).await;
        self.say_accepted(&award).await;
        self.app.react().await;
        award
    }

    /// A claim with an open offer; the ledger has not heard of it.
    pub async fn offered(&self, wish: &Wish) -> Award {
        self.decided(wish, Decision { net: wish.net, ..Decision::default() }).await
    }

    /// As [`Desk::offered`], of a decision of the test's choice, open to 1 May 2027.
    pub async fn decided(&self, wish: &Wish, decision: Decision<'_>) -> Award {
        let filing = Filing {
            consents: &["P1", "P2", "P8"],
            pay_currency: wish.currency,
            instalments: wish.instalments,
            payee: Some(payee(wish.holder, "23670000001")),
            ..Filing::default()
        };
        let filed = self.world.triaged_claim(&self.amina, &filing).await;
        let decision = Decision { open_until: Some(date!(2027 - 05 - 01)), ..decision };
        let decision = self.world.decide(filed.claim, &decision).await;
        Award { claim: filed.claim, code: filed.code.clone(), decision, filed }
    }

    /// The survivor gives other payment details.
    pub async fn changes_payee(&self, award: &Award, holder: &str) {
        let other = payee(holder, "23670000002");
        self.world.change_payee(&award.filed, &self.amina, &other).await;
    }

    /// The survivor takes back the consent to give payment data to a bank.
    pub async fn withdraws_consent(&self, award: &Award) {
        self.world.change_consent(award.claim, &self.amina, "P8", "withdrawn").await;
    }

    /// The survivor accepts, and intake says so; when she has answered before, it is said again.
    pub async fn say_accepted(&self, award: &Award) {
        self.answers(award, "accepted").await;
        let (claim_id, decision_id) = (award.claim, award.decision);
        self.world.say("intake", &Event::OfferAccepted { claim_id, decision_id }).await;
    }

    /// The survivor declines, and intake says so.
    pub async fn say_declined(&self, award: &Award) {
        self.answers(award, "declined").await;
        let (claim_id, decision_id) = (award.claim, award.decision);
        self.world.say("intake", &Event::OfferDeclined { claim_id, decision_id }).await;
    }

    async fn answers(&self, award: &Award, answer: &str) {
        if self.world.stage(award.claim).await == "offered" {
            self.world.answer_offer(award.claim, &self.amina, award.decision, answer).await;
        }
    }

    /// Eligibility says that it was decided.
    pub async fn say_decided(&self, award: &Award) {
        let (claim_id, decision_id) = (award.claim, award.decision);
        let outcome = DecisionOutcome::Awarded;
        let event = Event::DecisionIssued { claim_id, decision_id, outcome };
        self.world.say("eligibility", &event).await;
    }

    /// The one value that a query over the books answers.
    pub async fn one<T>(&self, sql: &'static str) -> T
    where
        T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        sqlx::query_scalar(sql).fetch_one(&mut self.world.db.superuser().await).await.expect("one")
    }

    /// A funder is recorded.
    pub async fn funder(&self, code: &str) {
        let path = "/finance/fund/income/funder";
        let reply = self.app.post(&self.farid, path, &[("code", code), ("name", code)]).await;
        assert_eq!(reply.location(), "/finance/fund/income");
    }

    /// A funder promises money.
    pub async fn pledged(&self, funder: &str, amount: &str, expected_on: &str) {
        let fields = [
            ("funder", funder),
            ("kind", "voluntary"),
            ("amount", amount),
            ("expected_on", expected_on),
            ("reference", "P-1"),
        ];
        let reply = self.app.post(&self.farid, "/finance/fund/income/pledge", &fields).await;
        assert_eq!(reply.location(), "/finance/fund/income");
    }

    /// A person takes a seat on the panel of a claim.
    pub async fn seat_on_panel(&self, who: &Who, award: &Award) {
        self.world.involve(award.claim, who, "panel").await;
    }

    /// Plans an award as wished.
    pub async fn planned(&self, award: &Award) {
        let path = format!("/finance/payments/{}", award.claim);
        assert_eq!(self.app.post(&self.farid, &path, &[]).await.location(), path);
    }

    /// The instalments of an award, by number.
    pub async fn instalments(&self, award: &Award) -> Vec<String> {
        let ids: Vec<Uuid> = sqlx::query_scalar(
            "select instalment_id from ledger.instalment where claim_id = $1 order by number",
        )
        .bind(award.claim.0)
        .fetch_all(&mut self.world.db.superuser().await)
        .await
        .expect("readable");
        ids.iter().map(Uuid::to_string).collect()
    }

    /// Sends the form that prepares a batch.
    pub async fn prepare(&self, instalments: &[String]) -> Reply {
        let mut fields = vec![("execution_date", "2026-11-03")];
        fields.extend(instalments.iter().map(|id| ("instalments", id.as_str())));
        self.app.post(&self.farid, "/finance/batches/new", &fields).await
    }

    /// Prepares a batch; its page.
    pub async fn prepared(&self, instalments: &[String]) -> String {
        self.prepare(instalments).await.location()
    }

    /// Takes a step on a batch, the review having found its claims clear.
    pub async fn step(&self, who: &Who, batch: &str, step: &str) -> Reply {
        match step {
            "approve" => self.review_says(batch, "approval", &[]).await,
            "release" => self.review_says(batch, "payment", &[]).await,
            _ => {}
        }
        self.alone(who, batch, step).await
    }

    /// Takes a step on a batch, whatever the review has said.
    pub async fn alone(&self, who: &Who, batch: &str, step: &str) -> Reply {
        self.app.post(who, &format!("{batch}/{step}"), &[]).await
    }

    /// The review has looked at the claims of a batch: clear, or held by these.
    pub async fn review_says(&self, batch: &str, step: &str, held_by: &[&str]) {
        let batch: Uuid = batch.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a batch");
        let claims: Vec<Uuid> = sqlx::query_scalar(
            "select distinct claim_id from ledger.batch_item where batch_id = $1 order by 1",
        )
        .bind(batch)
        .fetch_all(&mut self.world.db.superuser().await)
        .await
        .expect("items");
        let claims: Vec<ClaimId> = claims.into_iter().map(ClaimId).collect();
        self.world.look_at(&claims, batch, step, held_by).await;
    }

    /// Prepares, approves and releases every instalment of an award; the page of the batch.
    pub async fn released(&self, award: &Award) -> String {
        let batch = self.prepared(&self.instalments(award).await).await;
        assert_eq!(self.step(&self.asha, &batch, "approve").await.location(), batch);
        assert_eq!(self.step(&self.asha, &batch, "release").await.location(), batch);
        batch
    }

    /// The payment file of a batch.
    pub async fn file(&self, batch: &str) -> Vec<u8> {
        let reply = self.step(&self.farid, batch, "file").await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.bytes
    }

    /// What a bank answers to the payment file of a batch.
    pub async fn bank(&self, batch: &str, options: &Options) -> Answer {
        sim::answer(&self.file(batch).await, options, self.world.clock.clock().now())
            .expect("an answer")
    }

    /// Brings in a file from the bank through the page.
    pub async fn upload(&self, who: &Who, file: &[u8]) -> Reply {
        self.app.post_parts(who, "/finance/statements", &token(), &[("file", file)]).await
    }

    /// The service as its worker runs, with the clock of the machine.
    pub fn ctx(&self) -> redress_runtime::Ctx {
        let config = self.world.config();
        let pool = redress_runtime::pool::pool(config.database_url("ledger"), 2).expect("a pool");
        redress_runtime::Ctx::new("ledger", pool, redress_kernel::Clock::system())
    }

    /// Seals what was recorded.
    pub async fn seal(&self) {
        let path = self.world.config().secrets.seal_key_file;
        let text = std::fs::read_to_string(path).expect("the key file");
        let key = redress_proof::SealKey::from_key_file(&text).expect("a key");
        let sealed = redress_ledger::books::actions::seal_books::seal_now(&self.ctx(), &key).await;
        assert!(sealed.expect("sealed"), "there was something to seal");
    }

    /// Money comes to the fund on a day.
    pub async fn fund_on(&self, day: &str, amount: &str) -> Reply {
        let fields =
            [("kind", "voluntary"), ("amount", amount), ("received_on", day), ("reference", "G-2")];
        self.app.post(&self.farid, "/finance/fund/income", &fields).await
    }

    /// US dollars that are not set aside, as the guard of the books counts them.
    pub async fn uncommitted(&self) -> Decimal {
        let mut db = self.world.db.superuser().await;
        sqlx::query_scalar("select ledger.uncommitted()").fetch_one(&mut db).await.expect("a sum")
    }

    /// Days go by; nobody has to sign in again.
    pub async fn later(&self, days: i64) {
        self.world.clock.advance(time::Duration::days(days));
        sqlx::query("update shared.session set seen_at = $1")
            .bind(self.world.clock.clock().now())
            .execute(&mut self.world.db.superuser().await)
            .await
            .expect("sessions");
    }

    /// A number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut db = self.world.db.superuser().await;
        sqlx::query_scalar(sql).fetch_one(&mut db).await.expect("a number")
    }

    /// Sum of an account, on its normal side, in US dollars.
    pub async fn balance(&self, account: &str) -> String {
        let sum: Decimal = sqlx::query_scalar(
            "select coalesce(sum(case when l.side = h.normal_side then l.amount else -l.amount end), 0)
             from ledger.head h left join ledger.leg l on l.account = h.head where h.head = $1",
        )
        .bind(account)
        .fetch_one(&mut self.world.db.superuser().await)
        .await
        .expect("readable");
        redress_kernel::Money::new(sum, Currency::USD).expect("a sum").amount().to_string()
    }

    /// Fails unless a page refuses with a code, or with an error that leads to a `#field`.
    #[track_caller]
    pub fn tells(reply: &Reply, told: &str) {
        assert_eq!(reply.status, 422, "{}", reply.text());
        Self::refuses(reply, told);
    }

    /// As [`Desk::tells`], whatever the status.
    #[track_caller]
    pub fn refuses(reply: &Reply, told: &str) {
        let page = reply.page();
        if told.starts_with('#') {
            assert!(page.links_to(told), "{told}: {page}");
        } else {
            page.refuses(told, &[]);
        }
    }

    /// Fails unless what a page refuses names the claim of an award.
    #[track_caller]
    pub fn names(reply: &Reply, award: &Award) {
        assert_eq!(reply.status, 422, "{}", reply.text());
        let told = reply.page().texts_of("[role=alert] li");
        assert!(told.iter().any(|one| one.contains(award.code.as_str())), "{told:?}");
    }
}
