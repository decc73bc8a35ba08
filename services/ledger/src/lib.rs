//! The ledger: awards become debts, debts become payments, payments meet bank statements.
//! Belongs here: wiring. Never here: rules (`domain`), messages (`bank`).

pub mod bank;
pub mod domain;
