//! Identities that every report keeps, whatever the books hold.

use super::*;
use crate::books::domain::sums::control_totals;
use proptest::prelude::*;
use redress_kernel::{Decimal, Uuid};
use rust_decimal_macros::dec;
use time::macros::{date, datetime};

const BASIS: TimeBasis = TimeBasis {
    from: None,
    on_day: date!(2026 - 11 - 30),
    known_at: datetime!(2026-12-01 08:00 UTC),
};

fn money(amount: Decimal, code: &str) -> Money {
    Money::new(amount, code.parse().expect("listed")).expect("an amount")
}

fn usd(amount: Decimal) -> Money {
    money(amount, "USD")
}

fn sum(number: i16, head: &str, debit: Money, credit: Money) -> AccountSum {
    let (head, holder) = (head.to_owned(), String::new());
    AccountSum { account_id: i32::from(number), number, head, holder, debit, credit }
}

/// The amount in a column of the total rows that begin with a word, by currency.
fn total(report: &Report, name: &str, column: &str) -> BTreeMap<String, Decimal> {
    let place = report.columns.iter().position(|c| c.name == column).expect("a column");
    let currency = report.columns.iter().position(|c| c.name == "currency").expect("a column");
    let rows = report.rows.iter().filter(|row| {
        row.kind == RowKind::Total
            && row.cells.iter().any(|cell| matches!(cell, Cell::Word(_, code) if code == name))
    });
    rows.map(|row| {
        let Cell::Text(code) = &row.cells[currency] else { panic!("no currency: {row:?}") };
        let Cell::Money(amount) = row.cells[place] else { panic!("no amount: {row:?}") };
        assert_eq!(amount.currency().code(), code);
        (code.clone(), amount.amount())
    })
    .collect()
}

const HEADS: [(i16, &str); 8] = [
    (1000, "fund_cash"),
    (1900, "currency_exchange"),
    (2000, "award_commitments"),
    (2100, "awards_payable"),
    (2200, "payment_clearing"),
    (3000, "contributions"),
    (3900, "fund_balance"),
    (5000, "exchange_difference"),
];

/// Books of random entries of two legs, in two currencies.
fn books(moves: &[(usize, usize, i64, bool)]) -> Vec<AccountSum> {
    let mut sums: Vec<_> = ["USD", "JOD"]
        .into_iter()
        .flat_map(|code| {
            HEADS.map(|(n, head)| sum(n, head, money(dec!(0), code), money(dec!(0), code)))
        })
        .collect();
    for (debit, credit, units, is_dinar) in moves {
        let base = if *is_dinar { HEADS.len() } else { 0 };
        let amount = Decimal::new(*units, 2);
        let code = if *is_dinar { "JOD" } else { "USD" };
        let (debit, credit) = (base + debit % HEADS.len(), base + credit % HEADS.len());
        sums[debit].debit = sums[debit].debit.checked_add(money(amount, code)).expect("fits");
        sums[credit].credit = sums[credit].credit.checked_add(money(amount, code)).expect("fits");
    }
    sums
}

proptest! {
    /// Invariant: debits equal credits and assets equal liabilities and net assets, in each currency by itself.
    #[test]
    fn statements_balance_in_each_currency(
        moves in proptest::collection::vec((0_usize..8, 0_usize..8, 1_i64..1_000_000, any::<bool>()), 0..60)
    ) {
        let sums = books(&moves);
        let trial = trial_balance(BASIS, &sums).expect("adds up");
        prop_assert_eq!(total(&trial, "total", "debits"), total(&trial, "total", "credits"));
        prop_assert_eq!(total(&trial, "total", "debit-balance"), total(&trial, "total", "credit-balance"));
        let typed = control_totals(&sums).expect("adds up");
        let typed: BTreeMap<_, _> =
            typed.into_iter().map(|sum| (sum.currency().code().to_owned(), sum.amount())).collect();
        prop_assert_eq!(total(&trial, "total", "debits"), typed);
        let position = financial_position(BASIS, &sums).expect("adds up");
        let by = |name: &str| total(&position, name, "amount");
        for (code, assets) in by("assets") {
            let both = by("liabilities-and-net-assets").get(&code).copied().unwrap_or_default();
            prop_assert_eq!(assets, both, "{}", code);
        }
        // What the period brought is what net assets grew by.
        let performance = financial_performance(BASIS, &sums).expect("adds up");
        let surplus = total(&performance, "surplus", "amount");
        for (code, net) in by("net-assets") {
            prop_assert_eq!(surplus.get(&code).copied().unwrap_or_default(), net, "{}", code);
        }
    }
}

fn due(days: i64, amount: Decimal, is_named: bool) -> Due {
    let accepted_on = BASIS.on_day - time::Duration::days(days);
    let claim = is_named.then(|| (ClaimId(Uuid::from_u128(1)), format!("C-{days}")));
    Due { claim, accepted_on, owed: usd(amount) }
}

#[test]
fn what_is_owed_stands_in_the_group_of_its_days() {
    let dues = [0, 30, 31, 60, 61, 90, 91, 400].map(|days| due(days, dec!(1), true));
    let report = aged_payables(BASIS, dues.to_vec(), 100).expect("adds up");
    for group in ["days-0-30", "days-31-60", "days-61-90", "days-over-90"] {
        assert_eq!(total(&report, "total", group)["USD"], dec!(2), "{group}");
    }
    assert_eq!(total(&report, "total", "outstanding")["USD"], dec!(8));
    assert_eq!(report.rows[0].cells[0], Cell::Text("C-400".to_owned()), "the longest wait first");
    assert_eq!(report.charts[0].groups.len(), 4);
}

#[test]
fn claims_that_are_not_listed_or_not_named_are_counted_all_the_same() {
    let dues = vec![due(5, dec!(10), true), due(6, dec!(20), true), due(7, dec!(40), false)];
    let report = aged_payables(BASIS, dues, 1).expect("adds up");
    assert_eq!((report.left_out, total(&report, "total", "outstanding")["USD"]), (1, dec!(70)));
    let others = report.rows.iter().find(|row| row.cells[0] == word("report", "others"));
    let others = others.expect("a row without names");
    assert!(others.link.is_none() && others.cells.contains(&Cell::Money(usd(dec!(40)))));
}

#[test]
fn an_award_is_what_was_paid_and_what_is_outstanding() {
    let sums = ClaimSum {
        claim_id: ClaimId(Uuid::from_u128(1)),
        claim_code: "C-1".to_owned(),
        accepted_on: BASIS.on_day,
        waiting: usd(dec!(0)),
        set_aside: usd(dec!(100)),
        at_bank: usd(dec!(20)),
        returned: usd(dec!(3)),
        in_trust: usd(dec!(0)),
        settled: usd(dec!(77)),
    };
    let report = awards(BASIS, std::slice::from_ref(&sums), None).expect("adds up");
    assert_eq!(total(&report, "total", "awarded")["USD"], dec!(200));
    assert_eq!(total(&report, "total", "outstanding")["USD"], dec!(123));
    let page = awards(BASIS, &[sums], Some("next".to_owned())).expect("adds up");
    assert!(total(&page, "total", "awarded").is_empty(), "a page has no total of the whole");
    assert_eq!(total(&page, "listed", "awarded")["USD"], dec!(200));
}

#[test]
fn free_is_cash_that_is_set_aside_for_nobody() {
    let sums = vec![
        sum(1000, "fund_cash", usd(dec!(500)), usd(dec!(100))),
        sum(2000, "award_commitments", usd(dec!(0)), usd(dec!(900))),
        sum(2100, "awards_payable", usd(dec!(50)), usd(dec!(200))),
        sum(2200, "payment_clearing", usd(dec!(0)), usd(dec!(50))),
        sum(3000, "contributions", usd(dec!(0)), usd(dec!(500))),
    ];
    let end = MonthEnd { day: BASIS.on_day, sums };
    let report = fund_by_month(BASIS, &[end]).expect("adds up");
    let amounts: Vec<_> = report.rows[0].cells[2..].to_vec();
    let expected = [400, 200, 200, 900].map(|n| Cell::Money(usd(Decimal::from(n))));
    assert_eq!(amounts, expected);
}

#[test]
fn every_report_has_a_name_of_its_own() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
    }
    assert!("payroll".parse::<Kind>().is_err());
}
