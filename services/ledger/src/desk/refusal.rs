//! What can't be done, as something to tell a person.

use redress_kernel::{Fault, Stop};

/// What the domain holds impossible is our fault, once the person's own input is checked.
pub(crate) fn impossible(error: impl std::error::Error + Send + Sync + 'static) -> Stop {
    Stop::Fault(Fault::new(error))
}
