//! The providers that people may sign in at. Who somebody is, is always the two: who says so, and whom they name.

use super::claims::decoded;
use super::provider::Provider;
use redress_kernel::Fault;
use redress_runtime::Config;

/// All of them, as configured; one at least.
#[derive(Debug)]
pub struct Providers {
    first: Provider,
    more: Vec<Provider>,
}

impl Providers {
    /// As configured, for a program that people reach at `public_url`.
    pub fn new(config: &Config, public_url: &str) -> Result<Self, Fault> {
        let more = config.more_oidc.iter().map(|oidc| Provider::new(oidc, public_url));
        Ok(Self {
            first: Provider::new(&config.oidc, public_url)?,
            more: more.collect::<Result<_, _>>()?,
        })
    }

    /// In the order of the configuration.
    pub fn all(&self) -> impl Iterator<Item = &Provider> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// Whether people choose.
    pub fn are_several(&self) -> bool {
        !self.more.is_empty()
    }

    /// The one of an issuer.
    pub fn of(&self, issuer: &str) -> Option<&Provider> {
        self.all().find(|provider| provider.issuer() == issuer)
    }

    /// The one that a choice names by its place; the only one where there is nothing to choose.
    pub fn chosen(&self, choice: &str) -> Option<&Provider> {
        if !self.are_several() {
            return Some(&self.first);
        }
        self.all().nth(choice.parse().ok()?)
    }

    /// The one that a token says to be of. What it says is checked by that one.
    pub fn of_token(&self, token: &str) -> Result<&Provider, Fault> {
        let claims = token.split('.').nth(1).and_then(decoded).unwrap_or_default();
        let claims = serde_json::from_slice::<serde_json::Value>(&claims).unwrap_or_default();
        let issuer = claims["iss"].as_str().unwrap_or_default();
        self.of(issuer).ok_or_else(|| Fault::new("a token of another issuer"))
    }
}
