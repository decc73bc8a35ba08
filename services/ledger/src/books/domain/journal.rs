//! Double entry: accounts, legs, entries that balance in every currency.
//! Belongs here: what an entry may be. Never here: which entry an event makes (see `posting`).

use super::entry_kind::EntryKind;
use redress_kernel::{ClaimId, Currency, Date, Decimal, EntryId, Money, codes};
use std::collections::BTreeMap;

/// Declares the chart once: variant, number, name in SQL and message keys, normal side.
macro_rules! chart {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $name:literal $side:ident),+ $(,)?) => {
        /// An account of the chart (lifecycle, section 6). The chart is also data:
        /// `ledger.head`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Account { $($(#[$doc])* $variant),+ }
        impl Account {
            /// Every account, by number.
            pub const ALL: &'static [Account] = &[$(Account::$variant),+];
            /// Number in the chart.
            pub fn number(self) -> i16 { match self { $(Account::$variant => $number),+ } }
            /// Name in SQL and message keys (`account-<name>`).
            pub fn as_str(self) -> &'static str { match self { $(Account::$variant => $name),+ } }
            /// Side on which it grows.
            pub fn normal(self) -> Side { match self { $(Account::$variant => Side::$side),+ } }
        }
    };
}

chart! {
    /// Money at the bank.
    FundCash = 1000 "fund_cash" Debit,
    /// Contributions that were promised and have not come.
    ContributionsReceivable = 1100 "contributions_receivable" Debit,
    /// Contributions that are expected in more than ninety days, or are overdue.
    ContributionsDueLater = 1110 "contributions_due_later" Debit,
    /// What liable parties owe the fund.
    RecourseReceivable = 1200 "recourse_receivable" Debit,
    /// Paid before the decision, to be taken off the award.
    InterimPaid = 1300 "interim_paid" Debit,
    /// The other side of a leg in another currency.
    CurrencyExchange = 1900 "currency_exchange" Debit,
    /// Awards accepted, for which money is not yet set aside.
    AwardCommitments = 2000 "award_commitments" Credit,
    /// Money reserved for awards that were decided and not yet accepted.
    ReservedAwards = 2050 "reserved_awards" Credit,
    /// Awards accepted, with money set aside.
    AwardsPayable = 2100 "awards_payable" Credit,
    /// Instructed to the bank, not yet on a statement.
    PaymentClearing = 2200 "payment_clearing" Credit,
    /// Rejected or sent back, waiting for the survivor's new choice.
    ReturnedPayments = 2300 "returned_payments" Credit,
    /// Awards of children, held until they are 18.
    MinorsTrust = 2400 "minors_trust" Credit,
    /// Interest on what is held for children.
    TrustInterest = 2450 "trust_interest" Credit,
    /// Money held for a purpose until it is used, given back or too late.
    HeldMoney = 2500 "held_money" Credit,
    /// What is asked from liable parties and is the fund's only when it comes.
    RecourseDeferred = 2600 "recourse_deferred" Credit,
    /// Money given to the fund, or promised, that no award has taken.
    Contributions = 3000 "contributions" Credit,
    /// What awards have taken of contributions.
    ContributionsApplied = 3100 "contributions_applied" Credit,
    /// What awards take from the fund.
    FundBalance = 3900 "fund_balance" Credit,
    /// The bank's rate against the rate of the instruction; the fund's, never hers.
    ExchangeDifference = 5000 "exchange_difference" Debit,
    /// Fees of banks.
    BankCharges = 5100 "bank_charges" Debit,
    /// Costs of claims that are paid to helpers (head H7).
    ClaimCosts = 5200 "claim_costs" Debit,
    /// What the fund's own error cost; never recovered from a survivor.
    OwnError = 5300 "own_error" Debit,
    /// Interim payments above the award; never recovered (award P9).
    InterimAbsorbed = 5400 "interim_absorbed" Debit,
    /// What the fund pays on what it holds for children.
    TrustInterestPaid = 5500 "trust_interest_paid" Debit,
}

codes! {
    /// Left or right.
    Side {
        /// Left.
        Debit = "debit",
        /// Right.
        Credit = "credit",
    }
}

impl Side {
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Debit => Side::Credit,
            Side::Credit => Side::Debit,
        }
    }
}

/// One side of an entry: a magnitude above zero on an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    pub account: Account,
    /// Whose account of that head: a source of money, a bank account; empty for the general one.
    pub holder: String,
    pub side: Side,
    /// How much; above zero.
    pub amount: Money,
    /// Whose award it concerns, if one's.
    pub claim: Option<ClaimId>,
}

impl Leg {
    /// Signed by side: debits above zero.
    pub fn signed(&self) -> Decimal {
        match self.side {
            Side::Debit => self.amount.amount(),
            Side::Credit => -self.amount.amount(),
        }
    }
}

/// A balanced entry. Only [`Entry::new`] and [`Entry::reversal`] make one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "entry_id is its name everywhere, in SQL too")]
pub struct Entry {
    entry_id: EntryId,
    kind: EntryKind,
    occurred_on: Date,
    reverses: Option<EntryId>,
    legs: Vec<Leg>,
}

/// Why legs make no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Fewer than two legs.
    #[error("an entry has two legs or more")]
    TooFewLegs,
    /// A magnitude of zero or below.
    #[error("a leg is above zero")]
    NotAMagnitude,
    /// Debits differ from credits.
    #[error("debits and credits differ in {0}")]
    Unbalanced(Currency),
}

impl Entry {
    /// An entry of these legs.
    pub fn new(
        entry_id: EntryId,
        kind: EntryKind,
        occurred_on: Date,
        legs: Vec<Leg>,
    ) -> Result<Entry, EntryError> {
        if legs.len() < 2 {
            return Err(EntryError::TooFewLegs);
        }
        let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
        for leg in &legs {
            if leg.amount.amount() <= Decimal::ZERO {
                return Err(EntryError::NotAMagnitude);
            }
            *sums.entry(leg.amount.currency()).or_default() += leg.signed();
        }
        match sums.into_iter().find(|(_, sum)| !sum.is_zero()) {
            Some((currency, _)) => Err(EntryError::Unbalanced(currency)),
            None => Ok(Entry { entry_id, kind, occurred_on, reverses: None, legs }),
        }
    }

    /// The entry that takes this one back: same legs, sides turned. The database allows one.
    #[must_use]
    pub fn reversal(&self, entry_id: EntryId, occurred_on: Date) -> Entry {
        let turned = |leg: &Leg| Leg { side: leg.side.other(), ..leg.clone() };
        Entry {
            entry_id,
            kind: EntryKind::Reversal,
            occurred_on,
            reverses: Some(self.entry_id),
            legs: self.legs.iter().map(turned).collect(),
        }
    }

    /// Made by the caller, so that doing it twice is noticed.
    pub fn entry_id(&self) -> EntryId {
        self.entry_id
    }

    /// What happened.
    pub fn kind(&self) -> EntryKind {
        self.kind
    }

    /// The one date of the entry.
    pub fn occurred_on(&self) -> Date {
        self.occurred_on
    }

    /// The entry that this one takes back.
    pub fn reverses(&self) -> Option<EntryId> {
        self.reverses
    }

    /// Whose award it concerns, if one's.
    pub fn claim(&self) -> Option<ClaimId> {
        self.legs.iter().find_map(|leg| leg.claim)
    }

    /// Its legs, in order.
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Uuid;
    use rust_decimal_macros::dec;
    use time::macros::date;

    fn leg(account: Account, side: Side, amount: Decimal, code: &str) -> Leg {
        let currency = code.parse().expect("listed");
        let amount = Money::new(amount, currency).expect("an amount");
        Leg { account, holder: String::new(), side, amount, claim: None }
    }

    fn entry(legs: Vec<Leg>) -> Result<Entry, EntryError> {
        Entry::new(EntryId(Uuid::from_u128(1)), EntryKind::Transfer, date!(2026 - 11 - 23), legs)
    }

    #[test]
    fn an_entry_balances_in_each_currency_by_itself() {
        let fits = entry(vec![
            leg(Account::FundCash, Side::Debit, dec!(10), "USD"),
            leg(Account::Contributions, Side::Credit, dec!(10), "USD"),
            leg(Account::FundCash, Side::Debit, dec!(7), "EUR"),
            leg(Account::Contributions, Side::Credit, dec!(7), "EUR"),
        ]);
        assert!(fits.is_ok());
        let crossed = entry(vec![
            leg(Account::FundCash, Side::Debit, dec!(10), "USD"),
            leg(Account::Contributions, Side::Credit, dec!(10), "EUR"),
        ]);
        assert!(matches!(crossed, Err(EntryError::Unbalanced(_))));
    }

    #[test]
    fn zero_and_lonely_legs_are_no_entry() {
        assert_eq!(entry(vec![]), Err(EntryError::TooFewLegs));
        let nothing = vec![
            leg(Account::FundCash, Side::Debit, dec!(0), "USD"),
            leg(Account::Contributions, Side::Credit, dec!(0), "USD"),
        ];
        assert_eq!(entry(nothing), Err(EntryError::NotAMagnitude));
    }

    #[test]
    fn an_entry_and_its_reversal_leave_nothing() {
        let made = entry(vec![
            leg(Account::FundCash, Side::Debit, dec!(10), "USD"),
            leg(Account::Contributions, Side::Credit, dec!(10), "USD"),
        ])
        .expect("balanced");
        let back = made.reversal(EntryId(Uuid::from_u128(2)), date!(2026 - 11 - 24));
        assert_eq!(back.reverses(), Some(made.entry_id()));
        for (leg, turned) in made.legs().iter().zip(back.legs()) {
            assert_eq!(leg.signed() + turned.signed(), Decimal::ZERO);
        }
    }
}
