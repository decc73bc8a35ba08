//! What a form that records a fact was filled in with, read into a change. What can't be read is
//! refused by field, as typed.
//! Never here: which forms there are (`domain::change`), how they are shown (`fact_form`).

use super::fact_form::ROWS_MAX;
use crate::actions::RecordFact;
use crate::domain::change::{Change, Field, Form, Kind};
use crate::domain::source::{SourceKind, is_under};
use redress_kernel::typed::Range;
use redress_kernel::{Currency, Decimal, Outcome, Refusal, Stop};
use redress_web::{Fields, Typed};
use serde_json::{Map, Value, json};

/// Fields that stand in every form.
const COMMON: [&str; 3] = ["what", "source", "why"];

/// The largest number that can be typed.
const NUMBER_MOST: Decimal = Decimal::from_parts(3_567_587_327, 232, 0, false, 0); // 1e12 - 1

/// A change and from where it comes.
pub(super) fn read(typed: Typed<'_>) -> Outcome<RecordFact> {
    let fields = typed.fields;
    let form =
        Form::of(fields.get("what")).ok_or_else(|| Refusal::field("what", "choice-unknown"))?;
    only_known(form, fields)?;
    let change = Reader { fields, typed }.change(form)?;
    let source = match fields.get("source") {
        "" => SourceKind::Panel,
        typed => typed.parse().map_err(|_| Refusal::field("source", "choice-unknown"))?,
    };
    let why = match fields.get("why") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| Refusal::field("why", "choice-unknown"))?),
    };
    Ok(RecordFact { changes: vec![change], source, why })
}

/// Refuses a field that no form has.
fn only_known(form: &Form, fields: &Fields) -> Result<(), Refusal> {
    let is_known = |name: &str| {
        let ours = name.strip_prefix(form.what).and_then(|rest| rest.strip_prefix('.'));
        ours.map_or(COMMON.contains(&name), |rest| form.fields().any(|field| has_line(field, rest)))
    };
    match fields.0.iter().find(|(name, _)| !name.starts_with('_') && !is_known(name)) {
        None => Ok(()),
        Some((name, _)) => Err(Refusal::field(name.clone(), "unknown-field").with("field", name)),
    }
}

/// Whether a field of a form has a line of this name.
fn has_line(field: &Field, line: &str) -> bool {
    let Some(rest) = line.strip_prefix(field.name) else { return false };
    match field.kind {
        Kind::Span => [".earliest", ".latest"].contains(&rest),
        Kind::Money => ["", ".currency"].contains(&rest),
        Kind::Moneys => member(rest).is_some_and(|rest| ["", ".currency"].contains(&rest)),
        Kind::Rows(parts) => {
            let part = member(rest).and_then(|rest| rest.strip_prefix('.'));
            part.is_some_and(|part| parts.iter().any(|field| has_line(field, part)))
        }
        _ => rest.is_empty(),
    }
}

/// What follows the number of a member of a list.
fn member(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix('.')?;
    let number = rest.split('.').next()?;
    number.parse::<usize>().ok().map(|_| &rest[number.len()..])
}

/// Refusals of the action, each at the field of the form that it is about.
pub(super) fn placed(what: &str, refusals: Vec<Refusal>) -> Vec<Refusal> {
    let Some(form) = Form::of(what) else { return refusals };
    let place = |mut refusal: Refusal| {
        let is_ours = |path: &str| {
            let rest = path.strip_prefix(what).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|rest| form.fields().any(|field| is_under(rest, field.name)))
        };
        if refusal.field.as_deref().is_some_and(is_ours) {
            return refusal;
        }
        if let Some(path) = refusal.field.take() {
            let field = form.fields().find(|field| {
                field.name == path || !field.at.is_empty() && is_under(&path, field.at)
            });
            // What has no field here is told above the form.
            refusal.field = field.map(|field| first_line(form, field).into());
        }
        refusal
    };
    refusals.into_iter().map(place).collect()
}

/// The first line of a field.
fn first_line(form: &Form, field: &Field) -> String {
    let id = format!("{}.{}", form.what, field.name);
    match field.kind {
        Kind::Span => format!("{id}.earliest"),
        Kind::Moneys => format!("{id}.0"),
        Kind::Rows([first, ..]) => format!("{id}.0.{}", first.name),
        _ => id,
    }
}

/// Reads what was typed. What nothing was said of is left out of the change.
struct Reader<'a> {
    fields: &'a Fields,
    typed: Typed<'a>,
}

impl Reader<'_> {
    fn change(&self, form: &Form) -> Outcome<Change> {
        let mut document = Map::new();
        document.insert("what".to_owned(), form.what.into());
        let mut refusals = Vec::new();
        for field in form.fields() {
            match self.field(&format!("{}.{}", form.what, field.name), field) {
                Ok(Value::Null) => {}
                Ok(value) => put(&mut document, field.name, value),
                Err(refusal) => refusals.push(refusal),
            }
        }
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        serde_json::from_value(Value::Object(document))
            .map_err(|_| Refusal::field("what", "choice-unknown").into())
    }

    fn field(&self, id: &str, field: &Field) -> Result<Value, Refusal> {
        let value = self.value(id, field)?;
        if field.required && value.is_null() {
            let first = if field.kind == Kind::Span { format!("{id}.earliest") } else { id.into() };
            return Err(Refusal::field(first, "field-required"));
        }
        Ok(value)
    }

    fn value(&self, id: &str, field: &Field) -> Result<Value, Refusal> {
        match field.kind {
            Kind::Choice(_) | Kind::NewPerson => Ok(text(self.fields.get(id))),
            Kind::Choices(_) => Ok(self.fields.all(id).filter(|code| !code.is_empty()).collect()),
            Kind::Tick => Ok(self.fields.has(id, "yes").into()),
            Kind::Day => self.day(id),
            Kind::Span => self.span(id),
            Kind::Usd => self.money(id, Some(Currency::USD)),
            Kind::Money => self.money(id, None),
            Kind::Number => self.number(id),
            Kind::Count => self.count(id),
            Kind::Moneys => list(id, |id| self.money(id, None)),
            Kind::Rows(parts) => list(id, |id| self.row(id, parts)),
        }
    }

    /// A member of a list; nothing where nothing was said.
    fn row(&self, id: &str, parts: &[Field]) -> Result<Value, Refusal> {
        let part_id = |part: &Field| format!("{id}.{}", part.name);
        let mut row = Map::new();
        for part in parts {
            let value = self.value(&part_id(part), part)?;
            if !value.is_null() {
                row.insert(part.name.to_owned(), value);
            }
        }
        let missing = parts.iter().find(|part| part.required && !row.contains_key(part.name));
        match missing {
            _ if row.is_empty() => Ok(Value::Null),
            Some(part) => Err(Refusal::field(part_id(part), "field-required")),
            None => Ok(row.into()),
        }
    }

    fn day(&self, id: &str) -> Result<Value, Refusal> {
        let day = self.typed.day_if(id).map_err(|refusal| match refusal.code {
            "date-impossible" => Refusal::field(id.to_owned(), "not-a-day"),
            _ => refusal,
        })?;
        Ok(day.map_or(Value::Null, |day| day.to_string().into()))
    }

    /// A first and a last day; one day alone is both.
    fn span(&self, id: &str) -> Result<Value, Refusal> {
        let (first, last) = (format!("{id}.earliest"), format!("{id}.latest"));
        let (earliest, latest) = (self.day(&first)?, self.day(&last)?);
        match (earliest.is_null(), latest.is_null()) {
            (true, true) => Ok(Value::Null),
            (true, false) => Ok(json!({ "earliest": latest, "latest": latest })),
            (false, true) => Ok(json!({ "earliest": earliest, "latest": earliest })),
            (false, false) if latest.as_str() < earliest.as_str() => {
                Err(Refusal::field(last, "date-impossible"))
            }
            (false, false) => Ok(json!({ "earliest": earliest, "latest": latest })),
        }
    }

    fn number(&self, id: &str) -> Result<Value, Refusal> {
        let range = Range { decimals: 8, least: Decimal::ZERO, most: NUMBER_MOST };
        let number = self.typed.number_if(id, range).map_err(|refusal| match refusal.code {
            "number-unclear" => refusal,
            _ => Refusal::field(id.to_owned(), "amount-malformed"),
        })?;
        Ok(number.map_or(Value::Null, |number| number.to_string().into()))
    }

    fn count(&self, id: &str) -> Result<Value, Refusal> {
        match self.fields.get(id) {
            "" => Ok(Value::Null),
            typed => match typed.parse::<u32>() {
                Ok(count) => Ok(count.into()),
                Err(_) => Err(Refusal::field(id.to_owned(), "amount-malformed")),
            },
        }
    }

    /// An amount, in the currency beside it where none is given.
    fn money(&self, id: &str, currency: Option<Currency>) -> Result<Value, Refusal> {
        let beside = format!("{id}.currency");
        let currency = match (currency, self.fields.get(&beside)) {
            (Some(currency), _) => currency,
            (None, "") => Currency::USD,
            (None, code) => code.parse().map_err(|_| Refusal::field(beside, "choice-unknown"))?,
        };
        let Some(money) = self.typed.amount_if(id, currency)? else { return Ok(Value::Null) };
        serde_json::to_value(money).map_err(|_| Refusal::field(id.to_owned(), "amount-malformed"))
    }
}

/// The rows of a list in which something was said.
fn list(id: &str, row: impl Fn(&str) -> Result<Value, Refusal>) -> Result<Value, Refusal> {
    let mut members = Vec::new();
    for place in 0..ROWS_MAX {
        let value = row(&format!("{id}.{place}"))?;
        if !value.is_null() {
            members.push(value);
        }
    }
    Ok(members.into())
}

fn text(typed: &str) -> Value {
    if typed.is_empty() { Value::Null } else { typed.into() }
}

/// Puts a value at a name; a dot leads into a part.
fn put(document: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => drop(document.insert(name.to_owned(), value)),
        Some((part, rest)) => {
            let inner = document.entry(part).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::typed::Writing;
    use redress_mechanism::facts::PayeeKind;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    fn read(fields: &Fields) -> Outcome<RecordFact> {
        super::read(Typed { fields, writing: Writing::CommaGroups })
    }

    fn refused(pairs: &[(&str, &str)]) -> (String, &'static str) {
        match read(&typed(pairs)) {
            Err(Stop::Refused(refusals)) => {
                let first = &refusals[0];
                (first.field.clone().unwrap_or_default().into_owned(), first.code)
            }
            other => panic!("refused, not {other:?}"),
        }
    }

    #[test]
    fn sums_are_read_as_people_type_them_and_blank_rows_are_nothing() {
        let asked = read(&typed(&[
            ("what", "medical"),
            ("source", "paper"),
            ("why", "learned"),
            ("medical.past.0", "215 500"),
            ("medical.past.0.currency", "XAF"),
            ("medical.past.1", ""),
            ("medical.past.1.currency", "USD"),
            ("medical.sought", ""),
        ]))
        .expect("reads");
        let Change::Medical { past, sought, planned } = &asked.changes[0] else {
            panic!("medical")
        };
        assert_eq!(past[0].to_string(), "215,500 XAF");
        assert_eq!((past.len(), *sought, *planned), (1, None, None));
        assert_eq!(asked.source, SourceKind::Paper);
    }

    #[test]
    fn a_part_of_which_nothing_is_said_is_not_there() {
        let nobody = [("what", "payee"), ("payee.payee_match", "yes"), ("payee.payee.kind", "")];
        let Change::Payee { payee, .. } = &read(&typed(&nobody)).expect("reads").changes[0] else {
            panic!("payee")
        };
        assert_eq!(*payee, None);
        let carer = [("what", "payee"), ("payee.payee.kind", "carer")];
        let Change::Payee { payee, .. } = &read(&typed(&carer)).expect("reads").changes[0] else {
            panic!("payee")
        };
        assert_eq!(payee.map(|payee| payee.kind), Some(PayeeKind::Carer));
    }

    #[test]
    fn what_can_not_be_read_is_refused_at_its_field() {
        let act = ("act_date.act", "a-1");
        let date = |first, last| {
            refused(&[
                ("what", "act_date"),
                act,
                ("act_date.when.earliest", first),
                ("act_date.when.latest", last),
            ])
        };
        assert_eq!(date("", ""), ("act_date.when.earliest".into(), "field-required"));
        assert_eq!(date("2021-02-30", ""), ("act_date.when.earliest".into(), "not-a-day"));
        assert_eq!(date("2021-02-03", "2020-01-01").1, "date-impossible");
        let cfa =
            [("what", "medical"), ("medical.past.0", "1.5"), ("medical.past.0.currency", "XAF")];
        assert_eq!(refused(&cfa), ("medical.past.0".into(), "amount-decimals"));
        assert_eq!(refused(&[("what", "medical"), ("medical.admin", "1")]).1, "unknown-field");
        assert_eq!(refused(&[("what", "impact")]), ("impact.impact".into(), "field-required"));
        assert_eq!(refused(&[("what", "everything")]).1, "choice-unknown");
        assert_eq!(refused(&[("what", "impact"), ("impact.impact", "I9")]).1, "choice-unknown");
    }

    #[test]
    fn a_refusal_of_the_action_finds_the_field_of_the_form() {
        let placed = |what: &str, path: &'static str| {
            let placed = placed(what, vec![Refusal::field(path, "x")]);
            placed[0].field.clone().map(std::borrow::Cow::into_owned)
        };
        assert_eq!(placed("unit", "unit.asked_on").as_deref(), Some("unit.asked_on"));
        assert_eq!(placed("birth", "claimant.birth").as_deref(), Some("birth.when.earliest"));
        assert_eq!(placed("act_date", "acts[0].when").as_deref(), Some("act_date.when.earliest"));
        assert_eq!(placed("birth", "acts[0].when"), None, "told above the form");
        assert_eq!(placed("offsets", "kind"), None);
        assert_eq!(placed("medical", "medical.past.0").as_deref(), Some("medical.past.0"));
    }
}
