//! Rates of exchange: those in force and to come, one by one or out of a file.

use super::actions::import_rates::{self, ImportRates, import_rates};
use super::actions::preview_rates::{self, Preview, PreviewRow, RowVerdict, preview_rates};
use super::actions::read_rates;
use super::actions::record_rate::{self, RecordRate, record_rate};
use crate::desk::App;
use crate::desk::page::CashPage;
use crate::desk::upload::Upload;
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, Way, is_officer, iso, ways};
use crate::rates::actions::read_rates::Origin;
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use redress_kernel::money::trunc_to;
use redress_kernel::typed::Reading;
use redress_kernel::{Currency, Decimal, Outcome, Refusal, Stop};
use redress_web::keys::{hex, unhex};
use redress_web::{Asked, Failure, Fields, Form, Page, Person, redirect, render};

const HERE: &str = "/finance/rates";
/// Letters of a preview's name.
const PREVIEW_LETTERS: usize = 64;

#[derive(Template)]
#[template(path = "rates_preview.html")]
struct PreviewPage {
    ways: Vec<Way>,
    facts: Vec<(String, String)>,
    new: Table,
    has_new: bool,
    /// The file and what the preview came to, which only this person can send back.
    sealed: String,
    /// Rates that moved far: name, text, whether ticked.
    moved: Vec<(String, String, bool)>,
    tables: Vec<Table>,
    page: Page,
}

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-rates");
    shown(&app, &person, page, &Fields::default()).await
}

pub(crate) async fn history(
    State(app): State<App>,
    person: Person,
    Path(currency): Path<String>,
) -> Result<Response, Failure> {
    let currency: Currency = currency.parse().map_err(|_| Stop::Missing)?;
    let asked = Asked::of(&format!("{HERE}/{currency}"), &person.visitor);
    let paged = read_rates::list_history(&app.ctx, &person.actor, currency, &asked.shown()).await?;
    let (rates, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let page = person.page("title-rates");
    let mut shown = CashPage::new(page, "rates");
    let page = &shown.page;
    shown.heading = page.t1("rates-history-heading", "currency", currency);
    shown.links = vec![(HERE.to_owned(), page.t("rates-back"))];
    let rows = rates.iter().map(|one| row(page, one)).collect();
    shown.tables =
        vec![Table::new(page, "rates-history-caption", &HEAD, rows).going_on(page, next)];
    Ok(shown.shown())
}

pub(crate) async fn record(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(record_rate::NAME, command, async |cmd, once| {
        record_rate(&app.ctx, form.actor(), cmd, once).await
    });
    view::after(&form, ("title-rates", HERE), done.await, |page| {
        shown(&app, &form.person, page, &form.fields)
    })
    .await
}

/// Shows what a file would come to; nothing is kept, the file goes along sealed.
pub(crate) async fn preview(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Failure> {
    let upload = Upload::read(&person, &headers, form, preview_rates::NAME, &[]).await?;
    let done = if upload.file.is_empty() {
        Err(Refusal::field("file", "field-required").into())
    } else {
        preview_rates(&app.ctx, &person.actor, &upload.file).await
    };
    match done {
        Ok(preview) => {
            let page = person.page("title-rates");
            previewed(&person, page, &upload.file, &preview, &Fields::default())
        }
        Err(Stop::Refused(refusals)) => {
            let page = person.page("title-rates").with_errors(&refusals);
            shown(&app, &person, page, &Fields::default()).await
        }
        Err(stop) => Err(stop.into()),
    }
}

/// Imports what was previewed. What is refused is shown on a preview as things stand now.
pub(crate) async fn import(
    State(app): State<App>,
    person: Person,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Failure> {
    let known = ["sealed", "sure"];
    let upload = Upload::read(&person, &headers, form, import_rates::NAME, &known).await?;
    let (name, file) = opened(&person, upload.fields.get("sealed"))?;
    let sure = upload.fields.all("sure").map(str::to_owned).collect();
    let cmd = ImportRates { file: &file, preview: name, sure };
    match import_rates(&app.ctx, &person.actor, cmd, upload.once(&person).as_ref()).await {
        Ok(_) => Ok(redirect(HERE)),
        Err(Stop::Refused(refusals)) => {
            let page = person.page("title-rates").with_errors(&refusals);
            let preview = preview_rates(&app.ctx, &person.actor, &file).await?;
            previewed(&person, page, &file, &preview, &upload.fields)
        }
        Err(stop) => Err(stop.into()),
    }
}

/// For whom the file and its preview are sealed.
fn place(person: &Person) -> String {
    format!("rates|{}", person.actor.actor_id)
}

fn opened(person: &Person, sealed: &str) -> Outcome<(String, Vec<u8>)> {
    let broken = || Stop::from(Refusal::conflict("rates-preview-changed"));
    let bytes = unhex(sealed).ok_or_else(broken)?;
    let plain = person.visitor.web.page_key.open(&place(person), &bytes).map_err(|_| broken())?;
    let (name, file) = plain.split_at_checked(PREVIEW_LETTERS).ok_or_else(broken)?;
    Ok((String::from_utf8_lossy(name).into_owned(), file.to_vec()))
}

fn command(form: &Form) -> Outcome<RecordRate> {
    form.fields.only(&["currency", "per_usd", "effective_from", "source"])?;
    let typed = form.typed();
    let currency = typed.currency("currency")?;
    let per_usd = typed.rate("per_usd").map_err(|unread| of_dollar_too(unread, currency))?;
    let cmd = RecordRate {
        currency,
        per_usd,
        effective_from: typed.day("effective_from")?,
        source: typed.get("source").to_owned(),
    };
    form.understood(&[("per_usd", Reading::Number(cmd.per_usd))])?;
    Ok(cmd)
}

/// What can't be read is told together with what would be refused next.
fn of_dollar_too(unread: Refusal, currency: Currency) -> Stop {
    let is_dollar = currency == Currency::USD;
    let of_dollar = is_dollar.then(|| Refusal::field("currency", "rate-of-dollar"));
    Stop::Refused(of_dollar.into_iter().chain([unread]).collect())
}

const HEAD: [&str; 5] =
    ["col-currency", "col-effective", "col-published", "col-source", "col-rate-amount"];

fn row(page: &Page, one: &Origin) -> Vec<Cell> {
    let rate = &one.rate;
    vec![
        Cell::link(rate.currency.code(), format!("{HERE}/{}", rate.currency)),
        Cell::day(page, rate.effective_from),
        Cell::text(one.published_on.map(|day| page.day(&day)).unwrap_or_default()),
        Cell::text(rate.source.clone()),
        Cell::decimal(page, rate.per_usd),
    ]
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let rates = read_rates::list_present(&app.ctx, &person.actor).await?;
    let mut shown = CashPage::new(page, "rates");
    let page = &shown.page;
    if !rates.missing.is_empty() {
        let missing: Vec<_> = rates.missing.iter().map(|currency| currency.code()).collect();
        shown.done = Some(page.t1("rates-missing", "currencies", missing.join(", ")));
    }
    let rows = |list: &[Origin]| list.iter().map(|one| row(page, one)).collect();
    shown.tables = vec![
        Table::new(page, "rates-caption", &HEAD, rows(&rates.in_force)),
        Table::new(page, "rates-coming-caption", &HEAD, rows(&rates.coming))
            .or_empty(page, "rates-none-coming"),
    ];
    if is_officer(person) {
        shown.can_upload = true;
        let today = iso(crate::desk::day::day_of(app.ctx.clock.now()));
        let day = match typed.get("effective_from") {
            "" => today,
            typed => typed.to_owned(),
        };
        let field = |name: &'static str, words| Field::typed(page, name, words, typed.get(name));
        let fields = vec![
            field("currency", ("rate-currency", "plan-currency-hint")),
            Field::decimal(page, "per_usd", ("rate-per-usd", ""), typed.get("per_usd")),
            Field::typed(page, "effective_from", ("rate-effective", "date-hint"), day),
            field("source", ("rate-source", "")),
        ];
        shown.sheets = vec![CommandForm::new(page, "rate", HERE, fields).in_words()];
    }
    Ok(shown.shown())
}

fn previewed(
    person: &Person,
    page: Page,
    file: &[u8],
    preview: &Preview,
    typed: &Fields,
) -> Result<Response, Failure> {
    let plain = [preview.preview.as_bytes(), file].concat();
    let sealed = person.visitor.web.page_key.seal(&place(person), &plain)?;
    let facts = [
        ("rates-count-new", preview.new),
        ("rates-count-same", preview.same),
        ("rates-count-refused", preview.refused),
        ("rates-count-not-listed", preview.not_listed),
    ];
    let of = |is: &dyn Fn(&PreviewRow) -> bool| {
        let chosen = preview.rows.iter().filter(|row| is(row));
        chosen.map(|row| preview_row(&page, row)).collect::<Vec<_>>()
    };
    let table = |caption: &str, is: &dyn Fn(&PreviewRow) -> bool| {
        Table::new(&page, caption, &PREVIEW_HEAD, of(is))
    };
    let template = PreviewPage {
        ways: ways(&page),
        facts: facts.map(|(key, count)| (page.t(key), count.to_string())).to_vec(),
        new: table("rates-new-caption", &|row| row.verdict == RowVerdict::New),
        has_new: preview.new > 0,
        sealed: hex(&sealed),
        moved: preview
            .rows
            .iter()
            .filter(|row| row.has_moved)
            .map(|row| (row.name(), moved(&page, row), typed.has("sure", &row.name())))
            .collect(),
        tables: vec![
            table("rates-refused-caption", &PreviewRow::is_refused),
            table("rates-same-caption", &PreviewRow::is_same),
            table("rates-not-listed-caption", &PreviewRow::is_not_listed),
        ],
        page,
    };
    Ok(render(&template, &template.page))
}

const PREVIEW_HEAD: [&str; 7] = [
    "col-row",
    "col-currency",
    "col-published",
    "col-effective",
    "col-verdict",
    "col-other-rate-amount",
    "col-rate-amount",
];

fn preview_row(page: &Page, row: &PreviewRow) -> Vec<Cell> {
    let day = |day: Option<redress_kernel::Date>| day.map(|day| page.day(&day)).unwrap_or_default();
    let rate =
        |rate: Option<Decimal>| rate.map(|rate| Cell::decimal(page, rate)).unwrap_or_default();
    vec![
        Cell::text(row.row.to_string()),
        Cell::text(row.currency.clone()),
        Cell::text(day(row.published_on)),
        Cell::text(day(row.effective_from)),
        Cell::text(page.t(&format!("rates-verdict-{}", row.verdict))),
        rate(row.other),
        rate(row.per_usd),
    ]
}

/// A rate that moved far, in words; the share is cut to whole percents, for reading only.
fn moved(page: &Page, row: &PreviewRow) -> String {
    let (now, before) = (row.per_usd.unwrap_or_default(), row.other.unwrap_or_default());
    let share = (now - before).checked_div(before).unwrap_or_default() * Decimal::ONE_HUNDRED;
    let (before, now) = (before.normalize().to_string(), now.normalize().to_string());
    let (percent, day) = (trunc_to(share, 0).to_string(), row.effective_from);
    let day = day.map(|day| page.day(&day)).unwrap_or_default();
    let args = [
        ("currency", row.currency.as_str()),
        ("before", before.as_str()),
        ("now", now.as_str()),
        ("percent", percent.as_str()),
        ("day", day.as_str()),
    ];
    page.ta("rates-moved", &args)
}
