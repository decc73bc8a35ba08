//! The entries of one account between two days, and one entry: where a figure of a report comes from.

use crate::books::actions::read_books;
use crate::books::actions::read_books::AccountPage;
use crate::books::actions::read_books::{AccountEntry, EntryDetail};
use crate::books::domain::journal::Side;
use crate::desk::App;
use crate::desk::times::Times;
use crate::desk::times::TimesQuery;
use crate::desk::times_form::{TimesForm, asked_times, times_query};
use crate::desk::view::{Cell, Table, Way, clock, holder, ways};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{EntryId, Stop};
use redress_web::api::Query;
use redress_web::{Failure, Page, Person, render};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountTemplate {
    ways: Vec<Way>,
    heading: String,
    form: TimesForm,
    basis: String,
    facts: Vec<(String, String)>,
    entries: Table,
    older: String,
    page: Page,
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i32>,
    Query(query): Query<TimesQuery>,
) -> Result<Response, Failure> {
    let (times, mut refusals) = asked_times(&query)?;
    let read = read_books::show_account(&app.ctx, &person.actor, id, times, query.before).await;
    let seen = match read {
        Err(Stop::Refused(said)) => {
            refusals.extend(said);
            read_books::show_account(&app.ctx, &person.actor, id, Times::default(), None).await?
        }
        other => other?,
    };
    let page = person.page("title-account").with_errors(&refusals);
    let times = Times { from: seen.from, on_day: Some(seen.on_day), known_at: Some(seen.known_at) };
    let older = seen.before.map(|before| {
        format!("/finance/books/accounts/{id}?{}&before={before}", times_query(times))
    });
    let rows = seen.entries.iter().map(|entry| row(&page, entry)).collect();
    let head = [
        "col-date",
        "col-recorded",
        "col-entry",
        "col-claim",
        "col-debit-amount",
        "col-credit-amount",
    ];
    let template = AccountTemplate {
        ways: ways(&page),
        heading: heading(&page, &seen),
        form: TimesForm::new(&page, format!("/finance/books/accounts/{id}"), &query, true),
        basis: basis(&page, &seen),
        facts: vec![
            (page.t("account-opening"), page.money(&seen.opening)),
            (page.t("account-debits"), page.money(&seen.debit)),
            (page.t("account-credits"), page.money(&seen.credit)),
            (page.t("account-closing"), page.money(&seen.closing)),
        ],
        entries: Table::new(&page, "account-entries-caption", &head, rows),
        older: older.unwrap_or_default(),
        page,
    };
    Ok(render(&template, &template.page))
}

fn heading(page: &Page, seen: &AccountPage) -> String {
    let account = &seen.account;
    let name = page.t(&format!("account-{}", account.account));
    let parts = [
        account.number.to_string(),
        name,
        holder(page, &account.holder),
        account.currency.to_string(),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn basis(page: &Page, seen: &AccountPage) -> String {
    let (day, moment) = (page.day(&seen.on_day), clock(seen.known_at));
    match seen.from {
        None => page.ta("report-basis-day", &[("day", day.as_str()), ("moment", &moment)]),
        Some(from) => page.ta(
            "report-basis-period",
            &[("from", page.day(&from).as_str()), ("day", &day), ("moment", &moment)],
        ),
    }
}

fn row(page: &Page, entry: &AccountEntry) -> Vec<Cell> {
    let some = |money: &redress_kernel::Money| (!money.amount().is_zero()).then_some(*money);
    let claim = entry.claim_id.zip(entry.claim_code.as_ref());
    vec![
        Cell::day(page, entry.occurred_on),
        Cell::text(clock(entry.made_at)),
        Cell::link(
            format!("{} {}", entry.seq, page.t(&format!("entry-{}", entry.kind))),
            format!("/finance/books/entries/{}", entry.entry_id),
        ),
        claim.map(|(id, code)| Cell::claim(code, id)).unwrap_or_default(),
        Cell::money_if(page, some(&entry.debit).as_ref()),
        Cell::money_if(page, some(&entry.credit).as_ref()),
    ]
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryTemplate {
    ways: Vec<Way>,
    heading: String,
    facts: Vec<(String, Cell)>,
    legs: Table,
    page: Page,
}

pub(crate) async fn entry(
    State(app): State<App>,
    person: Person,
    Path(id): Path<EntryId>,
) -> Result<Response, Failure> {
    let seen = read_books::show_entry(&app.ctx, &person.actor, id).await?;
    let page = person.page("title-entry");
    let legs = seen.legs.iter().map(|leg| {
        let on = |side| (leg.side == side).then_some(&leg.amount);
        let href = format!("/finance/books/accounts/{}", leg.account_id);
        vec![
            Cell::link(page.t(&format!("account-{}", leg.account)), href),
            Cell::text(holder(&page, &leg.holder)),
            Cell::money_if(&page, on(Side::Debit)),
            Cell::money_if(&page, on(Side::Credit)),
        ]
    });
    let legs = legs.collect();
    let head = ["col-account", "col-holder", "col-debit-amount", "col-credit-amount"];
    let template = EntryTemplate {
        ways: ways(&page),
        heading: format!("{} {}", page.t("entry-heading"), seen.seq),
        facts: facts(&page, &seen),
        legs: Table::new(&page, "entry-legs-caption", &head, legs),
        page,
    };
    Ok(render(&template, &template.page))
}

fn facts(page: &Page, seen: &EntryDetail) -> Vec<(String, Cell)> {
    let other = |id: EntryId| Cell::link(id.to_string(), format!("/finance/books/entries/{id}"));
    let by = seen.made_by.clone().unwrap_or_else(|| page.t("entry-by-service"));
    let seal = match seen.seal {
        Some(number) => page.t1("entry-seal-number", "number", number),
        None => page.t("entry-seal-none"),
    };
    let mut facts = vec![
        (page.t("col-kind"), Cell::text(page.t(&format!("entry-{}", seen.kind)))),
        (page.t("entry-effective"), Cell::day(page, seen.occurred_on)),
        (page.t("entry-recorded"), Cell::text(clock(seen.made_at))),
        (page.t("entry-by"), Cell::text(by)),
    ];
    if let Some((claim, code)) = seen.claim_id.zip(seen.claim_code.as_ref()) {
        facts.push((page.t("col-claim"), Cell::claim(code, claim)));
    }
    if let Some(id) = seen.reverses {
        facts.push((page.t("entry-reverses"), other(id)));
    }
    if let Some(id) = seen.reversed_by {
        facts.push((page.t("entry-reversed-by"), other(id)));
    }
    facts.push((page.t("entry-seal"), Cell::text(seal)));
    facts.push((
        page.t("entry-id"),
        Cell { class: "code", ..Cell::text(seen.entry_id.to_string()) },
    ));
    facts
}
