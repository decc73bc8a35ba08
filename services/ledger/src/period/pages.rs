//! Months: the list of them, and one with its checklist, its closing and its reopening.

use super::actions::ask_reopening::{self, AskReopening, ask_reopening};
use super::actions::close_period::{self, ClosePeriod, close_period};
use super::actions::read_periods;
use super::actions::read_periods::Period;
use super::actions::reopen_period::{self, reopen_period};
use super::domain::{Check, Item, MonthState};
use crate::desk::App;
use crate::desk::day::Month;
use crate::desk::times::TimesQuery;
use crate::desk::view;
use crate::desk::view::{Cell, Table, Way, clock, is_approver, iso, month_of, ways};
use crate::period::actions::read_periods::KeptCheck;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{AnotherDecides, Currency, Money, Outcome, Refusal, Role, Stop};
use redress_web::api::Query;
use redress_web::{Failure, Fields, Form, Page, Person, render};

#[derive(Template)]
#[template(path = "periods.html")]
struct ListPage {
    ways: Vec<Way>,
    months: Table,
    page: Page,
}

pub(crate) async fn list(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let months = read_periods::list_periods(&app.ctx, &person.actor).await?;
    let page = person.page("title-periods");
    let rows = months.iter().map(|standing| {
        let href = format!("/finance/periods/{}", standing.month);
        vec![
            Cell::link(month_of(&page, standing.month.first()), href),
            Cell::tag(page.t(&format!("period-{}", standing.state))),
        ]
    });
    let rows = rows.collect();
    let template = ListPage {
        ways: ways(&page),
        months: Table::new(&page, "periods-caption", &["col-month", "col-state"], rows),
        page,
    };
    Ok(render(&template, &template.page))
}

/// `October 2026`, as a heading writes it.
#[derive(Template)]
#[template(path = "period.html")]
struct PeriodPage {
    ways: Vec<Way>,
    month: String,
    heading: String,
    state: String,
    checks: Table,
    /// Control totals to type: field, label, what was typed; empty where the person can't close.
    fields: Vec<(String, String, String)>,
    /// What the person may do: `close`, `ask`, `reopen` or nothing.
    offer: &'static str,
    needs_reason: bool,
    reason: String,
    note: String,
    trial_balance: String,
    tables: Vec<Table>,
    page: Page,
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(text): Path<String>,
    Query(query): Query<TimesQuery>,
) -> Result<Response, Failure> {
    let month = Month::parse(&text).ok_or(Stop::Missing)?;
    let page = person.page("title-period");
    shown(&app, &person, (month, query.audit.is_some()), page, &Fields::default()).await
}

/// A step on a month, by the last part of its address.
pub(crate) async fn step(
    State(app): State<App>,
    Path((text, step)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let month = Month::parse(&text).ok_or(Stop::Missing)?;
    let (ctx, actor) = (&app.ctx, form.actor());
    let reason = form.fields.get("reason").to_owned();
    let done = match step.as_str() {
        "close" => {
            let close = form.does(close_period::NAME, totals, async |totals, once| {
                close_period(ctx, actor, month, ClosePeriod { totals, reason }, once).await
            });
            close.await
        }
        "ask" => {
            let names = |form: &Form| form.fields.only(&["reason"]);
            let ask = form.does(ask_reopening::NAME, names, async |(), once| {
                ask_reopening(ctx, actor, month, AskReopening { reason }, once).await
            });
            ask.await
        }
        "reopen" => {
            let reopen = form.does(reopen_period::NAME, Form::nothing, async |(), once| {
                reopen_period(ctx, actor, month, once).await
            });
            reopen.await
        }
        _ => Err(Stop::Missing),
    };
    // Who was refused for the audit is shown what it found.
    view::after(&form, ("title-period", &format!("/finance/periods/{month}")), done, |page| {
        shown(&app, &form.person, (month, true), page, &form.fields)
    })
    .await
}

/// The typed control totals: `total_USD` and so on.
fn totals(form: &Form) -> Outcome<Vec<Money>> {
    let (typed, mut totals) = (form.typed(), Vec::new());
    for (name, _) in &typed.fields.0 {
        if name.starts_with('_') || name == "reason" {
            continue;
        }
        let currency = name.strip_prefix("total_").and_then(|code| code.parse::<Currency>().ok());
        let Some(currency) = currency else {
            return Err(Refusal::field(name.clone(), "unknown-field").with("field", name).into());
        };
        totals.push(typed.amount(name, currency)?);
    }
    Ok(totals)
}

async fn shown(
    app: &App,
    person: &Person,
    (month, audit): (Month, bool),
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let seen = read_periods::show_period(&app.ctx, &person.actor, month, audit).await?;
    let state = seen.standing.state;
    let (hard, soft): (Vec<&Check>, Vec<&Check>) =
        seen.checks.iter().filter(|c| !c.is_done).partition(|c| !c.item.may_be_answered_for());
    // An audit that nobody has looked at yet is looked at when closing.
    let hard = hard.iter().any(|c| c.item != Item::AuditClean || seen.is_audited);
    let is_for = seen.steps.last().is_some_and(|asked| asked.waits_for(&person.actor));
    let is_finance = person.actor.has(Role::FinanceOfficer) || is_approver(person);
    let offer = match state {
        MonthState::Open if is_approver(person) && !hard => "close",
        MonthState::Closed if is_finance => "ask",
        MonthState::Asked if is_for => "reopen",
        _ => "",
    };
    let fields = seen.totals.iter().filter(|_| offer == "close").map(|total| {
        let code = total.currency().code();
        let name = format!("total_{code}");
        let value = typed.get(&name).to_owned();
        (name, page.t1("period-total", "currency", code), value)
    });
    let fields = fields.collect();
    let note = match state {
        MonthState::Open if hard => page.t("period-not-ready"),
        MonthState::Open if !is_approver(person) => page.t("period-approver-closes"),
        MonthState::Asked if !is_for => page.t("period-approver-reopens"),
        _ => String::new(),
    };
    let template = PeriodPage {
        ways: ways(&page),
        month: month.to_string(),
        heading: month_of(&page, month.first()),
        state: page.t(&format!("period-{state}")),
        checks: match state {
            MonthState::Open => open_checks(&page, &seen),
            MonthState::Closed | MonthState::Asked => kept(&page, &seen.kept),
        },
        fields,
        offer,
        needs_reason: !soft.is_empty(),
        reason: typed.get("reason").to_owned(),
        note,
        trial_balance: format!("/finance/reports/trial-balance?on_day={}", iso(month.last())),
        tables: tables(&page, &seen),
        page,
    };
    Ok(render(&template, &template.page))
}

/// The checklist as it is now, each line with the way to what must be done.
fn open_checks(page: &Page, seen: &Period) -> Table {
    let month = seen.standing.month;
    let rows = seen.checks.iter().map(|check| {
        let is_unseen = check.item == Item::AuditClean && !seen.is_audited;
        let state = match (is_unseen, check.is_done) {
            (true, _) => "check-not-looked",
            (_, true) => "check-done",
            (_, false) if check.item.may_be_answered_for() => "check-open-reason",
            _ => "check-open",
        };
        let way = match check.item {
            _ if check.is_done => None,
            Item::LinesExplained | Item::StatementsComplete => {
                Some("/finance/statements".to_owned())
            }
            Item::PaymentsAnswered => Some("/finance/batches".to_owned()),
            Item::RatesInForce => Some("/finance/rates".to_owned()),
            Item::AwardsBooked => Some("/finance/payments".to_owned()),
            Item::AuditClean => Some(format!("/finance/periods/{month}?audit=yes")),
            Item::EarlierClosed => Some(format!("/finance/periods/{}", check.detail)),
            Item::MonthOver | Item::Sealed => None,
        };
        let name = check.item.as_str();
        let doing = page.t(&format!("check-do-{name}"));
        let open = match (is_unseen, check.is_done) {
            (false, false) => check.open.to_string(),
            _ => String::new(),
        };
        vec![
            Cell::tag(page.t(state)),
            Cell::text(page.t(&format!("check-{name}"))),
            Cell { class: "amount", ..Cell::text(open) },
            Cell::text(if check.is_done { String::new() } else { check.detail.clone() }),
            match way {
                Some(href) => Cell::link(doing, href),
                None if check.is_done => Cell::default(),
                None => Cell::text(doing),
            },
        ]
    });
    let head = ["col-state", "col-check", "col-open-amount", "col-which", "col-do"];
    Table::new(page, "checklist-caption", &head, rows.collect())
}

/// The checklist as it was when the month was closed.
fn kept(page: &Page, checks: &[KeptCheck]) -> Table {
    let rows = checks.iter().map(|check| {
        let state = if check.is_done { "check-done" } else { "check-answered" };
        let open = if check.is_done { String::new() } else { check.open.to_string() };
        vec![
            Cell::tag(page.t(state)),
            Cell::text(page.t(&format!("check-{}", check.item))),
            Cell { class: "amount", ..Cell::text(open) },
            Cell::text(check.detail.clone()),
        ]
    });
    let head = ["col-state", "col-check", "col-open-amount", "col-which"];
    Table::new(page, "checklist-kept-caption", &head, rows.collect())
}

fn tables(page: &Page, seen: &Period) -> Vec<Table> {
    let steps = seen.steps.iter().map(|step| {
        vec![
            Cell::tag(page.t(&format!("period-step-{}", step.step))),
            Cell::text(clock(step.taken_at)),
            Cell::text(step.taken_by.clone()),
            Cell::text(step.reason.clone()),
        ]
    });
    let head = ["col-step", "col-when", "col-who", "col-reason"];
    let steps = Table::new(page, "period-steps-caption", &head, steps.collect())
        .or_empty(page, "period-steps-none");
    if seen.standing.state == MonthState::Open {
        return vec![steps];
    }
    let totals = seen
        .totals
        .iter()
        .map(|total| vec![Cell::text(total.currency().code()), Cell::money(page, total)]);
    let head = ["col-currency", "col-debit-amount"];
    vec![Table::new(page, "period-totals-caption", &head, totals.collect()), steps]
}
