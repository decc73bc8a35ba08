//! Triage: is contact safe, and is there another file of the same person?
//! Belongs here: what an intake officer must have looked at. Never here: merits.

use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{Outcome, Refusal, Stage, Stop};

/// What the officer has ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Has read what the safe-contact plan allows and will keep to it.
    pub plan_read: bool,
    /// Whether there is a sign of danger now (R-15 a: help within 72 hours).
    pub danger: Option<Answer>,
    /// What came of looking at the possible matches; nothing while there are none.
    pub judged: Option<MatchResult>,
}

/// The match result to note. Refuses `claim-not-submitted`, `plan-not-read`, `danger-missing`,
/// `match-not-judged` (there are possible matches and nothing was said of them).
/// A match never makes a claim ineligible: a duplicate is merged, without fault.
pub fn triage(stage: Stage, check: &Check, possible: usize) -> Outcome<MatchResult> {
    if stage != Stage::Submitted {
        return Err(Refusal::conflict("claim-not-submitted").into());
    }
    let mut refusals = Vec::new();
    if !check.plan_read {
        refusals.push(Refusal::field("plan_read", "plan-not-read"));
    }
    if check.danger.is_none() {
        refusals.push(Refusal::field("danger", "danger-missing"));
    }
    let result = match (possible, check.judged) {
        (0, _) => MatchResult::None,
        (
            _,
            Some(judged @ (MatchResult::Possible | MatchResult::Distinct | MatchResult::Merged)),
        ) => judged,
        _ => {
            refusals.push(Refusal::field("judged", "match-not-judged"));
            MatchResult::Possible
        }
    };
    if refusals.is_empty() { Ok(result) } else { Err(Stop::Refused(refusals)) }
}

/// The result of a later look, while the last one left it open. Refuses `match-not-open` when nothing
/// is left to judge, and `match-not-judged` while it is still not clear.
pub fn judge(noted: Option<MatchResult>, judged: Option<MatchResult>) -> Outcome<MatchResult> {
    match (noted, judged) {
        (
            Some(MatchResult::Possible),
            Some(result @ (MatchResult::Distinct | MatchResult::Merged)),
        ) => Ok(result),
        (Some(MatchResult::Possible), _) => {
            Err(Refusal::field("judged", "match-not-judged").into())
        }
        _ => Err(Refusal::conflict("match-not-open").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(outcome: Outcome<MatchResult>) -> Vec<&'static str> {
        match outcome {
            Err(Stop::Refused(refusals)) => refusals.iter().map(|refusal| refusal.code).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn triage_looks_at_safety_before_anything_else() {
        let hasty = Check { plan_read: false, danger: None, judged: None };
        assert_eq!(codes(triage(Stage::Submitted, &hasty, 0)), ["plan-not-read", "danger-missing"]);
        assert_eq!(codes(triage(Stage::Draft, &hasty, 0)), ["claim-not-submitted"]);
    }

    #[test]
    fn what_was_not_clear_is_judged_once_more_and_then_stands() {
        let open = Some(MatchResult::Possible);
        let merged = judge(open, Some(MatchResult::Merged));
        assert!(matches!(merged, Ok(MatchResult::Merged)));
        assert_eq!(codes(judge(open, open)), ["match-not-judged"]);
        let settled = judge(Some(MatchResult::Distinct), Some(MatchResult::Merged));
        assert_eq!(codes(settled), ["match-not-open"]);
        assert_eq!(codes(judge(None, Some(MatchResult::Merged))), ["match-not-open"]);
    }

    #[test]
    fn a_possible_match_is_judged_by_a_person() {
        let mut check = Check { plan_read: true, danger: Some(Answer::No), judged: None };
        assert!(matches!(triage(Stage::Submitted, &check, 0), Ok(MatchResult::None)));
        assert_eq!(codes(triage(Stage::Submitted, &check, 1)), ["match-not-judged"]);
        check.judged = Some(MatchResult::None);
        assert_eq!(codes(triage(Stage::Submitted, &check, 1)), ["match-not-judged"]);
        check.judged = Some(MatchResult::Merged);
        assert!(matches!(triage(Stage::Submitted, &check, 1), Ok(MatchResult::Merged)));
    }
}
