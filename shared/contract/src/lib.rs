//! The shared namespace in Rust: the events that services say to each other, where a claim stands,
//! who acts on it, the audit row, and the schema.
//! Belongs here: what all services must mean the same by. Never here: tables private to one service.

#![warn(missing_docs)]

pub mod claim;
pub mod definitions;
pub mod event;
pub mod keys;
pub mod log;
pub mod overview;
pub mod reference;
pub mod schema;

pub use event::{Event, GateOutcome, Heard, PaymentStep};
pub use schema::MIGRATOR;
