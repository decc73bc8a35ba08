//! What finance does with an accepted offer: money comes, a batch is released, the bank pays an instalment. Everything is
//! booked, so that the audit of the test's books finds nothing.

use crate::claim::bytea;
use crate::{Acting, World};
use redress_kernel::{ClaimId, Date, Decimal, DecisionId, InstalmentId, Role, Uuid};
use serde_json::json;
use sqlx::query;

/// The first instalment of an award, in a batch that was released to the bank.
#[derive(Debug, Clone)]
pub struct Released {
    /// Whose.
    pub claim: ClaimId,
    /// The batch.
    pub batch: Uuid,
    /// Its only item.
    pub item: Uuid,
    /// What it pays.
    pub instalment: InstalmentId,
    /// How much of the debt, in US dollars.
    pub debt: Decimal,
}

/// A leg of an entry: head, side, sum.
type Leg = (&'static str, &'static str, Decimal);

impl World {
    /// Finance records a rate of exchange, in force from a day on.
    pub async fn record_rate(&self, currency: &str, per_usd: i64, effective_from: Date) {
        let officer = self.colleague("finance", Role::FinanceOfficer).await;
        let mut ledger = self.acting("ledger", &officer.actor).await;
        let rate = json!({
            "rate_id": self.fresh::<Uuid>(), "currency": currency, "per_usd": per_usd,
            "effective_from": effective_from, "source": "test",
        });
        ledger.put("shared.rate", rate).await;
        ledger.commit().await;
    }

    /// An award that was accepted is funded and planned in these parts, in US dollars; the first of them is in a batch that
    /// was released, paid in a currency that has a rate.
    pub async fn release_batch(
        &self,
        claim: ClaimId,
        decision: DecisionId,
        parts: &[&str],
        currency: &str,
    ) -> Released {
        let parts: Vec<Decimal> = parts.iter().map(|part| part.parse().expect("a sum")).collect();
        let officer = self.colleague("finance", Role::FinanceOfficer).await;
        let approver = self.colleague("approver", Role::FinanceApprover).await;
        let mut ledger = self.acting("ledger", &officer.actor).await;
        let funding = self.fund(&mut ledger, claim, decision, parts.iter().sum()).await;
        let instalment = self.plan(&mut ledger, claim, funding, &parts, currency).await;
        ledger.commit().await;
        self.bring(claim, "scheduled").await;
        let mut ledger = self.acting("ledger", &officer.actor).await;
        let (batch, item) = self.prepare(&mut ledger, claim, instalment, currency).await;
        ledger.commit().await;
        for (step, look, stage) in
            [("approved", "approval", "approved"), ("released", "payment", "instructed")]
        {
            self.look_at(&[claim], batch, look, &[]).await;
            let mut ledger = self.acting("ledger", &approver.actor).await;
            let row = json!({
                "batch_id": batch, "step": step, "taken_by": ledger.actor, "taken_at": self.clock.clock().now(),
                "file_digest": (step == "released").then(|| bytea(&[0; 32])),
            });
            ledger.put("ledger.batch_step", row).await;
            if step == "released" {
                let legs = [
                    ("awards_payable", "debit", parts[0]),
                    ("payment_clearing", "credit", parts[0]),
                ];
                self.post(&mut ledger, "release", Some(claim), &legs).await;
            }
            ledger.commit().await;
            self.bring(claim, stage).await;
        }
        Released { claim, batch, item, instalment, debt: parts[0] }
    }

    /// The bank has paid what was released, for exactly what was owed.
    pub async fn settle(&self, released: &Released, bank_reference: &str) {
        let officer = self.colleague("finance", Role::FinanceOfficer).await;
        let mut ledger = self.acting("ledger", &officer.actor).await;
        let legs =
            [("payment_clearing", "debit", released.debt), ("fund_cash", "credit", released.debt)];
        let entry = self.post(&mut ledger, "settlement", Some(released.claim), &legs).await;
        let now = self.clock.clock().now();
        let outcome = json!({
            "item_id": released.item, "kind": "settled", "claim_id": released.claim, "moved": released.debt,
            "bank_reference": bank_reference, "occurred_on": now.date(), "entry_id": entry,
            "recorded_by": ledger.actor, "recorded_at": now,
        });
        ledger.put("ledger.item_outcome", outcome).await;
        ledger.commit().await;
    }

    /// Money comes, and all of it is set aside for the award.
    async fn fund(
        &self,
        ledger: &mut Acting,
        claim: ClaimId,
        decision: DecisionId,
        net: Decimal,
    ) -> Uuid {
        let (funding, now) = (self.fresh::<Uuid>(), self.clock.clock().now());
        let came = [("fund_cash", "debit", net), ("contributions", "credit", net)];
        let contribution = self.post(ledger, "contribution", None, &came).await;
        let row = json!({
            "contribution_id": self.fresh::<Uuid>(), "kind": "voluntary", "amount": net, "currency": "USD",
            "received_on": now.date(), "reference": "a gift", "entry_id": contribution, "source": "",
            "recorded_by": ledger.actor, "recorded_at": now,
        });
        ledger.put("ledger.contribution", row).await;
        let owed = [("fund_balance", "debit", net), ("award_commitments", "credit", net)];
        let commitment = self.post(ledger, "commitment", Some(claim), &owed).await;
        let row = json!({
            "claim_id": claim, "decision_id": decision, "net": net, "currency": "USD", "accepted_on": now.date(),
            "entry_id": commitment,
        });
        ledger.put("ledger.award", row).await;
        let set_aside = [
            ("award_commitments", "debit", net),
            ("awards_payable", "credit", net),
            ("contributions", "debit", net),
            ("contributions_applied", "credit", net),
        ];
        let payable = self.post(ledger, "payable", Some(claim), &set_aside).await;
        let row = json!({
            "funding_id": funding, "claim_id": claim, "tranche": 1, "kind": "share", "amount": net, "currency": "USD",
            "factor": 1, "entry_id": payable, "funded_at": now,
        });
        ledger.put("ledger.funding", row).await;
        let row = json!({ "funding_id": funding, "source": "", "claim_id": claim, "amount": net });
        ledger.put("ledger.allocation", row).await;
        funding
    }

    /// Plans the parts; the first of them.
    async fn plan(
        &self,
        ledger: &mut Acting,
        claim: ClaimId,
        funding: Uuid,
        parts: &[Decimal],
        currency: &str,
    ) -> InstalmentId {
        let (plan, now) = (self.fresh::<Uuid>(), self.clock.clock().now());
        let row = json!({
            "plan_id": plan, "claim_id": claim, "net": parts.iter().sum::<Decimal>(), "currency": "USD",
            "pay_currency": currency, "made_by": ledger.actor, "made_at": now,
        });
        ledger.put("ledger.plan", row).await;
        let row = json!({ "plan_id": plan, "claim_id": claim, "funding_id": funding });
        ledger.put("ledger.plan_funding", row).await;
        let ids: Vec<InstalmentId> = parts.iter().map(|_| self.fresh()).collect();
        for ((number, amount), id) in (1_i16..).zip(parts).zip(&ids) {
            let row = json!({
                "instalment_id": id, "plan_id": plan, "claim_id": claim, "number": number, "amount": amount,
                "currency": "USD", "due_on": now.date(),
            });
            ledger.put("ledger.instalment", row).await;
        }
        ids[0]
    }

    /// Puts an instalment into a batch of its own, at the rate in force.
    async fn prepare(
        &self,
        ledger: &mut Acting,
        claim: ClaimId,
        instalment: InstalmentId,
        currency: &str,
    ) -> (Uuid, Uuid) {
        let (batch, item): (Uuid, Uuid) = (self.fresh(), self.fresh());
        let now = self.clock.clock().now();
        let row = json!({
            "batch_id": batch, "execution_date": now.date(), "debtor_name": "Trust Office",
            "debtor_account": "CF4220001000010120069700160", "debtor_bic": "TESTCFCF", "remittance_text": "Transfer",
            "asked_by": ledger.actor, "asked_at": now,
        });
        ledger.put("ledger.batch", row).await;
        query(
            "insert into ledger.batch_item (item_id, batch_id, claim_id, instalment_id, attempt, end_to_end_id, debt,
               pay_amount, pay_currency, rate_id, rate, payee_id)
             select $1, $2, $3, n.instalment_id, 1, left(n.instalment_id::text, 35), n.amount,
               trunc(n.amount * coalesce(r.per_usd, 1), y.exponent), y.currency, r.rate_id, coalesce(r.per_usd, 1),
               (select p.payee_id from vault.payee p where p.claim_id = $3 order by p.version desc limit 1)
             from ledger.instalment n
             join shared.currency y on y.currency = $5
             left join lateral (
               select rate_id, per_usd from shared.rate where currency = $5 and effective_from <= $6
               order by effective_from desc limit 1) r on true
             where n.instalment_id = $4",
        )
        .bind(item)
        .bind(batch)
        .bind(claim.0)
        .bind(instalment.0)
        .bind(currency)
        .bind(now.date())
        .execute(&mut ledger.db)
        .await
        .expect("an item");
        (batch, item)
    }

    /// Posts an entry of today on general accounts.
    async fn post(
        &self,
        ledger: &mut Acting,
        kind: &str,
        claim: Option<ClaimId>,
        legs: &[Leg],
    ) -> Uuid {
        let entry: Uuid = self.fresh();
        query(
            "select ledger.post(array[$1], array[$2], array[$3::date], array[$4::uuid], array[null::uuid],
               array_fill(1, array[cardinality($5::text[])]), $5, array_fill(''::text, array[cardinality($5::text[])]), $6, $7,
               array_fill('USD'::text, array[cardinality($5::text[])]))",
        )
        .bind(entry)
        .bind(kind)
        .bind(self.clock.clock().now().date())
        .bind(claim.map(|claim| claim.0))
        .bind(legs.iter().map(|leg| leg.0).collect::<Vec<_>>())
        .bind(legs.iter().map(|leg| leg.1).collect::<Vec<_>>())
        .bind(legs.iter().map(|leg| leg.2).collect::<Vec<_>>())
        .execute(&mut ledger.db)
        .await
        .unwrap_or_else(|error| panic!("{kind}: {error}"));
        entry
    }
}
