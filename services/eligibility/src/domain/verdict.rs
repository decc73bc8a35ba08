//! What a member thinks, and what a panel comes to.

use redress_kernel::code::UnknownCode;
use redress_kernel::{ActorId, Outcome, Refusal, Timestamp};
use serde::{Deserialize, Serialize};

/// Views that a decision needs.
pub const VIEWS: usize = 3;

/// Award or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The award as computed.
    Awarded,
    /// No award.
    NotAwarded,
}

impl Verdict {
    /// Both.
    pub const ALL: [Verdict; 2] = [Verdict::Awarded, Verdict::NotAwarded];

    /// The name in SQL, forms and message keys (`verdict-<name>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Awarded => "awarded",
            Verdict::NotAwarded => "not_awarded",
        }
    }
}

impl std::str::FromStr for Verdict {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == text).ok_or(UnknownCode)
    }
}

/// A member's own view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct View {
    /// Whose.
    pub actor_id: ActorId,
    /// What colleagues are shown of the person.
    pub label: String,
    /// Award or none.
    pub verdict: Verdict,
    /// Why, for the panel only.
    pub note: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    #[serde(with = "time::serde::rfc3339")]
    pub recorded_at: Timestamp,
}

/// Whether `views` carry `verdict`: three of them, most of them alike.
pub fn carries(views: &[View], verdict: Verdict) -> Outcome<()> {
    if views.len() < VIEWS {
        return Err(Refusal::conflict("views-missing").with("count", VIEWS - views.len()).into());
    }
    let alike = views.iter().filter(|view| view.verdict == verdict).count();
    if alike * 2 > views.len() { Ok(()) } else { Err(Refusal::conflict("no-majority").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Stop;
    use redress_kernel::Uuid;

    fn views(verdicts: &[Verdict]) -> Vec<View> {
        let view = |verdict: &Verdict| View {
            actor_id: ActorId(Uuid::nil()),
            label: String::new(),
            verdict: *verdict,
            note: String::new(),
            recorded_at: Timestamp::UNIX_EPOCH,
        };
        verdicts.iter().map(view).collect()
    }

    fn refused(outcome: Outcome<()>) -> Option<&'static str> {
        match outcome {
            Err(Stop::Refused(refusals)) => Some(refusals[0].code),
            _ => None,
        }
    }

    #[test]
    fn three_views_and_most_of_them() {
        use Verdict::{Awarded, NotAwarded};
        assert_eq!(refused(carries(&views(&[Awarded, Awarded]), Awarded)), Some("views-missing"));
        let two_to_one = views(&[Awarded, NotAwarded, Awarded]);
        assert!(carries(&two_to_one, Awarded).is_ok());
        assert_eq!(refused(carries(&two_to_one, NotAwarded)), Some("no-majority"));
    }
}
