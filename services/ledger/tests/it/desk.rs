//! The finance desk of a test: its people, claims that were accepted elsewhere, and a bank.

use redress_iso20022::sim;
use redress_iso20022::sim::{Answer, Options};
use redress_kernel::{ClaimCode, ClaimId, ClaimantId, Currency, DecisionId, Role, Uuid};
use redress_ledger::Ledger;
use redress_testkit::{App, Reply, Who, World};
use redress_vault::{Place, Vault};
use redress_web::keys::{mask, sha256, token};
use rust_decimal::Decimal;
use sqlx::PgConnection;

pub struct Desk {
    pub world: World,
    pub app: App,
    /// Prepares.
    pub farid: Who,
    /// Approves.
    pub asha: Who,
    /// Audits.
    pub ola: Who,
    amina: Who,
}

/// An accepted award.
#[derive(Debug, Clone)]
pub struct Award {
    pub claim: ClaimId,
    pub code: ClaimCode,
    pub claimant: ClaimantId,
    pub decision: DecisionId,
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

impl Desk {
    pub async fn new() -> Self {
        Self::on(World::new().await).await
    }

    pub async fn on(world: World) -> Self {
        let app = App::start::<Ledger>(&world).await;
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

    /// A claim whose offer was accepted, as the other services leave it; the ledger has heard of
    /// it.
    pub async fn accepted(&self, wish: &Wish) -> Award {
        let award = self.offered(wish).await;
        self.say_accepted(&award).await;
        self.app.react().await;
        award
    }

    /// As [`Desk::accepted`], before the ledger has heard of it.
    pub async fn offered(&self, wish: &Wish) -> Award {
        let award = Award {
            claim: self.world.fresh(),
            code: ClaimCode::random(),
            claimant: self.world.fresh(),
            decision: self.world.fresh(),
        };
        let mut db = self.unchecked().await;
        let (key, wrapped) = self.vault().new_key(award.claimant);
        sqlx::query(
            "with c as (insert into intake.claimant (claimant_id, opened_at) values ($1, now())),
               k as (insert into vault.claimant_key (claimant_id, key_version, wrapped) values ($1, $5, $6)),
               s as (insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation,
                 language, stage, stage_since) values ($2, $3, $1, $4, 'Maison Espoir', 'fr', 'accepted', now())),
               i as (insert into intake.claim (claim_id, claimant_id, facts, language, pay_method, pay_currency,
                 instalments, submitted_at, saved_at) values ($2, $1, '{}', 'fr', 'mobile_money', $7, $8, now(), now()))
             insert into intake.consent (consent_id, claim_id, purpose, change, given_by, language, manner,
               given_at, recorded_by) values (gen_random_uuid(), $2, 'P8', 'given', 'survivor', 'fr', 'spoken', now(), $4)",
        )
        .bind(award.claimant.0)
        .bind(award.claim.0)
        .bind(award.code.as_str())
        .bind(self.amina.actor.actor_id.0)
        .bind(wrapped.key_version)
        .bind(&wrapped.bytes)
        .bind(wish.currency)
        .bind(wish.instalments)
        .execute(&mut db)
        .await
        .expect("a claim");
        sqlx::query(
            "insert into eligibility.decision (decision_id, claim_id, award_id, outcome, net, currency, reasons,
               rule_version, schedule_version, content, issued_by, issued_on, open_until, issued_at)
             values ($1, $2, gen_random_uuid(), 'awarded', $3, 'USD', 'reasons', 'v1', 's1', '{}', $4,
               '2026-10-01', '2027-05-01', now())",
        )
        .bind(award.decision.0)
        .bind(award.claim.0)
        .bind(wish.net.parse::<Decimal>().expect("a sum"))
        .bind(self.amina.actor.actor_id.0)
        .execute(&mut db)
        .await
        .expect("a decision");
        let payee = serde_json::json!({ "method": "mobile_money", "holder": wish.holder,
            "provider": "Orange", "number": "23670000001", "country": "CF" });
        self.put_payee(&mut db, &award, &key, 1, &payee).await;
        award
    }

    async fn put_payee(
        &self,
        db: &mut PgConnection,
        award: &Award,
        key: &redress_vault::DataKey,
        version: i32,
        payee: &serde_json::Value,
    ) {
        let id: Uuid = self.world.fresh();
        let place = Place {
            table: "vault.payee",
            column: "sealed",
            row: id,
            owner: award.claim.0,
            version,
        };
        sqlx::query(
            "insert into vault.payee (payee_id, claim_id, claimant_id, version, method, sealed, last_four, token,
               made_at) values ($1, $2, $3, $4, 'mobile_money', $5, '0001', $6, now())",
        )
        .bind(id)
        .bind(award.claim.0)
        .bind(award.claimant.0)
        .bind(version)
        .bind(key.seal(&place, payee.to_string().as_bytes()))
        .bind(&[0_u8; 32][..])
        .execute(db)
        .await
        .expect("a payee");
    }

    /// The survivor gives other payment details.
    pub async fn changes_payee(&self, award: &Award, holder: &str) {
        let mut db = self.unchecked().await;
        let (key_version, bytes): (i32, Vec<u8>) = sqlx::query_as(
            "select key_version, wrapped from vault.claimant_key where claimant_id = $1",
        )
        .bind(award.claimant.0)
        .fetch_one(&mut db)
        .await
        .expect("a key");
        let wrapped = redress_vault::WrappedKey { key_version, bytes };
        let key = self.vault().open_key(award.claimant, &wrapped).expect("opens");
        let payee = serde_json::json!({ "method": "mobile_money", "holder": holder,
            "provider": "Orange", "number": "23670000002", "country": "CF" });
        self.put_payee(&mut db, award, &key, 2, &payee).await;
    }

    /// The survivor takes back the consent to give payment data to a bank.
    pub async fn withdraws_consent(&self, award: &Award) {
        sqlx::query(
            "insert into intake.consent (consent_id, claim_id, purpose, change, given_by, language, manner,
               given_at, recorded_by) values (gen_random_uuid(), $1, 'P8', 'withdrawn', 'survivor', 'fr', 'spoken', now(), $2)",
        )
        .bind(award.claim.0)
        .bind(self.amina.actor.actor_id.0)
        .execute(&mut self.unchecked().await)
        .await
        .expect("a consent");
    }

    /// Intake says that the offer was accepted.
    pub async fn say_accepted(&self, award: &Award) {
        self.say(award, "offer_accepted").await;
    }

    /// Another service says `decision_issued`, `offer_accepted` or `offer_declined`.
    pub async fn say(&self, award: &Award, kind: &str) {
        let mut payload = serde_json::json!({ "kind": kind, "claim_id": award.claim,
            "decision_id": award.decision });
        if kind == "decision_issued" {
            payload["outcome"] = "awarded".into();
        }
        sqlx::query(
            "insert into shared.event (event_id, kind, claim_id, payload, actor_id, occurred_at, hash)
             values (gen_random_uuid(), $4, $1, $2, $3, '2026-11-02 08:00Z', '')",
        )
        .bind(award.claim.0)
        .bind(payload)
        .bind(self.amina.actor.actor_id.0)
        .bind(kind)
        .execute(&mut self.unchecked().await)
        .await
        .expect("an event");
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
        sqlx::query("insert into shared.involvement (claim_id, actor_id, capacity) values ($1, $2, 'panel')")
            .bind(award.claim.0)
            .bind(who.actor.actor_id.0)
            .execute(&mut self.unchecked().await)
            .await
            .expect("a seat");
    }

    /// The superuser without triggers: what other services wrote before this test begins.
    pub async fn unchecked(&self) -> PgConnection {
        let mut db = self.world.db.superuser().await;
        sqlx::query("set session_replication_role = replica")
            .execute(&mut db)
            .await
            .expect("a superuser");
        db
    }

    fn vault(&self) -> Vault {
        let path = self.world.config().secrets.vault_keys_file;
        let text = std::fs::read_to_string(path).expect("the key file");
        Vault::from_key_file(&text).expect("keys")
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
        let id = batch.rsplit('/').next().expect("an address");
        sqlx::query(
            "insert into eligibility.clearance (clearance_id, claim_id, worksheet_id, step, batch_id, outcome,
               held_by, made_at)
             select gen_random_uuid(), i.claim_id, gen_random_uuid(), $2, $1, case $3::text[] when '{}' then 'clear' else 'held' end,
               $3, clock_timestamp()
             from (select distinct claim_id from ledger.batch_item where batch_id = $1) i",
        )
        .bind(id.parse::<Uuid>().expect("an id"))
        .bind(step)
        .bind(held_by)
        .execute(&mut self.unchecked().await)
        .await
        .expect("a look");
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
        let (cookie, csrf) = (token(), token());
        sqlx::query(
            "insert into shared.session (session_id, actor_id, csrf, language, created_at, seen_at, expires_at)
             values ($1, $2, $3, 'en', $4, $4, $4 + interval '1 year')",
        )
        .bind(&sha256(cookie.as_bytes())[..])
        .bind(who.actor.actor_id.0)
        .bind(&csrf)
        .bind(self.world.clock.clock().now())
        .execute(&mut self.world.db.superuser().await)
        .await
        .expect("a session");
        let mut body = Vec::new();
        for (name, value) in [("_csrf", mask(&csrf)), ("_once", token())] {
            body.extend(
                format!(
                    "--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .into_bytes(),
            );
        }
        body.extend(
            b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.xml\"\r\n\r\n",
        );
        body.extend(file);
        body.extend(b"\r\n--b--\r\n");
        let request = axum::http::Request::post("/finance/statements")
            .header("cookie", format!("redress={cookie}"))
            .header("content-type", "multipart/form-data; boundary=b")
            .body(body.into())
            .expect("a request");
        self.app.send(request).await
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

    /// The error codes that a page tells of, by their English texts.
    pub fn tells(reply: &Reply, text: &str) {
        assert_eq!(reply.status, 422, "{}", reply.text());
        assert!(reply.text().contains(text), "{text}: {}", reply.text());
    }
}
