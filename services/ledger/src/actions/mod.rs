//! What finance staff and the service can do: one verb a file; permission, transaction, load,
//! domain,
//! save, events and audit, commit. Never here: SQL, HTTP, the rules themselves.

pub mod answer_booking;
pub mod answer_exchange;
pub mod approve_batch;
pub mod ask_booking;
pub mod ask_reopening;
pub mod ask_trust_release;
pub mod audit_books;
pub mod book_line;
pub mod cancel_batch;
pub mod cancel_pledge;
mod cashing;
pub mod check_batch;
mod checks;
mod clearing;
pub mod close_bank_account;
pub mod close_period;
pub mod confirm_bank_account;
pub mod decide_factor;
pub mod decide_hand_over;
pub mod decide_trust_release;
pub mod decide_trust_terms;
pub mod download_file;
pub mod end_hold;
pub mod export_books;
pub mod export_journal;
mod funding;
pub mod give_up_recourse;
mod holding;
pub mod import_rates;
pub mod import_statement;
pub mod import_status_report;
pub mod keep_fund;
pub mod open_bank_account;
mod payment_file;
pub mod place_hold;
pub mod plan_payment;
pub mod prepare_batch;
pub mod prepare_exchange;
pub mod preview_rates;
pub mod propose_factor;
pub mod propose_trust_terms;
pub mod read_audits;
pub mod read_bank;
pub mod read_batches;
pub mod read_bookings;
pub mod read_books;
pub mod read_cash;
pub mod read_fund;
pub mod read_payments;
pub mod read_periods;
pub mod read_rates;
pub mod read_reports;
pub mod read_trust;
pub mod record_contribution;
pub mod record_funder;
pub mod record_pledge;
pub mod record_rate;
pub mod record_recourse;
pub mod release_batch;
pub mod reopen_period;
pub mod revalue_cash;
pub mod seal_books;
mod settling;
pub mod start_hand_over;
mod trusting;

pub(crate) use funding::set_money_aside;
pub(crate) use holding::{reserve, use_reserved, void_reserved};

use redress_kernel::{Fault, Stop, Timestamp};

/// The day of a moment, UTC.
pub(crate) fn day_of(moment: Timestamp) -> redress_kernel::Date {
    moment.to_offset(time::UtcOffset::UTC).date()
}

/// What the domain holds impossible is our fault, once the person's own input is checked.
pub(crate) fn ours(error: impl std::error::Error + Send + Sync + 'static) -> Stop {
    Stop::Fault(Fault::new(error))
}

/// At most this many rows on a page or in an answer of a list.
pub(crate) const ROWS_MAX: i64 = 500;
