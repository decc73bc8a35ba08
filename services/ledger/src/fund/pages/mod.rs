//! The pages of this topic: forms in, actions called, tables out. Never here: rules, SQL.

pub mod factor;
pub mod fund;
pub mod holds;
pub mod income;
mod income_forms;
pub mod recourse;
