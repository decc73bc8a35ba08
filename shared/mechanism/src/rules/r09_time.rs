//! R-09, time: no limit for someone who was under 18, for a child born of it, and during incapacity;
//! else so many years from the latest starting point. Late is a question, never a refusal by itself.

use super::age::{self, Minor};
use super::fact::{FactName, FactSet};
use super::found::{met, open};
use super::{Ask, Rule};
use crate::data::Rules;
use crate::days::{days_between, days_later, years_later};
use crate::facts::{Facts, Standing};
use crate::trace::{Finding, Value};
use redress_kernel::Date;
use redress_kernel::code::Answer;

const READ_AGE: FactSet =
    FactSet::of(&[FactName::Under18, FactName::Birth, FactName::When, FactName::Aggravations]);
const READ_CHILD: FactSet = FactSet::of(&[FactName::Standing]);
const READ_INCAPACITY: FactSet = FactSet::of(&[FactName::FiledOn, FactName::Incapacity]);
const READ_TIME: FactSet = FactSet::of(&[
    FactName::FiledOn,
    FactName::When,
    FactName::Service,
    FactName::KnewOn,
    FactName::Operation,
    FactName::Incapacity,
]);
const READ_LATE: FactSet = READ_TIME.with(FactName::LateCause);

pub(super) fn check(rules: &Rules, facts: &Facts) -> Finding {
    let minor = minor(rules, facts);
    if minor == Minor::Yes {
        return met(Rule::R09, "reason-r09-under-18").facts(READ_AGE);
    }
    if facts.claimant.standing == Some(Standing::ChildBorn) || facts.child.is_some() {
        return met(Rule::R09, "reason-r09-child-born").facts(READ_CHILD);
    }
    if incapable(facts) {
        return met(Rule::R09, "reason-r09-incapacity").facts(READ_INCAPACITY);
    }
    let start = start(rules, facts);
    let passed = |day: Date| facts.filed_on > limit(rules, facts, day);
    let years = ("years", Value::Count(rules.set.limits.late_after_years));
    if start.is_ahead {
        let found = met(Rule::R09, "reason-r09-serving");
        return found.facts(READ_TIME);
    }
    if start.earliest.is_some_and(|day| !passed(day)) {
        return met(Rule::R09, "reason-r09-met").with(years.0, years.1).facts(READ_TIME);
    }
    if minor == Minor::Doubt {
        return met(Rule::R09, "reason-r09-perhaps-under-18").facts(READ_AGE);
    }
    if let Some(cause) = &facts.claimant.late_cause {
        let is_presumed = rules.set.late_causes.contains(cause);
        let found = if is_presumed {
            met(Rule::R09, "reason-r09-cause")
        } else {
            open(Rule::R09, "reason-r09-cause-panel", Ask::LateReason)
        };
        let found = found.with(years.0, years.1).facts(READ_LATE);
        return found.with("cause", Value::Fact(FactName::LateCause));
    }
    let found = if start.latest.is_some_and(passed) {
        open(Rule::R09, "reason-r09-late", Ask::LateReason)
    } else {
        open(Rule::R09, "reason-r09-date", Ask::LastAct)
    };
    found.with(years.0, years.1).facts(READ_LATE)
}

/// Whether the victim was under 18 at any act.
fn minor(rules: &Rules, facts: &Facts) -> Minor {
    if facts.claimant.under_18 == Some(Answer::Yes) {
        return Minor::Yes;
    }
    let mut minor = Minor::No;
    for act in &facts.acts {
        match age::at_act(rules, facts, act) {
            Minor::Yes => return Minor::Yes,
            Minor::Doubt => minor = Minor::Doubt,
            Minor::No | Minor::Unknown => {}
        }
    }
    minor
}

/// Whether she was incapable on the day of filing: no limit while it lasts.
fn incapable(facts: &Facts) -> bool {
    facts.claimant.incapacity.is_some_and(|time| {
        time.from <= facts.filed_on && time.until.is_none_or(|until| until >= facts.filed_on)
    })
}

/// The day from which the years count, as far as it is known.
struct Start {
    /// The first day that it can be. Facts that are not known could only make it later.
    earliest: Option<Date>,
    /// The last day that it can be, by the facts that are known; nothing where an act is undated.
    latest: Option<Date>,
    /// A link of service goes on, so that the years have not begun.
    is_ahead: bool,
}

/// The latest of the last act, the end of service, knowing that the person was covered, and the day
/// on which the mechanism opened for the operation.
fn start(rules: &Rules, facts: &Facts) -> Start {
    let acts = &facts.acts;
    let services = facts.perpetrators.iter().filter_map(|person| person.service);
    let ended = services.clone().filter_map(|service| service.until).max();
    let opened =
        rules.set.opened.iter().filter(|opened| {
            acts.iter().any(|act| act.operation.as_ref() == Some(&opened.operation))
        });
    let opened = opened.map(|opened| opened.day).max();
    let others = ended.max(opened).max(facts.claimant.knew_on);
    let first = acts.iter().filter_map(|act| Some(act.when?.earliest)).max();
    let last = acts.iter().filter_map(|act| Some(act.when?.latest)).max();
    let all_dated = acts.iter().all(|act| act.when.is_some());
    let is_ahead = services.clone().any(|service| service.until.is_none());
    Start {
        earliest: first.max(others),
        latest: last.map(|last| others.map_or(last, |other| other.max(last))).filter(|_| all_dated),
        is_ahead,
    }
}

/// The last day in time. The years don't run during incapacity: they begin after it, or stand still.
fn limit(rules: &Rules, facts: &Facts, start: Date) -> Date {
    let years = rules.set.limits.late_after_years;
    let limit = years_later(start, years);
    let time = facts.claimant.incapacity.and_then(|time| Some((time.from, time.until?)));
    match time {
        Some((from, until)) if from <= start && start < until => years_later(until, years),
        Some((from, until)) if start < from && from <= limit && from <= until => {
            days_later(limit, days_between(from, until).saturating_add(1))
        }
        _ => limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Opened;
    use crate::facts::{Child, Interval, Service};
    use crate::rules::testing::{
        Said, act, ask, bare_act, claim, label, on, rules_with, said, said_by, span, yes,
    };
    use redress_kernel::code::Aggravation;
    use time::macros::date;

    const MET: &str = "reason-r09-met";

    /// An act on 15 March 2016, filed on a day.
    fn filed(day: Date) -> Facts {
        let mut facts = claim();
        facts.filed_on = day;
        facts.assessed_on = day;
        facts.acts[0].when = on(date!(2016 - 03 - 15));
        facts
    }

    fn check(facts: &Facts) -> Said {
        said(facts, Rule::R09)
    }

    fn late() -> Said {
        ask("reason-r09-late", Ask::LateReason)
    }

    const LAST: Date = date!(2026 - 03 - 15);
    const DAY_LATE: Date = date!(2026 - 03 - 16);

    #[test]
    fn the_same_day_ten_years_later_is_the_last_in_time() {
        assert_eq!(check(&filed(LAST)), yes(MET));
        assert_eq!(check(&filed(DAY_LATE)), late());
    }

    #[test]
    fn the_limit_of_a_leap_day_is_the_first_of_march() {
        let leap = |day| {
            let mut facts = filed(day);
            facts.acts[0].when = on(date!(2016 - 02 - 29));
            check(&facts)
        };
        assert_eq!(leap(date!(2026 - 03 - 01)), yes(MET));
        assert_eq!(leap(date!(2026 - 03 - 02)), late());
    }

    #[test]
    fn the_latest_of_all_starting_points_counts() {
        let mut by_act = filed(DAY_LATE);
        by_act.acts.push(act("a2"));
        by_act.acts[1].when = on(date!(2016 - 03 - 16));
        assert_eq!(check(&by_act), yes(MET));
        let mut by_service = filed(DAY_LATE);
        by_service.perpetrators[0].service =
            Some(Service { from: date!(2015 - 01 - 01), until: Some(date!(2016 - 03 - 16)) });
        assert_eq!(check(&by_service), yes(MET));
        by_service.perpetrators[0].service =
            Some(Service { from: date!(2015 - 01 - 01), until: Some(date!(2016 - 03 - 15)) });
        assert_eq!(check(&by_service), late());
        let mut by_knowing = filed(DAY_LATE);
        by_knowing.claimant.knew_on = Some(date!(2016 - 03 - 16));
        assert_eq!(check(&by_knowing), yes(MET));
        by_knowing.claimant.knew_on = Some(date!(2016 - 03 - 14));
        assert_eq!(check(&by_knowing), late());
    }

    #[test]
    fn the_opening_day_of_the_mechanism_counts_for_its_operation() {
        let opened = |operation: &str, day| {
            rules_with(|set| set.opened = vec![Opened { operation: label(operation), day }])
        };
        let facts = filed(DAY_LATE);
        let check = |rules| said_by(&rules, &facts, Rule::R09);
        assert_eq!(check(opened("MINUSMA", date!(2016 - 03 - 16))), yes(MET));
        assert_eq!(check(opened("MINUSMA", date!(2016 - 03 - 15))), late());
        assert_eq!(check(opened("MINUSCA", date!(2016 - 03 - 16))), late());
    }

    #[test]
    fn while_the_service_goes_on_the_years_have_not_begun() {
        let mut facts = filed(DAY_LATE);
        facts.perpetrators[0].service = Some(Service { from: date!(2015 - 01 - 01), until: None });
        assert_eq!(check(&facts), yes("reason-r09-serving"));
    }

    #[test]
    fn a_rough_day_is_in_time_only_when_all_of_it_is() {
        let rough = |earliest, latest| {
            let mut facts = filed(DAY_LATE);
            facts.acts[0].when = span(earliest, latest);
            check(&facts)
        };
        assert_eq!(rough(date!(2016 - 03 - 16), date!(2016 - 12 - 31)), yes(MET));
        let open = ask("reason-r09-date", Ask::LastAct);
        assert_eq!(rough(date!(2016 - 03 - 15), date!(2016 - 03 - 16)), open);
        assert_eq!(rough(date!(2016 - 01 - 01), date!(2016 - 03 - 15)), late());
    }

    #[test]
    fn an_act_without_a_day_can_have_been_the_last() {
        let mut facts = filed(DAY_LATE);
        facts.acts.push(bare_act("a2"));
        assert_eq!(check(&facts), ask("reason-r09-date", Ask::LastAct));
        facts.acts.remove(0);
        assert_eq!(check(&facts), ask("reason-r09-date", Ask::LastAct));
        facts.acts.clear();
        assert_eq!(check(&facts), ask("reason-r09-date", Ask::LastAct));
    }

    #[test]
    fn children_have_no_limit() {
        let mut stated = filed(DAY_LATE);
        stated.claimant.under_18 = Some(Answer::Yes);
        assert_eq!(check(&stated), yes("reason-r09-under-18"));
        let mut graver = filed(DAY_LATE);
        graver.acts[0].aggravations = vec![Aggravation::G1];
        assert_eq!(check(&graver), yes("reason-r09-under-18"));
        let mut born = filed(DAY_LATE);
        born.claimant.birth = on(date!(1998 - 03 - 16));
        assert_eq!(check(&born), yes("reason-r09-under-18"));
        born.claimant.birth = on(date!(1998 - 03 - 15));
        assert_eq!(check(&born), late());
        born.claimant.birth = span(date!(1998 - 03 - 15), date!(1998 - 03 - 16));
        assert_eq!(check(&born), yes("reason-r09-perhaps-under-18"));
        let mut child = filed(DAY_LATE);
        child.claimant.standing = Some(Standing::ChildBorn);
        assert_eq!(check(&child), yes("reason-r09-child-born"));
        let mut child = filed(DAY_LATE);
        child.child = Some(Child { born_on: date!(2016 - 12 - 01) });
        assert_eq!(check(&child), yes("reason-r09-child-born"));
    }

    #[test]
    fn incapacity_stops_the_years() {
        let incapable = |from, until, day| {
            let mut facts = filed(day);
            facts.claimant.incapacity = Some(Interval { from, until });
            check(&facts)
        };
        let lasting = yes("reason-r09-incapacity");
        assert_eq!(incapable(date!(2020 - 01 - 01), None, DAY_LATE), lasting);
        assert_eq!(incapable(date!(2020 - 01 - 01), Some(DAY_LATE), DAY_LATE), lasting);
        assert_eq!(incapable(date!(2026 - 03 - 17), None, DAY_LATE), late());
        // Begun before the act: the years begin on its last day.
        let (from, until) = (date!(2016 - 03 - 15), Some(date!(2017 - 05 - 04)));
        assert_eq!(incapable(from, until, date!(2027 - 05 - 04)), yes(MET));
        assert_eq!(incapable(from, until, date!(2027 - 05 - 05)), late());
        // Begun after it: its ten days are added.
        let (from, until) = (date!(2020 - 01 - 01), Some(date!(2020 - 01 - 10)));
        assert_eq!(incapable(from, until, date!(2026 - 03 - 25)), yes(MET));
        assert_eq!(incapable(from, until, date!(2026 - 03 - 26)), late());
        // On the last day in time, and a day after it: over before.
        assert_eq!(incapable(LAST, Some(LAST), DAY_LATE), yes(MET));
        assert_eq!(incapable(DAY_LATE, Some(DAY_LATE), date!(2026 - 03 - 17)), late());
        // Over before the act.
        let (from, until) = (date!(2015 - 01 - 01), Some(date!(2016 - 03 - 15)));
        assert_eq!(incapable(from, until, DAY_LATE), late());
    }

    #[test]
    fn a_presumed_cause_is_accepted_and_another_goes_to_the_panel() {
        for cause in Rules::shipped().set.late_causes {
            let mut facts = filed(DAY_LATE);
            facts.claimant.late_cause = Some(cause);
            assert_eq!(check(&facts), yes("reason-r09-cause"), "{cause}");
        }
        let mut facts = filed(DAY_LATE);
        facts.claimant.late_cause = Some(label("flood"));
        assert_eq!(check(&facts), ask("reason-r09-cause-panel", Ask::LateReason));
        facts.filed_on = LAST;
        assert_eq!(check(&facts), yes(MET));
    }

    #[test]
    fn limits_beyond_the_calendar_never_pass() {
        let rules = rules_with(|set| set.limits.late_after_years = u32::MAX);
        let mut facts = filed(DAY_LATE);
        facts.acts[0].when = on(Date::MIN);
        assert_eq!(said_by(&rules, &facts, Rule::R09), yes(MET));
        facts.acts[0].when = on(Date::MAX);
        facts.claimant.incapacity = Some(Interval { from: Date::MIN, until: Some(Date::MAX) });
        facts.filed_on = Date::MAX;
        assert_eq!(check(&facts), yes("reason-r09-incapacity"));
    }
}
