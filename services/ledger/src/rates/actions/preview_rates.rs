//! Look at a file of rates before it is imported: what each row would come to. Nothing is written.

use crate::desk::day::day_of;
use crate::rates::domain::rates::{Recorded, Verdict, judge};
use crate::rates::domain::rates_file::{
    BYTES_MAX, FileProblem, Format, Listed, ROWS_MAX, RatesFile, RowProblem, read,
};
use crate::rates::store as rate;
use redress_kernel::{Action, Actor, Currency, Date, Decimal, Outcome, Refusal, action, codes};
use redress_runtime::{Ctx, Tx};
use redress_web::keys::{hex, sha256};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Finance officers import rates.
pub const NAME: Action = action!("ledger.preview_rates", [FinanceOfficer]);

codes! {
    /// What a row comes to, in a word (`rates-verdict-<code>`).
    RowVerdict {
        /// To be recorded.
        New = "new",
        /// Recorded already.
        Same = "same",
        /// It stands in the file twice.
        Repeats = "repeats",
        /// Another rate is recorded for its day.
        Differs = "differs",
        /// The file has two rates for its day.
        Contradicts = "contradicts",
        /// A later rate is in force.
        Older = "older",
        /// Its day lies too far from today.
        TooFar = "too_far",
        /// No rate can be read.
        Rate = "rate",
        /// A thousand, or one and a bit.
        Ambiguous = "ambiguous",
        /// No day can be read.
        Day = "day",
        /// Nothing says where it was published, or too much.
        Source = "source",
        /// The currency is not on our list.
        NotListed = "not_listed",
        /// US dollars.
        Dollars = "dollars",
    }
}

/// A file of rates, row by row.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Preview {
    /// `own` for our columns, `un` for the list of UN operational rates.
    #[schema(value_type = String)]
    pub format: Format,
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
    #[schema(value_type = String)]
    pub verdict: RowVerdict,
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
        matches!(self.verdict, RowVerdict::Same | RowVerdict::Repeats)
    }

    /// Whether nobody here needs it.
    pub fn is_not_listed(&self) -> bool {
        matches!(self.verdict, RowVerdict::NotListed | RowVerdict::Dollars)
    }

    /// Whether it can't be taken.
    pub fn is_refused(&self) -> bool {
        self.verdict != RowVerdict::New && !self.is_same() && !self.is_not_listed()
    }
}

/// Looks at a file.
#[tracing::instrument(name = "ledger.preview_rates", skip_all)]
pub async fn preview_rates(ctx: &Ctx, actor: &Actor, file: &[u8]) -> Outcome<Preview> {
    ctx.read(actor, NAME, async |tx| Ok(look(tx, file).await?.1)).await
}

/// The file and what it comes to, as things stand in this transaction.
pub(super) async fn look(tx: &mut Tx, file: &[u8]) -> Outcome<(RatesFile, Preview)> {
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
        .map(|(listed, verdict)| judged(listed, verdict))
        .chain(read.unread.iter().map(|unread| PreviewRow {
            row: unread.row,
            currency: unread.currency.clone(),
            per_usd: None,
            published_on: None,
            effective_from: None,
            other: None,
            verdict: unread.problem.into(),
            has_moved: false,
        }))
        .collect();
    rows.sort_by_key(|row| row.row);
    let count = |is: &dyn Fn(&PreviewRow) -> bool| rows.iter().filter(|row| is(row)).count();
    let preview = Preview {
        format: read.format,
        preview: digest(file, &rows),
        new: count(&|row| row.verdict == RowVerdict::New),
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

/// A row that was read, with its verdict.
fn judged(listed: &Listed, verdict: Verdict) -> PreviewRow {
    let as_it_is = |verdict| PreviewRow {
        row: listed.row,
        currency: listed.currency.code().to_owned(),
        per_usd: Some(listed.per_usd),
        published_on: Some(listed.published_on),
        effective_from: None,
        other: None,
        verdict,
        has_moved: false,
    };
    match verdict {
        Verdict::New { effective_from, before, has_moved } => PreviewRow {
            effective_from: Some(effective_from),
            other: before,
            has_moved,
            ..as_it_is(RowVerdict::New)
        },
        Verdict::Differs(other) => {
            PreviewRow { other: Some(other), ..as_it_is(RowVerdict::Differs) }
        }
        Verdict::Same => as_it_is(RowVerdict::Same),
        Verdict::Repeats(_) => as_it_is(RowVerdict::Repeats),
        Verdict::Contradicts => as_it_is(RowVerdict::Contradicts),
        Verdict::Older => as_it_is(RowVerdict::Older),
        Verdict::TooFar => as_it_is(RowVerdict::TooFar),
    }
}

impl From<RowProblem> for RowVerdict {
    fn from(problem: RowProblem) -> Self {
        match problem {
            RowProblem::NotListed => RowVerdict::NotListed,
            RowProblem::Dollars => RowVerdict::Dollars,
            RowProblem::Rate => RowVerdict::Rate,
            RowProblem::Ambiguous => RowVerdict::Ambiguous,
            RowProblem::Day => RowVerdict::Day,
            RowProblem::Source => RowVerdict::Source,
        }
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
