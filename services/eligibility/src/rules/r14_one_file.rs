//! R-14, one claimant, one file. A duplicate is merged; it is never a reason to refuse.

use super::check::{Asked, Found};
use redress_kernel::facts::MatchResult;

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let matched = asked.filing.matched;
    let found = match matched {
        Some(MatchResult::None | MatchResult::Distinct) => Found::met("reason-r14-met"),
        Some(MatchResult::Merged) => Found::met("reason-r14-merged"),
        Some(MatchResult::Possible) | None => Found::open("reason-r14-possible", &["match"]),
    };
    let name = matched.map(|matched| match matched {
        MatchResult::None => "none",
        MatchResult::Possible => "possible",
        MatchResult::Distinct => "distinct",
        MatchResult::Merged => "merged",
    });
    found.fact("match", name)
}
