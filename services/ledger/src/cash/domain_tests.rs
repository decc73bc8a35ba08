use super::*;
use crate::books::domain::posting;
use proptest::prelude::*;
use redress_kernel::Uuid;
use rust_decimal_macros::dec;
use std::collections::BTreeMap;
use time::macros::date;

const ON: Date = date!(2026 - 11 - 23);

fn id(n: u128) -> EntryId {
    EntryId(Uuid::from_u128(n))
}

fn money(amount: Decimal, code: &str) -> Money {
    Money::new(amount, code.parse().expect("listed")).expect("an amount")
}

fn usd(amount: Decimal) -> Usd {
    Usd::new(amount).expect("dollars")
}

fn place(code: &str, currency: &str) -> FundAccount {
    FundAccount { code: code.to_owned(), currency: currency.parse().expect("listed") }
}

/// Sums of heads, holders and currencies: debits above zero.
type Sums = BTreeMap<(Account, String, Currency), Decimal>;

fn add(sums: &mut Sums, entry: &Entry) {
    for leg in entry.legs() {
        let key = (leg.account, leg.holder.clone(), leg.amount.currency());
        *sums.entry(key).or_default() += leg.signed();
    }
}

fn sum(sums: &Sums, account: Account, holder: &str, currency: &str) -> Decimal {
    let key = (account, holder.to_owned(), currency.parse().expect("listed"));
    sums.get(&key).copied().unwrap_or_default()
}

#[test]
fn euros_come_at_what_they_cost_and_go_at_average_cost() {
    let (general, euros) = (place("", "USD"), place("eur-main", "EUR"));
    let mut sums = Sums::new();
    let buys = Moved {
        from: &general,
        to: &euros,
        left: money(dec!(1100), "USD"),
        arrived: money(dec!(1000), "EUR"),
    };
    let bought = exchange(id(1), ON, &buys, None, None).expect("booked");
    assert_eq!(
        (bought.cost_out, bought.cost_in, bought.entry.kind()),
        (None, Some(usd(dec!(1100))), EntryKind::Exchange)
    );
    add(&mut sums, &bought.entry);
    let had = Holding { cash: buys.arrived, cost: usd(dec!(1100)) };
    let sells = Moved {
        from: &euros,
        to: &general,
        left: money(dec!(333.33), "EUR"),
        arrived: money(dec!(400), "USD"),
    };
    let sold = exchange(id(2), ON, &sells, Some(had), None).expect("booked");
    // 1100 x 333.33 / 1000 = 366.663.
    assert_eq!(sold.cost_out, Some(usd(dec!(366.66))));
    add(&mut sums, &sold.entry);
    assert_eq!(sum(&sums, Account::ExchangeDifference, "", "USD"), dec!(-33.34), "a gain");
    assert_eq!(sum(&sums, Account::CurrencyExchange, "eur-main", "USD"), dec!(733.34));
    assert_eq!(sum(&sums, Account::CurrencyExchange, "eur-main", "EUR"), dec!(-666.67));
    assert_eq!(sum(&sums, Account::FundCash, "eur-main", "EUR"), dec!(666.67));
    let beyond = Moved { left: money(dec!(1000.01), "EUR"), ..sells };
    assert_eq!(exchange(id(3), ON, &beyond, Some(had), None), Err(ExchangeError::Overdrawn));
}

#[test]
fn in_one_currency_what_does_not_arrive_is_a_fee() {
    let (general, second) = (place("", "USD"), place("usd-two", "USD"));
    let moved = Moved {
        from: &general,
        to: &second,
        left: money(dec!(500), "USD"),
        arrived: money(dec!(485), "USD"),
    };
    let mut sums = Sums::new();
    let booked = exchange(id(1), ON, &moved, None, None).expect("booked");
    assert_eq!(
        (booked.entry.kind(), booked.cost_out, booked.cost_in),
        (EntryKind::Transfer, None, None)
    );
    add(&mut sums, &booked.entry);
    assert_eq!(sum(&sums, Account::BankCharges, "", "USD"), dec!(15));
    let more = Moved { arrived: money(dec!(500.01), "USD"), ..moved };
    assert_eq!(exchange(id(2), ON, &more, None, None), Err(ExchangeError::Malformed));
    // Francs to another account of francs: the fee takes its share of the cost.
    let (one, two) = (place("xaf-one", "XAF"), place("xaf-two", "XAF"));
    let moved = Moved {
        from: &one,
        to: &two,
        left: money(dec!(600000), "XAF"),
        arrived: money(dec!(594000), "XAF"),
    };
    let had = Holding { cash: moved.left, cost: usd(dec!(1000)) };
    let booked = exchange(id(3), ON, &moved, Some(had), None).expect("booked");
    assert_eq!(booked.cost_in, Some(usd(dec!(990))));
    let mut sums = Sums::new();
    add(&mut sums, &booked.entry);
    assert_eq!(sum(&sums, Account::BankCharges, "", "USD"), dec!(10));
}

#[test]
fn between_two_foreign_currencies_the_rate_of_the_day_values_what_came() {
    let (euros, francs) = (place("eur-main", "EUR"), place("xaf-main", "XAF"));
    let moved = Moved {
        from: &euros,
        to: &francs,
        left: money(dec!(100), "EUR"),
        arrived: money(dec!(65000), "XAF"),
    };
    let had = Holding { cash: money(dec!(100), "EUR"), cost: usd(dec!(110)) };
    assert_eq!(exchange(id(1), ON, &moved, Some(had), None), Err(ExchangeError::RateMissing));
    let booked = exchange(id(1), ON, &moved, Some(had), Some(dec!(605.25))).expect("booked");
    // 65000 / 605.25 = 107.3936...
    assert_eq!(booked.cost_in, Some(usd(dec!(107.39))));
    let mut sums = Sums::new();
    add(&mut sums, &booked.entry);
    assert_eq!(sum(&sums, Account::ExchangeDifference, "", "USD"), dec!(2.61));
}

#[test]
fn a_value_goes_half_away_from_zero_at_the_cent() {
    let worth = |amount, code, rate| {
        value_in_dollars(money(amount, code), rate).map(Usd::amount).expect("a value")
    };
    assert_eq!(worth(dec!(0.01), "EUR", dec!(2)), dec!(0.01), "half a cent goes up");
    assert_eq!(worth(dec!(1.000), "IQD", dec!(1310)), dec!(0.00));
    assert_eq!(worth(dec!(605), "XAF", dec!(605.25)), dec!(1.00));
    // 12345678901234 / 1.00000001, exact to the cent.
    assert_eq!(worth(dec!(12345678901234), "XAF", dec!(1.00000001)), dec!(12345678777777.21));
    let beyond = value_in_dollars(money(dec!(100000000000000), "XAF"), dec!(0.99999999));
    assert_eq!(beyond, Err(ExchangeError::Money(MoneyError::TooLarge)));
}

#[test]
fn a_revaluation_of_nothing_is_no_entry() {
    let euros = place("eur-main", "EUR");
    let (cost, value) = (usd(dec!(110)), usd(dec!(108.11)));
    let entry = revaluation(id(1), ON, &euros, cost, value).expect("a sum").expect("an entry");
    let mut sums = Sums::new();
    add(&mut sums, &entry);
    assert_eq!(sum(&sums, Account::ExchangeDifference, "", "USD"), dec!(1.89), "a loss");
    assert_eq!(revaluation(id(2), ON, &euros, cost, cost), Ok(None));
}

/// Three accounts and their holdings, as the program keeps them.
struct Bench {
    places: [FundAccount; 3],
    held: [Option<Holding>; 3],
    sums: Sums,
    /// Dollars that came back less dollars that were given, and less the value of foreign gifts.
    won: Decimal,
    /// Value of what was given to the fund.
    gifts: Decimal,
    next: u128,
}

impl Bench {
    fn new() -> Self {
        let places = [place("", "USD"), place("eur-main", "EUR"), place("xaf-main", "XAF")];
        let held = [0, 1, 2].map(|n| {
            let place: &FundAccount = &places[n];
            place.is_foreign().then(|| Holding::nothing(place.currency))
        });
        Self { places, held, sums: Sums::new(), won: Decimal::ZERO, gifts: Decimal::ZERO, next: 1 }
    }

    /// Moves money, or nothing when there is none; keeps what the rules say of cost.
    fn moves(&mut self, from: usize, to: usize, left: Decimal, arrived: Decimal) {
        let (left, arrived) = (
            Money::new(left, self.places[from].currency).expect("an amount"),
            Money::new(arrived, self.places[to].currency).expect("an amount"),
        );
        let moved = Moved { from: &self.places[from], to: &self.places[to], left, arrived };
        self.next += 1;
        let booked = exchange(id(self.next), ON, &moved, self.held[from], Some(dec!(7.77777777)));
        let Ok(booked) = booked else { return };
        if from == 0 {
            self.won -= left.amount();
        }
        if to == 0 {
            self.won += arrived.amount();
        }
        if let (Some(held), Some(out)) = (&mut self.held[from], booked.cost_out) {
            held.cash = held.cash.checked_sub(left).expect("covered");
            held.cost = held.cost.checked_sub(out).expect("covered");
        }
        if let (Some(held), Some(come)) = (&mut self.held[to], booked.cost_in) {
            held.cash = held.cash.checked_add(arrived).expect("in range");
            held.cost = held.cost.checked_add(come).expect("in range");
        }
        add(&mut self.sums, &booked.entry);
    }

    /// Money is given to an account, at its value.
    fn comes(&mut self, to: usize, amount: Decimal) {
        let place = self.places[to].clone();
        let amount = Money::new(amount, place.currency).expect("an amount");
        let dollars = value_in_dollars(amount, dec!(3.33333333)).expect("a value");
        if dollars.amount().is_zero() {
            return;
        }
        self.next += 1;
        let cash = Cash { place, amount, dollars };
        let entry = posting::contribution(id(self.next), ON, "a", &cash, None).expect("booked");
        self.gifts += dollars.amount();
        if let Some(held) = &mut self.held[to] {
            held.cash = held.cash.checked_add(amount).expect("in range");
            held.cost = held.cost.checked_add(dollars).expect("in range");
            self.won -= dollars.amount();
        }
        add(&mut self.sums, &entry);
    }
}

proptest! {
    // Entry::new has seen to it that every entry balances in each currency.
    #[test]
    fn cost_is_never_negative_and_all_converted_back_leaves_what_was_won(
        moves in prop::collection::vec((0_usize..3, 0_usize..3, 1_i64..5_000_000, 1_i64..5_000_000), 1..40),
        back in 1_i64..1_000_000_000,
    ) {
        let mut bench = Bench::new();
        for (from, to, left, arrived) in moves {
            let scale = |n: usize, units| Decimal::new(units, bench.places[n].currency.exponent());
            let (left, arrived) = (scale(from, left), scale(to, arrived));
            if from == to {
                bench.comes(to, arrived);
            } else {
                bench.moves(from, to, left, arrived);
            }
            for (place, held) in bench.places.iter().zip(&bench.held).skip(1) {
                let held = held.expect("foreign");
                let code = place.currency.code();
                prop_assert!(held.cost.amount() >= Decimal::ZERO && held.cash.amount() >= Decimal::ZERO);
                prop_assert!(!held.cash.amount().is_zero() || held.cost.amount().is_zero());
                let sum_of = |account, code: &str| sum(&bench.sums, account, &place.code, code);
                prop_assert_eq!(sum_of(Account::FundCash, code), held.cash.amount());
                prop_assert_eq!(sum_of(Account::CurrencyExchange, code), -held.cash.amount());
                prop_assert_eq!(sum_of(Account::CurrencyExchange, "USD"), held.cost.amount());
            }
        }
        for n in [1, 2] {
            let left = bench.held[n].expect("foreign").cash.amount();
            bench.moves(n, 0, left, Decimal::new(back, 2));
        }
        for ((account, holder, currency), sum) in &bench.sums {
            let kept = matches!(account, Account::ExchangeDifference | Account::Contributions)
                || *account == Account::FundCash && *currency == Currency::USD;
            prop_assert!(kept || sum.is_zero(), "{account:?} {holder} {currency} {sum}");
        }
        // A loss is a debit.
        prop_assert_eq!(sum(&bench.sums, Account::ExchangeDifference, "", "USD"), -bench.won);
        prop_assert_eq!(sum(&bench.sums, Account::FundCash, "", "USD"), bench.won + bench.gifts);
        prop_assert_eq!(sum(&bench.sums, Account::Contributions, "a", "USD"), -bench.gifts);
    }

    #[test]
    fn a_value_is_never_off_by_more_than_half_a_cent(units in 1_i64..1_000_000_000_000, rate in 1_i64..10_000_000_000) {
        let rate = Decimal::new(rate, 5);
        for code in ["EUR", "XAF", "IQD"] {
            let currency: Currency = code.parse().expect("listed");
            let cash = Money::new(Decimal::new(units, currency.exponent()), currency).expect("an amount");
            let Ok(value) = value_in_dollars(cash, rate) else { continue };
            prop_assert!((value.amount() * rate - cash.amount()).abs() * dec!(2) <= dec!(0.01) * rate);
        }
    }

    #[test]
    fn average_cost_is_never_off_by_more_than_half_a_cent(
        cash in 1_i64..1_000_000_000_000, cost in 0_i64..1_000_000_000_000, part in 1_i64..1_000_000_000_000,
    ) {
        let part = part.min(cash);
        let held = Holding { cash: money(Decimal::new(cash, 2), "EUR"), cost: usd(Decimal::new(cost, 2)) };
        let out = held.cost_of(money(Decimal::new(part, 2), "EUR")).expect("covered");
        let off = out.amount() * held.cash.amount() - held.cost.amount() * Decimal::new(part, 2);
        prop_assert!(off.abs() * dec!(2) <= dec!(0.01) * held.cash.amount());
        prop_assert!(out.amount() <= held.cost.amount());
        if part == cash { prop_assert_eq!(out, held.cost); }
    }
}
