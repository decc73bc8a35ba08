//! A bank account is confirmed by another person; then it is in the books.

use crate::desk::Desk;
use crate::exchange::abroad::{as_person, refused, sum};
use redress_kernel::Role;

const FIELDS: [(&str, &str); 4] =
    [("code", "eur-main"), ("currency", "EUR"), ("name", "Operations"), ("last_four", "0001")];

#[tokio::test]
async fn another_person_confirms_and_the_books_have_its_accounts() {
    let desk = Desk::new().await;
    desk.app.post(&desk.farid, "/finance/cash", &FIELDS).await.location();
    assert_eq!(sum(&desk, "fund_cash", "EUR", "eur-main", None).await, "no account");
    let path = "/finance/cash/eur-main/confirm";
    for who in [&desk.farid, &desk.ola] {
        assert_eq!(desk.app.post(who, path, &[]).await.status, 403);
    }
    assert_eq!(desk.app.post(&desk.asha, path, &[("answer", "confirmed")]).await.status, 303);
    for (head, currency) in
        [("fund_cash", "EUR"), ("currency_exchange", "EUR"), ("currency_exchange", "USD")]
    {
        assert_eq!(sum(&desk, head, currency, "eur-main", None).await, "0", "{head} {currency}");
    }
    let again = desk.app.post(&desk.asha, path, &[]).await;
    again.page().refuses("bank-account-step", &[]);
    assert_eq!(desk.app.post(&desk.asha, "/finance/cash/none/confirm", &[]).await.status, 404);
    assert_eq!(desk.app.post(&desk.asha, "/finance/cash/eur-main/burn", &[]).await.status, 404);
}

#[tokio::test]
async fn nobody_confirms_an_own_account_with_whatever_roles() {
    let desk = Desk::new().await;
    let both = [Role::FinanceOfficer, Role::FinanceApprover];
    let bo = desk.world.person("finance.bo", &both).await;
    desk.app.post(&bo, "/finance/cash", &FIELDS).await.location();
    let reply = desk.app.post(&bo, "/finance/cash/eur-main/confirm", &[]).await;
    reply.page().refuses("own-bank-account", &[]);
    let step = "insert into ledger.bank_account_step (code, step, taken_by, taken_at)
      values ('eur-main', 'confirmed', gen_random_uuid(), now())";
    let mut db = as_person(&desk, &bo, "finance_officer,finance_approver").await;
    assert_eq!(refused(&mut db, step).await, "own_bank_account");
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    assert_eq!(refused(&mut db, step).await, "own_bank_account", "not an approver");
}
