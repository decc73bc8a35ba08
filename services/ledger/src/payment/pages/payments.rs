//! The list of awards and how far their payment has come.

use crate::desk::App;
use crate::desk::page::TablesPage;
use crate::desk::view::{Cell, Table, ways};
use crate::payment::actions::read_payments;
use axum::extract::State;
use axum::response::Response;
use redress_web::{Asked, Failure, Person, render};

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let asked = Asked::of("/finance/payments", &person.visitor);
    let paged = read_payments::list_payments(&app.ctx, &person.actor, &asked.shown()).await?;
    let (cases, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let page = person.page("title-payments");
    let rows = cases
        .iter()
        .map(|case| {
            let waits = if case.returned > 0 {
                "payment-waits-choice"
            } else if !case.to_plan.amount().is_zero() {
                "payment-waits-plan"
            } else if case.funded != case.net {
                "payment-waits-money"
            } else {
                ""
            };
            vec![
                Cell::claim(&case.claim_code, case.claim_id),
                Cell::tag(page.t(&format!("stage-{}", case.stage))),
                Cell::text(if waits.is_empty() { String::new() } else { page.t(waits) }),
                Cell::day(&page, case.accepted_on),
                Cell::money(&page, &case.net),
                Cell::money(&page, &case.funded),
                Cell::money(&page, &case.settled),
            ]
        })
        .collect();
    let head = [
        "col-claim",
        "col-stage",
        "col-waits",
        "col-accepted",
        "col-net-amount",
        "col-funded-amount",
        "col-settled-amount",
    ];
    let table = Table::new(&page, "payments-caption", &head, rows).going_on(&page, next);
    let template = TablesPage {
        ways: ways(&page),
        heading: page.t("payments-heading"),
        lead: page.t("payments-lead"),
        act: Default::default(),
        tables: vec![table],
        older: Default::default(),
        page,
    };
    Ok(render(&template, &template.page))
}
