//! One version: what it changes against the one before, who signed, the document byte by byte.

use crate::versions::{Office, rules};
use redress_mechanism::data::SHIPPED_RULES;

#[tokio::test]
async fn the_changes_are_listed_as_old_and_new() {
    let office = Office::new().await;
    let amended = rules("2027-01-01").replace(
        "{ \"code\": \"UNSMIL\", \"from\": \"2011-01-01\" }",
        "{ \"code\": \"UNSMIL\", \"from\": \"2011-01-01\", \"until\": \"2030-12-31\" }",
    );
    let path = office.drafted(&amended).await;
    let page = office.page(&office.chandra, &path).await;
    page.says("version-changes", &[("version", "DMR-1")]);
    page.says("version-changes-caption", &[("count", "4")]);
    let nothing = page.worded("version-nothing", &[]);
    for (path, before, now) in [
        ("limits.late_after_years", "10", "12"),
        ("operations[UNSMIL].until", nothing.as_str(), "2030-12-31"),
        ("effective_from", "2026-01-01", "2027-01-01"),
    ] {
        assert_eq!(page.row(path).cells, [path, before, now]);
    }
    // A chair signs nothing.
    page.leaves_out("version-sign-send", &[]);
    assert!(office.page(&office.ada, &path).await.has_button("version-sign-send"));
}

#[tokio::test]
async fn the_document_comes_back_byte_by_byte() {
    let office = Office::new().await;
    let document = rules("2027-01-01");
    let path = office.drafted(&document).await;
    let reply = office.app.get(&office.ola, &format!("{path}/document")).await;
    assert_eq!(reply.bytes, document.as_bytes());
    assert_eq!(reply.headers["content-disposition"], "attachment; filename=\"DMR-2.json\"");
    let shipped = office.app.get(&office.ola, "/versions/rules/DMR-1/document").await;
    assert_eq!(shipped.bytes, SHIPPED_RULES.as_bytes());
}

#[tokio::test]
async fn what_came_with_the_program_is_shown_alike() {
    let office = Office::new().await;
    let page = office.page(&office.ada, "/versions/schedule/S-ILL-1").await;
    assert_eq!(page.beside("version-drafted"), page.worded("version-shipped", &[]));
    page.says("version-state-in_force", &[]);
    assert!(!page.has("table"), "nothing is compared: {page}");
    page.leaves_out("version-sign-send", &[]);
    for path in ["/versions/rules/DMR-9", "/versions/laws/DMR-1", "/versions/schedule/DMR-1"] {
        assert_eq!(office.app.get(&office.ada, path).await.status, 404, "{path}");
    }
    assert_eq!(office.app.get(&office.paul, "/versions/rules/DMR-1").await.status, 403);
}

#[tokio::test]
async fn the_formats_are_published_as_schemas() {
    let office = Office::new().await;
    let page = office.page(&office.ada, "/versions").await;
    for kind in ["rules", "schedule"] {
        let path = format!("/versions/schema/{kind}");
        assert!(page.links_to(&path), "{page}");
        let schema = office.app.get_as_stranger(&path).await.json();
        assert_eq!(schema["$id"], format!("urn:redress:schema:redress-{kind}-1"));
    }
    assert_eq!(office.app.get_as_stranger("/versions/schema/laws").await.status, 404);
}
