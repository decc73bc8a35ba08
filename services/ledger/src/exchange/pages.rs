//! Exchanges between the fund's accounts: what waits for the second person, the form, the list.

use super::actions::answer_exchange::{self, AnswerExchange, answer_exchange};
use super::actions::prepare_exchange::{self, PrepareExchange, prepare_exchange};
use crate::cash::actions::read_cash;
use crate::cash::actions::read_cash::Cash;
use crate::cash::pages::accounts::{currency_of, name, places};
use crate::desk::App;
use crate::desk::checks::one_choice;
use crate::desk::ids::ExchangeId;
use crate::desk::page::{CashPage, Decision};
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, is_officer};
use crate::exchange::actions::read_exchanges;
use crate::exchange::actions::read_exchanges::Exchange;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::Outcome;
use redress_kernel::typed::Reading;
use redress_web::{Asked, Failure, Fields, Form, Page, Person, Typed};

const HERE: &str = "/finance/cash/exchanges";
const FIELDS: [&str; 6] = ["from", "to", "left", "arrived", "day", "bank_reference"];

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-exchanges");
    shown(&app, &person, page, &Fields::default()).await
}

pub(crate) async fn prepare(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let names = |form: &Form| form.fields.only(&FIELDS);
    let done = form.does(prepare_exchange::NAME, names, async |(), once| {
        let cash = read_cash::list_bank_accounts(&app.ctx, form.actor()).await?;
        let cmd = command(form.typed(), &cash)?;
        prepare_exchange(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await).await
}

pub(crate) async fn answer(
    State(app): State<App>,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(answer_exchange::NAME, one_choice("answer"), async |answer, once| {
        answer_exchange(&app.ctx, form.actor(), id, AnswerExchange { answer }, once).await
    });
    after(&app, &form, done.await).await
}

async fn after<T>(app: &App, form: &Form, done: Outcome<T>) -> Result<Response, Failure> {
    view::after(form, ("title-exchanges", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields)
    })
    .await
}

fn command(typed: Typed<'_>, cash: &Cash) -> Outcome<PrepareExchange> {
    let (from, to) = (typed.text_if("from"), typed.text_if("to"));
    Ok(PrepareExchange {
        left: typed.amount("left", currency_of(from.as_deref(), cash))?,
        arrived: typed.amount("arrived", currency_of(to.as_deref(), cash))?,
        day: typed.day("day")?,
        bank_reference: typed.get("bank_reference").to_owned(),
        from,
        to,
    })
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let cash = read_cash::list_bank_accounts(&app.ctx, &person.actor).await?;
    let asked = Asked::of(HERE, &person.visitor);
    let paged = read_exchanges::list_exchanges(&app.ctx, &person.actor, &asked.shown()).await?;
    let (exchanges, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let mut shown = CashPage::new(page, "exchanges");
    let page = &shown.page;
    let waiting = exchanges.iter().filter(|one| one.outcome.is_none());
    shown.decisions = waiting.map(|one| decision(page, person, one)).collect();
    let rows = exchanges.iter().map(|one| {
        vec![
            Cell::day(page, one.day),
            Cell::text(name(page, one.from.as_deref())),
            Cell::text(name(page, one.to.as_deref())),
            Cell::text(one.bank_reference.clone()),
            Cell::tag(page.t(&format!("exchange-{}", one.state()))),
            Cell::money(page, &one.left),
            Cell::money(page, &one.arrived),
        ]
    });
    let head = [
        "col-date",
        "col-from",
        "col-to",
        "col-reference",
        "col-state",
        "col-out-amount",
        "col-arrived-amount",
    ];
    shown.tables =
        vec![Table::new(page, "exchanges-caption", &head, rows.collect()).going_on(page, next)];
    if is_officer(person) {
        shown.sheets = vec![sheet(page, &cash, typed)];
    }
    Ok(shown.shown())
}

fn decision(page: &Page, person: &Person, one: &Exchange) -> Decision {
    let (from, to) = (name(page, one.from.as_deref()), name(page, one.to.as_deref()));
    let said = |money| page.said(&Reading::Amount(money));
    let (left, arrived) = (said(one.left), said(one.arrived));
    let day = page.day(&one.day);
    let args = [
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("left", left.as_str()),
        ("arrived", arrived.as_str()),
        ("day", day.as_str()),
        ("reference", one.bank_reference.as_str()),
    ];
    let (heading, text) = (page.t("exchange-waiting"), page.ta("exchange-text", &args));
    let action = format!("{HERE}/{}", one.exchange_id);
    Decision::on(one, (page, person), "exchange", (heading, text, action))
}

fn sheet(page: &Page, cash: &Cash, typed: &Fields) -> CommandForm {
    let places = places(page, cash);
    let choice = |name: &'static str, words| {
        Field::choice(page, name, words, typed.get(name), places.clone())
    };
    let sum = |name: &'static str, words| Field::decimal(page, name, words, typed.get(name));
    let fields = vec![
        choice("from", ("exchange-from", "")),
        sum("left", ("exchange-left", "exchange-left-hint")),
        choice("to", ("exchange-to", "")),
        sum("arrived", ("exchange-arrived", "exchange-arrived-hint")),
        Field::typed(page, "day", ("exchange-day", "date-hint"), typed.get("day")),
        Field::typed(
            page,
            "bank_reference",
            ("exchange-reference", "exchange-reference-hint"),
            typed.get("bank_reference"),
        ),
    ];
    CommandForm::new(page, "exchange-new", HERE, fields)
}
