//! `redress seed`: made-up claims in realistic proportions, made through the services' own actions, so that
//! every row, event and audit line is as the product itself makes it.
//! Belongs here: the run as a whole. Never here: real data, or a row written past an action.

mod crew;
mod dice;
mod facts;
mod kind;
mod path;
mod pay;
mod people;

pub use kind::Kind;

use crew::{Crew, each};
use indicatif::{ProgressBar, ProgressStyle};
use redress_kernel::Fault;
use redress_runtime::config::is_of_this_machine;
use redress_runtime::{Config, boot, pool};
use sqlx::{Connection, PgConnection};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant;

/// Claims that go from step to step together: what an office handles in a few weeks, and one batch of payments.
const TOGETHER: u64 = 100;

/// Stops before made-up claims and money come among real ones: where anybody signs in, or has signed in, at a provider
/// that is not on this machine.
pub async fn refuse_beside_real_data(config: &Config) -> Result<(), Fault> {
    let mut db = pool::pool(config.database_url("sign_in"), 1)?.acquire().await?;
    let mut issuers: Vec<String> =
        sqlx::query_scalar("select distinct issuer from shared.actor").fetch_all(&mut *db).await?;
    issuers.extend(config.providers().map(|oidc| oidc.issuer.clone()));
    match issuers.iter().find(|issuer| !is_of_this_machine(issuer)) {
        None => Ok(()),
        Some(issuer) => Err(Fault::new(format!(
            "people sign in here at {issuer}: made-up claims and payments would stand among theirs for good. \
             If that is what you want, say --beside-real-data"
        ))),
    }
}

/// Makes `claims` of them; with `only_if_empty`, none when there is any claim. Says on standard error how far it
/// is, when that is a terminal, and how fast it was.
pub async fn run(config: &Config, claims: u32, only_if_empty: bool) -> Result<(), Fault> {
    let mut quiet = config.log.clone();
    "warn".clone_into(&mut quiet.filter);
    // Faults of reactions are told in the log. In a test somebody else listens already: that is fine too.
    let _listening = boot::logging(&Config { log: quiet, ..config.clone() });
    let crew = Arc::new(Crew::gather(config).await?);
    let there = claims_there(config).await?;
    if only_if_empty && there > 0 {
        eprintln!("There are {there} claims already: none is made up.");
        return Ok(());
    }
    let began = Instant::now();
    let bar = progress(claims.into());
    pay::endow(&crew, claims.into()).await?;
    let numbers: Vec<u64> = (0..u64::from(claims)).collect();
    for group in numbers.chunks(usize::try_from(TOGETHER).expect("a small number")) {
        make(&crew, there, group, &bar).await?;
    }
    bar.finish_and_clear();
    let millis = began.elapsed().as_millis().max(1);
    let a_second = u128::from(claims) * 1000 / millis;
    eprintln!("Claims made up: {claims} in {} s, {a_second} a second.", millis / 1000);
    Ok(())
}

/// How many claims there are, of whatever stage. No service sees them all, so it is asked as the owner.
async fn claims_there(config: &Config) -> Result<u64, Fault> {
    let mut db = PgConnection::connect(&config.database.migrate_url).await?;
    sqlx::raw_sql("set role redress_owner").execute(&mut db).await?;
    let count: i64 =
        sqlx::query_scalar("select count(*) from shared.claim").fetch_one(&mut db).await?;
    u64::try_from(count).map_err(Fault::new)
}

/// Makes the claims at some places; their numbers go on from the claims that are `there`.
async fn make(
    crew: &Arc<Crew>,
    there: u64,
    places: &[u64],
    bar: &ProgressBar,
) -> Result<(), Fault> {
    let filed = each(places.to_vec(), |place| {
        let (crew, bar) = (crew.clone(), bar.clone());
        async move {
            let sample = path::file(&crew, there + place + 1, Kind::at(place)).await?;
            bar.inc(1);
            Ok(sample)
        }
    });
    let filed = filed.await?;
    crew.react().await?;
    let reviewed = each(filed, |sample| {
        let (crew, bar) = (crew.clone(), bar.clone());
        async move {
            let sample = path::review(&crew, sample).await?;
            bar.inc(1);
            Ok(sample)
        }
    });
    let mut reviewed = reviewed.await?;
    crew.react().await?;
    let accepted = each(reviewed.clone(), |sample| {
        let crew = crew.clone();
        async move { path::accept(&crew, sample).await }
    });
    accepted.await?;
    crew.react().await?;
    reviewed.sort_by_key(|sample| sample.number);
    pay::pay(crew, &reviewed).await?;
    crew.react().await
}

/// Each claim counts twice: when it is filed and when its review is as far as it goes.
fn progress(claims: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{prefix} {bar:40} {percent}%, {eta} to go")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(2 * claims).with_style(style);
    bar.set_prefix(format!("{claims} claims"));
    bar.tick();
    bar
}
