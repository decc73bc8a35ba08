//! The pages of this topic: forms in, actions called, tables out. Never here: rules, SQL.

pub mod batch;
pub mod batches;
pub mod payment;
pub mod payments;
