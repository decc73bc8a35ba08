//! The fund's bank accounts, and what foreign cash on them is worth.

use crate::cash::actions::close_bank_account::{self, close_bank_account};
use crate::cash::actions::confirm_bank_account::{self, confirm_bank_account};
use crate::cash::actions::open_bank_account::{self, OpenBankAccount, open_bank_account};
use crate::cash::actions::read_cash;
use crate::cash::actions::read_cash::Valued;
use crate::cash::actions::revalue_cash::{self, RevalueCash, revalue_cash};
use crate::cash::domain::AccountState;
use crate::desk::App;
use crate::desk::page::{CashPage, Decision};
use crate::desk::view;
use crate::desk::view::{
    Cell, CommandForm, Field, Table, is_approver, is_officer, month_of, typed_if,
};
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::{AnotherDecides, Currency, Outcome, Refusal, Stop};
use redress_web::{Asked, Failure, Fields, Form, Page, Person};

const HERE: &str = "/finance/cash";

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-cash");
    shown(&app, &person, page, &Fields::default()).await
}

pub(crate) async fn open(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(open_bank_account::NAME, account, async |cmd, once| {
        open_bank_account(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await).await
}

fn account(form: &Form) -> Outcome<OpenBankAccount> {
    form.fields.only(&["code", "currency", "name", "last_four"])?;
    let currency = form.fields.get("currency").to_ascii_uppercase().parse();
    Ok(OpenBankAccount {
        code: form.fields.get("code").to_owned(),
        currency: currency.map_err(|_| Refusal::field("currency", "currency-unknown"))?,
        name: form.fields.get("name").to_owned(),
        last_four: form.fields.get("last_four").to_owned(),
    })
}

/// Confirms or closes an account.
pub(crate) async fn step(
    State(app): State<App>,
    Path((code, step)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let action = match step.as_str() {
        "confirm" => confirm_bank_account::NAME,
        "close" => close_bank_account::NAME,
        _ => return Err(Stop::Missing.into()),
    };
    let (ctx, actor) = (&app.ctx, form.actor());
    let names = |form: &Form| form.fields.only(&["answer"]);
    let done = form.does(action, names, async |(), once| match step.as_str() {
        "confirm" => confirm_bank_account(ctx, actor, &code, once).await.map(drop),
        _ => close_bank_account(ctx, actor, &code, once).await.map(drop),
    });
    after(&app, &form, done.await).await
}

pub(crate) async fn revalue(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let done = form.does(revalue_cash::NAME, month, async |cmd, once| {
        revalue_cash(&app.ctx, form.actor(), cmd, once).await
    });
    after(&app, &form, done.await).await
}

fn month(form: &Form) -> Outcome<RevalueCash> {
    form.fields.only(&["month"])?;
    Ok(RevalueCash { month: form.typed().month("month")? })
}

async fn after<T>(app: &App, form: &Form, done: Outcome<T>) -> Result<Response, Failure> {
    view::after(form, ("title-cash", HERE), done, |page| {
        shown(app, &form.person, page, &form.fields)
    })
    .await
}

async fn shown(
    app: &App,
    person: &Person,
    page: Page,
    typed: &Fields,
) -> Result<Response, Failure> {
    let cash = read_cash::list_bank_accounts(&app.ctx, &person.actor).await?;
    let asked = Asked::of(HERE, &person.visitor);
    let paged = read_cash::list_revaluations(&app.ctx, &person.actor, &asked.shown()).await?;
    let (revalued, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let mut shown = CashPage::new(page, "cash");
    let page = &shown.page;
    for one in &cash.accounts {
        let account = &one.account;
        if account.state == AccountState::Waiting {
            shown.decisions.push(waiting(page, person, one));
        } else if account.state == AccountState::Open
            && is_approver(person)
            && account.balance.amount().is_zero()
        {
            let text = page.t1("account-close", "code", &account.code);
            shown.buttons.push((format!("{HERE}/{}/close", account.code), text));
        }
    }
    let mut rows = vec![general(page, &cash.general)];
    rows.extend(cash.accounts.iter().map(|one| row(page, one)));
    let foreign = cash.accounts.iter().filter(|one| one.account.cost.is_some());
    let foreign = foreign.map(|one| foreign_row(page, one)).collect();
    let back = revalued.iter().map(|one| {
        vec![
            Cell::text(one.code.clone()),
            Cell::text(month_of(page, one.month)),
            Cell::decimal(page, one.per_usd),
            Cell::money(page, &one.cash),
            Cell::money(page, &one.cost),
            Cell::money(page, &one.value),
            Cell::money_if(page, one.value.checked_sub(one.cost).ok().as_ref()),
        ]
    });
    let head = [
        "col-account",
        "col-month",
        "col-rate-amount",
        "col-foreign-amount",
        "col-cost-amount",
        "col-value-amount",
        "col-difference-amount",
    ];
    shown.tables = vec![
        Table::new(page, "bank-accounts-caption", &ACCOUNT_HEAD, rows),
        Table::new(page, "foreign-caption", &FOREIGN_HEAD, foreign).or_empty(page, "foreign-none"),
        Table::new(page, "revaluations-caption", &head, back.collect())
            .going_on(page, next)
            .or_empty(page, "revaluations-none"),
    ];
    if is_officer(person) {
        shown.sheets = sheets(page, typed);
    }
    Ok(shown.shown())
}

const ACCOUNT_HEAD: [&str; 5] =
    ["col-account", "col-name", "col-last-four", "col-state", "col-balance-amount"];
const FOREIGN_HEAD: [&str; 6] = [
    "col-account",
    "col-balance-amount",
    "col-rate-amount",
    "col-value-amount",
    "col-cost-amount",
    "col-unrealised-amount",
];

fn waiting(page: &Page, person: &Person, one: &Valued) -> Decision {
    let account = &one.account;
    let args = [
        ("code", account.code.as_str()),
        ("name", account.name.as_str()),
        ("currency", account.currency.code()),
        ("last", account.last_four.as_str()),
    ];
    let note = if account.waits_for(&person.actor) {
        String::new()
    } else {
        page.t("account-waits-for-another")
    };
    Decision {
        heading: page.t("account-waiting"),
        text: page.ta("account-waiting-text", &args),
        note,
        action: format!("{HERE}/{}/confirm", account.code),
        answers: vec![("confirmed", page.t("account-confirm"))],
    }
}

fn general(page: &Page, balance: &redress_kernel::Money) -> Vec<Cell> {
    vec![
        Cell::text(page.t("account-general")),
        Cell::default(),
        Cell::default(),
        Cell::tag(page.t("account-open")),
        Cell::money(page, balance),
    ]
}

fn row(page: &Page, one: &Valued) -> Vec<Cell> {
    let account = &one.account;
    vec![
        Cell::text(account.code.clone()),
        Cell::text(account.name.clone()),
        Cell::text(format!("•••• {}", account.last_four)),
        Cell::tag(page.t(&format!("account-{}", account.state))),
        Cell::money(page, &account.balance),
    ]
}

fn foreign_row(page: &Page, one: &Valued) -> Vec<Cell> {
    let account = &one.account;
    vec![
        Cell::text(account.code.clone()),
        Cell::money(page, &account.balance),
        one.per_usd.map(|rate| Cell::decimal(page, rate)).unwrap_or_default(),
        Cell::money_if(page, one.value.as_ref()),
        Cell::money_if(page, account.cost.as_ref()),
        Cell::money_if(page, one.unrealised.as_ref()),
    ]
}

fn sheets(page: &Page, typed: &Fields) -> Vec<CommandForm> {
    let field = |name: &'static str, words| Field::typed(page, name, words, typed.get(name));
    let currencies = Currency::all().map(|one| (one.code().to_owned(), one.code().to_owned()));
    let currency = typed_if(typed, "currency").unwrap_or_else(|| "USD".to_owned());
    let open = vec![
        field("code", ("account-code", "account-code-hint")),
        Field::choice(page, "currency", ("col-currency", ""), currency, currencies.collect()),
        field("name", ("account-name", "account-name-hint")),
        field("last_four", ("account-last-four", "account-last-four-hint")),
    ];
    let month = vec![field("month", ("revalue-month", "revalue-month-hint"))];
    vec![
        CommandForm::new(page, "account-new", HERE, open),
        CommandForm::new(page, "revalue", &format!("{HERE}/revalue"), month),
    ]
}
