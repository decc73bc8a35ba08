use super::*;
use crate::peer::assert_valid;
use proptest::prelude::*;
use rust_decimal_macros::dec;
use time::macros::{date, datetime};

pub(crate) fn file() -> PaymentFile {
    let money = |amount: Decimal, code: &str| {
        Money::new(amount, code.parse().expect("listed")).expect("an amount")
    };
    let payment = |n: u32, amount: Money, rate: Option<Decimal>| Payment {
        instruction_id: format!("019ab000000070008000{n:012}"),
        end_to_end_id: end_to_end_id("7K3MQX9T2PWAD04H", n, 1),
        uetr: uetr(Uuid::from_u128(u128::from(n))),
        amount,
        rate,
        creditor_name: "Thérèse N’Guessan".to_owned(),
        creditor_account: Account::Other("+23670000001".to_owned()),
        creditor_agent: Some(Agent::Name("Banque Populaire Maroco-Centrafricaine".to_owned())),
        remittance: format!("Transfer {n} of 3"),
    };
    let mut iban = payment(3, money(dec!(250.05), "EUR"), Some(dec!(0.92150000)));
    iban.creditor_account = Account::from_typed("DE89 3704 0044 0532 0130 00");
    iban.creditor_agent = None;
    PaymentFile {
        message_id: "019ab00000007000800000000000beef".to_owned(),
        created_at: datetime!(2026-11-23 10:15:00 UTC),
        debtor: Debtor {
            name: "Services Trust Account".to_owned(),
            account: Account::Other("4000012345".to_owned()),
            agent: Agent::Bic("CITIUS33".to_owned()),
        },
        execution_date: date!(2026 - 11 - 24),
        payments: vec![
            payment(2, money(dec!(6952306), "XAF"), Some(dec!(605.25))),
            payment(1, money(dec!(11486.67), "USD"), None),
            iban,
        ],
    }
}

#[test]
fn the_official_schema_takes_the_file() {
    let bytes = file().write().expect("a file");
    assert_valid("pain.001.001.09.xsd", &bytes);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("<NbOfTxs>3</NbOfTxs>\n      <CtrlSum>6964042.72</CtrlSum>"));
    assert!(text.contains("<Nm>Therese N&apos;Guessan</Nm>"), "{text}");
    assert_eq!(text.matches("<PmtInf>").count(), 3, "one group for each currency");
}

#[test]
fn the_bytes_do_not_depend_on_the_order_of_payments() {
    let mut turned = file();
    turned.payments.reverse();
    assert_eq!(turned.write(), file().write());
}

#[test]
fn a_file_reads_back_as_it_was_written() {
    let mut file = file();
    let read = read(&file.write().expect("a file")).expect("readable");
    for payment in &mut file.payments {
        payment.creditor_name = "Therese N'Guessan".to_owned();
        payment.rate = payment.rate.map(|rate| rate.normalize());
    }
    file.payments.sort_by_key(|p| (p.amount.currency(), p.end_to_end_id.clone()));
    assert_eq!(read, file);
}

#[test]
fn every_fault_names_its_field_and_payment() {
    let mut file = file();
    file.message_id = "x".repeat(33);
    file.payments[0].creditor_name = "مريم".to_owned();
    file.payments[1].remittance = "Compensation 1 of 3".to_owned();
    file.payments[2].end_to_end_id = file.payments[1].end_to_end_id.clone();
    let found: Vec<_> = file
        .write()
        .expect_err("refused")
        .into_iter()
        .map(|error| (error.field, error.payment.unwrap_or_default(), error.problem))
        .collect();
    let code = "7K3MQX9T2PWAD04H";
    assert_eq!(
        found,
        [
            ("message_id", String::new(), WriteProblem::TooLong),
            ("creditor_name", format!("{code}-2"), WriteProblem::Empty),
            ("remittance", format!("{code}-1"), WriteProblem::Telling),
            ("identifier", format!("{code}-1"), WriteProblem::Repeated),
        ]
    );
    assert_eq!(file.lost_letters()[0].letters, ['م', 'ر', 'ي']);
}

#[test]
fn a_second_attempt_has_its_own_reference() {
    assert_eq!(end_to_end_id("7K3MQX9T2PWAD04H", 2, 1), "7K3MQX9T2PWAD04H-2");
    assert_eq!(end_to_end_id("7K3MQX9T2PWAD04H", 2, 2), "7K3MQX9T2PWAD04H-2-2");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_written_is_read_and_sums_up(
        cents in proptest::collection::vec(1_i64..1_000_000_000_000, 1..20),
        name in "[A-Z][a-zé '-]{1,30}",
    ) {
        let mut file = file();
        let model = file.payments[1].clone();
        file.payments = cents
            .iter()
            .enumerate()
            .map(|(place, cents)| Payment {
                instruction_id: format!("i{place}"),
                end_to_end_id: format!("e{place}"),
                amount: Money::usd(Decimal::new(*cents, 2)).expect("an amount"),
                creditor_name: format!("{name}x"),
                ..model.clone()
            })
            .collect();
        let read = read(&file.write().expect("a file")).expect("readable");
        prop_assert_eq!(read.control(), file.control());
        prop_assert_eq!(read.write(), file.write());
    }
}
