//! What every service runs on: configuration, transactions that name their actor, reactions to events,
//! health and metrics, start and clean end.
//! Belongs here: what has nothing to do with what a service is for. Never here: pages, rules, a service's tables.

#![warn(missing_docs)]

pub mod boot;

pub mod config;
pub mod ctx;
pub mod door;
pub mod health;
pub mod incident;
mod lookout;
pub mod pool;
pub mod reaction;
pub mod service;

pub use config::Config;
pub use ctx::{Ctx, Once, Tx, scoped_request};
pub use reaction::{BoxFuture, Reactor, Worker};
pub use service::{Parts, Service};
