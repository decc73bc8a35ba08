//! What the database itself refuses to role `redress_documents`.

use crate::story::Story;
use redress_kernel::{Actor, Role};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Runs a statement as the service, for an actor; the SQLSTATE when it is refused.
async fn refused(story: &Story, actor: &Actor, sql: &str) -> Option<String> {
    let mut db =
        PgConnection::connect(&story.world.db.url("redress_documents")).await.expect("open");
    let mut tx = db.begin().await.expect("a transaction");
    let roles = actor.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(",");
    story.world.db.prove(&mut tx, actor.actor_id, &roles).await;
    let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await;
    let done = match done {
        Ok(_) => tx.commit().await,
        Err(error) => Err(error),
    };
    done.err()?.as_database_error()?.code().map(std::borrow::Cow::into_owned)
}

/// Runs a statement as the owner of all; the SQLSTATE with which even that is refused.
async fn refused_to_owner(story: &Story, sql: &'static str) -> String {
    let mut db = story.world.db.superuser().await;
    let error = sqlx::query(sql).execute(&mut db).await.expect_err(sql);
    let error = error.as_database_error().expect("of the database");
    error.code().expect("a code").into_owned()
}

#[tokio::test]
async fn a_rendered_paper_never_changes_and_none_is_deleted() {
    let story = Story::begin().await;
    story.all_papers().await;
    let service = Actor::system("documents");
    let written = [
        "update documents.paper set bytes = 'x', sha256 = sha256('x') returning document_id",
        "update documents.paper set rendered_at = null, bytes = null, sha256 = null returning kind",
    ];
    for sql in written {
        assert_eq!(refused_to_owner(&story, sql).await, "RD005", "{sql}");
        assert_eq!(refused(&story, &service, sql).await.as_deref(), Some("42501"), "{sql}");
    }
    for sql in [
        "update documents.paper set content = '{}' returning document_id",
        "delete from documents.paper",
        "select * from intake.claim",
        "select * from eligibility.decision",
        "select * from vault.payee",
    ] {
        assert_eq!(refused(&story, &service, sql).await.as_deref(), Some("42501"), "{sql}");
    }
}

#[tokio::test]
async fn only_the_service_itself_queues_papers_and_never_without_an_audit_row() {
    let story = Story::begin().await;
    let sql = format!(
        "insert into documents.paper
           (document_id, kind, claim_id, subject_id, language, template_version, content, queued_at)
         values (gen_random_uuid(), 'receipt', '{0}', '{0}', 'en', 1, '{{}}', now())",
        story.claim
    );
    let as_advocate = refused(&story, &story.amina.actor, &sql).await;
    assert_eq!(as_advocate.as_deref(), Some("42501"));
    let unaudited = refused(&story, &Actor::system("documents"), &sql).await;
    assert_eq!(unaudited.as_deref(), Some("RD004"));
}

#[tokio::test]
async fn the_hash_is_that_of_the_bytes() {
    let story = Story::begin().await;
    story.submitted().await;
    let listener = redress_documents::reactions::Listener;
    while story.papers().await.is_empty() {
        let reacted = redress_runtime::reaction::react_once(&story.app.ctx, &listener).await;
        reacted.expect("reacts");
    }
    let sql = "update documents.paper set rendered_at = now(), bytes = 'a', sha256 = sha256('b')
               returning document_id";
    assert_eq!(refused_to_owner(&story, sql).await, "23514");
}

#[tokio::test]
async fn who_sat_on_the_panel_reads_no_slip_whatever_other_role_she_has() {
    let story = Story::begin().await;
    story.all_papers().await;
    let both = story.world.person("panel.pia", &[Role::PanelMember, Role::FinanceOfficer]).await;
    story.seat(&both).await;
    let slip = format!("/papers/{}", story.document("remittance_slip").await);
    let letter = format!("/papers/{}", story.document("decision_letter").await);
    // Seated on the panel: the letter she may read; her finance role opens nothing besides.
    assert_eq!(story.app.get(&both, &letter).await.status, 200);
    assert_eq!(story.app.get(&both, &slip).await.status, 404);
}
