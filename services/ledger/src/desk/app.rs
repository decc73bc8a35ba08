//! What the handlers of the ledger need.

use redress_proof::PublicKey;
use redress_runtime::Ctx;
use redress_runtime::config::Bank;
use redress_texts::{Texts, texts};
use redress_vault::Vault;
use redress_web::Web;
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// What its handlers need.
#[derive(Debug, Clone)]
pub struct App {
    /// The shared parts of pages.
    pub web: Web,
    /// Database, time, identifiers.
    pub ctx: Ctx,
    /// Opens payee details.
    pub vault: Arc<Vault>,
    /// The account that payments go out from.
    pub bank: Arc<Bank>,
    /// With which seals are checked.
    pub seal_key: PublicKey,
    /// Exports that may be under way at once.
    pub exports: Arc<Semaphore>,
}

/// The texts of the ledger.
pub static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::of(&[redress_web::TEXTS, texts!("ledger")]));
