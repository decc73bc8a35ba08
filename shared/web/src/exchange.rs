//! How a service gets a bearer token known that it has not met: by the program of signing in, which alone can.

use crate::failure::Failure;
use crate::sign_in::SignIn;
use crate::sign_in::accounts::Accounts;
use crate::sign_in::providers::Providers;
use axum::http::StatusCode;
use redress_kernel::{Clock, Fault, Refusal};
use redress_runtime::{Config, Ctx, Service, pool};
use std::time::Duration;

/// Where bearer tokens become known.
#[derive(Debug)]
pub enum Exchange {
    /// In this program, which has the login of signing in too.
    Here(Box<Accounts>),
    /// In the program of signing in.
    There {
        /// Its address.
        url: String,
        /// How it is asked.
        http: reqwest::Client,
    },
}

/// The answer is awaited this long.
const TIMEOUT: Duration = Duration::from_secs(15);
/// Connections for tokens of the all-in-one program.
const CONNECTIONS: u32 = 2;

impl Exchange {
    /// As a program that people reach at `public_url` needs it.
    pub fn new(config: &Config, public_url: &str, clock: Clock) -> Result<Self, Fault> {
        if public_url == config.all_in_one.public_url {
            let pool = pool::pool(config.database_url(SignIn::NAME), CONNECTIONS)?;
            let providers = Providers::new(config, public_url)?;
            let accounts = Accounts::new(Ctx::new(SignIn::NAME, pool, clock), providers);
            return Ok(Self::Here(Box::new(accounts)));
        }
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()
            .map_err(Fault::new)?;
        Ok(Self::There { url: format!("http://{}/sign-in/token", config.sign_in.address), http })
    }

    /// Makes a bearer token known; [`Failure::Unauthorized`] when it does not count.
    pub async fn make_known(&self, token: &str) -> Result<(), Failure> {
        let (url, http) = match self {
            Self::Here(accounts) => return accounts.make_known(token).await,
            Self::There { url, http } => (url, http),
        };
        let answer = http.post(url).bearer_auth(token).send().await.map_err(|error| {
            redress_runtime::incident::report(&Fault::new(error));
            Refusal::status(503, "sign-in-away")
        })?;
        match answer.status() {
            StatusCode::NO_CONTENT => Ok(()),
            StatusCode::UNAUTHORIZED => Err(Failure::Unauthorized),
            StatusCode::CONFLICT => Err(Refusal::conflict("advocate-and-staff").into()),
            _ => Err(Refusal::status(503, "sign-in-away").into()),
        }
    }
}
