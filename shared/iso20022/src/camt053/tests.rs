use super::*;
use crate::peer::assert_valid;
use proptest::prelude::*;
use redress_kernel::Decimal;
use rust_decimal_macros::dec;
use time::macros::{date, datetime};

pub(crate) fn usd(amount: Decimal) -> Money {
    Money::usd(amount).expect("an amount")
}

/// A day with a payment, a payment in another currency with charges in it, a batch of two, a
/// fee of the bank, a return, and a movement that is only announced.
pub(crate) fn statement() -> Statement {
    let entry = |amount, direction, details| Entry {
        servicer_reference: Some("BANK-1".to_owned()),
        amount: usd(amount),
        direction,
        reversal: false,
        booked: true,
        booked_on: date!(2026 - 11 - 24),
        value_on: Some(date!(2026 - 11 - 25)),
        code: "PMNT/ICDT/XBCT".to_owned(),
        details,
    };
    let detail = |id: &str, amount| Detail {
        end_to_end_id: Some(id.to_owned()),
        instruction_id: Some("i1".to_owned()),
        uetr: Some(crate::pain001::uetr(Uuid::nil())),
        servicer_reference: Some("BANK-1-1".to_owned()),
        amount: Some(usd(amount)),
        ..Detail::default()
    };
    let mut foreign = detail("B-1", dec!(115.25));
    foreign.instructed =
        Some(Money::new(dec!(60525), "XAF".parse().expect("listed")).expect("xaf"));
    foreign.charges = Some(usd(dec!(15.25)));
    let mut back = detail("C-1", dec!(100));
    back.return_reason = Some("AC04".to_owned());
    let mut fee = entry(dec!(7.5), Direction::Debit, vec![]);
    fee.code = "ACMT/MDOP/CHRG".to_owned();
    let mut announced = entry(dec!(999), Direction::Debit, vec![]);
    announced.booked = false;
    let mut returned = entry(dec!(100), Direction::Credit, vec![back]);
    returned.reversal = true;
    Statement {
        id: "2026-328".to_owned(),
        sequence: Some(328),
        account: Account::Other("4000012345".to_owned()),
        currency: Currency::USD,
        opening: usd(dec!(300)),
        opening_on: date!(2026 - 11 - 23),
        closing: usd(dec!(-72.75)),
        closing_on: date!(2026 - 11 - 24),
        entries: vec![
            entry(dec!(100), Direction::Debit, vec![detail("A-1", dec!(100))]),
            entry(dec!(115.25), Direction::Debit, vec![foreign]),
            entry(
                dec!(250),
                Direction::Debit,
                vec![detail("D-1", dec!(150)), detail("D-2", dec!(100))],
            ),
            fee,
            returned,
            announced,
        ],
    }
}

fn xml() -> String {
    let bytes = write("M1", datetime!(2026-11-25 06:00:00 UTC), &[statement()]);
    String::from_utf8(bytes).expect("UTF-8")
}

fn problem(xml: &str) -> Problem {
    read(xml.as_bytes()).expect_err("refused").problem
}

#[test]
fn a_statement_survives_the_wire_and_the_official_schema() {
    assert_valid("camt.053.001.08.xsd", xml().as_bytes());
    assert_eq!(read(xml().as_bytes()), Ok(vec![statement()]));
}

#[test]
fn lines_are_payments_where_the_bank_tells_them_apart() {
    let lines = statement().lines();
    let seen: Vec<_> = lines.iter().map(|l| (l.entry, l.part, l.amount.amount())).collect();
    assert_eq!(
        seen,
        [
            (1, 1, dec!(100)),
            (2, 1, dec!(115.25)),
            (3, 1, dec!(150)),
            (3, 2, dec!(100)),
            (4, 1, dec!(7.5)),
            (5, 1, dec!(100)),
        ]
    );
    assert!(Entry::is_charge(&lines[4].code) && !Entry::is_charge(&lines[0].code));
}

#[test]
fn many_statements_in_one_file_are_all_read() {
    let mut second = statement();
    second.id = "2026-329".to_owned();
    let bytes = write("M1", datetime!(2026-11-25 06:00:00 UTC), &[statement(), second]);
    assert_valid("camt.053.001.08.xsd", &bytes);
    assert_eq!(read(&bytes).map(|all| all.len()), Ok(2));
}

#[test]
fn a_statement_that_does_not_add_up_is_refused() {
    assert_eq!(problem(&xml().replace(">7.50<", ">7.51<")), Problem::BalanceDiffers);
    assert_eq!(problem(&xml().replace(">150.00<", ">151.00<")), Problem::DetailsDiffer);
    assert_eq!(problem(&xml().replacen("CLBD", "CLAV", 1)), Problem::Missing);
}

#[test]
fn an_error_tells_its_place() {
    let error =
        read(xml().replace("2026-11-25</Dt>", "25.11.2026</Dt>").as_bytes()).expect_err("refused");
    assert_eq!((error.place.as_str(), error.problem), ("Dt", Problem::NotADate));
    assert!(error.line > 10, "{error}");
}

#[test]
fn another_message_is_not_taken_for_a_statement() {
    let pain = crate::pain001::tests::file().write().expect("a file");
    assert_eq!(read(&pain).expect_err("refused").problem, Problem::OtherMessage);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_changed_byte_is_refused_or_read_but_never_a_panic(at in 0_usize..4000, byte in any::<u8>()) {
        let mut bytes = xml().into_bytes();
        let place = at % bytes.len();
        bytes[place] = byte;
        let _ = read(&bytes);
    }
}
