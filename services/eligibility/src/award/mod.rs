//! What an eligible claim is awarded: heads, order of computation, caps, every step kept as a line.
//! Belongs here: sums and the data of a schedule. Never here: SQL, HTTP, a clock, whether a claim
//! is covered (the rules room).

mod caps;
mod compute;
mod head;
mod line;
mod moral;
mod net;
mod pecuniary;
mod schedule;

pub use compute::{Assessment, AwardError, Claimed, Earnings, Entering, Offset, Schooling, assess};
pub use head::Head;
pub use line::{Line, Rounding};
pub use pecuniary::{Rate, Rates};
pub use schedule::{Schedule, ScheduleError};

#[cfg(test)]
mod cases;
