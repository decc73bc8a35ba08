//! Faults are logged once, under a number; people see only the number.

use redress_kernel::Fault;

/// Logs the fault and returns the number that a person can quote.
pub fn report(fault: &Fault) -> String {
    let incident = draw();
    tracing::error!(incident, error = fault.chain(), "fault {incident}");
    metrics::counter!("redress_faults_total").increment(1);
    incident
}

/// Eight characters that say nothing and are easy to read out: the random end of a fresh identifier.
fn draw() -> String {
    let bits = uuid::Uuid::new_v7(uuid::Timestamp::now(uuid::NoContext)).as_u128();
    format!("{:04X}-{:04X}", (bits >> 16) & 0xffff, bits & 0xffff)
}
