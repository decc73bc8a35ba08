use super::*;
use redress_kernel::Uuid;
use rust_decimal_macros::dec;
use time::macros::{date, datetime};

fn written(format: Format, from: Option<Date>) -> String {
    let account = |name, head, currency, opening, closing| Account {
        name: account_name(name, head, "", currency),
        currency,
        opening,
        closing,
    };
    let xaf: Currency = "XAF".parse().expect("a currency");
    let accounts = vec![
        account(1000, "fund_cash", Currency::USD, dec!(10), dec!(110.5)),
        account(3000, "contributions", Currency::USD, dec!(-10), dec!(-110.5)),
        account(1000, "fund_cash", xaf, dec!(0), dec!(0.0000)),
    ];
    let range = Range { from, to: None, known_at: datetime!(2026-11-03 10:00:00.5 UTC) };
    let mut writer = Writer::new(format, range, accounts);
    let mut text = writer.head();
    let entry = Entry {
        seq: 7,
        entry_id: EntryId(Uuid::from_u128(7)),
        kind: EntryKind::Reversal,
        occurred_on: date!(2026 - 11 - 02),
        made_at: datetime!(2026-11-02 09:30 UTC),
        claim_code: Some("0000-0000-0000-0001".to_owned()),
        reverses: Some(EntryId(Uuid::from_u128(5))),
        legs: vec![
            Leg { account: 0, amount: dec!(100.5000) },
            Leg { account: 1, amount: dec!(-100.5000) },
        ],
    };
    writer.entry(&mut text, &entry);
    text + &writer.end()
}

#[test]
fn hledger_is_given_basis_accounts_entry_and_what_must_be_left() {
    assert_eq!(
        written(Format::Hledger, Some(date!(2026 - 11 - 01))),
        "; Redress, journal of the ledger
; Effective days: 2026-11-01 to the last
; As known at: 2026-11-03T10:00:00.5Z
decimal-mark .
commodity 1000.00 USD
commodity 1000. XAF
account Assets:Fund-cash:USD
account Income:Contributions:USD
account Assets:Fund-cash:XAF

2026-10-31 * opening balances
    Assets:Fund-cash:USD  10.00 USD
    Income:Contributions:USD  -10.00 USD

2026-11-02 * (7) reversal
    ; entry: 00000000-0000-0000-0000-000000000007
    ; recorded: 2026-11-02T09:30:00Z
    ; claim: 0000-0000-0000-0001
    ; reverses: 00000000-0000-0000-0000-000000000005
    Assets:Fund-cash:USD  100.50 USD
    Income:Contributions:USD  -100.50 USD

; Every account must stand at:
2026-11-02 * balances
    Assets:Fund-cash:USD  0 USD = 110.50 USD
    Income:Contributions:USD  0 USD = -110.50 USD
    Assets:Fund-cash:XAF  0 XAF = 0 XAF
"
    );
}

#[test]
fn beancount_is_given_the_same_in_its_own_words() {
    let text = written(Format::Beancount, None);
    for line in [
        "; As known at: 2026-11-03T10:00:00.5Z",
        "option \"tolerance_multiplier\" \"0\"",
        "2000-01-01 open Assets:Fund-cash:XAF XAF",
        "2026-11-02 * \"reversal\"",
        "  place: 7",
        "  claim: \"0000-0000-0000-0001\"",
        "  Income:Contributions:USD  -100.50 USD",
        "2026-11-03 balance Income:Contributions:USD  -110.50 ~ 0 USD",
    ] {
        assert!(text.lines().any(|written| written == line), "{line}: {text}");
    }
}

#[test]
fn each_line_of_csv_has_as_many_values_as_the_first() {
    let text = written(Format::Csv, Some(date!(2026 - 11 - 01)));
    let mut list = ::csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    assert_eq!(list.headers().expect("a first line").len(), 13, "{text}");
    // The reader takes no line that has more or less than the first.
    let rows: Result<Vec<::csv::StringRecord>, _> = list.records().collect();
    let rows = rows.expect("a list");
    assert_eq!(rows.len(), 2 + 2 + 3);
    for [account, debit, credit, currency] in [
        ["Income:Contributions:USD", "", "110.50", "USD"],
        ["Assets:Fund-cash:XAF", "0", "", "XAF"],
    ] {
        let before = ["balance", "", "", "", "2026-11-02", "", "", "", ""];
        let balance = before.into_iter().chain([account, debit, credit, currency]);
        assert!(rows.contains(&balance.collect()), "{text}");
    }
}

#[test]
fn what_an_amount_has_is_never_cut_off() {
    assert_eq!(amount(dec!(12.3450), Currency::USD), "12.345");
    assert_eq!(amount(dec!(-0.00), Currency::USD), "0.00");
    assert_eq!(amount(dec!(100000000000000), Currency::USD), "100000000000000.00");
}
