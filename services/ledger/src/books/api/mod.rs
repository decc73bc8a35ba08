//! The JSON API of this topic: each handler calls the action of its name. Never here: rules, SQL, HTML.

pub mod account;
pub mod audits;
pub mod books;
pub mod export;
