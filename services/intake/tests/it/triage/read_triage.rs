use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn the_officer_sees_what_is_allowed_and_no_number() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.minimum(claim).await;
    story.filled(claim, "number", &[("number", "072001122")]).await;
    story.filled(claim, "voicemail", &[("voicemail", "no")]).await;
    story.app.post(&story.amina, &format!("/claims/{claim}/check"), &[]).await;
    let page = story.app.get(&story.ines, &format!("/claims/{claim}/triage")).await;
    assert_eq!(page.status, 200);
    let page = page.page();
    let allowed = page.texts_of("main li");
    assert!(allowed.contains(&page.worded("approach-call", &[])), "{allowed:?}");
    page.leaves_out("approach-voicemail", &[]);
    page.hides("1122");
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    assert_eq!(story.app.get(&brice, &format!("/claims/{claim}/triage")).await.status, 403);
}

#[tokio::test]
async fn another_file_of_the_same_person_is_found_without_opening_either() {
    let story = Story::begin().await;
    let first = story.open().await;
    story.minimum(first).await;
    story.filled(first, "name", &[("name", "Grâce Mbeka")]).await;
    story.filled(first, "birth-year", &[("birth-year", "1994")]).await;
    story.app.post(&story.amina, &format!("/claims/{first}/check"), &[]).await;
    let second = story.open().await;
    story.minimum(second).await;
    story.filled(second, "name", &[("name", "MBEKA  Grace")]).await;
    story.filled(second, "birth-year", &[("birth-year", "1994")]).await;
    story.app.post(&story.amina, &format!("/claims/{second}/check"), &[]).await;
    let code = story
        .value(format!("select claim_code from shared.claim where claim_id = '{first}'"))
        .await;
    let page = story.app.get(&story.ines, &format!("/claims/{second}/triage")).await.page();
    page.shows(&code.expect("a code"));
    page.says("triage-matches-some", &[]);
}

#[tokio::test]
async fn triage_is_shown_a_file_that_says_the_same_person_otherwise() {
    let story = Story::begin().await;
    for (one, other, expected) in [
        (("N'Dour Awa", "1990"), ("Ndour Awa", "1990"), true),
        (("Şükran Yıldız", "1988"), ("Sukran Yildiz", "1988"), true),
        (("Abd al-Rahman Saleh", "1979"), ("Abdulrahman Saleh", "1979"), true),
        (("Grace Okot", "1994"), ("Grace Okot", "1995"), true),
        (("Joy Okello", "1994"), ("Joy Okello", "1996"), false),
        (("Rose Lado", ""), ("Rose Lado", ""), true),
        (("Mary Deng", ""), ("Mary Deng", "1990"), true),
    ] {
        let mut claims = Vec::new();
        for (name, year) in [one, other] {
            let claim = story.open().await;
            story.minimum(claim).await;
            story.filled(claim, "name", &[("name", name)]).await;
            if !year.is_empty() {
                story.filled(claim, "birth-year", &[("birth-year", year)]).await;
            }
            story.app.post(&story.amina, &format!("/claims/{claim}/check"), &[]).await;
            claims.push(claim);
        }
        let code = format!("select claim_code from shared.claim where claim_id = '{}'", claims[0]);
        let code = story.value(code).await.expect("a code");
        let page = story.app.get(&story.ines, &format!("/claims/{}/triage", claims[1])).await;
        assert_eq!(page.text().contains(&code), expected, "{one:?} and {other:?}");
    }
}
