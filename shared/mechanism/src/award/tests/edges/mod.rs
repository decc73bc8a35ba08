//! Edges of each step: ties, exact boundaries, what is missing.

use super::super::Head;
use super::super::line::{Formula, Step, Subject};
use super::support::*;
use crate::Mechanism;
use crate::data::{ReferenceWage, Schedule, Sums};
use crate::facts::{Cost, CostKind, Earnings, LossProof, Offset, Schooling, Test};
use crate::trace::{Flag, Stopped};
use redress_kernel::code::{ActCode::*, Answer, Impact};
use redress_kernel::{DateSpan, Decimal, Money};
use rust_decimal_macros::dec;

mod harm;
mod losses;
mod net;
mod payment;

/// A plain claim: A1, which comes to the floor of 3,000.00.
fn plain() -> crate::Facts {
    claim(vec![act("a1", A1, &[], None)])
}

fn paid_for(head: Option<Head>, kind: &str, amount: Money) -> Offset {
    let paid = Some(Answer::Yes);
    Offset { kind: label(kind), head, amount, paid, paid_on: None }
}

fn earnings(months: Decimal, monthly_wage: Option<Money>) -> Earnings {
    Earnings { months, monthly_wage, reference: None, causation: None }
}
