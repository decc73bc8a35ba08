//! A chair takes the case and names two; nobody sits twice or in two parts.

use crate::bench::{Bench, facts, id};
use redress_kernel::Role;

#[tokio::test]
async fn a_chair_takes_the_case_and_names_two_members() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let (paul, petra, pia) = (id(&bench.paul), id(&bench.petra), id(&bench.pia));
    let page = bench.page(&bench.chandra, claim).await.page();
    page.shows("panel.paul");
    page.says("panel-choose", &[("count", "2")]);
    // Nothing is shown before the declaration.
    page.hides("MINUSCA");
    let one = bench.send(&bench.chandra, claim, "panel", &[("members", &paul)]).await;
    one.page().refuses("members-needed", &[("count", "2")]);
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
    bench.refused(&other, claim, "panel", &[("members", &pia)], "chair-taken").await;
    assert_eq!(bench.send(&bench.paul, claim, "panel", &fields).await.status, 403);
}

#[tokio::test]
async fn who_has_another_part_in_the_file_can_not_sit() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let ines = bench.world.person("intake.ines", &[Role::IntakeOfficer, Role::PanelMember]).await;
    bench.world.involve(claim, &ines, "intake").await;
    let (ines, paul) = (id(&ines), id(&bench.paul));
    let fields = [("members", ines.as_str()), ("members", paul.as_str())];
    bench.refused(&bench.chandra, claim, "panel", &fields, "one-capacity").await;
    let amina = id(&bench.amina);
    let fields = [("members", amina.as_str()), ("members", paul.as_str())];
    bench.refused(&bench.chandra, claim, "panel", &fields, "member-unknown").await;
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
    bench
        .refused(&bench.chandra, claim, "panel", &[("members", &petra)], "member-sat-already")
        .await;
    bench.done(&bench.chandra, claim, "panel", &[("members", &pia)]).await;
    assert_eq!(bench.page(&bench.pia, claim).await.status, 200);
}
