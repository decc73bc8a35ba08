//! Who acts is proven to the database: what whoever holds the login of a service tries, and what comes of it.

use crate::{OPEN, ctx, draft};
use redress_contract::{Event, event};
use redress_kernel::{Actor, ClaimId, Proof, Role, Stop};
use redress_testkit::World;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};

const SERVICES: [&str; 4] = ["intake", "eligibility", "ledger", "documents"];

/// Runs statements under a login, in one transaction; the code with which the database refuses one of them.
async fn refused(world: &World, login: &str, sql: &str) -> String {
    let mut db = PgConnection::connect(&world.db.url(login)).await.expect("the login works");
    let done = sqlx::raw_sql(AssertSqlSafe(format!("begin; {sql}; commit"))).execute(&mut db).await;
    let Err(error) = done else { return "done".into() };
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.map_or_else(|| error.to_string(), std::borrow::Cow::into_owned)
}

#[tokio::test]
async fn no_service_reads_the_key_nor_makes_people_sessions_or_signatures() {
    let world = World::new().await;
    let denied = "42501";
    for service in SERVICES {
        let login = format!("redress_{service}");
        for sql in [
            "select * from shared.signing_key",
            "select shared.renew_signing_key()",
            "select shared.signed('x|system|*', pg_backend_pid(), now(), '', '')",
            "select shared.act_as(gen_random_uuid(), 'system', '*', '')",
            "select shared.take_part(gen_random_uuid(), gen_random_uuid(), 'panel')",
            "select * from shared.session",
            "select * from shared.sign_in",
            "select issuer, subject from shared.actor",
            "insert into shared.actor (actor_id, issuer, subject, label, roles)
               values (gen_random_uuid(), 'x', 'x', 'x', '{auditor}')",
            "update shared.actor set roles = '{auditor}'",
            "insert into shared.session (session_id, actor_id, csrf, language, created_at, seen_at, expires_at, valid_until)
               select sha256('x'), gen_random_uuid(), '', 'en', now(), now(), now(), now()",
            "update shared.session set ended_at = null",
            "insert into shared.own_work values ('x', session_user, true)",
            "insert into shared.hearing values (session_user, 'claim_closed')",
            "update shared.service set login = session_user",
        ] {
            assert_eq!(refused(&world, &login, sql).await, denied, "{login}: {sql}");
        }
    }
    // Signing in makes people and sessions, and has no part in what they do.
    for sql in [
        "select * from shared.claim",
        "select * from shared.event",
        "select * from shared.audit",
        "select shared.may_see(gen_random_uuid())",
        "select * from shared.signing_key",
    ] {
        assert_eq!(refused(&world, "redress_sign_in", sql).await, denied, "{sql}");
    }
}

#[tokio::test]
async fn a_setting_that_nobody_signed_is_nobody() {
    let world = World::new().await;
    let ola = world.person("auditor.ola", &[Role::Auditor]).await.actor;
    let (_, claim) = draft(&world, &ctx(&world, "intake")).await;
    let forged = format!("set local redress.acting = '{}|auditor|*'", ola.actor_id);
    for service in SERVICES {
        let login = format!("redress_{service}");
        for proof in ["", "set local redress.proof = '';", "set local redress.proof = 'x';"] {
            let sql =
                format!("{forged}; {proof} select from shared.claim where claim_id = '{claim}'");
            assert_eq!(refused(&world, &login, &sql).await, "RD401", "{login}: {proof}");
        }
        // The settings of an earlier kind mean nothing.
        let mut db = PgConnection::connect(&world.db.url(&login)).await.expect("the login works");
        sqlx::raw_sql("set redress.actor = '5e71ce00-0000-7000-8000-000000000001'; set redress.roles = 'system'")
            .execute(&mut db)
            .await
            .expect("anybody may set them");
        let seen: i64 = sqlx::query_scalar("select count(*) from shared.claim")
            .fetch_one(&mut db)
            .await
            .expect("counts");
        assert_eq!(seen, 0, "{login}");
    }
}

#[tokio::test]
async fn a_signature_holds_for_its_words_its_connection_and_its_transaction() {
    let world = World::new().await;
    let (amina, claim) = draft(&world, &ctx(&world, "intake")).await;
    let Proof::Session(presented) = amina.proof else { panic!("she has a session") };
    let mut one = PgConnection::connect(&world.db.url("redress_intake")).await.expect("opens");
    let mut two = PgConnection::connect(&world.db.url("redress_intake")).await.expect("opens");
    let mut tx = one.begin().await.expect("begins");
    sqlx::query("select shared.enter($1, '')")
        .bind(&presented[..])
        .execute(&mut *tx)
        .await
        .expect("enters");
    let row = sqlx::query("select current_setting('redress.acting') as said, current_setting('redress.proof') as proof")
        .fetch_one(&mut *tx)
        .await
        .expect("she can read her own");
    let (said, proof): (String, String) = (row.get("said"), row.get("proof"));
    let look = |said: &str| {
        format!(
            "begin; set local redress.acting = '{said}'; set local redress.proof = '{proof}';
             select from shared.claim where claim_id = '{claim}'; rollback"
        )
    };
    let again = sqlx::raw_sql(AssertSqlSafe(look(&said))).execute(&mut two).await;
    assert!(again.expect_err("another connection").to_string().contains("not proven"));
    let more = format!(
        "set local redress.acting = '{}'; select from shared.claim",
        said.replace("advocate", "auditor")
    );
    let more = sqlx::raw_sql(AssertSqlSafe(more)).execute(&mut *tx).await;
    assert!(more.expect_err("other words").to_string().contains("not proven"));
    tx.rollback().await.expect("ends");
    let later = sqlx::raw_sql(AssertSqlSafe(look(&said))).execute(&mut one).await;
    assert!(later.expect_err("another transaction").to_string().contains("not proven"));
}

#[tokio::test]
async fn a_session_that_has_ended_or_was_never_opened_proves_nothing() {
    let world = World::new().await;
    let intake = ctx(&world, "intake");
    let (amina, claim) = draft(&world, &intake).await;
    let mut owner = world.db.superuser().await;
    let look =
        async |actor: &Actor| intake.read(actor, OPEN, async |tx| tx.standing(claim).await).await;
    look(&amina).await.expect("she sees her claim");
    // What lies in the table opens nothing: it is the hash of what must be shown.
    let kept: Vec<u8> =
        sqlx::query_scalar("select session_id from shared.session where actor_id = $1")
            .bind(amina.actor_id.0)
            .fetch_one(&mut owner)
            .await
            .expect("one");
    let kept = Proof::Session(kept.try_into().expect("32 bytes"));
    let ended = |looked: Result<_, Stop>| match looked {
        Err(Stop::Refused(refusals)) => refusals[0].code,
        _ => panic!("not refused"),
    };
    assert_eq!(
        ended(look(&Actor { proof: kept, ..amina.clone() }).await.map(|_| ())),
        "session-ended"
    );
    // Roles are looked up: what the program believes of her counts nothing.
    let grand = Actor { roles: vec![Role::IntakeOfficer, Role::System], ..amina.clone() };
    sqlx::query("update shared.actor set roles = '{liaison}' where actor_id = $1")
        .bind(amina.actor_id.0)
        .execute(&mut owner)
        .await
        .expect("updates");
    assert!(
        matches!(look(&grand).await, Err(Stop::Missing)),
        "an advocate no more, and nothing else"
    );
    for end in ["ended_at = now()", "ended_at = null, valid_until = now()"] {
        sqlx::query(AssertSqlSafe(format!("update shared.session set {end}")))
            .execute(&mut owner)
            .await
            .expect("ends");
        assert_eq!(ended(look(&amina).await.map(|_| ())), "session-ended", "{end}");
    }
}

#[tokio::test]
async fn a_service_by_itself_sees_the_claim_of_its_event_and_no_other() {
    let world = World::new().await;
    let (intake, documents) = (ctx(&world, "intake"), ctx(&world, "documents"));
    let (amina, told) = draft(&world, &intake).await;
    let (_, other) = draft(&world, &intake).await;
    let said = Event::ClaimSubmitted { claim_id: told };
    intake.act(&amina, OPEN, async |tx| tx.emit(&said).await).await.expect("says");
    let unheard = Event::ClaimWithdrawn { claim_id: told };
    intake.act(&amina, OPEN, async |tx| tx.emit(&unheard).await).await.expect("says");
    let heard = loop {
        // Other tests on the cluster may hold the horizon back for moments.
        match event::next(&documents.pool).await.expect("looks") {
            Some(heard) => break heard,
            None => tokio::task::yield_now().await,
        }
    };
    let service = Actor::hearing("documents", heard.event_id);
    let seen = documents.read(&service, OPEN, async |tx| {
        let claims: Vec<ClaimId> =
            sqlx::query_scalar::<_, redress_kernel::Uuid>("select claim_id from shared.claim")
                .fetch_all(tx.conn())
                .await?
                .into_iter()
                .map(ClaimId)
                .collect();
        let foreign: i64 =
            sqlx::query_scalar("select count(*) from shared.event where claim_id <> $1")
                .bind(told.0)
                .fetch_one(tx.conn())
                .await?;
        assert!(matches!(tx.standing(other).await, Err(Stop::Missing)));
        Ok((claims, foreign))
    });
    assert_eq!(seen.await.expect("reads"), (vec![told], 0));

    // Not another's event, not one that it doesn't listen to, none that was acted on, no work of another.
    let events: Vec<redress_kernel::Uuid> =
        sqlx::query_scalar("select event_id from shared.event where kind = 'claim_withdrawn'")
            .fetch_all(&mut world.db.superuser().await)
            .await
            .expect("events");
    let deaf = Actor::hearing("documents", redress_kernel::EventId(events[0]));
    assert!(matches!(documents.read(&deaf, OPEN, async |_| Ok(())).await, Err(Stop::Missing)));
    let ledger = ctx(&world, "ledger");
    let elsewhere = Actor::hearing("ledger", heard.event_id);
    assert!(matches!(ledger.read(&elsewhere, OPEN, async |_| Ok(())).await, Err(Stop::Missing)));
    let (login, backwards) = ("redress_documents", "update shared.cursor set xid = '0', seq = -1");
    assert_eq!(refused(&world, login, backwards).await, "RD003");
    for work in ["ledger.keep_fund", "sign_in.refuse", "runtime.react", "test.open"] {
        let sql = format!("select shared.enter_for_work('{work}', '')");
        assert_eq!(refused(&world, login, &sql).await, "RD401", "{work}");
    }
    // A work of its own shows it no claim.
    let count = "select shared.enter_for_work('documents.render_paper', ''); select 1 / count(*) from shared.claim";
    assert_eq!(refused(&world, login, count).await, "22012", "none is seen");
}

#[tokio::test]
async fn nobody_writes_an_audit_row_in_another_name_or_with_other_roles() {
    let world = World::new().await;
    let intake = ctx(&world, "intake");
    let (amina, _) = draft(&world, &intake).await;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await.actor;
    for (actor, roles) in
        [(&brice, "advocate"), (&amina, "auditor"), (&amina, "system"), (&amina, "")]
    {
        let forged = intake.act(&amina, OPEN, async |tx| {
            let forged = sqlx::query(
                "insert into shared.audit (actor_id, roles, action) values ($1, $2, 'x')",
            );
            Ok(forged.bind(actor.actor_id.0).bind(roles).execute(tx.conn()).await.is_err())
        });
        // The refused statement ends the transaction, so that its own audit row can't be written either.
        assert!(!matches!(forged.await, Ok(false)), "{} as {roles}", actor.label);
    }
    let rows: i64 = sqlx::query_scalar("select count(*) from shared.audit where action = 'x'")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("counts");
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn no_login_locks_by_number_keeps_files_or_takes_every_connection() {
    let world = World::new().await;
    for service in SERVICES {
        let login = format!("redress_{service}");
        for sql in [
            "select pg_advisory_lock(1)",
            "select pg_advisory_xact_lock(1, 2)",
            "select pg_try_advisory_lock_shared(1)",
            "select lo_create(0)",
            "select lo_from_bytea(0, 'x')",
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres_local'",
        ] {
            assert_eq!(refused(&world, &login, sql).await, "42501", "{login}: {sql}");
        }
        let mut db = PgConnection::connect(&world.db.url(&login)).await.expect("signs in");
        let too_free: Vec<String> =
            sqlx::query_scalar("select shared.too_free()").fetch_all(&mut db).await.expect("asked");
        assert_eq!(too_free, Vec::<String>::new(), "{login}");
    }
    assert_eq!(refused(&world, "redress_ledger", "select ledger.lock('audit')").await, "RD003");
}

#[tokio::test]
async fn a_login_that_lifts_its_time_outs_does_not_hold_back_the_events_of_others() {
    let world = World::new().await;
    let open = "set idle_in_transaction_session_timeout = 0; begin; select pg_current_xact_id()";
    let mut hostile = PgConnection::connect(&world.db.url("redress_documents")).await.expect("in");
    sqlx::raw_sql(open).execute(&mut hostile).await.expect("a transaction that never ends");
    let mut owner = world.db.superuser().await;
    let held: Vec<i32> = sqlx::query_scalar("select pid from shared.dawdlers('0 seconds')")
        .fetch_all(&mut owner)
        .await
        .expect("looked");
    assert_eq!(held.len(), 1, "only whoever is inside a transaction");

    let mut other = PgConnection::connect(&world.db.url("redress_intake")).await.expect("in");
    let young: i64 = sqlx::query_scalar("select shared.end_dawdlers()")
        .fetch_one(&mut other)
        .await
        .expect("any service asks");
    assert_eq!(young, 0, "it has not idled for a minute");
    let sql = "select shared.dawdlers('0 seconds')";
    assert_eq!(refused(&world, "redress_intake", sql).await, "42501");
    // A minute later it would be ended so, by the owner of that function, who is no superuser.
    let ended = "set role redress_owner; select pg_terminate_backend(pid) from shared.dawdlers('0 seconds')";
    sqlx::raw_sql(ended).execute(&mut owner).await.expect("the owner may end it");
    sqlx::raw_sql("select 1").execute(&mut hostile).await.expect_err("its connection is gone");
}
