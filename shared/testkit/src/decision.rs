//! What a panel of colleagues does with a triaged claim, from its seats to the offer; and what the survivor answers.

use crate::claim::bytea;
use crate::{Acting, Who, World};
use redress_kernel::{ClaimId, Date, Decimal, DecisionId, Role, Uuid};
use redress_web::keys::sha256;
use serde_json::{Value, json};
use sqlx::query;

/// What a panel decides. [`Decision::default`] is an award of 34,460.00 USD, open for six months from today.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// `awarded` or `not_awarded`.
    pub outcome: &'a str,
    /// The sum.
    pub net: &'a str,
    /// Last day on which the offer can be accepted.
    pub open_until: Option<Date>,
    /// What stands on the decision paper.
    pub content: Value,
    /// How a child's award is held: upkeep due, and the day on which she is of age. A tenth is released.
    pub child: Option<(&'a str, &'a str)>,
    /// Upkeep that falls due later: day and sum.
    pub later: &'a [(&'a str, &'a str)],
}

impl Default for Decision<'_> {
    fn default() -> Self {
        Self {
            outcome: "awarded",
            net: "34460.00",
            open_until: None,
            content: json!({}),
            child: None,
            later: &[],
        }
    }
}

impl World {
    /// A triaged claim is decided by a panel of colleagues, and offered.
    pub async fn decide(&self, claim: ClaimId, decision: &Decision<'_>) -> DecisionId {
        let chair = self.colleague("chair", Role::PanelChair).await;
        let members = [
            self.colleague("member", Role::PanelMember).await,
            self.colleague("other-member", Role::PanelMember).await,
        ];
        let worksheet = self.open_case(claim).await;
        self.seat(claim, &chair, &members).await;
        self.bring(claim, "eligible").await;
        let award = self.assess(claim, &chair, worksheet, decision).await;
        self.bring(claim, "assessed").await;
        for who in members.iter().chain([&chair]) {
            let mut panel = self.acting("eligibility", &who.actor).await;
            let view = json!({
                "claim_id": claim, "actor_id": panel.actor, "award_id": award, "outcome": decision.outcome,
                "note": "", "recorded_at": self.clock.clock().now(),
            });
            panel.put("eligibility.panel_view", view).await;
            panel.commit().await;
        }
        let id = self.issue(claim, &chair, award, decision).await;
        self.bring(claim, "offered").await;
        id
    }

    /// The service opens the case and evaluates it; the worksheet that it makes.
    async fn open_case(&self, claim: ClaimId) -> Uuid {
        let (sheet, worksheet): (Uuid, Uuid) = (self.fresh(), self.fresh());
        let now = self.clock.clock().now();
        let mut service = self.acting_alone("eligibility").await;
        query(
            "insert into eligibility.case (claim_id, language, opened_at)
             select claim_id, language, $2 from shared.claim where claim_id = $1",
        )
        .bind(claim.0)
        .bind(now)
        .execute(&mut service.db)
        .await
        .expect("a case");
        let facts = json!({
            "fact_sheet_id": sheet, "claim_id": claim, "document": {}, "sources": {}, "changes": [], "set_aside": 0,
            "made_by": service.actor, "made_at": now,
        });
        service.put("eligibility.fact_sheet", facts).await;
        let result =
            json!({ "gate": "eligible", "rules_version": "DMR-1", "schedule_version": "S-ILL-1" })
                .to_string();
        let row = json!({
            "worksheet_id": worksheet, "claim_id": claim, "cause": "triaged", "rule_version": "DMR-1",
            "schedule_version": "S-ILL-1", "gate": "eligible", "fact_sheet_id": sheet, "difference": {},
            "digest": bytea(&sha256(result.as_bytes())), "result": result, "made_by": service.actor, "made_at": now,
        });
        service.put("eligibility.worksheet", row).await;
        service.commit().await;
        self.bring(claim, "in_review").await;
        worksheet
    }

    /// The chair takes the case with two members; nobody has a conflict.
    async fn seat(&self, claim: ClaimId, chair: &Who, members: &[Who]) {
        let now = self.clock.clock().now();
        let mut panel = self.acting("eligibility", &chair.actor).await;
        for (seat, who) in
            [("chair", chair)].into_iter().chain(members.iter().map(|m| ("member", m)))
        {
            let place = json!({
                "claim_id": claim, "actor_id": who.actor.actor_id, "seat": seat, "seated_by": panel.actor,
                "seated_at": now,
            });
            panel.put("eligibility.panel_seat", place).await;
        }
        panel.commit().await;
        for who in members.iter().chain([chair]) {
            let mut panel = self.acting("eligibility", &who.actor).await;
            query(
                "update eligibility.panel_seat set declaration = 'none', declared_at = $2
                 where claim_id = $1 and actor_id = shared.actor_id()",
            )
            .bind(claim.0)
            .bind(now)
            .execute(&mut panel.db)
            .await
            .expect("a declaration");
            panel.commit().await;
        }
    }

    /// The award is computed: here it is what the decision is to say.
    async fn assess(
        &self,
        claim: ClaimId,
        chair: &Who,
        worksheet: Uuid,
        decision: &Decision<'_>,
    ) -> Uuid {
        let award: Uuid = self.fresh();
        let mut panel = self.acting("eligibility", &chair.actor).await;
        let row = json!({
            "award_id": award, "claim_id": claim, "worksheet_id": worksheet, "rule_version": "DMR-1",
            "schedule_version": "S-ILL-1", "inputs": {}, "gross": decision.net, "net": decision.net, "absorbed": 0,
            "payable_now": decision.net, "outstanding": 0, "currency": "USD", "flags": [],
            "assessed_by": panel.actor, "assessed_at": self.clock.clock().now(),
        });
        panel.put("eligibility.award", row).await;
        panel.put_parts(claim, award, decision).await;
        panel.commit().await;
        award
    }

    /// The chair issues it.
    async fn issue(
        &self,
        claim: ClaimId,
        chair: &Who,
        award: Uuid,
        decision: &Decision<'_>,
    ) -> DecisionId {
        let (id, now): (DecisionId, _) = (self.fresh(), self.clock.clock().now());
        let mut panel = self.acting("eligibility", &chair.actor).await;
        query(
            "insert into eligibility.decision (decision_id, claim_id, award_id, outcome, net, currency, reasons,
               rule_version, schedule_version, content, issued_by, issued_on, open_until, issued_at)
             select $1, $2, $3, $4, $5, 'USD', 'The account is coherent.', 'DMR-1', 'S-ILL-1', $6, shared.actor_id(),
               least($7::date, (last - interval '6 months')::date), last, $8
             from (select coalesce($9, ($7::date + interval '6 months')::date) as last) as open",
        )
        .bind(id.0)
        .bind(claim.0)
        .bind(award)
        .bind(decision.outcome)
        .bind(sum(decision.net))
        .bind(&decision.content)
        .bind(now.date())
        .bind(now)
        .bind(decision.open_until)
        .execute(&mut panel.db)
        .await
        .expect("a decision");
        panel.commit().await;
        id
    }

    /// The documents service has made the letter of a decision, unless it is there.
    pub async fn make_letter(&self, claim: ClaimId, decision: DecisionId) {
        let (id, now) = (self.fresh::<Uuid>(), self.clock.clock().now());
        let mut documents = self.acting_alone("documents").await;
        for sql in [
            "insert into documents.paper
               (document_id, kind, claim_id, subject_id, language, template_version, content, queued_at)
             values ($1, 'decision_letter', $2, $3, 'en', 1, '{}', $4)
             on conflict (kind, subject_id) do nothing",
            "update documents.paper set lease_token = $1, lease_until = $4 where claim_id = $2 and subject_id = $3",
            "select documents.finish_paper(document_id, $1, 'letter', $4) from documents.paper
             where claim_id = $2 and subject_id = $3",
        ] {
            query(sql)
                .bind(id)
                .bind(claim.0)
                .bind(decision.0)
                .bind(now)
                .execute(&mut documents.db)
                .await
                .expect("a letter");
        }
        documents.commit().await;
    }

    /// The survivor answers an offer: `accepted`, for which its letter is there, or `declined`.
    pub async fn answer_offer(
        &self,
        claim: ClaimId,
        advocate: &Who,
        decision: DecisionId,
        answer: &str,
    ) {
        if answer == "accepted" {
            self.make_letter(claim, decision).await;
        }
        let mut intake = self.acting("intake", &advocate.actor).await;
        let row = json!({
            "claim_id": claim, "decision_id": decision, "answer": answer, "language": "fr",
            "recorded_by": intake.actor, "recorded_at": self.clock.clock().now(),
        });
        intake.put("intake.acceptance", row).await;
        intake.commit().await;
        self.bring(claim, answer).await;
    }

    /// The review looks at claims before a step of a batch: it is clear, or held by these rules.
    pub async fn look_at(&self, claims: &[ClaimId], batch: Uuid, step: &str, held_by: &[&str]) {
        let mut service = self.acting_alone("eligibility").await;
        for claim in claims {
            query(
                "insert into eligibility.clearance (clearance_id, claim_id, worksheet_id, step, batch_id, outcome, held_by,
                   made_at)
                 select $1, $2, worksheet_id, $3, $4, case $5::text[] when '{}' then 'clear' else 'held' end, $5, $6
                 from eligibility.worksheet where claim_id = $2 order by seq desc limit 1",
            )
            .bind(self.fresh::<Uuid>())
            .bind(claim.0)
            .bind(step)
            .bind(batch)
            .bind(held_by)
            .bind(self.clock.clock().now())
            .execute(&mut service.db)
            .await
            .expect("a look");
        }
        service.commit().await;
    }
}

impl Acting {
    /// How a child's award is held, and upkeep that falls due later.
    async fn put_parts(&mut self, claim: ClaimId, award: Uuid, decision: &Decision<'_>) {
        if let Some((upkeep, of_age_on)) = decision.child {
            let row = json!({
                "award_id": award, "claim_id": claim, "released": "0.10", "upkeep": upkeep, "of_age_on": of_age_on,
            });
            self.put("eligibility.award_child", row).await;
        }
        for (number, (due_on, amount)) in (1_i32..).zip(decision.later) {
            let row = json!({
                "award_id": award, "claim_id": claim, "number": number, "due_on": due_on, "amount": amount,
                "currency": "USD",
            });
            self.put("eligibility.award_later", row).await;
        }
    }
}

fn sum(text: &str) -> Decimal {
    text.parse().expect("a sum")
}
