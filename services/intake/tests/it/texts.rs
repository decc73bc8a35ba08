use redress_intake::TEXTS;
use redress_kernel::Stage;
use redress_kernel::code::{
    ActCode, Aggravation, Answer, Category, ClaimantType, ConsentPurpose, Impact, RuleOutcome,
};
use redress_web::Lang;

fn keys(file: &str) -> Vec<String> {
    let ids = file.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned());
    ids.filter(|id| !id.starts_with([' ', '#'])).collect()
}

#[test]
fn both_languages_have_the_same_texts() {
    let en = keys(include_str!("../../locales/en/intake.ftl"));
    let fr = keys(include_str!("../../locales/fr/intake.ftl"));
    assert_eq!(en, fr);
    let en = keys(include_str!("../../../../shared/web/locales/en/codes.ftl"));
    let fr = keys(include_str!("../../../../shared/web/locales/fr/codes.ftl"));
    assert_eq!(en, fr);
}

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
    for lang in Lang::ALL {
        for key in &wanted {
            assert!(TEXTS.find(lang, key, &[]).is_some(), "{key} in {}", lang.code());
        }
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
            if TEXTS.find(Lang::En, &format!("refusal-{code}"), &[]).is_some() {
                assert!(TEXTS.find(Lang::Fr, &format!("refusal-{code}"), &[]).is_some(), "{code}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}
