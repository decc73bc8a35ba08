//! The pages of this topic: forms in, actions called, tables out. Never here: rules, SQL.

pub mod trust;
pub mod trusts;
