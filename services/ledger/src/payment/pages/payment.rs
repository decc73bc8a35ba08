//! One award: its plan, what became of each instalment, its entries; and the form to plan it.

use crate::desk::App;
use crate::desk::view::{Cell, Table, Way, is_officer, iso, ways};
use crate::payment::actions::plan_payment::{self, PlanPayment, plan_payment};
use crate::payment::actions::read_payments;
use crate::payment::actions::read_payments::Payment;
use crate::payment::domain::step::ItemState;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{ClaimId, Outcome, Refusal, Stop};
use redress_web::{Failure, Fields, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "payment.html")]
struct PaymentPage {
    ways: Vec<Way>,
    code: String,
    facts: Vec<(String, String)>,
    /// Whether the officer can plan now, and whether it is a new choice after a payment came back.
    /// Where the part of it that is held for a child is shown; empty where none is.
    trust: String,
    can_plan: bool,
    is_renewal: bool,
    blocked: Option<String>,
    currency: String,
    instalments: String,
    first_due: String,
    tables: Vec<Table>,
    page: Page,
}

/// The fields of the form.
const FIELDS: [&str; 3] = ["pay_currency", "instalments", "first_due"];

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(claim): Path<ClaimId>,
) -> Result<Response, Failure> {
    let payment = read_payments::show_payment(&app.ctx, &person.actor, claim).await?;
    let page = person.page("title-payment");
    Ok(shown(&app, &person, &payment, page, None))
}

pub(crate) async fn plan(
    State(app): State<App>,
    Path(claim): Path<ClaimId>,
    form: Form,
) -> Result<Response, Failure> {
    let read = |form: &Form| command(claim, form);
    let done = form.does(plan_payment::NAME, read, async |cmd, once| {
        plan_payment(&app.ctx, form.actor(), cmd, once).await
    });
    match done.await {
        Ok(_) => Ok(redirect(&format!("/finance/payments/{claim}"))),
        Err(Stop::Refused(refusals)) => {
            let payment = read_payments::show_payment(&app.ctx, form.actor(), claim).await?;
            let page = form.person.page("title-payment").with_errors(&refusals);
            Ok(shown(&app, &form.person, &payment, page, Some(&form.fields)))
        }
        Err(stop) => Err(stop.into()),
    }
}

fn command(claim_id: ClaimId, form: &Form) -> Outcome<PlanPayment> {
    form.fields.only(&FIELDS)?;
    let typed = form.typed();
    let mut cmd = PlanPayment { claim_id, instalments: None, pay_currency: None, first_due: None };
    let currency = typed.get("pay_currency").to_ascii_uppercase();
    if !currency.is_empty() {
        let unknown = |_| Stop::from(Refusal::field("pay_currency", "currency-unknown"));
        cmd.pay_currency = Some(currency.parse().map_err(unknown)?);
    }
    if !typed.get("instalments").is_empty() {
        let range =
            |_| Stop::from(Refusal::field("instalments", "instalments-range").with("max", 5));
        cmd.instalments = Some(typed.get("instalments").parse().map_err(range)?);
    }
    if !typed.get("first_due").is_empty() {
        cmd.first_due = Some(typed.day("first_due")?);
    }
    Ok(cmd)
}

fn shown(
    app: &App,
    person: &Person,
    payment: &Payment,
    page: Page,
    typed: Option<&Fields>,
) -> Response {
    let case = &payment.case;
    let is_renewal = case.returned > 0;
    let is_short = case.funded.amount() < case.net.amount();
    let to_plan = !case.to_plan.amount().is_zero();
    let can_plan = is_officer(person) && (is_renewal || to_plan || is_short);
    let blocked = if !is_renewal && !to_plan && is_short {
        Some(page.t("payment-waits-money"))
    } else if !payment.has_payee {
        Some(page.t("payment-waits-payee"))
    } else {
        None
    };
    let or_typed = |name: &str, known: String| typed.map_or(known, |f| f.get(name).to_owned());
    let today = crate::desk::day::day_of(app.ctx.clock.now());
    let mut facts = vec![
        (page.t("col-stage"), page.t(&format!("stage-{}", case.stage))),
        (page.t("col-net-amount"), page.money(&case.net)),
        (page.t("col-funded-amount"), page.money(&case.funded)),
        (page.t("payment-to-plan"), page.money(&case.to_plan)),
        (page.t("col-settled-amount"), page.money(&case.settled)),
        (page.t("col-accepted"), page.day(&case.accepted_on)),
    ];
    let is_in_trust = !case.in_trust.amount().is_zero();
    if is_in_trust {
        facts.insert(3, (page.t("payment-in-trust"), page.money(&case.in_trust)));
    }
    let trust = format!("/finance/trust/{}", case.claim_id);
    let template = PaymentPage {
        ways: ways(&page),
        trust: if is_in_trust { trust } else { String::new() },
        code: case.claim_code.clone(),
        facts,
        can_plan: can_plan && blocked.is_none(),
        is_renewal,
        blocked: blocked.filter(|_| can_plan),
        currency: or_typed(
            "pay_currency",
            payment.wished_currency.map(|one| one.to_string()).unwrap_or_default(),
        ),
        instalments: or_typed(
            "instalments",
            payment.wished_instalments.map(|n| n.to_string()).unwrap_or_default(),
        ),
        first_due: or_typed("first_due", iso(today)),
        tables: vec![
            funded_by(&page, payment),
            instalments(&page, payment),
            entries(&page, payment),
        ],
        page,
    };
    render(&template, &template.page)
}

fn instalments(page: &Page, payment: &Payment) -> Table {
    let rows = payment
        .instalments
        .iter()
        .map(|part| {
            let state = part.state.map_or("planned", ItemState::as_str);
            let batch = part.batch_id.map_or_else(Cell::default, |id| {
                Cell::link(page.t("col-batch"), format!("/finance/batches/{id}"))
            });
            vec![
                Cell::text(format!("{}/{}", part.place, part.parts)),
                Cell::day(page, part.due_on),
                Cell::tag(page.t(&format!("item-{state}"))),
                Cell::text(part.reason.clone().unwrap_or_default()),
                batch,
                Cell::money(page, &part.amount),
                Cell::money_if(page, part.paid.as_ref()),
            ]
        })
        .collect();
    let head = [
        "col-number",
        "col-due",
        "col-state",
        "col-reason",
        "col-batch",
        "col-debt-amount",
        "col-paid-amount",
    ];
    Table::new(page, "instalments-caption", &head, rows).or_empty(page, "instalments-none")
}

/// What is set aside of this award, and whose money it is.
fn funded_by(page: &Page, payment: &Payment) -> Table {
    let rows = payment
        .funded_by
        .iter()
        .map(|part| {
            vec![
                Cell::text(part.tranche.to_string()),
                Cell::text(page.t(&format!("funding-{}", part.kind))),
                Cell::day(page, part.funded_at.date()),
                Cell::text(part.funder.clone().unwrap_or_else(|| page.t("funder-none"))),
                Cell::text(page.t(&format!("purpose-{}", part.purpose))),
                Cell::decimal(page, part.factor),
                Cell::money(page, &part.amount),
            ]
        })
        .collect();
    let head = [
        "col-number",
        "col-kind",
        "col-date",
        "col-funder",
        "col-purpose",
        "col-factor-amount",
        "col-funded-amount",
    ];
    Table::new(page, "funded-caption", &head, rows).or_empty(page, "funded-none")
}

/// The journal of this award; its code stands above and not in every row.
fn entries(page: &Page, payment: &Payment) -> Table {
    let head = crate::books::pages::books::LEG_HEAD.into_iter().filter(|key| *key != "col-claim");
    let rows = payment.entries.iter().map(|leg| {
        let mut row = crate::books::pages::books::leg_row(page, leg);
        row.remove(2);
        row
    });
    Table::new(page, "entries-caption", &head.collect::<Vec<_>>(), rows.collect())
}
