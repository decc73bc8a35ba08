//! The log: checkpoints over audit, events and the traces of rows, and the audit that holds the tables against them.

pub mod actions;
pub(crate) mod page;
pub mod store;
