//! What waits for the second person is seen by all of finance and by auditors.

use crate::bank::ask_booking::ask;
use crate::bank::book_line::with_lines;
use crate::desk::Desk;
use redress_iso20022::camt053::Direction;
use rust_decimal_macros::dec;

#[tokio::test]
async fn who_may_answer_has_buttons_and_the_others_are_told_who_may() {
    let desk = Desk::new().await;
    let empty = desk.app.get(&desk.ola, "/finance/bookings").await.text();
    assert!(empty.contains("Nothing waits."), "{empty}");
    desk.fund("50000.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    ask(&desk, &page, "300", &[("kind", "own_error")]).await.location();
    for (who, buttons) in [(&desk.farid, 0), (&desk.asha, 2), (&desk.ola, 0)] {
        let text = desk.app.get(who, "/finance/bookings").await.text();
        assert!(
            text.contains("Our own error (R-25)") && text.contains("300.00\u{a0}USD"),
            "{text}"
        );
        assert_eq!(text.matches("name=\"answer\"").count(), buttons);
        let told = text.contains("A finance approver who did not ask for it must confirm it.");
        assert_eq!(told, buttons == 0);
    }
}
