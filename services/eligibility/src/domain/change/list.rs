//! Lists that a field of a form chooses from. Never here: words.

use redress_kernel::Currency;
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, Impact};
use redress_kernel::facts::{OPERATION_OTHER, OPERATION_UNKNOWN};
use redress_mechanism::award::Head;
use redress_mechanism::facts::{
    Authority, CostKind, Liable, NewItem, OfferAnswer, PayeeKind, Signs, Standing, Successor, Test,
    UnitStatus,
};
use redress_mechanism::{Facts, Label, Mechanism};

/// Declares the lists: each with the name under which its codes have their words, where they are not
/// words themselves, and its codes.
macro_rules! lists {
    (|$facts:ident, $mechanism:ident| $($list:ident $($words:literal)? => $codes:expr;)*) => {
        /// A list: of the program, of the claim, or of the version in force.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum List { $($list),* }

        impl List {
            /// The list under which its codes have their words; nothing for those that are words.
            pub fn words(self) -> Option<&'static str> {
                match self { $(List::$list => [$($words)?].first().copied()),* }
            }

            /// Its codes.
            pub fn codes(self, $facts: &Facts, $mechanism: &Mechanism) -> Vec<String> {
                match self { $(List::$list => all($codes)),* }
            }
        }
    };
}

fn all<T: ToString>(codes: impl IntoIterator<Item = T>) -> Vec<String> {
    codes.into_iter().map(|code| code.to_string()).collect()
}

lists! { |facts, mechanism|
    Acts => facts.acts.iter().map(|act| act.act_id);
    People => facts.perpetrators.iter().map(|person| person.perpetrator_id);
    Act "act" => ActCode::ALL;
    Aggravation "aggravation" => Aggravation::ALL;
    Answer "answer" => Answer::ALL;
    Authority "authority" => Authority::ALL;
    Category "category" => Category::ALL;
    Cause "cause" => &mechanism.rules.set.late_causes;
    CostKind "cost_kind" => CostKind::ALL;
    Currency => Currency::all().map(Currency::code);
    Head "head" => Head::ALL;
    Impact "impact" => Impact::ALL;
    Liable "liable" => Liable::ALL;
    NewItem "new_item" => NewItem::ALL;
    OfferAnswer "offer_answer" => OfferAnswer::ALL;
    OffsetKind "offset" => mechanism.rules.set.offset_kinds.iter().map(|row| row.kind);
    Operation => operations(mechanism);
    PayeeKind "payee_kind" => PayeeKind::ALL;
    Place => mechanism.schedule.sums.earnings.reference_wages.iter().map(|wage| wage.place);
    Share => &mechanism.schedule.sums.earnings.causation;
    Shown "ground" => shown(mechanism);
    Signs "signs" => Signs::ALL;
    Standing "standing" => Standing::ALL;
    Successor "successor" => Successor::ALL;
    Test "test" => Test::ALL;
    UnitStatus "unit_status" => UnitStatus::ALL;
}

/// The operations that the rules cover, and what stands for none of them.
fn operations(mechanism: &Mechanism) -> Vec<String> {
    let covered = mechanism.rules.set.operations.iter().map(|one| one.code.to_string());
    covered.chain([OPERATION_UNKNOWN.to_owned(), OPERATION_OTHER.to_owned()]).collect()
}

/// What can show a standing, each once.
fn shown(mechanism: &Mechanism) -> Vec<Label> {
    let mut shown: Vec<Label> = Vec::new();
    for code in mechanism.rules.set.standings.iter().flat_map(|row| &row.shown_by) {
        if !shown.contains(code) {
            shown.push(*code);
        }
    }
    shown
}
