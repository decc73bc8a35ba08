//! The accounts and the journal.

use super::payments::TablesPage;
use super::view::{Cell, Table, iso, ways};
use crate::App;
use crate::actions::read_books;
use crate::api::Before;
use crate::store::journal::Written;
use axum::extract::{Query, State};
use axum::response::Response;
use redress_kernel::Money;
use redress_web::{Failure, Page, Person, render};

/// Headings of journal rows.
pub(super) const LEG_HEAD: [&str; 6] =
    ["col-date", "col-entry", "col-claim", "col-account", "col-debit-amount", "col-credit-amount"];

/// One leg as a row.
pub(super) fn leg_row(page: &Page, leg: &Written) -> Vec<Cell> {
    let on = |side: &str| (leg.side == side).then_some(&leg.amount);
    vec![
        Cell::text(iso(leg.occurred_on)),
        Cell::text(format!("{} {}", leg.seq, page.t(&format!("entry-{}", leg.kind)))),
        Cell {
            text: leg.claim_code.clone().unwrap_or_default(),
            href: String::new(),
            class: "code",
        },
        Cell::text(page.t(&format!("account-{}", leg.account))),
        Cell::money_if(page, on("debit")),
        Cell::money_if(page, on("credit")),
    ]
}

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    Query(at): Query<Before>,
) -> Result<Response, Failure> {
    let accounts = read_books::list_accounts(&app.ctx, &person.actor).await?;
    let legs = read_books::list_entries(&app.ctx, &person.actor, at.before).await?;
    let page = person.page("title-books");
    let rows = accounts
        .accounts
        .iter()
        .map(|account| {
            let (more, less) = if account.normal_side == "debit" {
                (account.debit, account.credit)
            } else {
                (account.credit, account.debit)
            };
            let balance: Option<Money> = more.checked_sub(less).ok();
            vec![
                Cell::text(account.number.to_string()),
                Cell::text(page.t(&format!("account-{}", account.account))),
                Cell::money(&page, &account.debit),
                Cell::money(&page, &account.credit),
                Cell::money_if(&page, balance.as_ref()),
            ]
        })
        .collect();
    let head = [
        "col-number",
        "col-account",
        "col-debit-amount",
        "col-credit-amount",
        "col-balance-amount",
    ];
    let (debit, credit) = (Money::usd(accounts.debit).ok(), Money::usd(accounts.credit).ok());
    let shown = |money: Option<Money>| money.map(|m| page.money(&m)).unwrap_or_default();
    let (debit, credit) = (shown(debit), shown(credit));
    let lead = page.ta("books-lead", &[("debit", debit.as_str()), ("credit", credit.as_str())]);
    let journal = legs.iter().map(|leg| leg_row(&page, leg)).collect();
    let older = match legs.last() {
        Some(last) if last.seq > 1 => {
            (format!("/finance/books?before={}", last.seq), page.t("books-older"))
        }
        _ => Default::default(),
    };
    let template = TablesPage {
        ways: ways(&page),
        heading: page.t("books-heading"),
        lead,
        act: ("/finance/books/export".to_owned(), page.t("export-way")),
        tables: vec![
            Table::new(&page, "accounts-caption", &head, rows),
            Table::new(&page, "journal-caption", &LEG_HEAD, journal),
        ],
        older,
        page,
    };
    Ok(render(&template, &template.page))
}
