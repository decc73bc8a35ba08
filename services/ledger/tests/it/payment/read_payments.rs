//! Who sees payments, and what waits.

use crate::desk::{Desk, PLAIN};
use redress_kernel::Role;

#[tokio::test]
async fn the_overview_counts_what_waits_for_whom() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    let counted = async |key: &str| desk.app.get(&desk.asha, "/finance").await.page().beside(key);
    assert_eq!(counted("wait-plan").await, "1");
    assert_eq!(counted("overview-uncommitted").await, "15,540.00\u{a0}USD");
    desk.planned(&award).await;
    assert_eq!(counted("wait-plan").await, "0");
    assert_eq!(counted("wait-prepare").await, "1");
    desk.prepared(&desk.instalments(&award).await).await;
    assert_eq!(counted("wait-approve").await, "1");
}

#[tokio::test]
async fn strangers_and_other_roles_see_nothing() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    let pages = [
        "/finance".to_owned(),
        "/finance/payments".to_owned(),
        format!("/finance/payments/{}", award.claim),
        "/finance/batches".to_owned(),
        "/finance/statements".to_owned(),
        "/finance/books".to_owned(),
        "/finance/fund".to_owned(),
        "/finance/fund/income".to_owned(),
        "/finance/fund/recourse".to_owned(),
        "/finance/fund/factor".to_owned(),
        "/finance/fund/holds".to_owned(),
        "/finance/rates".to_owned(),
    ];
    let roles = [Role::Advocate, Role::IntakeOfficer, Role::PanelMember, Role::Administrator];
    for role in roles {
        let who = desk.world.person(role.as_str(), &[role]).await;
        for page in &pages {
            assert_eq!(desk.app.get(&who, page).await.status, 403, "{} {page}", role.as_str());
        }
    }
    for page in &pages {
        assert!(desk.app.get_as_stranger(page).await.location().starts_with("/sign-in"), "{page}");
        assert_eq!(desk.app.get(&desk.ola, page).await.status, 200, "{page}");
    }
}
