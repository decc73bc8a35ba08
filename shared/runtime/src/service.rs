//! What a service is to the programs that run it.

use crate::config::Config;
use crate::ctx::Ctx;
use crate::reaction::{BoxFuture, Reactor, Worker};
use axum::Router;
use redress_kernel::Fault;
use std::sync::Arc;

/// A service: four exist, and signing in, each with its own database role.
pub trait Service {
    /// `intake`, `eligibility`, `ledger`, `documents` or `sign_in`; the role is `redress_<name>`.
    const NAME: &'static str;

    /// Puts the service together. `ctx` is on a pool of its own role; `public_url` is how people reach the program.
    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>>;
}

/// What a service brings to a program.
pub struct Parts {
    /// Its pages and API, under its own paths.
    pub routes: Router,
    /// Pages that every program has once: home, quick exit, assets. Taken from one service.
    pub common: Router,
    /// What it does when it hears an event.
    pub reactor: Option<Arc<dyn Reactor>>,
    /// What it does by itself.
    pub worker: Option<Arc<dyn Worker>>,
    /// What it does by itself now and then and may take long: beside everything else, and given up at the end.
    pub chore: Option<Arc<dyn Worker>>,
}
