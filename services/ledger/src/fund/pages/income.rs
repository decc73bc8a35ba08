//! Money that came or is promised, and who gives it.

use super::income_forms::{HERE, contribution_sheet, funder_sheet, pledge_sheet};
use crate::cash::actions::read_cash;
use crate::cash::actions::read_cash::Cash;
use crate::cash::pages::accounts::{currency_of, name as account_name};
use crate::desk::App;
use crate::desk::ids::PledgeId;
use crate::desk::page::FundPage;
use crate::desk::view;
use crate::desk::view::{Cell, Table, is_approver, is_officer, iso};
use crate::fund::actions::cancel_pledge::{self, cancel_pledge};
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Income;
use crate::fund::actions::record_contribution::{self, RecordContribution, record_contribution};
use crate::fund::actions::record_funder::{self, RecordFunder, record_funder};
use crate::fund::actions::record_pledge::{self, RecordPledge, record_pledge};
use crate::fund::domain::codes::Purpose;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::typed::Reading;
use redress_kernel::{Currency, Date, Outcome, Refusal};
use redress_web::{Asked, Failure, Fields, Form, Page, Person};

/// The fields of a contribution.
const CONTRIBUTION: [&str; 8] = [
    "kind",
    "bank_account",
    "amount",
    "received_on",
    "reference",
    "funder",
    "purpose",
    "pledge_id",
];

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-income");
    shown(&app, &person, page, &Fields::default(), "contribution").await
}

pub(crate) async fn show_pledge(
    State(app): State<App>,
    person: Person,
) -> Result<Response, Failure> {
    let page = person.page("title-income");
    shown(&app, &person, page, &Fields::default(), "pledge").await
}

pub(crate) async fn show_funder(
    State(app): State<App>,
    person: Person,
) -> Result<Response, Failure> {
    let page = person.page("title-income");
    shown(&app, &person, page, &Fields::default(), "funder").await
}

pub(crate) async fn contribute(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let names = |form: &Form| form.fields.only(&CONTRIBUTION);
    let done = form.does(record_contribution::NAME, names, async |(), once| {
        let cash = read_cash::list_bank_accounts(&app.ctx, form.actor()).await?;
        let cmd = contribution(&form, &cash)?;
        record_contribution(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await, "contribution").await
}

pub(crate) async fn pledge(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(record_pledge::NAME, pledged, async |cmd, once| {
        record_pledge(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await, "pledge").await
}

pub(crate) async fn funder(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(record_funder::NAME, named, async |cmd, once| {
        record_funder(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await, "funder").await
}

pub(crate) async fn cancel(
    State(app): State<App>,
    Path(pledge): Path<PledgeId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(cancel_pledge::NAME, Form::nothing, async |(), once| {
        cancel_pledge(&app.ctx, form.actor(), pledge, once).await
    });
    after(&app, &form, done.await, "contribution").await
}

async fn after<T>(
    app: &App,
    form: &Form,
    done: Outcome<T>,
    sheet: &'static str,
) -> Result<Response, Failure> {
    view::after(form, ("title-income", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields, sheet)
    })
    .await
}

fn contribution(form: &Form, cash: &Cash) -> Outcome<RecordContribution> {
    let typed = form.typed();
    let bank_account = typed.text_if("bank_account");
    let pledge = typed.text_if("pledge_id").map(|typed| typed.parse::<PledgeId>()).transpose();
    let cmd = RecordContribution {
        kind: typed.get("kind").parse().ok(),
        amount: typed.amount("amount", currency_of(bank_account.as_deref(), cash))?,
        bank_account,
        received_on: typed.day("received_on")?,
        reference: typed.get("reference").to_owned(),
        funder: typed.text_if("funder"),
        purpose: Purpose::chosen(typed.text_if("purpose").as_deref()),
        pledge_id: pledge.map_err(|_| Refusal::field("pledge_id", "pledge-unknown"))?,
        recourse_id: None,
    };
    form.understood(&[("amount", Reading::Amount(cmd.amount))])?;
    Ok(cmd)
}

fn named(form: &Form) -> Outcome<RecordFunder> {
    form.fields.only(&["code", "name"])?;
    let (code, name) = (form.fields.get("code").to_owned(), form.fields.get("name").to_owned());
    Ok(RecordFunder { code, name })
}

fn pledged(form: &Form) -> Outcome<RecordPledge> {
    form.fields.only(&["funder", "purpose", "kind", "amount", "expected_on", "reference"])?;
    let typed = form.typed();
    let cmd = RecordPledge {
        funder: typed.get("funder").to_owned(),
        purpose: Purpose::chosen(typed.text_if("purpose").as_deref()),
        kind: typed.get("kind").parse().ok(),
        amount: typed.amount("amount", Currency::USD)?,
        expected_on: typed.day("expected_on")?,
        reference: typed.get("reference").to_owned(),
    };
    form.understood(&[("amount", Reading::Amount(cmd.amount))])?;
    Ok(cmd)
}

/// The page with one of its forms, which keeps what was typed.
async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
    sheet: &str,
) -> Result<Response, Failure> {
    let asked = Asked::of(HERE, &person.visitor);
    let mut seen = read_fund::income(&app.ctx, &person.actor).await?;
    let paged = read_fund::list_contributions(&app.ctx, &person.actor, &asked.shown()).await?;
    let next = asked.next(paged.next.as_ref());
    seen.contributions = paged.rows;
    let cash = read_cash::list_bank_accounts(&app.ctx, &person.actor).await?;
    let mut shown = FundPage::new(page, "income");
    let page = &shown.page;
    let day = crate::desk::day::day_of(app.ctx.clock.now());
    let today = iso(day);
    if is_officer(person) {
        shown.acts = [("contribution", ""), ("pledge", "/pledge"), ("funder", "/funder")]
            .into_iter()
            .filter(|(name, _)| *name != sheet)
            .map(|(name, end)| (format!("{HERE}{end}"), page.t(&format!("{name}-heading"))))
            .collect();
        shown.sheets = vec![match sheet {
            "pledge" => pledge_sheet(page, &seen, typed),
            "funder" => funder_sheet(page, typed),
            _ => contribution_sheet(page, (&seen, &cash), typed, &today),
        }];
    }
    if is_approver(person) {
        let open = seen.pledges.iter().filter(|one| !one.open.amount().is_zero());
        let button = |one: &crate::fund::actions::read_fund::Pledge| {
            let (open, day) = (page.money(&one.open), page.day(&one.expected_on));
            let args =
                [("amount", open.as_str()), ("day", day.as_str()), ("name", &*one.reference)];
            (format!("{HERE}/{}/cancel", one.pledge_id), "", page.ta("pledge-cancel", &args))
        };
        shown.buttons = open.map(button).collect();
    }
    shown.tables = vec![contributions(page, &seen).going_on(page, next), pledges(page, &seen, day)];
    Ok(shown.shown())
}

/// The funder and the purpose of a source, as two cells.
fn source_cells(page: &Page, seen: &Income, source: &str) -> [Cell; 2] {
    let (code, purpose) = source.split_once(':').unwrap_or(("", "any"));
    let funder = seen.funders.iter().find(|one| one.code == code).map(|one| one.name.clone());
    [
        Cell::text(funder.unwrap_or_else(|| page.t("funder-none"))),
        Cell::text(page.t(&format!("purpose-{purpose}"))),
    ]
}

fn contributions(page: &Page, seen: &Income) -> Table {
    let rows = seen
        .contributions
        .iter()
        .map(|given| {
            let [funder, purpose] = source_cells(page, seen, &given.source);
            vec![
                Cell::day(page, given.received_on),
                Cell::text(page.t(&format!("contribution-{}", given.kind))),
                Cell::text(given.reference.clone()),
                funder,
                purpose,
                Cell::text(account_name(page, given.bank_account.as_deref())),
                Cell::money_if(page, given.came.as_ref()),
                Cell::money(page, &given.amount),
            ]
        })
        .collect();
    let head = [
        "col-received",
        "col-kind",
        "col-reference",
        "col-funder",
        "col-purpose",
        "col-bank-account",
        "col-foreign-amount",
        "col-dollars-amount",
    ];
    Table::new(page, "contributions-caption", &head, rows)
}

fn pledges(page: &Page, seen: &Income, today: Date) -> Table {
    let rows = seen
        .pledges
        .iter()
        .map(|one| {
            let [funder, purpose] = source_cells(page, seen, &one.source);
            let state = if one.open.amount().is_zero() {
                "pledge-done"
            } else if one.is_near {
                "pledge-near"
            } else if one.expected_on < today {
                "pledge-overdue"
            } else {
                "pledge-later"
            };
            vec![
                Cell::day(page, one.expected_on),
                Cell::tag(page.t(state)),
                Cell::text(one.reference.clone()),
                funder,
                purpose,
                Cell::money(page, &one.amount),
                Cell::money(page, &one.open),
            ]
        })
        .collect();
    let head = [
        "col-expected",
        "col-state",
        "col-reference",
        "col-funder",
        "col-purpose",
        "col-sum-amount",
        "col-open-amount",
    ];
    Table::new(page, "pledges-caption", &head, rows)
}
