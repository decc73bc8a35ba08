//! The list of batches, and the form to prepare one.

use crate::desk::App;
use crate::desk::page::TablesPage;
use crate::desk::view::{Cell, Table, Way, is_officer, iso, ways};
use crate::payment::actions::prepare_batch::{self, ITEMS_MAX, PrepareBatch, prepare_batch};
use crate::payment::actions::read_batches;
use crate::payment::actions::read_batches::Instalment;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{InstalmentId, Outcome, Refusal, Stop, Wanted};
use redress_web::{Asked, Failure, Fields, Form, Page, Person, redirect, render};
use time::Duration;

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let asked = Asked::of("/finance/batches", &person.visitor);
    let paged = read_batches::list_batches(&app.ctx, &person.actor, &asked.shown()).await?;
    let (batches, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let page = person.page("title-batches");
    let rows = batches
        .iter()
        .map(|batch| {
            vec![
                Cell::link(
                    page.moment(&batch.asked_at),
                    format!("/finance/batches/{}", batch.batch_id),
                ),
                Cell::tag(page.t(&format!("batch-{}", batch.state))),
                Cell::text(batch.prepared_by_label.clone()),
                Cell::text(batch.approved_by_label.clone().unwrap_or_default()),
                Cell::day(&page, batch.execution_date),
                Cell::text(batch.count.to_string()),
                Cell::money(&page, &batch.debt),
            ]
        })
        .collect();
    let head = [
        "col-prepared",
        "col-state",
        "col-prepared-by",
        "col-approved-by",
        "col-execution",
        "col-count",
        "col-debt-amount",
    ];
    let act = if is_officer(&person) {
        ("/finance/batches/new".to_owned(), page.t("batch-prepare"))
    } else {
        Default::default()
    };
    let template = TablesPage {
        ways: ways(&page),
        heading: page.t("batches-heading"),
        lead: page.t("batches-lead"),
        act,
        tables: vec![Table::new(&page, "batches-caption", &head, rows).going_on(&page, next)],
        older: Default::default(),
        page,
    };
    Ok(render(&template, &template.page))
}

/// An instalment to choose.
struct Choice {
    id: String,
    value: String,
    text: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "batch_form.html")]
struct BatchForm {
    ways: Vec<Way>,
    choices: Vec<Choice>,
    /// Address of the form with those that are due later.
    next: Option<String>,
    execution_date: String,
    page: Page,
}

pub(crate) async fn form(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-batch-form");
    shown(&app, &person, page, None).await
}

pub(crate) async fn prepare(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(prepare_batch::NAME, command, async |cmd, once| {
        prepare_batch(&app.ctx, &app.vault, &app.bank, form.actor(), cmd, once).await
    });
    match done.await {
        Ok(prepared) => Ok(redirect(&format!("/finance/batches/{}", prepared.batch_id))),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-batch-form").with_errors(&refusals);
            shown(&app, &form.person, page, Some(&form.fields)).await
        }
        Err(stop) => Err(stop.into()),
    }
}

fn command(form: &Form) -> Outcome<PrepareBatch> {
    form.fields.only(&["instalments", "execution_date"])?;
    let instalments = form
        .fields
        .all("instalments")
        .map(str::parse::<InstalmentId>)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| Stop::from(Refusal::field("instalments", "choice-unknown")))?;
    Ok(PrepareBatch { execution_date: form.typed().day("execution_date")?, instalments })
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: Option<&Fields>,
) -> Result<Response, Failure> {
    if !is_officer(person) {
        return Err(Stop::Forbidden.into());
    }
    let asked = Asked::of("/finance/batches/new", &person.visitor);
    let wanted = Wanted { limit: ITEMS_MAX, ..asked.shown() };
    let paged = read_batches::ready_instalments(&app.ctx, &person.actor, &wanted).await?;
    let (ready, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let today = crate::desk::day::day_of(app.ctx.clock.now());
    let choices = ready
        .iter()
        .enumerate()
        .map(|(place, part)| {
            let value = part.instalment_id.to_string();
            let is_chosen = match typed {
                Some(fields) => fields.has("instalments", &value),
                None => part.due_on <= today && part.payee_id.is_some(),
            };
            // The summary of errors leads to the first of the group by the field's name.
            let id = if place == 0 { "instalments".to_owned() } else { format!("i{place}") };
            Choice { id, value, text: choice_text(&page, part), is_chosen }
        })
        .collect();
    let tomorrow = iso(today + Duration::DAY);
    let template = BatchForm {
        ways: ways(&page),
        choices,
        next,
        execution_date: typed.map_or(tomorrow, |fields| fields.get("execution_date").to_owned()),
        page,
    };
    Ok(render(&template, &template.page))
}

fn choice_text(page: &Page, part: &Instalment) -> String {
    let number = format!("{}/{}", part.place, part.parts);
    let (amount, due) = (page.money(&part.amount), page.day(&part.due_on));
    let args = [
        ("claim", part.claim_code.as_str()),
        ("number", number.as_str()),
        ("amount", amount.as_str()),
        ("currency", part.pay_currency.code()),
        ("due", due.as_str()),
    ];
    let text = page.ta("batch-choice", &args);
    if part.payee_id.is_some() {
        text
    } else {
        format!("{text} – {}", page.t("payment-waits-payee"))
    }
}
