//! Bank accounts of the fund beside the general one, and what foreign cash on them has cost.

use crate::cash::domain::{AccountState, AccountStep, Holding};
use crate::desk::store::money_in;
use redress_kernel::{
    ActorId, AnotherDecides, Currency, Date, EntryId, Fault, Money, Reply, Role, Stop, Timestamp,
    Usd,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A bank account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BankAccount {
    /// Its name in the books.
    pub code: String,
    /// Its currency, ISO 4217.
    #[schema(value_type = String)]
    pub currency: Currency,
    /// A neutral name.
    pub name: String,
    /// The last four characters of its number.
    pub last_four: String,
    /// `waiting` for the second person, `open` or `closed`.
    #[schema(value_type = String)]
    pub state: AccountState,
    /// Who opened it.
    #[serde(skip)]
    pub asked_by: ActorId,
    /// What is on it, by the books.
    pub balance: Money,
    /// What that cost, US dollars; nothing for an account in US dollars.
    pub cost: Option<Money>,
}

impl AnotherDecides for BankAccount {
    const DECIDES: Role = Role::FinanceApprover;
    const REFUSAL: &'static str = "own-bank-account";
    fn asked_by(&self) -> ActorId {
        self.asked_by
    }
    fn outcome(&self) -> Option<Reply> {
        (self.state != AccountState::Waiting).then_some(Reply::Confirmed)
    }
}

/// Opens an account; refused with `bank-account-exists` when its code is taken.
pub async fn save(
    db: &mut PgConnection,
    code: &str,
    currency: Currency,
    name: &str,
    last_four: &str,
    asked_by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::bank_account::save
        insert into ledger.bank_account (code, currency, name, last_four, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6) returning code",
        code,
        currency.code(),
        name,
        last_four,
        asked_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Confirms or closes an account; what the database refuses is told.
pub async fn step(
    db: &mut PgConnection,
    code: &str,
    step: AccountStep,
    taken_by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::bank_account::step
        insert into ledger.bank_account_step (code, step, taken_by, taken_at)
        values ($1, $2, $3, $4) returning code",
        code,
        step.as_str(),
        taken_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Until the transaction ends nobody else moves money between accounts.
pub async fn lock(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::bank_account::lock
        select ledger.lock_cash()"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Every account by code, or one.
pub async fn list(db: &mut PgConnection, code: Option<&str>) -> Result<Vec<BankAccount>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::bank_account::list
        select a.code, a.currency, a.name, a.last_four, a.asked_by,
          case when exists (select from ledger.bank_account_step s where s.code = a.code and s.step = 'closed') then 'closed'
               when exists (select from ledger.bank_account_step s where s.code = a.code) then 'open'
               else 'waiting' end as "state!: AccountState",
          coalesce(b.debit - b.credit, 0) as "balance!",
          coalesce((select f.cost_after from ledger.foreign_cash f where f.code = a.code
                    order by f.number desc limit 1), 0) as "cost!: Usd"
        from ledger.bank_account a
        left join ledger.balance(null, null) b
          on b.head = 'fund_cash' and b.holder = a.code and b.currency = a.currency
        where $1::text is null or a.code = $1
        order by a.code"#,
        code
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let is_foreign = row.currency != Currency::USD;
            Ok(BankAccount {
                balance: money_in(row.balance, row.currency)?,
                cost: is_foreign.then(|| row.cost.into()),
                code: row.code,
                currency: row.currency,
                name: row.name,
                last_four: row.last_four,
                state: row.state,
                asked_by: row.asked_by,
            })
        })
        .collect()
}

/// US dollars on an account, by the books; the general one has no code.
pub async fn dollars(db: &mut PgConnection, code: &str) -> Result<Usd, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::bank_account::dollars
        select coalesce(sum(debit - credit), 0) as "sum!: Usd" from ledger.balance(null, null)
        where head = 'fund_cash' and currency = 'USD' and holder = $1"#,
        code
    )
    .fetch_one(db)
    .await?)
}

/// Foreign cash of an account at the end of a day, or now.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Number of its last movement; 0 before the first.
    pub number: i32,
    /// Cash and cost.
    pub holding: Holding,
}

/// What an account in a foreign currency holds at the end of a day, or now.
pub async fn held(
    db: &mut PgConnection,
    code: &str,
    currency: Currency,
    up_to: Option<Date>,
) -> Result<Held, Fault> {
    let row = sqlx::query!(
        "-- store::bank_account::held
        select number, cash_after, cost_after from ledger.foreign_cash
        where code = $1 and ($2::date is null or occurred_on <= $2) order by number desc limit 1",
        code,
        up_to
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else {
        return Ok(Held { number: 0, holding: Holding::nothing(currency) });
    };
    let cash = money_in(row.cash_after, currency)?;
    let holding = Holding { cash, cost: row.cost_after };
    Ok(Held { number: row.number, holding })
}

/// The first day on which an account in a foreign currency may still move: movements are booked in
/// the order of their days, and none within a month that was revalued.
pub async fn open_from(db: &mut PgConnection, code: &str) -> Result<Option<Date>, Fault> {
    Ok(sqlx::query_scalar!(
        "-- store::bank_account::open_from
        select greatest(
          (select f.occurred_on from ledger.foreign_cash f where f.code = $1 order by f.number desc limit 1),
          (select (max(v.month) + interval '1 month')::date from ledger.revaluation v where v.code = $1))",
        code
    )
    .fetch_one(db)
    .await?)
}

/// A movement of foreign cash; both below nothing where money left.
#[derive(Debug, Clone, Copy)]
pub struct Movement {
    /// In the account's currency.
    pub cash: Money,
    pub cost: Usd,
}

/// Notes a movement after what an account held.
pub async fn save_movement(
    db: &mut PgConnection,
    code: &str,
    held: &Held,
    movement: &Movement,
    entry: EntryId,
    on: Date,
) -> Result<(), Stop> {
    let (cash, cost) = (movement.cash.amount(), movement.cost.amount());
    sqlx::query!(
        "-- store::bank_account::save_movement
        insert into ledger.foreign_cash (code, number, entry_id, occurred_on, cash, cost, cash_after, cost_after)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning number",
        code,
        held.number + 1,
        entry.0,
        on,
        cash,
        cost,
        held.holding.cash.amount() + cash,
        held.holding.cost.amount() + cost
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
