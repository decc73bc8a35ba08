//! The journal in other programs: hledger and Beancount read the exports and come to every balance of the books.

use crate::books::{Sent, SentLeg, begin, officer, post, run, sent};
use crate::desk::{Desk, PLAIN};
use crate::signed_in::{done, owner_as};
use redress_iso20022::sim::Options;
use redress_kernel::{Actor, Currency, Date, Outcome, Stop, Timestamp, Uuid};
use redress_ledger::books::actions::export_journal::{ExportJournal, export_journal};
use redress_ledger::books::journal_text::{Format, account_name};
use redress_testkit::token;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::path::{Path, PathBuf};
use std::process::Command;
use time::macros::date;

/// What the programs are given, and the answers of the books beside it.
struct Files(PathBuf);

impl Drop for Files {
    fn drop(&mut self) {
        // It lies in a temporary folder.
        let _left = std::fs::remove_dir_all(&self.0);
    }
}

impl Files {
    async fn of(desk: &Desk, cmd: ExportJournal) -> Self {
        let folder = std::env::temp_dir().join(format!("redress-journal-{}", token()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut known_at = cmd.known_at;
        for format in Format::ALL.iter().copied() {
            let text = text(desk, ExportJournal { format, known_at, ..cmd }).await.expect("text");
            let line = text.lines().find_map(|line| line.split_once("As known at: "));
            let moment = line.expect("every export names its moment").1;
            let rfc = time::format_description::well_known::Rfc3339;
            known_at = Some(Timestamp::parse(moment, &rfc).expect("a moment"));
            std::fs::write(folder.join(format.as_str()), text).expect("a file");
        }
        let mut owner = owner_as(&desk.world.db, Uuid::from_u128(1), "system").await;
        let books = books(&mut owner, cmd.to, known_at).await;
        std::fs::write(folder.join("books"), books).expect("a file");
        Self(folder)
    }

    fn change(&self, format: Format, from: &str, to: &str) {
        let path = self.0.join(format.as_str());
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{text}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("a file");
    }

    /// What the programs say, and whether they agree with the books.
    fn judged(&self) -> (bool, String) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let python = root.join(".run/peers/py/bin/python");
        assert!(python.is_file(), "{} is missing: `make peers` brings it", python.display());
        let files = ["books", "hledger", "beancount", "csv"].map(|name| self.0.join(name));
        let compare = root.join("infra/peers/compare.py");
        let output = Command::new(python).arg(compare).args(files).output().expect("Python runs");
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }
}

async fn text(desk: &Desk, cmd: ExportJournal) -> Outcome<String> {
    let mut export = export_journal(&desk.app.ctx, &Actor::system("ledger"), cmd).await?;
    let mut whole = String::new();
    while let Some(text) = export.next().await? {
        whole.push_str(&text);
    }
    Ok(whole)
}

/// Every balance of the books in which something moved.
async fn books(db: &mut PgConnection, to: Option<Date>, at: Option<Timestamp>) -> String {
    let rows: Vec<(i16, String, String, String, Decimal)> = sqlx::query_as(
        "select number, head, holder, currency, debit - credit from ledger.balance($1, $2)
         where debit <> 0 or credit <> 0",
    )
    .bind(to)
    .bind(at)
    .fetch_all(db)
    .await
    .expect("readable");
    rows.into_iter()
        .map(|(number, head, holder, currency, net)| {
            let code: Currency = currency.parse().expect("a currency");
            format!("{},{net},{currency}\n", account_name(number, &head, &holder, code))
        })
        .collect()
}

fn leg(account: (&'static str, &'static str, &'static str), amount: &str) -> SentLeg {
    let (head, holder, currency) = account;
    let side = if amount.starts_with('-') { "credit" } else { "debit" };
    SentLeg { head, holder, side, amount: amount.trim_start_matches('-').to_owned(), currency }
}

/// An award of which one payment was made with a fee, one rejected and one sent back.
async fn paid_in_part(desk: &Desk) -> crate::desk::Award {
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let file = desk.file(&batch).await;
    let text = String::from_utf8(file).expect("text");
    let ids: Vec<&str> =
        text.split("<EndToEndId>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    let options = Options {
        reject: [(ids[0].to_owned(), "AC01".to_owned())].into(),
        give_back: [(ids[1].to_owned(), "AC04".to_owned())].into(),
        charges: [(ids[2].to_owned(), Decimal::new(1234, 2))].into(),
        opening: Decimal::new(50_000, 0),
        ..Options::default()
    };
    let answer = desk.bank(&batch, &options).await;
    for file in [&answer.report, &answer.statement] {
        desk.upload(&desk.farid, file).await;
    }
    award
}

/// A desk that paid one award in part and did everything else that can be booked: every kind of entry, currencies of no,
/// two and three decimals, holders, and what was taken back.
async fn worked() -> Desk {
    let desk = Desk::new().await;
    let award = paid_in_part(&desk).await;
    let mut db = officer(&desk.world.db, desk.farid.actor.actor_id.0).await;
    let (cash, exchange) = ("fund_cash", "currency_exchange");
    let bank = "bank:eur-1.main";
    for (head, currency, holder) in [
        (cash, "EUR", bank),
        (exchange, "EUR", ""),
        (cash, "JOD", ""),
        (exchange, "JOD", ""),
        (cash, "XAF", ""),
        (exchange, "XAF", ""),
        ("contributions", "EUR", "gov_1"),
        ("minors_trust", "EUR", ""),
    ] {
        let sql = format!("select ledger.open_account('{head}', '{currency}', '{holder}')");
        done(&mut db, &sql).await;
    }
    // An exchange needs two people, a reversal what it takes back.
    let kinds: Vec<String> = sqlx::query_scalar(
        "select kind from ledger.entry_kind where kind not in ('reversal', 'exchange', 'transfer')",
    )
    .fetch_all(&mut db)
    .await
    .expect("readable");
    let mut entries: Vec<Sent> = (1..)
        .zip(kinds)
        .map(|(n, kind)| Sent {
            day: date!(2026 - 11 - 01) + time::Duration::days(n % 40 - 20),
            ..sent(kind.leak(), "own_error", "bank_charges", &format!("{n}.{:02}", n * 7 % 100))
        })
        .collect();
    let given = leg(("contributions", "gov_1", "EUR"), "-777.77");
    let euros = |amount| leg((cash, bank, "EUR"), amount);
    let pair = |currency, amount: &str| {
        [leg((cash, "", currency), amount), leg((exchange, "", currency), &format!("-{amount}"))]
    };
    let dollars = [leg((cash, "", "USD"), "-43.21"), leg((exchange, "", "USD"), "43.21")];
    for (kind, legs, claim) in [
        ("contribution", vec![given, euros("777.77")], None),
        ("closing", [pair("JOD", "30.637"), dollars.clone()].concat(), None),
        ("closing", [pair("XAF", "26153"), dollars.clone()].concat(), None),
        (
            "trust",
            vec![euros("5.05"), leg(("minors_trust", "", "EUR"), "-5.05")],
            Some(award.claim.0),
        ),
    ] {
        entries.push(Sent { claim, legs, ..sent(kind, cash, cash, "1") });
    }
    for entry in &entries {
        post(&mut db, std::slice::from_ref(entry)).await.expect("posted");
    }
    let undone = entries.last().expect("entries").clone();
    let mut back = Sent { kind: "reversal", undoes: Some(undone.id), ..undone };
    back.id = crate::books::fresh();
    for leg in &mut back.legs {
        leg.side = if leg.side == "debit" { "credit" } else { "debit" };
    }
    post(&mut db, &[back]).await.expect("taken back");
    desk
}

const ALL: ExportJournal =
    ExportJournal { format: Format::Csv, from: None, to: None, known_at: None };

#[tokio::test]
async fn hledger_and_beancount_come_to_every_balance() {
    let desk = worked().await;
    let files = Files::of(&desk, ALL).await;
    let (agree, said) = files.judged();
    assert!(agree, "{said}");
    let accounts = std::fs::read_to_string(files.0.join("books")).expect("a file").lines().count();
    assert!(accounts >= 15, "{accounts}");
    for program in ["hledger", "beancount", "lines"] {
        let line = format!("{program}: {accounts} of {accounts} balances agree");
        assert!(said.contains(&line), "{said}");
    }
    // The judges do judge: a cent more, a line less, another balance.
    files.change(Format::Hledger, "  50000.00 USD", "  50000.01 USD");
    assert!(!files.judged().0);
    let files = Files::of(&desk, ALL).await;
    files.change(Format::Beancount, "26153 XAF", "26154 XAF");
    assert!(!files.judged().0);
    let files = Files::of(&desk, ALL).await;
    files.change(Format::Csv, "30.637", "30.638");
    assert!(!files.judged().0);
}

#[tokio::test]
async fn a_range_opens_with_what_was_there_and_ends_with_what_is_left() {
    let desk = worked().await;
    for (from, to) in [
        (Some(date!(2026 - 11 - 01)), Some(date!(2026 - 11 - 02))),
        (Some(date!(2026 - 10 - 20)), None),
        (None, Some(date!(2026 - 10 - 31))),
    ] {
        let files = Files::of(&desk, ExportJournal { from, to, ..ALL }).await;
        let (agree, said) = files.judged();
        assert!(agree, "{from:?} to {to:?}: {said}");
        let text = std::fs::read_to_string(files.0.join("csv")).expect("a file");
        let mut list = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
        let rows: Result<Vec<csv::StringRecord>, _> = list.records().collect();
        let rows = rows.expect("rows of one length");
        assert_eq!(rows.iter().any(|row| &row[0] == "opening"), from.is_some());
        let days: Vec<&str> =
            rows.iter().filter(|row| &row[0] == "entry").map(|row| &row[4]).collect();
        assert!(!days.is_empty());
        let within = |day: &&str| {
            from.is_none_or(|from| **day >= *from.to_string())
                && to.is_none_or(|to| **day <= *to.to_string())
        };
        assert!(days.iter().all(within), "{days:?}");
    }
}

#[tokio::test]
async fn the_same_moment_gives_the_same_bytes_whatever_came_since() {
    let desk = worked().await;
    let first = text(&desk, ALL).await.expect("text");
    let moment = first.lines().find_map(|line| line.split_once("As known at: "));
    let rfc = time::format_description::well_known::Rfc3339;
    let known_at = Timestamp::parse(moment.expect("a moment").1, &rfc).ok();
    desk.fund("10.00").await;
    let again = text(&desk, ExportJournal { known_at, ..ALL }).await.expect("text");
    assert_eq!(first, again);
    assert_ne!(first, text(&desk, ALL).await.expect("text"));
    let files = Files::of(&desk, ExportJournal { known_at, ..ALL }).await;
    let (agree, said) = files.judged();
    assert!(agree, "{said}");
}

#[tokio::test]
async fn an_export_names_claims_by_code_and_nobody_else() {
    let desk = worked().await;
    let text = text(&desk, ALL).await.expect("text");
    let mut db = desk.world.db.superuser().await;
    let (claim, code): (Uuid, String) =
        sqlx::query_as("select claim_id, claim_code from shared.claim")
            .fetch_one(&mut db)
            .await
            .expect("readable");
    assert!(text.contains(&code) && !text.contains(&claim.to_string()), "{text}");
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        assert!(!text.contains(&who.actor.actor_id.to_string()));
    }
    // A person who acted on the claim in another capacity may not know of it: the amounts are there, the code is not.
    desk.world.involve(claim.into(), &desk.ola, "panel").await;
    let page = desk.app.post(&desk.ola, "/finance/books/export", &[("format", "csv")]).await.text();
    let amounts = |text: &str| text.lines().filter(|line| line.starts_with("entry,")).count();
    assert!(!page.contains(&code), "{page}");
    assert_eq!(amounts(&page), amounts(&text));
}

#[tokio::test]
async fn the_page_sends_the_file_and_tells_what_it_cant_take() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        let page = desk.app.get(who, "/finance/books/export").await.page();
        assert!(page.has_button("export-send"), "{page}");
        let fields = [("format", "hledger"), ("from", "2026-11-01"), ("to", "")];
        let reply = desk.app.post(who, "/finance/books/export", &fields).await;
        assert_eq!(reply.status, 200);
        let named = reply.headers.get("content-disposition").expect("a name");
        assert!(named.to_str().expect("ascii").ends_with(".journal\""), "{named:?}");
        let text = reply.text();
        assert!(text.contains("Assets:Fund-cash:USD  0 USD = 100.00 USD"), "{text}");
    }
    let rows: Vec<String> = sqlx::query_scalar(
        "select subject from shared.audit where action = 'ledger.export_journal'",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(rows, vec!["hledger, 2026-11-01 to …"; 3]);
    for (fields, told) in [
        ([("format", ""), ("from", ""), ("to", "")], "export-format"),
        ([("format", "csv"), ("from", "2026-02-30"), ("to", "")], "date-impossible"),
        ([("format", "csv"), ("from", "2026-11-02"), ("to", "2026-11-01")], "range-backwards"),
    ] {
        let reply = desk.app.post(&desk.ola, "/finance/books/export", &fields).await;
        Desk::tells(&reply, told);
    }
    let panel = desk.world.person("panel.paul", &[redress_kernel::Role::PanelMember]).await;
    let reply = desk.app.post(&panel, "/finance/books/export", &[("format", "csv")]).await;
    assert_eq!(reply.status, 403);
    let future = Some(Timestamp::now_utc() + time::Duration::days(1));
    let refused = text(&desk, ExportJournal { known_at: future, ..ALL }).await;
    assert!(matches!(refused, Err(Stop::Refused(why)) if why[0].code == "moment-in-future"));
}

#[tokio::test]
async fn what_is_being_posted_is_waited_for() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let mut late = officer(&desk.world.db, desk.farid.actor.actor_id.0).await;
    begin(&mut late).await;
    let entry = sent("contribution", "fund_cash", "contributions", "7");
    crate::books::send(&mut late, &[entry]).await.expect("posted");
    let (whole, ()) = tokio::join!(text(&desk, ALL), async {
        tokio::task::yield_now().await;
        run(&mut late, "commit").await;
    });
    let whole = whole.expect("text");
    assert!(whole.contains("Assets:Fund-cash:USD,107.00,,USD"), "{whole}");
}
