//! Money that came to the fund, and rates of exchange: lists and forms.

use super::view::{Cell, Table, Way, is_officer, iso, typed_day, ways};
use crate::App;
use crate::actions::read_books;
use crate::actions::record_contribution::{KINDS, RecordContribution, record_contribution};
use crate::actions::record_rate::{RecordRate, record_rate};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Money, Outcome, Refusal, Stop};
use redress_web::{Failure, Fields, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "fund.html")]
struct FundPage {
    ways: Vec<Way>,
    can_record: bool,
    kinds: Vec<(&'static str, String, bool)>,
    amount: String,
    received_on: String,
    reference: String,
    currency: String,
    per_usd: String,
    effective_from: String,
    source: String,
    tables: Vec<Table>,
    page: Page,
}

pub(super) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-fund");
    shown(&app, &person, page, &Fields::default()).await
}

pub(super) async fn contribute(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    form.fields.only(&["kind", "amount", "received_on", "reference"])?;
    let once = form.once();
    let done = match contribution(&form.fields) {
        Ok(cmd) => record_contribution(&app.ctx, form.actor(), cmd, once.as_ref()).await.map(drop),
        Err(stop) => Err(stop),
    };
    after(&app, &form, done).await
}

pub(super) async fn rate(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    form.fields.only(&["currency", "per_usd", "effective_from", "source"])?;
    let once = form.once();
    let done = match rate_command(&form.fields) {
        Ok(cmd) => record_rate(&app.ctx, form.actor(), cmd, once.as_ref()).await.map(drop),
        Err(stop) => Err(stop),
    };
    after(&app, &form, done).await
}

async fn after(app: &App, form: &Form, done: Outcome<()>) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(redirect("/finance/fund")),
        Err(Stop::Refused(refusals)) => {
            let page = form.person.page("title-fund").with_errors(&refusals);
            shown(app, &form.person, page, &form.fields).await
        }
        Err(stop) => Err(stop.into()),
    }
}

fn contribution(fields: &Fields) -> Outcome<RecordContribution> {
    let amount = Money::parse(fields.get("amount"), Currency::USD).map_err(|error| {
        let refusal = match error {
            MoneyError::TooManyDecimals => {
                Refusal::field("amount", "amount-decimals").with("max", 2)
            }
            MoneyError::TooLarge => Refusal::field("amount", "amount-too-large"),
            _ => Refusal::field("amount", "amount-malformed"),
        };
        Stop::from(refusal)
    })?;
    Ok(RecordContribution {
        kind: fields.get("kind").to_owned(),
        amount,
        received_on: typed_day(fields, "received_on")?,
        reference: fields.get("reference").to_owned(),
    })
}

fn rate_command(fields: &Fields) -> Outcome<RecordRate> {
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
    let contributions = read_books::list_contributions(&app.ctx, &person.actor).await?;
    let rates = read_books::list_rates(&app.ctx, &person.actor).await?;
    let rows = contributions
        .iter()
        .map(|given| {
            vec![
                Cell::text(page.day(&given.received_on)),
                Cell::text(page.t(&format!("contribution-{}", given.kind))),
                Cell::text(given.reference.clone()),
                Cell::money(&page, &given.amount),
            ]
        })
        .collect();
    let rate_rows = rates
        .iter()
        .map(|rate| {
            vec![
                Cell::text(rate.currency.clone()),
                Cell::text(page.day(&rate.effective_from)),
                Cell::text(rate.source.clone()),
                Cell {
                    text: rate.per_usd.normalize().to_string(),
                    href: String::new(),
                    class: "amount",
                },
            ]
        })
        .collect();
    let today = iso(crate::actions::day_of(app.ctx.clock.now()));
    let or_today = |name: &str| match typed.get(name) {
        "" => today.clone(),
        typed => typed.to_owned(),
    };
    let template = FundPage {
        ways: ways(&page),
        can_record: is_officer(person),
        kinds: KINDS
            .iter()
            .map(|kind| {
                (*kind, page.t(&format!("contribution-{kind}")), typed.get("kind") == *kind)
            })
            .collect(),
        amount: typed.get("amount").to_owned(),
        received_on: or_today("received_on"),
        reference: typed.get("reference").to_owned(),
        currency: typed.get("currency").to_owned(),
        per_usd: typed.get("per_usd").to_owned(),
        effective_from: or_today("effective_from"),
        source: typed.get("source").to_owned(),
        tables: vec![
            Table::new(
                &page,
                "contributions-caption",
                &["col-received", "col-kind", "col-reference", "col-sum-amount"],
                rows,
            ),
            Table::new(
                &page,
                "rates-caption",
                &["col-currency", "col-effective", "col-source", "col-rate-amount"],
                rate_rows,
            ),
        ],
        page,
    };
    Ok(render(&template, &template.page))
}
