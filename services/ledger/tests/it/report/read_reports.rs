//! Reports are the books, on every way out of them.

use crate::desk::{Desk, PLAIN, Wish};
use redress_iso20022::sim::Options;
use redress_ledger::TEXTS;
use redress_ledger::report::domain::Kind;
use redress_testkit::World;
use rust_decimal::Decimal;
use serde_json::Value;
use std::io::Read;

/// A desk with an award that is paid in another currency at a worse rate, and one that waits for money.
async fn busy(world: World) -> Desk {
    let desk = Desk::on(world).await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { currency: "XAF", instalments: 2, ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let options = Options {
        spread_percent: "1".parse().expect("a number"),
        opening: "50000".parse().expect("a sum"),
        ..Options::default()
    };
    let answer = desk.bank(&batch, &options).await;
    desk.upload(&desk.farid, &answer.statement).await;
    desk.accepted(&Wish { net: "20000.00", ..PLAIN }).await;
    // The bank paid on the 3rd.
    desk.later(8).await;
    desk
}

async fn json(desk: &Desk, path: &str) -> Value {
    let reply = desk.app.get(&desk.ola, path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

/// An amount in the row of a kind whose first cell has a code.
fn amount(report: &Value, kind: &str, code: &str, column: &str) -> Decimal {
    let rows = report["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| {
        let cells = row["cells"].as_object().expect("cells");
        row["kind"] == kind && cells.values().any(|cell| cell == code)
    });
    let cell = &row.unwrap_or_else(|| panic!("{kind} {code}: {report}"))["cells"][column];
    let text = cell["amount"].as_str().unwrap_or_else(|| panic!("{column}: {cell}"));
    text.parse().expect("an amount")
}

#[tokio::test]
async fn every_report_comes_as_page_spreadsheet_list_and_json() {
    let desk = busy(World::new().await).await;
    for kind in Kind::ALL {
        let path = format!("/finance/reports/{}", kind.as_str());
        let reply = desk.app.get(&desk.farid, &path).await;
        assert_eq!(reply.status, 200, "{path}");
        let page = reply.page();
        let is_dated = ["day", "period"].map(|of| page.is_said(&format!("report-basis-{of}"), &[]));
        assert!(is_dated.contains(&true), "{path}: {page}");
        page.hides("[report");
        let found = desk.app.get(&desk.ola, &format!("{path}/json")).await.json();
        let rows = found["rows"].as_array().expect("rows").len();
        assert!(rows > 0, "{path}: {found}");
        let list = desk.app.get(&desk.asha, &format!("{path}/csv")).await.bytes;
        let mut list = csv::Reader::from_reader(&list[..]);
        let read: Result<Vec<csv::StringRecord>, _> = list.records().collect();
        assert_eq!(read.expect("rows of one length").len(), rows, "{path}");
        let sheet = desk.app.get(&desk.ola, &format!("{path}/xlsx")).await;
        assert!(sheet.bytes.starts_with(b"PK"), "{path}");
    }
    let advocate = desk.world.person("advocate.bea", &[redress_kernel::Role::Advocate]).await;
    for path in ["/finance/reports", "/finance/reports/awards", "/finance/reports/awards/csv"] {
        assert_eq!(desk.app.get(&advocate, path).await.status, 403, "{path}");
    }
    assert_eq!(desk.app.get(&desk.ola, "/finance/reports/payroll").await.status, 404);
    assert_eq!(desk.app.get(&desk.ola, "/finance/reports/awards/pdf").await.status, 404);
}

#[tokio::test]
async fn the_statements_agree_with_each_other_and_with_the_books() {
    let desk = busy(World::new().await).await;
    let trial = json(&desk, "/finance/reports/trial-balance/json").await;
    assert_eq!(
        amount(&trial, "total", "total", "debits"),
        amount(&trial, "total", "total", "credits")
    );
    let position = json(&desk, "/finance/reports/financial-position/json").await;
    let of = |name: &str| amount(&position, "total", name, "amount");
    assert_eq!(of("assets"), of("liabilities-and-net-assets"));
    assert_eq!(of("assets"), desk.balance("fund_cash").await.parse().expect("a sum"));
    let year = json(&desk, "/finance/reports/financial-performance/json").await;
    assert_eq!(amount(&year, "total", "surplus", "amount"), of("net-assets"));
    assert_eq!(amount(&year, "total", "income", "amount"), "50000".parse().expect("a sum"));
    assert_eq!(amount(&year, "item", "fund_balance", "amount"), "54460".parse().expect("a sum"));
    let exchange = json(&desk, "/finance/reports/exchange-differences/json").await;
    let loss = amount(&exchange, "total", "total", "loss");
    assert!(loss > Decimal::ZERO, "{exchange}");
    assert_eq!(loss, desk.balance("exchange_difference").await.parse().expect("a sum"));
    assert_eq!(exchange["rows"].as_array().expect("rows").len(), 3, "two payments and their sum");
    // Nothing before the first entry.
    let early = "/finance/reports/financial-performance/json?from=2026-01-01&on_day=2026-10-31";
    let early = json(&desk, early).await;
    assert!(early["rows"].as_array().expect("rows").iter().all(|row| row["kind"] == "heading"));
}

#[tokio::test]
async fn awards_and_what_is_owed_add_up_to_the_liabilities() {
    let desk = busy(World::new().await).await;
    let awards = json(&desk, "/finance/reports/awards/json").await;
    let of = |column: &str| amount(&awards, "total", "total", column);
    assert_eq!(of("awarded"), "54460".parse().expect("a sum"));
    assert_eq!(of("settled"), "34460".parse().expect("a sum"));
    // The first part of 3,000 is set aside; the rest waits for money.
    assert_eq!(of("waiting"), "17000".parse().expect("a sum"));
    assert_eq!(of("awarded"), of("settled") + of("outstanding"));
    let position = json(&desk, "/finance/reports/financial-position/json").await;
    assert_eq!(of("outstanding"), amount(&position, "total", "liabilities", "amount"));
    let aged = json(&desk, "/finance/reports/aged-payables/json?on_day=2027-01-15").await;
    assert_eq!(amount(&aged, "total", "total", "outstanding"), of("outstanding"));
    assert_eq!(amount(&aged, "total", "total", "days-61-90"), of("outstanding"));
    let page = desk.app.get(&desk.ola, "/finance/reports/aged-payables").await.page();
    assert!(page.has("svg[role=img]"), "{page}");
    let days = page.worded("report-col-days-0-30", &[]);
    page.shows(&format!("{days}: 20,000.00\u{a0}USD"));
    // Settled on the 2nd; on the 1st nobody had accepted anything.
    let before = json(&desk, "/finance/reports/awards/json?on_day=2026-11-01").await;
    assert_eq!(before["rows"], serde_json::json!([]));
}

#[tokio::test]
async fn who_has_another_part_in_a_claim_sees_sums_without_it() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.seat_on_panel(&desk.ola, &award).await;
    let page = desk.app.get(&desk.ola, "/finance/reports/aged-payables").await.page();
    page.says("report-others", &[]);
    page.hides(award.code.as_str());
    page.shows("34,460.00");
    let page = desk.app.get(&desk.ola, "/finance/reports/awards").await.page();
    page.hides(award.code.as_str());
    page.hides("34,460.00");
    let page = desk.app.get(&desk.asha, "/finance/reports/awards").await.page();
    page.shows(award.code.as_str());
}

#[tokio::test]
async fn the_spreadsheet_has_numbers_days_and_texts() {
    let desk = busy(World::new().await).await;
    let page = desk.app.get(&desk.ola, "/finance/reports/awards").await.page();
    let link = page.attributes("a[href^='/finance/reports/awards/xlsx']", "href")[0].clone();
    let [first, second] =
        [desk.app.get(&desk.ola, &link).await.bytes, desk.app.get(&desk.ola, &link).await.bytes];
    assert_eq!(first, second, "the same address, the same bytes");
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(first)).expect("a package");
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).expect(name).read_to_string(&mut text).expect("text");
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<v>34460</v>") && !sheet.contains("<f>"), "{sheet}");
    // 2 November 2026, as spreadsheets count days.
    assert!(sheet.contains("<v>46328</v>"), "{sheet}");
    let styles = part("xl/styles.xml");
    assert!(
        styles.contains("formatCode=\"#,##0.00\"") && styles.contains("yyyy-mm-dd"),
        "{styles}"
    );
    let strings = part("xl/sharedStrings.xml");
    let basis = page.worded("report-basis-day", &[]);
    let begins = basis.split('{').next().expect("a beginning").trim_end();
    assert!(strings.contains(begins) && !strings.contains("34460"), "{strings}");
}

#[tokio::test]
async fn pages_and_files_go_on_where_they_ended() {
    let desk = Desk::on(World::with_provider().await).await;
    desk.fund("1000.00").await;
    for net in ["100.00", "200.00", "300.00"] {
        desk.accepted(&Wish { net, ..PLAIN }).await;
    }
    let path = "/api/ledger/reports/awards";
    let whole = desk.app.call("auditor.ola", axum::http::Method::GET, path, None, &[]).await.json();
    let claims: Vec<_> = whole["rows"].as_array().expect("rows").iter().collect();
    assert_eq!(claims.len(), 4);
    let after = format!("2026-11-02_{}", claims[0]["claim_id"].as_str().expect("a claim"));
    let rest = json(&desk, &format!("/finance/reports/awards/json?after={after}")).await;
    assert_eq!(rest["rows"][0], *claims[1]);
    assert_eq!(rest["rows"].as_array().expect("rows").len(), 3);
    let wrong = desk.app.get(&desk.ola, "/finance/reports/awards?after=here").await;
    Desk::tells(&wrong, "after-malformed");
    let wrong = "/finance/reports/financial-performance?from=2026-12-01&on_day=2026-11-01";
    Desk::tells(&desk.app.get(&desk.ola, wrong).await, "from-after-day");
}

#[tokio::test]
async fn months_show_what_was_free_at_their_ends() {
    let desk = busy(World::new().await).await;
    let page =
        desk.app.get(&desk.ola, "/finance/reports/fund-by-month?on_day=2026-12-31").await.text();
    assert!(page.contains("-hatch") && page.contains("2026-11-30"), "{page}");
    let months = json(&desk, "/finance/reports/fund-by-month/json?on_day=2026-12-31").await;
    let rows = months["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 2, "months before the first entry have nothing: {months}");
    let last = &rows[1]["cells"];
    let free: Decimal = last["free"]["amount"].as_str().expect("an amount").parse().expect("a sum");
    let uncommitted: Decimal = desk.uncommitted().await;
    assert_eq!(free, uncommitted);
    assert_eq!(last["waiting"]["amount"], "17000.00");
}

#[test]
fn every_word_of_a_report_exists_in_every_language() {
    let mut keys: Vec<String> = Vec::new();
    for kind in Kind::ALL {
        keys.push(format!("report-{}", kind.as_str()));
        keys.push(format!("report-about-{}", kind.as_str()));
    }
    let sources = [
        include_str!("../../../src/report/domain/trial.rs"),
        include_str!("../../../src/report/domain/result.rs"),
        include_str!("../../../src/report/domain/awards.rs"),
        include_str!("../../../src/report/domain/aged.rs"),
        include_str!("../../../src/report/domain/exchange.rs"),
        include_str!("../../../src/report/domain/months.rs"),
    ];
    for source in sources {
        for piece in source.split("(\"").skip(1) {
            let name = piece.split('"').next().expect("a name");
            if piece.split_once('"').is_some_and(|(_, rest)| rest.starts_with(", ColumnKind")) {
                keys.push(format!("report-col-{name}"));
            }
        }
    }
    assert!(keys.len() > 40, "{}", keys.len());
    for item in [
        "month_over",
        "earlier_closed",
        "awards_booked",
        "lines_explained",
        "statements_complete",
        "payments_answered",
        "rates_in_force",
        "audit_clean",
        "sealed",
    ] {
        keys.extend([format!("check-{item}"), format!("check-do-{item}")]);
    }
    for list in
        ["period-open", "period-closed", "period-asked", "period-step-asked", "result-fund_balance"]
    {
        keys.push(list.to_owned());
    }
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| {
            redress_kernel::Language::ALL.iter().any(|lang| TEXTS.find(*lang, key, &[]).is_none())
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
