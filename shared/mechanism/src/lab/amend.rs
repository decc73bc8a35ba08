//! Simple amendments: a short list of changes to the version in force, from which a draft follows.
//! Anything else is written as a whole draft. Never here: whether a draft is a good idea.

use crate::Mechanism;
use crate::data::{RuleSet, Rules, Schedule, ScopeRow, Sums};
use crate::label::Label;
use crate::schema::Number;
use redress_kernel::code::{ActCode, Aggravation, Category, RuleOutcome};
use redress_kernel::money::AMOUNT_MAX;
use redress_kernel::{Date, Decimal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of every draft that an amendment makes.
pub const DRAFT: &str = "draft";
/// The longest limit that can be asked about, years.
pub const YEARS_MOST: u32 = 100;

/// What is changed; what is left out stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Amendment {
    /// Categories that become covered.
    pub cover: Vec<Category>,
    /// First day of acts from which they are; nothing means all acts.
    #[schema(value_type = Option<String>, format = Date)]
    pub cover_from: Option<Date>,
    /// Years after which a filing is late.
    pub late_after_years: Option<u32>,
    /// Base of an act, US dollars (P1).
    #[schema(value_type = BTreeMap<ActCode, Number>)]
    pub acts: BTreeMap<ActCode, Decimal>,
    /// Share that an aggravation adds (P1).
    #[schema(value_type = BTreeMap<Aggravation, Number>)]
    pub aggravations: BTreeMap<Aggravation, Decimal>,
    /// The most that aggravations add together, as a share (P1).
    #[schema(value_type = Option<Number>)]
    pub aggravation_most: Option<Decimal>,
    /// The least of H1, US dollars (P3).
    #[schema(value_type = Option<Number>)]
    pub moral_floor: Option<Decimal>,
    /// The most of H1, US dollars (P3).
    #[schema(value_type = Option<Number>)]
    pub moral_most: Option<Decimal>,
    /// The most of H2 to H5 together, US dollars (P5).
    #[schema(value_type = Option<Number>)]
    pub pecuniary_most: Option<Decimal>,
    /// The most of H1 to H5 together, US dollars (P6).
    #[schema(value_type = Option<Number>)]
    pub total_most: Option<Decimal>,
    /// Maintenance of a child for a month, US dollars (H6).
    #[schema(value_type = Option<Number>)]
    pub maintenance_month: Option<Decimal>,
    /// What is paid in full before the fund factor, US dollars (P10).
    #[schema(value_type = Option<Number>)]
    pub first_payment: Option<Decimal>,
}

/// A change that can't be: which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field} is out of bounds")]
pub struct OutOfBounds {
    /// The field of [`Amendment`].
    pub field: &'static str,
}

impl Amendment {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        *self == Self { cover_from: self.cover_from, ..Self::default() }
    }

    /// The draft that follows.
    pub fn draft(&self, base: &Mechanism) -> Result<Mechanism, OutOfBounds> {
        self.check()?;
        let (mut set, mut sums) = (base.rules.set.clone(), base.schedule.sums.clone());
        self.amend_rules(&mut set);
        self.amend_sums(&mut sums);
        Ok(Mechanism { rules: Rules::new(set), schedule: Schedule::new(sums) })
    }

    fn check(&self) -> Result<(), OutOfBounds> {
        let amounts = [
            ("moral_floor", self.moral_floor),
            ("moral_most", self.moral_most),
            ("pecuniary_most", self.pecuniary_most),
            ("total_most", self.total_most),
            ("maintenance_month", self.maintenance_month),
            ("first_payment", self.first_payment),
        ];
        let acts = self.acts.values().map(|amount| ("acts", Some(*amount)));
        for (field, amount) in amounts.into_iter().chain(acts) {
            if amount.is_some_and(|amount| !is_within(amount, AMOUNT_MAX)) {
                return Err(OutOfBounds { field });
            }
        }
        let shares = self.aggravations.values().map(|share| ("aggravations", Some(*share)));
        for (field, share) in shares.chain([("aggravation_most", self.aggravation_most)]) {
            if share.is_some_and(|share| !is_within(share, Decimal::ONE)) {
                return Err(OutOfBounds { field });
            }
        }
        if self.late_after_years.is_some_and(|years| years == 0 || years > YEARS_MOST) {
            return Err(OutOfBounds { field: "late_after_years" });
        }
        match (self.moral_floor, self.moral_most) {
            (Some(floor), Some(most)) if floor > most => Err(OutOfBounds { field: "moral_floor" }),
            _ => Ok(()),
        }
    }

    fn amend_rules(&self, set: &mut RuleSet) {
        set.version = draft();
        for category in &self.cover {
            cover(&mut set.scope, *category, self.cover_from);
        }
        set.limits.late_after_years = self.late_after_years.unwrap_or(set.limits.late_after_years);
    }

    fn amend_sums(&self, sums: &mut Sums) {
        sums.version = draft();
        sums.moral.acts.extend(&self.acts);
        sums.moral.aggravations.extend(&self.aggravations);
        let set = |sum: &mut Decimal, to: Option<Decimal>| *sum = to.unwrap_or(*sum);
        set(&mut sums.moral.aggravation_most, self.aggravation_most);
        set(&mut sums.moral.floor, self.moral_floor);
        set(&mut sums.moral.most, self.moral_most);
        set(&mut sums.caps.pecuniary_most, self.pecuniary_most);
        set(&mut sums.caps.total_most, self.total_most);
        set(&mut sums.maintenance.month, self.maintenance_month);
        set(&mut sums.first_payment, self.first_payment);
    }
}

/// The label of drafts.
pub fn draft() -> Label {
    DRAFT.parse().expect("the word is a label")
}

fn is_within(amount: Decimal, most: Decimal) -> bool {
    amount >= Decimal::ZERO && amount <= most && amount.normalize().scale() <= 2
}

/// Makes a category covered for acts from `from` on. What held before that day goes on holding for
/// acts before it, so that for each day exactly one row holds, as it did.
fn cover(scope: &mut Vec<ScopeRow>, category: Category, from: Option<Date>) {
    let mut kept = Vec::new();
    for row in scope.iter_mut().filter(|row| row.categories.contains(&category)) {
        row.categories.retain(|listed| *listed != category);
        let Some(last) = from.and_then(Date::previous_day) else { continue };
        if row.from.is_none_or(|first| first <= last) {
            let until = Some(row.until.map_or(last, |until| until.min(last)));
            kept.push(ScopeRow { categories: vec![category], until, ..row.clone() });
        }
    }
    scope.retain(|row| !row.categories.is_empty());
    scope.extend(kept);
    let recourse = Some(crate::facts::Liable::Perpetrator);
    let outcome = RuleOutcome::Met;
    let categories = vec![category];
    scope.push(ScopeRow { categories, from, until: None, outcome, refer_to: None, recourse });
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn rows(
        amendment: &Amendment,
        category: Category,
    ) -> Vec<(Option<Date>, Option<Date>, RuleOutcome)> {
        let draft = amendment.draft(&Mechanism::shipped()).expect("a draft");
        let rows = draft.rules.scope(category);
        rows.map(|row| (row.from, row.until, row.outcome)).collect()
    }

    #[test]
    fn an_empty_amendment_changes_the_version_label_alone() {
        let base = Mechanism::shipped();
        assert!(Amendment::default().is_empty());
        let mut draft = Amendment::default().draft(&base).expect("a draft");
        assert_eq!(draft.rules.set.version.as_str(), DRAFT);
        draft.rules.set.version = base.rules.set.version;
        draft.schedule.sums.version = base.schedule.sums.version;
        assert_eq!(draft.rules.set, base.rules.set);
        assert_eq!(draft.schedule.sums, base.schedule.sums);
    }

    #[test]
    fn a_category_is_covered_from_a_day_on_and_others_stay_as_they_are() {
        let cover = vec![Category::MilObs];
        let all = Amendment { cover: cover.clone(), ..Amendment::default() };
        assert!(!all.is_empty());
        assert_eq!(rows(&all, Category::MilObs), [(None, None, RuleOutcome::Met)]);
        assert_eq!(rows(&all, Category::MilCon), [(None, None, RuleOutcome::NotMet)]);

        let day = date!(2020 - 01 - 01);
        let later = Amendment { cover, cover_from: Some(day), ..Amendment::default() };
        assert_eq!(
            rows(&later, Category::MilObs),
            [
                (None, Some(date!(2019 - 12 - 31)), RuleOutcome::NotMet),
                (Some(day), None, RuleOutcome::Met)
            ]
        );
    }

    #[test]
    fn rows_after_the_day_give_way_and_rows_before_it_end_there() {
        let row = |from, until, outcome| ScopeRow {
            categories: vec![Category::PolIpo, Category::PolFpu],
            from,
            until,
            outcome,
            refer_to: None,
            recourse: None,
        };
        let mut scope = vec![
            row(None, Some(date!(2009 - 12 - 31)), RuleOutcome::Met),
            row(Some(date!(2010 - 01 - 01)), Some(date!(2019 - 12 - 31)), RuleOutcome::NotMet),
            row(Some(date!(2020 - 01 - 01)), None, RuleOutcome::Undetermined),
        ];
        cover(&mut scope, Category::PolIpo, Some(date!(2015 - 06 - 01)));
        let own = scope.iter().filter(|row| row.categories == [Category::PolIpo]);
        let own: Vec<_> = own.map(|row| (row.until, row.outcome)).collect();
        assert_eq!(
            own,
            [
                (Some(date!(2009 - 12 - 31)), RuleOutcome::Met),
                (Some(date!(2015 - 05 - 31)), RuleOutcome::NotMet),
                (None, RuleOutcome::Met)
            ]
        );
        assert_eq!(scope.iter().filter(|row| row.categories == [Category::PolFpu]).count(), 3);
    }

    #[test]
    fn a_draft_stays_sound() {
        let errors = |problems: Vec<crate::data::check::Problem>| {
            let is_error = |one: &&crate::data::check::Problem| {
                one.severity == crate::data::check::Severity::Error
            };
            assert_eq!(problems.iter().find(is_error), None);
        };
        let cover = Category::ALL.to_vec();
        for cover_from in [None, Some(date!(2015 - 06 - 01))] {
            let amendment = Amendment { cover: cover.clone(), cover_from, ..Amendment::default() };
            let draft = amendment.draft(&Mechanism::shipped()).expect("a draft");
            errors(crate::data::check::rules(&draft.rules.set, &|_, _| true));
            errors(crate::data::check::schedule(&draft.schedule.sums));
        }
    }

    #[test]
    fn what_is_out_of_bounds_is_refused_by_name() {
        let refused = |amendment: Amendment| {
            amendment.draft(&Mechanism::shipped()).map(|_| ()).map_err(|refused| refused.field)
        };
        let below = Some(Decimal::NEGATIVE_ONE);
        let none = Amendment::default;
        assert_eq!(refused(Amendment { total_most: below, ..none() }), Err("total_most"));
        let share = Some(Decimal::TWO);
        assert_eq!(
            refused(Amendment { aggravation_most: share, ..none() }),
            Err("aggravation_most")
        );
        let years = Some(0);
        assert_eq!(
            refused(Amendment { late_after_years: years, ..none() }),
            Err("late_after_years")
        );
        let (moral_floor, moral_most) = (Some(Decimal::TEN), Some(Decimal::ONE));
        assert_eq!(refused(Amendment { moral_floor, moral_most, ..none() }), Err("moral_floor"));
        let acts = [(ActCode::A4, "1.005".parse().expect("a number"))].into();
        assert_eq!(refused(Amendment { acts, ..none() }), Err("acts"));
    }
}
