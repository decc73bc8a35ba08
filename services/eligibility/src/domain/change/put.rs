//! Acts and persons that a change is about, and changes that are more than a value at a place.
//! Never here: which changes there are.

use redress_kernel::Refusal;
use redress_kernel::code::Category;
use redress_mechanism::Label;
use redress_mechanism::facts::{Act, Facts, Perpetrator, Ruling};

/// One act, or all of them where none is named.
pub(super) fn acts(facts: &mut Facts, named: Option<Label>) -> Result<Vec<&mut Act>, Refusal> {
    let is_meant = |act: &&mut Act| named.is_none_or(|named| act.act_id == named);
    let found: Vec<&mut Act> = facts.acts.iter_mut().filter(is_meant).collect();
    if found.is_empty() && named.is_some() {
        return Err(Refusal::field("act", "choice-unknown"));
    }
    Ok(found)
}

/// The person who is named, or the first.
pub(super) fn person(facts: &mut Facts, named: Option<Label>) -> Result<&mut Perpetrator, Refusal> {
    let is_meant = |one: &&mut Perpetrator| named.is_none_or(|named| one.perpetrator_id == named);
    let found = facts.perpetrators.iter_mut().find(is_meant);
    found.ok_or_else(|| Refusal::field("perpetrator", "choice-unknown"))
}

/// Puts a ruling in the place of an earlier one on the same rule and act. Returns its path.
pub(super) fn ruling(facts: &mut Facts, ruling: Ruling) -> Result<String, Refusal> {
    if ruling.act.is_some() {
        acts(facts, ruling.act)?;
    }
    facts.rulings.retain(|earlier| (earlier.rule, earlier.act) != (ruling.rule, ruling.act));
    facts.rulings.push(ruling);
    let act = ruling.act.map(|act| format!(" {act}")).unwrap_or_default();
    Ok(format!("rulings[{}{act}]", ruling.rule))
}

/// Adds a person under a label of its own. Returns its path.
pub(super) fn new_person(
    facts: &mut Facts,
    perpetrator: Label,
    category: Category,
) -> Result<String, Refusal> {
    if facts.perpetrators.iter().any(|one| one.perpetrator_id == perpetrator) {
        return Err(Refusal::field("perpetrator", "person-listed"));
    }
    facts.perpetrators.push(Perpetrator {
        perpetrator_id: perpetrator,
        category: Some(category),
        service: None,
        serving: None,
        identification: None,
    });
    Ok(format!("perpetrators[{perpetrator}]"))
}
