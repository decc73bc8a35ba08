//! What every topic of the ledger shares: the parts of a page, identifiers, times, uploads, checks of forms, locks, refusals.
//! Never here: anything that one topic alone needs.

pub mod app;
pub mod checks;
pub mod day;
pub mod ids;
pub mod page;
pub mod refusal;
pub mod store;
pub mod times;
pub mod times_form;
pub mod upload;
pub mod view;

pub use app::{App, TEXTS};
