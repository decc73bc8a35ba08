//! The fund: how it stands, whose money it is, what the coming year brings.

use crate::desk::App;
use crate::desk::page::FundPage;
use crate::desk::view::{Cell, Table, dollars_sum, month_of};
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::SourcePosition;
use crate::fund::actions::read_fund::{FundLine, Position};
use axum::extract::State;
use axum::response::Response;
use redress_kernel::Money;
use redress_web::{Failure, Page, Person};

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let seen = read_fund::position(&app.ctx, &person.actor).await?;
    let mut shown = FundPage::new(person.page("title-fund"), "fund");
    let page = &shown.page;
    let factor = |factor| Cell::decimal(page, factor).text;
    let possible = seen.possible_factor.map_or_else(|| page.t("factor-none-possible"), factor);
    shown.facts = vec![
        (page.t("fund-basis"), page.t1("fund-basis-now", "time", page.moment(&seen.known_at))),
        (page.t("overview-uncommitted"), page.money(&seen.uncommitted)),
        (page.t("fund-factor"), factor(seen.factor)),
        (page.t("fund-possible-factor"), possible),
    ];
    if !seen.costs_unallocated.amount().is_zero() {
        let rest = page.money(&seen.costs_unallocated);
        shown.facts.push((page.t("fund-costs-unallocated"), rest));
    }
    shown.tables = vec![standing(page, &seen), sources(page, &seen), months(page, &seen)];
    Ok(shown.shown())
}

/// What the fund has, what is spoken for, and what is left: the two sides agree to the cent.
fn standing(page: &Page, seen: &Position) -> Table {
    let line = |line: &FundLine| {
        // Of all currencies together this head has what foreign cash cost.
        let name = match line.account.as_str() {
            "currency_exchange" => page.t("fund-foreign-cash"),
            head => page.t(&format!("account-{head}")),
        };
        vec![Cell::text(name), Cell::money(page, &line.amount)]
    };
    let sum = |key: &str, amount: &Money| vec![Cell::total(page.t(key)), Cell::money(page, amount)];
    let mut rows: Vec<Vec<Cell>> = seen.has.iter().map(line).collect();
    rows.push(sum("fund-has-sum", &seen.has_sum));
    rows.extend(seen.owes.iter().map(line));
    rows.push(sum("fund-owes-sum", &seen.owes_sum));
    rows.push(sum("fund-free", &seen.free));
    Table::new(page, "fund-standing-caption", &["col-account", "col-sum-amount"], rows)
}

fn sources(page: &Page, seen: &Position) -> Table {
    let rows = seen
        .sources
        .iter()
        .map(|one| {
            let funder = one.funder.clone().unwrap_or_else(|| page.t("funder-none"));
            vec![
                Cell::text(funder),
                Cell::text(page.t(&format!("purpose-{}", one.purpose))),
                Cell::money(page, &one.received),
                Cell::money(page, &one.near),
                Cell::money(page, &one.later),
                Cell::money(page, &one.applied),
                Cell::money(page, &one.costs),
                Cell::number(one.awards.to_string()),
            ]
        })
        .collect();
    let head = [
        "col-funder",
        "col-purpose",
        "col-received-amount",
        "col-near-amount",
        "col-later-amount",
        "col-applied-amount",
        "col-costs-amount",
        "col-awards-amount",
    ];
    let sum = |of: fn(&SourcePosition) -> Money| dollars_sum(seen.sources.iter().map(of));
    let sums = vec![
        sum(|one| one.received),
        sum(|one| one.near),
        sum(|one| one.later),
        sum(|one| one.applied),
        sum(|one| one.costs),
    ];
    Table::new(page, "sources-caption", &head, rows).with_total(page, sums)
}

/// Month by month, beginning with the cash of today.
fn months(page: &Page, seen: &Position) -> Table {
    let mut left = seen.has.first().map(|cash| cash.amount);
    let rows = seen
        .months
        .iter()
        .map(|month| {
            left = left
                .and_then(|left| left.checked_add(month.comes).ok()?.checked_sub(month.goes).ok());
            vec![
                Cell::text(month_of(page, month.month)),
                Cell::money(page, &month.comes),
                Cell::money(page, &month.goes),
                Cell::money_if(page, left.as_ref()),
            ]
        })
        .collect();
    let head = ["col-month", "col-comes-amount", "col-goes-amount", "col-cash-amount"];
    Table::new(page, "projection-caption", &head, rows)
}
