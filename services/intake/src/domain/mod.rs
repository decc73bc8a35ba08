//! The rules of filing: what a consent is for, what a claim needs, what a question asks.
//! Belongs here: pure functions over values. Never here: SQL, HTTP, clocks, identifiers made on the
//! spot.

pub mod acceptance;
pub mod claim;
pub mod consent;
pub mod identity;
pub mod payee;
pub mod questions;
pub mod safety;
pub mod triage;
pub mod typed;
