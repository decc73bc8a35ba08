//! `redress rules check` and `redress lab`.

use crate::program::redress;
use serde_json::Value;

const RULES: &str = include_str!("../../../../shared/mechanism/data/dmr-1.json");
const SUMS: &str = include_str!("../../../../shared/mechanism/data/s-ill-1.json");

/// A file that is gone at the end.
struct File(std::path::PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let file = std::env::temp_dir().join(format!("redress-{name}-{}", std::process::id()));
        std::fs::write(&file, text).expect("a temporary file");
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

#[test]
fn the_shipped_versions_are_found_sound() {
    for text in [RULES, SUMS] {
        let ran = redress(&["rules", "check", "-"], text.as_bytes());
        assert_eq!(ran.code, Some(0), "{}", ran.out);
        assert!(ran.out.contains("Errors: 0"), "{}", ran.out);
    }
}

#[test]
fn what_is_wrong_with_a_version_is_told_with_its_place() {
    let wrong = RULES.replace("\"late_after_years\": 10", "\"late_after_years\": 0");
    let ran = redress(&["rules", "check", "-", "--lang", "fr"], wrong.as_bytes());
    assert_eq!(ran.code, Some(4), "{}", ran.out);
    assert!(ran.out.contains("limits.late_after_years: erreur: "), "{}", ran.out);
    let ran = redress(&["rules", "check", "--json", "-"], wrong.as_bytes());
    let problems = ran.json();
    assert_eq!((ran.code, &problems[0]["code"]), (Some(4), &Value::from("limit-range")));
    let unknown = redress(&["rules", "check", "-"], br#"{"format": "redress-rules-9"}"#);
    assert_eq!(unknown.code, Some(4), "{}", unknown.out);
    assert_eq!(redress(&["rules", "check", "-"], &[0xff, 0xfe]).code, Some(4));
    assert_eq!(redress(&["rules", "check", "/nowhere"], b"").code, Some(2));
    assert_eq!(redress(&["rules", "check"], b"").code, Some(2));
}

#[test]
fn the_lab_compares_a_draft_over_the_same_claims_each_time() {
    let sums = SUMS
        .replace("\"A5\": \"30000.00\"", "\"A5\": \"33000.00\"")
        .replace("\"S-ILL-1\"", "\"S-DRAFT\"");
    let draft = File::new("lab-sums", &sums);
    let run = |more: &[&str]| {
        let given = ["lab", "--draft", draft.path(), "--claims", "4000", "--fund", "20000000"];
        let ran = redress(&[&given, more].concat(), b"");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    let json: Value = serde_json::from_str(&run(&["--json"])).expect("JSON");
    assert_eq!(json["draft"]["schedule"], "S-DRAFT");
    assert_eq!(run(&["--csv"]), run(&["--csv", "--seed", "1"]));
    assert_ne!(run(&["--csv"]), run(&["--csv", "--seed", "2"]));
    let (english, french) = (run(&[]), run(&["--lang", "fr"]));
    let costs = redress_eligibility::TEXTS.get(redress_kernel::Language::En, "lab-table-cost", &[]);
    assert!(english.contains(&costs), "{english}");
    assert!(!english.contains('[') && !french.contains('['), "{english}{french}");
}

#[test]
fn the_lab_takes_only_sound_drafts() {
    let draft =
        File::new("lab-wrong", &RULES.replace("\"outcome\": \"met\"", "\"outcome\": \"maybe\""));
    assert_eq!(redress(&["lab", "--draft", draft.path()], b"").code, Some(4));
    assert_eq!(redress(&["lab"], b"").code, Some(2));
    assert_eq!(redress(&["lab", "--draft", "/nowhere"], b"").code, Some(2));
    assert_eq!(redress(&["lab", "--draft", draft.path(), "--claims", "0"], b"").code, Some(2));
}
