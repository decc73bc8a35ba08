//! Whatever somebody with every right on the server does to rows behind the product's back, the audit finds and names.

use crate::sealed::seal_to_the_end;
use redress::seed;
use redress_documents::actions::read_paper::read_paper;
use redress_documents::actions::read_proof::read_proof;
use redress_kernel::{Actor, Clock, Role};
use redress_ledger::books::actions::audit_books::audit_books;
use redress_proof::{PaperProof, SealKey};
use redress_runtime::{Ctx, pool};
use redress_testkit::World;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

/// A change of one row, as the operator makes it.
struct Deed {
    kind: &'static str,
    table: &'static str,
    /// Names the row, as an expression over its columns.
    key: &'static str,
    /// Which of the rows.
    row: &'static str,
    /// What is set; nothing where the row is deleted.
    set: &'static str,
    /// What the audit says of it, with the row for `{}`.
    found: &'static str,
}

const DEEDS: [Deed; 20] = [
    Deed {
        kind: "a row of the audit is taken away",
        table: "shared.audit",
        key: "audit_id",
        row: "action = 'intake.submit_claim'",
        set: "",
        found: "log_is_as_sealed: audit {} is gone",
    },
    Deed {
        kind: "a row of the audit names another person",
        table: "shared.audit",
        key: "audit_id",
        row: "action = 'eligibility.issue_decision'",
        set: "actor_id = gen_random_uuid()",
        found: "log_is_as_sealed: audit {} was changed",
    },
    Deed {
        kind: "an event is taken away",
        table: "shared.event",
        key: "seq",
        row: "kind = 'decision_issued'",
        set: "",
        found: "log_is_as_sealed: event in place {} is gone",
    },
    Deed {
        kind: "an event says something else",
        table: "shared.event",
        key: "seq",
        row: "kind = 'claim_submitted'",
        set: "occurred_at = occurred_at - interval '1 day'",
        found: "log_is_as_sealed: event in place {} was changed",
    },
    Deed {
        kind: "an event says something else, which the chain of its claim shows",
        table: "shared.event",
        key: "event_id",
        row: "kind = 'claim_triaged'",
        set: "actor_id = gen_random_uuid()",
        found: "events_are_chained: event {} (claim_triaged)",
    },
    Deed {
        kind: "a decision",
        table: "eligibility.decision",
        key: "decision_id",
        row: "true",
        set: "net = net + 1",
        found: "rows_are_as_logged: eligibility.decision {} was changed",
    },
    Deed {
        kind: "a view",
        table: "eligibility.panel_view",
        key: "award_id || ' ' || actor_id",
        row: "outcome = 'awarded'",
        set: "outcome = 'not_awarded'",
        found: "rows_are_as_logged: eligibility.panel_view {} was changed",
    },
    Deed {
        kind: "a view is taken away",
        table: "eligibility.panel_view",
        key: "award_id || ' ' || actor_id",
        row: "outcome = 'awarded'",
        set: "",
        found: "rows_are_as_logged: eligibility.panel_view {} is gone",
    },
    Deed {
        kind: "a fact",
        table: "eligibility.fact_sheet",
        key: "fact_sheet_id",
        row: "true",
        set: "document = document || '{\"x\": 1}'",
        found: "rows_are_as_logged: eligibility.fact_sheet {} was changed",
    },
    Deed {
        kind: "a consent",
        table: "intake.consent",
        key: "consent_id",
        row: "purpose = 'P9' or purpose = 'P1'",
        set: "change = 'refused'",
        found: "rows_are_as_logged: intake.consent {} was changed",
    },
    Deed {
        kind: "a consent is taken away",
        table: "intake.consent",
        key: "consent_id",
        row: "purpose = 'P2'",
        set: "",
        found: "rows_are_as_logged: intake.consent {} is gone",
    },
    Deed {
        kind: "an involvement is taken away",
        table: "shared.involvement",
        key: "claim_id || ' ' || actor_id",
        row: "capacity = 'panel'",
        set: "",
        found: "rows_are_as_logged: shared.involvement {} is gone",
    },
    Deed {
        kind: "what a paper says",
        table: "documents.paper",
        key: "document_id",
        row: "kind = 'decision_letter'",
        set: "content = '{}'",
        found: "rows_are_as_logged: documents.paper {} was changed",
    },
    Deed {
        kind: "the file of a paper, with its hash",
        table: "documents.paper",
        key: "document_id",
        row: "kind = 'receipt'",
        set: "bytes = 'x', sha256 = sha256('x')",
        found: "rows_are_as_logged: documents.paper {} was changed",
    },
    Deed {
        kind: "a payee",
        table: "vault.payee",
        key: "payee_id",
        row: "true",
        set: "last_four = '0000'",
        found: "rows_are_as_logged: vault.payee {} was changed",
    },
    Deed {
        kind: "where a claim stands",
        table: "shared.claim",
        key: "claim_id",
        row: "stage = 'submitted'",
        set: "stage = 'withdrawn'",
        found: "rows_are_as_logged: shared.claim {} was changed",
    },
    Deed {
        kind: "the roles of a person",
        table: "shared.actor",
        key: "actor_id",
        row: "'panel_member' = any (roles)",
        set: "roles = '{panel_chair}'",
        found: "rows_are_as_logged: shared.actor {} was changed",
    },
    Deed {
        kind: "a rate",
        table: "shared.rate",
        key: "rate_id",
        row: "currency = 'XAF'",
        set: "per_usd = per_usd * 2",
        found: "rows_are_as_logged: shared.rate {} was changed",
    },
    Deed {
        kind: "the trace of a row is made to fit",
        table: "shared.row_log",
        key: "log_id",
        row: "listed = 'eligibility.decision'",
        set: "digest = sha256('x')",
        found: "log_is_as_sealed: trace {} was changed",
    },
    Deed {
        kind: "a checkpoint is written anew",
        table: "shared.checkpoint",
        key: "number",
        row: "true",
        set: "leaves = overlay(leaves placing sha256('x') from 1)",
        found: "checkpoints_are_as_signed: checkpoint {}",
    },
];

struct House {
    world: World,
    ctx: Ctx,
    key: SealKey,
}

impl House {
    /// A caseload at every stage, whose log is sealed.
    async fn with_caseload() -> Self {
        let world = World::new().await;
        let config = world.config();
        seed::run(&config, 11, true).await.unwrap_or_else(|fault| panic!("{}", fault.chain()));
        let pool = pool::pool(config.database_url("ledger"), 2).expect("a pool");
        let text = std::fs::read_to_string(&config.secrets.seal_key_file).expect("the key file");
        let key = SealKey::from_key_file(&text).expect("a key");
        let house = Self { ctx: Ctx::new("ledger", pool, Clock::system()), world, key };
        seal_to_the_end(&house.world, &house.ctx, &house.key).await;
        house
    }

    async fn found(&self) -> BTreeSet<String> {
        let system = Actor::system("ledger");
        let audited = audit_books(&self.ctx, &system, Some(&self.key.public())).await;
        let broken = audited.expect("audited").broken;
        broken.into_iter().map(|one| format!("{}: {}", one.promise, one.place)).collect()
    }

    async fn one(&self, sql: String) -> String {
        sqlx::query_scalar(AssertSqlSafe(sql.clone()))
            .fetch_one(&mut self.world.db.superuser().await)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// Does it, and says what the audit must find.
    async fn does(&self, deed: &Deed) -> String {
        let Deed { table, key, row, set, .. } = deed;
        let which = self
            .one(format!("select ({key})::text from {table} where {row} order by 1 limit 1"))
            .await;
        let change = if set.is_empty() {
            format!("delete from {table}")
        } else {
            format!("update {table} set {set}")
        };
        self.world.db.tamper(&format!("{change} where ({key})::text = '{which}'")).await;
        deed.found.replace("{}", &which)
    }
}

#[tokio::test]
async fn every_kind_of_tampering_is_found_and_named() {
    let house = House::with_caseload().await;
    let mut before = house.found().await;
    assert_eq!(before, BTreeSet::new(), "nobody has done anything to it");
    house.world.db.breaks(&BROKEN);
    for deed in &DEEDS {
        let expected = house.does(deed).await;
        let after = house.found().await;
        assert!(!before.contains(&expected), "{}: {expected}", deed.kind);
        let new: Vec<_> = after.difference(&before).collect();
        assert!(after.contains(&expected), "{}: {expected} is not in {new:#?}", deed.kind);
        before = after;
    }
}

/// Promises of the books that the deeds break beside the log's.
const BROKEN: [&str; 0] = [];

#[tokio::test]
async fn what_is_forged_behind_the_services_is_found_and_named() {
    let house = House::with_caseload().await;
    assert_eq!(house.found().await, BTreeSet::new());

    // A small loss that nobody booked, balanced and between two accounts that are there.
    let entry = house.one("select gen_random_uuid()::text".to_owned()).await;
    let columns =
        "entry_id, seq, kind, occurred_on, made_by, made_at, accounts, amounts, call_size";
    let forged = format!(
        "insert into {} ({columns})
         select '{entry}', nextval('ledger.entry_seq'), 'loss', occurred_on, made_by, clock_timestamp(), accounts,
           array[0.01, -0.01], 1 from ledger.entry where kind = 'contribution' limit 1",
        "ledger.entry"
    );
    house.world.db.tamper(&forged).await;
    house.expects(&[format!("entries_have_their_audit: entry {entry} (loss)")]).await;

    // With triggers on it needs an audit row, and that names who wrote it.
    let mut db = house.world.db.superuser().await;
    let claim = house
        .one("select claim_id::text from shared.claim where stage = 'submitted' limit 1".into())
        .await;
    let moved = format!(
        "begin; insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), '', 'x');
         update shared.claim set stage = 'withdrawn' where claim_id = '{claim}'; commit"
    );
    sqlx::raw_sql(AssertSqlSafe(moved)).execute(&mut db).await.expect("the superuser may");
    let user = house.one("select session_user::text".to_owned()).await;
    let audit = house.one("select max(audit_id)::text from shared.audit".to_owned()).await;
    house
        .expects(&[
            format!("rows_have_their_audit: shared.claim {claim} was written by {user}"),
            format!("audit_is_of_services: audit {audit} was written by {user}"),
        ])
        .await;

    // A row that no service wrote, and one of the audit that was written into the past.
    house
        .world
        .db
        .tamper(
            "insert into shared.involvement (claim_id, actor_id, capacity)
             select c.claim_id, a.actor_id, 'conflict' from shared.claim c, shared.actor a
             where 'auditor' = any (a.roles) limit 1;
             insert into shared.audit (xid, service, actor_id, roles, action)
             select xid, service, actor_id, roles, 'forged' from shared.audit where action = 'intake.submit_claim' limit 1",
        )
        .await;
    let forged =
        "select claim_id || ' ' || actor_id from shared.involvement where capacity = 'conflict'";
    let row = house.one(forged.to_owned()).await;
    let audit =
        house.one("select audit_id::text from shared.audit where action = 'forged'".into()).await;
    house
        .expects(&[
            format!("rows_are_as_logged: shared.involvement {row} is in no log"),
            format!("log_is_as_sealed: audit {audit} was added"),
        ])
        .await;
    house.world.db.breaks(&FORGED);
}

/// Promises of the books that a forged loss breaks beside the log's.
const FORGED: [&str; 1] = ["funds_equal_books"];

impl House {
    async fn expects(&self, expected: &[String]) {
        let found = self.found().await;
        for one in expected {
            assert!(found.contains(one), "{one} is not in {found:#?}");
        }
    }
}

#[tokio::test]
async fn the_proof_beside_a_letter_is_verified_without_the_database() {
    let house = House::with_caseload().await;
    let ola = house.world.person("auditor.of-letters", &[Role::Auditor]).await;
    let config = house.world.config();
    let pool = pool::pool(config.database_url("documents"), 2).expect("a pool");
    let documents = Ctx::new("documents", pool, Clock::system());
    let letter = house
        .one(
            "select document_id::text from documents.paper where kind = 'decision_letter' limit 1"
                .into(),
        )
        .await;
    let letter = letter.parse().expect("an identifier");
    let file = read_paper(&documents, &ola.actor, letter).await.expect("the letter");
    let proof = read_proof(&documents, &ola.actor, letter).await.expect("its proof");
    let proof: PaperProof = serde_json::from_str(&proof.text).expect("a proof");
    let key = house.key.public();
    proof.verify(&file.bytes, &key).expect("as it was sealed");

    let mut other = file.bytes.clone();
    other.push(b'x');
    proof.verify(&other, &key).expect_err("another file");
    let forged = PaperProof { row: proof.row.replace("2026", "2025"), ..proof.clone() };
    forged.verify(&file.bytes, &key).expect_err("another row");
    let forged = PaperProof { place: proof.place + 1, ..proof.clone() };
    forged.verify(&file.bytes, &key).expect_err("another place");
    let stranger = SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file");
    proof.verify(&file.bytes, &stranger.public()).expect_err("another key");

    // Where the paper is not for her, there is no proof either.
    let farid = house.world.person("finance.other", &[Role::FinanceOfficer]).await;
    read_proof(&documents, &farid.actor, letter).await.expect_err("not for finance");
}
