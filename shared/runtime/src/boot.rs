//! Starting and ending a program: one service by itself, or several under one listener.

use crate::config::{Config, Limits, Listener};
use crate::ctx::Ctx;
use crate::service::{Parts, Service};
use crate::{door, health, incident, lookout, pool, reaction};
use axum::Router;
use redress_kernel::{Clock, Fault};
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;

/// A service that is put together, with its context.
pub struct Mounted {
    ctx: Ctx,
    parts: Parts,
}

impl Mounted {
    /// The service's context and parts, for tests that drive them by hand.
    pub fn into_parts(self) -> (Ctx, Parts) {
        (self.ctx, self.parts)
    }
}

/// Opens the pool of a service, refuses a database of another version, and puts the service together.
pub async fn mount<S: Service>(
    config: &Config,
    public_url: &str,
    clock: Clock,
) -> Result<Mounted, Fault> {
    let pool = pool::pool(config.database_url(S::NAME), config.database.max_connections)?;
    if !redress_contract::schema::is_current(&pool).await? {
        return Err(Fault::new(
            "the database is of another version than this program: run `redress migrate`",
        ));
    }
    let ctx = Ctx::new(S::NAME, pool, clock);
    let parts = S::parts(ctx.clone(), config, public_url).await?;
    Ok(Mounted { ctx, parts })
}

/// The whole of a program: routes of all its services, common pages once.
fn assemble(
    mounted: Vec<Mounted>,
    stop: &watch::Receiver<bool>,
) -> (Router, Vec<Ctx>, Vec<JoinHandle<()>>) {
    let (mut router, mut ctxs, mut loops) = (Router::new(), Vec::new(), Vec::new());
    for (place, Mounted { ctx, parts }) in mounted.into_iter().enumerate() {
        router = router.merge(parts.routes);
        if place == 0 {
            router = router.merge(parts.common);
        }
        ctxs.push(ctx.clone());
        loops.push(tokio::spawn(lookout::keep(ctx.clone(), stop.clone())));
        if let Some(chore) = parts.chore {
            loops.push(tokio::spawn(reaction::run_chore(ctx.clone(), chore, stop.clone())));
        }
        if parts.reactor.is_some() || parts.worker.is_some() {
            loops.push(tokio::spawn(reaction::run(ctx, parts.reactor, parts.worker, stop.clone())));
        }
    }
    (router, ctxs, loops)
}

/// Serves until `stop` turns true, then lets running requests and reactions end.
pub async fn serve(
    mounted: Vec<Mounted>,
    listener: &Listener,
    limits: &Limits,
    stop: watch::Receiver<bool>,
) -> Result<(), Fault> {
    let (router, ctxs, loops) = assemble(mounted, &stop);
    let public = bind(&listener.address).await?;
    let private = bind(&listener.private_address).await?;
    let health = tokio::spawn({
        let (routes, stop) = (health::routes(ctxs.clone()), stop.clone());
        async move { axum::serve(private, routes).with_graceful_shutdown(stopped(stop)).await }
    });
    tracing::info!(address = %listener.address, "serving at {}", listener.public_url);
    door::serve(public, router, limits, stop).await;
    for running in loops {
        running.await.map_err(Fault::new)?;
    }
    health.await.map_err(Fault::new)?.map_err(Fault::new)?;
    for ctx in ctxs {
        ctx.pool.close().await;
    }
    tracing::info!("ended");
    Ok(())
}

async fn bind(address: &str) -> Result<TcpListener, Fault> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Fault::new(format!("can't listen on {address}: {error}")))
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error means that the sender is gone: that is an end too.
    let _ended = stop.wait_for(|stop| *stop).await;
}

/// Turns true at SIGTERM or Ctrl-C.
pub fn until_signal() -> watch::Receiver<bool> {
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
            .expect("a handler for SIGTERM can be set");
        tokio::select! {
            _ = term.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        sender.send_replace(true);
        sender.closed().await;
    });
    receiver
}

/// Sets up logging as configured.
pub fn logging(config: &Config) -> Result<(), Fault> {
    let filter = EnvFilter::try_new(&config.log.filter).map_err(Fault::new)?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let set = if config.log.format == "json" {
        builder.json().flatten_event(true).try_init()
    } else {
        builder.with_ansi(false).try_init()
    };
    set.map_err(Fault::new)
}

/// The `main` of one service by itself: `redress-<service> [--config FILE]`.
pub fn main<S: Service>() -> std::process::ExitCode {
    let run = async {
        let config = Config::load(config_argument()?.as_deref())?;
        logging(&config)?;
        let listener = config.listener(S::NAME).clone();
        let mounted = mount::<S>(&config, &listener.public_url, Clock::system()).await?;
        serve(vec![mounted], &listener, &config.limits, until_signal()).await
    };
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    match runtime.block_on(run) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(fault) => {
            incident::report(&fault);
            eprintln!("{}: {}", S::NAME, fault.chain());
            std::process::ExitCode::FAILURE
        }
    }
}

fn config_argument() -> Result<Option<PathBuf>, Fault> {
    let mut arguments = std::env::args_os().skip(1);
    match (arguments.next(), arguments.next()) {
        (None, _) => Ok(std::env::var_os("REDRESS_CONFIG").map(PathBuf::from)),
        (Some(flag), Some(file)) if flag == "--config" => Ok(Some(file.into())),
        _ => Err(Fault::new("usage: [--config FILE]")),
    }
}
