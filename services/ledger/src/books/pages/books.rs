//! The accounts on a day as known at a moment, and the journal.

use crate::books::actions::read_books;
use crate::books::actions::read_books::Accounts;
use crate::books::actions::read_books::Written;
use crate::books::domain::journal::Side;
use crate::books::domain::sums::balance_of;
use crate::desk::App;
use crate::desk::times::Times;
use crate::desk::times::TimesQuery;
use crate::desk::times_form::{TimesForm, asked_times, times_query};
use crate::desk::view::{Cell, Table, Way, clock, holder, ways};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use redress_kernel::{Money, Stop};
use redress_web::api::Query;
use redress_web::{Failure, Page, Person, render};

/// Headings of journal rows.
pub(crate) const LEG_HEAD: [&str; 6] =
    ["col-date", "col-entry", "col-claim", "col-account", "col-debit-amount", "col-credit-amount"];

pub(crate) fn leg_row(page: &Page, leg: &Written) -> Vec<Cell> {
    let on = |side| (leg.side == side).then_some(&leg.amount);
    vec![
        Cell::day(page, leg.occurred_on),
        Cell::link(
            format!("{} {}", leg.seq, page.t(&format!("entry-{}", leg.kind))),
            format!("/finance/books/entries/{}", leg.entry_id),
        ),
        Cell {
            text: leg.claim_code.clone().unwrap_or_default(),
            href: String::new(),
            class: "code",
        },
        Cell::text(page.t(&format!("account-{}", leg.account))),
        Cell::money_if(page, on(Side::Debit)),
        Cell::money_if(page, on(Side::Credit)),
    ]
}

#[derive(Template)]
#[template(path = "books.html")]
struct BooksPage {
    ways: Vec<Way>,
    form: TimesForm,
    basis: String,
    lead: String,
    accounts: Table,
    journal: Table,
    older: String,
    page: Page,
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Query(query): Query<TimesQuery>,
) -> Result<Response, Failure> {
    let (mut times, mut refusals) = asked_times(&query)?;
    let accounts = match read_books::list_accounts(&app.ctx, &person.actor, times).await {
        Err(Stop::Refused(said)) => {
            refusals.extend(said);
            times = Times::default();
            read_books::list_accounts(&app.ctx, &person.actor, times).await?
        }
        other => other?,
    };
    let legs = read_books::list_entries(&app.ctx, &person.actor, query.before).await?;
    let page = person.page("title-books").with_errors(&refusals);
    let journal = legs.iter().map(|leg| leg_row(&page, leg)).collect();
    let older = legs.last().filter(|last| last.seq > 1);
    let template = BooksPage {
        ways: ways(&page),
        form: TimesForm::new(&page, "/finance/books".to_owned(), &query, false),
        basis: basis(&page, &accounts),
        lead: lead(&page, &accounts),
        accounts: table(&page, &accounts, times),
        journal: Table::new(&page, "journal-caption", &LEG_HEAD, journal),
        older: older.map(|last| format!("/finance/books?before={}", last.seq)).unwrap_or_default(),
        page,
    };
    Ok(render(&template, &template.page))
}

fn basis(page: &Page, accounts: &Accounts) -> String {
    let moment = clock(accounts.known_at);
    match accounts.on_day {
        Some(day) => {
            page.ta("report-basis-day", &[("day", page.day(&day).as_str()), ("moment", &moment)])
        }
        None => page.t1("books-basis", "moment", moment),
    }
}

/// That debits and credits are equal, in each currency.
fn lead(page: &Page, accounts: &Accounts) -> String {
    let shown = |sums: &[Money]| {
        let sums: Vec<_> = sums.iter().map(|sum| page.money(sum)).collect();
        if sums.is_empty() { "0".to_owned() } else { sums.join(", ") }
    };
    let (debit, credit) = (shown(&accounts.debits), shown(&accounts.credits));
    page.ta("books-lead", &[("debit", debit.as_str()), ("credit", credit.as_str())])
}

fn table(page: &Page, accounts: &Accounts, times: Times) -> Table {
    let times = Times { known_at: Some(accounts.known_at), ..times };
    let query = times_query(times);
    let rows = accounts.accounts.iter().map(|account| {
        let balance = balance_of(account.normal_side, account.debit, account.credit).ok();
        let href = format!("/finance/books/accounts/{}?{query}", account.account_id);
        vec![
            Cell::text(account.number.to_string()),
            Cell::link(page.t(&format!("account-{}", account.account)), href),
            Cell::text(holder(page, &account.holder)),
            Cell::money(page, &account.debit),
            Cell::money(page, &account.credit),
            Cell::money_if(page, balance.as_ref()),
        ]
    });
    let head = [
        "col-number",
        "col-account",
        "col-holder",
        "col-debit-amount",
        "col-credit-amount",
        "col-balance-amount",
    ];
    Table::new(page, "accounts-caption", &head, rows.collect())
}
