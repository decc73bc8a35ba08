//! One batch: its payments and control totals, and the steps that the person may take.

use crate::desk::App;
use crate::desk::view;
use crate::desk::view::{Cell, Table, Way, is_approver, is_officer, ways};
use crate::payment::actions::approve_batch::{self, approve_batch};
use crate::payment::actions::cancel_batch::{self, cancel_batch};
use crate::payment::actions::check_batch::{self, check_batch};
use crate::payment::actions::download_file::{self, download_file};
use crate::payment::actions::read_batches;
use crate::payment::actions::read_batches::BatchDetail;
use crate::payment::actions::read_batches::State as Clearance;
use crate::payment::actions::release_batch::{self, release_batch};
use crate::payment::domain::step::BatchState;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{AnotherDecides, BatchId, Outcome, Stop};
use redress_web::{Failure, Form, Page, Person, render};

#[derive(Template)]
#[template(path = "batch.html")]
struct BatchPage {
    ways: Vec<Way>,
    batch_id: String,
    state: String,
    facts: Vec<(String, String)>,
    /// Steps on offer: last part of the address, text of the button, its class.
    steps: Vec<(&'static str, String, &'static str)>,
    note: Option<String>,
    tables: Vec<Table>,
    page: Page,
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<BatchId>,
) -> Result<Response, Failure> {
    let page = person.page("title-batch");
    shown(&app, &person, id, page).await
}

/// A step on a batch, by the last part of its address.
pub(crate) async fn step(
    State(app): State<App>,
    Path((id, step)): Path<(BatchId, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let action = match step.as_str() {
        "approve" => approve_batch::NAME,
        "release" => release_batch::NAME,
        "check" => check_batch::NAME,
        "cancel" => cancel_batch::NAME,
        _ => return Err(Stop::Missing.into()),
    };
    let (ctx, actor) = (&app.ctx, form.actor());
    let done = form.does(action, Form::nothing, async |(), once| match step.as_str() {
        "approve" => approve_batch(ctx, actor, id, once).await.map(drop),
        "release" => release_batch(ctx, &app.vault, actor, id, once).await.map(drop),
        "check" => check_batch(ctx, actor, id, once).await.map(drop),
        _ => cancel_batch(ctx, actor, id, once).await.map(drop),
    });
    after(&app, &form, id, done.await).await
}

/// By a form and not a link: fetching the file opens payee details, which nobody does by accident.
pub(crate) async fn file(
    State(app): State<App>,
    Path(id): Path<BatchId>,
    form: Form,
) -> Result<Response, Failure> {
    let file = form.does(download_file::NAME, Form::nothing, async |(), _| {
        download_file(&app.ctx, &app.vault, form.actor(), id).await
    });
    match file.await {
        Ok(file) => Ok(crate::payment::attachment::attachment(&file)),
        Err(stop) => after(&app, &form, id, Err(stop)).await,
    }
}

async fn after(
    app: &App,
    form: &Form,
    id: BatchId,
    done: Outcome<()>,
) -> Result<Response, Failure> {
    view::after(form, ("title-batch", &format!("/finance/batches/{id}")), done, |page| {
        shown(app, &form.person, id, page)
    })
    .await
}

async fn shown(app: &App, person: &Person, id: BatchId, page: Page) -> Result<Response, Failure> {
    let detail = read_batches::show_batch(&app.ctx, &person.actor, id).await?;
    let batch = &detail.batch;
    let is_own = batch.asked_by == person.actor.actor_id;
    let mut steps = Vec::new();
    let mut offer = |can: bool, path, key: &str, class| {
        if can {
            steps.push((path, page.t(key), class));
        }
    };
    let is_open = matches!(batch.state, BatchState::Prepared | BatchState::Approved);
    let may_decide = batch.waits_for(&person.actor);
    offer(may_decide && batch.state == BatchState::Prepared, "approve", "batch-approve", "");
    offer(may_decide && batch.state == BatchState::Approved, "release", "batch-release", "");
    let is_released = matches!(batch.state, BatchState::Released | BatchState::Done);
    offer(is_released && is_officer(person), "file", "batch-file", "");
    let is_finance = is_officer(person) || is_approver(person);
    let is_clear = detail.looks.iter().all(|look| look.state == Clearance::Clear);
    offer(is_open && is_finance && !is_clear, "check", "batch-check", "second");
    offer(is_open && is_finance, "cancel", "batch-cancel", "second");
    let note = if is_own && is_open {
        Some(page.t("batch-own"))
    } else if is_released && is_officer(person) {
        Some(page.t("batch-file-note"))
    } else {
        None
    };
    let template = BatchPage {
        ways: ways(&page),
        batch_id: id.to_string(),
        state: page.t(&format!("batch-{}", batch.state)),
        facts: facts(&page, &detail),
        steps,
        note,
        tables: tables(&page, &detail),
        page,
    };
    Ok(render(&template, &template.page))
}

fn facts(page: &Page, detail: &BatchDetail) -> Vec<(String, String)> {
    let batch = &detail.batch;
    let mut facts = vec![
        (page.t("col-execution"), page.day(&batch.execution_date)),
        (page.t("col-prepared-by"), batch.prepared_by_label.clone()),
        (page.t("col-prepared"), page.moment(&batch.asked_at)),
    ];
    if let Some(label) = &batch.approved_by_label {
        facts.push((page.t("col-approved-by"), label.clone()));
    }
    if let (Some(label), Some(at)) = (&batch.released_by_label, &batch.released_at) {
        facts.push((page.t("col-released-by"), format!("{label}, {}", page.moment(at))));
    }
    facts.push((page.t("col-payer"), batch.debtor_name.clone()));
    facts.push((page.t("col-text"), batch.remittance_text.clone()));
    facts.push((page.t("col-debt-amount"), page.money(&batch.debt)));
    if let Some(digest) = &batch.file_digest {
        facts.push((page.t("col-digest"), digest.clone()));
    }
    facts
}

fn tables(page: &Page, detail: &BatchDetail) -> Vec<Table> {
    let totals = detail
        .totals
        .iter()
        .map(|total| {
            let sum = redress_kernel::Money::new(total.sum, total.currency).ok();
            vec![
                Cell::text(total.currency.code()),
                Cell::text(total.count.to_string()),
                Cell::money_if(page, sum.as_ref()),
            ]
        })
        .collect();
    let items = detail
        .items
        .iter()
        .map(|item| {
            let account = item.last_four.as_ref().map(|four| format!(" •••• {four}"));
            vec![
                Cell::claim(&item.claim_code, item.claim_id),
                Cell::text(format!("{}/{}", item.place, item.parts)),
                Cell::tag(page.t(&format!("item-{}", item.state))),
                Cell::text(item.reason.clone().unwrap_or_default()),
                Cell::text(format!(
                    "{}{}",
                    item.method
                        .as_ref()
                        .map(|method| page.t(&format!("pay-method-{method}")))
                        .unwrap_or_default(),
                    account.unwrap_or_default()
                )),
                Cell::money(page, &item.debt),
                Cell::money(page, &item.pay),
                Cell::decimal(page, item.rate),
            ]
        })
        .collect();
    let head = [
        "col-claim",
        "col-number",
        "col-state",
        "col-reason",
        "col-method",
        "col-debt-amount",
        "col-paid-amount",
        "col-rate-amount",
    ];
    let mut tables = vec![
        Table::new(
            page,
            "totals-caption",
            &["col-currency", "col-count", "col-sum-amount"],
            totals,
        ),
        Table::new(page, "items-caption", &head, items),
    ];
    if !detail.looks.is_empty() {
        tables.insert(0, looks(page, detail));
    }
    tables
}

/// How the claims stand before the next step, and whom to ask where one is held.
fn looks(page: &Page, detail: &BatchDetail) -> Table {
    let looks = detail.looks.iter().map(|look| {
        let whom = look.held_for.iter();
        let whom: Vec<_> = whom.map(|code| page.t(&format!("clearance-for-{code}"))).collect();
        vec![
            Cell::claim(&look.claim_code, look.claim_id),
            Cell::tag(page.t(&format!("clearance-{}", look.state))),
            Cell::text(whom.join(" ")),
        ]
    });
    let head = ["col-claim", "col-state", "col-whom"];
    Table::new(page, "looks-caption", &head, looks.collect())
}
