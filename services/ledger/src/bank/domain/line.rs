//! What is said of a line of a statement: which way money went, what it means or why it means nothing, as what people
//! book it.

use redress_kernel::codes;

codes! {
    /// Which way money went, as the bank sees our account (`line-<code>`).
    Flow {
        /// It came.
        Came = "credit",
        /// It left.
        Left = "debit",
    }
}

codes! {
    /// What a line means (`line-<code>`).
    Meaning {
        /// A payment was made.
        Settles = "settles",
        /// A payment came back.
        Returns = "returns",
        /// The bank took a fee.
        Charge = "charge",
        /// It shows a contribution that the books have.
        Contribution = "contribution",
        /// It shows an exchange that the books have.
        Transfer = "transfer",
        /// Nothing that is known.
        Exception = "exception",
        /// It is about a claim that the reader may not see. Stands in no row.
        Hidden = "hidden",
    }
}

codes! {
    /// As what people book a line that means nothing (`booking-<code>`, `line-<code>`).
    BookedAs {
        /// A fee of the bank; a large one takes two people.
        Charge = "charge",
        /// A contribution that nobody had recorded.
        Contribution = "contribution",
        /// What a confirmed exchange moved, which is in the books already.
        Transfer = "transfer",
        /// The cost of a claim that is paid to a helper (H7): two people.
        ClaimCost = "claim_cost",
        /// What our own error cost: two people.
        OwnError = "own_error",
    }
}

codes! {
    /// Why a line matches nothing (`unmatched-<code>`).
    Unmatched {
        /// The bank gives no reference of ours.
        NoReference = "no_reference",
        /// The reference is of no payment that was released.
        UnknownReference = "unknown_reference",
        /// The amount is not the one instructed.
        AmountDiffers = "amount_differs",
        /// The bank says neither the instructed currency nor amount.
        CurrencyDiffers = "currency_differs",
        /// The cost in the fund's currency is too far from the debt.
        CostDiffers = "cost_differs",
        /// The payment was settled before.
        AlreadySettled = "already_settled",
        /// The payment came back before.
        AlreadyReturned = "already_returned",
        /// The bank had reported the payment as rejected.
        WasRejected = "was_rejected",
        /// It comes back without having been settled.
        NotSettledYet = "not_settled_yet",
    }
}

impl Unmatched {
    /// Whether the line is about a payment of ours: what bears our reference the bank must put right
    /// on another line.
    pub fn is_of_payment(self) -> bool {
        !matches!(self, Unmatched::NoReference | Unmatched::UnknownReference)
    }
}

codes! {
    /// How a statement follows the one before (`continuity-<code>`).
    Continuity {
        /// There is none before.
        First = "first",
        /// It opens with what the one before closed with.
        Follows = "follows",
        /// It doesn't: a statement is missing.
        Gap = "gap",
    }
}
