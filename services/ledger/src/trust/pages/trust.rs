//! The trust statement of one claim: by year, entry by entry, with the rate and where it comes from; what
//! was asked for, and the hand-over. Of the day of age month and year alone.

use super::trusts::{of_age, state};
use crate::desk::App;
use crate::desk::checks::one_choice;
use crate::desk::ids::{HandOverId, TrustRequestId};
use crate::desk::page::{FundPage, answers};
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, is_officer, percent, typed_if};
use crate::trust::actions::ask_trust_release::{self, AskTrustRelease, ask_trust_release};
use crate::trust::actions::decide_hand_over::{self, DecideHandOver, decide_hand_over};
use crate::trust::actions::decide_trust_release::{
    self, DecideTrustRelease, Granted, decide_trust_release,
};
use crate::trust::actions::read_trust;
use crate::trust::actions::read_trust::TrustStatement;
use crate::trust::actions::start_hand_over::{self, start_hand_over};
use crate::trust::domain::Ground;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::typed::Reading;
use redress_kernel::{AnotherDecides, ClaimId, Currency, Outcome, Refusal, Role};
use redress_web::{Failure, Fields, Form, Page, Person};

fn here(claim: ClaimId) -> String {
    format!("/finance/trust/{claim}")
}

pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(claim): Path<ClaimId>,
) -> Result<Response, Failure> {
    let page = person.page("title-trust");
    shown(&app, &person, claim, page, &Fields::default()).await
}

/// The same without what can be done: for paper.
pub(crate) async fn print(
    State(app): State<App>,
    person: Person,
    Path(claim): Path<ClaimId>,
) -> Result<Response, Failure> {
    let seen = read_trust::statement(&app.ctx, &person.actor, claim).await?;
    let mut shown = statement(person.page("title-trust"), &seen);
    shown.ways.clear();
    Ok(shown.shown())
}

pub(crate) async fn ask(
    State(app): State<App>,
    Path(claim): Path<ClaimId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(ask_trust_release::NAME, command, async |cmd, once| {
        ask_trust_release(&app.ctx, form.actor(), claim, cmd, once).await
    });
    after(&app, &form, claim, done.await).await
}

pub(crate) async fn decide(
    State(app): State<App>,
    Path((claim, request)): Path<(ClaimId, TrustRequestId)>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(decide_trust_release::NAME, one_choice("step"), async |step, once| {
        let cmd = DecideTrustRelease { step };
        decide_trust_release(&app.ctx, form.actor(), request, cmd, once).await
    });
    after(&app, &form, claim, done.await).await
}

pub(crate) async fn start(
    State(app): State<App>,
    Path(claim): Path<ClaimId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(start_hand_over::NAME, Form::nothing, async |(), once| {
        start_hand_over(&app.ctx, form.actor(), claim, once).await
    });
    after(&app, &form, claim, done.await).await
}

pub(crate) async fn confirm(
    State(app): State<App>,
    Path((claim, hand_over)): Path<(ClaimId, HandOverId)>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(decide_hand_over::NAME, one_choice("step"), async |step, once| {
        decide_hand_over(&app.ctx, form.actor(), hand_over, DecideHandOver { step }, once).await
    });
    after(&app, &form, claim, done.await).await
}

async fn after<T>(
    app: &App,
    form: &Form,
    claim: ClaimId,
    done: Outcome<T>,
) -> Result<Response, Failure> {
    view::after(form, ("title-trust", &here(claim)), done, |page| {
        shown(app, &form.person, claim, page, &form.fields)
    })
    .await
}

fn command(form: &Form) -> Outcome<AskTrustRelease> {
    form.fields.only(&["amount", "ground", "age", "heard"])?;
    let typed = form.typed();
    let no_ground = |_| Refusal::field("ground", "choice-unknown");
    Ok(AskTrustRelease {
        amount: typed.amount("amount", Currency::USD)?,
        ground: typed.get("ground").parse().map_err(no_ground)?,
        is_twelve: typed.get("age") != "under",
        was_heard: typed.get("heard") == "yes",
    })
}

async fn shown(
    app: &App,
    person: &Person,
    claim: ClaimId,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let seen = read_trust::statement(&app.ctx, &person.actor, claim).await?;
    let mut shown = statement(page, &seen);
    let page = &shown.page;
    let is_held = !seen.held.has_ended;
    if person.actor.has(Role::Liaison) {
        shown.ways.clear();
        if is_held && !seen.held.is_of_age {
            shown.sheets = vec![asking(page, claim, typed)];
        }
    }
    for one in seen.requests.iter().filter(|one| one.waits_for(&person.actor)) {
        let href = format!("{}/{}", here(claim), one.request_id);
        let amount = page.said(&Reading::Amount(one.amount));
        for (step, key) in [(Granted::Approved, "trust-grant"), (Granted::Refused, "trust-deny")] {
            shown.buttons.push((href.clone(), step.as_str(), page.t1(key, "amount", &amount)));
        }
    }
    for one in seen.hand_overs.iter().filter(|one| one.waits_for(&person.actor)) {
        let href = format!("{}/hand-over/{}", here(claim), one.hand_over_id);
        shown.buttons.extend(answers(page, "hand-over", &href, &[]));
    }
    let under_way = seen.hand_overs.iter().any(|one| one.outcome.is_none());
    if is_officer(person) && is_held && seen.held.is_of_age && !under_way {
        let href = format!("{}/hand-over", here(claim));
        shown.sheets.push(CommandForm::new(page, "hand-over-form", &href, Vec::new()));
    }
    shown.links.push((format!("{}/print", here(claim)), page.t("trust-print")));
    if !shown.ways.is_empty() {
        shown.links.push((format!("/finance/payments/{claim}"), page.t("trust-to-payment")));
    }
    Ok(shown.shown())
}

/// The statement itself.
fn statement(page: Page, seen: &TrustStatement) -> FundPage {
    let mut shown = FundPage::new(page, "trust");
    let page = &shown.page;
    let held = &seen.held;
    shown.heading = page.t1("trust-of", "claim", &held.claim_code);
    let rate =
        seen.annual_rate.map_or_else(|| page.t("trust-no-terms"), |rate| percent(page, rate));
    let basis = [("day", page.day(&seen.on_day)), ("time", page.moment(&seen.known_at))];
    let basis = basis.each_ref().map(|(name, value)| (*name, value.as_str()));
    shown.facts = vec![
        (page.t("fund-basis"), page.ta("trust-basis", &basis)),
        (page.t("col-state"), page.t(state(held))),
        (page.t("col-of-age"), of_age(page, held)),
        (page.t("col-held-amount"), page.money(&held.balance)),
        (page.t("col-for-trust-amount"), page.money(&held.waiting)),
        (page.t("col-rate-amount"), rate),
        (page.t("trust-how"), page.t("trust-how-text")),
    ];
    if let Some(method) = &seen.method {
        shown.facts.push((page.t("col-rate-source"), method.clone()));
    }
    shown.tables = vec![years(page, seen), lines(page, seen), requests(page, seen)];
    shown
}

fn asking(page: &Page, claim: ClaimId, typed: &Fields) -> CommandForm {
    let choices = |list: &[&str], prefix: &str| -> Vec<(String, String)> {
        list.iter().map(|one| ((*one).to_owned(), page.t(&format!("{prefix}-{one}")))).collect()
    };
    let or = |name: &str, first: &str| typed_if(typed, name).unwrap_or_else(|| first.to_owned());
    let grounds: Vec<_> = Ground::ALL.iter().map(|one| one.as_str()).collect();
    let grounds = choices(&grounds, "trust-ground");
    let (ages, heard) = (choices(&["twelve", "under"], "trust-age"), ["no", "yes"]);
    let amount = ("trust-amount", "contribution-amount-hint");
    let fields = vec![
        Field::decimal(page, "amount", amount, typed.get("amount")),
        Field::choice(page, "ground", ("col-ground", ""), or("ground", "school"), grounds),
        Field::choice(page, "age", ("trust-age", ""), or("age", "twelve"), ages),
        Field::choice(
            page,
            "heard",
            ("trust-heard", "trust-heard-hint"),
            or("heard", "no"),
            choices(&heard, "trust-heard"),
        ),
    ];
    CommandForm::new(page, "trust-ask", &format!("{}/ask", here(claim)), fields)
}

fn years(page: &Page, seen: &TrustStatement) -> Table {
    let rows = seen
        .years
        .iter()
        .map(|year| {
            vec![
                Cell::text(year.year.to_string()),
                Cell::money(page, &year.opening),
                Cell::money(page, &year.deposits),
                Cell::money(page, &year.interest),
                Cell::money(page, &year.released),
                Cell::money(page, &year.closing),
            ]
        })
        .collect();
    let head = [
        "col-year",
        "col-opening-amount",
        "col-deposits-amount",
        "col-interest-amount",
        "col-out-amount",
        "col-closing-amount",
    ];
    Table::new(page, "trust-years-caption", &head, rows)
}

fn lines(page: &Page, seen: &TrustStatement) -> Table {
    let rows = seen
        .lines
        .iter()
        .map(|line| {
            vec![
                Cell::day(page, line.occurred_on),
                Cell::text(page.t(&format!("trust-kind-{}", line.kind))),
                Cell::text(line.method.clone().unwrap_or_default()),
                Cell::number(line.annual_rate.map(|rate| percent(page, rate)).unwrap_or_default()),
                Cell::money(page, &line.amount),
                Cell::money(page, &line.balance),
            ]
        })
        .collect();
    let head = [
        "col-date",
        "col-kind",
        "col-rate-source",
        "col-rate-amount",
        "col-sum-amount",
        "col-held-amount",
    ];
    Table::new(page, "trust-lines-caption", &head, rows)
}

fn requests(page: &Page, seen: &TrustStatement) -> Table {
    let rows = seen
        .requests
        .iter()
        .map(|one| {
            let heard = if one.was_heard { "trust-heard-yes" } else { "trust-heard-no" };
            vec![
                Cell::day(page, one.asked_at.date()),
                Cell::text(page.t(&format!("trust-ground-{}", one.ground))),
                Cell::text(page.t(heard)),
                Cell::tag(page.t(&format!("trust-request-{}", one.state()))),
                Cell::money(page, &one.amount),
            ]
        })
        .collect();
    let head = ["col-date", "col-ground", "col-heard", "col-state", "col-sum-amount"];
    Table::new(page, "trust-requests-caption", &head, rows).or_empty(page, "trust-requests-none")
}
