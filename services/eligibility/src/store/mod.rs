//! The only SQL of this service: free functions on a connection, one noun a file.
//! Never here: who may, or what follows; row level security says what an actor can see.

pub mod award;
pub mod case;
pub mod clearance;
pub mod decision;
pub mod fact;
pub mod gate;
pub mod lab;
pub mod panel;
pub mod rate;
pub mod version;
pub mod view;
pub mod worksheet;

use redress_kernel::{Currency, Decimal, Fault, Money};

/// Money of a `numeric(20,4)` column and its currency.
fn money(amount: Decimal, currency: &str) -> Result<Money, Fault> {
    let currency: Currency = currency.parse().map_err(Fault::new)?;
    Money::new(amount, currency).map_err(Fault::new)
}
