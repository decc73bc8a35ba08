//! What the database may refuse a person: constraints that bear the name of the refusal they stand for.

use crate::outcome::{Fault, Refusal, Stop};

/// The codes of these refusals, sorted. A constraint, a unique index and a `raise` are named after the code, with `_` for `-`.
/// Where several stand for one refusal, what tells them apart follows after `__`: `rate_exists__day`, `rate_exists__published`.
/// Any other name is a promise that only a fault of ours can break.
const CODES: &[&str] = &[
    "account-closed",
    "advocate-and-staff",
    "already-reversed",
    "amount-negative",
    "amount-not-a-number",
    "amount-too-large",
    "amount-too-precise",
    "amount-zero",
    "asked-twice",
    "award-behind",
    "bank-account-exists",
    "bank-account-not-empty",
    "bank-account-step",
    "batch-step",
    "batch-unchecked",
    "beyond-claim",
    "booking-answered",
    "cash-order",
    "cash-overdrawn",
    "cash-race",
    "cash-short",
    "chair-only",
    "chair-taken",
    "charge-by-two",
    "child-not-heard",
    "claim-missing",
    "confirmed-already",
    "consent-taken-back",
    "contribution-malformed",
    "cost-race",
    "day-out-of-range",
    "decided-already",
    "declared-already",
    "entry-race",
    "entry-unbalanced",
    "exchange-answered",
    "exchange-exists",
    "exchange-malformed",
    "factor-decided",
    "factor-exists",
    "fund-short",
    "funder-exists",
    "hand-over-open",
    "hold-ended",
    "hold-has-less",
    "id-reused",
    "id-twice",
    "instalment-not-ready",
    "instalment-under-way",
    "letter-not-made",
    "line-not-bookable",
    "line-resolved",
    "line-waits",
    "member-confirms-first",
    "member-sat-already",
    "member-unknown",
    "no-majority",
    "one-capacity",
    "outcome-order",
    "own-bank-account",
    "own-batch",
    "own-booking",
    "own-exchange",
    "own-factor",
    "own-recourse",
    "own-trust",
    "period-closed",
    "period-step-order",
    "plan-exists",
    "pledge-has-less",
    "rate-exists",
    "recourse-has-less",
    "reopened-by-another",
    "revalued-already",
    "reversal-differs",
    "session-ended",
    "stage-move",
    "transfer-unknown",
    "trust-decided",
    "trust-has-less",
    "trust-not-of-age",
    "trust-not-open",
    "trust-terms-exist",
    "trust-terms-past",
    "unknown-account",
    "unknown-claim",
    "unknown-currency",
    "unknown-entry",
    "unknown-kind",
    "version-not-as-read",
    "version-signed",
    "version-signed-by-you",
    "version-too-late",
    "view-recorded",
    "views-missing",
];

impl From<Fault> for Stop {
    /// Told to the person where a constraint says so; our fault otherwise.
    fn from(fault: Fault) -> Self {
        // Who may not know of a claim is not told that there is one.
        if fault.constraint() == Some("claim_seen") {
            return Stop::Missing;
        }
        if fault.constraint() == Some("sign_in_fresh") {
            return Stop::SignInAgain;
        }
        fault.constraint().and_then(code_of).map(refusal).map_or(Stop::Fault(fault), Stop::from)
    }
}

fn code_of(constraint: &str) -> Option<&'static str> {
    let code = constraint.split("__").next()?.replace('_', "-");
    CODES.binary_search(&code.as_str()).ok().map(|place| CODES[place])
}

/// A conflict, unless it is about a field or about who asks.
fn refusal(code: &'static str) -> Refusal {
    match code {
        "advocate-and-staff" | "chair-only" => Refusal { status: 403, ..Refusal::conflict(code) },
        "member-sat-already" | "member-unknown" => Refusal::field("members", code),
        "views-missing" => Refusal::conflict(code).with("count", 1),
        _ => Refusal::conflict(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constraint_is_named_as_the_refusal_that_it_stands_for() {
        assert!(CODES.is_sorted());
        assert_eq!(code_of("cash_short"), Some("cash-short"));
        assert_eq!(code_of("rate_exists__published"), Some("rate-exists"));
        assert_eq!(code_of("audit_in_same_transaction"), None);
    }
}
