//! Whose award gets how much of the fund's money, and from which source.
//! Belongs here: the order, the fund factor, the draw. Never here: which entry that makes
//! (`posting`), what the fund has (`store`).

use crate::books::domain::cash::Draw;
use redress_kernel::money::{MoneyError, trunc_to};
use redress_kernel::{ClaimId, Currency, Date, Decimal, Money};
use time::Duration;

/// What of each award is paid in full when money is short, whole US dollars.
pub const FIRST_PART_USD: i64 = 3000;
/// A pledge counts as money near at hand from this many days before it is expected.
pub const NEAR_DAYS: i64 = 90;
/// Decimal places of a fund factor.
pub const FACTOR_PLACES: u32 = 6;

/// Whether a pledge counts as money on a day: from ninety days before it is expected to that day.
/// One that is overdue counts no more until it comes.
pub fn is_near(expected_on: Date, today: Date) -> bool {
    expected_on >= today && expected_on - today <= Duration::days(NEAR_DAYS)
}

/// An award of which something is not set aside.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Whose.
    pub claim: ClaimId,
    /// All that is owed.
    pub net: Decimal,
    /// What of it is set aside.
    pub funded: Decimal,
    /// Whether it is a child's.
    pub is_child: bool,
}

impl Waiting {
    /// The first part, in full whatever the factor (award P10).
    fn first(&self) -> Decimal {
        self.net.min(Decimal::from(FIRST_PART_USD))
    }

    /// What is to be set aside under a factor: the first part, and of the rest its share, cut
    /// toward zero (award P10).
    pub fn target(&self, factor: Decimal) -> Decimal {
        self.first() + trunc_to((self.net - self.first()) * factor, 2)
    }

    /// Whether less of it is set aside than is to be under a factor: it waits before others.
    pub fn is_behind(&self, factor: Decimal) -> bool {
        self.funded < self.target(factor)
    }
}

/// Money that one funder gave for one purpose and no award has taken.
#[derive(Debug, Clone)]
pub struct Source {
    /// Names it.
    pub source: String,
    /// US dollars.
    pub left: Decimal,
    /// Whether awards of adults may take it.
    pub for_adults: bool,
    /// Whether awards of children may take it.
    pub for_children: bool,
}

/// Money to set aside for an award now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose.
    pub claim: ClaimId,
    /// How much.
    pub amount: Money,
    /// Whether something was set aside before.
    pub is_top_up: bool,
    /// Where it comes from.
    pub draws: Vec<Draw>,
}

/// The money that is there to be set aside.
#[derive(Debug, Clone)]
pub struct Purse {
    /// What is not spoken for, US dollars.
    pub free: Decimal,
    /// By source, what may be used for least first.
    pub sources: Vec<Source>,
    /// An award of an adult waits: what it could take is not for those behind it.
    adults_wait: bool,
    /// An award of a child waits.
    children_wait: bool,
}

impl Purse {
    /// A purse that nobody waits before.
    pub fn new(free: Decimal, sources: Vec<Source>) -> Self {
        Self { free, sources, adults_wait: false, children_wait: false }
    }

    fn is_open(&self, source: &Source, is_child: bool) -> bool {
        let usable = if is_child { source.for_children } else { source.for_adults };
        let kept =
            self.adults_wait && source.for_adults || self.children_wait && source.for_children;
        usable && !kept && source.left > Decimal::ZERO
    }

    /// How much an award could take.
    pub fn reach(&self, is_child: bool) -> Decimal {
        let open = self.sources.iter().filter(|source| self.is_open(source, is_child));
        open.map(|source| source.left).sum::<Decimal>().min(self.free).max(Decimal::ZERO)
    }

    /// Takes an amount, or notes that this award waits.
    fn take(&mut self, amount: Decimal, is_child: bool) -> Option<Vec<(usize, Decimal)>> {
        if self.reach(is_child) < amount {
            *if is_child { &mut self.children_wait } else { &mut self.adults_wait } = true;
            return None;
        }
        let (mut open, mut drawn) = (amount, Vec::new());
        for place in 0..self.sources.len() {
            if open.is_zero() {
                break;
            }
            if self.is_open(&self.sources[place], is_child) {
                let part = open.min(self.sources[place].left);
                self.sources[place].left -= part;
                open -= part;
                drawn.push((place, part));
            }
        }
        self.free -= amount;
        Some(drawn)
    }
}

/// What a cost of claims takes from money that may pay costs, in its order; less than the cost where
/// there is no more: the bank has paid it already.
pub fn draw_cost(cost: Money, sources: Vec<Draw>) -> Result<Vec<Draw>, MoneyError> {
    let (mut open, mut draws) = (cost.amount(), Vec::new());
    for Draw { source, amount } in sources {
        let part = open.min(amount.amount());
        if part > Decimal::ZERO {
            open -= part;
            draws.push(Draw { source, amount: Money::usd(part)? });
        }
    }
    Ok(draws)
}

/// Upkeep that has fallen due and waits for money.
#[derive(Debug, Clone)]
pub struct Upkeep {
    /// Whose.
    pub claim: ClaimId,
    /// Its number in the claim.
    pub number: i32,
    /// How much, US dollars.
    pub amount: Decimal,
    /// Whether it is in a child's award.
    pub is_child: bool,
}

/// What upkeep gets now: each in full, whatever the factor, the longest due first. Goes before
/// [`set_aside`] over the same purse. Places in the list with what they draw.
pub fn set_upkeep_aside(
    due: &[Upkeep],
    purse: &mut Purse,
) -> Result<Vec<(usize, Share)>, MoneyError> {
    let mut given = Vec::new();
    for (place, one) in due.iter().enumerate() {
        if let Some(drawn) = purse.take(one.amount, one.is_child) {
            given.push((place, share(one.claim, false, drawn, &purse.sources)?));
        }
    }
    Ok(given)
}

/// What each award gets now, in the order of acceptance: first the first parts of all, then what is
/// owed to those who had a share before, then the shares of the others. Where money does not reach,
/// nobody is passed over: what the one who waits could take is kept from all behind, though a source
/// for children alone still goes to a child. One share an award.
pub fn set_aside(
    waiting: &[Waiting],
    purse: &mut Purse,
    factor: Decimal,
) -> Result<Vec<Share>, MoneyError> {
    let mut given: Vec<Vec<(usize, Decimal)>> = vec![Vec::new(); waiting.len()];
    let mut got: Vec<Decimal> = waiting.iter().map(|award| award.funded).collect();
    for pass in [Pass::First, Pass::TopUp, Pass::Share] {
        for (place, award) in waiting.iter().enumerate() {
            let goal = match pass {
                Pass::First => award.first(),
                Pass::TopUp if award.funded.is_zero() => continue,
                Pass::TopUp | Pass::Share => award.target(factor),
            };
            let need = goal - got[place];
            if need > Decimal::ZERO
                && let Some(drawn) = purse.take(need, award.is_child)
            {
                got[place] += need;
                given[place].extend(drawn);
            }
        }
    }
    let shares = waiting.iter().zip(given).filter(|(_, drawn)| !drawn.is_empty());
    let share = |(award, drawn): (&Waiting, _)| {
        share(award.claim, !award.funded.is_zero(), drawn, &purse.sources)
    };
    shares.map(share).collect()
}

/// The order in which needs are looked at.
#[derive(Clone, Copy)]
enum Pass {
    First,
    TopUp,
    Share,
}

fn share(
    claim: ClaimId,
    is_top_up: bool,
    drawn: Vec<(usize, Decimal)>,
    sources: &[Source],
) -> Result<Share, MoneyError> {
    let mut draws: Vec<Draw> = Vec::new();
    let mut amount = Money::zero(Currency::USD);
    for (place, part) in drawn {
        let part = Money::usd(part)?;
        amount = amount.checked_add(part)?;
        let source = &sources[place].source;
        match draws.iter_mut().find(|draw| draw.source == *source) {
            Some(draw) => draw.amount = draw.amount.checked_add(part)?,
            None => draws.push(Draw { source: source.clone(), amount: part }),
        }
    }
    Ok(Share { claim, amount, is_top_up, draws })
}

/// The largest factor under which all that waits can be set aside: what is there after the first
/// parts, divided by the rests, cut toward zero at six places; never above one. Nothing where the
/// money does not even reach for the first parts.
pub fn factor_for(available: Decimal, first_parts: Decimal, rests: Decimal) -> Option<Decimal> {
    if available < first_parts {
        return None;
    }
    if rests <= available - first_parts {
        return Some(Decimal::ONE);
    }
    let factor = trunc_to((available - first_parts) / rests, FACTOR_PLACES);
    (factor > Decimal::ZERO).then_some(factor)
}

/// What first parts and rests come to, for [`factor_for`], over awards as they are owed in all; what
/// was set aside before is taken into `available` by the caller.
pub fn owed(awards: &[Waiting]) -> (Decimal, Decimal) {
    let first = awards.iter().map(Waiting::first).sum::<Decimal>();
    (first, awards.iter().map(|award| award.net).sum::<Decimal>() - first)
}

#[cfg(test)]
mod tests;
