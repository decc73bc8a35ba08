//! The two times of a question, as they are written in an address: which effective days, and as known when.

use redress_kernel::{Date, Outcome, Refusal, Timestamp};
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// Days and a moment; what is left out or empty means all days, today or now, as the answer says.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct TimesQuery {
    /// First effective day, as `2026-11-23`.
    #[param(inline, value_type = Option<DayText>)]
    pub from: Option<String>,
    /// Last effective day.
    #[param(inline, value_type = Option<DayText>)]
    pub on_day: Option<String>,
    /// Only what was recorded by then: `2026-11-23T14:05:00Z`, `2026-11-23 14:05` (UTC), or a day for its end.
    #[param(inline, value_type = Option<MomentText>)]
    pub known_at: Option<String>,
    /// Where to go on, as the answer before said.
    pub after: Option<String>,
    /// Entries before this place of the journal.
    pub before: Option<i64>,
    /// Whether the books are audited however many entries they have.
    pub audit: Option<String>,
}

impl TimesQuery {
    /// The times, or which can't be.
    pub fn times(&self) -> Outcome<Times> {
        let mut refusals = Vec::new();
        let mut day = |name: &'static str, text: Option<&String>| {
            let text = typed(text)?;
            let day = Date::parse(text, format_description!("[year]-[month]-[day]"));
            day.map_err(|_| refusals.push(Refusal::field(name, "date-impossible"))).ok()
        };
        let (from, on_day) = (day("from", self.from.as_ref()), day("on_day", self.on_day.as_ref()));
        let known_at = typed(self.known_at.as_ref()).map(moment);
        if known_at == Some(None) {
            refusals.push(Refusal::field("known_at", "moment-malformed"));
        }
        let known_at = known_at.flatten();
        if refusals.is_empty() {
            Ok(Times { from, on_day, known_at })
        } else {
            Err(redress_kernel::Stop::Refused(refusals))
        }
    }
}

fn typed(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn moment(text: &str) -> Option<Timestamp> {
    let minute = format_description!("[year]-[month]-[day] [hour]:[minute]");
    let second = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    let day = format_description!("[year]-[month]-[day]");
    let clock = |format| {
        time::PrimitiveDateTime::parse(text, format).ok().map(time::PrimitiveDateTime::assume_utc)
    };
    let end = || Date::parse(text, day).ok()?.next_day().map(|next| next.midnight().assume_utc());
    OffsetDateTime::parse(text, &Rfc3339)
        .ok()
        .or_else(|| clock(minute))
        .or_else(|| clock(second))
        // The last moment of the day that the database can tell from the next.
        .or_else(|| end().map(|next| next - time::Duration::microseconds(1)))
}

/// Which effective days, and as known when; what is left out means all days, and now.
#[derive(Debug, Clone, Copy, Default)]
pub struct Times {
    /// First effective day.
    pub from: Option<Date>,
    /// Last effective day.
    pub on_day: Option<Date>,
    /// Only what was recorded by then.
    pub known_at: Option<Timestamp>,
}

/// `2026-11-23`.
pub(crate) fn iso(day: Date) -> String {
    day.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// `2026-11-23T14:05:09.123456Z`: to the microsecond, as the database keeps it.
pub(crate) fn iso_moment(moment: Timestamp) -> String {
    let utc = moment.to_offset(time::UtcOffset::UTC);
    let digits =
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");
    utc.format(digits).unwrap_or_default()
}

/// Stands for a day or nothing, in the description of an address.
struct DayText;

/// Stands for a moment, written in one of several ways, or nothing.
struct MomentText;

impl PartialSchema for DayText {
    fn schema() -> RefOr<Schema> {
        AnyOfBuilder::new().item(formatted(KnownFormat::Date)).item(nothing()).into()
    }
}

impl PartialSchema for MomentText {
    fn schema() -> RefOr<Schema> {
        let clock = "^[0-9]{4}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$";
        AnyOfBuilder::new()
            .item(formatted(KnownFormat::DateTime))
            .item(formatted(KnownFormat::Date))
            .item(ObjectBuilder::new().schema_type(Type::String).pattern(Some(clock)))
            .item(nothing())
            .into()
    }
}

impl ToSchema for DayText {}
impl ToSchema for MomentText {}

fn formatted(format: KnownFormat) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format)))
}

fn nothing() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn moments_are_written_in_several_ways() {
        let at = datetime!(2026-11-23 14:05 UTC);
        assert_eq!(moment("2026-11-23T14:05:00Z"), Some(at));
        assert_eq!(moment("2026-11-23T15:05:00+01:00"), Some(at));
        assert_eq!(moment("2026-11-23 14:05"), Some(at));
        assert_eq!(moment("2026-11-23 14:05:00"), Some(at));
        assert_eq!(moment("2026-11-23"), Some(datetime!(2026-11-23 23:59:59.999999 UTC)));
        assert_eq!(moment("23 November"), None);
    }

    #[test]
    fn every_wrong_time_is_named() {
        let some = |text: &str| Some(text.to_owned());
        let query = TimesQuery {
            from: some("31.12."),
            on_day: some("2026-02-30"),
            known_at: some("noon"),
            ..TimesQuery::default()
        };
        let Err(redress_kernel::Stop::Refused(refusals)) = query.times() else { panic!("taken") };
        let fields: Vec<_> = refusals.iter().filter_map(|refusal| refusal.field.clone()).collect();
        assert_eq!(fields, ["from", "on_day", "known_at"]);
    }
}
