//! A claim from draft to submission and after: what it lacks, when it may change, how far it is.
//! Belongs here: what the mechanism needs of a claim (lifecycle, section 1). Never here: its texts.

use super::consent::{self, ConsentRow};
use super::questions::{self, Draft, Section, Slot};
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{ClaimCode, ClaimId, ClaimantId, Outcome, Refusal, Stage, Stop};

/// A claim as intake knows it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Identifies it everywhere.
    pub claim_id: ClaimId,
    /// Whose harm it is about.
    pub claimant_id: ClaimantId,
    /// What people call it.
    pub code: ClaimCode,
    pub stage: Stage,
    /// Counts the saves; a save names the one it started from.
    pub revision: i32,
    /// What has been answered.
    pub draft: Draft,
}

/// Something a claim can't be submitted without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The answer to a question.
    Question(Slot),
    /// A consent.
    Consent(ConsentPurpose),
}

/// How far a section is. Derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing answered.
    NotStarted,
    /// Some pages saved.
    InProgress,
    /// Every page saved, answered or knowingly left open.
    Completed,
    /// Waits for a consent.
    CannotStart,
}

impl Status {
    /// The name in message keys (`status-<name>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Status::NotStarted => "not-started",
            Status::InProgress => "in-progress",
            Status::Completed => "completed",
            Status::CannotStart => "cannot-start",
        }
    }
}

/// What is missing before a claim can go: claimant type, one act or another file that has it,
/// an operation or "not known", a contact plan, and the consents to file and to be read.
/// Everything else may stay open: the review asks for it.
pub fn missing(draft: &Draft, consents: &[ConsentRow]) -> Vec<Missing> {
    let facts = &draft.facts;
    let questions = [
        (Slot::Claimant, facts.claimant.is_none()),
        (Slot::Operation, facts.operation.is_none()),
        (Slot::Acts, facts.acts.is_empty() && !questions::acts_rest_elsewhere(draft)),
        (Slot::Channel, draft.channel.is_none()),
    ];
    let purposes = [ConsentPurpose::P1, ConsentPurpose::P2];
    let lacking = purposes.into_iter().filter(|purpose| !consent::lives(consents, *purpose));
    let open = questions.into_iter().filter(|(_, open)| *open);
    open.map(|(slot, _)| Missing::Question(slot)).chain(lacking.map(Missing::Consent)).collect()
}

/// Whether answers may still change: in the draft, and while the review asks for facts.
pub fn is_open(stage: Stage) -> bool {
    matches!(stage, Stage::Draft | Stage::InfoRequested)
}

/// Whether the wishes for payment may change: any time before the payment is planned, and when a
/// payment has come back (R-21: it goes back to the survivor's choice).
pub fn is_payment_open(stage: Stage) -> bool {
    !matches!(
        stage,
        Stage::Scheduled
            | Stage::Approved
            | Stage::Instructed
            | Stage::Settled
            | Stage::Closed
            | Stage::Withdrawn
    )
}

/// Stops a save of this question at this stage, or from a revision that is no longer the last:
/// `claim-not-open` (409), `stale` (412), `consent-missing` (409).
pub fn may_save(claim: &Claim, slot: Slot, revision: i32, consents: &[ConsentRow]) -> Outcome<()> {
    let open = is_open(claim.stage)
        || (slot.section() == Section::Payment && is_payment_open(claim.stage));
    if !open {
        return Err(Refusal::conflict("claim-not-open").into());
    }
    consent::require(consents, ConsentPurpose::P1)?;
    if let Some(purpose) = slot.needs() {
        consent::require(consents, purpose)?;
    }
    if revision != claim.revision {
        return Err(Refusal::status(412, "stale").into());
    }
    Ok(())
}

/// Lets a draft be submitted, or says all that is missing at once: `claim-not-draft`,
/// `question-missing` with its key as field, `consent-missing` with its purpose.
pub fn submit(claim: &Claim, consents: &[ConsentRow]) -> Outcome<()> {
    if claim.stage != Stage::Draft {
        return Err(Refusal::conflict("claim-not-draft").into());
    }
    let missing = missing(&claim.draft, consents);
    if missing.is_empty() {
        return Ok(());
    }
    let refusal = |missing: &Missing| match missing {
        Missing::Question(slot) => Refusal::field(slot.key(), "question-missing"),
        Missing::Consent(purpose) => {
            Refusal::field(purpose.as_str(), "consent-missing").with("purpose", purpose)
        }
    };
    Err(Stop::Refused(missing.iter().map(refusal).collect()))
}

/// Lets the answers to a request go back to the review: `claim-not-asked` when none is open.
pub fn answer_request(claim: &Claim, consents: &[ConsentRow]) -> Outcome<()> {
    if claim.stage != Stage::InfoRequested {
        return Err(Refusal::conflict("claim-not-asked").into());
    }
    consent::require(consents, ConsentPurpose::P1)
}

/// How far a section is.
pub fn status(section: Section, draft: &Draft) -> Status {
    let pages: Vec<Slot> =
        questions::applicable(draft).into_iter().filter(|s| s.section() == section).collect();
    let saved = pages.iter().filter(|slot| draft.progress.contains_key(&slot.key())).count();
    match saved {
        0 => Status::NotStarted,
        all if all == pages.len() => Status::Completed,
        _ => Status::InProgress,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::{Asked, GivenBy, Manner, record};
    use crate::domain::questions::Mark;
    use crate::domain::safety::Channel;
    use redress_kernel::code::{ActCode, ClaimantType};
    use redress_kernel::facts::{ActFact, OPERATION_UNKNOWN};
    use redress_kernel::{ActId, Uuid};
    use time::macros::datetime;

    fn consents(agreed: &[ConsentPurpose]) -> Vec<ConsentRow> {
        let asked = Asked {
            by: GivenBy::Survivor,
            assent: None,
            language: "fr".to_owned(),
            manner: Manner::Spoken,
            agreed: agreed.to_vec(),
            asked: ConsentPurpose::ALL.to_vec(),
        };
        record(&asked, &[], datetime!(2026-11-23 10:00 UTC)).expect("recorded")
    }

    fn claim(stage: Stage) -> Claim {
        Claim {
            claim_id: ClaimId(Uuid::from_u128(1)),
            claimant_id: ClaimantId(Uuid::from_u128(2)),
            code: ClaimCode::random(),
            stage,
            revision: 4,
            draft: Draft::default(),
        }
    }

    fn minimum() -> Draft {
        let mut draft = Draft { channel: Some(Channel::None), ..Draft::default() };
        draft.facts.claimant = Some(ClaimantType::Victim);
        draft.facts.operation = Some(OPERATION_UNKNOWN.to_owned());
        let act_id = ActId(Uuid::from_u128(3));
        draft.facts.acts =
            vec![ActFact { act_id, act: ActCode::A1, aggravations: vec![], when: None }];
        draft
    }

    fn first(outcome: Outcome<()>) -> &'static str {
        match outcome {
            Err(Stop::Refused(refusals)) => refusals[0].code,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_empty_claim_is_told_all_it_lacks_at_once() {
        let Err(Stop::Refused(refusals)) = submit(&claim(Stage::Draft), &[]) else {
            panic!("refused")
        };
        let fields: Vec<&str> = refusals.iter().filter_map(|r| r.field.as_deref()).collect();
        assert_eq!(fields, ["claimant", "operation", "acts", "channel", "P1", "P2"]);
    }

    #[test]
    fn four_facts_and_two_consents_are_enough_and_refusing_the_rest_does_not_hurt() {
        let mut claim = claim(Stage::Draft);
        claim.draft = minimum();
        assert!(submit(&claim, &consents(&[ConsentPurpose::P1, ConsentPurpose::P2])).is_ok());
        assert_eq!(first(submit(&claim, &consents(&[ConsentPurpose::P1]))), "consent-missing");
        claim.stage = Stage::Submitted;
        let all = consents(ConsentPurpose::ALL);
        assert_eq!(first(submit(&claim, &all)), "claim-not-draft");
    }

    #[test]
    fn a_save_from_an_old_page_is_refused() {
        let claim = claim(Stage::Draft);
        let rows = consents(&[ConsentPurpose::P1]);
        assert!(may_save(&claim, Slot::Impact, 4, &rows).is_ok());
        let stale = may_save(&claim, Slot::Impact, 3, &rows);
        assert_eq!(first(stale), "stale");
    }

    #[test]
    fn payment_details_need_their_own_consent_and_may_change_after_submission() {
        let claim = claim(Stage::Accepted);
        let without = consents(&[ConsentPurpose::P1]);
        let with = consents(&[ConsentPurpose::P1, ConsentPurpose::P8]);
        assert_eq!(first(may_save(&claim, Slot::Payee, 4, &without)), "consent-missing");
        assert!(may_save(&claim, Slot::Payee, 4, &with).is_ok());
        assert_eq!(first(may_save(&claim, Slot::Acts, 4, &with)), "claim-not-open");
        let planned = Claim { stage: Stage::Scheduled, ..claim };
        assert_eq!(first(may_save(&planned, Slot::Payee, 4, &with)), "claim-not-open");
    }

    #[test]
    fn a_section_is_complete_when_each_page_was_saved_even_if_left_open() {
        let mut draft = Draft::default();
        assert_eq!(status(Section::Since, &draft), Status::NotStarted);
        let slots = questions::applicable(&draft);
        let since: Vec<Slot> =
            slots.into_iter().filter(|s| s.section() == Section::Since).collect();
        draft.progress.insert(since[0].key(), Mark::Given);
        assert_eq!(status(Section::Since, &draft), Status::InProgress);
        for slot in since {
            draft.progress.insert(slot.key(), Mark::Skipped);
        }
        assert_eq!(status(Section::Since, &draft), Status::Completed);
    }
}
