//! A chair takes the case and names two; nobody sits twice or in two parts.

use crate::bench::{Bench, facts, id};
use redress_kernel::Role;

#[tokio::test]
async fn a_chair_takes_the_case_and_names_two_members() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let (paul, petra, pia) = (id(&bench.paul), id(&bench.petra), id(&bench.pia));
    let page = bench.page(&bench.chandra, claim).await.text();
    assert!(page.contains("panel.paul") && page.contains("Name 2 members"));
    assert!(!page.contains("MINUSCA"), "nothing is shown before the declaration");
    bench.refused(&bench.chandra, claim, "panel", &[("members", &paul)], "Name exactly 2").await;
    let fields = [("members", paul.as_str()), ("members", petra.as_str())];
    bench.done(&bench.chandra, claim, "panel", &fields).await;
    let seats: i64 = bench
        .one(
            "select count(*) from shared.involvement where claim_id = $1 and capacity = 'panel'",
            claim,
        )
        .await;
    assert_eq!(seats, 3);
    let other = bench.world.person("chair.other", &[Role::PanelChair]).await;
    bench.refused(&other, claim, "panel", &[("members", &pia)], "taken the chair").await;
    assert_eq!(bench.send(&bench.paul, claim, "panel", &fields).await.status, 403);
}

#[tokio::test]
async fn who_has_another_part_in_the_file_can_not_sit() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let ines = bench.world.person("intake.ines", &[Role::IntakeOfficer, Role::PanelMember]).await;
    let mut db = bench.world.db.superuser().await;
    sqlx::query(
        "with audited as (insert into shared.audit (actor_id, roles, action)
           values ($2, 'intake_officer', 'test.involve'))
         select shared.involve($1, $2, 'intake')",
    )
    .bind(claim.0)
    .bind(ines.actor.actor_id.0)
    .execute(&mut db)
    .await
    .expect("she triaged it");
    let (ines, paul) = (id(&ines), id(&bench.paul));
    let fields = [("members", ines.as_str()), ("members", paul.as_str())];
    bench.refused(&bench.chandra, claim, "panel", &fields, "You already act on this claim").await;
    let amina = id(&bench.amina);
    let fields = [("members", amina.as_str()), ("members", paul.as_str())];
    bench.refused(&bench.chandra, claim, "panel", &fields, "can&#39;t sit as a member").await;
    let seats: i64 =
        bench.one("select count(*) from eligibility.panel_seat where claim_id = $1", claim).await;
    assert_eq!(seats, 0, "refused as a whole");
}

#[tokio::test]
async fn an_emptied_seat_is_filled_by_somebody_else() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    bench.done(&bench.petra, claim, "declaration", &[("declaration", "conflict")]).await;
    let (petra, pia) = (id(&bench.petra), id(&bench.pia));
    bench.refused(&bench.chandra, claim, "panel", &[("members", &petra)], "has sat on this").await;
    bench.done(&bench.chandra, claim, "panel", &[("members", &pia)]).await;
    assert_eq!(bench.page(&bench.pia, claim).await.status, 200);
}
