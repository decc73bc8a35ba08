//! What an entry can be of.

use redress_kernel::codes;

codes! {
    /// What happened, as the journal names it (`entry-<code>`). The list is also data: `ledger.entry_kind`.
    EntryKind {
        /// Money came to the fund.
        Contribution = "contribution",
        /// Money was promised, or came to count otherwise.
        Pledge = "pledge",
        /// What was promised will not come.
        PledgeEnd = "pledge_end",
        /// A liable party is asked for money.
        Recourse = "recourse",
        /// What was asked is given up.
        RecourseEnd = "recourse_end",
        /// An award was accepted.
        Commitment = "commitment",
        /// Money is set aside for a part of an award.
        Payable = "payable",
        /// An instalment was released to the bank.
        Release = "release",
        /// The bank rejected an instalment.
        Rejection = "rejection",
        /// The statement shows an instalment paid.
        Settlement = "settlement",
        /// The statement shows an instalment sent back.
        Return = "return",
        /// She has chosen again.
        Renewal = "renewal",
        /// A fee of the bank.
        Charge = "charge",
        /// A cost of claims, before it is paid.
        Cost = "cost",
        /// A cost of claims that the bank has paid.
        CostPaid = "cost_paid",
        /// Money gone by the fund's own error.
        Loss = "loss",
        /// Between two accounts in one currency.
        Transfer = "transfer",
        /// Between two currencies, and foreign cash at the end of a month.
        Exchange = "exchange",
        /// Money is kept for later.
        Hold = "hold",
        /// A part of it goes to its use.
        HoldPart = "hold_part",
        /// The rest is free again.
        HoldEnd = "hold_end",
        /// Money is held for a child.
        Trust = "trust",
        /// It has borne interest.
        TrustInterest = "trust_interest",
        /// A part of it is to be paid.
        TrustRelease = "trust_release",
        /// All of it is, once she is of age.
        HandOver = "hand_over",
        /// Paid before the decision.
        Interim = "interim",
        /// Money is named as used.
        Allocation = "allocation",
        /// A period is closed.
        Closing = "closing",
        /// An entry is taken back.
        Reversal = "reversal",
    }
}
