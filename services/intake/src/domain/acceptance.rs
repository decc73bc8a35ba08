//! The survivor's answer to an offer, recorded by the advocate.
//! Belongs here: was the offer open, and was it understood? Never here: its sums.

use super::questions::LANGUAGES;
use redress_kernel::{Date, Outcome, Refusal, Stage, Stop};

redress_kernel::codes! {
    /// What the survivor says to an offer.
    OfferAnswer {
        /// She takes it.
        Accepted = "accepted",
        /// She does not; a review stays open to her.
        Declined = "declined",
    }
}

/// What the advocate confirms to have explained, in the survivor's own words back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understanding {
    /// She knows how much it is and how it is made up.
    pub amount: bool,
    /// She knows that she gives up no right and owes no silence by accepting.
    pub no_waiver: bool,
    /// She knows that she may ask for a review instead, without losing anything.
    pub review: bool,
    /// Language in which it was explained (BCP 47).
    pub language: Option<String>,
}

/// Lets an answer be recorded. Refuses `offer-not-open` (no offer, or already answered),
/// `offer-lapsed` (last day passed; it is extended on request), `understanding-missing` on each
/// point not confirmed, `field-required` or `choice-unknown` for the language.
pub fn answer_offer(
    stage: Stage,
    open_until: Option<Date>,
    understanding: &Understanding,
    today: Date,
) -> Outcome<()> {
    let (Stage::Offered, Some(open_until)) = (stage, open_until) else {
        return Err(Refusal::conflict("offer-not-open").into());
    };
    if today > open_until {
        return Err(Refusal::conflict("offer-lapsed").with("until", open_until).into());
    }
    let points = [
        ("understood-amount", understanding.amount),
        ("understood-no-waiver", understanding.no_waiver),
        ("understood-review", understanding.review),
    ];
    let mut refusals: Vec<Refusal> = points
        .into_iter()
        .filter(|(_, confirmed)| !confirmed)
        .map(|(field, _)| Refusal::field(field, "understanding-missing"))
        .collect();
    match &understanding.language {
        None => refusals.push(Refusal::field("language", "field-required")),
        Some(tag) if !LANGUAGES.iter().any(|(known, _)| known == tag) => {
            refusals.push(Refusal::field("language", "choice-unknown"));
        }
        Some(_) => {}
    }
    if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const UNTIL: Date = date!(2027 - 05 - 20);

    fn all() -> Understanding {
        let language = Some("sg".to_owned());
        Understanding { amount: true, no_waiver: true, review: true, language }
    }

    fn codes(outcome: Outcome<()>) -> Vec<&'static str> {
        match outcome {
            Err(Stop::Refused(refusals)) => refusals.iter().map(|refusal| refusal.code).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_offer_is_open_to_the_end_of_its_last_day() {
        assert!(answer_offer(Stage::Offered, Some(UNTIL), &all(), UNTIL).is_ok());
        let late = answer_offer(Stage::Offered, Some(UNTIL), &all(), date!(2027 - 05 - 21));
        assert_eq!(codes(late), ["offer-lapsed"]);
    }

    #[test]
    fn no_answer_without_understanding() {
        let partly = Understanding { no_waiver: false, language: None, ..all() };
        let outcome = answer_offer(Stage::Offered, Some(UNTIL), &partly, UNTIL);
        assert_eq!(codes(outcome), ["understanding-missing", "field-required"]);
    }

    #[test]
    fn an_answer_counts_once() {
        let again = answer_offer(Stage::Accepted, Some(UNTIL), &all(), UNTIL);
        assert_eq!(codes(again), ["offer-not-open"]);
        assert_eq!(codes(answer_offer(Stage::Offered, None, &all(), UNTIL)), ["offer-not-open"]);
    }
}
