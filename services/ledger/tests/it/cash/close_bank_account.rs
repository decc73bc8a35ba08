//! A bank account is closed when nothing is on it.

use crate::desk::Desk;
use crate::exchange::abroad::{account, broken, exchanged, prepare};

#[tokio::test]
async fn an_empty_account_is_closed_for_good() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    let close = "/finance/cash/eur-main/close";
    let reply = desk.app.post(&desk.asha, close, &[]).await;
    reply.page().refuses("bank-account-not-empty", &[]);
    exchanged(&desk, ("eur-main", "1000", "", "1090", "2026-11-02")).await;
    assert_eq!(desk.app.post(&desk.farid, close, &[]).await.status, 403);
    let cash = desk.app.get(&desk.asha, "/finance/cash").await.page();
    cash.says("account-close", &[("code", "eur-main")]);
    assert_eq!(desk.app.post(&desk.asha, close, &[]).await.location(), "/finance/cash");
    let cash = desk.app.get(&desk.ola, "/finance/cash").await.page();
    cash.says("account-closed", &[]);
    cash.leaves_out("account-close", &[("code", "eur-main")]);
    let again = ("", "1100", "eur-main", "1000", "2026-11-02");
    Desk::tells(&prepare(&desk, again).await, "bank-account-unknown");
    assert_eq!(desk.app.post(&desk.asha, close, &[]).await.status, 422);
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn an_account_that_was_a_mistake_is_closed_without_being_confirmed() {
    let desk = Desk::new().await;
    let fields =
        [("code", "eur-main"), ("currency", "EUR"), ("name", "Operations"), ("last_four", "0001")];
    desk.app.post(&desk.farid, "/finance/cash", &fields).await.location();
    let close = desk.app.post(&desk.asha, "/finance/cash/eur-main/close", &[]).await;
    assert_eq!(close.location(), "/finance/cash");
    let confirm = desk.app.post(&desk.asha, "/finance/cash/eur-main/confirm", &[]).await;
    confirm.page().refuses("bank-account-step", &[]);
}
