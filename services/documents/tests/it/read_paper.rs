//! `documents.read_paper`: the file, under a neutral name, to whom it concerns, with a trace.

use crate::story::Story;
use axum::http::Method;
use redress_kernel::Role;
use redress_testkit::World;

#[tokio::test]
async fn an_advocate_saves_a_paper_under_a_neutral_name_and_that_is_on_record() {
    let story = Story::begin().await;
    story.submitted().await;
    story.app.react().await;
    let document = story.document("receipt").await;
    let reply = story.app.get(&story.amina, &format!("/papers/{document}")).await;
    assert_eq!(reply.status, 200);
    assert!(reply.bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(reply.headers["content-type"], "application/pdf");
    assert_eq!(reply.headers["cache-control"], "no-store");
    let code = redress_documents::domain::DocumentCode::of(document);
    let expected =
        format!("attachment; filename=\"paper-{}.pdf\"", code.to_string().to_lowercase());
    assert_eq!(reply.headers["content-disposition"], expected);
    let audited = story.world.audited(story.claim).await;
    assert_eq!(audited.last().map(String::as_str), Some("documents.read_paper"));
}

#[tokio::test]
async fn each_role_reads_the_kinds_of_its_work_and_no_other() {
    let story = Story::begin().await;
    story.all_papers().await;
    let world = &story.world;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await;
    let ines = world.person("intake.ines", &[Role::IntakeOfficer]).await;
    let petra = world.person("panel.petra", &[Role::PanelMember]).await;
    let paul = world.person("panel.paul", &[Role::PanelMember]).await;
    let chandra = world.person("chair.chandra", &[Role::PanelChair]).await;
    let farid = world.person("finance.farid", &[Role::FinanceOfficer]).await;
    let ola = world.person("auditor.ola", &[Role::Auditor]).await;
    let ada = world.person("admin.ada", &[Role::Administrator]).await;
    story.seat(&petra).await;
    // Receipt, letter, slip.
    for (who, expected) in [
        (&story.amina, [200, 200, 200]),
        (&brice, [404, 404, 404]),
        (&ines, [200, 404, 404]),
        (&petra, [404, 200, 404]),
        (&paul, [404, 404, 404]),
        // A chair knows of the claim but sat on no panel of it.
        (&chandra, [404, 404, 404]),
        (&farid, [404, 404, 200]),
        (&ola, [200, 200, 200]),
        (&ada, [403, 403, 403]),
    ] {
        let mut found = Vec::new();
        for kind in ["receipt", "decision_letter", "remittance_slip"] {
            let path = format!("/papers/{}", story.document(kind).await);
            found.push(story.app.get(who, &path).await.status.as_u16());
        }
        assert_eq!(found, expected, "{}", who.login);
    }
    let path = format!("/papers/{}", story.document("receipt").await);
    assert_eq!(story.app.get_as_stranger(&path).await.status, 303);
}

#[tokio::test]
async fn the_same_paper_is_the_same_bytes_each_time() {
    let story = Story::begin().await;
    story.all_papers().await;
    let path = format!("/papers/{}", story.document("decision_letter").await);
    let first = story.app.get(&story.amina, &path).await.bytes;
    let again = story.app.get(&story.amina, &path).await.bytes;
    assert_eq!(first, again);
}

#[tokio::test]
async fn a_program_reads_papers_with_a_token() {
    let story = Story::on(World::with_provider().await, "en").await;
    story.submitted().await;
    story.app.react().await;
    let path = format!("/api/documents/claims/{}/papers", story.claim);
    let list = story.app.call("advocate.amina", Method::GET, &path, None, &[]).await;
    assert_eq!(list.status, 200, "{}", list.text());
    let paper = &list.json()["papers"][0];
    assert_eq!(paper["kind"], "receipt");
    assert_eq!(paper["progress"], "ready");
    assert_eq!(paper["claim_code"], story.code.as_str());
    let path = format!("/api/documents/papers/{}", paper["document_id"].as_str().expect("an id"));
    let file = story.app.call("advocate.amina", Method::GET, &path, None, &[]).await;
    assert!(file.bytes.starts_with(b"%PDF"), "{}", file.text());
    let other = story.app.call("advocate.brice", Method::GET, &path, None, &[]).await;
    assert_eq!((other.status.as_u16(), other.json()["code"].clone()), (404, "missing".into()));
    let path = "/api/documents/papers?before=x";
    let wrong = story.app.call("advocate.amina", Method::GET, path, None, &[]).await;
    assert_eq!(wrong.json()["errors"][0]["field"], "before", "{}", wrong.text());
}

#[tokio::test]
async fn who_declared_a_conflict_sees_neither_file_nor_list() {
    let story = Story::begin().await;
    story.all_papers().await;
    let petra = story.world.person("panel.petra", &[Role::PanelMember]).await;
    let chandra = story.world.person("chair.chandra", &[Role::PanelChair]).await;
    let letter = format!("/papers/{}", story.document("decision_letter").await);
    let of_claim = format!("/papers/claim/{}", story.claim);
    for who in [&petra, &chandra] {
        story.seat(who).await;
        assert_eq!(story.app.get(who, &letter).await.status, 200, "{}", who.login);
        assert!(story.app.get(who, "/papers").await.text().contains(story.code.as_str()));
        // As the eligibility service's trigger does when a conflict is declared.
        let id = who.actor.actor_id;
        let sql =
            format!("update shared.involvement set capacity = 'conflict' where actor_id = '{id}'");
        story.world.db.tamper(&sql).await;
        assert_eq!(story.app.get(who, &letter).await.status, 404, "{}", who.login);
        assert_eq!(story.app.get(who, &of_claim).await.status, 404, "{}", who.login);
        let list = story.app.get(who, "/papers").await.text();
        assert!(!list.contains(story.code.as_str()), "{}: {list}", who.login);
    }
}
