//! Who gives money to the fund is recorded.

use crate::desk::Desk;

const PATH: &str = "/finance/fund/income/funder";

#[tokio::test]
async fn a_funder_is_recorded_once_by_an_officer() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    let again = [("code", "north"), ("name", "Another")];
    Desk::tells(&desk.app.post(&desk.farid, PATH, &again).await, "funder-exists");
    assert_eq!(
        desk.app.post(&desk.asha, PATH, &[("code", "south"), ("name", "S")]).await.status,
        403
    );
    let page = desk.app.get(&desk.farid, "/finance/fund/income").await.page();
    assert!(page.has("option[value=north]"), "{page}");
}

#[tokio::test]
async fn a_code_that_no_account_can_have_is_told() {
    let desk = Desk::new().await;
    for code in ["", "N", "North", "1north", "no_rth", "n o"] {
        let reply = desk.app.post(&desk.farid, PATH, &[("code", code), ("name", "North")]).await;
        Desk::tells(&reply, "#code");
    }
    let reply = desk.app.post(&desk.farid, PATH, &[("code", "north"), ("name", " ")]).await;
    Desk::tells(&reply, "#name");
}
