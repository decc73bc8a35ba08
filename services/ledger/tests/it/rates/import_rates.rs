//! A file of rates is imported as it was previewed: all of it once, or nothing.

use crate::desk::{Desk, PLAIN, Wish};
use crate::exchange::abroad::later;
use crate::rates::preview_rates::{LIST, preview};
use axum::body::Body;
use axum::http::Request;
use redress_kernel::Role;
use redress_testkit::{Reply, World, bearer};

async fn import(desk: &Desk, sealed: &str, sure: &[&str]) -> Reply {
    let mut parts = vec![("sealed", sealed)];
    parts.extend(sure.iter().map(|name| ("sure", *name)));
    let once = redress_web::keys::token();
    desk.app.post_parts(&desk.farid, "/finance/rates/import", &once, &parts).await
}

const RECORDED: &str = "select count(*) from ledger.rate_publication";

#[tokio::test]
async fn a_file_is_taken_once_after_a_look_and_a_tick() {
    let desk = Desk::new().await;
    let page = preview(&desk, LIST).await;
    let sealed = page.field("sealed").expect("a file that goes along");
    Desk::tells(&import(&desk, &sealed, &[]).await, "rates-moved");
    assert_eq!(desk.one::<i64>(RECORDED).await, 0, "nothing, rather than the other two");
    let taken = import(&desk, &sealed, &["EUR 2026-12-01"]).await;
    assert_eq!(taken.location(), "/finance/rates");
    assert_eq!(desk.one::<i64>(RECORDED).await, 3);
    let rates: String = desk
        .one(
            "select string_agg(concat_ws(' ', r.currency, r.effective_from, trim_scale(r.per_usd), p.published_on, r.source),
               '; ' order by r.currency) from shared.rate r join ledger.rate_publication p using (rate_id)",
        )
        .await;
    assert_eq!(
        rates,
        "EUR 2026-12-01 1.4 2026-12-01 UN operational rate of 2026-12-01; \
         SYP 2026-11-15 13000 2026-11-15 UN operational rate of 2026-11-15; \
         XAF 2026-11-02 610.5 2026-11-01 UN operational rate of 2026-11-01"
    );
    // The same file again, that day and a month later, has nothing new.
    for days in [0, 30] {
        later(&desk, days).await;
        let again = preview(&desk, LIST).await;
        again.page().says("rates-nothing-new", &[]);
        assert!(again.field("sealed").is_none());
    }
    assert_eq!(desk.one::<i64>(RECORDED).await, 3);
    assert_eq!(desk.one::<i64>("select count(*) from ledger.rate_import").await, 1);
}

#[tokio::test]
async fn what_would_come_to_something_else_is_shown_anew() {
    let desk = Desk::new().await;
    let file = "currency;per_usd;effective_from;source\nEUR;0,93;2026-11-02;Central bank\n";
    let sealed = preview(&desk, file).await.field("sealed").expect("sealed");
    let meanwhile = [
        ("currency", "EUR"),
        ("per_usd", "0.94"),
        ("effective_from", "2026-11-02"),
        ("source", "UNORE"),
    ];
    let recorded = desk.app.post(&desk.farid, "/finance/rates", &meanwhile).await;
    assert_eq!(recorded.location(), "/finance/rates");
    let reply = import(&desk, &sealed, &[]).await;
    Desk::tells(&reply, "rates-preview-changed");
    reply.page().says("rates-verdict-differs", &[]);
    // A day later the same row would take effect on another day.
    let file = "currency;per_usd;effective_from;source\nHTG;132;2026-11-02;Central bank\n";
    let sealed = preview(&desk, file).await.field("sealed").expect("sealed");
    later(&desk, 1).await;
    Desk::tells(&import(&desk, &sealed, &[]).await, "rates-preview-changed");
    assert_eq!(desk.one::<i64>(RECORDED).await, 0);
    // What was not sealed here, or for another person, opens for nobody.
    for sealed in ["", "00", "zz"] {
        assert_eq!(import(&desk, sealed, &[]).await.status, 409);
    }
    let parts = [("sealed", sealed.as_str())];
    let fatou = desk.world.person("finance.fatou", &[Role::FinanceOfficer]).await;
    for (who, status) in [(&fatou, 409), (&desk.asha, 403)] {
        let reply = desk.app.post_parts(who, "/finance/rates/import", "k", &parts).await;
        assert_eq!(reply.status, status);
    }
}

#[tokio::test]
async fn two_imports_at_once_record_once() {
    let desk = Desk::new().await;
    let file =
        "currency,per_usd,effective_from,source\nEUR,0.93,2026-11-02,B\nXAF,600,2026-11-02,B\n";
    let sealed = preview(&desk, file).await.field("sealed").expect("sealed");
    let replies = tokio::join!(import(&desk, &sealed, &[]), import(&desk, &sealed, &[]));
    let done = [&replies.0, &replies.1].iter().filter(|reply| reply.status == 303).count();
    assert_eq!((done, desk.one::<i64>(RECORDED).await), (1, 2));
}

#[tokio::test]
async fn a_rate_out_of_a_file_lets_a_payment_be_planned_and_converted_on_its_day() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award =
        desk.accepted(&Wish { net: "100.00", currency: "SYP", instalments: 1, ..PLAIN }).await;
    let path = format!("/finance/payments/{}", award.claim);
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "rate-missing");
    let sealed = preview(&desk, LIST).await.field("sealed").expect("sealed");
    assert_eq!(import(&desk, &sealed, &["EUR 2026-12-01"]).await.status, 303);
    // It is published for the 15th: until then there is none, and nothing is guessed.
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "rate-missing");
    let fields = [("pay_currency", "XAF")];
    assert_eq!(desk.app.post(&desk.farid, &path, &fields).await.location(), path);
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    // 100 x 610.5.
    desk.app.get(&desk.asha, &batch).await.page().shows("61,050\u{a0}XAF");
}

#[tokio::test]
async fn the_api_names_the_preview_that_it_confirms() {
    let desk = Desk::on(World::with_provider().await).await;
    let send = async |path: String, key: &str| {
        let request = Request::post(path)
            .header("authorization", format!("Bearer {}", bearer("finance.farid").await))
            .header("idempotency-key", key)
            .header("content-type", "text/csv")
            .body(Body::from(LIST));
        desk.app.send(request.expect("a request")).await
    };
    let seen = send("/api/ledger/rates/preview".into(), "a").await.json();
    assert_eq!((&seen["new"], &seen["not_listed"]), (&3.into(), &2.into()), "{seen}");
    let name = seen["preview"].as_str().expect("a name");
    let import = |rest: &str| format!("/api/ledger/rates/import?preview={rest}");
    assert_eq!(send(import("0"), "b").await.json()["code"], "rates-preview-changed");
    assert_eq!(send(import(name), "c").await.json()["errors"][0]["code"], "rates-moved");
    for _ in 0..2 {
        let done = send(import(&format!("{name}&sure=EUR%202026-12-01")), "d").await;
        assert_eq!(done.json()["recorded"], 3, "{}", done.text());
    }
    // Another key, the same file: it has nothing new, and says so.
    let seen = send("/api/ledger/rates/preview".into(), "e").await.json();
    let name = seen["preview"].as_str().expect("a name");
    assert_eq!(send(import(name), "f").await.json()["recorded"], 0);
}
