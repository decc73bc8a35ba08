//! The schema to read: topic by topic its tables and views with what they are for and who may do what, and its functions.
//! Belongs here: what a database says of itself, put in the order of the files. Never here: what the files say beyond that.

use crate::definitions::FILES;
use crate::schema::MIGRATOR;
use redress_kernel::Fault;
use sqlx::{FromRow, PgConnection};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A table or a view; the lists are sentences.
#[derive(FromRow)]
struct Relation {
    name: String,
    is_view: bool,
    comment: String,
    columns: Vec<String>,
    rights: Vec<String>,
    policies: Vec<String>,
    triggers: Vec<String>,
}

#[derive(FromRow)]
struct Function {
    name: String,
    signature: String,
    comment: String,
    callers: String,
}

/// The overview of a database, in Markdown.
pub async fn overview(db: &mut PgConnection) -> Result<String, Fault> {
    let relations = relations(db).await?;
    let functions = functions(db).await?;
    let (topics, places) = topics();
    let mut text = String::new();
    for topic in topics {
        let is_here = |name: &str| places.get(name).is_some_and(|place| *place == topic);
        write(&mut text, format_args!("# {topic}\n\n"));
        for relation in relations.iter().filter(|relation| is_here(&relation.name)) {
            relation.write(&mut text);
        }
        for function in functions.iter().filter(|function| is_here(&function.name)) {
            function.write(&mut text);
        }
    }
    Ok(text.trim_end().to_owned())
}

fn write(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("text grows");
}

impl Relation {
    fn write(&self, text: &mut String) {
        let kind = if self.is_view { "view" } else { "table" };
        write(text, format_args!("## {kind} {}\n{}\n", self.name, self.comment));
        for (heading, list) in [
            ("Columns", &self.columns),
            ("Who may", &self.rights),
            ("Which rows", &self.policies),
            ("Watched by", &self.triggers),
        ] {
            if !list.is_empty() {
                write(text, format_args!("- {heading}\n  - {}\n", list.join("\n  - ")));
            }
        }
        text.push('\n');
    }
}

impl Function {
    fn write(&self, text: &mut String) {
        write(text, format_args!("## function {}\n", self.signature));
        for line in [&self.comment, &self.callers] {
            if !line.is_empty() {
                write(text, format_args!("{line}\n"));
            }
        }
        text.push('\n');
    }
}

/// The topics in the order of the files, and the topic of every table, view and function.
fn topics() -> (Vec<String>, BTreeMap<String, String>) {
    let tables = MIGRATOR.iter().map(|file| (table_topic(&file.description), file.sql.as_str()));
    let definitions = FILES.iter().filter_map(|(name, sql)| Some((name.split_once('/')?.0, *sql)));
    let (mut order, mut places) = (Vec::new(), BTreeMap::new());
    for (topic, sql) in tables.chain(definitions) {
        for made in sql.lines().filter_map(|line| line.strip_prefix("create ")) {
            let Some((kind, rest)) = made.split_once(' ') else { continue };
            if !["table", "view", "function"].contains(&kind) {
                continue;
            }
            let name = rest.split([' ', '(']).next().unwrap_or_default();
            places.insert(name.to_owned(), topic.to_owned());
            if !order.iter().any(|known| known == topic) {
                order.push(topic.to_owned());
            }
        }
    }
    (order, places)
}

/// `ledger  books` and `shared  tables` are how the migrator tells the names of the files `ledger__books`, `shared__tables`.
fn table_topic(description: &str) -> &str {
    match description.split_once("  ") {
        Some(("ledger", topic)) => topic.split(' ').next().unwrap_or(topic),
        Some((namespace, _)) => namespace,
        None => description,
    }
}

async fn relations(db: &mut PgConnection) -> Result<Vec<Relation>, Fault> {
    let found = sqlx::query_as(
        "-- contract::overview::relations
        select n.nspname || '.' || c.relname as name, c.relkind = 'v' as is_view,
          coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
          array(select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                  || case when k.oid is not null then ', key' when a.attnotnull or c.relkind = 'v' then '' else ', may be empty' end
                  || coalesce(': ' || col_description(c.oid, a.attnum), '')
                from pg_attribute a left join pg_constraint k
                  on k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
          array(select r.grantee::regrole::text || ': ' || string_agg(r.may, ', ' order by r.may)
                from (select w.grantee, lower(w.privilege_type) as may from aclexplode(c.relacl) w
                      union all
                      select p.grantee, lower(p.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
                      from pg_attribute a cross join lateral aclexplode(a.attacl) p where a.attrelid = c.oid
                      group by p.grantee, p.privilege_type) as r
                where r.grantee not in (0, c.relowner) group by r.grantee order by 1) as rights,
          -- The owner's, under which functions run, say nothing of who may.
          array(select p.polname || ', '
                  || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
                       else 'all' end
                  || coalesce(' where ' || pg_get_expr(p.polqual, c.oid), '')
                  || coalesce(' with ' || pg_get_expr(p.polwithcheck, c.oid), '')
                from pg_policy p where p.polrelid = c.oid and p.polroles <> array[c.relowner] order by p.polname) as policies,
          array(select t.tgname || ': ' || t.tgfoid::regproc::text from pg_trigger t
                where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname) as triggers
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents') and c.relkind in ('r', 'v')
        order by c.relkind, c.oid",
    );
    Ok(found.fetch_all(db).await?)
}

async fn functions(db: &mut PgConnection) -> Result<Vec<Function>, Fault> {
    let found = sqlx::query_as(
        "-- contract::overview::functions
        select n.nspname || '.' || p.proname as name,
          n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
            || coalesce(' returns ' || pg_get_function_result(p.oid), '') as signature,
          coalesce(obj_description(p.oid, 'pg_proc'), '') as comment,
          coalesce('Called by ' || (select string_agg(a.grantee::regrole::text, ', ' order by a.grantee::regrole::text)
            from aclexplode(p.proacl) a where a.grantee <> p.proowner), '') as callers
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents')
        order by n.nspname, p.proname, signature",
    );
    Ok(found.fetch_all(db).await?)
}
