use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn a_claim_is_filled_in_page_by_page_and_read_back() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let next = story.filled(claim, "claimant", &[("claimant", "victim")]).await;
    assert_eq!(next, format!("/claims/{claim}/q/age"));
    story.filled(claim, "acts", &[("acts", "A5"), ("acts", "A2")]).await;
    let act = [("when-year", "2019"), ("when-month", "3"), ("graver", "G6")];
    assert_eq!(story.filled(claim, "act-1", &act).await, format!("/claims/{claim}/q/act-2"));
    let page = story.app.get(&story.amina, &format!("/claims/{claim}/q/act-1")).await;
    assert_eq!(page.field("when-year").as_deref(), Some("2019"));
    assert!(page.page().has("[value=G6][checked]"), "{}", page.text());
    let facts = format!(
        "select facts #>> '{{acts,0,when,latest}}' from intake.claim where claim_id = '{claim}'"
    );
    assert_eq!(story.value(facts).await.as_deref(), Some("2019-03-31"));
}

#[tokio::test]
async fn every_question_has_a_page_that_says_why_it_is_asked() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.minimum(claim).await;
    story.filled(claim, "pay-method", &[("pay-method", "bank")]).await;
    let mut path = format!("/claims/{claim}/q/claimant");
    let mut seen = 0;
    while path.contains("/q/") {
        let reply = story.app.get(&story.amina, &path).await;
        assert_eq!(reply.status, 200, "{path}");
        let page = reply.page();
        page.says("why-we-ask", &[]);
        assert_eq!(page.count("h1"), 1, "{path}");
        page.has_every_text();
        let key = path.rsplit('/').next().expect("a key").to_owned();
        let given: Vec<(&str, &str)> = match key.as_str() {
            "claimant" => vec![("claimant", "victim")],
            "operation" => vec![("operation", "UNKNOWN")],
            "acts" => vec![("acts", "A5")],
            "pay-method" => vec![("pay-method", "bank")],
            _ => vec![],
        };
        path = story.filled(claim, &key, &given).await;
        seen += 1;
    }
    assert_eq!(seen, 28, "all twenty-seven questions and one act");
}

#[tokio::test]
async fn a_save_from_an_old_page_is_refused_and_what_was_typed_stays() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "months", &[("months", "2")]).await;
    let fields = [("months", "4"), ("_revision", "0")];
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/q/months"), &fields).await;
    assert_eq!(reply.status, 412);
    assert_eq!(reply.field("months").as_deref(), Some("4"), "what was typed");
    assert_eq!(reply.field("_revision").as_deref(), Some("1"), "the page as it stands now");
    let again = [("months", "4"), ("_revision", "1")];
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/q/months"), &again).await;
    assert_eq!(reply.status, 303);
}

#[tokio::test]
async fn a_refused_page_names_the_field_and_keeps_what_was_typed() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "pay-method", &[("pay-method", "bank")]).await;
    let fields =
        [("holder", "G. Mbeka"), ("iban", "DE89 3704 0044 0532 0130 01"), ("country", "DE")];
    let reply = story.fill(claim, "payee", &fields).await;
    assert_eq!(reply.status, 422);
    reply.page().refuses("iban-wrong", &[]);
    assert!(reply.page().links_to("#iban"), "{}", reply.text());
    assert_eq!(reply.field("holder").as_deref(), Some("G. Mbeka"));
    let reply = story.fill(claim, "age", &[("age", "no"), ("admin", "1")]).await;
    assert_eq!(reply.status, 422, "a field that the page does not have");
}

#[tokio::test]
async fn names_numbers_and_accounts_are_sealed() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "name", &[("name", "Nadège Zimmerlin")]).await;
    story.filled(claim, "channel", &[("channel", "phone")]).await;
    story.filled(claim, "number", &[("number", "+236 72 00 11 22")]).await;
    story.filled(claim, "pay-method", &[("pay-method", "mobile_money")]).await;
    let payee = [
        ("holder", "Nadège Zimmerlin"),
        ("provider", "Orange"),
        ("number", "+23672001122"),
        ("country", "CF"),
    ];
    story.filled(claim, "payee", &payee).await;
    let mut db = story.world.db.superuser().await;
    for table in [
        "shared.claim",
        "shared.audit",
        "shared.event",
        "shared.idempotency",
        "intake.claim",
        "intake.claimant",
        "intake.consent",
        "intake.match_token",
        "vault.claimant_key",
        "vault.identity",
        "vault.contact",
        "vault.payee",
    ] {
        let sql = format!(
            "select coalesce(string_agg(t::text, ' '), '') || coalesce(string_agg(encode(convert_to(t::text, 'UTF8'), 'escape'), ' '), '') from {table} t"
        );
        let text: String =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut db).await.expect(table);
        assert!(!text.contains("Zimmerlin") && !text.contains("720011"), "{table} tells");
        for plain in ["Zimmerlin", "72001122"] {
            let hex: String = plain.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(!text.contains(&hex), "{table} holds {plain} in the clear");
        }
    }
    let page = story.app.get(&story.amina, &format!("/claims/{claim}/q/name")).await.page();
    // A sealed answer is not filled in again.
    page.hides("Zimmerlin");
    page.says("question-sealed", &[]);
    let check = story.app.get(&story.amina, &format!("/claims/{claim}/check")).await.page();
    check.shows("•••• 1122");
    check.hides("Zimmerlin");
}

#[tokio::test]
async fn an_empty_sealed_page_keeps_and_the_box_removes() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "name", &[("name", "Grâce")]).await;
    let version = "select version::text from vault.identity".to_owned();
    story.filled(claim, "name", &[]).await;
    assert_eq!(story.value(version.clone()).await.as_deref(), Some("1"), "kept");
    story.filled(claim, "name", &[("remove", "yes")]).await;
    assert_eq!(story.value(version).await.as_deref(), Some("2"), "sealed anew without it");
    let progress =
        format!("select progress ->> 'name' from intake.claim where claim_id = '{claim}'");
    assert_eq!(story.value(progress).await.as_deref(), Some("skipped"));
}

#[tokio::test]
async fn payment_details_wait_for_their_consent_and_every_version_stays() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.consents(&format!("/claims/{claim}/consent"), &["P1", "P2"]).await;
    story.filled(claim, "pay-method", &[("pay-method", "cash")]).await;
    let cash = [("holder", "Grâce"), ("place", "Bangui"), ("country", "CF")];
    assert_eq!(story.fill(claim, "payee", &cash).await.status, 409);
    story.consents(&format!("/claims/{claim}/consent"), &["P1", "P2", "P8"]).await;
    story.filled(claim, "payee", &cash).await;
    let bria = [("holder", "Grâce"), ("place", "Bria"), ("country", "CF")];
    story.filled(claim, "payee", &bria).await;
    let versions =
        "select string_agg(version::text, ' ' order by version) from vault.payee".to_owned();
    assert_eq!(story.value(versions).await.as_deref(), Some("1 2"));
}

#[tokio::test]
async fn another_advocate_and_the_staff_find_no_such_draft() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let ola = story.world.person("auditor.ola", &[Role::Auditor]).await;
    for who in [&brice, &story.ines, &ola] {
        assert_eq!(
            story.app.get(who, &format!("/claims/{claim}")).await.status,
            404,
            "{}",
            who.login
        );
        let reply = story.app.get(who, &format!("/claims/{claim}/q/age")).await;
        assert_eq!(reply.status, 404, "{}", who.login);
    }
    let fields = [("age", "no"), ("_revision", "0")];
    let path = format!("/claims/{claim}/q/age");
    assert_eq!(story.app.post(&brice, &path, &fields).await.status, 404);
    assert_eq!(story.app.post(&story.ines, &path, &fields).await.status, 403);
    assert_eq!(story.app.get(&story.amina, "/claims/not-a-claim").await.status, 404);
    assert_eq!(
        story.app.get(&story.amina, &format!("/claims/{claim}/q/nothing")).await.status,
        404
    );
}

#[tokio::test]
async fn after_submission_the_facts_stand_but_payment_may_still_be_chosen() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    assert_eq!(story.fill(claim, "impact", &[("impact", "I2")]).await.status, 409);
    story.filled(claim, "pay-currency", &[("pay-currency", "XAF")]).await;
    let sql = format!(
        "begin; insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), 'system', 'test');
         update intake.claim set facts = '{{}}' where claim_id = '{claim}'; commit"
    );
    let mut db = story.world.db.superuser().await;
    let error =
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect_err("refused");
    let constraint = error.as_database_error().and_then(|error| error.constraint());
    assert_eq!(constraint, Some("claim_open"), "the database keeps it too");
}

#[tokio::test]
async fn the_language_that_she_asks_for_is_told_to_the_other_services() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let language = format!("select language from shared.claim where claim_id = '{claim}'");
    assert_eq!(story.value(language.clone()).await.as_deref(), Some("sg"), "as at the consent");
    story.filled(claim, "language", &[("language", "fr")]).await;
    assert_eq!(story.value(language).await.as_deref(), Some("fr"));
}
