//! The shipped versions are sound, and each kind of problem is found where it is planted.

use super::{Document, Problem, Severity, document};
use crate::data::{SHIPPED_RULES as RULES, SHIPPED_SCHEDULE as SUMS};
use serde_json::{Value, json};

/// What the check says of a shipped document after a change, as `severity path code`.
fn planted(shipped: &str, plant: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut json: Value = serde_json::from_str(shipped).expect("the shipped document is JSON");
    plant(&mut json);
    let (_, problems) = document(&json.to_string(), &|_, _| true);
    problems.iter().map(said).collect()
}

fn said(problem: &Problem) -> String {
    format!("{} {} {}", problem.severity, problem.path, problem.code)
}

/// Replaces the value at a JSON pointer, which must be there.
fn put(json: &mut Value, pointer: &str, value: Value) {
    *json.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the document")) = value;
}

/// Adds a member to the list at a JSON pointer.
fn push(json: &mut Value, pointer: &str, value: Value) {
    let list = json.pointer_mut(pointer).and_then(Value::as_array_mut);
    list.unwrap_or_else(|| panic!("{pointer} is a list")).push(value);
}

/// Takes a field out of the object at a JSON pointer.
fn take(json: &mut Value, pointer: &str, field: &str) {
    let object = json.pointer_mut(pointer).and_then(Value::as_object_mut);
    object.and_then(|object| object.remove(field)).unwrap_or_else(|| panic!("{pointer}/{field}"));
}

/// One change to the shipped rule set and all that the check says of it.
#[track_caller]
fn rules_with(pointer: &str, value: Value, expected: &[&str]) {
    assert_eq!(planted(RULES, |json| put(json, pointer, value)), expected, "{pointer}");
}

/// The same for the shipped schedule.
#[track_caller]
fn sums_with(pointer: &str, value: Value, expected: &[&str]) {
    assert_eq!(planted(SUMS, |json| put(json, pointer, value)), expected, "{pointer}");
}

#[test]
fn the_shipped_versions_are_sound() {
    for (text, is_rules) in [(RULES, true), (SUMS, false)] {
        let (read, problems) = document(text, &|_, _| true);
        assert_eq!(problems, []);
        assert_eq!(matches!(read, Some(Document::Rules(_))), is_rules);
    }
}

#[test]
fn what_is_no_document_is_told_with_its_place() {
    let (read, problems) = document("{", &|_, _| true);
    assert!(read.is_none());
    assert_eq!(problems.iter().map(said).collect::<Vec<_>>(), ["error  unreadable"]);
    rules_with("/format", json!("redress-rules-9"), &["error format format-unknown"]);
    rules_with("/scope/0/outcome", json!("perhaps"), &["error scope[0].outcome unreadable"]);
    rules_with("/limits/open_days", json!("90"), &["error limits.open_days unreadable"]);
    let extra = planted(RULES, |json| json["colour"] = json!("blue"));
    assert_eq!(extra, ["error colour unreadable"]);
    let twice = SUMS.replacen("\"A1\": \"2500.00\"", "\"A1\": \"1.00\", \"A1\": \"2500.00\"", 1);
    let (_, problems) = document(&twice, &|_, _| true);
    assert_eq!(problems.iter().map(said).collect::<Vec<_>>(), ["error moral.acts.A1 key-twice"]);
}

#[test]
fn a_version_says_what_it_is_and_on_what_it_rests() {
    rules_with("/title", json!(" "), &["error title text-empty"]);
    rules_with("/effective_from", json!("1926-01-01"), &["error effective_from date-range"]);
    rules_with("/sources/draft", json!(""), &["error sources.draft text-empty"]);
    rules_with("/rules/0/paragraph", json!(""), &["error rules[0].paragraph text-empty"]);
    let nothing = planted(SUMS, |json| json["sources"] = json!({}));
    assert_eq!(nothing, ["error sources list-empty"]);
    let unused = planted(RULES, |json| json["sources"]["letter"] = json!("A letter"));
    assert_eq!(unused, ["warning sources.letter source-unused"]);
    let unknown =
        ["error rules[2].sources[0] source-unknown", "warning sources.bulletin source-unused"];
    let two = planted(RULES, |json| {
        put(json, "/rules/2/sources", json!(["leaflet"]));
        put(json, "/rules/11/sources", json!(["redress-schemes"]));
    });
    assert_eq!(two, unknown);
    rules_with("/rules/3/sources", json!([]), &["error rules[3].sources list-empty"]);
}

#[test]
fn all_thirty_rules_stand_once_and_only_gate_rules_are_in_the_gate() {
    let missing = planted(RULES, |json| {
        json["rules"].as_array_mut().map(|rules| rules.remove(29)).expect("a list");
    });
    assert_eq!(missing, ["error rules rule-missing"]);
    rules_with(
        "/rules/1/rule",
        json!("R-01"),
        &["error rules[1].rule code-twice", "error rules rule-missing"],
    );
    rules_with("/rules/6/gate", json!(true), &["error rules[6].gate rule-not-gate"]);
    rules_with("/rules/8/gate", json!(false), &["warning rules[8].gate rule-outside-gate"]);
}

#[test]
fn the_scope_has_one_row_for_each_category_and_day() {
    rules_with(
        "/scope/2/categories",
        json!([]),
        &["error scope table-gap", "error scope[2] row-unreachable"],
    );
    rules_with(
        "/scope/4/categories",
        json!(["AFP", "IP", "CORP"]),
        &["error scope[4] table-overlap"],
    );
    let repeated = planted(RULES, |json| push(json, "/scope/5/categories", json!("UNK")));
    assert_eq!(repeated, ["error scope[5].categories[1] code-twice"]);
    // An amendment: observers are covered from 2027 on, and a day is left out between the rows.
    let amended = |until: &str, from: &str| {
        let (until, from) = (until.to_owned(), from.to_owned());
        planted(RULES, move |json| {
            put(
                json,
                "/scope/3/categories",
                json!(["MIL_CON", "MIL_STO", "POL_IPO", "POL_FPU", "NUF"]),
            );
            let before = json!({"categories": ["MIL_OBS"], "until": until, "outcome": "not_met",
                "refer_to": "state"});
            push(json, "/scope", before);
            push(
                json,
                "/scope",
                json!({"categories": ["MIL_OBS"], "from": from, "outcome": "met"}),
            );
        })
    };
    assert_eq!(amended("2026-12-31", "2027-01-01"), [""; 0]);
    assert_eq!(amended("2026-12-30", "2027-01-01"), ["error scope table-gap"]);
    assert_eq!(amended("2027-01-01", "2027-01-01"), ["error scope[7] table-overlap"]);
    rules_with("/scope/3/refer_to", Value::Null, &["warning scope[3].refer_to refer-missing"]);
    let backwards = planted(RULES, |json| {
        let row = json!({"categories": ["UNK"], "from": "2027-01-01", "until": "2026-01-01",
            "outcome": "met"});
        push(json, "/scope", row);
    });
    assert_eq!(
        backwards,
        ["error scope[6].until until-before-from", "error scope[6] row-unreachable"]
    );
}

#[test]
fn a_gap_and_an_overlap_show_a_case() {
    let mut json: Value = serde_json::from_str(RULES).expect("JSON");
    put(
        &mut json,
        "/scope/2",
        json!({"categories": ["GPP", "CORP"], "until": "2026-12-31",
        "outcome": "undetermined"}),
    );
    let (_, problems) = document(&json.to_string(), &|_, _| true);
    let example = |code: &str| {
        let problem = problems.iter().find(|problem| problem.code == code).expect("found");
        (problem.args["example"].as_str(), problem.args.get("other").map(String::as_str))
    };
    assert_eq!(example("table-gap"), ("GPP, 2027-01-01", None));
    assert_eq!(example("table-overlap"), ("CORP, 2026-12-31", Some("scope[1]")));
}

#[test]
fn each_standing_has_one_row_however_it_is_shown() {
    rules_with(
        "/standings/0/standings",
        json!([]),
        &["error standings table-gap", "error standings[0] row-unreachable"],
    );
    // Without the row for what nothing shows.
    let silent = planted(RULES, |json| {
        json["standings"].as_array_mut().map(|rows| rows.remove(2)).expect("a list");
    });
    assert_eq!(silent, ["error standings table-gap"]);
    // Two lists of one standing: someone can show a thing of each.
    let two_lists = planted(RULES, |json| {
        let row = json!({"standings": ["child_born"], "shown_by": ["midwife"], "outcome": "met"});
        push(json, "/standings", row);
    });
    assert_eq!(two_lists, ["error standings[7] table-overlap"]);
    rules_with(
        "/standings/5/shown_by",
        json!(["voucher", "voucher"]),
        &["error standings[5].shown_by[1] code-twice"],
    );
}

#[test]
fn bands_of_amounts_leave_no_cent_out() {
    rules_with("/proof/1/over", json!("5000.01"), &["error proof table-gap"]);
    rules_with("/proof/1/over", json!("4999.99"), &["error proof[1] table-overlap"]);
    rules_with("/proof/0/test", json!("balance"), &[]);
    rules_with("/proof/1/test", json!("none"), &["warning proof[1].test proof-weaker"]);
    rules_with(
        "/proof/0/up_to",
        json!("-1"),
        &[
            "error proof[0].up_to number-negative",
            "error proof table-gap",
            "error proof[0] row-unreachable",
        ],
    );
    rules_with("/quorums/0/up_to", json!("9999.99"), &["error quorums table-gap"]);
    rules_with("/quorums/4/negative", Value::Null, &["error quorums[4] table-overlap"; 4]);
    rules_with("/quorums/2/present", json!(4), &["error quorums[2].present quorum-impossible"]);
    rules_with("/quorums/2/present", json!(0), &["error quorums[2].present quorum-impossible"]);
}

#[test]
fn an_act_against_a_child_never_counts_for_less() {
    rules_with(
        "/minor_classes/A4/one_event",
        json!("A1"),
        &["error minor_classes.A4.one_event class-lighter"],
    );
    rules_with(
        "/acts",
        json!(["A1", "A2", "A3", "A5", "A6"]),
        &["error minor_classes.A4 row-unreachable"],
    );
    rules_with(
        "/acts",
        json!(["A1", "A2", "A3", "A4", "A5"]),
        &["error minor_classes.A4.period act-not-listed"],
    );
    rules_with("/acts/1", json!("A1"), &["error acts[1] code-twice"]);
}

#[test]
fn operations_are_listed_once_and_name_each_other() {
    rules_with("/operations/1/code", json!("UNTSO"), &["error operations[1].code code-twice"]);
    rules_with("/operations/1/code", json!("OTHER"), &["error operations[1].code code-reserved"]);
    rules_with(
        "/operations/7/until",
        json!("1990-01-01"),
        &["error operations[7].until until-before-from"],
    );
    rules_with(
        "/operations/8/also",
        json!(["ONUC"]),
        &["error operations[8].also[0] operation-unknown"],
    );
    rules_with(
        "/operations/8/also",
        json!(["MONUSCO"]),
        &["error operations[8].also[0] operation-unknown"],
    );
    let day = |operation: &str, day: &str| json!([{"operation": operation, "day": day}]);
    rules_with("/opened", day("MINUSCA", "2026-06-01"), &[]);
    rules_with(
        "/opened",
        day("MINUSCO", "2026-06-01"),
        &["error opened[0].operation operation-unknown"],
    );
    rules_with(
        "/opened",
        day("MINUSCA", "1999-06-01"),
        &["error opened[0].day opened-before-operation"],
    );
}

#[test]
fn every_situation_has_a_question_and_every_kind_stands_once() {
    let silent = planted(RULES, |json| take(json, "/questions", "hear"));
    assert_eq!(silent, ["error questions ask-missing"]);
    rules_with("/questions/hear", json!([]), &["error questions.hear list-empty"]);
    let unknown = planted(RULES, |json| json["questions"]["weather"] = json!(["place"]));
    assert_eq!(unknown, ["error questions unreadable"]);
    rules_with(
        "/offset_kinds/1/kind",
        json!("judgment"),
        &["error offset_kinds[1].kind code-twice"],
    );
    rules_with("/late_causes/1", json!("fear"), &["error late_causes[1] code-twice"]);
    rules_with("/rules/4/grounds/1", json!("midwife"), &["error rules[4].grounds[1] code-twice"]);
}

#[test]
fn limits_stay_within_what_they_can_be() {
    rules_with(
        "/limits/adult_age",
        json!(0),
        &["error limits.adult_age limit-range", "error limits.assent_age number-above"],
    );
    rules_with("/limits/assent_age", json!(19), &["error limits.assent_age number-above"]);
    rules_with(
        "/limits/emergency_most",
        json!("500.005"),
        &["error limits.emergency_most number-decimals"],
    );
    rules_with("/limits/interim_most", json!("-1"), &["error limits.interim_most number-negative"]);
    rules_with("/limits/breach_hours", json!(100_000), &["error limits.breach_hours limit-range"]);
}

#[test]
fn every_code_that_people_are_shown_has_its_text_in_every_language() {
    let known = |lang: &str, key: &str| {
        !matches!(
            (lang, key),
            ("fr", "ground-place_named" | "cause-shame")
                | ("en", "offset-charity" | "question-dna")
        )
    };
    let texts = |plant: &dyn Fn(&mut Value)| -> Vec<String> {
        let mut json: Value = serde_json::from_str(RULES).expect("JSON");
        plant(&mut json);
        let (_, problems) = document(&json.to_string(), &known);
        problems.iter().map(said).collect()
    };
    assert_eq!(
        texts(&|_| ()),
        [
            "error rules[0].grounds[0] text-missing",
            "error late_causes[1] text-missing",
            "error offset_kinds[8].kind text-missing",
            "error questions.parentage[1] text-missing",
        ]
    );
    // The set brings its own.
    let own = json!({
        "en": {"offset-charity": "Charity", "question-dna": " "},
        "fr": {"ground-place_named": "Le lieu", "cause-shame": "La honte"},
        "sw": {"question-gone": "?"},
    });
    assert_eq!(
        texts(&|json| put(json, "/texts", own.clone())),
        [
            "error texts.en.question-dna text-empty",
            "warning texts.sw language-unknown",
            "warning texts.sw.question-gone text-unused",
        ]
    );
}

#[test]
fn every_code_has_its_sum_and_no_sum_is_impossible() {
    let missing = planted(SUMS, |json| take(json, "/moral/acts", "A3"));
    assert_eq!(missing, ["error moral.acts code-missing"]);
    sums_with("/currency", json!("EUR"), &["error currency currency-not-usd"]);
    sums_with("/moral/acts/A1", json!("-1"), &["error moral.acts.A1 number-negative"]);
    sums_with("/moral/impacts/I1", json!("2000.001"), &["error moral.impacts.I1 number-decimals"]);
    sums_with(
        "/moral/aggravations/G1",
        json!("1.2"),
        &["error moral.aggravations.G1 share-over-one"],
    );
    sums_with(
        "/moral/aggravations/G1",
        json!("0.1234567"),
        &["error moral.aggravations.G1 number-decimals"],
    );
    sums_with(
        "/first_payment",
        json!("1000000000000000"),
        &["error first_payment number-too-large"],
    );
    sums_with("/moral/acts/A2", json!("1000.00"), &["warning moral.acts.A2 graver-for-less"]);
    sums_with("/moral/acts/A6", json!("60000.00"), &["warning moral.acts.A6 act-above-cap"]);
}

#[test]
fn weights_and_shares_stay_within_the_whole() {
    sums_with(
        "/moral/weights",
        json!(["1.00", "0.25", "0.50"]),
        &["error moral.weights[2] weight-rises"],
    );
    sums_with("/moral/weights/0", json!("1.5"), &["error moral.weights[0] share-over-one"]);
    sums_with("/moral/weights", json!([]), &["error moral.weights list-empty"]);
    sums_with("/earnings/causation/3", json!("0"), &["error earnings.causation[3] number-zero"]);
    sums_with("/earnings/causation/1", json!("1.00"), &["error earnings.causation[1] code-twice"]);
    sums_with("/earnings/month_step", json!("0"), &["error earnings.month_step number-zero"]);
    sums_with("/trust/released", json!("1.1"), &["error trust.released share-over-one"]);
    sums_with("/instalments/most", json!(0), &["error instalments.most limit-range"]);
    sums_with("/maintenance/paid_every", json!(0), &["error maintenance.paid_every limit-range"]);
}

#[test]
fn a_reference_wage_has_its_source() {
    let wage = |place: &str, source: &str, amount: &str| {
        json!({"place": place, "monthly": {"amount": amount, "currency": "XAF"},
            "effective_from": "2026-01-01", "source": source})
    };
    sums_with("/earnings/reference_wages", json!([wage("bangui", "draft", "60000")]), &[]);
    sums_with(
        "/earnings/reference_wages",
        json!([wage("bangui", "hearsay", "60000")]),
        &["error earnings.reference_wages[0].source source-unknown"],
    );
    sums_with(
        "/earnings/reference_wages",
        json!([wage("bangui", "draft", "-1")]),
        &["error earnings.reference_wages[0].monthly number-negative"],
    );
    let twice = json!([wage("bangui", "draft", "60000"), wage("bangui", "draft", "70000")]);
    sums_with(
        "/earnings/reference_wages",
        twice,
        &["error earnings.reference_wages[1].place code-twice"],
    );
}

#[test]
fn caps_do_not_contradict_each_other() {
    sums_with("/moral/floor", json!("80000.00"), &["error moral.floor number-above"]);
    sums_with(
        "/caps/pecuniary_most",
        json!("900.00"),
        &[
            "error caps.pecuniary_most cap-below-programme",
            "warning care.planned_most number-above",
            "warning care.extra_most number-above",
            "warning schooling.training_grant number-above",
        ],
    );
    sums_with(
        "/caps/pecuniary_most",
        json!("130000.00"),
        &["error caps.pecuniary_most number-above"],
    );
    sums_with("/caps/total_most", json!("70000.00"), &["error moral.most number-above"]);
    sums_with("/costs/filing", json!("3000.01"), &["error costs.filing number-above"]);
    sums_with(
        "/acknowledgement_floor",
        json!("3500.00"),
        &["error acknowledgement_floor number-above"],
    );
    sums_with(
        "/caps/cut_order",
        json!(["H4", "H4", "H5", "H2f", "H3f", "H1"]),
        &["error caps.cut_order[1] code-twice", "error caps.cut_order[5] head-never-cut"],
    );
    sums_with(
        "/caps/cut_order",
        json!(["H4", "H5", "H2f"]),
        &["warning caps.cut_order head-not-cut"],
    );
}

#[test]
fn only_an_error_makes_a_version_unusable() {
    let (_, problems) = document(RULES, &|_, key| key != "cause-fear");
    assert!(problems.iter().all(|problem| problem.severity == Severity::Error));
    assert_eq!(problems[0].key(), "refusal-text-missing");
    assert_eq!(problems[0].args["key"], "cause-fear");
}
