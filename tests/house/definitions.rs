//! How functions, views, triggers, policies and grants come into a database: as a whole, or not at all.

use redress_contract::definitions::{FILES, File, apply};
use redress_contract::schema::{MIGRATOR, Migrated, is_current, migrate};
use redress_testkit::Database;
use sqlx::{PgConnection, PgPool};

async fn run(db: &mut PgConnection, sql: &'static str) {
    sqlx::raw_sql(sql).execute(db).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// Every definition in the database and every right, one line each.
async fn made(db: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "with ours as (select n.oid, n.nspname, n.nspacl from pg_namespace n
                       where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents'))
         select 'function ' || pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') from pg_proc p join ours n on n.oid = p.pronamespace
         union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t
           join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal
         union all select 'policy ' || to_jsonb(p)::text from pg_policies p join ours n on n.nspname = p.schemaname
         union all select 'relation ' || c.oid::regclass || ' ' || c.relrowsecurity || c.relforcerowsecurity
             || coalesce((select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a), '')
             || case c.relkind when 'v' then pg_get_viewdef(c.oid) else '' end
           from pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('r', 'v', 'S')
         union all select 'column ' || a.attrelid::regclass || '.' || a.attname || a.attacl::text
           from pg_attribute a join pg_class c on c.oid = a.attrelid join ours n on n.oid = c.relnamespace where a.attacl is not null
         union all select 'namespace ' || n.nspname || n.nspacl::text from ours n
         order by 1",
    )
    .fetch_all(db)
    .await
    .expect("the catalog answers")
}

fn last_tables() -> i64 {
    MIGRATOR.iter().last().expect("there are tables").version
}

#[tokio::test]
async fn what_no_file_defines_goes_and_all_else_comes_back_as_it_was() {
    let database = Database::fresh().await;
    let mut db = database.superuser().await;
    let before = made(&mut db).await;
    run(
        &mut db,
        "create function ledger.orphan() returns int language sql as 'select 1';
         create view shared.orphan as select ledger.orphan() as one;
         create function shared.orphan() returns trigger language plpgsql as 'begin return new; end';
         create trigger orphan before insert on ledger.batch for each row execute function shared.orphan();
         create policy orphan on vault.identity for select to redress_ledger using (true);
         grant select on vault.identity, shared.orphan to redress_ledger;
         grant update (label) on shared.actor to public;
         grant usage on schema vault to redress_documents;
         drop trigger append_only on ledger.entry;
         alter table ledger.entry no force row level security;
         update shared.definitions set digest = 'of another set'",
    )
    .await;
    let pool = PgPool::connect(&database.url("redress_ledger")).await.expect("a pool");
    assert!(!is_current(&pool).await.expect("an answer"), "no service starts");
    let done = migrate(&database.superuser_url(), &[]).await.expect("migrated");
    assert_eq!(done, Migrated { tables: 0, definitions: true });
    assert_eq!(made(&mut db).await, before);
    assert!(is_current(&pool).await.expect("an answer"));
    let again = migrate(&database.superuser_url(), &[]).await.expect("migrated");
    assert_eq!(again, Migrated { tables: 0, definitions: false }, "there is nothing to do");
}

#[tokio::test]
async fn definitions_over_older_tables_are_made_anew() {
    let database = Database::fresh().await;
    let mut db = database.superuser().await;
    run(&mut db, "update shared.definitions set tables = tables - 1").await;
    let pool = PgPool::connect(&database.url("redress_intake")).await.expect("a pool");
    assert!(!is_current(&pool).await.expect("an answer"));
    let done = migrate(&database.superuser_url(), &[]).await.expect("migrated");
    assert_eq!(done, Migrated { tables: 0, definitions: true });
}

#[tokio::test]
async fn a_failure_leaves_the_old_definitions() {
    let database = Database::fresh().await;
    let mut db = database.superuser().await;
    let before = made(&mut db).await;
    // A body that names what is not there is only found at the end, when all is made.
    let broken: File = (
        "ledger/broken.sql",
        "create function ledger.broken() returns bigint language sql as 'select nothing from ledger.entry';",
    );
    let mut files = FILES.to_vec();
    files.insert(1, broken);
    let refused = apply(&mut db, &files, last_tables()).await.expect_err("the body is wrong");
    let told = refused.chain();
    assert!(told.contains("definitions/after.sql") && told.contains("ledger.broken()"), "{told}");
    assert_eq!(made(&mut db).await, before);
    let pool = PgPool::connect(&database.url("redress_documents")).await.expect("a pool");
    assert!(is_current(&pool).await.expect("an answer"), "the database is as it was");
}

#[tokio::test]
async fn whatever_order_bodies_stand_in_they_find_each_other() {
    let database = Database::fresh().await;
    let mut db = database.superuser().await;
    let first: File = (
        "books/first.sql",
        "create function ledger.first() returns text language sql as 'select ledger.second()';",
    );
    let second: File = (
        "books/second.sql",
        "create function ledger.second() returns text language sql as 'select 2::text';",
    );
    let mut files = FILES.to_vec();
    files.splice(1..1, [first, second]);
    assert!(apply(&mut db, &files, last_tables()).await.expect("both are made"));
    assert!(!apply(&mut db, &files, last_tables()).await.expect("nothing to do"));
}
