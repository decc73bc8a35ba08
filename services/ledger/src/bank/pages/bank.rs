//! Files from the bank: one place to bring them in, the list of statements, the books against the
//! bank.

use crate::bank::actions::import_statement::{self, Imported, import_statement};
use crate::bank::actions::import_status_report::{ReportTaken, import_status_report};
use crate::bank::actions::read_bank;
use crate::bank::actions::read_bank::Comparison;
use crate::cash::pages::accounts::name as account_name;
use crate::desk::App;
use crate::desk::upload::Upload;
use crate::desk::view::{Cell, Table, Way, is_officer, ways};
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::HeaderMap;
use axum::response::Response;
use redress_iso20022::{Message, message};
use redress_kernel::{Outcome, Refusal, Stop};
use redress_web::{Asked, Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "statements.html")]
struct Statements {
    ways: Vec<Way>,
    can_import: bool,
    /// What the last file came to.
    result: Option<(String, Vec<(String, String)>)>,
    /// The books against the bank.
    reconciled: Vec<(String, String)>,
    tables: Vec<Table>,
    page: Page,
}

/// What a file came to.
enum Taken {
    Statement(Imported),
    Report(ReportTaken),
}

pub(crate) async fn list(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-statements");
    listed(&app, &person, page, None).await
}

pub(crate) async fn import(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Failure> {
    let upload = Upload::read(&person, &headers, form, import_statement::NAME, &[]).await?;
    match take(&app, &person, &upload).await {
        Ok(taken) => {
            let page = person.page("title-statements");
            let result = result_of(&page, &taken);
            listed(&app, &person, page, Some(result)).await
        }
        Err(Stop::Refused(refusals)) => {
            let page = person.page("title-statements").with_errors(&refusals);
            listed(&app, &person, page, None).await
        }
        Err(stop) => Err(stop.into()),
    }
}

async fn take(app: &App, person: &Person, upload: &Upload) -> Outcome<Taken> {
    if upload.file.is_empty() {
        return Err(Refusal::field("file", "field-required").into());
    }
    let once = upload.once(person);
    let kind = message(&upload.file).map_err(|e| import_statement::unreadable(&e))?;
    let (actor, once) = (&person.actor, once.as_ref());
    Ok(match kind {
        Message::Statement => Taken::Statement(
            import_statement(&app.ctx, &app.bank, actor, &upload.file, once).await?,
        ),
        Message::StatusReport => {
            Taken::Report(import_status_report(&app.ctx, actor, &upload.file, once).await?)
        }
    })
}

fn result_of(page: &Page, taken: &Taken) -> (String, Vec<(String, String)>) {
    let counted = |rows: &[(&str, usize)]| {
        rows.iter().map(|(key, count)| (page.t(key), count.to_string())).collect()
    };
    match taken {
        Taken::Statement(imported) if imported.was_known => (page.t("import-known"), Vec::new()),
        Taken::Statement(imported) => (
            page.t("import-statement-done"),
            counted(&[
                ("import-lines", imported.lines),
                ("import-settled", imported.settled),
                ("import-returned", imported.returned),
                ("import-charges", imported.charges),
                ("import-contributions", imported.contributions),
                ("import-transfers", imported.transfers),
                ("import-exceptions", imported.exceptions),
                ("import-repeated", imported.repeated),
            ]),
        ),
        Taken::Report(report) if report.was_known => (page.t("import-known"), Vec::new()),
        Taken::Report(report) => (
            page.t("import-report-done"),
            counted(&[
                ("import-under-way", report.under_way),
                ("import-rejected", report.rejected),
                ("import-contradicted", report.contradicted),
                ("import-unknown", report.unknown),
            ]),
        ),
    }
}

async fn listed(
    app: &App,
    person: &Person,
    page: Page,
    result: Option<(String, Vec<(String, String)>)>,
) -> Result<Response, Failure> {
    let asked = Asked::of("/finance/statements", &person.visitor);
    let paged = read_bank::list_statements(&app.ctx, &person.actor, &asked.shown()).await?;
    let (statements, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let rows = statements
        .iter()
        .map(|statement| {
            let href = format!("/finance/statements/{}", statement.statement_id);
            vec![
                Cell::link(statement.bank_statement_id.clone(), href),
                Cell::text(account_name(&page, statement.bank_account.as_deref())),
                Cell::day(&page, statement.closing_on),
                Cell::tag(page.t(&format!("continuity-{}", statement.continuity))),
                Cell::text(statement.lines.to_string()),
                Cell::text(statement.exceptions.to_string()),
                Cell::money(&page, &statement.opening),
                Cell::money(&page, &statement.closing),
            ]
        })
        .collect();
    let head = [
        "col-statement",
        "col-bank-account",
        "col-closing-day",
        "col-continuity",
        "col-lines",
        "col-exceptions",
        "col-opening-amount",
        "col-closing-amount",
    ];
    let seen = read_bank::reconcile(&app.ctx, &app.bank, &person.actor).await?;
    let mut tables =
        vec![Table::new(&page, "statements-caption", &head, rows).going_on(&page, next)];
    if !seen.others.is_empty() {
        tables.insert(0, compared(&page, &seen.others));
    }
    let seen = seen.general;
    let mut reconciled = vec![(page.t("reconcile-books"), page.money(&seen.books))];
    if let (Some(bank), Some(left)) = (&seen.bank, &seen.unexplained) {
        reconciled.insert(0, (page.t("reconcile-bank"), page.money(bank)));
        reconciled.push((page.t("reconcile-unseen"), page.money(&seen.unseen_contributions)));
        reconciled.push((page.t("reconcile-transfers"), page.money(&seen.unseen_transfers)));
        reconciled.push((page.t("reconcile-exceptions"), page.money(&seen.exceptions)));
        reconciled.push((page.t("reconcile-unexplained"), page.money(left)));
    }
    let template = Statements {
        ways: ways(&page),
        reconciled,
        can_import: is_officer(person),
        result,
        tables,
        page,
    };
    Ok(render(&template, &template.page))
}

/// The other accounts against their banks.
fn compared(page: &Page, others: &[Comparison]) -> Table {
    let rows = others
        .iter()
        .map(|one| {
            vec![
                Cell::text(account_name(page, one.bank_account.as_deref())),
                Cell::money_if(page, one.bank.as_ref()),
                Cell::money(page, &one.books),
                Cell::money(page, &one.unseen_contributions),
                Cell::money(page, &one.unseen_transfers),
                Cell::money(page, &one.exceptions),
                Cell::money_if(page, one.unexplained.as_ref()),
            ]
        })
        .collect();
    let head = [
        "col-bank-account",
        "col-bank-amount",
        "col-books-amount",
        "col-unseen-amount",
        "col-unseen-exchanges-amount",
        "col-open-lines-amount",
        "col-unexplained-amount",
    ];
    Table::new(page, "reconcile-others-caption", &head, rows)
}
