//! Who sits on a panel and how many must agree.

use super::*;

fn member(gender: Gender, view: Option<View>) -> Member {
    let (chair, trained, ties) = (false, false, Vec::new());
    Member { chair, trained, gender: Some(gender), declared: true, ties, served_until: None, view }
}

/// A full panel with these views.
fn panel(views: [Option<View>; 3]) -> Panel {
    let [chair, second, third] = views;
    let chair = Member { chair: true, trained: true, ..member(Gender::Woman, chair) };
    let members = vec![chair, member(Gender::Man, second), member(Gender::Woman, third)];
    Panel { members, clear: false }
}

#[test]
fn nobody_acts_who_has_a_tie() {
    let mut facts = plain();
    not_raised(&facts, Rule::R18);
    let sit = |change: fn(&mut Member)| {
        let mut panel = panel([None; 3]);
        change(&mut panel.members[1]);
        Some(panel)
    };
    facts.panel = sit(|_| {});
    expect(&facts, Rule::R18, Met, "reason-r18-met");
    facts.panel = sit(|member| member.declared = false);
    expect(&facts, Rule::R18, Undetermined, "reason-r18-declare");
    facts.panel = sit(|member| member.ties = vec![Tie::OtherRole]);
    expect(&facts, Rule::R18, NotMet, "reason-r18-tie");
    facts.panel = sit(|member| {
        (member.declared, member.view) = (false, Some(View::Against));
        member.ties = vec![Tie::Knows];
    });
    expect(&facts, Rule::R18, NotMet, "reason-r18-void");
    facts.panel = sit(|member| member.served_until = Some(date!(2023 - 04 - 15)));
    expect(&facts, Rule::R18, NotMet, "reason-r18-served");
    facts.panel = sit(|member| member.served_until = Some(date!(2023 - 04 - 14)));
    expect(&facts, Rule::R18, Met, "reason-r18-met");
}

#[test]
fn a_nationality_bars_where_something_is_referred_to_a_state() {
    let mut sits = panel([None; 3]);
    sits.members[2].ties = vec![Tie::SameNationality];
    let mut facts = plain();
    facts.panel = Some(sits.clone());
    expect(&facts, Rule::R18, Met, "reason-r18-met");
    let mut facts = referred();
    facts.panel = Some(sits);
    expect(&facts, Rule::R18, NotMet, "reason-r18-tie");
}

/// What R-19 says of a panel over an award of this net.
fn decided(panel: Panel, net: Decimal) -> (RuleOutcome, &'static str) {
    let mut facts = plain();
    facts.panel = Some(panel);
    let finding = of(&with_net(&facts, net), Rule::R19);
    (finding.outcome, finding.reason.key)
}

const FOR: Option<View> = Some(View::Award);

const AGAINST: Option<View> = Some(View::Against);

#[test]
fn a_no_and_a_large_sum_need_everybody() {
    let two = || panel([FOR, FOR, None]);
    assert_eq!(decided(two(), dec!(75000.00)), (Met, "reason-r19-met"));
    assert_eq!(decided(two(), dec!(75000.01)), (Undetermined, "reason-r19-all-large"));
    let no = || panel([AGAINST, AGAINST, None]);
    assert_eq!(decided(no(), dec!(1.00)), (Undetermined, "reason-r19-all-negative"));
    assert_eq!(decided(panel([AGAINST, AGAINST, FOR]), dec!(1.00)), (Met, "reason-r19-met"));
    assert_eq!(decided(panel([None; 3]), dec!(1.00)), (Undetermined, "reason-r19-views"));
    assert_eq!(decided(panel([FOR, AGAINST, None]), dec!(1.00)).0, Undetermined);
}

#[test]
fn a_clear_and_small_case_needs_the_chair_and_one_more() {
    let mut small = panel([FOR; 3]);
    small.members.truncate(2);
    assert_eq!(decided(small.clone(), dec!(9000.00)), (NotMet, "reason-r19-seats"));
    small.clear = true;
    assert_eq!(decided(small.clone(), dec!(10000.00)), (Met, "reason-r19-met"));
    assert_eq!(decided(small.clone(), dec!(10000.01)), (NotMet, "reason-r19-seats"));
    small.members[1].view = AGAINST;
    assert_eq!(decided(small.clone(), dec!(1.00)), (NotMet, "reason-r19-no-majority"));
    small.members[0].chair = false;
    assert_eq!(decided(small, dec!(1.00)), (NotMet, "reason-r19-chair"));
}

#[test]
fn a_full_panel_is_trained_and_mixed() {
    let mut sits = panel([FOR; 3]);
    sits.members[0].trained = false;
    assert_eq!(decided(sits, dec!(1.00)), (NotMet, "reason-r19-trained"));
    let mut sits = panel([FOR; 3]);
    sits.members[1].gender = Some(Gender::Woman);
    assert_eq!(decided(sits.clone(), dec!(1.00)), (NotMet, "reason-r19-gender"));
    sits.members[1].gender = None;
    assert_eq!(decided(sits, dec!(1.00)), (Undetermined, "reason-r19-gender-open"));
    // Whoever may not act is not there.
    let mut sits = panel([FOR; 3]);
    sits.members[2].ties = vec![Tie::Knows];
    assert_eq!(decided(sits, dec!(1.00)), (NotMet, "reason-r19-seats"));
}
