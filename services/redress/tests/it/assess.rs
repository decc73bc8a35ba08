//! `redress assess`: facts in, every rule and every line out.

use crate::program::{Ran, redress};
use serde_json::{Value, json};

fn case(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    std::fs::read(format!("{folder}/{name}.json")).expect("a worked case")
}

fn changed(name: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut facts: Value = serde_json::from_slice(&case(name)).expect("JSON");
    change(&mut facts);
    facts.to_string().into_bytes()
}

fn assess(arguments: &[&str], facts: &[u8]) -> Ran {
    redress(&[&["assess"], arguments].concat(), facts)
}

#[test]
fn every_worked_case_comes_to_its_figures() {
    for (name, gate, net) in [
        ("C01", "eligible", "34460.00"),
        ("C02", "referred", ""),
        ("C03", "eligible", "78410.00"),
        ("C04", "eligible", "120000.00"),
        ("C05-unknown", "info", ""),
        ("C05", "eligible", "3000.00"),
        ("C06-unshown", "info", ""),
        ("C06", "eligible", "9250.10"),
        ("C07-season", "info", ""),
        ("C07", "eligible", "19210.01"),
        ("C08-possible", "info", ""),
        ("C08", "eligible", "1960.00"),
        ("C09", "eligible", "0.00"),
        ("C10", "eligible", "20567.08"),
        ("C10-late", "info", ""),
        ("C10-late-cause", "eligible", "20567.08"),
        ("C11", "eligible", "73413.20"),
    ] {
        let ran = assess(&[], &case(name));
        let result = ran.json();
        assert_eq!((ran.code, &result["gate"]), (Some(0), &json!(gate)), "{name}: {}", ran.err);
        let award = &result["award"]["net"]["amount"];
        assert_eq!(award.as_str().unwrap_or_default(), net, "{name}");
    }
}

#[test]
fn the_explanation_spells_out_rules_and_lines_in_a_chosen_language() {
    let ran = assess(&["--explain"], &case("C01"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for said in ["30,000.00 × (1 + 0.05) = 31,500.00", "34,460.00 USD", "+ R-01", "11,486.67"] {
        assert!(ran.out.contains(said), "{said} is not in\n{}", ran.out);
    }
    let ran = assess(&["--explain", "--lang", "fr"], &case("C01"));
    assert!(ran.out.contains("30\u{202f}000,00 × (1 + 0,05) = 31\u{202f}500,00"), "{}", ran.out);
}

#[test]
fn no_text_is_missing_in_any_case_and_language() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    let files = std::fs::read_dir(folder).expect("worked cases");
    for file in files.map(|file| file.expect("a file").path()) {
        for lang in ["en", "fr"] {
            let facts = std::fs::read(&file).expect("facts");
            let ran = assess(&["--explain", "--lang", lang], &facts);
            assert_eq!(ran.code, Some(0), "{}: {}", file.display(), ran.err);
            for line in ran.out.lines() {
                let has_gap = line.contains("[reason-")
                    || line.contains("[fact-")
                    || line.contains("[line-")
                    || line.contains("[code-")
                    || line.contains("[question-")
                    || line.contains("{$");
                assert!(!has_gap, "{} in {lang}: {line}", file.display());
            }
        }
    }
}

#[test]
fn many_claims_come_as_lines_and_a_refused_one_keeps_none_back() {
    let line = |name: &str| {
        let facts: Value = serde_json::from_slice(&case(name)).expect("JSON");
        facts.to_string()
    };
    let input =
        [line("C01"), "{\"filed_on\": 3}".to_owned(), String::new(), line("C08")].join("\n");
    let ran = assess(&["--lines"], input.as_bytes());
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    let answers: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["award"]["net"]["amount"], json!("34460.00"));
    assert_eq!(answers[1]["line"], json!(2));
    assert_eq!(answers[2]["claim"], json!("C08"));
    assert!(ran.err.starts_with("2: "), "{}", ran.err);
}

#[test]
fn what_can_not_be_meant_is_refused_with_the_path_of_the_field() {
    let refused = |facts: Vec<u8>, path: &str| {
        let ran = assess(&[], &facts);
        assert_eq!((ran.code, ran.out.as_str()), (Some(3), ""), "{}", ran.err);
        assert!(ran.err.contains(path), "{path} is not in {}", ran.err);
    };
    refused(changed("C01", |facts| facts["filed_on"] = json!("2026-02-30")), "filed_on");
    refused(changed("C01", |facts| facts["acts"][0]["act"] = json!("A9")), "acts[0].act");
    let too_fine = json!({ "amount": "10.005", "currency": "USD" });
    refused(changed("C01", |facts| facts["interim"]["paid"] = too_fine), "interim.paid");
    refused(changed("C01", |facts| facts["surprise"] = json!(1)), "surprise");
    let both = json!({ "given": ["P1"], "withdrawn": ["P1"] });
    refused(changed("C01", |facts| facts["consent"] = both), "consent");
    refused(b"{".to_vec(), "line 1");
}

#[test]
fn a_missing_rate_stops_its_line_and_nothing_else() {
    let facts = changed("C08", |facts| facts["rates"] = json!([]));
    let ran = assess(&[], &facts);
    let result = ran.json();
    assert_eq!(ran.code, Some(5), "{}", ran.err);
    assert_eq!(result["award"]["stops"][0]["why"], json!("rate_missing"));
    assert_eq!(result["award"]["heads"]["H3p"]["amount"], json!("960.00"));
}

#[test]
fn the_versions_at_filing_count_where_they_are_better() {
    let folder = std::env::temp_dir();
    let file = folder.join(format!("redress-older-sums-{}.json", std::process::id()));
    let sums = include_str!("../../../../shared/mechanism/data/s-ill-1.json")
        .replace("\"S-ILL-1\"", "\"S-OLD\"")
        .replace("\"A5\": \"30000.00\"", "\"A5\": \"32000.00\"");
    std::fs::write(&file, sums).expect("a temporary file");
    let path = file.to_str().expect("UTF-8");
    let ran = assess(&["--schedule-at-filing", path], &case("C01"));
    let worse = assess(&["--schedule", path, "--schedule-at-filing", "S-ILL-1"], &case("C01"));
    drop(std::fs::remove_file(&file));
    let result = ran.json();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(result["schedule_version"], json!("S-OLD"));
    assert_eq!(result["versions"]["chosen"], json!("at_filing"));
    assert_eq!(result["versions"]["other"]["net"]["amount"], json!("34460.00"));
    // 32,000.00 x 1.05 + 5,000.00 + 960.00 - 3,000.00
    assert_eq!(result["award"]["net"]["amount"], json!("36560.00"));
    let worse = worse.json();
    assert_eq!(worse["versions"]["chosen"], json!("at_decision"));
    let rule = worse["rules"].as_array().and_then(|rules| rules.last()).expect("R-30");
    assert_eq!(rule["reason"]["key"], json!("reason-r30-decision-award"));
}

#[test]
fn schemas_of_facts_and_results_are_printed() {
    let ran = redress(&["assess", "--schema"], b"");
    let schemas = ran.json();
    assert_eq!(ran.code, Some(0));
    for format in ["facts", "result"] {
        assert_eq!(schemas[format]["$id"], json!(format!("urn:redress:schema:redress-{format}-1")));
    }
}

#[test]
fn an_unsound_version_is_refused_before_any_claim_is_read() {
    let ran = redress(&["assess", "--rules", "/nowhere/rules.json"], b"");
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let ran = redress(&["assess", "--rules", "/dev/null"], b"");
    assert_eq!(ran.code, Some(4), "{}", ran.err);
}
