//! Money kept for later.

use crate::desk::App;
use crate::desk::checks::chosen;
use crate::desk::ids::HoldId;
use crate::desk::page::FundPage;
use crate::desk::view;
use crate::desk::view::{Cell, CommandForm, Field, Table, is_officer};
use crate::fund::actions::end_hold::{self, EndHold, end_hold};
use crate::fund::actions::place_hold::{self, PlaceHold, place_hold};
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Hold;
use crate::fund::domain::codes::HoldEnd;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::typed::Reading;
use redress_kernel::{Currency, Outcome};
use redress_web::{Asked, Failure, Fields, Form, Page, Person};

const HERE: &str = "/finance/fund/holds";

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-holds");
    shown(&app, &person, page, &Fields::default(), None).await
}

pub(crate) async fn one(
    State(app): State<App>,
    person: Person,
    Path(hold): Path<HoldId>,
) -> Result<Response, Failure> {
    let page = person.page("title-holds");
    shown(&app, &person, page, &Fields::default(), Some(hold)).await
}

pub(crate) async fn place(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(place_hold::NAME, command, async |cmd, once| {
        place_hold(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await, None).await
}

pub(crate) async fn end(
    State(app): State<App>,
    Path(hold): Path<HoldId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(end_hold::NAME, ending, async |cmd, once| {
        end_hold(&app.ctx, form.actor(), hold, cmd, once).await
    });
    after(&app, &form, done.await, Some(hold)).await
}

async fn after<T>(
    app: &App,
    form: &Form,
    done: Outcome<T>,
    hold: Option<HoldId>,
) -> Result<Response, Failure> {
    view::after(form, ("title-holds", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields, hold)
    })
    .await
}

fn command(form: &Form) -> Outcome<PlaceHold> {
    form.fields.only(&["amount", "reason", "expires_on"])?;
    let typed = form.typed();
    let cmd = PlaceHold {
        amount: typed.amount("amount", Currency::USD)?,
        reason: typed.get("reason").to_owned(),
        expires_on: typed.day("expires_on")?,
    };
    form.understood(&[("amount", Reading::Amount(cmd.amount))])?;
    Ok(cmd)
}

fn ending(form: &Form) -> Outcome<EndHold> {
    form.fields.only(&["kind", "part"])?;
    let typed = form.typed();
    let part = typed.amount_if("part", Currency::USD)?;
    let kind = chosen(&form.fields, "kind")?;
    // A void takes all that is left, whatever stands in the field.
    let amount = part.filter(|_| kind != HoldEnd::Voided);
    if let Some(amount) = amount {
        form.understood(&[("part", Reading::Amount(amount))])?;
    }
    Ok(EndHold { kind, amount })
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
    hold: Option<HoldId>,
) -> Result<Response, Failure> {
    let asked = Asked::of(HERE, &person.visitor);
    let paged = read_fund::holds(&app.ctx, &person.actor, &asked.shown()).await?;
    let (holds, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let mut shown = FundPage::new(page, "holds");
    let page = &shown.page;
    if is_officer(person) {
        let ending = match hold {
            Some(id) => read_fund::hold(&app.ctx, &person.actor, id).await?,
            None => None,
        };
        shown.sheets = vec![match ending.as_ref().filter(|one| can_end(one)) {
            Some(one) => ending_sheet(page, one),
            None => sheet(page, typed),
        }];
    }
    shown.tables = vec![table(page, &holds, is_officer(person)).going_on(page, next)];
    Ok(shown.shown())
}

/// What is reserved for an award ends with its offer.
fn can_end(one: &Hold) -> bool {
    one.ended.is_none() && one.claim_id.is_none()
}

fn sheet(page: &Page, typed: &Fields) -> CommandForm {
    let fields = vec![
        Field::decimal(
            page,
            "amount",
            ("hold-amount", "contribution-amount-hint"),
            typed.get("amount"),
        ),
        Field::typed(page, "reason", ("hold-reason", "hold-reason-hint"), typed.get("reason")),
        Field::typed(page, "expires_on", ("hold-expires", "date-hint"), typed.get("expires_on")),
    ];
    CommandForm::new(page, "hold-form", HERE, fields).in_words()
}

fn ending_sheet(page: &Page, one: &Hold) -> CommandForm {
    let kinds = [HoldEnd::Released, HoldEnd::Voided]
        .map(|kind| (kind.to_string(), page.t(&format!("hold-as-{kind}"))));
    let fields = vec![
        Field::choice(page, "kind", ("hold-kind", ""), "released", kinds.into()),
        Field::decimal(page, "part", ("hold-part", ""), one.left.amount().to_string()),
    ];
    let action = format!("{HERE}/{}", one.hold_id);
    let mut sheet = CommandForm::new(page, "hold-end", &action, fields).in_words();
    sheet.heading = page.t1("hold-end-heading", "name", &one.reason);
    sheet
}

fn table(page: &Page, holds: &[Hold], is_officer: bool) -> Table {
    let rows = holds
        .iter()
        .map(|one| {
            let what = match (&one.claim_code, one.claim_id) {
                (Some(code), Some(id)) => Cell::claim(code, id),
                _ if is_officer && can_end(one) => {
                    Cell::link(one.reason.clone(), format!("{HERE}/{}", one.hold_id))
                }
                _ => Cell::text(one.reason.clone()),
            };
            let state = one.ended.map_or("held", HoldEnd::as_str);
            vec![
                what,
                Cell::day(page, one.expires_on),
                Cell::tag(page.t(&format!("hold-{state}"))),
                Cell::money(page, &one.amount),
                Cell::money(page, &one.left),
            ]
        })
        .collect();
    let head = ["col-hold-for", "col-expires", "col-state", "col-sum-amount", "col-left-amount"];
    Table::new(page, "holds-caption", &head, rows)
}
