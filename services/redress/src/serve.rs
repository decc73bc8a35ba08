//! Mounting the services.

use crate::cli::ServiceName;
use redress_contract::schema::{self, Migrated};
use redress_documents::Documents;
use redress_eligibility::Eligibility;
use redress_intake::Intake;
use redress_kernel::{Clock, Fault};
use redress_ledger::Ledger;
use redress_runtime::boot::{mount, serve};
use redress_runtime::config::SERVICES;
use redress_runtime::{Config, Service};
use redress_web::sign_in::SignIn;
use tokio::sync::watch;

/// Serves one service, or all of them under one listener, until `stop` turns true.
pub async fn run(
    config: &Config,
    service: Option<ServiceName>,
    stop: watch::Receiver<bool>,
) -> Result<(), Fault> {
    match service {
        None => all(config, stop).await,
        Some(ServiceName::Intake) => alone::<Intake>(config, stop).await,
        Some(ServiceName::Eligibility) => alone::<Eligibility>(config, stop).await,
        Some(ServiceName::Ledger) => alone::<Ledger>(config, stop).await,
        Some(ServiceName::Documents) => alone::<Documents>(config, stop).await,
        Some(ServiceName::SignIn) => alone::<SignIn>(config, stop).await,
    }
}

async fn alone<S: Service>(config: &Config, stop: watch::Receiver<bool>) -> Result<(), Fault> {
    let listener = config.listener(S::NAME);
    let mounted = mount::<S>(config, &listener.public_url, Clock::system()).await?;
    serve(vec![mounted], listener, &config.limits, stop).await
}

/// Four services and signing in: five pools, five roles, one listener.
async fn all(config: &Config, stop: watch::Receiver<bool>) -> Result<(), Fault> {
    let (listener, clock) = (&config.all_in_one, Clock::system());
    let url = &listener.public_url;
    let mounted = vec![
        mount::<Intake>(config, url, clock.clone()).await?,
        mount::<Eligibility>(config, url, clock.clone()).await?,
        mount::<Ledger>(config, url, clock.clone()).await?,
        mount::<Documents>(config, url, clock.clone()).await?,
        mount::<SignIn>(config, url, clock).await?,
    ];
    serve(mounted, listener, &config.limits, stop).await
}

/// Migrates, and gives each service's role the password that its URL names.
pub async fn migrate(config: &Config) -> Result<Migrated, Fault> {
    let mut logins = Vec::new();
    for service in SERVICES {
        if let Some((role, password)) = login(config.database_url(service)) {
            logins.push((role, password));
        }
    }
    let logins: Vec<(&str, String)> =
        logins.iter().map(|(role, password)| (role.as_str(), password.clone())).collect();
    schema::migrate(&config.database.migrate_url, &logins).await
}

/// Role and password of a URL; nothing when it has no password or names no role of ours.
fn login(url: &str) -> Option<(String, String)> {
    let url = url::Url::parse(url).ok()?;
    let role = SERVICES
        .map(|service| format!("redress_{service}"))
        .into_iter()
        .find(|role| role == url.username())?;
    Some((role, url.password()?.to_owned()))
}
