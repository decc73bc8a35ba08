//! The fund factor of each month: proposed, confirmed, refused.

use crate::desk::App;
use crate::desk::checks::one_choice;
use crate::desk::ids::FactorId;
use crate::desk::page::{FundPage, answers};
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, is_officer, iso, month_of, typed_if};
use crate::fund::actions::decide_factor::{self, DecideFactor, decide_factor};
use crate::fund::actions::propose_factor::{self, ProposeFactor, propose_factor};
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Factor;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{AnotherDecides, Outcome};
use redress_web::{Asked, Failure, Fields, Form, Page, Person};

const HERE: &str = "/finance/fund/factor";

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-factor");
    shown(&app, &person, page, &Fields::default()).await
}

pub(crate) async fn propose(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(propose_factor::NAME, command, async |cmd, once| {
        propose_factor(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await).await
}

pub(crate) async fn decide(
    State(app): State<App>,
    Path(factor): Path<FactorId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(decide_factor::NAME, one_choice("step"), async |step, once| {
        decide_factor(&app.ctx, form.actor(), factor, DecideFactor { step }, once).await
    });
    after(&app, &form, done.await).await
}

async fn after<T>(app: &App, form: &Form, done: Outcome<T>) -> Result<Response, Failure> {
    view::after(form, ("title-factor", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields)
    })
    .await
}

fn command(form: &Form) -> Outcome<ProposeFactor> {
    form.fields.only(&["starts_on", "factor"])?;
    let typed = form.typed();
    Ok(ProposeFactor { starts_on: typed.day("starts_on")?, factor: typed.share_if("factor")? })
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let asked = Asked::of(HERE, &person.visitor);
    let paged = read_fund::factors(&app.ctx, &person.actor, &asked.shown()).await?;
    let (factors, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let mut shown = FundPage::new(page, "factor");
    let page = &shown.page;
    if is_officer(person) {
        let today = crate::desk::day::day_of(app.ctx.clock.now());
        let first = today.replace_day(1).map(iso).unwrap_or_default();
        let fields = vec![
            Field::typed(
                page,
                "starts_on",
                ("factor-starts", "date-hint"),
                typed_if(typed, "starts_on").unwrap_or(first),
            ),
            Field::decimal(
                page,
                "factor",
                ("factor-value", "factor-value-hint"),
                typed.get("factor"),
            ),
        ];
        shown.sheets = vec![CommandForm::new(page, "factor-form", HERE, fields)];
    }
    let open = factors.iter().filter(|one| one.waits_for(&person.actor));
    shown.buttons = open.flat_map(|one| buttons(page, one)).collect();
    shown.tables = vec![table(page, &factors).going_on(page, next)];
    Ok(shown.shown())
}

fn buttons(page: &Page, one: &Factor) -> [(String, &'static str, String); 2] {
    let (factor, month) = (Cell::decimal(page, one.factor).text, month_of(page, one.starts_on));
    let args = [("factor", factor.as_str()), ("month", month.as_str())];
    answers(page, "factor", &format!("{HERE}/{}", one.factor_id), &args)
}

fn table(page: &Page, factors: &[Factor]) -> Table {
    let rows = factors
        .iter()
        .map(|one| {
            vec![
                Cell::text(month_of(page, one.starts_on)),
                Cell::tag(page.t(&format!("factor-{}", one.state()))),
                Cell::decimal(page, one.factor),
                Cell::money(page, &one.available),
                Cell::money(page, &one.first_parts),
                Cell::money(page, &one.rests),
            ]
        })
        .collect();
    let head = [
        "col-month",
        "col-state",
        "col-factor-amount",
        "col-available-amount",
        "col-first-amount",
        "col-rests-amount",
    ];
    Table::new(page, "factors-caption", &head, rows).or_empty(page, "factors-none")
}
