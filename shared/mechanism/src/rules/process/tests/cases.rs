//! The worked cases: which rules beyond the gate each of them raises (`cases.md`, "Others engaged").

use super::*;

fn case(name: &str) -> Facts {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    let text = std::fs::read(format!("{folder}/{name}.json")).expect("the worked case is there");
    Facts::parse(&text).unwrap_or_else(|errors| panic!("{name}: {errors:?}"))
}

#[test]
fn each_worked_case_raises_its_rules() {
    use Rule::*;
    let cases: &[(&str, &[Rule])] = &[
        ("C01", &[R08, R15, R21]),
        ("C02", &[R10, R23, R28]),
        ("C03", &[R12, R16]),
        ("C04", &[R19]),
        ("C05-unknown", &[R11]),
        ("C05", &[R11, R27]),
        ("C06-unshown", &[R13, R16]),
        ("C06-day-before", &[R13, R16]),
        ("C06", &[R13, R16]),
        ("C07-season", &[R07]),
        ("C07-no-record", &[R07]),
        ("C07", &[R07]),
        ("C08-possible", &[R13, R29]),
        ("C08", &[R13, R29]),
        ("C09", &[R13, R15]),
        ("C11", &[R10, R11, R15, R26]),
        ("C12-review", &[R22]),
        ("C12", &[R22, R24]),
    ];
    for (name, rules) in cases {
        let trace = with_net(&case(name), dec!(34460.00));
        for rule in *rules {
            assert!(of(&trace, *rule).engaged, "{name}: {rule}");
        }
    }
}

#[track_caller]
fn case_says(name: &str, net: Decimal, rule: Rule, outcome: RuleOutcome, key: &str) {
    let finding = of(&with_net(&case(name), net), rule);
    assert_eq!((finding.outcome, finding.reason.key), (outcome, key), "{name}: {rule}");
}

#[test]
fn the_worked_cases_say_what_follows() {
    let none = Decimal::ZERO;
    case_says("C01", dec!(34460.00), Rule::R08, Met, "reason-r08-found");
    case_says("C01", dec!(34460.00), Rule::R15, Met, "reason-r15-paid");
    case_says("C01", dec!(34460.00), Rule::R21, Met, "reason-r21-met");
    case_says("C02", none, Rule::R10, Met, "reason-r10-refer");
    case_says("C02", none, Rule::R23, Met, "reason-r23-kept");
    case_says("C03", dec!(78410.00), Rule::R16, Met, "reason-r16-trust-heard");
    case_says("C04", dec!(120000.00), Rule::R19, Met, "reason-r19-met");
    case_says("C05-unknown", none, Rule::R11, Undetermined, "reason-r11-waiting");
    case_says("C05", dec!(3000.00), Rule::R11, Met, "reason-r11-identified");
    case_says("C05", dec!(3000.00), Rule::R27, Met, "reason-r27-claim");
    case_says("C06", dec!(9250.10), Rule::R13, Met, "reason-r13-deducted");
    case_says("C06", dec!(9250.10), Rule::R16, Met, "reason-r16-upkeep");
    case_says("C07", dec!(19210.01), Rule::R07, Met, "reason-r07-met");
    case_says("C08", dec!(1960.00), Rule::R29, Met, "reason-r29-clean");
    case_says("C09", none, Rule::R13, Met, "reason-r13-deducted");
    case_says("C11", dec!(73413.20), Rule::R10, Met, "reason-r10-refer-part");
    case_says("C11", dec!(73413.20), Rule::R11, Met, "reason-r11-mixed");
    case_says("C11", dec!(73413.20), Rule::R26, NotMet, "reason-r26-short");
    case_says("C12", dec!(34500.00), Rule::R22, Met, "reason-r22-in-time");
    case_says("C12", dec!(34500.00), Rule::R24, Met, "reason-r24-shared");
}
