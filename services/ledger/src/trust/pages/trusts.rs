//! Money held for children: the balances by claim code, and the terms of interest. A liaison finds the
//! statement of a claim by its code here, and nothing else.

use crate::desk::App;
use crate::desk::checks::one_choice;
use crate::desk::day::Month;
use crate::desk::ids::TermsId;
use crate::desk::page::{FundPage, answers};
use crate::desk::view;
use crate::desk::view::{
    Cell, CommandForm, Field, Table, dollars_sum, is_approver, is_officer, iso, month_of, percent,
    typed_if,
};
use crate::trust::actions::decide_trust_terms::{self, DecideTrustTerms, decide_trust_terms};
use crate::trust::actions::propose_trust_terms::{self, ProposeTrustTerms, propose_trust_terms};
use crate::trust::actions::read_trust;
use crate::trust::actions::read_trust::Terms;
use crate::trust::actions::read_trust::{Held, Request, Trusts};
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{AnotherDecides, Money, Outcome, Role};
use redress_web::{Failure, Fields, Form, Page, Person, redirect};

const HERE: &str = "/finance/trust";

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-trust");
    shown(&app, &person, page, &Fields::default()).await
}

pub(crate) async fn find(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let names = |form: &Form| form.fields.only(&["code"]);
    let found = form.does(read_trust::NAME, names, async |(), _| {
        read_trust::find(&app.ctx, form.actor(), form.fields.get("code")).await
    });
    match found.await {
        Ok(claim) => Ok(redirect(&format!("{HERE}/{claim}"))),
        Err(stop) => after(&app, &form, Err::<(), _>(stop)).await,
    }
}

pub(crate) async fn propose(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(propose_trust_terms::NAME, command, async |cmd, once| {
        propose_trust_terms(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await).await
}

pub(crate) async fn decide(
    State(app): State<App>,
    Path(terms): Path<TermsId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(decide_trust_terms::NAME, one_choice("step"), async |step, once| {
        decide_trust_terms(&app.ctx, form.actor(), terms, DecideTrustTerms { step }, once).await
    });
    after(&app, &form, done.await).await
}

async fn after<T>(app: &App, form: &Form, done: Outcome<T>) -> Result<Response, Failure> {
    view::after(form, ("title-trust", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields)
    })
    .await
}

fn command(form: &Form) -> Outcome<ProposeTrustTerms> {
    form.fields.only(&["effective_from", "annual_rate", "method"])?;
    let typed = form.typed();
    Ok(ProposeTrustTerms {
        effective_from: typed.day("effective_from")?,
        annual_rate: typed.share("annual_rate")?,
        method: typed.get("method").to_owned(),
    })
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let mut shown = FundPage::new(page, "trusts");
    let page = &shown.page;
    let finding = Field::typed(page, "code", ("trust-code", "trust-code-hint"), typed.get("code"));
    let find = CommandForm::new(page, "trust-find", &format!("{HERE}/find"), vec![finding]);
    if person.actor.has(Role::Liaison) && !is_officer(person) && !is_approver(person) {
        shown.ways.clear();
        shown.sheets = vec![find];
        return Ok(shown.shown());
    }
    let seen = read_trust::list(&app.ctx, &person.actor).await?;
    shown.facts = vec![
        (page.t("fund-basis"), page.t1("fund-basis-now", "time", page.moment(&seen.known_at))),
        (page.t("trust-total"), page.money(&seen.total)),
    ];
    if is_officer(person) {
        let today = crate::desk::day::day_of(app.ctx.clock.now());
        let first = today.replace_day(1).map(iso).unwrap_or_default();
        shown.sheets = vec![sheet(page, typed, first)];
    }
    let open = seen.terms.iter().filter(|one| one.waits_for(&person.actor));
    shown.buttons = open.flat_map(|one| buttons(page, one)).collect();
    shown.tables = vec![asked(page, &seen), table(page, &seen.held), terms(page, &seen.terms)];
    Ok(shown.shown())
}

fn sheet(page: &Page, typed: &Fields, first: String) -> CommandForm {
    let fields = vec![
        Field::typed(
            page,
            "effective_from",
            ("factor-starts", "date-hint"),
            typed_if(typed, "effective_from").unwrap_or(first),
        ),
        Field::decimal(
            page,
            "annual_rate",
            ("trust-rate", "trust-rate-hint"),
            typed.get("annual_rate"),
        ),
        Field::typed(page, "method", ("trust-method", "trust-method-hint"), typed.get("method")),
    ];
    CommandForm::new(page, "trust-terms-form", &format!("{HERE}/terms"), fields)
}

fn buttons(page: &Page, one: &Terms) -> [(String, &'static str, String); 2] {
    let (rate, month) = (percent(page, one.annual_rate), month_of(page, one.effective_from));
    let args = [("rate", rate.as_str()), ("month", month.as_str())];
    answers(page, "trust-terms", &format!("{HERE}/terms/{}", one.terms_id), &args)
}

/// A claim code, which leads to its statement.
fn claim(one: &Held) -> Cell {
    let href = format!("{HERE}/{}", one.claim_id);
    Cell { text: one.claim_code.clone(), href, class: "code" }
}

/// What liaisons have asked for and nobody has decided.
fn asked(page: &Page, seen: &Trusts) -> Table {
    let row = |one: &Request| {
        let of = seen.held.iter().find(|held| held.claim_id == one.claim_id);
        vec![
            of.map(claim).unwrap_or_default(),
            Cell::text(page.t(&format!("trust-ground-{}", one.ground))),
            Cell::day(page, one.asked_at.date()),
            Cell::money(page, &one.amount),
        ]
    };
    let head = ["col-claim", "col-ground", "col-date", "col-sum-amount"];
    let rows = seen.asked.iter().map(row).collect();
    Table::new(page, "trust-asked-caption", &head, rows).or_empty(page, "trust-asked-none")
}

fn table(page: &Page, held: &[Held]) -> Table {
    let rows = held
        .iter()
        .map(|one| {
            vec![
                claim(one),
                Cell::text(of_age(page, one)),
                Cell::tag(page.t(state(one))),
                Cell::money(page, &one.capital),
                Cell::money(page, &one.interest),
                Cell::money(page, &one.balance),
                Cell::money(page, &one.waiting),
            ]
        })
        .collect();
    let head = [
        "col-claim",
        "col-of-age",
        "col-state",
        "col-capital-amount",
        "col-interest-amount",
        "col-held-amount",
        "col-for-trust-amount",
    ];
    let sum = |of: fn(&Held) -> Money| dollars_sum(held.iter().map(of));
    let sums = vec![
        sum(|one| one.capital),
        sum(|one| one.interest),
        sum(|one| one.balance),
        sum(|one| one.waiting),
    ];
    let table = Table::new(page, "trusts-caption", &head, rows).or_empty(page, "trusts-none");
    table.with_total(page, sums)
}

/// The month in which the child comes of age.
pub(super) fn of_age(page: &Page, one: &Held) -> String {
    let month = Month::parse(&one.of_age_month);
    month.map_or_else(|| one.of_age_month.clone(), |month| month_of(page, month.first()))
}

/// Message key of how a trust stands.
pub(super) fn state(one: &Held) -> &'static str {
    match (one.has_ended, one.is_of_age) {
        (true, _) => "trust-state-ended",
        (false, true) => "trust-state-due",
        (false, false) => "trust-state-held",
    }
}

fn terms(page: &Page, terms: &[Terms]) -> Table {
    let rows = terms
        .iter()
        .map(|one| {
            vec![
                Cell::text(month_of(page, one.effective_from)),
                Cell::tag(page.t(&format!("factor-{}", one.state()))),
                Cell::number(percent(page, one.annual_rate)),
                Cell::text(one.method.clone()),
            ]
        })
        .collect();
    let head = ["col-month", "col-state", "col-rate-amount", "col-rate-source"];
    Table::new(page, "trust-terms-caption", &head, rows).or_empty(page, "trust-no-terms")
}
