//! Another person decides: what one person asks, a second one answers, never the one who asked. The database holds
//! each of them to the same (`shared.another_decides`), in columns of the same names.

use crate::{Actor, ActorId, Refusal, Role};
use serde::Serializer;

crate::codes! {
    /// What the second person says.
    Reply {
        /// It is done.
        Confirmed = "confirmed",
        /// It is not.
        Refused = "refused",
    }
}

impl Reply {
    /// How something stands, in a word: what was said to it, or the word for its waiting.
    #[must_use]
    pub fn or_waiting(said: Option<Self>, waiting: &'static str) -> &'static str {
        said.map_or(waiting, Self::as_str)
    }
}

/// For `serialize_with`: what was said, `waiting` before.
pub fn or_waiting<S: Serializer>(said: &Option<Reply>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(Reply::or_waiting(*said, "waiting"))
}

/// For `serialize_with`: what was said, `proposed` before.
pub fn or_proposed<S: Serializer>(said: &Option<Reply>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(Reply::or_waiting(*said, "proposed"))
}

/// For `serialize_with`: what was said, `started` before.
pub fn or_started<S: Serializer>(said: &Option<Reply>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(Reply::or_waiting(*said, "started"))
}

/// Something that one person asks and another decides.
pub trait AnotherDecides {
    /// The role of those who decide.
    const DECIDES: Role;
    /// What is told to who asked and would decide as well.
    const REFUSAL: &'static str;

    /// Who asked.
    fn asked_by(&self) -> ActorId;

    /// What was said to it; nothing while it waits.
    fn outcome(&self) -> Option<Reply> {
        None
    }

    /// Whether it waits for this person among others.
    fn waits_for(&self, actor: &Actor) -> bool {
        self.outcome().is_none() && actor.has(Self::DECIDES) && actor.actor_id != self.asked_by()
    }

    /// Refused to who asked.
    fn by_another(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.actor_id == self.asked_by() {
            return Err(Refusal::conflict(Self::REFUSAL));
        }
        Ok(())
    }
}

/// Says of a row who decides on it and what is told to who asked: the fields of who asked and, where the row
/// has one, of what was said to it.
#[macro_export]
macro_rules! another_decides {
    ($row:ty { $asked_by:ident $(, $outcome:ident)? }, $decides:ident, $refusal:literal) => {
        impl $crate::AnotherDecides for $row {
            const DECIDES: $crate::Role = $crate::Role::$decides;
            const REFUSAL: &'static str = $refusal;
            fn asked_by(&self) -> $crate::ActorId {
                self.$asked_by
            }
            $(fn outcome(&self) -> Option<$crate::Reply> {
                self.$outcome
            })?
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Uuid;

    struct Proposal {
        asked_by: ActorId,
        outcome: Option<Reply>,
    }
    another_decides!(Proposal { asked_by, outcome }, FinanceApprover, "own-factor");

    fn person(id: u128, roles: &[Role]) -> Actor {
        Actor {
            actor_id: ActorId(Uuid::from_u128(id)),
            roles: roles.to_vec(),
            ..Actor::system("ledger")
        }
    }

    #[test]
    fn it_waits_for_those_who_decide_and_never_for_who_asked() {
        let both = [Role::FinanceOfficer, Role::FinanceApprover];
        let (asker, other, officer) = (person(1, &both), person(2, &both), person(3, &both[..1]));
        let proposed = |outcome| Proposal { asked_by: asker.actor_id, outcome };
        let open = proposed(None);
        assert!(open.waits_for(&other));
        assert!(!open.waits_for(&asker) && !open.waits_for(&officer));
        assert_eq!(open.by_another(&other), Ok(()));
        assert_eq!(open.by_another(&asker).expect_err("the asker").code, "own-factor");
        assert!(!proposed(Some(Reply::Refused)).waits_for(&other), "answered");
    }
}
