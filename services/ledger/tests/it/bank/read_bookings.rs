//! What waits for the second person is seen by all of finance and by auditors.

use crate::bank::ask_booking::ask;
use crate::bank::book_line::with_lines;
use crate::desk::Desk;
use redress_iso20022::camt053::Direction;
use rust_decimal_macros::dec;

#[tokio::test]
async fn who_may_answer_has_buttons_and_the_others_are_told_who_may() {
    let desk = Desk::new().await;
    desk.app.get(&desk.ola, "/finance/bookings").await.page().says("bookings-none", &[]);
    desk.fund("50000.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    ask(&desk, &page, "300", &[("kind", "own_error")]).await.location();
    for (who, buttons) in [(&desk.farid, 0), (&desk.asha, 2), (&desk.ola, 0)] {
        let page = desk.app.get(who, "/finance/bookings").await.page();
        page.says("booking-own_error", &[]);
        page.shows("300.00\u{a0}USD");
        assert_eq!(page.count("[name=answer]"), buttons);
        if buttons == 0 {
            page.says("booking-waits-for-another", &[]);
        } else {
            page.leaves_out("booking-waits-for-another", &[]);
        }
    }
}
