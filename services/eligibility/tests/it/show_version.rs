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
    for part in [
        "What it changes against DMR-1",
        "<code>limits.late_after_years</code></th><td>10</td><td>12</td>",
        "<code>operations[UNSMIL].until</code></th><td>(nothing)</td><td>2030-12-31</td>",
        "<code>effective_from</code></th><td>2026-01-01</td><td>2027-01-01</td>",
        "4 places",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Sign this version"), "a chair signs nothing");
    assert!(office.page(&office.ada, &path).await.contains("Sign this version"));
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
    assert!(page.contains("Came with the program") && page.contains("In force today"));
    assert!(!page.contains("What it changes") && !page.contains("Sign this version"));
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
        assert!(page.contains(&format!("href=\"{path}\"")), "{page}");
        let schema = office.app.get_as_stranger(&path).await.json();
        assert_eq!(schema["$id"], format!("urn:redress:schema:redress-{kind}-1"));
    }
    assert_eq!(office.app.get_as_stranger("/versions/schema/laws").await.status, 404);
}
