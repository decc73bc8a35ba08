//! Each paper, from its content to its words and its bytes.

use super::*;
use crate::typeset::Block;
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

fn letter(outcome: &str) -> DecisionLetter {
    serde_json::from_value(json!({
        "claim_code": "7K3M-QX9T-2PWA-D04E", "outcome": outcome,
        "net": {"amount": "34460.00", "currency": "USD"},
        "rules": [
            {"rule": "R-01", "outcome": "met", "reason": "r-one", "args": {"place": "north"}},
            {"rule": "R-09", "outcome": "undetermined", "reason": "r-two", "args": {}}
        ],
        "lines": [
            {"step": "P1", "head": "H1", "label": "l-act", "args": {"percent": "5"},
             "amount": "31500.00", "currency": "USD",
             "arithmetic": "30,000.00 x (1 + 0.05) = 31,500.00"},
            {"step": "P3", "head": "H1", "label": "l-impact", "args": {},
             "amount": "2000.00", "currency": "USD", "arithmetic": ""},
            {"step": "P4", "head": "H3", "label": "l-care", "args": {},
             "amount": "960.00", "currency": "USD", "arithmetic": "24 x 40.00 = 960.00"},
            {"step": "P8", "label": "l-offset", "args": {},
             "amount": "-0.00", "currency": "USD", "arithmetic": ""}
        ],
        "reasons": "We read your account twice.\n\nIt holds together.",
        "rule_version": "DMR-1", "schedule_version": "S-ILL-1",
        "issued_on": "2026-11-02", "open_until": "2027-05-02", "language": "en"
    }))
    .expect("a letter")
}

fn letter_texts() -> Texts {
    Texts::from_sources(
        Language::English,
        &[
            include_str!("../../locales/en/documents.ftl"),
            "code-rule-R-01 = Covered operation\ncode-rule-R-09 = Time\n\
             r-one = It happened in the { $place }, where the operation was.\n\
             r-two = The date is not known to the year.\n\
             l-act = The act, with { $percent } percent for what made it graver\n\
             l-impact = Up to twelve months of impact\nl-care = Standard programme of care\n\
             l-offset = Already paid elsewhere\n",
        ],
    )
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
    assert!(text.contains("Montant: 11\u{202f}486,67\u{a0}USD"), "{text}");
    assert!(text.contains("Versé: 6\u{202f}949\u{202f}435\u{a0}XAF"), "{text}");
    assert!(text.contains("1 USD = 605 XAF"), "{text}");
    assert!(text.contains("Partie: 1 sur 3"), "{text}");
}

#[test]
fn an_award_is_shown_with_its_arithmetic_and_asks_for_no_waiver() {
    let text = words(&letter("awarded").paper(&letter_texts(), &code()).expect("worded"));
    for part in [
        "It offers you an award of 34,460.00\u{a0}USD.",
        "The act, with 5 percent for what made it graver | \
         30,000.00 × (1 + 0.05) = 31,500.00 | 31,500.00 USD",
        "Your award: 34,460.00\u{a0}USD",
        "Covered operation: Met. It happened in the north, where the operation was.",
        "We read your account twice.",
        "The offer stays open until 2 May 2027.",
        "You give up no right, you promise no silence",
        "rules DMR-1 and schedule S-ILL-1",
    ] {
        assert!(text.contains(part), "{part}\n\n{text}");
    }
}

#[test]
fn no_award_is_no_rejection_of_the_account_and_can_be_reviewed() {
    let text = words(&letter("not_awarded").paper(&letter_texts(), &code()).expect("worded"));
    assert!(text.contains("This does not mean that you were not believed."), "{text}");
    assert!(text.contains("Ask for a review."), "{text}");
    assert!(!text.contains("34,460"), "{text}");
    assert!(!text.contains("Accepting takes nothing"), "{text}");
}

#[test]
fn an_award_without_an_amount_or_an_unknown_reason_makes_no_letter() {
    let nameless = DecisionLetter { net: None, ..letter("awarded") };
    assert!(nameless.paper(&letter_texts(), &code()).is_err());
    let mut unknown = letter("awarded");
    unknown.rules[0].reason = "r-nobody-wrote".to_owned();
    assert!(unknown.paper(&letter_texts(), &code()).is_err());
}

#[test]
fn the_same_content_gives_the_same_bytes_whatever_was_made_before() {
    let make = |kind, content: &Value| render(kind, content, &code()).expect("rendered");
    let first = make(Kind::Receipt, &receipt("en"));
    let other = make(Kind::RemittanceSlip, &slip("fr"));
    assert_eq!(make(Kind::Receipt, &receipt("en")), first);
    assert_eq!(make(Kind::RemittanceSlip, &slip("fr")), other);
    let letter = letter("awarded").paper(&letter_texts(), &code()).expect("worded");
    assert_eq!(set(&letter).expect("set"), set(&letter).expect("set"));
    assert_ne!(first, make(Kind::Receipt, &receipt("fr")));
}

/// Pinned, so that a change of words or order can't slip in under an old version: raise the
/// `TEMPLATE_VERSION` of the paper, then renew its line here. And so that every process, on every
/// machine, is seen to make the same bytes.
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
    "receipt 1 en c9c63a77ca89930f54a960636c32c6be0aae6e963911f429e02133472dea094f",
    "receipt 1 fr 2bdbc50fdc9e9416c12256d09798b00061c6f48bbae700958e4fb21566b8d0b0",
    "remittance_slip 1 en 8a0ebc0610abd3af655ec66c060d1010d18a737d93265ce62361ce31e2d22aa0",
    "remittance_slip 1 fr 023f24ce6e5edf037690101a6d1eeb4d1215e05efd242fa44c2e57f7cc7283aa",
];
