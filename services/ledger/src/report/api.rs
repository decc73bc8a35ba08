//! Reports, the entries of an account, one entry.

use super::actions::read_reports::{FILE_ROWS, WantedReport, read_report};
use super::domain::{Cell, ColumnKind, Kind, Link, Report, RowKind};
use crate::desk::App;
use crate::desk::times::TimesQuery;
use crate::desk::times::{iso, iso_moment};
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::{ClaimId, EntryId, Stop};
use redress_web::{Caller, Failure, Query};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

/// A report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportBody {
    /// Which.
    #[schema(value_type = String)]
    report: Kind,
    /// First effective day, of reports over a period.
    from: Option<String>,
    /// Last effective day.
    on_day: String,
    /// Only what was recorded by then.
    known_at: String,
    /// Its columns, in order.
    columns: Vec<ColumnBody>,
    /// Its rows.
    rows: Vec<RowBody>,
    /// Rows that were left out for their number.
    left_out: usize,
    /// What to send as `after` for the rows that follow.
    next: Option<String>,
}

/// A column of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ColumnBody {
    /// Its name in the cells of rows.
    name: &'static str,
    /// `text`, `day`, `count` or `money`.
    #[schema(value_type = String)]
    kind: ColumnKind,
}

/// A row of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowBody {
    /// `item`, `heading` or `total`.
    #[schema(value_type = String)]
    kind: RowKind,
    /// Its cells by column; empty ones are left out.
    #[schema(value_type = Object)]
    cells: Map<String, Value>,
    /// The account that its figures come from.
    account_id: Option<i32>,
    /// The claim that they come from.
    claim_id: Option<ClaimId>,
    /// The entry that they come from.
    entry_id: Option<EntryId>,
}

/// A report as JSON.
pub(crate) fn body(report: &Report) -> ReportBody {
    let columns = report.columns.iter();
    let columns = columns.map(|column| ColumnBody { name: column.name, kind: column.kind });
    let rows = report.rows.iter().map(|row| {
        let cells = report.columns.iter().zip(&row.cells);
        let cells = cells.filter_map(|(column, cell)| Some((column.name.to_owned(), value(cell)?)));
        RowBody {
            kind: row.kind,
            cells: cells.collect(),
            account_id: if let Some(Link::Account(id)) = row.link { Some(id) } else { None },
            claim_id: if let Some(Link::Claim(id)) = row.link { Some(id) } else { None },
            entry_id: if let Some(Link::Entry(id)) = row.link { Some(id) } else { None },
        }
    });
    ReportBody {
        report: report.kind,
        from: report.basis.from.map(iso),
        on_day: iso(report.basis.on_day),
        known_at: iso_moment(report.basis.known_at),
        columns: columns.collect(),
        rows: rows.collect(),
        left_out: report.left_out,
        next: report.next.clone(),
    }
}

fn value(cell: &Cell) -> Option<Value> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Text(text) | Cell::Word(_, text) => json!(text),
        Cell::Day(day) => json!(iso(*day)),
        Cell::Count(count) => json!(count),
        Cell::Money(money) => json!(money),
    })
}

/// A report: `trial-balance`, `financial-position`, `financial-performance`, `awards`, `aged-payables`,
/// `exchange-differences` or `fund-by-month`.
#[utoipa::path(get, path = "/api/ledger/reports/{report}", operation_id = "ledger.read_report",
    params(("report" = String, Path, description = "Name of the report"), TimesQuery),
    responses((status = 200, description = "The report", body = ReportBody),
        (status = 404, description = "No such report"),
        (status = 422, description = "A day or moment that can't be")))]
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
    Query(query): Query<TimesQuery>,
) -> Result<Json<ReportBody>, Failure> {
    let kind = name.parse().map_err(|_| Stop::Missing)?;
    let times = query.times()?;
    let asked = WantedReport {
        kind,
        from: times.from,
        on_day: times.on_day,
        known_at: times.known_at,
        after: query.after.as_deref().filter(|after| !after.is_empty()),
        most: FILE_ROWS,
    };
    Ok(Json(body(&read_report(&app.ctx, &caller.actor, asked).await?)))
}
