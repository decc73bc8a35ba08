//! The eligibility service: review panels, their worksheets, awards and decisions.
//! Belongs here: name, routes, reactions. Never here: code of any room.

pub mod actions;
pub mod api;
pub mod domain;
pub mod pages;
pub mod reactions;
pub mod store;
mod words;

pub use words::AssessmentWords;

use redress_kernel::Fault;
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service};
use redress_texts::{Files, MECHANISM, Texts, texts};
use redress_web::Web;
use std::sync::{Arc, LazyLock};

/// The service.
#[derive(Debug, Clone, Copy)]
pub struct Eligibility;

/// What its pages and its API need.
#[derive(Debug, Clone)]
pub struct App {
    /// The shared parts.
    pub web: Web,
    /// Database, time and identifiers.
    pub ctx: Ctx,
    /// The lab, one run at a time.
    pub lab: actions::Lab,
}

/// The message files of this service.
const OWN: Files = texts!("eligibility", "lab", "facts", "command", "worksheet");

/// Texts of pages, rules and awards.
pub static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::of(&[redress_web::TEXTS, MECHANISM, OWN]));

/// Whether there is a text of `key` in a language, for the check of a version.
pub fn has_text(language: &str, key: &str) -> bool {
    language.parse().is_ok_and(|language| TEXTS.find(language, key, &[]).is_some())
}

impl Service for Eligibility {
    const NAME: &'static str = "eligibility";

    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let (config, public_url) = (config.clone(), public_url.to_owned());
        Box::pin(async move {
            let web = Web::new(ctx.clone(), &config, &public_url, &TEXTS)?;
            let app = App { web: web.clone(), ctx, lab: actions::Lab::default() };
            let routes =
                pages::routes().merge(api::routes().served(Self::NAME, api::ABOUT)).with_state(app);
            Ok(Parts {
                routes: web.wrap(routes),
                common: redress_web::common::routes(&web),
                reactor: Some(Arc::new(reactions::Reactions)),
                worker: None,
                chore: None,
            })
        })
    }
}

/// The description of the API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().description(Eligibility::NAME, api::ABOUT)
}
