//! Look at the fund: what it has, what is spoken for, whose money it is, what the coming year brings.

use super::propose_factor::basis;
use crate::books::domain::journal::Account;
use crate::books::domain::journal::Side;
use crate::books::store::journal;
use crate::books::store::journal::{Balance, Basis};
use crate::desk::day::day_of;
use crate::desk::ids::{ContributionId, FactorId, HoldId};
use crate::desk::refusal::impossible;
use crate::fund::domain::codes::Purpose;
use crate::fund::domain::fund::factor_for;
use crate::fund::store::fund::{Funder, Month};
use crate::fund::store::hold::Which;
use crate::fund::store::{factor, fund, hold, pledge, recourse};
use redress_kernel::{
    Action, Actor, Currency, Date, Decimal, Money, Outcome, Paged, Timestamp, Wanted, action,
};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::fund::store::factor::Factor;
pub use crate::fund::store::fund::{Contribution, SourcePosition};
pub use crate::fund::store::hold::Hold;
pub use crate::fund::store::pledge::Pledge;
pub use crate::fund::store::recourse::Recourse;

/// Finance staff and auditors see the fund.
pub const NAME: Action = action!("ledger.read_fund", [FinanceOfficer, FinanceApprover, Auditor]);

/// What the fund has.
const HAS: [Account; 4] = [
    Account::FundCash,
    // Foreign cash at what it cost.
    Account::CurrencyExchange,
    Account::ContributionsReceivable,
    Account::ContributionsDueLater,
];
/// What of it is spoken for.
const OWES: [Account; 8] = [
    Account::AwardCommitments,
    Account::ReservedAwards,
    Account::AwardsPayable,
    Account::PaymentClearing,
    Account::ReturnedPayments,
    Account::MinorsTrust,
    Account::TrustInterest,
    Account::HeldMoney,
];

/// One line of the position.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FundLine {
    /// Head of the chart.
    pub account: String,
    /// US dollars.
    pub amount: Money,
}

/// How the fund stands on a day (lifecycle, section 6): what it has = what is spoken for + the free
/// balance, to the cent.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Position {
    /// Up to this effective day; none for every day that was booked.
    pub on_day: Option<Date>,
    /// As known at this moment.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub known_at: Timestamp,
    /// Cash and what is promised.
    pub has: Vec<FundLine>,
    /// Their sum.
    pub has_sum: Money,
    /// What is owed, kept or held.
    pub owes: Vec<FundLine>,
    /// Their sum.
    pub owes_sum: Money,
    /// The difference: less than nothing while awards wait for money.
    pub free: Money,
    /// What can be set aside for awards now.
    pub uncommitted: Money,
    /// The fund factor in force.
    pub factor: Decimal,
    /// The factor that the fund could keep for all that waits; none where it does not reach for
    /// the first parts.
    pub possible_factor: Option<Decimal>,
    /// Costs of claims that found no money that may pay costs: nobody's money was used for them.
    pub costs_unallocated: Money,
    /// Whose money it is.
    pub sources: Vec<SourcePosition>,
    /// The coming year.
    pub months: Vec<Month>,
}

/// The position now.
pub async fn position(ctx: &Ctx, actor: &Actor) -> Outcome<Position> {
    ctx.read(actor, NAME, async |tx| {
        let now = tx.now();
        let today = day_of(now);
        let balances = journal::balances(tx.conn(), Basis::default()).await?;
        let (has, has_sum) = lines(&balances, &HAS)?;
        let (owes, owes_sum) = lines(&balances, &OWES)?;
        let stands_on = basis(tx).await?;
        Ok(Position {
            on_day: None,
            known_at: now,
            free: has_sum.checked_sub(owes_sum).map_err(impossible)?,
            has,
            has_sum,
            owes,
            owes_sum,
            uncommitted: journal::uncommitted(tx.conn()).await?.into(),
            factor: factor::on(tx.conn(), today).await?.normalize(),
            possible_factor: factor_for(
                stands_on.available,
                stands_on.first_parts,
                stands_on.rests,
            )
            .map(|factor| factor.normalize()),
            costs_unallocated: fund::costs_unallocated(tx.conn()).await?,
            sources: fund::positions(tx.conn()).await?,
            months: fund::projection(tx.conn(), today).await?,
        })
    })
    .await
}

/// The sums of heads in US dollars on their normal side, over all holders.
fn lines(balances: &[Balance], heads: &[Account]) -> Outcome<(Vec<FundLine>, Money)> {
    let (mut lines, mut sum) = (Vec::new(), Money::zero(Currency::USD));
    for head in heads {
        let mut amount = Money::zero(Currency::USD);
        let of_head =
            |one: &&Balance| one.account == head.as_str() && one.debit.currency() == Currency::USD;
        for one in balances.iter().filter(of_head) {
            let net = match one.normal_side {
                Side::Debit => one.debit.checked_sub(one.credit),
                Side::Credit => one.credit.checked_sub(one.debit),
            };
            amount = amount.checked_add(net.map_err(impossible)?).map_err(impossible)?;
        }
        sum = sum.checked_add(amount).map_err(impossible)?;
        lines.push(FundLine { account: head.as_str().to_owned(), amount });
    }
    Ok((lines, sum))
}

/// Money that came and is promised.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Income {
    /// Who gives.
    pub funders: Vec<Funder>,
    /// What money may be given for.
    #[schema(value_type = Vec<String>)]
    pub purposes: Vec<Purpose>,
    /// The newest contributions; all of them are a list of their own.
    pub contributions: Vec<Contribution>,
    /// Pledges by the day on which they are expected.
    pub pledges: Vec<Pledge>,
    /// What is asked from liable parties.
    pub recourse: Vec<Recourse>,
}

/// Funders, contributions, pledges, recourse.
pub async fn income(ctx: &Ctx, actor: &Actor) -> Outcome<Income> {
    ctx.read(actor, NAME, async |tx| {
        Ok(Income {
            funders: fund::funders(tx.conn()).await?,
            purposes: Purpose::ALL.to_vec(),
            contributions: fund::newest(tx.conn(), &Wanted::default()).await?,
            pledges: pledge::list(tx.conn(), None, false, &Wanted::all()).await?,
            recourse: recourse::list(tx.conn(), None, &Wanted::all()).await?,
        })
    })
    .await
}

/// Fund factors, newest month first.
pub async fn factors(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Date, FactorId)>,
) -> Outcome<Paged<Factor, (Date, FactorId)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = factor::list(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| (last.starts_on, last.factor_id)))
    })
    .await
}

/// Holds, newest first.
pub async fn holds(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Timestamp, HoldId)>,
) -> Outcome<Paged<Hold, (Timestamp, HoldId)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = hold::list(tx.conn(), Which::Newest, wanted).await?;
        Ok(wanted.page(rows, |last| (last.placed_at, last.hold_id)))
    })
    .await
}

/// One hold, if there is such.
pub async fn hold(ctx: &Ctx, actor: &Actor, id: HoldId) -> Outcome<Option<Hold>> {
    ctx.read(actor, NAME, async |tx| {
        Ok(hold::list(tx.conn(), Which::One(id), &Wanted::default()).await?.pop())
    })
    .await
}

/// Contributions, the newest first.
pub async fn list_contributions(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Date, ContributionId)>,
) -> Outcome<Paged<Contribution, (Date, ContributionId)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = fund::newest(tx.conn(), wanted).await?;
        Ok(wanted.page(rows, |last| (last.received_on, last.contribution_id)))
    })
    .await
}
