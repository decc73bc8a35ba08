//! The only SQL of intake. Every function takes the connection of a transaction that names its
//! actor: row-level security decides what is there.
//! Belongs here: rows in and out. Never here: who may (actions), what follows (domain), keys and
//! sealing.

pub mod claim;
pub mod consent;
pub mod looks;
pub mod offer;
pub mod triage;
pub mod vault;

use redress_kernel::Fault;

/// A value of a closed list as the database keeps it; anything else is our fault.
fn listed<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::new("the database holds a value of no list"))
}
