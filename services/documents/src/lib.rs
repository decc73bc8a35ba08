//! Generated papers: receipts, decision letters, remittance slips.
//! Belongs here: wiring of this service. Never here: rules, SQL, wording.

pub mod actions;
pub mod api;
pub mod domain;
pub mod pages;
pub mod papers;
pub mod reactions;
pub mod store;
pub mod typeset;

use flate2 as _; // Only to choose its compressor, see the workspace's Cargo.toml.
use redress_kernel::{Fault, Outcome, Timestamp};
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service, Worker};
use redress_texts::{MECHANISM, Texts, texts};
use redress_web::Web;
use std::sync::{Arc, LazyLock};

/// The documents service.
pub struct Documents;

/// What handlers need.
#[derive(Clone, Debug)]
pub struct App {
    /// Sessions, texts, frame of pages.
    pub web: Web,
    pub ctx: Ctx,
}

/// Texts of the pages and of the papers; a letter says with the mechanism's words why a claim was decided so.
pub static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::of(&[redress_web::TEXTS, MECHANISM, texts!("documents")]));

impl Service for Documents {
    const NAME: &'static str = "documents";

    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let (config, public_url) = (config.clone(), public_url.to_owned());
        Box::pin(async move {
            let web = Web::new(ctx.clone(), &config, &public_url, &TEXTS)?;
            let app = App { web: web.clone(), ctx: ctx.clone() };
            let routes =
                pages::routes().merge(api::routes().served(Self::NAME, api::ABOUT)).with_state(app);
            Ok(Parts {
                routes: web.wrap(routes),
                common: redress_web::common::routes(&web),
                reactor: Some(Arc::new(reactions::Listener)),
                worker: Some(Arc::new(Printer { since: ctx.clock.now(), ctx })),
                chore: None,
            })
        })
    }
}

/// The description of the JSON API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().description(Documents::NAME, api::ABOUT)
}

/// Makes the files of queued papers.
struct Printer {
    ctx: Ctx,
    /// When this program began.
    since: Timestamp,
}

impl Worker for Printer {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(actions::render_paper::render_paper(&self.ctx, self.since))
    }
}
