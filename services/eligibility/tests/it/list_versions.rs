//! The list: what came with the program, what was drafted, what is in force today.

use crate::versions::{Office, rules, sums};
use redress_kernel::Role;
use time::Duration;

/// The row of a version in the list.
fn row(page: &str, version: &str) -> String {
    let row = page.split("<tr>").find(|row| row.contains(&format!(">{version}</a>")));
    row.unwrap_or_else(|| panic!("{version} is listed: {page}")).to_owned()
}

#[tokio::test]
async fn a_version_goes_from_draft_to_force_to_the_past() {
    let office = Office::new().await;
    let page = office.page(&office.chandra, "/versions").await;
    assert!(row(&page, "DMR-1").contains("In force today"));
    assert!(row(&page, "S-ILL-1").contains("In force today"));
    assert!(!page.contains("<form method=\"post\" action=\"/versions\""), "a chair drafts nothing");
    office.signed(&rules("2027-01-01")).await;
    office.drafted(&sums("2027-01-01")).await;
    let page = office.page(&office.ada, "/versions").await;
    assert!(row(&page, "DMR-2").contains("Signed; counts from its first day"));
    assert!(row(&page, "S-ILL-2").contains("Waits for signatures"));
    office.world.clock.advance(Duration::days(60));
    // Whoever was signed in then is signed in no longer.
    let later = office.world.person("admin.later", &[Role::Administrator]).await;
    let page = office.page(&later, "/versions").await;
    assert!(row(&page, "DMR-2").contains("In force today"));
    assert!(row(&page, "DMR-1").contains("Replaced by a later one"));
    assert!(row(&page, "S-ILL-2").contains("Not signed in time"));
    assert!(row(&page, "S-ILL-1").contains("In force today"));
}

#[tokio::test]
async fn those_who_decide_or_look_on_read_and_others_do_not() {
    let office = Office::new().await;
    for who in [&office.ada, &office.chandra, &office.ola] {
        assert_eq!(office.app.get(who, "/versions").await.status, 200);
    }
    assert_eq!(office.app.get(&office.paul, "/versions").await.status, 403);
    assert_eq!(office.app.get_as_stranger("/versions").await.status, 303);
}

#[tokio::test]
async fn an_administrator_sees_versions_and_no_case() {
    let office = Office::new().await;
    let page = office.page(&office.ada, "/versions").await;
    assert!(page.contains("aria-current=\"page\">Rules</a>"), "the way is in the frame: {page}");
    assert_eq!(office.app.get(&office.ada, "/panel").await.status, 403);
}
