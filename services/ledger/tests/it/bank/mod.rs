pub mod answer_booking;
pub mod ask_booking;
pub mod book_line;
mod import_statement;
mod import_status_report;
mod other_statements;
mod read_bank;
mod read_bookings;
