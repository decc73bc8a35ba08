//! Identifiers of what this service keeps to itself.

redress_kernel::ids! {
    /// One evaluation of a claim.
    WorksheetId,
    /// All facts of a claim on a day.
    FactSheetId,
    /// One look at a claim before a payment.
    ClearanceId,
    /// One request for information.
    RequestId,
}
