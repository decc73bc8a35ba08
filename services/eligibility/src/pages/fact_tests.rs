//! Every declared change: it has its texts, and goes from its form into the facts and back.

use super::fact_read;
use crate::TEXTS;
use crate::actions::RecordFact;
use crate::domain::assemble::Sheet;
use crate::domain::change::{Change, FORMS, Field, Form, Group, Kind, List, Recorded, apply};
use crate::domain::source::{SourceKind, Sources};
use crate::domain::version::SHIPPED;
use redress_kernel::typed::Writing;
use redress_kernel::{ActorId, Language, Outcome, Uuid};
use redress_mechanism::Facts;
use redress_web::{Fields, Typed};
use time::macros::date;

fn read(fields: &Fields) -> Outcome<RecordFact> {
    fact_read::read(Typed { fields, writing: Writing::CommaGroups })
}

/// A worked case with one act and one person.
fn facts() -> Facts {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases/C01.json");
    Facts::parse(&std::fs::read(path).expect("the worked case is there")).expect("it reads")
}

fn forms() -> impl Iterator<Item = &'static Form> {
    FORMS.iter().filter(|form| form.group.is_some())
}

/// The first code that a field takes; nothing for a list that is empty in the version that is shipped.
fn first(list: List, facts: &Facts) -> Option<String> {
    list.codes(facts, &SHIPPED).into_iter().next()
}

/// Fills in a field with something that it takes.
fn fill(id: String, field: &Field, facts: &Facts, into: &mut Vec<(String, String)>) {
    let value = match field.kind {
        Kind::Choice(list) | Kind::Choices(list) => first(list, facts).unwrap_or_default(),
        Kind::Tick => "yes".to_owned(),
        Kind::Day => "2026-02-03".to_owned(),
        Kind::Span => {
            into.push((format!("{id}.earliest"), "1999-01-01".to_owned()));
            return into.push((format!("{id}.latest"), "1999-12-31".to_owned()));
        }
        Kind::Usd | Kind::Number => "0.5".to_owned(),
        Kind::Money | Kind::Moneys => {
            let id = if field.kind == Kind::Money { id } else { format!("{id}.0") };
            into.push((format!("{id}.currency"), "XAF".to_owned()));
            return into.push((id, "2500".to_owned()));
        }
        Kind::Count => "3".to_owned(),
        Kind::Rows(parts) => {
            let member = |part: &Field| fill(format!("{id}.0.{}", part.name), part, facts, into);
            return parts.iter().for_each(member);
        }
        Kind::NewPerson => "p-9".to_owned(),
    };
    into.push((id, value));
}

fn filled(form: &Form, facts: &Facts) -> Fields {
    let mut fields = vec![("what".to_owned(), form.what.to_owned())];
    for field in form.fields() {
        fill(format!("{}.{}", form.what, field.name), field, facts, &mut fields);
    }
    Fields(fields)
}

#[test]
fn every_change_has_its_texts_in_every_language() {
    let has = |lang, key: &str| {
        assert!(TEXTS.find(lang, key, &[("number", "1")]).is_some(), "{key} in {lang:?}");
    };
    for lang in Language::ALL.iter().copied() {
        for group in Group::ALL {
            has(lang, &format!("facts-group-{group}"));
        }
        for form in forms() {
            has(lang, form.title);
            for field in form.fields() {
                has(lang, field.key);
                if let Kind::Rows(parts) = field.kind {
                    for part in parts {
                        has(lang, part.key);
                    }
                }
            }
        }
    }
    assert_eq!(forms().count(), 46);
}

#[test]
fn every_change_goes_from_its_form_into_the_facts_and_to_json_and_back() {
    for form in forms() {
        let mut sheet = Sheet { facts: facts(), sources: Sources::default() };
        let asked = read(&filled(form, &sheet.facts)).unwrap_or_else(|stop| {
            panic!("{}: {stop:?}", form.what);
        });
        let change = asked.changes[0].clone();
        assert_eq!(change.what(), form.what);
        let written = serde_json::to_value(&change).expect("writes");
        assert_eq!(written["what"], form.what);
        assert_eq!(serde_json::from_value::<Change>(written).expect("reads"), change);
        let on = date!(2026 - 03 - 04);
        let by = ActorId(Uuid::from_u128(7));
        let recorded = Recorded { change, source: SourceKind::Paper, why: None, by, on };
        apply(&mut sheet, &recorded).unwrap_or_else(|refusal| {
            panic!("{}: {refusal:?}", form.what);
        });
        // Where the declaration says that a value stands, it stands, and from there it comes.
        let document = serde_json::to_value(&sheet.facts).expect("writes");
        let has_place = |field: &&Field| match field.kind {
            Kind::Choice(list) if first(list, &sheet.facts).is_none() => false,
            _ => !field.at.is_empty(),
        };
        for field in form.fields().filter(has_place) {
            let pointer = format!("/{}", field.at.replace("[0]", "/0").replace('.', "/"));
            let stands = document.pointer(&pointer);
            assert!(stands.is_some_and(|value| !value.is_null()), "{} at {pointer}", form.what);
            let path = field.at.replace("acts[0]", "acts[a1]");
            let path = path.replace("perpetrators[0]", "perpetrators[p1]");
            let source = sheet.sources.of(&path).map(|source| source.source);
            assert_eq!(source, Some(SourceKind::Paper), "{path}");
        }
        assert!(!sheet.sources.0.is_empty(), "{}", form.what);
    }
}
