//! The way of a sample claim through intake and review, step by step as people take it.
//! Never here: payment (pay), what the claim says (facts).

use super::crew::{Crew, PATIENCE, fault_at};
use super::facts::{Said, said};
use super::kind::Kind;
use redress_contract::GateOutcome;
use redress_eligibility::actions as panel;
use redress_eligibility::domain::panel::Declaration;
use redress_eligibility::domain::sheet::not_met;
use redress_eligibility::domain::verdict::Verdict;
use redress_intake::actions::accept_offer::{AnswerOffer, accept_offer};
use redress_intake::actions::open_claim::open_claim;
use redress_intake::actions::save_answer::{SaveAnswer, save_answer};
use redress_intake::actions::submit_claim::submit_claim;
use redress_intake::actions::triage_claim::triage_claim;
use redress_intake::domain::acceptance::Understanding;
use redress_intake::domain::triage::Check;
use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{Actor, ClaimId, Fault, Stop, Wanted};
use std::time::{Duration, Instant};

/// The words of a sample decision. They say what they are.
const REASONS: &str =
    "Sample decision on a made-up claim: the panel has read the file and finds every rule met.";

/// A claim under way.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Counts made-up claims, from 1.
    pub number: u64,
    /// How far it will come.
    pub kind: Kind,
    /// Which claim it is.
    pub claim: ClaimId,
}

/// Files the claim of a number, and triages it unless it only waits.
pub async fn file(crew: &Crew, number: u64, kind: Kind) -> Result<Sample, Fault> {
    let (desk, advocate) = (&crew.desk, crew.people.advocate(number));
    let today = desk.ctx.clock.now().date();
    let Said { consents, answers, .. } = said(number, kind, today);
    let named = |step: &str| format!("sample {number}: {step}");
    let opened = open_claim(desk, advocate, &consents, None)
        .await
        .map_err(|stop| fault_at(&named("opening"), stop))?;
    let claim = opened.claim_id;
    let mut revision = 0;
    for (slot, typed) in answers {
        let answer = SaveAnswer { claim_id: claim, slot, revision, typed };
        let saved = save_answer(desk, advocate, &answer, None)
            .await
            .map_err(|stop| fault_at(&named(&slot.key()), stop))?;
        revision = saved.revision;
    }
    let sample = Sample { number, kind, claim };
    if kind == Kind::Draft {
        return Ok(sample);
    }
    submit_claim(desk, advocate, claim, None)
        .await
        .map_err(|stop| fault_at(&named("submission"), stop))?;
    if kind == Kind::Submitted {
        return Ok(sample);
    }
    let check = Check {
        plan_read: true,
        danger: Some(Answer::No),
        // Made-up people are never the same person.
        judged: Some(MatchResult::Distinct),
    };
    triage_claim(desk, &crew.people.intake_officer, claim, &check, None)
        .await
        .map_err(|stop| fault_at(&named("triage"), stop))?;
    Ok(sample)
}

/// Takes a triaged claim through the review, as far as its kind goes; to the offer at most.
pub async fn review(crew: &Crew, sample: Sample) -> Result<Sample, Fault> {
    let waits_for_panel = sample.kind == Kind::InReview && sample.number.is_multiple_of(2);
    if matches!(sample.kind, Kind::Draft | Kind::Submitted) || waits_for_panel {
        return Ok(sample);
    }
    let board = Board::of(crew, sample);
    board.sit().await?;
    match sample.kind {
        Kind::InReview => {}
        Kind::Asked => board.ask().await?,
        Kind::Referred => board.refer().await?,
        Kind::Panel => {
            board.assess().await?;
            // One view or two of three: nobody who has none sees them.
            let views = 1 + usize::from(sample.number.is_multiple_of(3));
            board.views(views).await?;
        }
        _ => {
            board.assess().await?;
            board.views(3).await?;
            board.decide().await?;
        }
    }
    Ok(sample)
}

/// The panel of one claim.
struct Board<'a> {
    crew: &'a Crew,
    sample: Sample,
    members: [&'a Actor; 2],
    chair: &'a Actor,
}

impl<'a> Board<'a> {
    fn of(crew: &'a Crew, sample: Sample) -> Self {
        let people = &crew.people;
        Self { crew, sample, members: people.pair(sample.number), chair: &people.chair }
    }

    /// A fault that names claim and step.
    fn stopped(&self, step: &str) -> impl FnOnce(redress_kernel::Stop) -> Fault {
        let named = format!("sample {}: {step}", self.sample.number);
        move |stop| fault_at(&named, stop)
    }

    /// The chair seats two members; all three declare that there is no conflict.
    async fn sit(&self) -> Result<(), Fault> {
        let (ctx, claim) = (&self.crew.eligibility, self.sample.claim);
        let members = self.members.iter().map(|member| member.actor_id).collect();
        panel::seat_panel(ctx, self.chair, claim, panel::SeatPanel { members }, None)
            .await
            .map_err(self.stopped("seating"))?;
        for person in [self.chair, self.members[0], self.members[1]] {
            let none = panel::DeclareConflict { declaration: Declaration::None };
            panel::declare_conflict(ctx, person, claim, none, None)
                .await
                .map_err(self.stopped("declaration"))?;
        }
        Ok(())
    }

    /// The file as the first member reads it.
    async fn read(&self) -> Result<panel::Open, Fault> {
        let (ctx, claim) = (&self.crew.eligibility, self.sample.claim);
        let file = panel::show_case(ctx, self.members[0], claim, &Wanted::default())
            .await
            .map_err(self.stopped("reading"))?;
        file.open.ok_or_else(|| Fault::new("a file that does not open after the declaration"))
    }

    async fn ask(&self) -> Result<(), Fault> {
        let (ctx, claim) = (&self.crew.eligibility, self.sample.claim);
        let asked = self.read().await?.worksheet.result.questions;
        let questions = asked.iter().map(ToString::to_string).collect();
        panel::ask_information(
            ctx,
            self.members[0],
            claim,
            panel::AskInformation { questions },
            None,
        )
        .await
        .map_err(self.stopped("asking"))?;
        Ok(())
    }

    /// Each rule that is not met is confirmed by a member, then by the chair.
    async fn refer(&self) -> Result<(), Fault> {
        let kept = self.read().await?.worksheet;
        let not_met: Vec<String> =
            not_met(&kept.result).map(|rule| rule.as_str().to_owned()).collect();
        for person in [self.members[0], self.chair] {
            let confirmed = panel::ConfirmGate {
                worksheet_id: kept.worksheet_id,
                outcome: GateOutcome::Referred,
                not_met: not_met.clone(),
            };
            let (ctx, claim) = (&self.crew.eligibility, self.sample.claim);
            panel::confirm_gate(ctx, person, claim, confirmed, None)
                .await
                .map_err(self.stopped("referral"))?;
        }
        Ok(())
    }

    /// The gate is confirmed and the award computed.
    async fn assess(&self) -> Result<(), Fault> {
        let (ctx, claim, member) = (&self.crew.eligibility, self.sample.claim, self.members[0]);
        let confirmed = panel::ConfirmGate {
            worksheet_id: self.read().await?.worksheet.worksheet_id,
            outcome: GateOutcome::Eligible,
            not_met: Vec::new(),
        };
        panel::confirm_gate(ctx, member, claim, confirmed, None)
            .await
            .map_err(self.stopped("the gate"))?;
        panel::assess_award(ctx, member, claim, panel::AssessAward {}, None)
            .await
            .map_err(self.stopped("the award"))?;
        Ok(())
    }

    /// The first `count` of the three give their view.
    async fn views(&self, count: usize) -> Result<(), Fault> {
        let (ctx, claim) = (&self.crew.eligibility, self.sample.claim);
        for person in [self.members[0], self.members[1], self.chair].into_iter().take(count) {
            let view = panel::RecordView { verdict: Verdict::Awarded, note: String::new() };
            panel::record_view(ctx, person, claim, view, None)
                .await
                .map_err(self.stopped("a view"))?;
        }
        Ok(())
    }

    async fn decide(&self) -> Result<(), Fault> {
        let (ctx, claim) = (&self.crew.eligibility, self.sample.claim);
        let decision =
            panel::IssueDecision { outcome: Verdict::Awarded, reasons: REASONS.to_owned() };
        panel::issue_decision(ctx, self.chair, claim, decision, None)
            .await
            .map_err(self.stopped("the decision"))?;
        Ok(())
    }
}

/// The survivor says yes, in her language, once she has the letter; unless her kind doesn't come that far.
pub async fn accept(crew: &Crew, sample: Sample) -> Result<(), Fault> {
    let Sample { number, kind, claim } = sample;
    if !kind.is_accepted() {
        return Ok(());
    }
    let today = crew.desk.ctx.clock.now().date();
    let language = Some(said(number, kind, today).language.to_owned());
    let understanding = Understanding { amount: true, no_waiver: true, review: true, language };
    let answer = AnswerOffer { claim_id: claim, understanding };
    let began = Instant::now();
    loop {
        let accepted = accept_offer(&crew.desk, crew.people.advocate(number), &answer, None).await;
        match accepted {
            // A program that serves beside this one is making it.
            Err(Stop::Refused(refusals))
                if refusals.iter().all(|refusal| refusal.code == "letter-not-made")
                    && began.elapsed() < PATIENCE =>
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(stop) => return Err(fault_at(&format!("sample {number}: acceptance"), stop)),
            Ok(_) => return Ok(()),
        }
    }
}
