//! How far batches and the payments in them have come.

use redress_kernel::codes;

codes! {
    /// Where a batch stands (`batch-<code>`).
    BatchState {
        /// It waits for another person's approval.
        Prepared = "prepared",
        /// It waits for its release.
        Approved = "approved",
        /// Its file is made; the bank has not spoken of every payment.
        Released = "released",
        /// The bank has.
        Done = "done",
        /// It was given up before its release.
        Cancelled = "cancelled",
    }
}

codes! {
    /// A step that is taken with a batch, once.
    BatchStep {
        /// Another person approves it.
        Approved = "approved",
        /// It goes to the bank.
        Released = "released",
        /// It is given up.
        Cancelled = "cancelled",
    }
}

codes! {
    /// Where one payment of a batch stands, as `ledger.item_state` says (`item-<code>`).
    ItemState {
        /// Its batch is prepared.
        Prepared = "prepared",
        /// Its batch is approved.
        Approved = "approved",
        /// With the bank.
        Instructed = "instructed",
        /// Seen on a statement.
        Settled = "settled",
        /// Sent back after it was settled.
        Returned = "returned",
        /// Refused by the bank.
        Rejected = "rejected",
        /// Its batch was given up.
        Cancelled = "cancelled",
    }
}

codes! {
    /// What became of a payment.
    OutcomeKind {
        /// Seen on a statement.
        Settled = "settled",
        /// Sent back after it was settled.
        Returned = "returned",
        /// Refused by the bank.
        Rejected = "rejected",
        /// Its batch was given up.
        Cancelled = "cancelled",
    }
}
