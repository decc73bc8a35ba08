//! Consents: each for one purpose, given by someone, in a language, in a way, at a time.
//! Belongs here: what lives, what a step needs. Never here: who sees what (the database keeps
//! that).

use redress_kernel::code::ConsentPurpose;
use redress_kernel::{Outcome, Refusal, Stop, Timestamp};

redress_kernel::codes! {
    /// Who speaks for the consent.
    GivenBy {
        /// The survivor.
        Survivor = "survivor",
        /// Parent or guardian of a child.
        Guardian = "guardian",
        /// Somebody whom an adult has chosen to help decide.
        Supporter = "supporter",
    }
}

redress_kernel::codes! {
    /// How the consent was given.
    Manner {
        /// Said aloud, face to face or by telephone.
        Spoken = "spoken",
        /// Signed on paper, or by mark.
        Signed = "signed",
    }
}

redress_kernel::codes! {
    /// What a child says to a guardian's consent (R-06: asked from the age of twelve).
    Assent {
        /// Twelve or older, and agrees.
        Agrees = "agrees",
        /// Twelve or older, and does not agree.
        Disagrees = "disagrees",
        /// Younger than twelve.
        TooYoung = "too_young",
    }
}

redress_kernel::codes! {
    /// What happened to a consent.
    Change {
        /// Asked and given.
        Given = "given",
        /// Asked and refused. Kept, so that nobody asks again and again.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// One row of the record of consent. Rows are only ever added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    pub purpose: ConsentPurpose,
    /// Given, refused or taken back.
    pub change: Change,
    pub given_by: GivenBy,
    /// What a child says to it; only when a guardian spoke.
    pub assent: Option<Assent>,
    /// Language in which it was explained (BCP 47).
    pub language: String,
    pub manner: Manner,
    pub given_at: Timestamp,
}

/// What was asked and answered at one sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub by: GivenBy,
    /// What a child says to it.
    pub assent: Option<Assent>,
    /// Language in which it was explained (BCP 47).
    pub language: String,
    pub manner: Manner,
    /// Purposes agreed to; each of the others counts as refused if it is in `asked`.
    pub agreed: Vec<ConsentPurpose>,
    pub asked: Vec<ConsentPurpose>,
}

/// The rows that a sitting adds to what is `standing`, one for each purpose whose answer is new.
/// Refusing P2 to P10 never stops anything here; withdrawing is for purposes that live.
/// Refuses `assent-missing` when a guardian spoke and nobody says what the child wants, and
/// `assent-refused` when a child of twelve or older does not want the claim filed.
pub fn record(asked: &Asked, standing: &[ConsentRow], at: Timestamp) -> Outcome<Vec<ConsentRow>> {
    let assent = match (asked.by, asked.assent) {
        (GivenBy::Guardian, None) => {
            return Err(Refusal::field("assent", "assent-missing").into());
        }
        (GivenBy::Guardian, Some(Assent::Disagrees)) if !asked.agreed.is_empty() => {
            return Err(Refusal::field("assent", "assent-refused").into());
        }
        (GivenBy::Guardian, assent) => assent,
        _ => None,
    };
    let rows = asked.asked.iter().filter_map(|purpose| {
        let was = latest(standing, *purpose).map(|row| row.change);
        let change = match (asked.agreed.contains(purpose), was) {
            (true, Some(Change::Given)) | (false, Some(Change::Refused | Change::Withdrawn)) => {
                return None;
            }
            (true, _) => Change::Given,
            (false, Some(Change::Given)) => Change::Withdrawn,
            (false, None) => Change::Refused,
        };
        Some(ConsentRow {
            purpose: *purpose,
            change,
            given_by: asked.by,
            assent,
            language: asked.language.clone(),
            manner: asked.manner,
            given_at: at,
        })
    });
    Ok(rows.collect())
}

fn latest(rows: &[ConsentRow], purpose: ConsentPurpose) -> Option<&ConsentRow> {
    // Later rows stand later, so that of two rows of one moment the second counts.
    rows.iter().rev().find(|row| row.purpose == purpose)
}

/// Whether the consent for a purpose lives.
pub fn lives(rows: &[ConsentRow], purpose: ConsentPurpose) -> bool {
    latest(rows, purpose).is_some_and(|row| row.change == Change::Given)
}

/// Purposes whose consent lives, in the order of the list.
pub fn living(rows: &[ConsentRow]) -> Vec<ConsentPurpose> {
    ConsentPurpose::ALL.iter().copied().filter(|purpose| lives(rows, *purpose)).collect()
}

/// Stops a step whose purpose has no living consent: `consent-missing`, naming the purpose.
pub fn require(rows: &[ConsentRow], purpose: ConsentPurpose) -> Result<(), Stop> {
    if lives(rows, purpose) {
        return Ok(());
    }
    Err(Refusal::conflict("consent-missing").with("purpose", purpose).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ConsentPurpose::{P1, P2, P5, P8, P9};
    use time::macros::datetime;

    const NOW: Timestamp = datetime!(2026-11-23 12:00 UTC);

    fn asked(by: GivenBy, agreed: &[ConsentPurpose]) -> Asked {
        Asked {
            by,
            assent: None,
            language: "sg".to_owned(),
            manner: Manner::Spoken,
            agreed: agreed.to_vec(),
            asked: ConsentPurpose::ALL.to_vec(),
        }
    }

    #[test]
    fn each_purpose_stands_alone_and_refusing_is_kept() {
        let rows = record(&asked(GivenBy::Survivor, &[P1, P2]), &[], NOW).expect("recorded");
        assert_eq!(rows.len(), 10);
        assert_eq!(living(&rows), [P1, P2]);
        assert!(require(&rows, P1).is_ok());
        let Err(Stop::Refused(refusals)) = require(&rows, P8) else { panic!("P8 was refused") };
        assert_eq!(refusals[0].args, [("purpose", "P8".to_owned())]);
    }

    #[test]
    fn saying_the_same_again_adds_nothing_and_taking_back_adds_one_row() {
        let mut rows = record(&asked(GivenBy::Survivor, &[P1, P8]), &[], NOW).expect("recorded");
        let same = record(&asked(GivenBy::Survivor, &[P1, P8]), &rows, NOW).expect("recorded");
        assert!(same.is_empty());
        let less = record(&asked(GivenBy::Survivor, &[P1]), &rows, NOW).expect("recorded");
        assert_eq!((less.len(), less[0].purpose, less[0].change), (1, P8, Change::Withdrawn));
        rows.extend(less);
        assert!(!lives(&rows, P8));
        let again = record(&asked(GivenBy::Survivor, &[P1, P8]), &rows, NOW).expect("recorded");
        rows.extend(again);
        assert!(lives(&rows, P8));
    }

    #[test]
    fn a_child_of_twelve_has_a_say() {
        let refused = record(&asked(GivenBy::Guardian, &[P1]), &[], NOW);
        assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "assent-missing"));
        let mut no = asked(GivenBy::Guardian, &[P1]);
        no.assent = Some(Assent::Disagrees);
        let refused = record(&no, &[], NOW);
        assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "assent-refused"));
        no.assent = Some(Assent::TooYoung);
        assert!(lives(&record(&no, &[], NOW).expect("recorded"), P1));
    }

    #[test]
    fn what_was_not_asked_is_not_touched() {
        let mut few = asked(GivenBy::Survivor, &[P9]);
        few.asked = vec![P9, P5];
        let rows = record(&few, &[], NOW).expect("recorded");
        assert_eq!(rows.len(), 2);
        assert!(!lives(&rows, P1));
    }
}
