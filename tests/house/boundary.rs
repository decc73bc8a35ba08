//! Who may do what to which table, from the catalog of a migrated database, against a committed register.

use super::compare;
use redress_testkit::Database;
use sqlx::{PgConnection, Row};
use std::fmt::Write;

const SERVICES: [&str; 5] = [
    "redress_sign_in",
    "redress_intake",
    "redress_eligibility",
    "redress_ledger",
    "redress_documents",
];

async fn strings(db: &mut PgConnection, sql: &'static str) -> Vec<String> {
    let rows =
        sqlx::query(sql).fetch_all(db).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn the_rights_of_every_role_are_those_of_the_register() {
    let mut db = Database::fresh().await.superuser().await;
    let mut present = String::new();
    for role in SERVICES {
        let rows = sqlx::query(
            "select n.nspname || '.' || c.relname as name,
               array_to_string(array(
                 select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p
                 where has_table_privilege($1, c.oid, p)), ' ') as whole,
               array_to_string(array(
                 select p || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
                 from unnest(array['select', 'insert', 'update']) p
                 join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 where not has_table_privilege($1, c.oid, p) and has_column_privilege($1, c.oid, a.attnum, p)
                 group by p), ' ') as columns,
               case c.relkind when 'v' then 'view' else
                 case when c.relforcerowsecurity then 'rows' else 'all' end end as scope
             from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents', 'public')
               and c.relkind in ('r', 'v', 'p') and has_schema_privilege($1, n.oid, 'usage')
             order by name",
        )
        .bind(role)
        .fetch_all(&mut db)
        .await
        .expect("the catalog answers");
        for row in rows {
            let (whole, columns): (String, String) = (row.get("whole"), row.get("columns"));
            let rights = format!("{whole} {columns}");
            if !rights.trim().is_empty() {
                let (name, scope): (String, String) = (row.get("name"), row.get("scope"));
                writeln!(present, "{role} | {name} | {} | {scope}", rights.trim())
                    .expect("text grows");
            }
        }
        let functions = sqlx::query_scalar::<_, String>(
            "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents')
               and has_function_privilege($1, p.oid, 'execute') order by 1",
        )
        .bind(role)
        .fetch_all(&mut db)
        .await
        .expect("the catalog answers");
        for function in functions {
            writeln!(present, "{role} | {function} | execute | function").expect("text grows");
        }
    }
    compare("grants.txt", &present);
}

#[tokio::test]
async fn nobody_can_change_or_delete_what_is_only_ever_added() {
    let mut db = Database::fresh().await.superuser().await;
    let changeable = strings(
        &mut db,
        "select r.rolname || ' can ' || p || ' ' || c.oid::regclass::text
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         cross join unnest(array['update', 'delete', 'truncate']) p
         cross join pg_roles r
         where r.rolname like 'redress\\_%' and r.rolname <> 'redress_owner' and c.relkind = 'r'
           and (n.nspname, c.relname) in (('shared', 'event'), ('shared', 'audit'), ('ledger', 'entry'),
             ('ledger', 'foreign_cash'), ('ledger', 'exchange'), ('ledger', 'exchange_answer'), ('ledger', 'revaluation'),
             ('ledger', 'bank_account'), ('ledger', 'cost_source'), ('ledger', 'booking_request'), ('ledger', 'booking_answer'),
             ('ledger', 'moment'), ('ledger', 'checkpoint'), ('ledger', 'day_sum'), ('ledger', 'account'),
             ('eligibility', 'worksheet'), ('eligibility', 'fact_sheet'), ('eligibility', 'clearance'), ('eligibility', 'award'), ('eligibility', 'award_line'),
             ('eligibility', 'panel_view'), ('eligibility', 'version'), ('eligibility', 'version_signature'), ('vault', 'payee'), ('intake', 'consent'))
           and has_table_privilege(r.oid, c.oid, p)",
    )
    .await;
    assert_eq!(changeable, Vec::<String>::new());
    // Not even the owner: the triggers refuse.
    for table in
        ["shared.event", "shared.audit", "ledger.entry", "ledger.moment", "ledger.checkpoint"]
    {
        let sql = sqlx::AssertSqlSafe(format!("truncate {table} cascade"));
        let refused = sqlx::raw_sql(sql).execute(&mut db).await.expect_err("append-only");
        let refused = refused
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .map(std::borrow::Cow::into_owned);
        assert_eq!(refused.as_deref(), Some("RD005"), "{table}");
    }
}

#[tokio::test]
async fn every_table_that_holds_claims_forces_row_level_security() {
    let mut db = Database::fresh().await.superuser().await;
    let open = strings(
        &mut db,
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents')
           and exists (select from pg_attribute a where a.attrelid = c.oid
                       and a.attname in ('claim_id', 'claimant_id') and not a.attisdropped)
           and not (c.relrowsecurity and c.relforcerowsecurity)",
    )
    .await;
    assert_eq!(open, Vec::<String>::new());
}

#[tokio::test]
async fn no_service_passes_row_level_security_and_the_public_has_nothing() {
    let mut db = Database::fresh().await.superuser().await;
    let mighty = strings(
        &mut db,
        "select rolname::text from pg_roles where rolname like 'redress\\_%'
           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
             or rolname <> 'redress_owner' and pg_has_role(rolname, 'redress_owner', 'member'))",
    )
    .await;
    assert_eq!(mighty, Vec::<String>::new());
    let public = strings(
        &mut db,
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace,
           aclexplode(c.relacl) a
         where a.grantee = 0 and n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents')
         union select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents')
           and has_function_privilege('public', p.oid, 'execute')",
    )
    .await;
    assert_eq!(public, Vec::<String>::new());
}

#[tokio::test]
async fn sealed_data_is_read_by_intake_and_payees_by_the_ledger_only() {
    let mut db = Database::fresh().await.superuser().await;
    let readers = strings(
        &mut db,
        "select distinct r.rolname || ' ' || c.relname from pg_class c
         join pg_namespace n on n.oid = c.relnamespace cross join pg_roles r
         where n.nspname = 'vault' and c.relkind = 'r' and r.rolname like 'redress\\_%' and r.rolname <> 'redress_owner'
           and has_schema_privilege(r.oid, n.oid, 'usage') and has_any_column_privilege(r.oid, c.oid, 'select')
         order by 1",
    )
    .await;
    let intake_only = ["contact", "identity"];
    for reader in &readers {
        let (role, table) = reader.split_once(' ').expect("two words");
        let allowed =
            role == "redress_intake" || role == "redress_ledger" && !intake_only.contains(&table);
        assert!(allowed, "{role} reads vault.{table}");
    }
    for table in intake_only {
        assert!(readers.contains(&format!("redress_intake {table}")), "intake reads vault.{table}");
    }
}
