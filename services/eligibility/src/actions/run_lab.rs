//! Run the lab: what a draft would do over all claims, beside the version in force. It changes
//! nothing; looking is audited like a write. Counts under ten never leave the lab.

use crate::domain::version::{Kind, Version};
use crate::store;
use redress_kernel::{Action, Actor, Decimal, Fault, Outcome, Refusal, action};
use redress_mechanism::data::check::{self, Problem, Severity};
use redress_mechanism::data::{RuleSet, Rules, Schedule, Sums};
use redress_mechanism::lab::{About, Amendment, Caseload, Comparison, OutOfBounds, Run};
use redress_mechanism::{Facts, Label, Mechanism};
use redress_runtime::{Ctx, Tx};
use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

/// Chairs and administrators ask what an amendment would do.
pub const RUN_LAB: Action = action!("eligibility.run_lab", [PanelChair, Administrator]);

/// Claims of one run at most, invented or not: some seconds of work.
pub const CLAIMS_MAX: u64 = 1_000_000;
/// Invented claims where no number is asked for.
pub const CLAIMS_USUAL: u64 = 100_000;
/// Claims that are read at once.
const PAGE: i32 = 1_000;

/// One run at a time: it takes half of the processors while it lasts.
#[derive(Debug, Clone)]
pub struct Lab(Arc<Semaphore>);

impl Default for Lab {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Lab {
    /// The one run that there can be; refused while another holds it.
    pub fn begin(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        self.0.clone().try_acquire_owned().map_err(|_| Refusal::conflict("lab-busy"))
    }
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RunLab {
    /// Over which claims.
    pub claims: Claims,
    /// The money that there is for payment, US dollars: which factor follows.
    #[schema(value_type = Option<redress_mechanism::schema::Number>)]
    pub fund: Option<Decimal>,
    /// Simple changes; they come on top of what else is given.
    pub amendment: Amendment,
    /// A version of the rules that is kept, instead of the one in force.
    pub rules_version: Option<Label>,
    /// A version of the sums that is kept, instead of the one in force.
    pub schedule_version: Option<Label>,
    /// A whole draft of the rules, instead of those in force.
    pub rules: Option<RuleSet>,
    /// A whole draft of the sums, instead of those in force.
    pub schedule: Option<Sums>,
}

/// Which claims to run over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "source", rename_all = "snake_case", deny_unknown_fields)]
pub enum Claims {
    /// The claims that are there, without whose they are.
    Caseload {},
    /// Invented ones.
    Invented {
        /// From which they follow.
        seed: u64,
        /// How many.
        count: u64,
    },
}

impl Default for Claims {
    fn default() -> Self {
        Self::Invented { seed: 1, count: CLAIMS_USUAL }
    }
}

/// Compares.
#[tracing::instrument(name = "eligibility.run_lab", skip_all)]
pub async fn run_lab(ctx: &Ctx, lab: &Lab, actor: &Actor, asked: RunLab) -> Outcome<Comparison> {
    actor.may(RUN_LAB)?;
    bounded(&asked)?;
    let (base, draft) = versions(ctx, actor, &asked).await?;
    let held = lab.begin()?;
    let (send, lots) = mpsc::channel(2);
    let fund = asked.fund;
    let work = tokio::task::spawn_blocking(move || {
        let _held_to_the_end = held;
        work(&base, &draft, lots, fund)
    });
    match asked.claims {
        Claims::Caseload {} => ctx.read(actor, RUN_LAB, async |tx| feed(tx, send).await).await?,
        Claims::Invented { seed, count } => {
            // The work waits for it: nobody else is sending.
            let _ = send.send(Lot::Invented(seed, count)).await;
            drop(send);
        }
    }
    // No connection lies idle while the claims are worked through.
    let seen = work.await.map_err(Fault::new)?;
    let detail = serde_json::json!({
        "claims": asked.claims, "fund": asked.fund, "amendment": asked.amendment,
        "base": seen.base, "draft": seen.draft,
    });
    ctx.act(actor, RUN_LAB, async |tx| {
        tx.subject("lab");
        tx.detail(detail);
        Ok(seen)
    })
    .await
}

/// Claims on their way to the work.
enum Lot {
    /// All of an invented caseload: seed and number.
    Invented(u64, u64),
    /// Some of those that are there.
    Real(Vec<Facts>),
}

/// Reads the claims page by page; what is read is let go as soon as it is counted.
async fn feed(tx: &mut Tx, send: mpsc::Sender<Lot>) -> Outcome<()> {
    let until = store::lab::until(tx.conn()).await?;
    let (mut after, mut read) = (0, 0);
    while let store::lab::Read { facts, last: Some(last) } =
        store::lab::facts(tx.conn(), after, until, PAGE).await?
    {
        after = last;
        read += facts.len() as u64;
        if read > CLAIMS_MAX {
            return Err(Refusal::conflict("lab-too-many").into());
        }
        if send.send(Lot::Real(facts)).await.is_err() {
            return Err(Fault::new("the work of the lab has ended").into());
        }
    }
    Ok(())
}

fn work(
    base: &Mechanism,
    draft: &Mechanism,
    mut lots: mpsc::Receiver<Lot>,
    fund: Option<Decimal>,
) -> Comparison {
    // Half of the processors, so that others are answered meanwhile.
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = NonZeroUsize::new(processors.div_ceil(2)).unwrap_or(NonZeroUsize::MIN);
    let mut run = Run::new(base, draft);
    let mut about = About::Caseload;
    while let Some(lot) = lots.blocking_recv() {
        match lot {
            Lot::Invented(seed, count) => {
                about = About::Invented { seed };
                run.add(&Caseload::new(seed, count), threads);
            }
            Lot::Real(facts) => run.add(facts.as_slice(), threads),
        }
    }
    run.finish(about, fund)
}

fn bounded(asked: &RunLab) -> Result<(), Refusal> {
    if let Claims::Invented { count, .. } = asked.claims
        && !(1..=CLAIMS_MAX).contains(&count)
    {
        return Err(Refusal::field("count", "lab-count").with("max", CLAIMS_MAX));
    }
    let is_amount =
        |fund: Decimal| redress_kernel::Money::usd(fund).is_ok() && fund >= Decimal::ZERO;
    if asked.fund.is_some_and(|fund| !is_amount(fund)) {
        return Err(Refusal::field("fund", "amount-malformed"));
    }
    Ok(())
}

/// The versions that a decision of today is made under, and the draft: another version, kept or
/// given, in place of the rules or the sums in force, and simple changes on top.
async fn versions(
    ctx: &Ctx,
    actor: &Actor,
    asked: &RunLab,
) -> Outcome<(Arc<Mechanism>, Mechanism)> {
    ctx.read(actor, RUN_LAB, async |tx| {
        let today = tx.now().date();
        let base = store::version::in_force(tx.conn(), today).await?;
        let mut draft = Mechanism::clone(&base);
        if let Some(name) = asked.rules_version {
            let text = kept(tx, Kind::Rules, name, "rules_version").await?;
            draft.rules = Rules::new(RuleSet::parse(&text).map_err(Fault::new)?);
        }
        if let Some(name) = asked.schedule_version {
            let text = kept(tx, Kind::Schedule, name, "schedule_version").await?;
            draft.schedule = Schedule::new(Sums::parse(&text).map_err(Fault::new)?);
        }
        if let Some(set) = &asked.rules {
            sound("rules", &check::rules(set, &is_known))?;
            draft.rules = Rules::new(set.clone());
        }
        if let Some(sums) = &asked.schedule {
            sound("schedule", &check::schedule(sums))?;
            draft.schedule = Schedule::new(sums.clone());
        }
        if !asked.amendment.is_empty() {
            let out = |out: OutOfBounds| Refusal::field(out.field, "lab-bounds");
            draft = asked.amendment.draft(&draft).map_err(out)?;
            sound("amendment", &check::rules(&draft.rules.set, &is_known))?;
            sound("amendment", &check::schedule(&draft.schedule.sums))?;
        }
        Ok((base, draft))
    })
    .await
}

/// The text of a version that is kept, or that the program ships with.
async fn kept(tx: &mut Tx, kind: Kind, name: Label, field: &'static str) -> Outcome<String> {
    if name.as_str() == kind.shipped().0 {
        return Ok(kind.shipped_text().to_owned());
    }
    let text = store::version::content(tx.conn(), kind, name.as_str()).await?;
    Ok(text.ok_or_else(|| Refusal::field(field, "choice-unknown"))?)
}

/// A draft that could not be kept as a version is no draft: the first thing wrong is told.
fn sound(field: &'static str, problems: &[Problem]) -> Result<(), Refusal> {
    match problems.iter().find(|problem| problem.severity == Severity::Error) {
        None => Ok(()),
        Some(problem) => {
            let told = Refusal::field(field, "lab-unsound");
            Err(told.with("path", &problem.path).with("code", problem.code))
        }
    }
}

/// Texts of a draft's own codes are not shown by the lab.
fn is_known(_language: &str, _key: &str) -> bool {
    true
}

/// What the form shows: the versions in force, and those that can be chosen instead.
#[derive(Debug, Clone)]
pub struct LabForm {
    /// The rules and sums in force.
    pub now: Arc<Mechanism>,
    /// Versions that are kept.
    pub versions: Vec<Version>,
}

/// For the form; nothing of any claim.
pub async fn lab_form(ctx: &Ctx, actor: &Actor) -> Outcome<LabForm> {
    ctx.read(actor, RUN_LAB, async |tx| {
        let today = tx.now().date();
        let now = store::version::in_force(tx.conn(), today).await?;
        let versions = store::version::all(tx.conn()).await?;
        Ok(LabForm { now, versions })
    })
    .await
}
