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

#[tokio::test]
async fn the_list_goes_on_page_by_page_and_ends_with_what_came_with_the_program() {
    let office = Office::new().await;
    let drafts = 53;
    for number in 2..drafts + 2 {
        let document = rules("2027-01-01").replace("DMR-2", &format!("DMR-{number}"));
        office.drafted(&document).await;
    }
    let first = office.page(&office.ada, "/versions").await;
    let links = |page: &str| page.matches("<th scope=\"row\">").count();
    assert_eq!((links(&first), first.contains(">S-ILL-1</a>")), (50, false));
    let next = first.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let last = office.page(&office.ada, next.expect("a next page")).await;
    assert_eq!(links(&last), drafts - 50 + 2);
    for version in ["DMR-1", "S-ILL-1"] {
        row(&last, version);
    }
    let all = [first, last].concat();
    for number in 1..drafts + 2 {
        row(&all, &format!("DMR-{number}"));
    }
    let lab = office.page(&office.ada, "/panel/lab").await;
    assert!(lab.contains("value=\"DMR-2\"") && lab.contains("value=\"DMR-54\""));
}
