//! A document is checked whole and kept as it was sent, or refused with every place that is wrong.

use crate::versions::{Office, rules, sums};
use redress_web::keys::token;

#[tokio::test]
async fn an_administrator_drafts_a_version_from_a_file_or_from_pasted_text() {
    let office = Office::new().await;
    assert_eq!(office.drafted(&rules("2027-01-01")).await, "/versions/rules/DMR-2");
    let pasted = sums("2027-01-01").replace('\n', "\r\n");
    let parts = [("document", pasted.as_str()), ("file", ""), ("do", "draft")];
    let reply = office.app.post_parts(&office.abel, "/versions", &token(), &parts).await;
    assert_eq!(reply.location(), "/versions/schedule/S-ILL-2");
    let page = office.page(&office.chandra, "/versions/schedule/S-ILL-2").await;
    page.shows("admin.abel");
    page.says("version-state-draft", &[]);
    let mut db = office.world.db.superuser().await;
    let kept: Vec<(String, String)> = sqlx::query_as(
        "select a.subject, a.detail ->> 'digest' from shared.audit a
         where a.action = 'eligibility.draft_version' order by a.audit_id",
    )
    .fetch_all(&mut db)
    .await
    .expect("readable");
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].0, "rules DMR-2");
    assert_eq!(page.beside("version-digest"), kept[1].1, "the digest of the audit row");
}

#[tokio::test]
async fn what_is_wrong_is_listed_place_by_place_and_nothing_is_kept() {
    let office = Office::new().await;
    let wrong = rules("2027-01-01")
        .replace("\"categories\": [\"GPP\"]", "\"categories\": [\"UNK\"]")
        .replace("\"adult_age\": 18", "\"adult_age\": 0")
        .replace("\"midwife\"", "\"midwives\"");
    let reply = office.send(&office.ada, &wrong).await;
    assert_eq!(reply.status, 422);
    let page = reply.page();
    let what = page.worded("version-what", &[]);
    let found = |place: &str| page.row(place).under(&what).to_owned();
    let gap = page.worded("refusal-table-gap", &[("example", "GPP")]);
    assert!(page.rows().iter().any(|row| row.shows(&gap)), "{page}");
    page.row("scope[5]");
    let age = [("value", "0"), ("least", "1"), ("most", "30")];
    assert_eq!(found("limits.adult_age"), page.worded("refusal-limit-range", &age));
    assert!(found("rules[4].grounds[0]").contains("ground-midwives"), "{page}");
    assert!(page.links_to("#document"), "{page}");
    let sent = page.value("document").expect("a field");
    assert!(sent.contains("midwives\""), "what was sent is still there: {sent}");
    let nonsense = office.send(&office.ada, "{\"format\": ").await.page();
    nonsense.says("refusal-unreadable", &[]);
    office.page(&office.ada, "/versions").await.hides("DMR-2");
}

#[tokio::test]
async fn a_name_is_used_once_and_the_first_day_lies_ahead() {
    let office = Office::new().await;
    let refused = async |document: String, why: &str| {
        let reply = office.send(&office.ada, &document).await;
        assert_eq!(reply.status, 422);
        reply.page().says(&format!("refusal-{why}"), &[]);
    };
    refused(rules("2026-11-02"), "version-too-late").await;
    let shipped = rules("2027-01-01").replace("DMR-2", "dmr-1");
    refused(shipped, "version-name-taken").await;
    office.drafted(&rules("2027-01-01")).await;
    refused(rules("2027-02-01"), "version-name-taken").await;
}

#[tokio::test]
async fn only_administrators_draft_and_a_form_sent_twice_counts_once() {
    let office = Office::new().await;
    for who in [&office.chandra, &office.ola, &office.paul] {
        assert_eq!(office.send(who, &rules("2027-01-01")).await.status, 403);
    }
    let once = token();
    let document = rules("2027-01-01");
    let parts = [("file", document.as_str()), ("do", "draft")];
    for _ in 0..2 {
        let reply = office.app.post_parts(&office.ada, "/versions", &once, &parts).await;
        assert_eq!(reply.location(), "/versions/rules/DMR-2");
    }
}

#[tokio::test]
async fn the_database_keeps_what_was_drafted() {
    let office = Office::new().await;
    office.drafted(&rules("2027-01-01")).await;
    let draft = "insert into eligibility.version
        (kind, version, title, effective_from, content, digest, drafted_by, drafted_at)
      select kind, 'DMR-3', title, effective_from, replace(content, 'DMR-2', 'DMR-3'),
        sha256(convert_to(replace(content, 'DMR-2', 'DMR-3'), 'UTF8')), $1, now()
      from eligibility.version";
    assert_eq!(office.by(&office.ada, draft).await, Ok(1));
    for who in [&office.chandra, &office.ola] {
        assert_eq!(office.by(who, draft).await, Err("version_by_administrator".to_owned()));
    }
    let other_name = "insert into eligibility.version
        (kind, version, title, effective_from, content, digest, drafted_by, drafted_at)
      select kind, 'DMR-3', title, effective_from, content, digest, $1, now()
      from eligibility.version";
    assert_eq!(office.by(&office.ada, other_name).await, Err("version_of_content".to_owned()));
    for sql in [
        "update eligibility.version set title = 'x' where $1::uuid is not null",
        "delete from eligibility.version where $1::uuid is not null",
    ] {
        let refused = office.by(&office.ada, sql).await;
        assert!(refused.is_err_and(|error| error.contains("permission denied")), "{sql}");
    }
    let mut owner = office.world.db.superuser().await;
    for sql in
        ["update eligibility.version set title = 'x'", "truncate eligibility.version cascade"]
    {
        let refused = sqlx::query(sql).execute(&mut owner).await;
        assert!(
            refused.is_err_and(|e| e.to_string().contains("append-only")),
            "not even the owner"
        );
    }
}
