//! Two administrators sign before the first day; from that day on the version is in force.

use crate::versions::{Office, rules, sums};
use redress_eligibility::store::version::{in_force, named};
use redress_kernel::Role;
use time::Duration;
use time::macros::date;

#[tokio::test]
async fn two_people_sign_and_the_version_is_in_force_from_its_first_day() {
    let office = Office::new().await;
    let path = office.drafted(&rules("2027-01-01")).await;
    assert_eq!(office.sign(&office.ada, &path).await.status, 303);
    let mut db = office.role(&office.chandra).await;
    let on = async |db: &mut _, day| {
        let mechanism = in_force(db, day).await.expect("there is always one");
        (mechanism.rules.set.version.to_string(), mechanism.rules.set.limits.late_after_years)
    };
    let one = on(&mut db, date!(2027 - 01 - 01)).await;
    assert_eq!(one, ("DMR-1".into(), 10), "one signature is not enough");
    drop(db);
    assert_eq!(office.sign(&office.abel, &path).await.status, 303);
    let page = office.page(&office.ola, &path).await;
    let signed = page.beside("version-signed");
    assert!(signed.contains("admin.ada") && signed.contains("admin.abel"), "{signed}");
    page.says("version-state-coming", &[]);
    let mut db = office.role(&office.chandra).await;
    assert_eq!(on(&mut db, date!(2026 - 12 - 31)).await, ("DMR-1".into(), 10));
    assert_eq!(on(&mut db, date!(2027 - 01 - 01)).await, ("DMR-2".into(), 12));
    assert_eq!(
        on(&mut db, date!(2025 - 01 - 01)).await.0,
        "DMR-1",
        "a claim is never without rules"
    );
    let audited: Vec<String> = sqlx::query_scalar(
        "select subject from shared.audit where action = 'eligibility.sign_version'",
    )
    .fetch_all(&mut office.world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(audited, ["rules DMR-2", "rules DMR-2"]);
}

#[tokio::test]
async fn a_decision_finds_its_versions_again_by_name() {
    let office = Office::new().await;
    office.signed(&sums("2027-01-01")).await;
    let mut db = office.role(&office.chandra).await;
    let found = named(&mut db, "DMR-1", "S-ILL-2").await.expect("readable").expect("known");
    assert_eq!(found.schedule.sums.schooling.year.to_string(), "1500.00");
    let again = named(&mut db, "DMR-1", "S-ILL-2").await.expect("readable").expect("known");
    assert!(std::sync::Arc::ptr_eq(&found, &again), "parsed once");
    assert!(named(&mut db, "DMR-9", "S-ILL-2").await.expect("readable").is_none());
    assert!(named(&mut db, "DMR-1", "DMR-1").await.expect("readable").is_none());
}

#[tokio::test]
async fn of_two_with_the_same_first_day_the_one_signed_later_counts() {
    let office = Office::new().await;
    office.signed(&rules("2027-01-01")).await;
    office.world.clock.advance(Duration::minutes(1));
    let mended = rules("2027-01-01").replace("DMR-2", "DMR-2.1").replace(": 12,", ": 15,");
    office.signed(&mended).await;
    let mut db = office.role(&office.chandra).await;
    let mechanism = in_force(&mut db, date!(2027 - 06 - 01)).await.expect("one");
    assert_eq!(mechanism.rules.set.version.as_str(), "DMR-2.1");
}

#[tokio::test]
async fn nobody_signs_twice_blindly_late_or_after_two() {
    let office = Office::new().await;
    let path = office.drafted(&rules("2027-01-01")).await;
    let digest = office.app.get(&office.ada, &path).await.field("digest").expect("on the page");
    let sign = async |who, digest: &str| {
        office.app.post(who, &format!("{path}/sign"), &[("digest", digest)]).await
    };
    let other = sign(&office.ada, &"0".repeat(64)).await;
    other.page().refuses("version-not-as-read", &[]);
    assert_eq!(sign(&office.chandra, &digest).await.status, 403);
    assert_eq!(sign(&office.ada, &digest).await.status, 303);
    let twice = sign(&office.ada, &digest).await;
    twice.page().refuses("version-signed-by-you", &[]);
    office.world.clock.advance(Duration::days(60));
    // Whoever was signed in then is signed in no longer.
    let later = office.world.person("admin.later", &[Role::Administrator]).await;
    let late = sign(&later, &digest).await;
    late.page().refuses("version-too-late", &[]);
    let page = office.page(&later, &path).await;
    page.says("version-state-lapsed", &[]);
    page.leaves_out("version-sign-send", &[]);
    let shipped = office.app.post(&later, "/versions/rules/DMR-1/sign", &[("digest", "x")]).await;
    shipped.page().refuses("version-signed", &[]);
    let nowhere = office.app.post(&later, "/versions/rules/DMR-9/sign", &[("digest", "x")]).await;
    assert_eq!(nowhere.status, 404);
}

/// A signature by whoever `$1` is, at the moment that the test sets.
const SIGN: &str = "insert into eligibility.version_signature
    (kind, version, actor_id, digest, signed_at)
  select kind, version, $1, digest, '2026-11-02 10:00Z' from eligibility.version";

#[tokio::test]
async fn the_database_refuses_what_the_program_would() {
    let office = Office::new().await;
    let refused = |name: &str| Err(name.to_owned());
    let path = office.drafted(&rules("2027-01-01")).await;
    assert_eq!(office.by(&office.chandra, SIGN).await, refused("version_by_administrator"));
    assert_eq!(office.sign(&office.ada, &path).await.status, 303);
    assert_eq!(office.by(&office.ada, SIGN).await, refused("version_signed_by_you"));
    let for_another = "insert into eligibility.version_signature
        (kind, version, actor_id, digest, signed_at)
      select kind, version, a.actor_id, digest, '2026-11-02 10:00Z' from eligibility.version,
        shared.actor a where a.label = 'admin.abel' and $1::uuid is not null";
    assert_eq!(office.by(&office.ada, for_another).await, refused("version_by_administrator"));
    let late = "insert into eligibility.version_signature
        (kind, version, actor_id, digest, signed_at)
      select kind, version, $1, digest, '2027-01-01 00:00Z' from eligibility.version";
    assert_eq!(office.by(&office.abel, late).await, refused("version_too_late"));
    let unread = "insert into eligibility.version_signature
        (kind, version, actor_id, digest, signed_at)
      select kind, version, $1, sha256('x'), '2026-11-02 10:00Z' from eligibility.version";
    assert_eq!(office.by(&office.abel, unread).await, refused("version_not_as_read"));
    assert_eq!(office.sign(&office.abel, &path).await.status, 303);
    assert_eq!(office.by(&office.ann, SIGN).await, refused("version_signed"));
    for sql in [
        "update eligibility.version_signature set signed_at = now() where $1::uuid is not null",
        "delete from eligibility.version_signature where $1::uuid is not null",
    ] {
        let refused = office.by(&office.ada, sql).await;
        assert!(refused.is_err_and(|error| error.contains("permission denied")), "{sql}");
    }
}

#[tokio::test]
async fn a_backdated_signature_does_not_help() {
    let office = Office::new().await;
    // Yesterday of the database itself: the program's clock could say anything.
    let mut db = office.world.db.superuser().await;
    let yesterday: time::Date =
        sqlx::query_scalar("select (statement_timestamp() at time zone 'UTC')::date - 1")
            .fetch_one(&mut db)
            .await
            .expect("a day");
    if yesterday > office.now().date() {
        office.drafted(&rules(&yesterday.to_string())).await;
        let refused = office.by(&office.ada, SIGN).await;
        assert_eq!(refused, Err("version_too_late".to_owned()));
    }
}
