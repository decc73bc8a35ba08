//! The files of the schema: tables stay as they were released, and every definition stands once.

use super::{files, read, root};
use redress_contract::definitions::FILES;
use redress_contract::overview::overview;
use redress_testkit::Database;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What a file creates: kind, name and, of a function, the types that tell it from its namesakes.
fn created(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    // A statement begins its line; what a loop creates, the database itself refuses a second time.
    for statement in format!("\n{sql}").split("\ncreate ").skip(1) {
        let statement = statement.strip_prefix("or replace ").unwrap_or(statement);
        let statement = statement.strip_prefix("constraint ").unwrap_or(statement);
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words.as_slice() {
            ["function", ..] => {
                let signature =
                    statement["function ".len()..].split_once("$$").map_or("", |(s, _)| s);
                found.push(format!("function {}", arguments(signature)));
            }
            ["view", name, ..] => found.push(format!("view {name}")),
            ["policy" | "trigger", name, rest @ ..] => {
                let on = rest.iter().skip_while(|word| **word != "on").nth(1).unwrap_or(&"");
                found.push(format!("{} {name} on {on}", words[0]));
            }
            _ => {}
        }
    }
    found
}

/// Name and types of arguments, from `name(first text, second int) returns …`.
fn arguments(signature: &str) -> String {
    let (name, rest) = signature.split_once('(').unwrap_or((signature, ")"));
    let (inside, _) =
        rest.split_once(") ").or_else(|| rest.split_once(")\n")).unwrap_or((rest, ""));
    let types: Vec<String> = inside
        .split(',')
        .filter(|argument| !argument.trim_start().starts_with("out "))
        .map(|argument| argument.split_whitespace().skip(1).collect::<Vec<_>>().join(" "))
        .collect();
    format!("{name}({})", types.join(", "))
}

#[test]
fn what_a_file_creates_is_found() {
    let sql = "create function a.f(x int, y text[]) returns int\nlanguage sql as $$ select 1; $$;\n\
        create or replace function a.f(z int,\n  y text[], out t int)\nlanguage sql as $$ select 2; $$;\n\
        create constraint trigger t after insert on a.b for each row execute function a.g();\n\
        execute format('create policy seen on a.%s for select', listed);";
    let found = created(sql);
    assert_eq!(
        found,
        ["function a.f(int, text[])", "function a.f(int, text[])", "trigger t on a.b"]
    );
}

#[test]
fn every_definition_stands_once_and_in_the_definitions() {
    let mut made = BTreeMap::<String, String>::new();
    for path in files("migrations/definitions", ".sql") {
        let text = read(&path);
        assert!(
            !text.contains("create or replace"),
            "{path}: a definition stands once, so it replaces none"
        );
        assert!(text.lines().count() < 400, "{path} is too long: one subject a file");
        for name in created(&text) {
            if let Some(other) = made.insert(name.clone(), path.clone()) {
                panic!("{name} stands in {other} and in {path}");
            }
        }
    }
    assert!(made.len() > 200, "the scan finds definitions: {}", made.len());
    for path in files("migrations", ".sql").iter().filter(|path| !path.contains("/definitions/")) {
        // A function that a constraint or a default needs stands with its table, and nowhere else.
        for name in created(&read(path)) {
            let is_function = name.starts_with("function ");
            assert!(
                is_function && !made.contains_key(&name),
                "{path}: {name} belongs in migrations/definitions"
            );
        }
    }
}

#[test]
fn the_program_carries_every_file_of_the_definitions() {
    let carried: BTreeMap<&str, &str> = FILES.iter().copied().collect();
    let present: BTreeMap<String, String> = files("migrations/definitions", ".sql")
        .into_iter()
        .map(|path| (path.trim_start_matches("migrations/definitions/").to_owned(), read(&path)))
        .collect();
    let present: BTreeMap<&str, &str> =
        present.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(carried, present);
}

/// Files of tables that a release had and that are no longer as they were.
fn changed(released: &BTreeMap<String, String>, present: &BTreeMap<String, String>) -> Vec<String> {
    let is_changed = |path: &&String| present.get(*path) != released.get(*path);
    released.keys().filter(is_changed).cloned().collect()
}

#[test]
fn a_changed_file_of_a_release_is_found() {
    let tree = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    let released = tree(&[("1_a.sql", "table a"), ("2_b.sql", "table b"), ("3_c.sql", "table c")]);
    let present = tree(&[("1_a.sql", "table a"), ("2_b.sql", "table b2"), ("4_d.sql", "table d")]);
    assert_eq!(changed(&released, &present), ["2_b.sql", "3_c.sql"]);
}

/// What git answers; nothing where this is no checkout, or git is not there.
fn git(arguments: &[&str]) -> Option<String> {
    let mut run = Command::new("git");
    let run = run.arg("-C").arg(root()).args(["-c", "safe.directory=*"]).args(arguments);
    let done = run.output().ok()?;
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned())
}

#[test]
fn a_released_file_of_tables_is_never_edited() {
    let is_table_file = |path: &str| {
        let parts = path.rsplit_once('.');
        parts.is_some_and(|(name, ending)| ending == "sql" && name.matches('/').count() == 1)
    };
    let present: BTreeMap<String, String> = files("migrations", ".sql")
        .into_iter()
        .filter(|path| is_table_file(path))
        .map(|path| (path.clone(), read(&path)))
        .collect();
    assert!(present.len() > 10, "the scan finds files of tables");
    // A clone without tags knows of no release.
    for tag in git(&["tag", "--merged", "HEAD", "--list", "v*"]).unwrap_or_default().lines() {
        let names = git(&["ls-tree", "-r", "--name-only", tag, "migrations/"]).unwrap_or_default();
        let released: BTreeMap<String, String> = names
            .lines()
            .filter(|path| is_table_file(path))
            .map(|path| {
                let text =
                    git(&["show", &format!("{tag}:./{path}")]).expect("git shows what it lists");
                (path.to_owned(), text)
            })
            .collect();
        assert_eq!(
            changed(&released, &present),
            Vec::<String>::new(),
            "since {tag}: add a new file"
        );
    }
}

#[tokio::test]
async fn the_overview_has_every_table_by_its_topic_and_every_table_says_what_it_is() {
    let mut db = Database::fresh().await.superuser().await;
    let text = overview(&mut db).await.expect("the overview");
    let tables: Vec<(String, Option<String>)> = sqlx::query_as(
        "select n.nspname || '.' || c.relname, obj_description(c.oid, 'pg_class') from pg_class c
         join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'v')
           and n.nspname in ('shared', 'vault', 'intake', 'eligibility', 'ledger', 'documents')",
    )
    .fetch_all(&mut db)
    .await
    .expect("the catalog answers");
    let shown: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## table ").or_else(|| line.strip_prefix("## view ")))
        .collect();
    assert_eq!(shown, tables.iter().map(|(name, _)| name.as_str()).collect());
    let mute: Vec<&str> =
        tables.iter().filter(|(_, said)| said.is_none()).map(|(name, _)| name.as_str()).collect();
    assert_eq!(mute, Vec::<&str>::new(), "comment on each");
    let trust = text.split("\n# ").find(|topic| topic.starts_with("trust\n")).expect("a topic");
    let request =
        trust.split("\n## ").find(|part| part.starts_with("table ledger.trust_request\n"));
    let request = request.expect("the table stands with its topic");
    for said in [
        "A liaison asks for held money to be released",
        "  - redress_ledger: insert, select",
        "  - added, insert with ( SELECT shared.actor_has('liaison'::text) AS actor_has)",
        "  - trust_request_before_insert: ledger.trust_request_before_insert",
    ] {
        assert!(request.contains(said), "{said} is not in {request}");
    }
    assert!(trust.contains("## function ledger.trust_terms_on(of_month date) returns "), "{trust}");
}
