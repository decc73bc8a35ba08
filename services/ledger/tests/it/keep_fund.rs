//! The service keeps the fund up to the day by itself; see also the pledges, factors and holds that it
//! moves.

use crate::desk::Desk;

#[tokio::test]
async fn a_day_is_kept_once_and_leaves_its_trace() {
    let desk = Desk::new().await;
    desk.app.react().await;
    desk.app.react().await;
    let kept: i64 =
        desk.one("select count(*) from shared.audit where action = 'ledger.keep_fund'").await;
    assert_eq!(kept, 1);
}
