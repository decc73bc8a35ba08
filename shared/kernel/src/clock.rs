//! Time and chance as parameters, so that a test can hold both still.

use std::sync::Arc;
use uuid::{NoContext, Uuid};

/// A moment in UTC.
pub type Timestamp = time::OffsetDateTime;

/// Where "now" comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now_utc))
    }

    /// A clock that a test moves.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The present moment, UTC.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// Where new identifiers come from: UUID version 7, ordered by the clock's time.
#[derive(Clone, Debug)]
pub struct Ids(Clock);

impl Ids {
    /// Identifiers that carry the time of `clock`.
    pub fn new(clock: Clock) -> Self {
        Self(clock)
    }

    /// A fresh identifier of any kind: `let id: ClaimId = ids.fresh();`
    pub fn fresh<T: From<Uuid>>(&self) -> T {
        let now = self.0.now();
        let seconds = u64::try_from(now.unix_timestamp()).unwrap_or(0);
        Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, now.nanosecond())).into()
    }
}
