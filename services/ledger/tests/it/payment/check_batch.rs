//! No step of a batch without a fresh look of the review at every claim of it.

use crate::desk::{Award, Desk, PLAIN};
use serde_json::Value;

/// A prepared batch.
async fn prepared(desk: &Desk) -> (Award, String) {
    desk.fund("90000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    (award, batch)
}

/// Looks that were asked for, by step.
async fn asked(desk: &Desk) -> Vec<String> {
    let payloads: Vec<Value> = sqlx::query_scalar(
        "select payload from shared.event where kind = 'payment_check_wanted' order by seq",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("readable");
    payloads.iter().map(|one| one["step"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn the_review_is_asked_before_approval_and_again_before_release() {
    let desk = Desk::new().await;
    let (award, batch) = prepared(&desk).await;
    assert_eq!(asked(&desk).await, ["approval"], "once a claim, not once an instalment");
    let refused = desk.alone(&desk.asha, &batch, "approve").await;
    Desk::tells(&refused, "payment-unchecked");
    Desk::names(&refused, &award);
    assert!(refused.page().has_button("batch-check"), "{}", refused.text());
    desk.review_says(&batch, "approval", &[]).await;
    assert_eq!(desk.alone(&desk.asha, &batch, "approve").await.location(), batch);
    assert_eq!(asked(&desk).await, ["approval", "payment"]);
    Desk::tells(&desk.alone(&desk.asha, &batch, "release").await, "payment-unchecked");
    desk.review_says(&batch, "payment", &[]).await;
    assert_eq!(desk.alone(&desk.asha, &batch, "release").await.location(), batch);
}

#[tokio::test]
async fn what_is_held_says_whom_to_ask_and_not_why() {
    let desk = Desk::new().await;
    let (_, batch) = prepared(&desk).await;
    desk.review_says(&batch, "approval", &["R-02", "R-14"]).await;
    let refused = desk.alone(&desk.asha, &batch, "approve").await;
    Desk::tells(&refused, "payment-held");
    let page = refused.page();
    page.says("clearance-for-match", &[]);
    page.says("clearance-for-panel", &[]);
    page.hides("R-02");
    page.hides("R-14");
    assert_eq!(desk.alone(&desk.farid, &batch, "check").await.location(), batch);
    assert_eq!(asked(&desk).await, ["approval", "approval"]);
    desk.review_says(&batch, "approval", &[]).await;
    assert_eq!(desk.alone(&desk.asha, &batch, "approve").await.location(), batch);
}

#[tokio::test]
async fn a_change_of_mind_after_the_look_needs_another_look() {
    let desk = Desk::new().await;
    let (award, batch) = prepared(&desk).await;
    desk.review_says(&batch, "approval", &[]).await;
    desk.world.clock.advance(time::Duration::minutes(1));
    desk.world.change_consent(award.claim, &desk.amina, "P1", "withdrawn").await;
    Desk::tells(&desk.alone(&desk.asha, &batch, "approve").await, "payment-unchecked");
}

#[tokio::test]
async fn the_database_refuses_what_was_not_found_clear() {
    let desk = Desk::new().await;
    let (_, batch) = prepared(&desk).await;
    let id = batch.rsplit('/').next().expect("an address");
    let mut db = desk.world.db.superuser().await;
    let approve = format!(
        "select shared.act_as('{}', 'finance_approver', '|fresh', '');
         insert into ledger.batch_step (batch_id, step, taken_by, taken_at)
         values ('{id}', 'approved', '{0}', now())",
        desk.asha.actor.actor_id
    );
    let approve = format!("begin; {approve}; commit");
    let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(approve)).execute(&mut db).await;
    let refused = refused.expect_err("refused");
    let constraint = refused.as_database_error().and_then(sqlx::error::DatabaseError::constraint);
    assert_eq!(constraint, Some("batch_unchecked"));
}

#[tokio::test]
async fn what_was_released_is_not_looked_at_again() {
    let desk = Desk::new().await;
    let (_, batch) = prepared(&desk).await;
    desk.step(&desk.asha, &batch, "approve").await;
    desk.step(&desk.asha, &batch, "release").await;
    Desk::tells(&desk.alone(&desk.farid, &batch, "check").await, "batch-step");
    desk.app.get(&desk.farid, &batch).await.page().leaves_out("looks-caption", &[]);
}
