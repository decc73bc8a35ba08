//! What the fund asks from liable parties.

use crate::desk::App;
use crate::desk::ids::RecourseId;
use crate::desk::page::FundPage;
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, is_officer, iso, typed_if};
use crate::fund::actions::give_up_recourse::{self, give_up_recourse};
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Recourse;
use crate::fund::actions::record_contribution::{self, RecordContribution, record_contribution};
use crate::fund::actions::record_recourse::{self, RecordRecourse, record_recourse};
use crate::fund::domain::codes::{IncomeKind, Liable, Purpose};
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::typed::Reading;
use redress_kernel::{AnotherDecides, Currency, Outcome};
use redress_web::{Failure, Fields, Form, Page, Person};

const HERE: &str = "/finance/fund/recourse";

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-recourse");
    shown(&app, &person, page, &Fields::default(), None).await
}

pub(crate) async fn one(
    State(app): State<App>,
    person: Person,
    Path(recourse): Path<RecourseId>,
) -> Result<Response, Failure> {
    let page = person.page("title-recourse");
    shown(&app, &person, page, &Fields::default(), Some(recourse)).await
}

pub(crate) async fn record(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(record_recourse::NAME, command, async |cmd, once| {
        record_recourse(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await, None).await
}

/// Money of a recourse came.
pub(crate) async fn received(
    State(app): State<App>,
    Path(recourse): Path<RecourseId>,
    form: Form,
) -> Result<Response, Failure> {
    let read = |form: &Form| recovery(recourse, form);
    let done = form.does(record_contribution::NAME, read, async |cmd, once| {
        record_contribution(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await, Some(recourse)).await
}

pub(crate) async fn give_up(
    State(app): State<App>,
    Path(recourse): Path<RecourseId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(give_up_recourse::NAME, Form::nothing, async |(), once| {
        give_up_recourse(&app.ctx, form.actor(), recourse, once).await
    });
    after(&app, &form, done.await, None).await
}

async fn after<T>(
    app: &App,
    form: &Form,
    done: Outcome<T>,
    recourse: Option<RecourseId>,
) -> Result<Response, Failure> {
    view::after(form, ("title-recourse", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields, recourse)
    })
    .await
}

fn command(form: &Form) -> Outcome<RecordRecourse> {
    form.fields.only(&["liable", "claim_code", "amount", "asked_on", "reference"])?;
    let typed = form.typed();
    let cmd = RecordRecourse {
        liable: typed.get("liable").parse().ok(),
        claim_code: typed.text_if("claim_code"),
        amount: typed.amount("amount", Currency::USD)?,
        asked_on: typed.day("asked_on")?,
        reference: typed.get("reference").to_owned(),
    };
    form.understood(&[("amount", Reading::Amount(cmd.amount))])?;
    Ok(cmd)
}

fn recovery(recourse: RecourseId, form: &Form) -> Outcome<RecordContribution> {
    form.fields.only(&["came", "received_on", "bank_reference"])?;
    let typed = form.typed();
    let cmd = RecordContribution {
        kind: Some(IncomeKind::Recovery),
        amount: typed.amount("came", Currency::USD)?,
        received_on: typed.day("received_on")?,
        reference: typed.get("bank_reference").to_owned(),
        funder: None,
        purpose: Some(Purpose::Any),
        bank_account: None,
        pledge_id: None,
        recourse_id: Some(recourse),
    };
    form.understood(&[("came", Reading::Amount(cmd.amount))])?;
    Ok(cmd)
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
    recourse: Option<RecourseId>,
) -> Result<Response, Failure> {
    let seen = read_fund::income(&app.ctx, &person.actor).await?;
    let mut shown = FundPage::new(page, "recourse");
    let page = &shown.page;
    let today = iso(crate::desk::day::day_of(app.ctx.clock.now()));
    let open: Vec<&Recourse> =
        seen.recourse.iter().filter(|one| !one.open.amount().is_zero()).collect();
    if is_officer(person) {
        shown.sheets = vec![match open.iter().find(|one| Some(one.recourse_id) == recourse) {
            Some(one) => received_sheet(page, one, &today),
            None => sheet(page, typed, &today),
        }];
    }
    let button = |one: &&Recourse| {
        let open = page.money(&one.open);
        let args = [("amount", open.as_str()), ("name", one.reference.as_str())];
        (format!("{HERE}/{}/give-up", one.recourse_id), "", page.ta("recourse-give-up", &args))
    };
    shown.buttons = open.iter().filter(|one| one.waits_for(&person.actor)).map(button).collect();
    shown.tables = vec![table(page, &seen.recourse, is_officer(person))];
    Ok(shown.shown())
}

fn sheet(page: &Page, typed: &Fields, today: &str) -> CommandForm {
    let day = typed_if(typed, "asked_on").unwrap_or_else(|| today.to_owned());
    let liable = Liable::ALL.iter().map(|one| (one.to_string(), page.t(&format!("liable-{one}"))));
    let fields = vec![
        Field::choice(
            page,
            "liable",
            ("recourse-liable", ""),
            typed.get("liable"),
            liable.collect(),
        ),
        Field::typed(
            page,
            "claim_code",
            ("recourse-claim", "recourse-claim-hint"),
            typed.get("claim_code"),
        ),
        Field::decimal(
            page,
            "amount",
            ("recourse-amount", "contribution-amount-hint"),
            typed.get("amount"),
        ),
        Field::typed(page, "asked_on", ("recourse-asked", "date-hint"), day),
        Field::typed(
            page,
            "reference",
            ("contribution-reference", "recourse-reference-hint"),
            typed.get("reference"),
        ),
    ];
    CommandForm::new(page, "recourse-form", HERE, fields).in_words()
}

fn received_sheet(page: &Page, one: &Recourse, today: &str) -> CommandForm {
    let fields = vec![
        Field::decimal(page, "came", ("recourse-came", ""), one.open.amount().to_string()),
        Field::typed(page, "received_on", ("contribution-received", "date-hint"), today),
        Field::typed(page, "bank_reference", ("contribution-reference", ""), ""),
    ];
    let action = format!("{HERE}/{}", one.recourse_id);
    let mut sheet = CommandForm::new(page, "recourse-received", &action, fields).in_words();
    sheet.heading = page.t1("recourse-received-heading", "name", &one.reference);
    sheet
}

fn table(page: &Page, all: &[Recourse], is_officer: bool) -> Table {
    let rows = all
        .iter()
        .map(|one| {
            vec![
                Cell::day(page, one.asked_on),
                Cell::text(page.t(&format!("liable-{}", one.liable))),
                if is_officer && !one.open.amount().is_zero() {
                    Cell::link(one.reference.clone(), format!("{HERE}/{}", one.recourse_id))
                } else {
                    Cell::text(one.reference.clone())
                },
                Cell {
                    text: one.claim_code.clone().unwrap_or_default(),
                    href: String::new(),
                    class: "code",
                },
                Cell::money(page, &one.amount),
                Cell::money(page, &one.open),
            ]
        })
        .collect();
    let head = [
        "col-asked",
        "col-liable",
        "col-reference",
        "col-claim",
        "col-sum-amount",
        "col-open-amount",
    ];
    Table::new(page, "recourse-caption", &head, rows)
}
