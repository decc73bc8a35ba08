//! What is held is handed over from the day of age on, not before.

use crate::desk::Desk;
use crate::trust::children::{Child, GIRL, TRUST};

#[tokio::test]
async fn an_officer_starts_it_once_the_day_has_come() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&Child { of_age_on: "2026-11-20", ..GIRL }).await;
    let page = format!("{TRUST}/{}", award.claim);
    let path = format!("{page}/hand-over");
    desk.days(17).await;
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "trust-not-of-age");
    let early = desk.app.get(&desk.farid, &page).await.page();
    early.leaves_out("hand-over-form-send", &[]);
    desk.days(1).await;
    let due = desk.app.get(&desk.farid, &page).await.page();
    assert!(due.has_button("hand-over-form-send"), "{due}");
    due.says("trust-state-due", &[]);
    let lena = desk.lena().await;
    let reply = desk.ask(&lena, &award, "1.00").await;
    Desk::tells(&reply, "trust-not-open");
    assert_eq!(desk.app.post(&desk.asha, &path, &[]).await.status, 403);
    assert_eq!(desk.app.post(&desk.farid, &path, &[]).await.location(), page);
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "hand-over-open");
    assert_eq!(desk.balance("minors_trust").await, "70569.00", "nothing has moved");
    desk.sound().await;
}
