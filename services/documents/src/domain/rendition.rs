//! The making of a paper: how long a worker may take, how often it is tried, when a person must look.

use time::Duration;

/// A worker that has not finished after this long has died: another may take over. Many times what
/// the longest paper needs.
pub const LEASE: Duration = Duration::seconds(60);
/// After this many attempts a paper is parked; its content won't get better by itself, so that it waits for a mended
/// program, which tries once.
pub const ATTEMPTS_MAX: i32 = 5;

/// What follows a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// Try again, but not before this long.
    Wait(Duration),
    /// Set aside for a person.
    Park,
}

/// What follows when the attempt number `attempts` has failed: waits of 2, 4, 8, 16 seconds, then the end.
pub fn after_failure(attempts: i32) -> AfterFailure {
    if attempts >= ATTEMPTS_MAX {
        return AfterFailure::Park;
    }
    AfterFailure::Wait(Duration::seconds(1 << attempts.clamp(0, ATTEMPTS_MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_then_a_person_looks() {
        let waits: Vec<_> = (1..=5).map(after_failure).collect();
        let wait = |seconds| AfterFailure::Wait(Duration::seconds(seconds));
        assert_eq!(waits, [wait(2), wait(4), wait(8), wait(16), AfterFailure::Park]);
    }
}
