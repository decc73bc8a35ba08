//! A panel: who sits, who has declared, who may see what the claim is about.
//! Never here: how seats are kept.

use redress_kernel::{ActorId, Outcome, Refusal, Stop, codes};
use serde::{Deserialize, Serialize};

/// Members beside the chair.
pub const MEMBERS: usize = 2;

codes! {
    /// Which seat.
    SeatKind {
        /// Leads the panel and issues its decision.
        Chair = "chair",
        /// One of two.
        Member = "member",
    }
}

codes! {
    /// What a person says of knowing anybody or anything of the claim.
    Declaration {
        /// No conflict.
        None = "none",
        /// A conflict: the seat is empty from now on.
        Conflict = "conflict",
    }
}

/// A seat and who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Seat {
    /// Who.
    pub actor_id: ActorId,
    /// What colleagues are shown.
    pub label: String,
    /// Which seat.
    pub kind: SeatKind,
    /// What was declared; nothing before it was.
    pub declaration: Option<Declaration>,
}

impl Seat {
    /// Whether the seat counts: a declared conflict empties it.
    pub fn is_held(&self) -> bool {
        self.declaration != Some(Declaration::Conflict)
    }

    /// Whether its holder may see what the claim is about.
    pub fn is_open(&self) -> bool {
        self.declaration == Some(Declaration::None)
    }
}

/// The seats of a claim, emptied ones included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel(pub Vec<Seat>);

/// Whom to seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Whether the chair's seat is taken now.
    pub takes_chair: bool,
    /// Members to seat.
    pub members: Vec<ActorId>,
}

impl Panel {
    /// The seat of a person.
    pub fn of(&self, person: ActorId) -> Option<&Seat> {
        self.0.iter().find(|seat| seat.actor_id == person)
    }

    /// The chair, while the seat is held.
    pub fn chair(&self) -> Option<&Seat> {
        self.0.iter().find(|seat| seat.kind == SeatKind::Chair && seat.is_held())
    }

    /// Members whose seats are held.
    pub fn members(&self) -> impl Iterator<Item = &Seat> {
        self.0.iter().filter(|seat| seat.kind == SeatKind::Member && seat.is_held())
    }

    /// Seats of members that wait for somebody.
    pub fn vacancies(&self) -> usize {
        MEMBERS.saturating_sub(self.members().count())
    }

    /// Whether chair and two members sit and have declared that there is no conflict.
    pub fn is_ready(&self) -> bool {
        self.vacancies() == 0
            && self.chair().is_some_and(Seat::is_open)
            && self.members().all(Seat::is_open)
    }

    /// The seat of a person who may see what the claim is about. Others: a stranger, or somebody
    /// with a conflict, is told of no such claim; whoever has not declared yet is asked to.
    pub fn open_seat(&self, person: ActorId) -> Outcome<&Seat> {
        match self.of(person) {
            Some(seat) if seat.is_open() => Ok(seat),
            Some(seat) if seat.is_held() => Err(Refusal::conflict("declare-first").into()),
            _ => Err(Stop::Missing),
        }
    }

    /// The chair's own seat, open; refused with `chair-only` for a member.
    pub fn open_chair(&self, person: ActorId) -> Outcome<&Seat> {
        let seat = self.open_seat(person)?;
        if seat.kind == SeatKind::Chair {
            Ok(seat)
        } else {
            Err(Refusal::status(403, "chair-only").into())
        }
    }

    /// What it takes that `chair` leads and `members` sit. The two seats of members are filled at
    /// once, so that nobody reads alone.
    pub fn plan(&self, chair: ActorId, members: &[ActorId]) -> Outcome<Plan> {
        if self.of(chair).is_some_and(|seat| !seat.is_held()) {
            return Err(Stop::Missing);
        }
        let takes_chair = match self.chair() {
            None => true,
            Some(seat) if seat.actor_id == chair => false,
            Some(_) => return Err(Refusal::conflict("chair-taken").into()),
        };
        let wanted = self.vacancies();
        let twice = members.iter().enumerate().any(|(place, one)| members[..place].contains(one));
        if members.len() != wanted || twice || members.contains(&chair) {
            return Err(Refusal::field("members", "members-needed").with("count", wanted).into());
        }
        if members.iter().any(|member| self.of(*member).is_some()) {
            return Err(Refusal::field("members", "member-sat-already").into());
        }
        Ok(Plan { takes_chair, members: members.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Uuid;

    fn person(number: u128) -> ActorId {
        ActorId(Uuid::from_u128(number))
    }

    fn seat(number: u128, kind: SeatKind, declaration: Option<Declaration>) -> Seat {
        Seat { actor_id: person(number), label: "p".to_owned(), kind, declaration }
    }

    fn code<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
        match outcome {
            Err(Stop::Refused(refusals)) => refusals[0].code,
            Err(Stop::Missing) => "missing",
            other => panic!("refused, not {other:?}"),
        }
    }

    #[test]
    fn a_chair_takes_the_case_and_names_two() {
        let plan = Panel::default().plan(person(1), &[person(2), person(3)]).expect("a plan");
        assert_eq!(plan, Plan { takes_chair: true, members: vec![person(2), person(3)] });
        for wrong in
            [vec![], vec![person(2)], vec![person(2), person(2)], vec![person(1), person(2)]]
        {
            assert_eq!(code(Panel::default().plan(person(1), &wrong)), "members-needed");
        }
    }

    #[test]
    fn a_conflict_empties_the_seat_and_is_no_way_back() {
        let panel = Panel(vec![
            seat(1, SeatKind::Chair, Some(Declaration::None)),
            seat(2, SeatKind::Member, Some(Declaration::Conflict)),
            seat(3, SeatKind::Member, None),
        ]);
        assert_eq!(panel.vacancies(), 1);
        assert!(!panel.is_ready());
        assert_eq!(code(panel.plan(person(1), &[person(2)])), "member-sat-already");
        assert!(panel.plan(person(1), &[person(4)]).is_ok());
        assert_eq!(code(panel.plan(person(9), &[person(4)])), "chair-taken");
        assert_eq!(code(panel.open_seat(person(2))), "missing");
        assert_eq!(code(panel.open_seat(person(3))), "declare-first");
        assert_eq!(code(panel.open_seat(person(7))), "missing");
        assert!(panel.open_chair(person(1)).is_ok());
    }

    #[test]
    fn a_chair_with_a_conflict_makes_room_for_another() {
        let panel = Panel(vec![
            seat(1, SeatKind::Chair, Some(Declaration::Conflict)),
            seat(2, SeatKind::Member, None),
            seat(3, SeatKind::Member, None),
        ]);
        assert_eq!(code(panel.plan(person(1), &[])), "missing");
        let plan = panel.plan(person(5), &[]).expect("a plan");
        assert_eq!(plan, Plan { takes_chair: true, members: vec![] });
    }
}
