//! One person asks for a booking that one person may not make.

use crate::bank::book_line::with_lines;
use crate::desk::Desk;
use crate::exchange::abroad::{as_person, refused};
use redress_iso20022::camt053::Direction;
use redress_testkit::Reply;
use rust_decimal_macros::dec;

/// Asks for the booking of a line of a sum.
pub async fn ask(desk: &Desk, page: &str, sum: &str, rest: &[(&str, &str)]) -> Reply {
    let line = line_of(desk, sum).await;
    let mut fields = vec![("ask_line", line.as_str()), ("note", "Invoice 12")];
    fields.extend(rest);
    desk.app.post(&desk.farid, &format!("{page}/ask"), &fields).await
}

/// The line of a sum.
pub async fn line_of(desk: &Desk, sum: &str) -> String {
    let id: redress_kernel::Uuid = sqlx::query_scalar(
        "select line_id from ledger.statement_line where trim_scale(amount)::text = $1",
    )
    .bind(sum)
    .fetch_one(&mut desk.world.db.superuser().await)
    .await
    .expect("one line");
    id.to_string()
}

#[tokio::test]
async fn what_is_asked_waits_and_nothing_is_booked() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    let asked = ask(&desk, &page, "300", &[("kind", "claim_cost")]).await;
    assert_eq!(asked.location(), page);
    assert_eq!(desk.balance("claim_costs").await, "0.00");
    desk.app.get(&desk.farid, &page).await.page().says("line-waits", &[]);
    let wait = desk.app.get(&desk.asha, "/finance").await.page();
    assert_eq!(wait.beside("wait-booking"), "1");
    // One request at a time, and nobody books it alone meanwhile.
    let twice = ask(&desk, &page, "300", &[("kind", "own_error")]).await;
    twice.page().refuses("line-waits", &[]);
    let line = line_of(&desk, "300").await;
    let alone = [("line", line.as_str()), ("kind", "charge")];
    let reply = desk.app.post(&desk.farid, &page, &alone).await;
    reply.page().refuses("line-waits", &[]);
}

#[tokio::test]
async fn what_can_not_be_asked_is_told() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let lines = [(Direction::Debit, dec!(300)), (Direction::Credit, dec!(250))];
    let (page, _) = with_lines(&desk, &lines).await;
    for (sum, rest, refusal) in [
        ("300", vec![("kind", "gift")], "#kind"),
        ("250", vec![("kind", "own_error")], "line-not-bookable"),
        ("300", vec![("kind", "charge"), ("claim_code", "AAAA-BBBB-CCCC-DDDD")], "#claim_code"),
        (
            "300",
            vec![("kind", "claim_cost"), ("claim_code", "0000-0000-0000-0000")],
            "unknown-claim",
        ),
        ("300", vec![("kind", "claim_cost"), ("claim_code", "x")], "unknown-claim"),
    ] {
        Desk::tells(&ask(&desk, &page, sum, &rest).await, refusal);
    }
    let line = line_of(&desk, "300").await;
    let fields = [("ask_line", line.as_str()), ("kind", "claim_cost"), ("note", " ")];
    let path = format!("{page}/ask");
    Desk::tells(&desk.app.post(&desk.farid, &path, &fields).await, "#note");
    for who in [&desk.asha, &desk.ola] {
        assert_eq!(desk.app.post(who, &path, &fields).await.status, 403);
    }
    let nobody = [("ask_line", "00000000-0000-0000-0000-000000000000"), ("kind", "claim_cost")];
    assert_eq!(desk.app.post(&desk.farid, &path, &nobody).await.status, 404);
}

#[tokio::test]
async fn the_database_wants_two_people_whoever_writes_the_sql() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let (_, _) = with_lines(&desk, &[(Direction::Debit, dec!(700))]).await;
    let line = line_of(&desk, "700").await;
    let mut db = as_person(&desk, &desk.farid, "finance_officer,finance_approver").await;
    let insert = |kind: &str| {
        format!(
            "insert into ledger.line_resolution (line_id, kind, entry_id, resolved_by, resolved_at)
             select '{line}', '{kind}', entry_id, shared.actor_id(), now() from ledger.entry where kind = 'contribution'"
        )
    };
    assert_eq!(refused(&mut db, &insert("charge")).await, "charge_by_two");
    assert_eq!(refused(&mut db, &insert("transfer")).await, "transfer_unknown");
    for kind in ["claim_cost", "own_error"] {
        assert_eq!(refused(&mut db, &insert(kind)).await, "resolution_by_two");
    }
}
