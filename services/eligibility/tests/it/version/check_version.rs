//! A document can be tried before it is kept; whatever the check finds, there are words for it.

use crate::versions::{Office, rules, sums};
use redress_web::keys::token;

#[tokio::test]
async fn a_document_is_only_checked_and_nothing_is_kept() {
    let office = Office::new().await;
    let document = sums("2027-01-01").replace("\"A6\": \"45000.00\"", "\"A6\": \"60000.00\"");
    let parts = [("document", document.as_str()), ("file", ""), ("do", "check")];
    let reply = office.app.post_parts(&office.ada, "/versions", &token(), &parts).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let page = reply.page();
    let sound = page.worded("version-sound", &[("version", "S-ILL-2")]);
    assert_eq!(page.texts_of("[role=status]"), [sound]);
    let weight = page.worded("version-weight", &[]);
    let warning = page.worded("version-warning", &[]);
    assert_eq!(page.row("moral.acts.A6").under(&weight), warning);
    // It is not in the list.
    page.hides("/versions/schedule/S-ILL-2");
    let chair = office.app.post_parts(&office.chandra, "/versions", &token(), &parts).await;
    assert_eq!(chair.status, 403);
    let late = rules("2020-01-01");
    let parts = [("document", late.as_str()), ("do", "check")];
    let reply = office.app.post_parts(&office.ada, "/versions", &token(), &parts).await;
    let places = reply.page().texts_of("code");
    assert!(places.contains(&"effective_from".to_owned()), "{places:?}");
}

#[test]
fn the_shipped_versions_have_every_text() {
    for text in [redress_mechanism::data::SHIPPED_RULES, redress_mechanism::data::SHIPPED_SCHEDULE]
    {
        let found = redress_mechanism::data::check::document(text, &redress_eligibility::has_text);
        assert_eq!(found.1, []);
    }
}

#[tokio::test]
async fn the_shipped_operations_are_those_of_the_reference_data() {
    let office = Office::new().await;
    let listed: Vec<(String, time::Date, Option<time::Date>)> = sqlx::query_as(
        "select operation, mandate_from, mandate_until from shared.operation order by operation",
    )
    .fetch_all(&mut office.world.db.superuser().await)
    .await
    .expect("readable");
    let set = redress_mechanism::data::RuleSet::parse(redress_mechanism::data::SHIPPED_RULES);
    let operations = set.expect("the shipped set").operations;
    let mut shipped: Vec<_> =
        operations.iter().map(|one| (one.code.to_string(), one.from, one.until)).collect();
    shipped.sort();
    assert_eq!(shipped, listed);
}

#[test]
fn there_are_words_for_everything_that_the_check_can_find() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/mechanism/src/data/check");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the check lies there") {
        let path = entry.expect("readable").path();
        let text = std::fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.ends_with("tests.rs") {
            continue;
        }
        // Codes are the only texts of two words or more, joined by dashes, in small letters.
        for literal in code.split('"').skip(1).step_by(2) {
            let is_code = literal.contains('-')
                && literal.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            if is_code {
                let key = format!("refusal-{literal}");
                for language in redress_kernel::Language::ALL {
                    let is_there = redress_eligibility::has_text(language.as_str(), &key);
                    assert!(is_there, "{language}: {}: {key}", path.display());
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "the scan finds codes: {seen}");
}
