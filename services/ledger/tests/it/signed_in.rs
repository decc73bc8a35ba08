//! Connections in somebody's name, as the database takes it: every transaction begins by showing a session.

use redress_kernel::Uuid;
use redress_testkit::Database;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Postgres, Transaction};

/// Begins a transaction of a connection that [`shows`] a session; on any other it does nothing.
pub const ENTER: &str =
    "select shared.enter(shown::bytea, '') from current_setting('test.shown', true) as shown
  where shown <> ''";

/// A person signs in, and has these roles; what the session is shown by.
pub async fn signs_in(owner: &mut PgConnection, who: Uuid, roles: &str) -> String {
    sqlx::query_scalar(
        "with shown as materialized (select sha256(uuid_send(gen_random_uuid())) as it),
           person as (
             insert into shared.actor (actor_id, issuer, subject, label, roles)
             values ($1::uuid, 'test', $1::uuid::text, 'test', string_to_array($2, ','))
             on conflict (actor_id) do update set roles = array(select distinct unnest(actor.roles || excluded.roles))
             returning actor_id),
           session as (
             insert into shared.session
               (session_id, actor_id, roles, csrf, language, created_at, seen_at, expires_at, valid_until, fresh_until)
             select sha256(it), actor_id, string_to_array($2, ','), gen_random_uuid()::text, 'en', now(), now(),
               now() + interval '1 day', now() + interval '1 day', now() + interval '1 day'
             from shown, person)
         select it::text from shown",
    )
    .bind(who)
    .bind(roles)
    .fetch_one(owner)
    .await
    .expect("a session")
}

/// A connection that shows a session at each [`ENTER`].
pub async fn shows(url: &str, shown: &str) -> Result<PgConnection, sqlx::Error> {
    let mut db = PgConnection::connect(url).await?;
    sqlx::query("select set_config('test.shown', $1, false)").bind(shown).execute(&mut db).await?;
    Ok(db)
}

/// A transaction in the name of whose session the connection shows. What is done in it stays only if it is committed.
pub async fn entered(db: &mut PgConnection) -> Transaction<'_, Postgres> {
    let mut tx = db.begin().await.expect("begins");
    sqlx::query(ENTER).execute(&mut *tx).await.expect("the session counts");
    tx
}

/// Does in one transaction, in the name of whose session the connection shows, what must be allowed.
pub async fn done(db: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(format!("{ENTER}; {sql}")))
        .execute(db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// An open transaction of the superuser in somebody's name, to look past row-level security at what asks for a role.
pub async fn owner_as(db: &Database, who: Uuid, roles: &str) -> PgConnection {
    let mut owner = db.superuser().await;
    let sql = format!("begin; select shared.act_as('{who}', '{roles}', '*|fresh', '')");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut owner).await.expect("an actor");
    owner
}
