//! What a panel rules on the file, and what a late claim needs.

use super::*;

fn ruling(rule: Rule, act: Option<&str>, outcome: RuleOutcome, ground: &str) -> Ruling {
    Ruling { rule, act: act.map(label), outcome, ground: label(ground) }
}

/// Outcomes of R-02 for each act, in the order of acts.
fn second(facts: &Facts) -> Vec<(RuleOutcome, &'static str)> {
    let trace = gate(facts);
    let mut of_rule: Vec<_> = trace
        .findings
        .iter()
        .filter(|finding| finding.rule == Rule::R02)
        .map(|finding| {
            let pair = trace.pairs[usize::from(finding.pair.expect("about a pair"))];
            (pair.act, (finding.outcome, finding.reason.key))
        })
        .collect();
    of_rule.sort_by_key(|(act, _)| *act);
    of_rule.into_iter().map(|(_, said)| said).collect()
}

#[test]
fn a_ruling_settles_what_is_open_on_a_ground_of_the_set() {
    let open = (Undetermined, "reason-r02-unknown");
    let mut facts = open_claim();
    let mut check = |ruling| {
        facts.rulings = vec![ruling];
        second(&facts)[0]
    };
    let met = check(ruling(Rule::R02, None, Met, "unit_record"));
    assert_eq!(met, (Met, "reason-ruled-met"));
    let not_met = check(ruling(Rule::R02, None, NotMet, "unit_record"));
    assert_eq!(not_met, (NotMet, "reason-ruled-not-met"));
    assert_eq!(check(ruling(Rule::R02, None, Met, "midwife")), open);
    assert_eq!(check(ruling(Rule::R04, None, Met, "unit_record")), open);
    assert_eq!(check(ruling(Rule::R02, None, Undetermined, "unit_record")), open);
    assert_eq!(check(ruling(Rule::R02, Some("a2"), Met, "unit_record")), open);
}

#[test]
fn a_ruling_never_overrules_met_or_not_met() {
    let mut facts = claim();
    facts.rulings = vec![ruling(Rule::R02, None, NotMet, "unit_record")];
    assert_eq!(second(&facts), [(Met, "reason-r02-met")]);
    facts.perpetrators[0].category = Some(Category::MilCon);
    facts.rulings = vec![ruling(Rule::R02, None, Met, "unit_record")];
    assert_eq!(second(&facts), [(NotMet, "reason-r02-uniformed")]);
}

#[test]
fn a_ruling_about_one_act_goes_before_one_about_all_and_a_later_before_an_earlier() {
    let mut facts = open_claim();
    facts.acts.push(act("a2"));
    let (met, not_met) = ((Met, "reason-ruled-met"), (NotMet, "reason-ruled-not-met"));
    let one = ruling(Rule::R02, Some("a2"), NotMet, "on_file");
    let all = ruling(Rule::R02, None, Met, "on_file");
    facts.rulings = vec![one, all];
    assert_eq!(second(&facts), [met, not_met]);
    facts.rulings.reverse();
    assert_eq!(second(&facts), [met, not_met]);
    facts.rulings.push(ruling(Rule::R02, None, NotMet, "on_file"));
    facts.rulings.push(ruling(Rule::R02, Some("a2"), Met, "on_file"));
    assert_eq!(second(&facts), [not_met, met]);
}

#[test]
fn a_ruled_finding_names_its_ground_and_asks_nothing() {
    let mut facts = open_claim();
    facts.rulings =
        vec![ruling(Rule::R09, None, Met, "fear"), ruling(Rule::R02, None, Met, "unit_record")];
    let found = finding(&Rules::shipped(), &facts, Rule::R02);
    assert_eq!(found.reason.args[0], Some(("ground", Value::Ground(1))));
    assert_eq!((found.ask, found.pair), (None, Some(0)));
    let names: Vec<_> = found.facts.names().map(|name| name.to_string()).collect();
    assert_eq!(names, ["category", "ruling"]);
}

#[test]
fn a_late_claim_is_not_met_only_when_the_panel_says_so() {
    let mut facts = case("C10-late");
    facts.rulings = vec![ruling(Rule::R09, None, NotMet, "on_file")];
    assert_eq!(gate(&facts).gate, Some(Gate::Referred));
    facts.rulings = vec![ruling(Rule::R09, None, Met, "displacement")];
    assert_eq!(gate(&facts).gate, Some(Gate::Eligible));
}
