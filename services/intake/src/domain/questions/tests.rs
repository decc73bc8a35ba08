//! Stories of filling in: what is typed comes back, what does not fit is named, what does not apply
//! is not asked.

use super::*;
use redress_kernel::code::Answer;
use redress_kernel::facts::Operation;
use redress_kernel::{ActId, Date, Refusal, Uuid};
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 23);

fn operations() -> Vec<Operation> {
    vec![Operation {
        code: "MINUSCA".to_owned(),
        from: date!(2014 - 04 - 10),
        until: None,
        currencies: vec!["XAF".to_owned()],
    }]
}

fn form(pairs: &[(&str, &str)]) -> Typed {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A desk where one page after the other is filled in.
#[derive(Clone, Default)]
struct Desk {
    draft: Draft,
    sealed: Sealed,
    acts: u128,
}

impl Desk {
    fn fill(&mut self, key: &str, pairs: &[(&str, &str)]) -> Result<(), Vec<Refusal>> {
        let slot = Slot::from_key(key).expect("a question");
        let state = (self.draft.clone(), self.sealed.clone());
        let acts = &mut self.acts;
        let fresh = || {
            *acts += 1;
            ActId(Uuid::from_u128(*acts))
        };
        (self.draft, self.sealed) = save(slot, &form(pairs), state, &operations(), TODAY, fresh)?;
        Ok(())
    }

    fn refused(&mut self, key: &str, pairs: &[(&str, &str)]) -> (&'static str, String) {
        let before = self.draft.clone();
        let refusals = self.fill(key, pairs).expect_err("refused");
        assert_eq!(self.draft, before, "nothing is kept of a page that is refused");
        let field = refusals[0].field.clone().unwrap_or_default().into_owned();
        (refusals[0].code, field)
    }
}

#[test]
fn every_key_leads_to_its_question_and_back() {
    let mut desk = Desk::default();
    desk.fill("acts", &[("acts", "A5"), ("acts", "A3")]).expect("kept");
    desk.fill("channel", &[("channel", "phone")]).expect("kept");
    desk.fill("pay-method", &[("pay-method", "bank")]).expect("kept");
    let slots = applicable(&desk.draft);
    assert_eq!(slots.len(), ORDER.len() + 2, "every question and two acts");
    for slot in &slots {
        assert_eq!(Slot::from_key(&slot.key()), Some(*slot));
        let question = question(*slot, &desk.draft, &operations()).expect("applies");
        assert!(!question.fields.is_empty(), "{}", slot.key());
    }
    let sections: Vec<Section> = slots.iter().map(|slot| slot.section()).collect();
    assert!(sections.is_sorted(), "the questions of a section follow each other");
}

#[test]
fn what_was_typed_comes_back_as_it_was() {
    let mut desk = Desk::default();
    for (key, pairs) in [
        ("claimant", &[("claimant", "victim")][..]),
        ("age", &[("age", "unknown")]),
        ("operation", &[("operation", "MINUSCA")]),
        ("role", &[("role", "CIV_INT")]),
        ("serving", &[("serving", "yes")]),
        ("acts", &[("acts", "A5"), ("acts", "A2")]),
        ("act-1", &[("when-year", "2019"), ("when-month", "2"), ("graver", "G6")]),
        ("act-2", &[("when-unknown", "yes")]),
        ("impact", &[("impact", "I2")]),
        ("programme", &[("programme", "yes")]),
        ("months", &[("months", "2.5")]),
        ("wage", &[("wage", "90000"), ("wage-currency", "XAF")]),
        ("language", &[("language", "sg")]),
        ("pay-currency", &[("pay-currency", "XAF")]),
        ("instalments", &[("instalments", "3")]),
    ] {
        desk.fill(key, pairs).unwrap_or_else(|refusals| panic!("{key}: {refusals:?}"));
        let slot = Slot::from_key(key).expect("a question");
        assert_eq!(show(slot, &desk.draft), form(pairs), "{key}");
    }
    assert_eq!(desk.draft.facts.losses.programme_declined, Some(Answer::No));
}

#[test]
fn sealed_answers_never_come_back_to_a_page() {
    let mut desk = Desk::default();
    desk.fill("name", &[("name", "Grâce M.")]).expect("kept");
    let name = Slot::Name;
    assert_eq!(show(name, &desk.draft), Typed::default());
    let question = question(name, &desk.draft, &[]).expect("applies");
    let answer = answers(&question, &desk.draft);
    assert_eq!(answer, [Label::Key("answer-sealed".to_owned())]);
    assert_eq!(desk.sealed.identity.expose().name.as_deref(), Some("Grâce M."));
    assert!(!format!("{:?}", desk.sealed).contains("Gr"));
}

#[test]
fn only_four_questions_insist() {
    let mut desk = Desk::default();
    desk.fill("channel", &[("channel", "phone")]).expect("kept");
    desk.fill("pay-method", &[("pay-method", "cash")]).expect("kept");
    let mut insisting = Vec::new();
    for slot in applicable(&desk.draft) {
        if let Err(refusals) = desk.clone().fill(&slot.key(), &[]) {
            assert_eq!(refusals[0].code, "field-required");
            insisting.push(slot);
        }
    }
    assert_eq!(insisting, [Slot::Claimant, Slot::Operation, Slot::Acts, Slot::Channel]);
}

#[test]
fn a_child_born_of_it_need_not_tell_what_was_done_to_the_mother() {
    let mut desk = Desk::default();
    desk.fill("claimant", &[("claimant", "child_born")]).expect("kept");
    desk.fill("acts", &[]).expect("kept");
    assert_eq!(desk.draft.progress.get("acts"), Some(&Mark::Skipped));
}

#[test]
fn no_contact_asks_for_no_number() {
    let mut desk = Desk::default();
    desk.fill("channel", &[("channel", "message")]).expect("kept");
    let keys = |draft: &Draft| applicable(draft).into_iter().map(Slot::key).collect::<Vec<_>>();
    assert!(keys(&desk.draft).contains(&"number".to_owned()));
    assert!(!keys(&desk.draft).contains(&"voicemail".to_owned()));
    desk.fill("number", &[("number", "+23672001122")]).expect("kept");
    desk.fill("channel", &[("channel", "none")]).expect("kept");
    let left = keys(&desk.draft);
    for gone in ["number", "hours", "code-word", "writing", "may-answer"] {
        assert!(!left.contains(&gone.to_owned()), "{gone}");
    }
    assert!(!desk.draft.progress.contains_key("number"));
    assert!(desk.sealed.plan.expose().permitted().is_empty());
    assert_eq!(desk.refused("number", &[("number", "123456")]).0, "question-gone");
}

#[test]
fn unticking_an_act_takes_its_page_and_keeps_the_others() {
    let mut desk = Desk::default();
    desk.fill("acts", &[("acts", "A2"), ("acts", "A5")]).expect("kept");
    desk.fill("act-2", &[("when-year", "2019")]).expect("kept");
    let kept = desk.draft.facts.acts[1].clone();
    desk.fill("acts", &[("acts", "A5"), ("acts", "A1")]).expect("kept");
    assert_eq!(desk.draft.facts.acts.len(), 2);
    assert_eq!(desk.draft.facts.acts[0], kept, "same act, same identifier, same date");
    assert_eq!(desk.refused("act-3", &[]).0, "question-gone");
}

#[test]
fn refusals_name_the_field() {
    let mut desk = Desk::default();
    desk.fill("age", &[("age", "no")]).expect("kept");
    desk.fill("acts", &[("acts", "A4")]).expect("kept");
    for (key, pairs, expected) in [
        ("age", &[("age", "no"), ("admin", "1")][..], ("unknown-field", "admin")),
        ("acts", &[("acts", "A9")], ("choice-unknown", "acts")),
        ("operation", &[("operation", "NATO")], ("choice-unknown", "operation")),
        ("act-1", &[("graver", "G1")], ("choice-unknown", "graver")),
        ("act-1", &[("when-year", "2030")], ("date-future", "when-year")),
        ("months", &[("months", "-2")], ("number-not-read", "months")),
        ("months", &[("months", "601")], ("number-out-of-range", "months")),
        ("wage", &[("wage", "100")], ("currency-missing", "wage-currency")),
        ("wage", &[("wage", "1.5"), ("wage-currency", "XAF")], ("amount-decimals", "wage")),
        ("wage", &[("wage", "1.500"), ("wage-currency", "USD")], ("amount-unclear", "wage")),
        ("wage", &[("wage", "12.500"), ("wage-currency", "CDF")], ("amount-unclear", "wage")),
        ("months", &[("months", "1e2")], ("number-not-read", "months")),
        ("birth-year", &[("birth-year", "1850")], ("number-out-of-range", "birth-year")),
        ("instalments", &[("instalments", "6")], ("choice-unknown", "instalments")),
        ("language", &[("language", "xx")], ("choice-unknown", "language")),
    ] {
        let (code, field) = desk.refused(key, pairs);
        assert_eq!((code, field.as_str()), expected, "{key} {pairs:?}");
    }
}

#[test]
fn half_months_are_rounded_up_in_her_favour() {
    let mut desk = Desk::default();
    for (typed, kept) in [("2", "2"), ("2,2", "2.5"), ("2.6", "3"), ("0", "0"), ("٣", "3")] {
        desk.fill("months", &[("months", typed)]).expect("kept");
        let months = desk.draft.facts.losses.months_without_work.expect("months");
        assert_eq!(months.to_string(), kept);
    }
}

#[test]
fn currencies_of_the_place_come_first() {
    let mut desk = Desk::default();
    desk.fill("operation", &[("operation", "MINUSCA")]).expect("kept");
    let page = question(Slot::PayCurrency, &desk.draft, &operations()).expect("applies");
    let Kind::Radio(choices) = &page.fields[0].kind else { panic!("radio") };
    let values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!(values, ["XAF", "USD", "EUR"]);
}

#[test]
fn changing_the_way_of_payment_asks_for_its_details_again() {
    let mut desk = Desk::default();
    desk.fill("pay-method", &[("pay-method", "cash")]).expect("kept");
    let cash = [("holder", "Grâce"), ("place", "Bangui"), ("country", "CF")];
    desk.fill("payee", &cash).expect("kept");
    assert_eq!(desk.draft.progress.get("payee"), Some(&Mark::Given));
    desk.fill("pay-method", &[("pay-method", "bank")]).expect("kept");
    assert_eq!(desk.draft.progress.get("payee"), None);
    assert_eq!(following(Slot::PayMethod, &desk.draft), Some(Slot::Payee));
    assert_eq!(preceding(Slot::Payee, &desk.draft), Some(Slot::PayMethod));
}

#[test]
fn an_empty_page_keeps_what_is_locked_away() {
    let mut desk = Desk::default();
    assert!(!keeps_sealed(Slot::Name, &form(&[]), &desk.draft), "nothing was given yet");
    desk.fill("name", &[("name", "Grâce M.")]).expect("kept");
    assert!(keeps_sealed(Slot::Name, &form(&[]), &desk.draft));
    assert!(!keeps_sealed(Slot::Name, &form(&[("remove", "yes")]), &desk.draft));
    assert!(!keeps_sealed(Slot::Name, &form(&[("name", "G. Mbeka")]), &desk.draft));
    assert!(!keeps_sealed(Slot::Impact, &form(&[]), &desk.draft), "not sealed");
}
