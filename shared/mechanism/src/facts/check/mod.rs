//! Whether a document of facts can be meant: what the types of its fields can't say. Facts that
//! contradict themselves are refused with the path of the place; what is only unlikely is not.
//! Belongs here: one document by itself. Never here: what a version of the rules makes of it, words.

mod money;
mod people;
mod process;
mod read;
#[cfg(test)]
mod tests;

use super::Facts;
use redress_kernel::{Date, Decimal, Money, codes};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::{Arguments, Display};

/// The longest document in bytes; the longest lists of everything take a fifth of it.
pub const BYTES_MOST: usize = 1 << 20;
/// The most acts; a claim tells of periods, not of each day.
pub const ACTS_MOST: usize = 50;
/// The most perpetrators.
pub const PERPETRATORS_MOST: usize = 20;
/// The most sums of one kind: vouchers, costs, offsets.
pub const SUMS_MOST: usize = 200;
/// The most rates: two currencies, every month for twenty years.
pub const RATES_MOST: usize = 500;
/// The most rulings, breaches, and of what shows a relationship.
pub const ITEMS_MOST: usize = 100;
/// The most instalments or shares, whatever a schedule allows.
pub const PARTS_MOST: usize = 100;
/// The most members of a panel.
pub const MEMBERS_MOST: usize = 9;
/// The most errors that are told at once.
pub const ERRORS_MOST: usize = 100;
/// The first year of any day: nobody born before can claim.
pub const YEAR_FIRST: i32 = 1900;
/// The last year of any day.
pub const YEAR_LAST: i32 = 2199;
/// The largest sum in US dollars: a thousand million.
pub const USD_MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
/// The largest sum in another currency: a million million.
pub const LOCAL_MOST: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);
/// The most months without work: a hundred years.
pub const MONTHS_MOST: Decimal = Decimal::from_parts(1_200, 0, 0, false, 0);
/// The most school years.
pub const YEARS_MOST: Decimal = Decimal::ONE_HUNDRED;
/// The most decimals of months, years and shares; a step of any schedule is coarser.
pub const STEP_DECIMALS: u32 = 6;
/// The most decimals of a rate.
pub const RATE_DECIMALS: u32 = 8;
/// The least rate; no currency of the list is worth that much.
pub const RATE_LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, 4);
/// The most of a rate: a sum times a rate stays exact below it.
pub const RATE_MOST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// The most days, requests, hours and persons.
pub const COUNT_MOST: u32 = 100_000;

codes! {
    /// What is wrong with a fact; the message key is `refusal-<code>`.
    FactWrong {
        /// The document is longer than [`BYTES_MOST`].
        TooLong = "facts-too-long",
        /// Not JSON.
        NotJson = "facts-not-json",
        /// No such field.
        FieldUnknown = "field-unknown",
        /// A field that must be there.
        FieldMissing = "field-missing",
        /// A field that stands twice.
        FieldTwice = "field-twice",
        /// No code of the list.
        CodeUnknown = "code-unknown",
        /// A text where a list belongs, a number where a text belongs.
        WrongKind = "wrong-kind",
        /// No day of the calendar.
        NotADay = "not-a-day",
        /// No label.
        NotALabel = "not-a-label",
        /// No decimal number, as text.
        NotANumber = "not-a-number",
        /// No currency of the list.
        CurrencyUnknown = "currency-unknown",
        /// More decimals than the currency has.
        AmountDecimals = "amount-decimals",
        /// Beyond what is computed exactly.
        AmountTooLarge = "amount-too-large",
        /// Anything else that can't be read.
        Unreadable = "unreadable",
        /// A list with too many members.
        ListTooLong = "list-too-long",
        /// A number or day that can't be meant.
        Range = "limit-range",
        /// Below zero.
        Negative = "number-negative",
        /// Zero.
        Zero = "number-zero",
        /// Too many decimals.
        Decimals = "number-decimals",
        /// The end comes before the beginning.
        UntilBeforeFrom = "until-before-from",
        /// Something that has happened lies after the day of assessment.
        DayAhead = "day-ahead",
        /// Assessed before it was filed.
        AssessedBeforeFiled = "assessed-before-filed",
        /// Reviewed before it was filed.
        OpenedBeforeFiled = "opened-before-filed",
        /// Born after an act.
        BirthAfterAct = "birth-after-act",
        /// Dead before an act.
        DeathBeforeAct = "death-before-act",
        /// Dead before birth.
        DeathBeforeBirth = "death-before-birth",
        /// A child with two days of birth.
        BornTwice = "born-twice",
        /// A code or name that stands twice.
        Twice = "code-twice",
        /// No such act in the claim.
        ActUnknown = "act-not-in-claim",
        /// No such perpetrator in the claim.
        PerpetratorUnknown = "perpetrator-not-in-claim",
        /// Consent both given and withdrawn.
        ConsentBoth = "consent-both",
        /// DNA can't exclude a victim.
        DnaVictim = "dna-victim",
        /// DNA both shows and excludes.
        DnaBoth = "dna-both",
        /// Equal instalments and percentages.
        InstalmentsBoth = "instalments-both",
        /// Percentages that don't make 100.
        PercentagesSum = "percentages-sum",
        /// More days than instalments.
        DaysBeyondInstalments = "days-beyond-instalments",
        /// Another currency where it must be US dollars.
        NotUsd = "currency-not-usd",
        /// Two rates for one currency and day.
        RateTwice = "rate-twice",
        /// A US dollar is one US dollar.
        RateOfUsd = "rate-of-usd",
        /// Money was paid, and none was.
        OffsetsDenied = "offsets-denied",
        /// A ruling that settles nothing.
        RulingOpen = "ruling-open",
        /// A panel with two chairs.
        ChairsTwo = "chairs-two",
    }
}

/// What is wrong at one place of the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FactError {
    /// Where, such as `acts[0].when`; nothing for the whole document.
    pub path: String,
    /// What.
    pub code: FactWrong,
    /// Values for the message.
    #[schema(value_type = BTreeMap<String, String>)]
    pub args: BTreeMap<&'static str, String>,
}

impl FactError {
    /// Message key of what is wrong.
    pub fn key(&self) -> String {
        format!("refusal-{}", self.code)
    }

    fn with(&mut self, name: &'static str, value: impl Display) -> &mut Self {
        self.args.insert(name, value.to_string());
        self
    }
}

impl Display for FactError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.code)
    }
}

impl Facts {
    /// Facts as they are written, and checked. Every refusal says where.
    pub fn parse(json: &[u8]) -> Result<Self, Vec<FactError>> {
        let facts = read::read(json).map_err(|error| vec![error])?;
        let errors = facts.check();
        if errors.is_empty() { Ok(facts) } else { Err(errors) }
    }

    /// What can't be meant; nothing when the facts are fine.
    pub fn check(&self) -> Vec<FactError> {
        let mut found = Found { errors: Vec::new(), spare: None, assessed_on: self.assessed_on };
        people::check(self, &mut found);
        money::check(self, &mut found);
        process::check(self, &mut found);
        found.errors
    }
}

/// What has been found so far. A path is only put together for an error.
struct Found {
    errors: Vec<FactError>,
    /// Takes what is found beyond [`ERRORS_MOST`].
    spare: Option<FactError>,
    assessed_on: Date,
}

impl Found {
    fn add(&mut self, path: Arguments<'_>, code: FactWrong) -> &mut FactError {
        let error = FactError { path: path.to_string(), code, args: BTreeMap::new() };
        if self.errors.len() >= ERRORS_MOST {
            return self.spare.insert(error);
        }
        let place = self.errors.len();
        self.errors.push(error);
        &mut self.errors[place]
    }

    /// A day that the calendar of the mechanism has.
    fn day(&mut self, path: Arguments<'_>, day: Date) {
        if !(YEAR_FIRST..=YEAR_LAST).contains(&day.year()) {
            let error = self.add(path, FactWrong::Range);
            error.with("value", day).with("least", format_args!("{YEAR_FIRST}-01-01"));
            error.with("most", format_args!("{YEAR_LAST}-12-31"));
        }
    }

    /// A day of something that has happened.
    fn past_day(&mut self, path: Arguments<'_>, day: Date) {
        self.day(path, day);
        if day > self.assessed_on {
            let assessed_on = self.assessed_on;
            let error = self.add(path, FactWrong::DayAhead);
            error.with("day", day).with("assessed_on", assessed_on);
        }
    }

    /// A beginning and an end.
    fn stretch(&mut self, path: Arguments<'_>, from: Date, until: Option<Date>) {
        self.day(path, from);
        let Some(until) = until else { return };
        self.day(path, until);
        if until < from {
            let error = self.add(path, FactWrong::UntilBeforeFrom);
            error.with("until", until).with("from", from);
        }
    }

    /// A sum that is given: not below zero, of a size that can be meant.
    fn sum(&mut self, path: Arguments<'_>, money: Money) {
        let is_usd = money.currency() == redress_kernel::Currency::USD;
        let most = if is_usd { USD_MOST } else { LOCAL_MOST };
        self.number(path, money.amount(), most);
    }

    /// A sum in the currency of account.
    fn usd(&mut self, path: Arguments<'_>, money: Option<Money>) {
        let Some(money) = money else { return };
        if money.currency() != redress_kernel::Currency::USD {
            self.add(path, FactWrong::NotUsd).with("currency", money.currency());
        }
        self.sum(path, money);
    }

    /// From nothing to the most.
    fn number(&mut self, path: Arguments<'_>, value: Decimal, most: Decimal) {
        if value.is_sign_negative() && !value.is_zero() {
            self.add(path, FactWrong::Negative).with("value", value);
        } else if value > most {
            let error = self.add(path, FactWrong::Range);
            error.with("value", value).with("least", 0).with("most", most);
        }
    }

    /// A share: above zero, at most the whole.
    fn share(&mut self, path: Arguments<'_>, value: Decimal, most: Decimal) {
        if value.is_zero() {
            self.add(path, FactWrong::Zero);
        } else {
            self.number(path, value, most);
        }
        self.decimals(path, value, STEP_DECIMALS);
    }

    fn decimals(&mut self, path: Arguments<'_>, value: Decimal, most: u32) {
        if value.scale() > most && value.normalize().scale() > most {
            self.add(path, FactWrong::Decimals).with("value", value).with("most", most);
        }
    }

    fn count(&mut self, path: Arguments<'_>, value: u32) {
        if value > COUNT_MOST {
            let error = self.add(path, FactWrong::Range);
            error.with("value", value).with("least", 0).with("most", COUNT_MOST);
        }
    }

    /// A list that is not too long; what of it is looked at further.
    fn list<'a, T>(&mut self, path: &str, list: &'a [T], most: usize) -> &'a [T] {
        if list.len() > most {
            let error = self.add(format_args!("{path}"), FactWrong::ListTooLong);
            error.with("count", list.len()).with("most", most);
        }
        &list[..list.len().min(most)]
    }

    /// An error for each member that stands twice.
    fn twice<T: PartialEq + Copy + Display>(&mut self, path: Arguments<'_>, members: &[T]) {
        for (place, member) in members.iter().enumerate() {
            if members[..place].contains(member) {
                self.add(format_args!("{path}[{place}]"), FactWrong::Twice).with("code", member);
            }
        }
    }
}
