//! Kinds of what comes to the fund, is set aside and is kept, as they stand in data, forms and message keys.

use redress_kernel::codes;

codes! {
    /// What kind of income it is (`contribution-<code>`).
    IncomeKind {
        /// Given freely.
        Voluntary = "voluntary",
        /// Pay that was withheld from who is liable.
        WithheldPay = "withheld_pay",
        /// Assessed on Member States.
        Assessed = "assessed",
        /// Recovered from who is liable; nobody pledges it.
        Recovery = "recovery",
    }
}

codes! {
    /// What money may be given for; what may be used for less comes first and is used first (`purpose-<code>`).
    Purpose {
        /// Awards of children.
        Children = "children",
        /// Costs of claims that are paid to helpers (head H7).
        Costs = "costs",
        /// Awards.
        Awards = "awards",
        /// All of it.
        Any = "any",
    }
}

impl Purpose {
    /// What was chosen: `any` where it was left open, nothing for what is none of the list.
    pub fn chosen(typed: Option<&str>) -> Option<Self> {
        match typed.unwrap_or_default() {
            "" => Some(Self::Any),
            code => code.parse().ok(),
        }
    }
}

codes! {
    /// What became of a part of a pledge.
    PledgePart {
        /// It came.
        Received = "received",
        /// It will not come.
        Cancelled = "cancelled",
        /// What is open came to count as money near at hand.
        Near = "near",
        /// What is open ceased to.
        Far = "far",
    }
}

codes! {
    /// Who is liable (`liable-<code>`).
    Liable {
        /// The person who did it.
        Perpetrator = "perpetrator",
        /// The entity that the person worked for.
        Entity = "entity",
        /// A company under contract.
        Contractor = "contractor",
        /// A State.
        State = "state",
    }
}

codes! {
    /// What became of a part of what is asked back.
    RecoursePart {
        /// It came.
        Received = "received",
        /// It is no longer asked.
        GivenUp = "given_up",
    }
}

codes! {
    /// How a hold or a part of it ended (`hold-<code>`).
    HoldEnd {
        /// Released for its use.
        Released = "released",
        /// Voided by a person, or by an offer that nobody took.
        Voided = "voided",
        /// Its last day has passed.
        Expired = "expired",
    }
}

codes! {
    /// What a part of an award is for which money is set aside (`funding-<code>`).
    FundingKind {
        /// The first share.
        Share = "share",
        /// What is owed from before, under a higher factor.
        TopUp = "top_up",
        /// Upkeep of a child that fell due.
        Upkeep = "upkeep",
        /// Released from trust.
        TrustRelease = "trust_release",
        /// Handed over from trust.
        HandOver = "hand_over",
    }
}
