//! Intake: advocates and survivors file claims; what names a person is sealed.
//! Belongs here: the service's wiring. Never here: rules (domain), SQL (store), HTTP (api, pages).

pub mod actions;
pub mod api;
pub mod domain;
pub mod pages;
pub mod reactions;
pub mod store;

use actions::Desk;
use redress_kernel::Fault;
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service};
use redress_texts::{Texts, texts};
use redress_vault::Vault;
use redress_web::Web;
use std::sync::{Arc, LazyLock};

/// The service.
#[derive(Debug, Clone, Copy)]
pub struct Intake;

/// What its handlers work with.
#[derive(Debug, Clone)]
pub struct App {
    pub web: Web,
    pub desk: Desk,
}

/// Its texts, together with the shared ones.
pub static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::of(&[redress_web::TEXTS, texts!("intake")]));

impl Service for Intake {
    const NAME: &'static str = "intake";

    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let (config, public_url) = (config.clone(), public_url.to_owned());
        Box::pin(async move {
            let keys = redress_runtime::config::read_secret(&config.secrets.vault_keys_file)?;
            let vault = Arc::new(Vault::from_key_file(&keys).map_err(Fault::new)?);
            redress_contract::keys::require_known(&ctx.pool, &vault.fingerprints(), true).await?;
            let web = Web::new(ctx.clone(), &config, &public_url, &TEXTS)?;
            let app = App { web: web.clone(), desk: Desk { ctx, vault } };
            let routes =
                pages::routes().merge(api::routes().served(Self::NAME, api::ABOUT)).with_state(app);
            Ok(Parts {
                routes: web.wrap(routes),
                common: redress_web::common::routes(&web),
                reactor: Some(Arc::new(reactions::Ears)),
                worker: None,
                chore: None,
            })
        })
    }
}

/// The description of the JSON API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().description(Intake::NAME, api::ABOUT)
}
