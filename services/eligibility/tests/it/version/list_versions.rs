//! The list: what came with the program, what was drafted, what is in force today.

use crate::versions::{Office, rules, sums};
use redress_kernel::Role;
use redress_testkit::Page;
use time::Duration;

/// Fails unless a version is listed with a state.
#[track_caller]
fn stands(page: &Page, version: &str, state: &str) {
    let row = page.rows().into_iter().find(|row| row.cells[0] == version);
    let row = row.unwrap_or_else(|| panic!("{version} is listed: {page}"));
    let state = page.worded(&format!("version-state-{state}"), &[]);
    assert_eq!(row.under(&page.worded("version-state", &[])), state, "{version}");
}

#[tokio::test]
async fn a_version_goes_from_draft_to_force_to_the_past() {
    let office = Office::new().await;
    let page = office.page(&office.chandra, "/versions").await;
    stands(&page, "DMR-1", "in_force");
    stands(&page, "S-ILL-1", "in_force");
    assert!(page.forms("/versions").is_empty(), "a chair drafts nothing");
    office.signed(&rules("2027-01-01")).await;
    office.drafted(&sums("2027-01-01")).await;
    let page = office.page(&office.ada, "/versions").await;
    stands(&page, "DMR-2", "coming");
    stands(&page, "S-ILL-2", "draft");
    office.world.clock.advance(Duration::days(60));
    // Whoever was signed in then is signed in no longer.
    let later = office.world.person("admin.later", &[Role::Administrator]).await;
    let page = office.page(&later, "/versions").await;
    stands(&page, "DMR-2", "in_force");
    stands(&page, "DMR-1", "past");
    stands(&page, "S-ILL-2", "lapsed");
    stands(&page, "S-ILL-1", "in_force");
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
    let here = page.texts_of("nav a[aria-current=page]");
    assert_eq!(here, [page.worded("nav-versions", &[])], "the way is in the frame");
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
    let last = office.page(&office.ada, &first.next_page().expect("a next page")).await;
    let (first, last) = (first.texts_of("th[scope=row]"), last.texts_of("th[scope=row]"));
    assert_eq!((first.len(), last.len()), (50, drafts - 50 + 2));
    for version in ["DMR-1", "S-ILL-1"] {
        assert!(last.contains(&version.to_owned()), "{version}: {last:?}");
    }
    let all = [first, last].concat();
    for number in 1..drafts + 2 {
        assert!(all.contains(&format!("DMR-{number}")), "{number}: {all:?}");
    }
    let lab = office.page(&office.ada, "/panel/lab").await;
    assert!(lab.has("[value=DMR-2]") && lab.has("[value=DMR-54]"));
}
