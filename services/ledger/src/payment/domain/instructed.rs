//! Payments that were released, as the bank's answers are compared with them.

use crate::desk::ids::BatchItemId;
use redress_kernel::Money;

/// What is known of a payment that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructed {
    /// The batch item.
    pub item: BatchItemId,
    /// What the payee was to receive, in her currency.
    pub amount: Money,
    /// The debt, US dollars.
    pub debt: Money,
    /// How far it has come.
    pub state: State,
}

/// How far a released payment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// With the bank.
    Live,
    /// Seen on a statement.
    Settled,
    /// Sent back after it was settled.
    Returned,
    /// Rejected by the bank's report.
    Rejected,
}
