//! R-02, covered personnel: the perpetrator was non-uniformed personnel of the operation.

use super::check::{Asked, Found};
use redress_kernel::code::{Category, RuleOutcome};

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let stated = asked.filing.facts.category;
    let category = asked.findings.category.or(stated).unwrap_or(Category::Unk);
    let row = &asked.set.categories[&category];
    let found = match (row.outcome, category) {
        (RuleOutcome::Met, _) if row.recourse.is_some() => Found::met("reason-r02-met-company"),
        (RuleOutcome::Met, _) => Found::met("reason-r02-met"),
        (RuleOutcome::NotMet, Category::Afp | Category::Ip) => {
            Found::not_met("reason-r02-other-entity")
        }
        (RuleOutcome::NotMet, _) => Found::not_met("reason-r02-uniformed"),
        (RuleOutcome::Undetermined, Category::Unk) => {
            Found::open("reason-r02-unknown", &["vehicle", "uniform", "employer"])
        }
        (RuleOutcome::Undetermined, _) => Found::open("reason-r02-deployment", &["deployment"]),
    };
    found
        .fact("category", stated)
        .fact("category_found", asked.findings.category)
        .refer(row.refer_to)
}
