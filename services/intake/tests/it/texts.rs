use redress_intake::TEXTS;
use redress_kernel::code::{
    ActCode, Aggravation, Answer, Category, ClaimantType, ConsentPurpose, Impact, RuleOutcome,
};
use redress_kernel::{Language, Stage};
use redress_testkit::World;

#[test]
fn every_code_and_stage_has_its_words() {
    let mut wanted: Vec<String> = Vec::new();
    for stage in Stage::ALL {
        wanted.push(format!("stage-{stage}"));
        wanted.push(format!("stage-{stage}-next"));
    }
    let mut list = |name: &str, codes: Vec<&'static str>| {
        wanted.extend(codes.iter().map(|code| format!("code-{name}-{code}")));
    };
    list("act", ActCode::ALL.iter().map(|code| code.as_str()).collect());
    list("aggravation", Aggravation::ALL.iter().map(|code| code.as_str()).collect());
    list("impact", Impact::ALL.iter().map(|code| code.as_str()).collect());
    list("category", Category::ALL.iter().map(|code| code.as_str()).collect());
    list("claimant", ClaimantType::ALL.iter().map(|code| code.as_str()).collect());
    list("consent", ConsentPurpose::ALL.iter().map(|code| code.as_str()).collect());
    list("answer", Answer::ALL.iter().map(|code| code.as_str()).collect());
    list("outcome", RuleOutcome::ALL.iter().map(|code| code.as_str()).collect());
    for language in Language::ALL {
        for key in &wanted {
            assert!(TEXTS.find(*language, key, &[]).is_some(), "{key} in {language}");
        }
    }
}

#[tokio::test]
async fn every_kind_of_event_has_its_words_in_the_history_of_a_claim() {
    let mut db = World::new().await.db.superuser().await;
    let kinds: Vec<String> = sqlx::query_scalar("select kind from shared.event_kind")
        .fetch_all(&mut db)
        .await
        .expect("readable");
    for (language, kind) in
        Language::ALL.iter().flat_map(|lang| kinds.iter().map(move |kind| (lang, kind)))
    {
        let key = format!("history-{kind}");
        assert!(TEXTS.find(*language, &key, &[]).is_some(), "{key} in {language}");
    }
}

#[test]
fn every_refusal_of_intake_is_worded() {
    let sources = [
        include_str!("../../src/domain/typed.rs"),
        include_str!("../../src/domain/acceptance.rs"),
        include_str!("../../src/domain/claim.rs"),
        include_str!("../../src/domain/consent.rs"),
        include_str!("../../src/domain/payee.rs"),
        include_str!("../../src/domain/safety.rs"),
        include_str!("../../src/domain/triage.rs"),
        include_str!("../../src/domain/questions/read.rs"),
    ];
    let mut seen = 0;
    for source in sources {
        let quoted = source.split('"').skip(1).step_by(2);
        for code in quoted.filter(|text| {
            text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        }) {
            let key = format!("refusal-{code}");
            if TEXTS.find(Language::En, &key, &[]).is_some() {
                let mut all = Language::ALL.iter();
                assert!(all.all(|language| TEXTS.find(*language, &key, &[]).is_some()), "{code}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}
