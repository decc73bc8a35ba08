//! Facts as plain paths and values: sums, times, rates, rulings and lists each as one text, so that a person can read
//! them side by side. Never here: words of a language.

use super::source::{is_under, path_of};
use super::version::paths;
use redress_kernel::Fault;
use redress_mechanism::rules::fact::FactName;
use redress_mechanism::{Facts, Label};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Every fact that is known, by path. Sums read `100.00 USD`, times `2021-06-01 – 2021-06-30`.
pub fn plain(facts: &Facts) -> Result<BTreeMap<String, String>, Fault> {
    Ok(paths(&document(facts)?))
}

/// The document with sums, times, rates and rulings as one text each, and without empty lists.
pub fn document(facts: &Facts) -> Result<Value, Fault> {
    let mut document = serde_json::to_value(facts).map_err(Fault::new)?;
    fold(&mut document);
    Ok(document)
}

fn fold(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(fold);
            if let Some(text) = one_text(fields) {
                *value = Value::String(text);
            }
        }
        Value::Array(members) if members.is_empty() => *value = Value::Null,
        Value::Array(members) => members.iter_mut().for_each(fold),
        _ => {}
    }
}

fn one_text(fields: &Map<String, Value>) -> Option<String> {
    let text = |name| fields.get(name).and_then(Value::as_str);
    if let (Some(units), Some(currency), Some(on)) =
        (text("units_per_usd"), text("currency"), text("effective_on"))
    {
        return Some(format!("{units} {currency} {on}"));
    }
    if let (Some(rule), Some(outcome), Some(ground)) =
        (text("rule"), text("outcome"), text("ground"))
    {
        return Some(format!("{rule} {outcome} {ground}"));
    }
    if fields.len() != 2 {
        return None;
    }
    if let (Some(amount), Some(currency)) = (text("amount"), text("currency")) {
        return Some(format!("{amount} {currency}"));
    }
    let (earliest, latest) = (text("earliest")?, text("latest")?);
    Some(if earliest == latest { earliest.into() } else { format!("{earliest} – {latest}") })
}

/// Which named fact stands at a path, and the act or person that it is of.
pub fn named(path: &str) -> Option<(FactName, Option<Label>, Option<Label>)> {
    let act = member(path, "acts[");
    let person = member(path, "perpetrators[");
    let found = FactName::ALL.iter().copied().find(|name| {
        path_of(*name, act.as_ref(), person.as_ref()).is_some_and(|known| is_under(path, &known))
    })?;
    Some((found, act, person))
}

/// The label of a member of a list that a path leads through.
pub fn member(path: &str, list: &str) -> Option<Label> {
    let (label, _) = path.strip_prefix(list)?.split_once(']')?;
    label.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::{Decimal, Money};
    use time::macros::date;

    #[test]
    fn sums_and_times_are_one_text_each() {
        let mut facts = Facts::new(date!(2026 - 03 - 01), date!(2026 - 11 - 02));
        facts.interim.paid = Money::usd(Decimal::from(3_000)).ok();
        facts.claimant.birth = redress_kernel::DateSpan::from_parts(1994, None, None);
        let plain = plain(&facts).expect("plain");
        assert_eq!(plain["interim.paid"], "3000.00 USD");
        assert_eq!(plain["claimant.birth"], "1994-01-01 – 1994-12-31");
        assert_eq!(plain["filed_on"], "2026-03-01");
    }

    #[test]
    fn a_path_leads_back_to_its_fact() {
        let fact = |path| named(path).map(|(name, ..)| name);
        assert_eq!(fact("acts[a-1].when"), Some(FactName::When));
        assert_eq!(named("acts[a-1].when").and_then(|found| found.1), "a-1".parse().ok());
        assert_eq!(fact("perpetrators[p-1].service.from"), Some(FactName::Service));
        assert_eq!(fact("interim.paid"), Some(FactName::InterimPaid));
        assert_eq!(fact("impact"), None);
        assert_eq!(fact("unit.status"), Some(FactName::Unit));
        assert_eq!(fact("rulings"), Some(FactName::Ruling));
    }
}
