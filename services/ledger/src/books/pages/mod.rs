//! The pages of this topic: forms in, actions called, tables out. Never here: rules, SQL.

pub mod account;
pub mod audits;
pub mod books;
pub mod export;
