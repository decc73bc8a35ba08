//! One statement: lines to look at, with what can be booked of them, and matched lines.

use super::view::{Cell, Table, Way, is_officer, iso, ways};
use crate::App;
use crate::actions::book_line::{BookLine, book_line};
use crate::actions::read_bank;
use crate::store::statement::Explained;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{StatementId, StatementLineId, Stop};
use redress_web::{Failure, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage {
    ways: Vec<Way>,
    heading: String,
    lead: String,
    /// What can be booked: line, kind, text of the button.
    offers: Vec<(String, &'static str, String)>,
    statement_id: String,
    tables: Vec<Table>,
    page: Page,
}

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<StatementId>,
) -> Result<Response, Failure> {
    let page = person.page("title-statement");
    shown(&app, &person, id, page).await
}

pub(super) async fn book(
    State(app): State<App>,
    Path(id): Path<StatementId>,
    form: Form,
) -> Result<Response, Failure> {
    form.fields.only(&["line", "kind"])?;
    let line: StatementLineId = form.fields.get("line").parse().map_err(|_| Stop::Missing)?;
    let cmd = BookLine { kind: form.fields.get("kind").to_owned() };
    let once = form.once();
    match book_line(&app.ctx, form.actor(), line, cmd, once.as_ref()).await {
        Ok(_) => Ok(redirect(&format!("/finance/statements/{id}"))),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-statement").with_errors(&refusals);
            shown(&app, &form.person, id, page).await
        }
        Err(stop) => Err(stop.into()),
    }
}

async fn shown(
    app: &App,
    person: &Person,
    id: StatementId,
    page: Page,
) -> Result<Response, Failure> {
    let detail = read_bank::show_statement(&app.ctx, &person.actor, id).await?;
    let is_open = |row: &&Explained| row.meaning == "exception" && row.resolved.is_none();
    let (open, matched): (Vec<_>, Vec<_>) = detail.rows.iter().partition(is_open);
    let statement = &detail.statement;
    let continuity = page.t(&format!("continuity-{}", statement.continuity));
    let (opening, closing) = (page.money(&statement.opening), page.money(&statement.closing));
    let args = [
        ("opening", opening.as_str()),
        ("closing", closing.as_str()),
        ("continuity", continuity.as_str()),
    ];
    let template = StatementPage {
        ways: ways(&page),
        heading: page.t1("statement-heading", "name", &statement.bank_statement_id),
        lead: page.ta("statement-lead", &args),
        offers: if is_officer(person) { offers(&page, &open) } else { Vec::new() },
        statement_id: id.to_string(),
        tables: vec![
            lines(&page, "exceptions-caption", &open),
            lines(&page, "matched-caption", &matched),
        ],
        page,
    };
    Ok(render(&template, &template.page))
}

/// Lines without a reference of ours can be booked; what concerns a payment the bank must put
/// right.
fn offers(page: &Page, open: &[&Explained]) -> Vec<(String, &'static str, String)> {
    open.iter()
        .filter(|row| matches!(row.reason.as_deref(), Some("no_reference" | "unknown_reference")))
        .map(|row| {
            let line = &row.line;
            let is_credit = line.direction == "credit";
            let kind = if is_credit { "contribution" } else { "charge" };
            let (amount, day) = (page.money(&line.amount), page.day(&line.booked_on));
            let args = [("amount", amount.as_str()), ("day", day.as_str())];
            let text = if is_credit {
                page.ta("book-contribution", &args)
            } else {
                page.ta("book-charge", &args)
            };
            (line.line_id.to_string(), kind, text)
        })
        .collect()
}

fn lines(page: &Page, caption: &str, rows: &[&Explained]) -> Table {
    let rows = rows
        .iter()
        .map(|row| {
            let line = &row.line;
            let claim = match (&row.claim_code, row.claim_id) {
                (Some(code), Some(id)) => Cell::claim(code, id),
                _ => Cell::text(line.end_to_end_id.clone().unwrap_or_default()),
            };
            let meaning = match &row.reason {
                Some(_) if row.resolved.is_some() => {
                    let kind = row.resolved.as_deref().unwrap_or_default();
                    format!("{} {}", page.t(&format!("line-{kind}")), page.t("line-by-hand"))
                }
                Some(reason) => {
                    let expected = row.expected.as_ref().map(|money| page.money(money));
                    let expected = expected.map(|m| page.t1("line-expected", "amount", m));
                    let reason = page.t(&format!("unmatched-{reason}"));
                    format!("{reason} {}", expected.unwrap_or_default())
                }
                None => page.t(&format!("line-{}", row.meaning)),
            };
            let back = line.return_reason.as_ref().map(|reason| format!(" ({reason})"));
            vec![
                Cell::text(iso(line.booked_on)),
                Cell::text(page.t(&format!("line-{}", line.direction))),
                Cell::text(line.reference.clone().unwrap_or_default()),
                claim,
                Cell::text(format!("{meaning}{}", back.unwrap_or_default())),
                Cell::money_if(page, line.instructed.as_ref()),
                Cell::money_if(page, line.charges.as_ref()),
                Cell::money(page, &line.amount),
            ]
        })
        .collect();
    let head = [
        "col-booked",
        "col-direction",
        "col-reference",
        "col-claim",
        "col-meaning",
        "col-instructed-amount",
        "col-charges-amount",
        "col-moved-amount",
    ];
    Table::new(page, caption, &head, rows)
}
