//! Claims as other services leave them: filed, triaged, decided, accepted. The one place where tests put in rows of a service
//! that is not the one they try, each under the role of its service and in the name of a person who may.

use crate::{Acting, Database, Who, World};
use redress_kernel::facts::CaseFacts;
use redress_kernel::{ActorId, ClaimCode, ClaimId, ClaimantId, Role, Timestamp, Uuid};
use redress_vault::{DataKey, Place, Vault, WrappedKey};
use serde_json::{Value, json};
use sqlx::{PgConnection, query};
use time::macros::datetime;

/// A claim that other services have handled.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The claim.
    pub claim: ClaimId,
    /// What people call it.
    pub code: ClaimCode,
    /// Whose it is.
    pub claimant: ClaimantId,
}

/// What an advocate files. [`Filing::default`] is the least that can be sent.
#[derive(Debug, Clone)]
pub struct Filing<'a> {
    /// What is known of it.
    pub facts: CaseFacts,
    /// The survivor's language.
    pub language: &'a str,
    /// Purposes that are agreed to.
    pub consents: &'a [&'a str],
    /// Currency that she wants to be paid in.
    pub pay_currency: &'a str,
    /// Parts that she wants to be paid in.
    pub instalments: i32,
    /// Where the money goes: JSON with the method as tag, as intake seals it.
    pub payee: Option<Value>,
}

impl Default for Filing<'_> {
    fn default() -> Self {
        Self {
            facts: CaseFacts::default(),
            language: "fr",
            consents: &["P1", "P2"],
            pay_currency: "USD",
            instalments: 1,
            payee: None,
        }
    }
}

impl World {
    /// A claim that an advocate has sent.
    pub async fn submitted_claim(&self, advocate: &Who, filing: &Filing<'_>) -> Claim {
        let claim =
            Claim { claim: self.fresh(), code: ClaimCode::random(), claimant: self.fresh() };
        let now = self.clock.clock().now();
        let mut intake = self.acting("intake", &advocate.actor).await;
        intake
            .put("intake.claimant", json!({ "claimant_id": claim.claimant, "opened_at": now }))
            .await;
        let shared = json!({
            "claim_id": claim.claim, "claim_code": claim.code.as_str(), "claimant_id": claim.claimant,
            "advocate_id": intake.actor, "organisation": "Maison Espoir", "language": filing.language,
            "stage_since": now,
        });
        intake.put("shared.claim", shared).await;
        intake.involve(claim.claim, "advocate").await;
        let own = json!({
            "claim_id": claim.claim, "claimant_id": claim.claimant, "facts": filing.facts,
            "language": filing.language, "pay_currency": filing.pay_currency,
            "pay_method": filing.payee.as_ref().map(|payee| &payee["method"]),
            "instalments": filing.instalments, "submitted_at": now, "saved_at": now,
        });
        intake.put("intake.claim", own).await;
        let (key, wrapped) = self.vault().new_key(claim.claimant);
        let sealed = json!({
            "claimant_id": claim.claimant, "key_version": wrapped.key_version, "wrapped": bytea(&wrapped.bytes),
        });
        intake.put("vault.claimant_key", sealed).await;
        if let Some(payee) = &filing.payee {
            self.put_payee(&mut intake, &claim, &key, payee).await;
        }
        for purpose in filing.consents {
            self.put_consent(&mut intake, claim.claim, purpose, "given").await;
        }
        intake.commit().await;
        self.bring(claim.claim, "submitted").await;
        claim
    }

    /// A claim that an intake officer has passed on to the review, no match having been found.
    pub async fn triaged_claim(&self, advocate: &Who, filing: &Filing<'_>) -> Claim {
        let claim = self.submitted_claim(advocate, filing).await;
        self.note_match(claim.claim, "none").await;
        self.bring(claim.claim, "triaged").await;
        claim
    }

    /// An intake officer notes what came of looking for another file of the same person.
    pub async fn note_match(&self, claim: ClaimId, result: &str) {
        let officer = self.colleague("intake", Role::IntakeOfficer).await;
        let mut intake = self.acting("intake", &officer.actor).await;
        let note = json!({
            "match_note_id": self.fresh::<Uuid>(), "claim_id": claim, "result": result, "possible": [],
            "noted_by": intake.actor, "noted_at": self.clock.clock().now(),
        });
        intake.put("intake.match_note", note).await;
        intake.involve(claim, "intake").await;
        intake.commit().await;
    }

    /// The survivor changes her mind on a purpose: `given`, `refused` or `withdrawn`.
    pub async fn change_consent(
        &self,
        claim: ClaimId,
        advocate: &Who,
        purpose: &str,
        change: &str,
    ) {
        let mut intake = self.acting("intake", &advocate.actor).await;
        self.put_consent(&mut intake, claim, purpose, change).await;
        intake.commit().await;
    }

    async fn put_consent(&self, intake: &mut Acting, claim: ClaimId, purpose: &str, change: &str) {
        let consent = json!({
            "consent_id": self.fresh::<Uuid>(), "claim_id": claim, "purpose": purpose, "change": change,
            "given_by": "survivor", "language": "fr", "manner": "spoken",
            "given_at": self.clock.clock().now(), "recorded_by": intake.actor,
        });
        intake.put("intake.consent", consent).await;
    }

    /// The advocate answers what was asked: changes facts while the review waits for them, and gives the claim back.
    pub async fn answer_request(&self, claim: ClaimId, advocate: &Who, facts: &Value) {
        let mut intake = self.acting("intake", &advocate.actor).await;
        query("update intake.claim set facts = facts || $2 where claim_id = $1")
            .bind(claim.0)
            .bind(facts)
            .execute(&mut intake.db)
            .await
            .expect("an answer");
        intake.commit().await;
        self.bring(claim, "in_review").await;
    }

    /// The survivor wants the money to go somewhere else.
    pub async fn change_payee(&self, claim: &Claim, advocate: &Who, payee: &Value) {
        let mut intake = self.acting("intake", &advocate.actor).await;
        let (key_version, bytes) = sqlx::query_as(
            "select key_version, wrapped from vault.claimant_key where claimant_id = $1",
        )
        .bind(claim.claimant.0)
        .fetch_one(&mut intake.db)
        .await
        .expect("a key");
        let wrapped = WrappedKey { key_version, bytes };
        let key = self.vault().open_key(claim.claimant, &wrapped).expect("opens");
        self.put_payee(&mut intake, claim, &key, payee).await;
        intake.commit().await;
    }

    async fn put_payee(&self, intake: &mut Acting, claim: &Claim, key: &DataKey, payee: &Value) {
        let version: i32 = sqlx::query_scalar(
            "select coalesce(max(version), 0) + 1 from vault.payee where claim_id = $1",
        )
        .bind(claim.claim.0)
        .fetch_one(&mut intake.db)
        .await
        .expect("a version");
        let id: Uuid = self.fresh();
        let owner = claim.claim.0;
        let place = Place { table: "vault.payee", column: "sealed", row: id, owner, version };
        let row = json!({
            "payee_id": id, "claim_id": claim.claim, "claimant_id": claim.claimant, "version": version,
            "method": payee["method"], "sealed": bytea(&key.seal(&place, payee.to_string().as_bytes())),
            "last_four": "0001", "token": bytea(&[0; 32]), "made_at": self.clock.clock().now(),
        });
        intake.put("vault.payee", row).await;
    }

    /// Whoever owns the database puts the payment details of one claim under another, as those of a claimant.
    ///
    /// # Errors
    /// What the database says to that.
    pub async fn move_payee(
        &self,
        from: ClaimId,
        to: ClaimId,
        claimant: ClaimantId,
    ) -> Result<(), sqlx::Error> {
        let mut db = self.db.superuser().await;
        let mut tx = sqlx::Connection::begin(&mut db).await?;
        query(
            "with audited as (
               insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), 'system', 'test'))
             insert into vault.payee
             select gen_random_uuid(), $2, $3, version + 1, method, sealed, last_four, token, made_at
             from vault.payee where claim_id = $1",
        )
        .bind(from.0)
        .bind(to.0)
        .bind(claimant.0)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    fn vault(&self) -> Vault {
        let path = self.config().secrets.vault_keys_file;
        let text = std::fs::read_to_string(path).expect("the key file");
        Vault::from_key_file(&text).expect("keys")
    }

    /// Somebody takes a part in a claim: `advocate`, `intake`, `panel` or `finance`.
    pub async fn involve(&self, claim: ClaimId, who: &Who, capacity: &str) {
        query(
            "with audited as (insert into shared.audit (actor_id, roles, action) values ($2, '', 'test'))
             select shared.take_part($1, $2, $3)",
        )
        .bind(claim.0)
        .bind(who.actor.actor_id.0)
        .bind(capacity)
        .execute(&mut self.db.superuser().await)
        .await
        .expect("a part");
    }
}

impl World {
    /// Claims of an advocate that came to a stage one second after the other. Nothing else is there of them.
    pub async fn claims_at(&self, stage: &str, advocate: &Who, count: usize) -> Vec<ClaimId> {
        let claims: Vec<(Uuid, String)> =
            (0..count).map(|_| (self.fresh(), ClaimCode::random().to_string())).collect();
        let (advocate, since) = (advocate.actor.actor_id.0, self.clock.clock().now());
        self.db.put_claims(advocate, &claims, stage, since).await;
        claims.into_iter().map(|(id, _)| ClaimId(id)).collect()
    }
}

impl Database {
    /// Accepted claims of which nothing else is there: enough for entries of the books to name.
    pub async fn bare_claims(&self, ids: &[Uuid]) {
        let advocate = Uuid::from_u128(1);
        query(
            "with audited as (
               insert into shared.audit (actor_id, roles, action) values ($1, 'system', 'test'))
             insert into shared.actor (actor_id, issuer, subject, label, roles)
             values ($1, 'test', 'advocate', 'advocate', '{advocate}')",
        )
        .bind(advocate)
        .execute(&mut self.superuser().await)
        .await
        .expect("an advocate");
        let code = |place: usize| format!("0000-0000-0000-{place:04}");
        let claims: Vec<_> = ids.iter().zip(1..).map(|(id, place)| (*id, code(place))).collect();
        self.put_claims(advocate, &claims, "accepted", datetime!(2026-11-02 08:00 UTC)).await;
    }

    async fn put_claims(
        &self,
        advocate: Uuid,
        claims: &[(Uuid, String)],
        stage: &str,
        since: Timestamp,
    ) {
        let (ids, codes): (Vec<Uuid>, Vec<String>) = claims.iter().cloned().unzip();
        query(
            "with audited as (
               insert into shared.audit (actor_id, roles, action) values ($1, 'system', 'test'))
             insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage,
               stage_since)
             select c.id, c.code, c.id, $1, 'Maison Espoir', 'fr', $4, $5 + c.place * interval '1 second'
             from unnest($2::uuid[], $3::text[]) with ordinality as c (id, code, place)",
        )
        .bind(advocate)
        .bind(ids)
        .bind(codes)
        .bind(stage)
        .bind(since)
        .execute(&mut self.superuser().await)
        .await
        .expect("claims");
    }
}

impl Claim {
    /// A draft of an advocate, in an open transaction.
    ///
    /// # Errors
    /// What the database says to that.
    pub async fn put_draft(
        db: &mut PgConnection,
        claim: ClaimId,
        advocate: ActorId,
    ) -> Result<(), sqlx::Error> {
        query(
            "insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage_since)
             values ($1, $2, gen_random_uuid(), $3, 'x', 'en', now())",
        )
        .bind(claim.0)
        .bind(ClaimCode::random().as_str())
        .bind(advocate.0)
        .execute(db)
        .await
        .map(drop)
    }
}

impl Acting {
    /// The actor takes a part in a claim, as `advocate` or `intake`.
    pub(crate) async fn involve(&mut self, claim: ClaimId, capacity: &str) {
        query("select shared.involve($1, $2)")
            .bind(claim.0)
            .bind(capacity)
            .execute(&mut self.db)
            .await
            .expect("a part");
    }
}

/// Bytes as the database reads them.
pub(crate) fn bytea(bytes: &[u8]) -> String {
    bytes.iter().fold("\\x".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
