//! Reports: the list of them, each as a page that prints well, and as a file.

use super::actions::read_reports::{FILE_ROWS, PAGE, WantedReport, read_report};
use super::api::body as report_body;
use super::domain::{Cell, ColumnKind, Kind, Link, Report, RowKind};
use super::sheet;
use super::sheet::Format;
use crate::desk::App;
use crate::desk::times::Times;
use crate::desk::times::TimesQuery;
use crate::desk::times_form::{TimesForm, asked_times, times_query};
use crate::desk::view::{Way, clock, holder, iso, ways};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use redress_kernel::money::grouped;
use redress_kernel::{Decimal, Fault, Money, Outcome, Stop};
use redress_web::api::Query;
use redress_web::chart::{Chart, Figure};
use redress_web::{Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "reports.html")]
struct ListPage {
    ways: Vec<Way>,
    form: TimesForm,
    /// Address, name, what it shows.
    reports: Vec<(String, String, String)>,
    page: Page,
}

pub(crate) async fn list(
    person: Person,
    Query(query): Query<TimesQuery>,
) -> Result<Response, Failure> {
    // Nothing is read here; who may read a report may see that there is one.
    person.actor.may(super::actions::read_reports::NAME)?;
    let (times, refusals) = asked_times(&query)?;
    let page = person.page("title-reports").with_errors(&refusals);
    let asked = times_query(times);
    let reports = Kind::ALL.iter().map(|kind| {
        let name = kind.as_str();
        (
            format!("/finance/reports/{name}?{asked}"),
            page.t(&format!("report-{name}")),
            page.t(&format!("report-about-{name}")),
        )
    });
    let template = ListPage {
        ways: ways(&page),
        form: TimesForm::new(&page, "/finance/reports".to_owned(), &query, true),
        reports: reports.collect(),
        page,
    };
    Ok(render(&template, &template.page))
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    ways: Vec<Way>,
    title: String,
    basis: String,
    about: String,
    form: TimesForm,
    /// Address and name of each file.
    files: Vec<(String, String)>,
    charts: Vec<Chart>,
    head: Vec<(String, &'static str)>,
    rows: Vec<TableRow>,
    left_out: String,
    next: String,
    page: Page,
}

struct TableRow {
    class: &'static str,
    cells: Vec<TableCell>,
}

struct TableCell {
    text: String,
    href: String,
    class: &'static str,
}

fn asked(kind: Kind, times: Times, query: &TimesQuery, most: usize) -> WantedReport<'_> {
    let Times { from, on_day, known_at } = times;
    let after = query.after.as_deref().filter(|after| !after.is_empty());
    WantedReport { kind, from, on_day, known_at, after, most }
}

fn kind_of(name: &str) -> Outcome<Kind> {
    name.parse().map_err(|_| Stop::Missing)
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(name): Path<String>,
    Query(query): Query<TimesQuery>,
) -> Result<Response, Failure> {
    let kind = kind_of(&name)?;
    let (times, mut refusals) = asked_times(&query)?;
    let wanted = asked(kind, times, &query, PAGE);
    let report = match read_report(&app.ctx, &person.actor, wanted).await {
        Err(Stop::Refused(said)) => {
            refusals.extend(said);
            let plain = WantedReport { after: None, ..asked(kind, Times::default(), &query, PAGE) };
            read_report(&app.ctx, &person.actor, plain).await?
        }
        other => other?,
    };
    let page = person.page(&format!("report-{name}")).with_errors(&refusals);
    let link = times_query(times_of(&report));
    let files = Format::ALL.map(|format| {
        let (ending, after) = (format.ending(), query.after.as_deref().unwrap_or_default());
        let after = if after.is_empty() { String::new() } else { format!("&after={after}") };
        let href = format!("/finance/reports/{name}/{ending}?{link}{after}");
        (href, page.t(&format!("report-file-{ending}")))
    });
    let next = report.next.as_ref();
    let template = ReportPage {
        ways: ways(&page),
        title: page.t(&format!("report-{name}")),
        basis: basis(&page, &report),
        about: page.t(&format!("report-about-{name}")),
        form: TimesForm::new(
            &page,
            format!("/finance/reports/{name}"),
            &query,
            kind.is_of_period(),
        ),
        files: files.to_vec(),
        charts: charts(&page, &report),
        head: head(&page, &report),
        rows: rows(&page, &report, &link),
        left_out: match report.left_out {
            0 => String::new(),
            some => page.t1("report-left-out", "count", some),
        },
        next: next
            .map(|after| format!("/finance/reports/{name}?{link}&after={after}"))
            .unwrap_or_default(),
        page,
    };
    Ok(render(&template, &template.page))
}

pub(crate) async fn file(
    State(app): State<App>,
    person: Person,
    Path((name, ending)): Path<(String, String)>,
    Query(query): Query<TimesQuery>,
) -> Result<Response, Failure> {
    let kind = kind_of(&name)?;
    let format = Format::from_ending(&ending).ok_or(Stop::Missing)?;
    let wanted = asked(kind, query.times()?, &query, FILE_ROWS);
    let report = read_report(&app.ctx, &person.actor, wanted).await?;
    let page = person.page("title-report");
    let bytes = match format {
        Format::Xlsx => {
            let lead = [page.t(&format!("report-{name}")), basis(&page, &report)];
            sheet::xlsx(&report, &lead, &|key| page.t(key))?
        }
        Format::Csv => sheet::csv(&report).into_bytes(),
        Format::Json => serde_json::to_vec_pretty(&report_body(&report)).map_err(Fault::new)?,
    };
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", format.file_name(&report)),
        ),
    ];
    Ok((headers, bytes).into_response())
}

/// The times of a report as they were filled in: the same address gives the same figures again.
fn times_of(report: &Report) -> Times {
    let basis = report.basis;
    Times { from: basis.from, on_day: Some(basis.on_day), known_at: Some(basis.known_at) }
}

fn basis(page: &Page, report: &Report) -> String {
    let (day, moment) = (page.day(&report.basis.on_day), clock(report.basis.known_at));
    match report.basis.from {
        None => page.ta("report-basis-day", &[("day", day.as_str()), ("moment", &moment)]),
        Some(from) => page.ta(
            "report-basis-period",
            &[("from", page.day(&from).as_str()), ("day", &day), ("moment", &moment)],
        ),
    }
}

fn head(page: &Page, report: &Report) -> Vec<(String, &'static str)> {
    let columns = report.columns.iter();
    let heads = columns.map(|column| {
        let class = match column.kind {
            ColumnKind::Money | ColumnKind::Count => "amount",
            ColumnKind::Text | ColumnKind::Day => "",
        };
        (page.t(&format!("report-col-{}", column.name)), class)
    });
    heads.collect()
}

fn rows(page: &Page, report: &Report, times: &str) -> Vec<TableRow> {
    let rows = report.rows.iter().map(|row| {
        let (linked, href) = match row.link {
            None => ("", String::new()),
            Some(Link::Account(id)) => ("account", format!("/finance/books/accounts/{id}?{times}")),
            Some(Link::Claim(id)) => ("claim", format!("/finance/payments/{id}")),
            Some(Link::Entry(id)) => ("entry", format!("/finance/books/entries/{id}")),
        };
        let cells = row.cells.iter().zip(&report.columns).map(|(cell, column)| TableCell {
            text: match cell {
                // The currency stands in a column of its own.
                Cell::Money(sum) => page.lang.number(&grouped(sum.amount())),
                Cell::Text(code) if column.name == "holder" => holder(page, code),
                other => text(page, other),
            },
            href: if column.name == linked { href.clone() } else { String::new() },
            class: match column.kind {
                ColumnKind::Money | ColumnKind::Count => "amount",
                ColumnKind::Day => "tight",
                ColumnKind::Text if column.name == "claim" => "tight",
                ColumnKind::Text => "",
            },
        });
        let class = match row.kind {
            RowKind::Item => "",
            RowKind::Heading => "part",
            RowKind::Total => "total",
        };
        TableRow { class, cells: cells.collect() }
    });
    rows.collect()
}

fn text(page: &Page, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Word(list, code) => page.t(&format!("{list}-{code}")),
        Cell::Day(day) => iso(*day),
        Cell::Count(count) => count.to_string(),
        Cell::Money(money) => page.money(money),
    }
}

fn charts(page: &Page, report: &Report) -> Vec<Chart> {
    let drawn = report.charts.iter().map(|chart| {
        let currency = chart.currency.code();
        let title =
            page.t1(&format!("report-chart-{}", report.kind.as_str()), "currency", currency);
        let names: Vec<_> =
            chart.bars.iter().map(|name| page.t(&format!("report-col-{name}"))).collect();
        let rows: Vec<(String, Vec<Figure>)> = chart
            .groups
            .iter()
            .map(|(label, sums)| {
                let figures =
                    sums.iter().map(|sum| Figure { size: size(sum), text: page.money(sum) });
                (text(page, label), figures.collect())
            })
            .collect();
        let said = rows.iter().map(|(label, figures)| {
            let figures: Vec<_> = figures.iter().map(|figure| figure.text.as_str()).collect();
            format!("{label}: {}", figures.join(", "))
        });
        let summary = format!("{} – {}", names.join(", "), said.collect::<Vec<_>>().join("; "));
        Chart::draw(format!("chart-{currency}"), (title, summary), names, rows)
    });
    drawn.collect()
}

/// The length of a bar, in hundredths; nothing for what is below zero, whose figure says so.
fn size(sum: &Money) -> u64 {
    let hundredths = sum.amount().max(Decimal::ZERO).checked_mul(Decimal::ONE_HUNDRED);
    hundredths.and_then(|many| u64::try_from(many).ok()).unwrap_or(u64::MAX)
}
