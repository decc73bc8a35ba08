//! Look at a file of rates before it is imported: what each row would come to. Nothing is written.

use crate::desk::day::day_of;
use crate::rates::domain::rates::{Recorded, Verdict, judge};
use crate::rates::domain::rates_file::{
    BYTES_MAX, FileProblem, ROWS_MAX, RatesFile, RowProblem, read,
};
use crate::rates::store as rate;
use redress_kernel::{Action, Actor, Currency, Date, Decimal, Outcome, Refusal, action};
use redress_runtime::{Ctx, Tx};
use redress_web::keys::{hex, sha256};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Finance officers import rates.
pub const NAME: Action = action!("ledger.preview_rates", [FinanceOfficer]);

/// A file of rates, row by row.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Preview {
    /// `own` for our columns, `un` for the list of UN operational rates.
    pub format: String,
    /// What this preview came to; an import names it and is refused when it would come to anything
    /// else.
    pub preview: String,
    /// Rates that would be recorded.
    pub new: usize,
    /// Rows that are recorded already, or stand in the file twice.
    pub same: usize,
    /// Rows that can't be taken.
    pub refused: usize,
    /// Rows of US dollars and of currencies that are not on our list.
    pub not_listed: usize,
    /// Every row, in the order of the file.
    pub rows: Vec<PreviewRow>,
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PreviewRow {
    /// As a spreadsheet counts, from 1.
    pub row: u32,
    /// The currency as it stands there.
    pub currency: String,
    /// Units for one US dollar.
    pub per_usd: Option<Decimal>,
    /// The day from which on it was published to be in force.
    pub published_on: Option<Date>,
    /// The day from which on it would be in force here: today at the earliest.
    pub effective_from: Option<Date>,
    /// The rate in force before it, or the one that stands against it.
    pub other: Option<Decimal>,
    /// `new`, `same`, `repeats`, `differs`, `contradicts`, `older`, `too_far`, `rate`, `ambiguous`,
    /// `day`, `source`, `not_listed` or `dollars`.
    pub verdict: &'static str,
    /// Whether it moved so far from the rate before it that the import must say that this is right.
    pub has_moved: bool,
}

impl PreviewRow {
    /// How an import names a rate that moved far: `EUR 2026-12-01`.
    pub fn name(&self) -> String {
        format!(
            "{} {}",
            self.currency,
            self.effective_from.map(|day| day.to_string()).unwrap_or_default()
        )
    }

    /// Whether it is recorded already.
    pub fn is_same(&self) -> bool {
        matches!(self.verdict, "same" | "repeats")
    }

    /// Whether nobody here needs it.
    pub fn is_not_listed(&self) -> bool {
        matches!(self.verdict, "not_listed" | "dollars")
    }

    /// Whether it can't be taken.
    pub fn is_refused(&self) -> bool {
        self.verdict != "new" && !self.is_same() && !self.is_not_listed()
    }
}

/// Looks at a file.
#[tracing::instrument(name = "ledger.preview_rates", skip_all)]
pub async fn preview_rates(ctx: &Ctx, actor: &Actor, file: &[u8]) -> Outcome<Preview> {
    ctx.read(actor, NAME, async |tx| Ok(look(tx, file).await?.1)).await
}

/// The file and what it comes to, as things stand in this transaction.
pub(crate) async fn look(tx: &mut Tx, file: &[u8]) -> Outcome<(RatesFile, Preview)> {
    let read = read(file).map_err(unreadable)?;
    let mut recorded: BTreeMap<Currency, Vec<Recorded>> = BTreeMap::new();
    for (currency, rate) in rate::recorded(tx.conn()).await? {
        recorded.entry(currency).or_default().push(rate);
    }
    let verdicts = judge(&read.listed, &recorded, day_of(tx.now()));
    let mut rows: Vec<PreviewRow> = read
        .listed
        .iter()
        .zip(verdicts)
        .map(|(listed, verdict)| {
            let (verdict, effective_from, other, has_moved) = told(verdict);
            PreviewRow {
                row: listed.row,
                currency: listed.currency.code().to_owned(),
                per_usd: Some(listed.per_usd),
                published_on: Some(listed.published_on),
                effective_from,
                other,
                verdict,
                has_moved,
            }
        })
        .chain(read.unread.iter().map(|unread| PreviewRow {
            row: unread.row,
            currency: unread.currency.clone(),
            per_usd: None,
            published_on: None,
            effective_from: None,
            other: None,
            verdict: problem(unread.problem),
            has_moved: false,
        }))
        .collect();
    rows.sort_by_key(|row| row.row);
    let count = |is: &dyn Fn(&PreviewRow) -> bool| rows.iter().filter(|row| is(row)).count();
    let preview = Preview {
        format: read.format.as_str().to_owned(),
        preview: digest(file, &rows),
        new: count(&|row| row.verdict == "new"),
        same: count(&PreviewRow::is_same),
        refused: count(&PreviewRow::is_refused),
        not_listed: count(&PreviewRow::is_not_listed),
        rows,
    };
    Ok((read, preview))
}

fn unreadable(problem: FileProblem) -> Refusal {
    match problem {
        FileProblem::TooLarge => {
            Refusal::field("file", "rates-too-large").with("max", BYTES_MAX / 1024)
        }
        FileProblem::TooManyRows => Refusal::field("file", "rates-too-many").with("max", ROWS_MAX),
        FileProblem::NotText => Refusal::field("file", "rates-not-text"),
        FileProblem::NoHeadings => Refusal::field("file", "rates-no-headings"),
    }
}

type Told = (&'static str, Option<Date>, Option<Decimal>, bool);

fn told(verdict: Verdict) -> Told {
    match verdict {
        Verdict::New { effective_from, before, has_moved } => {
            ("new", Some(effective_from), before, has_moved)
        }
        Verdict::Same => ("same", None, None, false),
        Verdict::Repeats(_) => ("repeats", None, None, false),
        Verdict::Differs(other) => ("differs", None, Some(other), false),
        Verdict::Contradicts => ("contradicts", None, None, false),
        Verdict::Older => ("older", None, None, false),
        Verdict::TooFar => ("too_far", None, None, false),
    }
}

fn problem(problem: RowProblem) -> &'static str {
    match problem {
        RowProblem::NotListed => "not_listed",
        RowProblem::Dollars => "dollars",
        RowProblem::Rate => "rate",
        RowProblem::Ambiguous => "ambiguous",
        RowProblem::Day => "day",
        RowProblem::Source => "source",
    }
}

/// Of the file and of all that a person decides upon: the verdicts, the days, the rates before.
fn digest(file: &[u8], rows: &[PreviewRow]) -> String {
    let mut said = hex(&sha256(file));
    for row in rows {
        said.push_str(&format!(
            "\n{} {} {:?} {:?} {:?} {}",
            row.row, row.currency, row.per_usd, row.effective_from, row.other, row.verdict
        ));
    }
    hex(&sha256(said.as_bytes()))
}
