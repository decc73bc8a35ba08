//! Identifiers of what this service keeps to itself, whichever topic keeps it.

redress_kernel::ids! {
    /// One rate of exchange, as it was recorded.
    RateId,
    /// One file of rates.
    RateImportId,
    /// One run of the audit over the books.
    AuditRunId,
    /// Who gives money to the fund.
    FunderId,
    /// Money that a funder has promised.
    PledgeId,
    /// Money that came to the fund.
    ContributionId,
    /// What the fund asks back from who is liable.
    RecourseId,
    /// One fund factor, as it was proposed for a month.
    FactorId,
    /// Money kept for an award that may be accepted, or for what a person names.
    HoldId,
    /// A part of an award for which money is set aside.
    FundingId,
    /// An exchange between two accounts of the fund.
    ExchangeId,
    /// Terms of interest on children's money.
    TermsId,
    /// What a liaison asked to be released for a child.
    TrustRequestId,
    /// The handing over of all that is held for a child.
    HandOverId,
    /// How what is set aside of an award is paid.
    PlanId,
    /// One instalment in a batch: one payment in the file.
    BatchItemId,
    /// How one person would book a line of a statement.
    BookingRequestId,
    /// A report of the bank on a payment file.
    StatusReportId,
}
