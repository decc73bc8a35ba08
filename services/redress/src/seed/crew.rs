//! The four services, each on its own pool and role, and the people who act.
//! Belongs here: putting services together without a listener, and letting them react.
//! Never here: what people do (path, pay).

use super::people::People;
use redress_contract::event;
use redress_documents::Documents;
use redress_eligibility::Eligibility;
use redress_intake::Intake;
use redress_intake::actions::Desk;
use redress_kernel::{Clock, Fault, Stop};
use redress_ledger::Ledger;
use redress_runtime::boot::mount;
use redress_runtime::reaction::react_once;
use redress_runtime::{Config, Ctx, Parts, Reactor, Service, Worker};
use redress_vault::Vault;
use redress_web::sign_in::SignIn;
use redress_web::sign_in::accounts::Accounts;
use redress_web::sign_in::providers::Providers;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How long services may take to catch up: events behind somebody else's open transaction are waited for.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// Claims that are worked on at once.
const AT_ONCE: usize = 4;

/// What the seed works with.
pub struct Crew {
    /// Intake, with the vault.
    pub desk: Desk,
    pub eligibility: Ctx,
    pub ledger: Ctx,
    /// The account that payments go out from.
    pub bank: redress_runtime::config::Bank,
    pub people: People,
    ears: [Arc<Ears>; 4],
}

/// What one service does by itself.
struct Ears {
    ctx: Ctx,
    reactor: Option<Arc<dyn Reactor>>,
    worker: Option<Arc<dyn Worker>>,
}

impl Crew {
    /// Puts the services together and registers the people.
    pub async fn gather(config: &Config) -> Result<Self, Fault> {
        let url = &config.all_in_one.public_url;
        let intake = ears::<Intake>(config, url).await?;
        let eligibility = ears::<Eligibility>(config, url).await?;
        let ledger = ears::<Ledger>(config, url).await?;
        let documents = ears::<Documents>(config, url).await?;
        let keys = redress_runtime::config::read_secret(&config.secrets.vault_keys_file)?;
        let vault = Arc::new(Vault::from_key_file(&keys).map_err(Fault::new)?);
        let (sign_in, _) = mount::<SignIn>(config, url, Clock::system()).await?.into_parts();
        let accounts = Accounts::new(sign_in, Providers::new(config, url)?);
        Ok(Self {
            people: People::sign_in(&accounts, &config.oidc.issuer).await?,
            desk: Desk { ctx: intake.ctx.clone(), vault },
            eligibility: eligibility.ctx.clone(),
            ledger: ledger.ctx.clone(),
            bank: config.bank.clone(),
            ears: [intake, eligibility, ledger, documents].map(Arc::new),
        })
    }

    /// Lets every service react, and the documents service print, until nothing is left.
    pub async fn react(&self) -> Result<(), Fault> {
        let began = Instant::now();
        loop {
            let rounds = self.ears.iter().map(Arc::clone);
            let moved =
                each(rounds.collect(), |ears: Arc<Ears>| async move { ears.drain().await }).await?;
            if moved.contains(&true) {
                continue;
            }
            let mut is_behind = false;
            for ears in &self.ears {
                is_behind |= ears.is_behind().await?;
            }
            if !is_behind {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                return Err(Fault::new("the services don't catch up with their events"));
            }
            // Others on the same server hold transactions open: the horizon moves when they end.
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn ears<S: Service>(config: &Config, url: &str) -> Result<Ears, Fault> {
    let (ctx, Parts { reactor, worker, .. }) =
        mount::<S>(config, url, Clock::system()).await?.into_parts();
    Ok(Ears { ctx, reactor, worker })
}

impl Ears {
    /// Reacts, then works, until nothing is left; true when there was anything.
    async fn drain(&self) -> Result<bool, Fault> {
        let mut moved = false;
        if let Some(reactor) = &self.reactor {
            while react_once(&self.ctx, reactor.as_ref()).await? {
                moved = true;
            }
        }
        if let Some(worker) = &self.worker {
            while worker.work().await.map_err(|stop| fault_at("its own work", stop))? {
                moved = true;
            }
        }
        Ok(moved)
    }

    /// Whether events wait for this service; a fault when it could not act on one.
    async fn is_behind(&self) -> Result<bool, Fault> {
        let attempts: i32 = sqlx::query_scalar(
            "-- redress::seed::attempts
            select attempts from shared.cursor where consumer = session_user",
        )
        .fetch_one(&self.ctx.pool)
        .await?;
        if attempts > 0 {
            let service = self.ctx.service;
            return Err(Fault::new(format!(
                "{service} could not act on an event; the log says why"
            )));
        }
        event::is_any_left(&self.ctx.pool).await
    }
}

/// Takes a step for each item, a few at a time; the first fault ends it. Results come as they are done.
pub async fn each<T, R, F>(items: Vec<T>, step: impl Fn(T) -> F) -> Result<Vec<R>, Fault>
where
    R: Send + 'static,
    F: Future<Output = Result<R, Fault>> + Send + 'static,
{
    let (mut waiting, mut running, mut done) = (items.into_iter(), JoinSet::new(), Vec::new());
    loop {
        while running.len() < AT_ONCE
            && let Some(item) = waiting.next()
        {
            running.spawn(step(item));
        }
        match running.join_next().await {
            None => return Ok(done),
            Some(ended) => done.push(ended.map_err(Fault::new)??),
        }
    }
}

/// Why a step stopped, as a fault that names it. Nothing that was typed is in a refusal.
pub fn fault_at(step: &str, stop: Stop) -> Fault {
    match stop {
        Stop::Fault(fault) => Fault::new(format!("{step}: {}", fault.chain())),
        Stop::Refused(refusals) => {
            let codes: Vec<String> = refusals
                .iter()
                .map(|refusal| {
                    format!("{} {}", refusal.field.as_deref().unwrap_or("-"), refusal.code)
                })
                .collect();
            Fault::new(format!("{step} is refused: {}", codes.join(", ")))
        }
        Stop::SignInAgain => Fault::new(format!("{step}: the sign-in is too old")),
        Stop::Forbidden => Fault::new(format!("{step}: not with these roles")),
        Stop::Missing => Fault::new(format!("{step}: there is no such thing for this person")),
    }
}
