//! The JSON API of this topic: each handler calls the action of its name. Never here: rules, SQL, HTML.

pub mod batches;
pub mod payments;
