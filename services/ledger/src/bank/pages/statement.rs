//! One statement: lines to look at, with what can be booked of them, and matched lines.

use crate::bank::actions::ask_booking::{self, AskBooking, KINDS, ask_booking};
use crate::bank::actions::book_line::{self, BookLine, CHARGE_MAX, book_line};
use crate::bank::actions::read_bank;
use crate::bank::actions::read_bank::Explained;
use crate::bank::domain::line::{Flow, Meaning};
use crate::cash::pages::accounts::name as account_name;
use crate::desk::App;
use crate::desk::checks::chosen;
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, Way, is_officer, iso, typed_if, ways};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::listing::PAGE_MAX;
use redress_kernel::{
    Currency, Decimal, Outcome, Refusal, StatementId, StatementLineId, Stop, Wanted,
};
use redress_web::{Asked, Failure, Fields, Form, Page, Person, render};

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage {
    ways: Vec<Way>,
    heading: String,
    lead: String,
    /// What can be booked: line, kind, text of the button.
    offers: Vec<(String, &'static str, String)>,
    /// What can be asked of a second person.
    sheets: Vec<CommandForm>,
    statement_id: String,
    tables: Vec<Table>,
    page: Page,
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<StatementId>,
) -> Result<Response, Failure> {
    let page = person.page("title-statement");
    shown(&app, &person, id, page, &Fields::default()).await
}

pub(crate) async fn book(
    State(app): State<App>,
    Path(id): Path<StatementId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(book_line::NAME, to_book, async |(line, cmd), once| {
        book_line(&app.ctx, form.actor(), line, cmd, once).await
    });
    after(&app, &form, id, done.await).await
}

/// Asks the second person to book a line.
pub(crate) async fn ask(
    State(app): State<App>,
    Path(id): Path<StatementId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(ask_booking::NAME, to_ask, async |(line, cmd), once| {
        ask_booking(&app.ctx, form.actor(), line, cmd, once).await
    });
    after(&app, &form, id, done.await).await
}

fn to_book(form: &Form) -> Outcome<(StatementLineId, BookLine)> {
    form.fields.only(&["line", "kind"])?;
    let line = form.fields.get("line").parse().map_err(|_| Stop::Missing)?;
    let not_bookable = |_| Refusal::field("kind", "line-not-bookable");
    Ok((line, BookLine { kind: form.fields.get("kind").parse().map_err(not_bookable)? }))
}

fn to_ask(form: &Form) -> Outcome<(StatementLineId, AskBooking)> {
    form.fields.only(&["ask_line", "kind", "claim_code", "note"])?;
    let line = form.fields.get("ask_line").parse().map_err(|_| Stop::Missing)?;
    let kind = chosen(&form.fields, "kind")?;
    let claim_code = typed_if(&form.fields, "claim_code");
    Ok((line, AskBooking { kind, claim_code, note: form.fields.get("note").to_owned() }))
}

async fn after<T>(
    app: &App,
    form: &Form,
    id: StatementId,
    done: Outcome<T>,
) -> Result<Response, Failure> {
    view::after(form, ("title-statement", &format!("/finance/statements/{id}")), done, |page| {
        shown(app, &form.person, id, page, &form.fields)
    })
    .await
}

async fn shown(
    app: &App,
    person: &Person,
    id: StatementId,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let asked = Asked::of(&format!("/finance/statements/{id}"), &person.visitor);
    let wanted = Wanted { limit: PAGE_MAX, ..asked.shown() };
    let detail = read_bank::show_statement(&app.ctx, &person.actor, id, &wanted).await?;
    let next = asked.next(detail.next.as_ref());
    let is_open = |row: &&Explained| row.meaning == Meaning::Exception && row.resolved.is_none();
    let (open, matched): (Vec<_>, Vec<_>) = detail.rows.iter().partition(is_open);
    let statement = &detail.statement;
    let continuity = page.t(&format!("continuity-{}", statement.continuity));
    let (opening, closing) = (page.money(&statement.opening), page.money(&statement.closing));
    let account = account_name(&page, statement.bank_account.as_deref());
    let args = [
        ("account", account.as_str()),
        ("opening", opening.as_str()),
        ("closing", closing.as_str()),
        ("continuity", continuity.as_str()),
    ];
    let template = StatementPage {
        ways: ways(&page),
        heading: page.t1("statement-heading", "name", &statement.bank_statement_id),
        lead: page.ta("statement-lead", &args),
        offers: if is_officer(person) { offers(&page, &open) } else { Vec::new() },
        sheets: if is_officer(person) { asks(&page, &open, id, typed) } else { Vec::new() },
        statement_id: id.to_string(),
        tables: vec![
            lines(&page, "exceptions-caption", &open).or_empty(&page, "exceptions-none"),
            lines(&page, "matched-caption", &matched)
                .or_empty(&page, "matched-none")
                .going_on(&page, next),
        ],
        page,
    };
    Ok(render(&template, &template.page))
}

/// Lines without a reference of ours can be booked; what concerns a payment the bank must put
/// right.
fn offers(page: &Page, open: &[&Explained]) -> Vec<(String, &'static str, String)> {
    open.iter()
        .filter(|row| row.reason.is_some_and(|reason| !reason.is_of_payment()))
        .filter(|row| !row.waits)
        .flat_map(|row| {
            let line = &row.line;
            let (amount, day) = (page.money(&line.amount), page.day(&line.booked_on));
            let args = [("amount", amount.as_str()), ("day", day.as_str())];
            let id = line.line_id.to_string();
            let mut offers = Vec::new();
            if line.direction == Flow::Came {
                offers.push((id.clone(), "contribution", page.ta("book-contribution", &args)));
            } else if line.amount.currency() != Currency::USD
                || line.amount.amount() <= Decimal::from(CHARGE_MAX)
            {
                // Of another currency the dollars that it cost are looked at when it is booked.
                offers.push((id.clone(), "charge", page.ta("book-charge", &args)));
            }
            if row.is_transfer {
                offers.push((id, "transfer", page.ta("book-transfer", &args)));
            }
            offers
        })
        .collect()
}

/// The form that asks a second person, where money left and nothing says why.
fn asks(page: &Page, open: &[&Explained], id: StatementId, typed: &Fields) -> Vec<CommandForm> {
    let lines: Vec<(String, String)> = open
        .iter()
        .filter(|row| row.line.direction == Flow::Left && !row.waits)
        .map(|row| {
            let line = &row.line;
            let reference = line.reference.as_deref().unwrap_or("–");
            let text =
                format!("{} · {} · {reference}", iso(line.booked_on), page.money(&line.amount));
            (line.line_id.to_string(), text)
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let kinds = KINDS.iter().map(|kind| (kind.to_string(), page.t(&format!("booking-{kind}"))));
    let fields = vec![
        Field::choice(page, "ask_line", ("ask-line", ""), typed.get("ask_line"), lines),
        Field::choice(page, "kind", ("ask-kind", ""), typed.get("kind"), kinds.collect()),
        Field::typed(page, "claim_code", ("ask-claim", "ask-claim-hint"), typed.get("claim_code")),
        Field::typed(page, "note", ("ask-note", "ask-note-hint"), typed.get("note")),
    ];
    vec![CommandForm::new(page, "ask", &format!("/finance/statements/{id}/ask"), fields)]
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
            let meaning = match (row.reason, row.resolved) {
                (_, Some(kind)) => {
                    format!("{} {}", page.t(&format!("line-{kind}")), page.t("line-by-hand"))
                }
                (Some(reason), None) => {
                    let waits = if row.waits { page.t("line-waits") } else { String::new() };
                    let expected = row.expected.as_ref().map(|money| page.money(money));
                    let expected = expected.map(|m| page.t1("line-expected", "amount", m));
                    let reason = page.t(&format!("unmatched-{reason}"));
                    format!("{reason} {} {waits}", expected.unwrap_or_default())
                }
                (None, None) => page.t(&format!("line-{}", row.meaning)),
            };
            let back = line.return_reason.as_ref().map(|reason| format!(" ({reason})"));
            vec![
                Cell::day(page, line.booked_on),
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
