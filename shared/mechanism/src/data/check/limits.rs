//! The limits of a rule set: each within what it can be, and none against another.

use super::found::Found;
use super::number;
use crate::data::Limits;
use redress_kernel::Decimal;

/// Every limit.
pub(super) fn limits(limits: &Limits, found: &mut Found) {
    // The least and the most of each: what is beyond is a slip of the pen, and days stay within the
    // calendar.
    let whole = [
        ("adult_age", limits.adult_age, 1, 30),
        ("assent_age", limits.assent_age, 0, 30),
        ("late_after_years", limits.late_after_years, 1, 200),
        ("open_requests", limits.open_requests, 1, 20),
        ("open_days", limits.open_days, 1, 3650),
        ("unit_days", limits.unit_days, 0, 3650),
        ("identify_days", limits.identify_days, 0, 3650),
        ("interim_delay_days", limits.interim_delay_days, 0, 3650),
        ("mission_years", limits.mission_years, 0, 100),
        ("offer_months", limits.offer_months, 1, 240),
        ("review_months", limits.review_months, 1, 240),
        ("breach_hours", limits.breach_hours, 1, 720),
    ];
    for (name, value, least, most) in whole {
        if !(least..=most).contains(&value) {
            let problem = found.error(&format!("limits.{name}"), "limit-range");
            problem.with("value", value).with("least", least).with("most", most);
        }
    }
    let (assent, adult) = (Decimal::from(limits.assent_age), Decimal::from(limits.adult_age));
    number::at_most(found, "limits.assent_age", assent, adult, "limits.adult_age");
    number::sum(found, "limits.emergency_most", limits.emergency_most);
    number::sum(found, "limits.interim_most", limits.interim_most);
}
