//! What can't be done, as something to tell a person.

use redress_contract::claim;
use redress_kernel::{Fault, Refusal, Stop};

/// What the domain holds impossible is our fault, once the person's own input is checked.
pub(crate) fn ours(error: impl std::error::Error + Send + Sync + 'static) -> Stop {
    Stop::Fault(Fault::new(error))
}

/// What the database refused, as something to tell a person.
pub(crate) fn told(error: sqlx::Error) -> Stop {
    retold(Stop::Fault(error.into()))
}

/// As [`told`], for what a commit answers.
pub(crate) fn retold(stop: Stop) -> Stop {
    let Stop::Fault(fault) = stop else { return stop };
    let code = match fault.constraint() {
        Some("one_live_instruction_per_instalment") => "instalment-under-way",
        Some("batch_is_open" | "batch_step_order" | "batch_step_once") => "batch-step",
        Some("item_of_funded_instalment" | "item_after_renewal" | "item_attempt_key") => {
            "instalment-not-ready"
        }
        Some("approver_is_not_preparer") => "own-batch",
        Some("batch_step_cleared") => "batch-unchecked",
        Some("outcome_order" | "outcome_once") => "outcome-order",
        Some("planned_once") => "plan-exists",
        Some("funder_code_key" | "funder_name_key") => "funder-exists",
        Some("pledge_has_less_open") => "pledge-has-less",
        Some("recourse_has_less_open") => "recourse-has-less",
        Some("given_up_by_another") => "own-recourse",
        Some("factor_by_another") => "own-factor",
        Some("one_factor_a_month") => "factor-exists",
        Some("fund_factor_step_once") => "factor-decided",
        Some("trust_by_another") => "own-trust",
        Some("trust_terms_step_once" | "trust_request_step_once" | "hand_over_step_once") => {
            "trust-decided"
        }
        Some("trust_terms_past") => "trust-terms-past",
        Some("one_trust_terms_a_month") => "trust-terms-exist",
        Some("trust_has_less") => "trust-has-less",
        Some("trust_is_open" | "trust_ends_once") => "trust-not-open",
        Some("trust_of_age") => "trust-not-of-age",
        Some("one_hand_over_open") => "hand-over-open",
        Some("trust_asked_by_liaison") => "one-capacity",
        Some("child_was_heard") => "child-not-heard",
        Some("hold_has_ended") => "hold-ended",
        Some("hold_has_less") => "hold-has-less",
        Some("line_resolution_once") => "line-resolved",
        Some("rate_currency_day_key" | "rate_published_once") => "rate-exists",
        Some("fund_covers_commitments") => "fund-short",
        other => match other.and_then(books).or_else(|| other.and_then(cash)) {
            Some(code) => code,
            None => return claim::refused(fault),
        },
    };
    Refusal::conflict(code).into()
}

/// What the tables of bank accounts, exchanges and bookings by two refuse.
fn cash(constraint: &str) -> Option<&'static str> {
    Some(match constraint {
        "bank_account_pkey" => "bank-account-exists",
        "bank_account_step_order"
        | "bank_account_step_once"
        | "foreign_cash_of_account"
        | "statement_of_account" => "bank-account-step",
        "cost_as_booked" | "cost_is_allocated" | "cost_not_overspent" => "cost-race",
        "contribution_in_its_currency" | "contribution_at_rate_of_day" => "contribution-malformed",
        "account_confirmed_by_another" => "own-bank-account",
        "account_not_empty" => "bank-account-not-empty",
        "exchange_in_its_currencies" | "exchange_between_two" | "exchange_arrives_less" => {
            "exchange-malformed"
        }
        "exchange_once" => "exchange-exists",
        "exchange_answered_once" => "exchange-answered",
        "exchange_confirmed_by_another" => "own-exchange",
        "foreign_cash_in_order" => "cash-order",
        "foreign_cash_follows" => "cash-race",
        "revaluation_once" => "revalued-already",
        "line_shows_exchange" => "transfer-unknown",
        "line_bookable" => "line-not-bookable",
        "charge_by_two" => "charge-by-two",
        "one_request_at_a_time" => "line-waits",
        "booking_answered_once" => "booking-answered",
        "booking_confirmed_by_another" => "own-booking",
        _ => return None,
    })
}

/// What `ledger.post` and the triggers of the books refuse, by the name that they give it.
fn books(constraint: &str) -> Option<&'static str> {
    Some(match constraint {
        "account_closed" => "account-closed",
        "already_reversed" | "one_reversal_per_entry" => "already-reversed",
        "amount_negative" => "amount-negative",
        "amount_not_a_number" => "amount-not-a-number",
        "amount_too_large" => "amount-too-large",
        "amount_too_precise" => "amount-too-precise",
        "amount_zero" => "amount-zero",
        "beyond_claim" => "beyond-claim",
        "cash_covers_payments" => "cash-short",
        "cash_not_overdrawn" => "cash-overdrawn",
        "claim_missing" => "claim-missing",
        "day_out_of_range" => "day-out-of-range",
        "entry_balances" => "entry-unbalanced",
        "entry_race" => "entry-race",
        "id_reused" => "id-reused",
        "id_twice" => "id-twice",
        "period_closed" => "period-closed",
        "period_step_order" => "period-step-order",
        "reopened_by_another" => "reopened-by-another",
        "reversal_differs" => "reversal-differs",
        "unknown_account" => "unknown-account",
        "unknown_claim" => "unknown-claim",
        "unknown_currency" => "unknown-currency",
        "unknown_entry" => "unknown-entry",
        "unknown_kind" => "unknown-kind",
        _ => return None,
    })
}
