//! The ledger: awards become debts, debts become payments, payments meet bank statements.
//! Its rooms are topics, each with its own rules, SQL, actions, pages and API. A topic uses those before it:
//! desk, rates, log, books, cash, fund, exchange, trust, payment, bank, report, period, overview. `keep` and `routes` are
//! the wiring over all of them.

pub mod bank;
pub mod books;
pub mod cash;
pub mod desk;
pub mod exchange;
pub mod fund;
pub mod keep;
pub mod log;
pub mod overview;
pub mod payment;
pub mod period;
pub mod rates;
pub mod report;
pub mod routes;
pub mod trust;

pub use crate::desk::TEXTS;

use crate::desk::App;
use crate::fund::reactions::Reactions;
use crate::keep::{Auditor, Keeper};
use crate::routes::{api, pages};
use redress_kernel::Fault;
use redress_runtime::config::{is_of_this_machine, read_secret};
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service};
use redress_vault::Vault;
use redress_web::Web;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The ledger service.
#[derive(Debug)]
pub struct Ledger;

/// Few: each holds a connection for most of its time, and requests need the others.
const EXPORTS_MAX: usize = 2;

impl Service for Ledger {
    const NAME: &'static str = "ledger";

    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let (config, public_url) = (config.clone(), public_url.to_owned());
        Box::pin(async move {
            if config.bank.is_sample() && !is_of_this_machine(&public_url) {
                return Err(Fault::new(
                    "bank.debtor_account is that of the sample file: set the account that payments go out from",
                ));
            }
            let web = Web::new(ctx.clone(), &config, &public_url, &TEXTS)?;
            let keeper = Keeper::new(&config, ctx.clone())?;
            let keys = read_secret(&config.secrets.vault_keys_file)?;
            let vault = Arc::new(Vault::from_key_file(&keys).map_err(Fault::new)?);
            redress_contract::keys::require_known(&ctx.pool, &vault.fingerprints(), false).await?;
            let auditor = Auditor::new(ctx.clone(), keeper.key.public());
            let app = App {
                web: web.clone(),
                ctx,
                vault,
                bank: Arc::new(config.bank),
                seal_key: keeper.key.public(),
                exports: Arc::new(Semaphore::new(EXPORTS_MAX)),
            };
            let routes =
                pages::routes().merge(api::routes().served(Self::NAME, api::ABOUT)).with_state(app);
            Ok(Parts {
                routes: web.wrap(routes),
                common: redress_web::common::routes(&web),
                reactor: Some(Arc::new(Reactions)),
                worker: Some(Arc::new(keeper)),
                chore: Some(Arc::new(auditor)),
            })
        })
    }
}

/// The description of the JSON API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().description(Ledger::NAME, api::ABOUT)
}
