//! One person confirms that the gate is passed, two that it is not, rule by rule.

use crate::bench::{Bench, facts};
use serde_json::json;
use time::Duration;

#[tokio::test]
async fn one_person_confirms_that_every_rule_is_met() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let sheet = bench.sheet(claim).await;
    let stale = [("worksheet_id", "00000000-0000-7000-8000-000000000000"), ("outcome", "eligible")];
    bench.refused(&bench.paul, claim, "gate", &stale, "stale").await;
    let referred = [("worksheet_id", sheet.as_str()), ("outcome", "referred"), ("not_met", "R-02")];
    bench.refused(&bench.paul, claim, "gate", &referred, "gate-not-referred").await;
    let eligible = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.done(&bench.paul, claim, "gate", &eligible).await;
    assert_eq!(bench.world.stage(claim).await, "eligible");
    assert_eq!(bench.world.events(claim).await.last().map(String::as_str), Some("gate_confirmed"));
    bench.refused(&bench.petra, claim, "gate", &eligible, "stage-move").await;
}

#[tokio::test]
async fn a_member_and_then_the_chair_confirm_that_a_rule_is_not_met() {
    let bench = Bench::new().await;
    let mut soldier = facts();
    soldier["category"] = json!("MIL_CON");
    let claim = bench.seated(&soldier).await;
    let sheet = bench.sheet(claim).await;
    let eligible = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.refused(&bench.paul, claim, "gate", &eligible, "gate-not-met").await;
    let bare = [("worksheet_id", sheet.as_str()), ("outcome", "referred")];
    bench.refused(&bench.paul, claim, "gate", &bare, "confirm-each-rule").await;
    let ticked = [("worksheet_id", sheet.as_str()), ("outcome", "referred"), ("not_met", "R-02")];
    bench.refused(&bench.chandra, claim, "gate", &ticked, "member-confirms-first").await;
    bench.done(&bench.paul, claim, "gate", &ticked).await;
    assert_eq!(bench.world.stage(claim).await, "in_review", "one person is not enough");
    bench.refused(&bench.paul, claim, "gate", &ticked, "confirmed-already").await;
    bench.done(&bench.chandra, claim, "gate", &ticked).await;
    assert_eq!(bench.world.stage(claim).await, "referred");
    let page = bench.page(&bench.chandra, claim).await.page();
    page.says("reason-r02-uniformed", &[]);
    page.says("refer-state", &[]);
}

#[tokio::test]
async fn an_open_gate_is_decided_on_the_file_after_ninety_days() {
    let bench = Bench::new().await;
    let mut unknown = facts();
    unknown["category"] = json!("UNK");
    let claim = bench.seated(&unknown).await;
    let sheet = bench.sheet(claim).await;
    let eligible = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.refused(&bench.paul, claim, "gate", &eligible, "gate-open").await;
    bench.world.clock.advance(Duration::days(90));
    let paul = bench.world.person("panel.paul.again", &[redress_kernel::Role::PanelMember]).await;
    assert_eq!(bench.page(&paul, claim).await.status, 404);
    let mut db = bench.world.db.superuser().await;
    sqlx::query("update shared.session set seen_at = expires_at - interval '9 years 265 days'")
        .execute(&mut db)
        .await
        .expect("people sign in again");
    bench.done(&bench.paul, claim, "gate", &eligible).await;
    assert_eq!(bench.world.stage(claim).await, "eligible");
}
