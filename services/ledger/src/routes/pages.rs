//! The address of every page of finance staff, and who answers it. No page shows payee details beyond the last four characters.

use super::FILE_MAX;
use crate::bank::pages::{bank, bookings, statement};
use crate::books::pages::{account, audits, books, export};
use crate::cash::pages::cash;
use crate::desk::App;
use crate::exchange::pages as exchanges;
use crate::fund::pages::{factor, fund, holds, income, recourse};
use crate::log::page as log;
use crate::overview::page as overview;
use crate::payment::pages::{batch, batches, payment, payments};
use crate::period::pages as periods;
use crate::rates::pages as rates;
use crate::report::pages as report;
use crate::trust::pages::{trust, trusts};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// Every page under `/finance`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/finance", get(overview::show))
        .route("/finance/payments", get(payments::show))
        .route("/finance/payments/{claim_id}", get(payment::show).post(payment::plan))
        .route("/finance/batches", get(batches::show))
        .route("/finance/batches/new", get(batches::form).post(batches::prepare))
        .route("/finance/batches/{batch_id}", get(batch::show))
        .route("/finance/batches/{batch_id}/file", post(batch::file))
        .route("/finance/batches/{batch_id}/{step}", post(batch::step))
        .route(
            "/finance/statements",
            get(bank::list)
                .post(bank::import)
                // A little over the file itself for the other fields of the form.
                .layer(DefaultBodyLimit::max(FILE_MAX + 64 * 1024)),
        )
        .route("/finance/statements/{statement_id}", get(statement::show).post(statement::book))
        .route("/finance/books", get(books::show))
        .route("/finance/books/export", get(export::show).post(export::export))
        .route("/finance/audits", get(audits::list).post(audits::make))
        .route("/finance/audits/{run_id}", get(audits::show))
        .route("/finance/log", get(log::show))
        .route("/finance/fund", get(fund::show))
        .route("/finance/fund/income", get(income::show).post(income::contribute))
        .route("/finance/fund/income/funder", get(income::show_funder).post(income::funder))
        .route("/finance/fund/income/pledge", get(income::show_pledge).post(income::pledge))
        .route("/finance/fund/income/{pledge_id}/cancel", post(income::cancel))
        .route("/finance/fund/recourse", get(recourse::show).post(recourse::record))
        .route("/finance/fund/recourse/{recourse_id}", get(recourse::one).post(recourse::received))
        .route("/finance/fund/recourse/{recourse_id}/give-up", post(recourse::give_up))
        .route("/finance/fund/factor", get(factor::show).post(factor::propose))
        .route("/finance/fund/factor/{factor_id}", post(factor::decide))
        .route("/finance/fund/holds", get(holds::show).post(holds::place))
        .route("/finance/fund/holds/{hold_id}", get(holds::one).post(holds::end))
        .route("/finance/books/accounts/{account_id}", get(account::show))
        .route("/finance/books/entries/{entry_id}", get(account::entry))
        .route("/finance/reports", get(report::list))
        .route("/finance/reports/{report}", get(report::show))
        .route("/finance/reports/{report}/{format}", get(report::file))
        .route("/finance/periods", get(periods::list))
        .route("/finance/periods/{month}", get(periods::show))
        .route("/finance/periods/{month}/{step}", post(periods::step))
        .merge(money_abroad())
        .merge(trust())
}

/// What is held for children.
fn trust() -> Router<App> {
    Router::new()
        .route("/finance/trust", get(trusts::show))
        .route("/finance/trust/find", post(trusts::find))
        .route("/finance/trust/terms", post(trusts::propose))
        .route("/finance/trust/terms/{terms_id}", post(trusts::decide))
        .route("/finance/trust/{claim_id}", get(trust::show))
        .route("/finance/trust/{claim_id}/print", get(trust::print))
        .route("/finance/trust/{claim_id}/ask", post(trust::ask))
        .route("/finance/trust/{claim_id}/hand-over", post(trust::start))
        .route("/finance/trust/{claim_id}/hand-over/{hand_over_id}", post(trust::confirm))
        .route("/finance/trust/{claim_id}/{request_id}", post(trust::decide))
}

/// Rates, bank accounts, exchanges, and what needs a second person.
fn money_abroad() -> Router<App> {
    // A file travels twice: as it is, then sealed in hexadecimal digits; both beside the fields of
    // a form.
    let file = DefaultBodyLimit::max(3 * crate::rates::domain::rates_file::BYTES_MAX);
    Router::new()
        .route("/finance/rates", get(rates::show).post(rates::record))
        .route("/finance/rates/preview", post(rates::preview).layer(file))
        .route("/finance/rates/import", post(rates::import).layer(file))
        .route("/finance/rates/{currency}", get(rates::history))
        .route("/finance/cash", get(cash::show).post(cash::open))
        .route("/finance/cash/revalue", post(cash::revalue))
        .route("/finance/cash/exchanges", get(exchanges::show).post(exchanges::prepare))
        .route("/finance/cash/exchanges/{exchange_id}", post(exchanges::answer))
        .route("/finance/cash/{code}/{step}", post(cash::step))
        .route("/finance/bookings", get(bookings::show))
        .route("/finance/bookings/{request_id}", post(bookings::answer))
        .route("/finance/statements/{statement_id}/ask", post(statement::ask))
}
