//! What all engines are asked: fifteen rules over about forty facts of a claim's first act, and an
//! award. It is a part of what the mechanism does; the mechanism itself is measured with all of it.
//! Outcomes are 0 met, 1 undetermined, 2 not met, so that the strictest of several is the largest.

use redress_kernel::code::{Aggravation, Answer, Category, ConsentPurpose};
use redress_kernel::facts::MatchResult;
use redress_kernel::money::{round_to, trunc_to};
use redress_kernel::{Currency, Date, Decimal};
use redress_mechanism::award::Head;
use redress_mechanism::data::Rules;
use redress_mechanism::facts::{Authority, Facts, Standing, UnitStatus};
use redress_mechanism::lab::{Caseload, Source};

/// A fact of the task.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fact {
    /// A count, a day, or yes and no as 1 and 0.
    Whole(i64),
    /// A sum, a rate, a share.
    Exact(Decimal),
    /// A code; its number is its place in the list of codes.
    Code(&'static str, i64),
}

/// The facts of a claim by name, always in the same order.
pub type Flat = Vec<(&'static str, Fact)>;

/// What an engine answers: the gate, and the award in cents where the gate is passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Claims by outcome of the gate.
    pub gates: [u64; 3],
    /// Sum of what is payable, in cents.
    pub cents: i128,
}

impl Answers {
    /// Adds one claim.
    pub fn add(&mut self, gate: usize, payable: Option<i128>) {
        self.gates[gate.min(2)] += 1;
        self.cents += payable.unwrap_or_default();
    }
}

/// So many invented claims.
pub fn claims(count: u64) -> Vec<Facts> {
    let mut all = Vec::new();
    Caseload::new(1, count).each(0..count, &mut |facts| all.push(facts.clone()));
    all
}

fn day(day: Option<Date>) -> Fact {
    Fact::Whole(day.map_or(0, |day| i64::from(day.to_julian_day())))
}

fn yes(is: bool) -> Fact {
    Fact::Whole(i64::from(is))
}

fn answer(answer: Option<Answer>) -> Fact {
    Fact::Whole(match answer {
        None | Some(Answer::Unknown) => 0,
        Some(Answer::Yes) => 1,
        Some(Answer::No) => 2,
    })
}

fn code<T: Copy + PartialEq>(all: &[T], name: fn(T) -> &'static str, one: Option<T>) -> Fact {
    let place = one.and_then(|one| all.iter().position(|other| *other == one));
    place.map_or(Fact::Code("", 0), |place| {
        Fact::Code(name(all[place]), i64::try_from(place + 1).unwrap_or(0))
    })
}

/// The rate of a currency on the day of assessment; 1 where there is none.
fn rate(facts: &Facts, currency: Currency) -> Decimal {
    let held = facts.rates.iter().filter(|rate| rate.currency == currency);
    let latest = held.filter(|rate| rate.effective_on <= facts.assessed_on);
    latest.max_by_key(|rate| rate.effective_on).map_or(Decimal::ONE, |rate| rate.units_per_usd)
}

/// The facts of the task out of those of the mechanism.
pub fn flat(rules: &Rules, facts: &Facts) -> Flat {
    let mut flat = who(facts);
    flat.extend(what(rules, facts));
    flat.extend(sums(facts));
    flat
}

fn who(facts: &Facts) -> Flat {
    let consent = &facts.consent;
    let to_file = if consent.withdrawn.contains(&ConsentPurpose::P1) {
        2
    } else {
        i64::from(consent.given.contains(&ConsentPurpose::P1))
    };
    let matched = match facts.matched {
        None | Some(MatchResult::Possible) => Fact::Code("open", 1),
        _ => Fact::Code("closed", 2),
    };
    let who = &facts.claimant;
    let unit = facts.unit.as_ref().map(|unit| unit.status);
    vec![
        ("filed", day(Some(facts.filed_on))),
        ("assessed", day(Some(facts.assessed_on))),
        ("standing", code(Standing::ALL, Standing::as_str, who.standing)),
        ("shown", yes(!who.shown_by.is_empty())),
        ("born", day(who.birth.map(|birth| birth.earliest))),
        ("under18", answer(who.under_18)),
        ("knew", day(who.knew_on)),
        ("cause", yes(who.late_cause.is_some_and(|cause| cause.as_str() != "other"))),
        ("consent", Fact::Whole(to_file)),
        ("p6", yes(consent.given.contains(&ConsentPurpose::P6))),
        ("authority", code(Authority::ALL, Authority::as_str, consent.authority)),
        ("matched", matched),
        ("found", yes(unit == Some(UnitStatus::Substantiated))),
    ]
}

fn what(rules: &Rules, facts: &Facts) -> Flat {
    let act = facts.acts.first();
    let person = facts.perpetrators.first();
    let when = act.and_then(|act| act.when);
    let named = act.and_then(|act| act.operation);
    let listed = named.as_ref().and_then(|named| rules.operation(named));
    let operation = match (listed, named) {
        (Some(_), _) => 1,
        (None, Some(named)) if named.as_str() == "OTHER" => 2,
        _ => 0,
    };
    let service = person.and_then(|person| person.service);
    let mut flat = vec![
        ("operation", Fact::Whole(operation)),
        ("op_from", day(listed.map(|listed| listed.from))),
        ("op_until", day(Some(listed.and_then(|listed| listed.until).unwrap_or(Date::MAX)))),
        ("act_from", day(when.map(|when| when.earliest))),
        ("act_until", day(when.map(|when| when.latest))),
        ("category", code(Category::ALL, Category::as_str, person.and_then(|one| one.category))),
        ("sv_from", day(service.map(|service| service.from))),
        ("sv_until", day(service.map(|service| service.until.unwrap_or(facts.assessed_on)))),
        ("serving", answer(person.and_then(|person| person.serving))),
        ("means", answer(act.and_then(|act| act.by_means_of_service))),
        ("harassment", yes(act.is_some_and(|act| act.harassment_only))),
        (
            "act",
            code(
                redress_kernel::code::ActCode::ALL,
                redress_kernel::code::ActCode::as_str,
                act.and_then(|act| act.act),
            ),
        ),
    ];
    const NAMES: [&str; 8] = ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8"];
    for (name, one) in NAMES.into_iter().zip(Aggravation::ALL) {
        flat.push((name, yes(act.is_some_and(|act| act.aggravations.contains(one)))));
    }
    flat
}

fn sums(facts: &Facts) -> Flat {
    let losses = &facts.losses;
    let medical = losses.medical_past.first().copied();
    let earnings = losses.earnings;
    let wage = earnings.and_then(|earnings| earnings.monthly_wage);
    let offset = facts
        .offsets
        .iter()
        .find(|offset| offset.head == Some(Head::H1) && offset.paid == Some(Answer::Yes));
    let amount = |money: Option<redress_kernel::Money>| {
        Fact::Exact(money.map_or(Decimal::ZERO, redress_kernel::Money::amount))
    };
    let units = |money: Option<redress_kernel::Money>| {
        Fact::Exact(money.map_or(Decimal::ONE, |money| rate(facts, money.currency())))
    };
    let impact = redress_kernel::code::Impact::ALL;
    let months = earnings.map_or(Decimal::ZERO, |earnings| earnings.months);
    let causation = earnings.and_then(|earnings| earnings.causation).unwrap_or(Decimal::ONE);
    vec![
        ("impact", code(impact, redress_kernel::code::Impact::as_str, facts.impact)),
        ("care", answer(losses.care_sought)),
        ("declined", answer(losses.programme_declined)),
        ("medical", amount(medical)),
        ("medical_rate", units(medical)),
        ("months", Fact::Exact(months)),
        ("wage", amount(wage)),
        ("wage_rate", units(wage)),
        ("causation", Fact::Exact(causation)),
        ("offset", amount(offset.map(|offset| offset.amount))),
        ("offset_rate", units(offset.map(|offset| offset.amount))),
        ("interim", amount(facts.interim.paid)),
        ("factor", Fact::Exact(Decimal::new(65, 2))),
        ("parts", Fact::Whole(i64::from(facts.payment.instalments.unwrap_or(1)))),
    ]
}

/// The task by hand: what every engine's answers are compared with.
pub struct Plain<'a>(pub &'a Flat);

impl Plain<'_> {
    fn whole(&self, name: &str) -> i64 {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, Fact::Whole(number) | Fact::Code(_, number))) => *number,
            _ => 0,
        }
    }

    fn exact(&self, name: &str) -> Decimal {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, Fact::Exact(number))) => *number,
            _ => Decimal::ZERO,
        }
    }

    fn is(&self, name: &str, code: &str) -> bool {
        let fact = self.0.iter().find(|(known, _)| *known == name);
        matches!(fact, Some((_, Fact::Code(known, _))) if *known == code)
    }

    /// The strictest of all gate rules.
    pub fn gate(&self) -> usize {
        let (from, until) = (self.whole("act_from"), self.whole("act_until"));
        let within = |first: i64, last: i64| from >= first && until <= last;
        let beside = |first: i64, last: i64| until < first || from > last;
        let (first, last) = (self.whole("op_from"), self.whole("op_until"));
        let r01 = match self.whole("operation") {
            2 => 2,
            0 => 1,
            _ if from == 0 => 1,
            _ if within(first, last) => 0,
            _ if beside(first, last) => 2,
            _ => 1,
        };
        const COVERED: [&str; 7] = ["CIV_INT", "CIV_NAT", "UNV", "CONS", "ICON", "INTERN", "CORP"];
        let r02 = if COVERED.iter().any(|code| self.is("category", code)) {
            0
        } else if ["UNK", "GPP", ""].iter().any(|code| self.is("category", code)) {
            1
        } else {
            2
        };
        let r03 = if self.whole("harassment") == 1 { 2 } else { usize::from(self.is("act", "")) };
        let (first, last) = (self.whole("sv_from"), self.whole("sv_until"));
        let r04 = if self.whole("means") == 1 || (first == 0 && self.whole("serving") == 1) {
            0
        } else if first == 0 || from == 0 {
            1
        } else if within(first, last) {
            0
        } else if beside(first, last) && self.whole("means") == 2 {
            2
        } else {
            1
        };
        let is_found = self.whole("found") == 1;
        let lifted = |outcome: usize| if is_found && outcome == 1 { 0 } else { outcome };
        let r05 = usize::from(!self.is("standing", "victim") && self.whole("shown") == 0);
        let is_minor = self.whole("under18") == 1;
        let r06 = match self.whole("consent") {
            2 => 2,
            0 => 1,
            _ => usize::from(is_minor && !self.is("authority", "verified")),
        };
        let limit = until.max(last).max(self.whole("knew")) + 3_652;
        let in_time = is_minor
            || self.is("standing", "child_born")
            || self.whole("filed") <= limit
            || self.whole("cause") == 1;
        let r14 = usize::from(self.is("matched", "open"));
        let all = [r01, r02, r03, r04].map(lifted);
        all.into_iter().chain([r05, r06, usize::from(!in_time), r14]).max().unwrap_or(1)
    }

    /// What is payable, in cents.
    pub fn payable(&self) -> i128 {
        let number = Decimal::from;
        let acts = [0, 2_500, 4_000, 9_000, 15_000, 30_000, 45_000];
        let shares = [20, 15, 15, 10, 10, 5, 5, 5];
        let names = ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8"];
        let share: i64 = names.iter().zip(shares).map(|(name, one)| self.whole(name) * one).sum();
        let act = usize::try_from(self.whole("act")).unwrap_or(0);
        let value =
            round_to(number(acts[act]) * (Decimal::ONE + Decimal::new(share.min(50), 2)), 2);
        let impacts = [2_000, 0, 2_000, 5_000, 10_000, 20_000];
        let impact = number(impacts[usize::try_from(self.whole("impact")).unwrap_or(0)]);
        let h1 = (value + impact).min(number(75_000)).max(number(3_000));
        let medical = self.exact("medical");
        let h2p = if medical > Decimal::ZERO {
            round_to(medical / self.exact("medical_rate"), 2)
        } else {
            number(if self.whole("care") == 1 { 150 } else { 0 })
        };
        let h3p = number(if act >= 3 && self.whole("declined") != 1 { 960 } else { 0 });
        let months = self.exact("months").min(number(60));
        let lost = months * self.exact("wage") * self.exact("causation");
        let h4 = round_to(lost / self.exact("wage_rate"), 2);
        let h4 = h4 - (h2p + h3p + h4 - number(60_000)).max(Decimal::ZERO).min(h4);
        let h4 = h4 - (h1 + h2p + h3p + h4 - number(120_000)).max(Decimal::ZERO).min(h4);
        let offset = trunc_to(self.exact("offset") / self.exact("offset_rate"), 2);
        let gross = h1 + h2p + h3p + h4 - offset.min(h1 - number(1_000));
        let net = (gross - self.exact("interim")).max(Decimal::ZERO);
        let first = net.min(number(3_000));
        let payable = first + trunc_to((net - first) * self.exact("factor"), 2);
        let mut cents = payable;
        cents.rescale(2);
        cents.mantissa()
    }
}
