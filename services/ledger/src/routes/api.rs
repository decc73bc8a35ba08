//! The JSON API of the ledger: every operation under one description.

use super::FILE_MAX;
use crate::bank::api::{bank, bookings};
use crate::books::api::{account, audits, books, export};
use crate::cash::api as cash;
use crate::desk::App;
use crate::exchange::api as exchange;
use crate::fund::api::{fund, income};
use crate::overview::api as overview;
use crate::payment::api::{batches, payments};
use crate::period::api as periods;
use crate::rates::api as rates;
use crate::report::api as reports;
use crate::trust::api as trust;
use redress_web::Api;
use utoipa_axum::routes;

/// What the API is about.
pub const ABOUT: &str = "Awards, payments, bank statements, books.";

/// Every route under `/api/ledger`.
pub fn routes() -> Api<App> {
    let files = Api::default()
        .routes(routes!(bank::list_statements, bank::import_statement))
        .routes(routes!(bank::import_status_report))
        .body_max(FILE_MAX);
    let rate_files = Api::default()
        .routes(routes!(rates::preview_rates))
        .routes(routes!(rates::import_rates))
        // A file that is too long is told by its reader.
        .body_max(2 * crate::rates::domain::rates_file::BYTES_MAX);
    Api::default()
        .routes(routes!(overview::overview))
        .routes(routes!(payments::list_payments))
        .routes(routes!(payments::show_payment))
        .routes(routes!(payments::plan_payment))
        .routes(routes!(batches::list_batches, batches::prepare_batch))
        .routes(routes!(batches::ready_instalments))
        .routes(routes!(batches::show_batch))
        .routes(routes!(batches::approve_batch))
        .routes(routes!(batches::release_batch))
        .routes(routes!(batches::check_batch))
        .routes(routes!(batches::cancel_batch))
        .routes(routes!(batches::download_file))
        .routes(routes!(bank::show_statement))
        .routes(routes!(bank::book_line))
        .routes(routes!(bank::reconcile))
        .routes(routes!(books::list_accounts))
        .routes(routes!(account::show_account))
        .routes(routes!(books::list_entries))
        .routes(routes!(export::export_journal))
        .routes(routes!(audits::list_audits, audits::audit_books))
        .routes(routes!(audits::show_audit))
        .routes(routes!(account::show_entry))
        .routes(routes!(reports::read))
        .routes(routes!(periods::list))
        .routes(routes!(periods::show))
        .routes(routes!(periods::close))
        .routes(routes!(periods::ask))
        .routes(routes!(periods::reopen))
        .routes(routes!(income::list_contributions, income::record_contribution))
        .routes(routes!(rates::list_rates, rates::record_rate))
        .routes(routes!(fund::show_fund))
        .routes(routes!(fund::list_income))
        .routes(routes!(fund::record_funder))
        .routes(routes!(fund::record_pledge))
        .routes(routes!(fund::cancel_pledge))
        .routes(routes!(fund::record_recourse))
        .routes(routes!(fund::give_up_recourse))
        .routes(routes!(fund::list_factors, fund::propose_factor))
        .routes(routes!(fund::decide_factor))
        .routes(routes!(fund::list_holds, fund::place_hold))
        .routes(routes!(fund::end_hold))
        .routes(routes!(rates::list_rate_history))
        .routes(routes!(cash::list_bank_accounts, cash::open_bank_account))
        .routes(routes!(cash::confirm_bank_account))
        .routes(routes!(cash::close_bank_account))
        .routes(routes!(exchange::list_exchanges, exchange::prepare_exchange))
        .routes(routes!(exchange::answer_exchange))
        .routes(routes!(cash::list_revaluations, cash::revalue_cash))
        .routes(routes!(bookings::list_bookings))
        .routes(routes!(bookings::ask_booking))
        .routes(routes!(bookings::answer_booking))
        .routes(routes!(trust::list_trusts))
        .routes(routes!(trust::show_trust))
        .routes(routes!(trust::propose_trust_terms))
        .routes(routes!(trust::decide_trust_terms))
        .routes(routes!(trust::ask_trust_release))
        .routes(routes!(trust::decide_trust_release))
        .routes(routes!(trust::start_hand_over))
        .routes(routes!(trust::decide_hand_over))
        .merge(files)
        .merge(rate_files)
}
