//! What the shared parts need in each service.

use crate::exchange::Exchange;
use crate::keys::PageKey;
use crate::turns::Turns;
use redress_kernel::Fault;
use redress_runtime::{Config, Ctx};
use redress_texts::Texts;
use std::sync::Arc;
use time::Duration;
use tokio::sync::Semaphore;

/// Each may take as much memory as the largest file.
const FILES_MAX: usize = 4;

/// The shared parts of one service. Cheap to clone; the state of its router holds one (`FromRef`).
#[derive(Clone, Debug)]
pub struct Web(Arc<Inner>);

/// What [`Web`] holds.
#[derive(Debug)]
pub struct Inner {
    /// Database, time and identifiers of the service.
    pub ctx: Ctx,
    /// Its texts.
    pub texts: &'static Texts,
    /// Where bearer tokens become known.
    pub sign_in: Exchange,
    /// Scheme, host and port of each OpenID Connect provider, with blanks between them.
    pub provider_origins: String,
    /// Key of held forms.
    pub page_key: PageKey,
    /// How people reach this program.
    pub public_url: String,
    /// Where quick exit leads.
    pub exit_url: String,
    /// Where each service's pages are: empty for this program, else the address of the other.
    pub links: Links,
    /// How many requests are worked on at once; more wait.
    pub permits: Arc<Semaphore>,
    /// How many large bodies may be coming in at once; more wait.
    pub files: Semaphore,
    /// Where weaknesses are reported; empty where nobody takes them.
    pub security_contact: String,
    /// How often each may ask.
    pub turns: Turns,
    /// A session ends after this long without a request,
    pub idle: Duration,
    /// and after this long in any case.
    pub session_max: Duration,
    /// What can't be taken back asks for a sign-in that is not older than this.
    pub fresh: Duration,
}

/// Addresses to put before a path of each service.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Before `/claims`.
    pub intake: String,
    /// Before `/panel`.
    pub eligibility: String,
    /// Before `/finance`.
    pub ledger: String,
    /// Before `/papers`.
    pub documents: String,
    /// Before `/sign-in`.
    pub sign_in: String,
}

impl std::ops::Deref for Web {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Web {
    /// Puts the shared parts together. No other host is asked here.
    pub fn new(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
        texts: &'static Texts,
    ) -> Result<Self, Fault> {
        let page_key = redress_runtime::config::read_secret(&config.secrets.page_keys_file)?;
        let link = |url: &str| {
            let here = url == public_url || public_url == config.all_in_one.public_url;
            if here { String::new() } else { url.to_owned() }
        };
        Ok(Self(Arc::new(Inner {
            sign_in: Exchange::new(config, public_url, ctx.clock.clone())?,
            provider_origins: config
                .providers()
                .map(|oidc| origin_of(&oidc.issuer))
                .collect::<Vec<_>>()
                .join(" "),
            ctx,
            texts,
            page_key: PageKey::from_file_text(&page_key)?,
            public_url: public_url.to_owned(),
            exit_url: config.web.exit_url.clone(),
            links: Links {
                intake: link(&config.intake.public_url),
                eligibility: link(&config.eligibility.public_url),
                ledger: link(&config.ledger.public_url),
                documents: link(&config.documents.public_url),
                sign_in: link(&config.sign_in.public_url),
            },
            // Each request needs a connection for most of its time: more at once would only wait for one.
            permits: Arc::new(Semaphore::new(config.database.max_connections as usize)),
            files: Semaphore::new(FILES_MAX),
            security_contact: config.web.security_contact.clone(),
            turns: Turns::new(&config.limits),
            idle: Duration::minutes(config.web.idle_minutes.into()),
            session_max: Duration::hours(config.web.session_hours.into()),
            fresh: Duration::minutes(config.oidc.fresh_minutes.into()),
        })))
    }

    /// Whether people reach this program over https: then cookies are `__Host-` and Secure.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Scheme, host and port of an address; empty when it is none.
pub(crate) fn origin_of(url: &str) -> String {
    url::Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
