//! Rates of exchange: those in force, and the form to record one.

use super::fund::FundPage;
use super::view::{Cell, Field, Sheet, Table, is_officer, iso, typed_day, typed_if};
use crate::App;
use crate::actions::read_books;
use crate::actions::record_rate::{RecordRate, record_rate};
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{Outcome, Refusal, Stop};
use redress_web::{Failure, Fields, Form, Page, Person, redirect};

const HERE: &str = "/finance/rates";

pub(super) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-fund");
    shown(&app, &person, page, &Fields::default()).await
}

pub(super) async fn record(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    form.fields.only(&["currency", "per_usd", "effective_from", "source"])?;
    let once = form.once();
    let done = match command(&form.fields) {
        Ok(cmd) => record_rate(&app.ctx, form.actor(), cmd, once.as_ref()).await.map(drop),
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => Ok(redirect(HERE)),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-fund").with_errors(&refusals);
            shown(&app, &form.person, page, &form.fields).await
        }
        Err(stop) => Err(stop.into()),
    }
}

fn command(fields: &Fields) -> Outcome<RecordRate> {
    let currency = fields.get("currency").to_ascii_uppercase().parse();
    let per_usd = fields.get("per_usd").replace(',', ".").parse();
    Ok(RecordRate {
        currency: currency
            .map_err(|_| Stop::from(Refusal::field("currency", "currency-unknown")))?,
        per_usd: per_usd.map_err(|_| Stop::from(Refusal::field("per_usd", "rate-malformed")))?,
        effective_from: typed_day(fields, "effective_from")?,
        source: fields.get("source").to_owned(),
    })
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let rates = read_books::list_rates(&app.ctx, &person.actor).await?;
    let mut shown = FundPage::new(page, "rates");
    let page = &shown.page;
    let rows = rates
        .iter()
        .map(|rate| {
            vec![
                Cell::text(rate.currency.clone()),
                Cell::text(page.day(&rate.effective_from)),
                Cell::text(rate.source.clone()),
                Cell::number(rate.per_usd.normalize().to_string()),
            ]
        })
        .collect();
    let head = ["col-currency", "col-effective", "col-source", "col-rate-amount"];
    shown.tables = vec![Table::new(page, "rates-caption", &head, rows)];
    if is_officer(person) {
        let today = iso(crate::actions::day_of(app.ctx.clock.now()));
        let from = typed_if(typed, "effective_from").unwrap_or(today);
        let currency = typed.get("currency");
        let fields = vec![
            Field::typed(page, "currency", ("rate-currency", "plan-currency-hint"), currency),
            Field::decimal(page, "per_usd", ("rate-per-usd", ""), typed.get("per_usd")),
            Field::typed(page, "effective_from", ("rate-effective", "date-hint"), from),
            Field::typed(page, "source", ("rate-source", ""), typed.get("source")),
        ];
        shown.sheets = vec![Sheet::new(page, "rate", HERE, fields)];
    }
    Ok(shown.shown())
}
