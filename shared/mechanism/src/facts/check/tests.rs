use super::*;
use crate::lab::{Caseload, Source};
use serde_json::{Value, json};

/// A claim with something in every part, from the worked cases.
fn whole() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases/C06.json");
    let text = std::fs::read(path).expect("the worked case is there");
    let mut facts: Value = serde_json::from_slice(&text).expect("it is JSON");
    facts["perpetrators"][0]["service"] = json!({"from": "2010-01-01", "until": "2014-01-01"});
    facts["interim"] = json!({"paid": {"amount": "100.00", "currency": "USD"}});
    facts["fund"] = json!({"factor": "0.65"});
    facts["losses"] = json!({"earnings": {"months": "10.5", "causation": "0.75"}});
    facts["rulings"] = json!([{"rule": "R-05", "outcome": "met", "ground": "dna"}]);
    facts["panel"] = json!({"members": [{"chair": true}, {"ties": ["knows"]}]});
    facts
}

/// The facts with one place of them changed; a path ending in `-` is taken out.
fn changed(pointer: &str, value: Value) -> Value {
    let mut facts = whole();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    match facts.pointer_mut(parent).expect("the place is there") {
        Value::Object(fields) => drop(fields.insert(field.to_owned(), value)),
        Value::Array(members) if field == "-" => members.push(value),
        Value::Array(members) => members[field.parse::<usize>().expect("a place")] = value,
        _ => panic!("{pointer}"),
    }
    facts
}

fn refused(facts: &Value) -> Vec<(String, String)> {
    let errors = Facts::parse(facts.to_string().as_bytes()).err().unwrap_or_default();
    errors.into_iter().map(|error| (error.path, error.code.to_string())).collect()
}

/// What one change is refused with.
fn first(pointer: &str, value: Value) -> (String, String) {
    let facts = changed(pointer, value);
    refused(&facts).into_iter().next().unwrap_or_default()
}

#[track_caller]
fn expect(pointer: &str, value: Value, path: &str, code: &str) {
    assert_eq!(first(pointer, value.clone()), (path.into(), code.into()), "{pointer} = {value}");
}

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

#[test]
fn facts_that_can_be_meant_are_read() {
    assert_eq!(refused(&whole()), []);
    assert!(Facts::parse(br#"{"filed_on":"2026-01-01","assessed_on":"2026-01-01"}"#).is_ok());
}

#[test]
fn what_cannot_be_read_is_named_with_its_path() {
    expect("/surname", json!("x"), "surname", "field-unknown");
    expect("/acts/0/weapon", json!(true), "acts[0].weapon", "field-unknown");
    expect("/acts/0/act", json!("A9"), "acts[0].act", "code-unknown");
    expect("/acts/0/operation", json!("two words"), "acts[0].operation", "not-a-label");
    expect("/acts/0/period", json!("yes"), "acts[0].period", "wrong-kind");
    expect("/filed_on", json!("2026-02-30"), "filed_on", "not-a-day");
    expect("/acts/0/when/latest", json!("spring"), "acts[0].when.latest", "not-a-day");
    expect(
        "/payment/instructed_on/0",
        json!("31.12.2026"),
        "payment.instructed_on[0]",
        "not-a-day",
    );
    expect("/fund/factor", json!("half"), "fund.factor", "not-a-number");
    expect("/fund/factor", json!(0.65), "fund.factor", "not-a-number");
    expect("/interim/paid", usd("1.005"), "interim.paid", "amount-decimals");
    expect("/interim/paid", usd("100000000000000000000"), "interim.paid", "amount-too-large");
    expect("/interim/paid", usd("1e20"), "interim.paid.amount", "not-a-number");
    expect("/interim/paid/currency", json!("XXX"), "interim.paid.currency", "currency-unknown");
    expect("/rulings/0", json!({"rule": "R-05"}), "rulings[0]", "field-missing");
}

#[test]
fn what_is_not_json_is_named_with_its_line() {
    let errors = Facts::parse(b"{\n  \"filed_on\": ").expect_err("cut off");
    assert_eq!((errors[0].code, errors[0].args["line"].as_str()), (FactWrong::NotJson, "2"));
    let twice = br#"{"filed_on":"2026-01-01","filed_on":"2026-01-01","assessed_on":"2026-01-01"}"#;
    assert_eq!(Facts::parse(twice).expect_err("twice")[0].code, FactWrong::FieldTwice);
    let long = vec![b' '; BYTES_MOST + 1];
    assert_eq!(Facts::parse(&long).expect_err("long")[0].code, FactWrong::TooLong);
    let two = br#"{"filed_on":"2026-01-01","assessed_on":"2026-01-01"} {}"#;
    assert_eq!(Facts::parse(two).expect_err("two")[0].code, FactWrong::NotJson);
}

#[test]
fn days_that_contradict_each_other_are_refused() {
    expect("/assessed_on", json!("2025-10-01"), "assessed_on", "assessed-before-filed");
    expect("/filed_on", json!("1066-10-14"), "filed_on", "limit-range");
    expect(
        "/progress",
        json!({"opened_on": "2025-01-01"}),
        "progress.opened_on",
        "opened-before-filed",
    );
    let span = json!({"earliest": "2011-12-31", "latest": "2011-12-30"});
    expect("/acts/0/when", span, "acts[0].when", "until-before-from");
    let span = json!({"earliest": "2027-01-01", "latest": "2027-12-31"});
    expect("/acts/0/when", span, "acts[0].when", "day-ahead");
    let service = json!({"from": "2014-01-01", "until": "2013-12-31"});
    expect("/perpetrators/0/service", service, "perpetrators[0].service", "until-before-from");
    let ill = json!({"from": "2014-01-01", "until": "2013-12-31"});
    expect("/claimant/incapacity", ill, "claimant.incapacity", "until-before-from");
    expect("/child/born_on", json!("2012-08-30"), "child.born_on", "born-twice");
    expect("/death", json!({"died_on": "2011-10-01"}), "acts[0].when", "death-before-act");
    expect("/death", json!({"died_on": "2012-08-30"}), "death.died_on", "death-before-birth");
    let review = json!({"received_on": "2026-01-02", "asked_on": "2026-01-01"});
    expect("/review", review, "review", "until-before-from");
    expect("/offsets/0/paid_on", json!("2026-03-01"), "offsets[0].paid_on", "day-ahead");
}

#[test]
fn a_victim_is_born_before_the_act_and_a_child_born_of_it_after() {
    let mut facts = whole();
    facts["claimant"] = json!({"birth": {"earliest": "2012-08-31", "latest": "2012-08-31"}});
    assert_eq!(refused(&facts), [], "the child's own file");
    facts["child"] = Value::Null;
    assert_eq!(refused(&facts), [("acts[0].when".into(), "birth-after-act".into())]);
}

#[test]
fn what_is_named_is_listed_once() {
    let act = json!({"act_id": "a1", "act": "A1"});
    expect("/acts/-", act, "acts[1].act_id", "code-twice");
    let person = json!({"perpetrator_id": "p1"});
    expect("/perpetrators/-", person, "perpetrators[1].perpetrator_id", "code-twice");
    expect(
        "/acts/0/perpetrators",
        json!(["p9"]),
        "acts[0].perpetrators[0]",
        "perpetrator-not-in-claim",
    );
    expect("/acts/0/perpetrators", json!(["p1", "p1"]), "acts[0].perpetrators[1]", "code-twice");
    expect("/acts/0/aggravations", json!(["G6", "G6"]), "acts[0].aggravations[1]", "code-twice");
    expect(
        "/unit",
        json!({"status": "closed", "acts": ["a7"]}),
        "unit.acts[0]",
        "act-not-in-claim",
    );
    let ruling = json!({"rule": "R-02", "act": "a7", "outcome": "met", "ground": "on_file"});
    expect("/rulings/0", ruling, "rulings[0].act", "act-not-in-claim");
    let ruling = json!({"rule": "R-05", "outcome": "not_met", "ground": "dna"});
    expect("/rulings/-", ruling, "rulings[1].rule", "code-twice");
    let proofs = json!([{"head": "H4", "reaches": "none"}, {"head": "H4", "reaches": "balance"}]);
    expect("/proof/losses", proofs, "proof.losses[1].head", "code-twice");
}

#[test]
fn what_excludes_the_other_is_refused() {
    expect("/consent/withdrawn", json!(["P2"]), "consent.withdrawn[0]", "consent-both");
    expect("/claimant/dna_excluded", json!(true), "claimant.dna_excluded", "dna-both");
    let victim = json!({"standing": "victim", "dna_excluded": true});
    expect("/claimant", victim, "claimant.dna_excluded", "dna-victim");
    expect("/other_payment", json!("no"), "offsets[0].paid", "offsets-denied");
    expect("/rulings/0/outcome", json!("undetermined"), "rulings[0].outcome", "ruling-open");
    expect("/panel/members/1/chair", json!(true), "panel.members", "chairs-two");
}

#[test]
fn sums_are_of_a_size_that_can_be_meant() {
    expect("/interim/paid", usd("-0.01"), "interim.paid", "number-negative");
    expect("/interim/paid", usd("1000000000.01"), "interim.paid", "limit-range");
    expect("/interim/paid/currency", json!("EUR"), "interim.paid", "currency-not-usd");
    expect(
        "/offsets/0/amount/amount",
        json!("1000000000000.01"),
        "offsets[0].amount",
        "limit-range",
    );
    assert_eq!(refused(&changed("/offsets/0/amount/amount", json!("1000000000000"))), []);
    expect("/losses/earnings/months", json!("1200.5"), "losses.earnings.months", "limit-range");
    let fine = "0.0000000000000000000000000001";
    expect("/losses/earnings/months", json!(fine), "losses.earnings.months", "number-decimals");
    expect("/losses/earnings/causation", json!("0"), "losses.earnings.causation", "number-zero");
    expect("/losses/earnings/causation", json!("1.01"), "losses.earnings.causation", "limit-range");
    expect("/losses/schooling", json!({"years": "101"}), "losses.schooling.years", "limit-range");
    expect("/fund/factor", json!("0"), "fund.factor", "number-zero");
    expect("/fund/factor", json!("1.000001"), "fund.factor", "limit-range");
    expect("/fund/factor", json!("-0.5"), "fund.factor", "number-negative");
}

#[test]
fn a_rate_is_one_number_for_one_day() {
    let units = "rates[0].units_per_usd";
    expect("/rates/0/units_per_usd", json!("0.00"), units, "number-zero");
    expect("/rates/0/units_per_usd", json!("-132.10"), units, "number-negative");
    expect("/rates/0/units_per_usd", json!("132.000000001"), units, "number-decimals");
    expect("/rates/0/units_per_usd", json!("1000000.5"), units, "limit-range");
    expect("/rates/0/currency", json!("USD"), units, "rate-of-usd");
    expect("/rates/1/effective_on", json!("2025-09-01"), "rates[1]", "rate-twice");
    assert_eq!(refused(&changed("/rates/0/units_per_usd", json!("132.1000000000"))), []);
}

#[test]
fn instalments_are_equal_parts_or_shares_of_a_hundred() {
    expect("/payment/instalments", json!(0), "payment.instalments", "number-zero");
    expect("/payment/instalments", json!(101), "payment.instalments", "limit-range");
    expect("/payment/percentages", json!(["100"]), "payment.instalments", "instalments-both");
    let mut facts = changed("/payment/instalments", Value::Null);
    facts["payment"]["percentages"] = json!(["50", "25", "24.99"]);
    assert_eq!(refused(&facts), [("payment.percentages".into(), "percentages-sum".into())]);
    facts["payment"]["percentages"] = json!(["50", "25", "25"]);
    assert_eq!(refused(&facts), []);
    let days = json!(["2026-02-28", "2026-03-28"]);
    let beyond = "days-beyond-instalments";
    expect("/payment/instructed_on", days, "payment.instructed_on", beyond);
}

#[test]
fn lists_end_somewhere_and_so_do_the_errors() {
    let mut facts = whole();
    let act = |n: usize| json!({"act_id": format!("a{n}"), "perpetrators": ["nobody"]});
    facts["acts"] = (0..=ACTS_MOST).map(act).collect();
    let errors = refused(&facts);
    assert_eq!(errors[0], ("acts".into(), "list-too-long".into()));
    facts["acts"] = (0..ACTS_MOST).map(act).collect();
    facts["costs"] = (0..SUMS_MOST).map(|_| json!({"kind": "dna", "paid": usd("-1")})).collect();
    assert_eq!(refused(&facts).len(), ERRORS_MOST);
}

#[test]
fn invented_claims_can_be_meant() {
    let mut wrong = Vec::new();
    Caseload::new(7, 20_000).each(0..20_000, &mut |facts| {
        wrong.extend(facts.check().into_iter().map(|error| error.to_string()));
    });
    assert!(wrong.is_empty(), "{} such as {:?}", wrong.len(), &wrong[..wrong.len().min(5)]);
}

#[test]
fn the_worked_cases_can_be_meant() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        let facts = Facts::parse(&std::fs::read(&path).expect("readable"));
        assert!(facts.is_ok(), "{}: {:?}", path.display(), facts.err());
        seen += 1;
    }
    assert!(seen >= 20, "{seen} files");
}
