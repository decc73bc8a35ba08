//! The gate: eight rules combined in strong Kleene logic, with the pairs that pass it.

use crate::data::Rules;
use crate::{Facts, Trace};

pub(crate) fn gate(_rules: &Rules, _facts: &Facts, _trace: &mut Trace) {}
