//! Where a case stands for one person, and what that person can do next.

use super::panel::{Declaration, Panel, SeatKind};
use redress_kernel::{ActorId, Stage, codes};
use redress_mechanism::trace::Gate;

codes! {
    /// What comes next (`next-<name>`).
    Next {
        /// A chair takes the case and names two members.
        SeatPanel = "seat_panel",
        /// The person declares whether there is a conflict.
        Declare = "declare",
        /// Others have to declare first.
        WaitForDeclarations = "wait_for_declarations",
        /// Facts are missing: ask, or find.
        AskOrFind = "ask_or_find",
        /// The advocate is asked; nothing to do.
        WaitForAnswer = "wait_for_answer",
        /// Confirm that the gate is passed.
        ConfirmEligible = "confirm_eligible",
        /// Confirm each rule that is not met.
        ConfirmReferred = "confirm_referred",
        /// The other person has to confirm.
        WaitForConfirmation = "wait_for_confirmation",
        /// Compute the award.
        Assess = "assess",
        /// Record an own view.
        RecordView = "record_view",
        /// Others have to record theirs.
        WaitForViews = "wait_for_views",
        /// The chair issues the decision.
        Decide = "decide",
        /// Nothing more here.
        Nothing = "nothing",
    }
}

/// What is known of the case for saying what comes next.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Stage of the claim.
    pub stage: Stage,
    /// Its panel.
    pub panel: &'a Panel,
    /// What the gate proposes, once it can be seen.
    pub gate: Option<Gate>,
    /// Whether the person has confirmed the gate as it stands.
    pub has_confirmed: bool,
    /// Whether a member has.
    pub member_confirmed: bool,
    /// Whether the person has recorded a view.
    pub has_view: bool,
    /// How many views there are.
    pub views: usize,
    /// How many a decision for the award needs.
    pub views_needed: usize,
}

/// What comes next for `person`.
pub fn next(standing: &Standing<'_>, person: ActorId) -> Next {
    let panel = standing.panel;
    let seat = panel.of(person);
    match seat.map(|seat| (seat.kind, seat.declaration)) {
        None if panel.chair().is_none() => Next::SeatPanel,
        None | Some((_, Some(Declaration::Conflict))) => Next::Nothing,
        Some((_, None)) => Next::Declare,
        Some((SeatKind::Chair, _)) if panel.vacancies() > 0 => Next::SeatPanel,
        Some((kind, Some(Declaration::None))) => by_stage(standing, kind),
    }
}

/// Whether what is learned can be recorded: from the opening of the review until the claim has ended
/// one way or another, wherever it goes on in between. A claim that is decided waits to be offered.
pub fn takes_facts(stage: Stage) -> bool {
    match stage {
        Stage::InReview
        | Stage::InfoRequested
        | Stage::Eligible
        | Stage::Assessed
        | Stage::Decided
        | Stage::Offered
        | Stage::Accepted
        | Stage::Scheduled
        | Stage::Approved
        | Stage::Instructed
        | Stage::Returned => true,
        Stage::Draft
        | Stage::Submitted
        | Stage::Triaged
        | Stage::Referred
        | Stage::Declined
        | Stage::Settled
        | Stage::Closed
        | Stage::Withdrawn => false,
    }
}

fn by_stage(standing: &Standing<'_>, kind: SeatKind) -> Next {
    let is_chair = kind == SeatKind::Chair;
    match standing.stage {
        Stage::InReview => match standing.gate {
            Some(Gate::Eligible) => Next::ConfirmEligible,
            Some(Gate::Referred) if standing.has_confirmed => Next::WaitForConfirmation,
            Some(Gate::Referred) if is_chair && !standing.member_confirmed => {
                Next::WaitForConfirmation
            }
            Some(Gate::Referred) => Next::ConfirmReferred,
            Some(Gate::Info) | None => Next::AskOrFind,
        },
        Stage::InfoRequested => Next::WaitForAnswer,
        Stage::Eligible => Next::Assess,
        Stage::Assessed if !standing.has_view => Next::RecordView,
        Stage::Assessed if !standing.panel.is_ready() => Next::WaitForDeclarations,
        Stage::Assessed if standing.views < standing.views_needed => Next::WaitForViews,
        Stage::Assessed if is_chair => Next::Decide,
        _ => Next::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::super::panel::Seat;
    use super::*;
    use redress_kernel::Uuid;

    #[test]
    fn each_person_is_told_the_next_step() {
        let person = |number| ActorId(Uuid::from_u128(number));
        let seat = |number, kind, declaration| Seat {
            actor_id: person(number),
            label: String::new(),
            kind,
            declaration,
        };
        let clear = Some(Declaration::None);
        let panel = Panel(vec![
            seat(1, SeatKind::Chair, clear),
            seat(2, SeatKind::Member, clear),
            seat(3, SeatKind::Member, None),
        ]);
        let mut standing = Standing {
            stage: Stage::InReview,
            panel: &panel,
            gate: Some(Gate::Referred),
            has_confirmed: false,
            member_confirmed: false,
            has_view: false,
            views: 0,
            views_needed: 2,
        };
        assert_eq!(next(&standing, person(1)), Next::WaitForConfirmation);
        assert_eq!(next(&standing, person(2)), Next::ConfirmReferred);
        assert_eq!(next(&standing, person(3)), Next::Declare);
        standing.member_confirmed = true;
        assert_eq!(next(&standing, person(1)), Next::ConfirmReferred);
        standing.stage = Stage::Assessed;
        standing.has_view = true;
        assert_eq!(next(&standing, person(1)), Next::WaitForDeclarations);
        assert_eq!(next(&standing, person(8)), Next::Nothing);
    }

    #[test]
    fn facts_are_taken_from_the_opening_to_the_end_and_between_decision_and_offer_too() {
        let taken: Vec<Stage> =
            Stage::ALL.into_iter().filter(|stage| takes_facts(*stage)).collect();
        assert_eq!(taken.first(), Some(&Stage::InReview));
        for (stage, is_taken) in [
            (Stage::Triaged, false),
            (Stage::Decided, true),
            (Stage::Offered, true),
            (Stage::Returned, true),
            (Stage::Referred, false),
            (Stage::Declined, false),
            (Stage::Settled, false),
            (Stage::Withdrawn, false),
        ] {
            assert_eq!(takes_facts(stage), is_taken, "{stage}");
        }
    }
}
