//! Each paper, from its content to its words and its bytes.

use super::*;
use crate::typeset::Block;
use redress_kernel::Language;
use serde_json::{Value, json};

/// Every text of a paper, one a line.
fn words(paper: &Paper) -> String {
    let mut lines = vec![paper.title.clone(), paper.footer.words.clone()];
    for block in &paper.blocks {
        match block {
            Block::Title(text)
            | Block::Heading(text)
            | Block::Paragraph(text)
            | Block::Note(text) => lines.push(text.clone()),
            Block::Steps(steps) => lines.extend(steps.iter().cloned()),
            Block::Rows(rows) => lines.extend(rows.iter().map(|(a, b)| format!("{a}: {b}"))),
            Block::Table(table) => {
                lines.extend(
                    table.rows.iter().map(|r| format!("{} | {} | {}", r.label, r.note, r.amount)),
                );
                lines.extend(table.total.iter().map(|(a, b)| format!("{a}: {b}")));
            }
        }
    }
    lines.join("\n")
}

fn code() -> DocumentCode {
    let id: redress_kernel::Uuid = "0193a4c0-0000-7000-8000-0123456789ab".parse().expect("uuid");
    DocumentCode::of(id.into())
}

fn receipt(language: &str) -> Value {
    json!({"claim_code": "7K3M-QX9T-2PWA-D04E", "submitted_on": "2026-11-02", "language": language})
}

fn slip(language: &str) -> Value {
    json!({
        "claim_code": "7K3M-QX9T-2PWA-D04E", "instalment": 1, "of": 3,
        "amount": {"amount": "11486.67", "currency": "USD"},
        "paid": {"amount": "6949435", "currency": "XAF"},
        "rate": "605.00000000", "settled_on": "2026-11-20",
        "bank_reference": "N1120/7", "language": language
    })
}

/// The content of a letter as eligibility gives it: worked case of one A5 with control of aid.
fn letter(outcome: &str, language: &str) -> Value {
    json!({
        "claim_code": "7K3M-QX9T-2PWA-D04E", "outcome": outcome,
        "net": {"amount": "34460.00", "currency": "USD"},
        "rules": [
            {"rule": "R-01", "outcome": "met", "reason": "reason-r01-met",
             "args": {"operation": "MINUSCA"}},
            {"rule": "R-02", "outcome": "met", "reason": "reason-r02-met-company", "args": {}},
            {"rule": "R-09", "outcome": "undetermined", "reason": "reason-r09-late",
             "args": {"years": "10"}}
        ],
        "lines": [
            {"step": "P1", "head": "H1", "label": "line-act-A5", "args": {"percent": "5"},
             "amount": "31500.00", "currency": "USD",
             "arithmetic": "30,000.00 x (1 + 0.05) = 31,500.00"},
            {"step": "P3", "head": "H1", "label": "line-impact-presumed", "args": {},
             "amount": "2000.00", "currency": "USD", "arithmetic": ""},
            {"step": "P4", "head": "H3p", "label": "line-sessions", "args": {},
             "amount": "960.00", "currency": "USD", "arithmetic": "24 x 40.00 = 960.00"},
            {"step": "P9", "label": "line-due", "args": {},
             "amount": "34460.00", "currency": "USD", "arithmetic": ""}
        ],
        "reasons": "We read your account twice.\r\n\r\nIt holds together.",
        "rule_version": "DMR-1", "schedule_version": "S-ILL-1",
        "issued_on": "2026-11-02", "open_until": "2027-05-02", "language": language
    })
}

/// A text of English papers.
fn english(key: &str, args: &[(&str, &str)]) -> String {
    TEXTS.words(Language::En).say(key, args).expect("a text")
}

fn letter_words(content: &Value) -> String {
    words(&worded(Kind::DecisionLetter, content, &code()).expect("worded"))
}

#[test]
fn receipt_and_slip_say_nothing_of_what_the_file_is_about() {
    let told = [
        "sexual",
        "sexuel",
        "abus",
        "exploit",
        "harm",
        "préjudice",
        "violen",
        "united",
        "nations",
        "award",
        "compens",
        "indemni",
        "claim",
        "money",
        "argent",
        "mission",
        "victim",
        "surviv",
        "redress",
    ];
    for (kind, content) in [
        (Kind::Receipt, receipt("en")),
        (Kind::Receipt, receipt("fr")),
        (Kind::RemittanceSlip, slip("en")),
        (Kind::RemittanceSlip, slip("fr")),
    ] {
        let text = words(&worded(kind, &content, &code()).expect("worded"));
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            assert!(word != "UN" && word != "ONU", "{text}");
            let word = word.to_lowercase();
            assert!(!told.iter().any(|told| word.starts_with(told)), "{kind:?} says “{word}”");
        }
        assert!(text.contains("7K3M-QX9T-2PWA-D04E"), "{text}");
    }
}

#[test]
fn a_slip_shows_both_amounts_and_the_rate() {
    let text = words(&worded(Kind::RemittanceSlip, &slip("fr"), &code()).expect("worded"));
    let french = TEXTS.words(Language::Fr);
    let part = french.text("slip-part-of", &[("part", "1"), ("parts", "3")]);
    for (key, value) in [
        ("slip-amount", "11\u{202f}486,67\u{a0}USD"),
        ("slip-paid", "6\u{202f}949\u{202f}435\u{a0}XAF"),
        ("slip-rate", "1 USD = 605 XAF"),
        ("slip-part", &part),
    ] {
        let row = format!("{}: {value}", french.text(key, &[]));
        assert!(text.contains(&row), "{row}\n\n{text}");
    }
}

#[test]
fn an_award_is_shown_with_its_arithmetic_and_asks_for_no_waiver() {
    let text = letter_words(&letter("awarded", "en"));
    let net = "34,460.00\u{a0}USD";
    let act = english("line-act-A5", &[("percent", "5")]);
    let operation = english("reason-r01-met", &[("operation", "MINUSCA")]);
    for part in [
        english("letter-awarded", &[("net", net)]),
        format!("{act} | 30,000.00 × (1 + 0.05) = 31,500.00 | 31,500.00 USD"),
        format!("{} | 24 × 40.00 = 960.00 | 960.00 USD", english("line-sessions", &[])),
        format!("{}: {net}", english("letter-net", &[])),
        format!(
            "{}: {} {operation}",
            english("code-rule-R-01", &[]),
            english("letter-outcome-met", &[])
        ),
        "We read your account twice.\nIt holds together.".to_owned(),
        english("letter-step-time", &[("until", "2 May 2027")]),
        english("letter-no-waiver", &[]),
        english("letter-versions", &[("rules", "DMR-1"), ("schedule", "S-ILL-1")]),
    ] {
        assert!(text.contains(&part), "{part}\n\n{text}");
    }
}

#[test]
fn no_award_is_no_rejection_of_the_account_and_can_be_reviewed() {
    let mut content = letter("not_awarded", "en");
    content["net"] = Value::Null;
    let text = letter_words(&content);
    for (key, said) in [
        ("letter-not-awarded-account", true),
        ("letter-step-review-only", true),
        ("letter-until", false),
        ("letter-no-waiver", false),
    ] {
        assert_eq!(text.contains(&english(key, &[])), said, "{key}\n\n{text}");
    }
    assert!(!text.contains("34,460"), "{text}");
}

#[test]
fn an_award_without_an_amount_or_an_unknown_reason_makes_no_letter() {
    let mut nameless = letter("awarded", "en");
    nameless["net"] = Value::Null;
    assert!(worded(Kind::DecisionLetter, &nameless, &code()).is_err());
    let mut unknown = letter("awarded", "en");
    unknown["rules"][0]["reason"] = "reason-that-nobody-wrote".into();
    assert!(worded(Kind::DecisionLetter, &unknown, &code()).is_err());
    let mut without = letter("awarded", "en");
    without["rules"][0]["args"] = json!({});
    assert!(worded(Kind::DecisionLetter, &without, &code()).is_err());
}

#[test]
fn a_missing_key_or_value_stops_the_paper() {
    let words = TEXTS.words(Language::En);
    assert!(words.say("no-such-key", &[]).is_err());
    assert!(words.say("letter-awarded", &[]).is_err());
}

#[test]
fn the_same_content_gives_the_same_bytes_whatever_was_made_before() {
    let make = |kind, content: &Value| render(kind, content, &code()).expect("rendered");
    let first = make(Kind::Receipt, &receipt("en"));
    let other = make(Kind::DecisionLetter, &letter("awarded", "fr"));
    assert_eq!(make(Kind::Receipt, &receipt("en")), first);
    assert_eq!(make(Kind::DecisionLetter, &letter("awarded", "fr")), other);
    assert_ne!(first, make(Kind::Receipt, &receipt("fr")));
}

#[test]
fn pictures_in_the_panels_words_are_said_in_the_language_of_the_letter() {
    let mut content = letter("awarded", "fr");
    content["reasons"] = "Nous vous croyons 💙".into();
    assert!(letter_words(&content).contains("Nous vous croyons [cœur bleu]"));
}

#[test]
fn what_a_bank_writes_may_hold_any_letter() {
    let mut content = slip("en");
    content["bank_reference"] = "中 N1120/7 💶".into();
    let text = words(&worded(Kind::RemittanceSlip, &content, &code()).expect("worded"));
    assert!(text.contains("[U+4E2D] N1120/7 [euro banknote]"), "{text}");
    render(Kind::RemittanceSlip, &content, &code()).expect("a slip");
}

/// What is refused at the field is all that can't be set.
#[test]
fn whatever_the_field_takes_becomes_a_letter() {
    for reasons in ["x".repeat(4000), "💙\n".repeat(200), "ﷺ→\n\n".repeat(100)].into_iter().chain([
        "ш".repeat(4000),
        "क्ष".repeat(1333),
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(38),
        "→".repeat(4000),
    ]) {
        assert_eq!(redress_kernel::printable::unprintable(&reasons), None);
        assert!(redress_kernel::printable::lines(&reasons) <= 200);
        let mut content = letter("awarded", "fr");
        content["reasons"] = reasons.into();
        let bytes = render(Kind::DecisionLetter, &content, &code()).expect("a letter");
        assert!(bytes.len() < 400_000);
    }
}

/// Pinned, so that a change of words or order can't slip in under an old version: raise the
/// `TEMPLATE_VERSION` of the paper, then renew its line here. And so that every process, on every
/// machine, is seen to make the same bytes. Not the letter: part of its words are eligibility's.
#[test]
fn a_template_version_stands_for_one_wording() {
    let mut found = Vec::new();
    for (kind, content) in [
        (Kind::Receipt, receipt("en")),
        (Kind::Receipt, receipt("fr")),
        (Kind::RemittanceSlip, slip("en")),
        (Kind::RemittanceSlip, slip("fr")),
    ] {
        let bytes = render(kind, &content, &code()).expect("rendered");
        let (name, version) = (kind.as_str(), template_version(kind));
        let language = content["language"].as_str().expect("a language");
        found.push(format!("{name} {version} {language} {}", sha256(&bytes)));
    }
    assert_eq!(found, PINNED);
}

fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    digest.as_ref().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

const PINNED: [&str; 4] = [
    "receipt 1 en fae76159a349a13c7366c3ae3c662fcdb9047a1e13ceb0707210ecb99b5ef2d1",
    "receipt 1 fr 0960306ba77078952756acd5026acc853d53e7cc617d23bef8436096f9207153",
    "remittance_slip 1 en c2ef499070e479b7536727720438051ad1ee7704d47d58be50f7bc0af67f94a3",
    "remittance_slip 1 fr 7b1568096200b6eb8b83e6eeaef93dda897e3d9c9c443be33dce6e1c34b32203",
];
