//! The vocabulary of the field: identifiers, money, codes, stages, actors, refusals and faults.
//! Belongs here: values that cannot be wrong and that every service means the same by.
//! Never here: SQL, HTTP, rules of one service. This crate makes no network calls and reads no clock.

#![warn(missing_docs)]

pub mod action;
pub mod actor;
pub mod another;
pub mod claim_code;
pub mod clock;
pub mod code;
pub mod dates;
pub mod described;
pub mod facts;
pub mod ids;
pub mod language;
pub mod listing;
pub mod money;
pub mod outcome;
pub mod printable;
mod refused;
pub mod sensitive;
pub mod spoken;
pub mod stage;
pub mod typed;

pub use action::Action;
pub use actor::{Actor, Proof, Role};
pub use another::{AnotherDecides, Reply};
pub use claim_code::ClaimCode;
pub use clock::{Clock, Ids, Timestamp};
pub use dates::DateSpan;
pub use ids::*;
pub use language::Language;
pub use listing::{Paged, Wanted};
pub use money::{Currency, Money, usd};
pub use outcome::{Fault, Outcome, Refusal, Stop};
pub use sensitive::Sensitive;
pub use stage::Stage;
pub use usd::Usd;

pub use rust_decimal::Decimal;
/// For what the macros of this crate make: types that stand in a row.
#[doc(hidden)]
pub use sqlx;
pub use time::Date;
pub use uuid::Uuid;
