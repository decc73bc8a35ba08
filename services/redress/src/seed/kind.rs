//! The kinds of made-up claims and how often each occurs.
//! Never here: how a claim gets there.

/// How far a made-up claim has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Half written.
    Draft,
    /// Sent; waits for triage.
    Submitted,
    /// In review; every other one has its panel.
    InReview,
    /// In review; the advocate is asked for facts.
    Asked,
    /// The perpetrator was uniformed: referred.
    Referred,
    /// Award computed, one or two of three views recorded.
    Panel,
    /// The offer is open.
    Offered,
    /// The offer is accepted.
    Accepted,
    /// Instalments are planned.
    Scheduled,
    /// The first instalment is in an approved batch.
    Approved,
    /// Paid through a batch that the bank has answered, and closed.
    Paid,
}

/// Twenty claims: 10% drafts, 15% submitted, 15% in review (a third of them asked), 10% referred, 10% with a
/// panel at work, 10% offered, 5% accepted, 10% scheduled or approved, 15% paid. Mixed, so that a few claims
/// already show much.
const ORDER: [Kind; 20] = [
    Kind::Submitted,
    Kind::InReview,
    Kind::Paid,
    Kind::Offered,
    Kind::Draft,
    Kind::Panel,
    Kind::Referred,
    Kind::Scheduled,
    Kind::Asked,
    Kind::Accepted,
    Kind::Approved,
    Kind::Paid,
    Kind::InReview,
    Kind::Submitted,
    Kind::Panel,
    Kind::Offered,
    Kind::Draft,
    Kind::Referred,
    Kind::Paid,
    Kind::Submitted,
];

impl Kind {
    /// The kind of the claim at `place`, counted from 0.
    pub fn at(place: u64) -> Self {
        let place = usize::try_from(place % ORDER.len() as u64).expect("less than twenty");
        ORDER[place]
    }

    /// Whether the survivor has accepted an offer.
    pub fn is_accepted(self) -> bool {
        self >= Kind::Accepted
    }

    /// The stage it ends at, by its name in `shared.claim`.
    pub fn stage(self) -> &'static str {
        match self {
            Kind::Draft => "draft",
            Kind::Submitted => "submitted",
            Kind::InReview => "in_review",
            Kind::Asked => "info_requested",
            Kind::Referred => "referred",
            Kind::Panel => "assessed",
            Kind::Offered => "offered",
            Kind::Accepted => "accepted",
            Kind::Scheduled => "scheduled",
            Kind::Approved => "approved",
            Kind::Paid => "closed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn twenty_claims_show_every_kind_in_its_share() {
        let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
        for place in 40..60 {
            *counts.entry(Kind::at(place)).or_default() += 1;
        }
        let shares: Vec<u32> = counts.values().map(|count| count * 5).collect();
        assert_eq!(shares, [10, 15, 10, 5, 10, 10, 10, 5, 5, 5, 15]);
    }
}
