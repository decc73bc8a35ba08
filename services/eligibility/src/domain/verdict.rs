//! What a member thinks, and what a panel comes to.

use redress_kernel::{ActorId, Decimal, Outcome, Refusal, Timestamp, codes};
use redress_mechanism::data::QuorumRow;
use serde::{Deserialize, Serialize};

/// Views that there can be: the chair's and two members'. One against an award needs all of them.
pub const VIEWS: usize = 3;
/// Views that a decision needs at least, whatever a version says.
const VIEWS_LEAST: usize = 2;

/// Views that a decision for an award of `net` needs, by the quorums of the rules.
pub fn views_needed(quorums: &[QuorumRow], is_clear: bool, net: Decimal) -> usize {
    let row = quorums.iter().find(|row| {
        row.negative != Some(true)
            && row.clear.is_none_or(|clear| clear == is_clear)
            && row.over.is_none_or(|over| net > over)
            && row.up_to.is_none_or(|most| net <= most)
    });
    let present = row.and_then(|row| usize::try_from(row.present).ok());
    present.unwrap_or(VIEWS).clamp(VIEWS_LEAST, VIEWS)
}

codes! {
    /// Award or none.
    Verdict {
        /// The award as computed.
        Awarded = "awarded",
        /// No award.
        NotAwarded = "not_awarded",
    }
}

/// A member's own view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MemberView {
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

/// Whether `views` carry `verdict`: as many as it needs, most of them alike. `needed` is what a
/// decision for the award needs.
pub fn carries(views: &[MemberView], verdict: Verdict, needed: usize) -> Outcome<()> {
    let needed = if verdict == Verdict::Awarded { needed } else { VIEWS };
    if views.len() < needed {
        return Err(Refusal::conflict("views-missing").with("count", needed - views.len()).into());
    }
    let alike = views.iter().filter(|view| view.verdict == verdict).count();
    if alike * 2 > views.len() { Ok(()) } else { Err(Refusal::conflict("no-majority").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Stop;
    use redress_kernel::Uuid;

    fn views(verdicts: &[Verdict]) -> Vec<MemberView> {
        let view = |verdict: &Verdict| MemberView {
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
    fn most_of_as_many_views_as_are_needed() {
        use Verdict::{Awarded, NotAwarded};
        let carries = |verdicts: &[Verdict], verdict, needed| {
            refused(super::carries(&views(verdicts), verdict, needed))
        };
        assert_eq!(carries(&[Awarded, Awarded], Awarded, 3), Some("views-missing"));
        assert_eq!(carries(&[Awarded, Awarded], Awarded, 2), None);
        assert_eq!(carries(&[Awarded, NotAwarded], Awarded, 2), Some("no-majority"));
        let two_to_one = [Awarded, NotAwarded, Awarded];
        assert_eq!(carries(&two_to_one, Awarded, 3), None);
        assert_eq!(carries(&two_to_one, NotAwarded, 2), Some("no-majority"));
        let against = [NotAwarded, NotAwarded];
        assert_eq!(carries(&against, NotAwarded, 2), Some("views-missing"), "all three are needed");
    }

    #[test]
    fn large_awards_need_all_three() {
        let quorums = redress_mechanism::Mechanism::shipped().rules.set.quorums;
        let needed = |is_clear, net: i64| views_needed(&quorums, is_clear, Decimal::from(net));
        assert_eq!((needed(true, 10_000), needed(false, 10_000)), (2, 2));
        assert_eq!((needed(false, 75_000), needed(false, 75_001), needed(true, 75_001)), (2, 3, 3));
        assert_eq!(views_needed(&[], true, Decimal::ONE), VIEWS, "nothing said is the strictest");
    }
}
