//! Names of facts, so that a trace can say which ones a rule has read without copying them. Which
//! value each has is for [`crate::explain`] to say.

use redress_kernel::codes;

codes! {
    /// A fact that a rule or a line can read (`fact-<code>`). Those of an act or a perpetrator are
    /// read of the pair that a finding is about, or of all of them where it is about the claim.
    FactName {
        /// Day of filing.
        FiledOn = "filed_on",
        /// Day of assessment.
        AssessedOn = "assessed_on",
        /// Day on which the review opened.
        OpenedOn = "opened_on",
        /// Requests for information so far.
        Requests = "requests",
        /// Whether the panel decides on the file.
        OnFile = "on_file",
        /// In what standing she claims.
        Standing = "standing",
        /// What shows the relationship.
        ShownBy = "shown_by",
        /// Whether DNA excludes the parent.
        DnaExcluded = "dna_excluded",
        /// When the victim or the child was born.
        Birth = "birth",
        /// Whether under 18 at any act, as stated.
        Under18 = "under_18",
        /// Time of incapacity.
        Incapacity = "incapacity",
        /// Day of knowing that the person was covered.
        KnewOn = "knew_on",
        /// Why the claim was filed late.
        LateCause = "late_cause",
        /// Consents that live.
        ConsentGiven = "consent_given",
        /// Consents that were refused or withdrawn.
        ConsentWithdrawn = "consent_withdrawn",
        /// How a representative's authority stands.
        Authority = "authority",
        /// A child's assent.
        Assent = "assent",
        /// Which act.
        Act = "act",
        /// Whether all that happened was harassment between colleagues.
        HarassmentOnly = "harassment_only",
        /// Whether it went on over a period.
        Period = "period",
        /// What made it graver.
        Aggravations = "aggravations",
        /// When the act was.
        When = "when",
        /// Which operation.
        Operation = "operation",
        /// When that operation ran, by the rule set.
        OperationRan = "operation_ran",
        /// Whether means of the service were used.
        Means = "by_means_of_service",
        /// Category of the perpetrator.
        Category = "category",
        /// Time of service by the record.
        Service = "service",
        /// Whether the person served, as stated.
        Serving = "serving",
        /// What came of asking who it was.
        Identification = "identification",
        /// What the independent unit found.
        Unit = "unit",
        /// Outcome of the search for another file.
        Matched = "matched",
        /// Whether the account reaches the test.
        Account = "account",
        /// How far losses are proved.
        LossProof = "loss_proof",
        /// Whether others paid.
        OtherPayment = "other_payment",
        /// What others paid.
        Offsets = "offsets",
        /// Emergency money so far.
        EmergencyPaid = "emergency_paid",
        /// Interim payments so far.
        InterimPaid = "interim_paid",
        /// What is asked now.
        InterimAsked = "interim_asked",
        /// Whether there is a safety need.
        SafetyNeed = "safety_need",
        /// Days of our own delay.
        DelayDays = "delay_days",
        /// Factor of the fund.
        FundFactor = "fund_factor",
        /// Cash of the fund that is not committed.
        FundCash = "fund_cash",
        /// Pledges that are due soon.
        FundPledges = "fund_pledges",
        /// Who receives the money.
        Payee = "payee",
        /// Whether the payee is or lives with the perpetrator.
        PayeeHousehold = "payee_household",
        /// Authority of a substitute payee.
        PayeeAuthority = "payee_authority",
        /// Whether the payee's details match.
        PayeeMatch = "payee_match",
        /// Whether the way of payment was tested.
        MethodTested = "method_tested",
        /// Whether a payment came back.
        Returned = "returned",
        /// Who sits on the panel.
        Members = "members",
        /// Whether the case is clear and substantiated.
        Clear = "clear",
        /// Views of the members.
        Views = "views",
        /// Day on which the offer was told.
        OfferServedOn = "offer_served_on",
        /// What she answered.
        OfferAnswer = "offer_answer",
        /// Whether she can be reached.
        Reachable = "reachable",
        /// Day on which the decision was received.
        ReviewReceivedOn = "review_received_on",
        /// Day on which a review was asked.
        ReviewAskedOn = "review_asked_on",
        /// Why it was asked late.
        ReviewCause = "review_cause",
        /// What the earlier decision came to.
        EarlierNet = "earlier_net",
        /// What is new.
        NewItem = "new_item",
        /// Day of death.
        DiedOn = "died_on",
        /// Who takes her place.
        Successor = "successor",
        /// Whether they are kin.
        KinShown = "kin_shown",
        /// What is alleged as fraud.
        Fraud = "fraud",
        /// Who is liable.
        Liable = "liable",
        /// Breaches of confidentiality.
        Breaches = "breaches",
        /// Whether fees were declared.
        FeesDeclared = "fees_declared",
        /// Whether a share of the award, a loan or an assignment was found.
        ShareFound = "share_found",
        /// Whether several helpers act.
        SeveralHelpers = "several_helpers",
        /// Net of the award, as computed.
        Net = "net",
        /// What the panel ruled.
        Ruling = "ruling",
    }
}

/// A set of facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FactSet(u128);

impl FactSet {
    /// Exactly these.
    pub const fn of(names: &[FactName]) -> Self {
        let (mut set, mut place) = (Self(0), 0);
        while place < names.len() {
            set = set.with(names[place]);
            place += 1;
        }
        set
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, name: FactName) -> Self {
        Self(self.0 | 1 << name as u128)
    }

    /// Which ones, in the order of the list.
    pub fn names(self) -> impl Iterator<Item = FactName> {
        FactName::ALL.iter().copied().filter(move |name| self.0 & (1 << *name as u128) != 0)
    }
}
