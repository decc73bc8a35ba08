//! The ledger: awards become debts, debts become payments, payments meet bank statements.
//! Belongs here: the service's wiring. Never here: rules (`domain`), messages (`bank`), SQL
//! (`store`).

pub mod actions;
pub mod api;
pub mod bank;
pub mod domain;
pub mod journal_text;
pub mod pages;
pub mod proof;
pub mod reactions;
pub mod sheet;
pub mod store;

use crate::proof::{PublicKey, SealKey};
use redress_kernel::{Date, Fault, Outcome};
use redress_runtime::config::{Bank, read_secret};
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service, Worker};
use redress_vault::Vault;
use redress_web::{Texts, Web};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use tokio::sync::{Mutex, Semaphore};

/// The ledger service.
#[derive(Debug)]
pub struct Ledger;

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

/// Few: each holds a connection for most of its time, and requests need the others.
const EXPORTS_MAX: usize = 2;

/// The texts of the ledger.
pub static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::of(&[redress_web::TEXTS, redress_web::texts!("ledger")]));

impl Service for Ledger {
    const NAME: &'static str = "ledger";

    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let (config, public_url) = (config.clone(), public_url.to_owned());
        Box::pin(async move {
            let web = Web::new(ctx.clone(), &config, &public_url, &TEXTS)?;
            let keeper = Keeper::new(&config, ctx.clone())?;
            let keys = read_secret(&config.secrets.vault_keys_file)?;
            let auditor = Auditor::new(ctx.clone(), keeper.key.public());
            let app = App {
                web: web.clone(),
                ctx,
                vault: Arc::new(Vault::from_key_file(&keys).map_err(Fault::new)?),
                bank: Arc::new(config.bank),
                seal_key: keeper.key.public(),
                exports: Arc::new(Semaphore::new(EXPORTS_MAX)),
            };
            let (api, openapi) = api::routes().split_for_parts();
            let routes = pages::routes()
                .merge(api)
                .merge(redress_web::reference::routes("ledger", openapi))
                .with_state(app);
            Ok(Parts {
                routes: web.wrap(routes),
                common: redress_web::common::routes(&web),
                reactor: Some(Arc::new(reactions::Reactions)),
                worker: Some(Arc::new(keeper)),
                chore: Some(Arc::new(auditor)),
            })
        })
    }
}

/// What the ledger does by itself: seals the books, keeps the fund up to the day.
struct Keeper {
    ctx: Ctx,
    key: SealKey,
    /// The last day for which the fund was.
    kept: Mutex<Option<Date>>,
}

impl Keeper {
    fn new(config: &Config, ctx: Ctx) -> Result<Self, Fault> {
        let text = read_secret(&config.secrets.seal_key_file)?;
        let key = SealKey::from_key_file(&text).map_err(Fault::new)?;
        Ok(Self { ctx, key, kept: Mutex::new(None) })
    }
}

impl Worker for Keeper {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(async {
            let mut kept = self.kept.lock().await;
            if let Some(day) = actions::keep_fund::keep_fund(&self.ctx, *kept).await? {
                *kept = Some(day);
            }
            drop(kept);
            actions::seal_books::seal_when_due(&self.ctx, &self.key).await
        })
    }
}

/// Audits the books once a day.
struct Auditor {
    ctx: Ctx,
    key: PublicKey,
    /// When it is looked again whether an audit is due, in seconds since 1970.
    look_at: AtomicI64,
}

/// Between looks whether an audit is due: another program may have made it.
const LOOK_EVERY: i64 = 600;

impl Auditor {
    fn new(ctx: Ctx, key: PublicKey) -> Self {
        Self { ctx, key, look_at: AtomicI64::new(i64::MIN) }
    }
}

impl Worker for Auditor {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(async {
            let now = self.ctx.clock.now().unix_timestamp();
            if now < self.look_at.load(Ordering::Relaxed) {
                return Ok(false);
            }
            self.look_at.store(now + LOOK_EVERY, Ordering::Relaxed);
            actions::audit_books::audit_when_due(&self.ctx, &self.key).await
        })
    }
}

/// The description of the JSON API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().split_for_parts().1
}
