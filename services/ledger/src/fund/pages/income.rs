//! Money that came or is promised, and who gives it.

use crate::cash::actions::read_cash;
use crate::cash::actions::read_cash::Cash;
use crate::cash::pages::accounts::{currency_of, name as account_name, places};
use crate::desk::App;
use crate::desk::ids::PledgeId;
use crate::desk::page::FundPage;
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, is_approver, is_officer, iso, typed_if};
use crate::fund::actions::cancel_pledge::{self, cancel_pledge};
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Income;
use crate::fund::actions::record_contribution::{self, RecordContribution, record_contribution};
use crate::fund::actions::record_funder::{self, RecordFunder, record_funder};
use crate::fund::actions::record_pledge::{self, RecordPledge, record_pledge};
use crate::fund::domain::codes::{IncomeKind, Purpose};
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::typed::Reading;
use redress_kernel::{Currency, Date, Outcome, Refusal};
use redress_web::{Asked, Failure, Fields, Form, Page, Person};

const HERE: &str = "/finance/fund/income";

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

/// What can be promised.
const PROMISED: [IncomeKind; 3] =
    [IncomeKind::Voluntary, IncomeKind::WithheldPay, IncomeKind::Assessed];

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

/// Choices of a list of codes, by their words; the empty one first where it may be left open.
fn codes<T: ToString>(page: &Page, prefix: &str, codes: &[T]) -> Vec<(String, String)> {
    let codes = codes.iter().map(ToString::to_string);
    codes.map(|code| (code.clone(), page.t(&format!("{prefix}-{code}")))).collect()
}

fn funders(page: &Page, seen: &Income, may_be_none: bool) -> Vec<(String, String)> {
    let none = may_be_none.then(|| (String::new(), page.t("funder-none")));
    let named = seen.funders.iter().map(|one| (one.code.clone(), one.name.clone()));
    none.into_iter().chain(named).collect()
}

fn purposes(page: &Page) -> Vec<(String, String)> {
    let widest_first: Vec<_> = Purpose::ALL.iter().rev().collect();
    codes(page, "purpose", &widest_first)
}

fn contribution_sheet(
    page: &Page,
    (seen, cash): (&Income, &Cash),
    typed: &Fields,
    today: &str,
) -> CommandForm {
    let day = typed_if(typed, "received_on").unwrap_or_else(|| today.to_owned());
    let open = seen.pledges.iter().filter(|one| !one.open.amount().is_zero());
    let promised = open.map(|one| {
        let (open, day) = (page.money(&one.open), page.day(&one.expected_on));
        let text = format!("{}, {open}, {day}", one.reference);
        (one.pledge_id.to_string(), text)
    });
    let none = (String::new(), page.t("pledge-none"));
    let fields = vec![
        Field::choice(
            page,
            "kind",
            ("contribution-kind", ""),
            typed.get("kind"),
            codes(page, "contribution", IncomeKind::ALL),
        ),
        Field::choice(
            page,
            "bank_account",
            ("contribution-account", "contribution-account-hint"),
            typed.get("bank_account"),
            places(page, cash),
        ),
        Field::decimal(
            page,
            "amount",
            ("contribution-amount", "exchange-left-hint"),
            typed.get("amount"),
        ),
        Field::typed(page, "received_on", ("contribution-received", "date-hint"), day),
        Field::typed(
            page,
            "reference",
            ("contribution-reference", "contribution-reference-hint"),
            typed.get("reference"),
        ),
        Field::choice(
            page,
            "pledge_id",
            ("contribution-pledge", "contribution-pledge-hint"),
            typed.get("pledge_id"),
            std::iter::once(none).chain(promised).collect(),
        ),
        Field::choice(
            page,
            "funder",
            ("contribution-funder", ""),
            typed.get("funder"),
            funders(page, seen, true),
        ),
        Field::choice(
            page,
            "purpose",
            ("contribution-purpose", ""),
            typed.get("purpose"),
            purposes(page),
        ),
    ];
    CommandForm::new(page, "contribution", HERE, fields).in_words()
}

fn pledge_sheet(page: &Page, seen: &Income, typed: &Fields) -> CommandForm {
    let fields = vec![
        Field::choice(
            page,
            "funder",
            ("contribution-funder", "pledge-funder-hint"),
            typed.get("funder"),
            funders(page, seen, true),
        ),
        Field::choice(
            page,
            "purpose",
            ("contribution-purpose", ""),
            typed.get("purpose"),
            purposes(page),
        ),
        Field::choice(
            page,
            "kind",
            ("contribution-kind", ""),
            typed.get("kind"),
            codes(page, "contribution", &PROMISED),
        ),
        Field::decimal(
            page,
            "amount",
            ("pledge-amount", "contribution-amount-hint"),
            typed.get("amount"),
        ),
        Field::typed(
            page,
            "expected_on",
            ("pledge-expected", "date-hint"),
            typed.get("expected_on"),
        ),
        Field::typed(
            page,
            "reference",
            ("contribution-reference", "contribution-reference-hint"),
            typed.get("reference"),
        ),
    ];
    CommandForm::new(page, "pledge", "/finance/fund/income/pledge", fields).in_words()
}

fn funder_sheet(page: &Page, typed: &Fields) -> CommandForm {
    let fields = vec![
        Field::typed(page, "name", ("funder-name", ""), typed.get("name")),
        Field::typed(page, "code", ("funder-code", "funder-code-hint"), typed.get("code")),
    ];
    CommandForm::new(page, "funder", "/finance/fund/income/funder", fields)
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
