//! The ledger: awards become debts, debts become payments, payments meet bank statements.
//! Belongs here: the service's wiring. Never here: rules (`domain`), messages (`bank`), SQL (`store`).

pub mod actions;
pub mod bank;
pub mod domain;
pub mod reactions;
pub mod store;
