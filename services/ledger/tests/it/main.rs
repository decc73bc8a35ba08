//! One file per action, through HTTP and SQL, under the role of the service.

mod api;
mod approve_batch;
mod audit_books;
mod book_line;
mod books;
mod cancel_batch;
mod check_batch;
mod desk;
mod download_file;
mod export_journal;
mod import_statement;
mod import_status_report;
mod offer_accepted;
mod plan_payment;
mod prepare_batch;
mod promises;
mod read_bank;
mod read_batches;
mod read_books;
mod read_payments;
mod record_contribution;
mod record_rate;
mod release_batch;
mod seal_books;
mod texts;
