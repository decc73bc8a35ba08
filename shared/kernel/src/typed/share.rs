//! Parts of one: a factor, a rate of interest.

use super::number::readings;
use super::text::plain;
use super::{Reading, Writing};
use crate::{Decimal, Refusal};

/// A part of one, as `0.65` or as `65 %`. A number above one without the sign is asked back as per cent.
/// Refuses `share-malformed` and `share-unclear`.
pub fn share(field: &str, typed: &str, writing: Writing) -> Result<Option<Decimal>, Refusal> {
    let refused = |code| Refusal::field(field.to_owned(), code);
    let typed = if writing == Writing::Exact { typed.trim().to_owned() } else { plain(typed) };
    let (number, is_percent) = match typed.trim_end().strip_suffix(['%', '٪', '％']) {
        Some(number) if writing != Writing::Exact => (number.trim_end(), true),
        _ => (typed.as_str(), false),
    };
    let mut readings = readings(number, writing).ok_or_else(|| refused("share-malformed"))?;
    let most = if is_percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    if readings.len() > 1 {
        // Thousands are no part of one, whichever way it was meant.
        readings.remove(0);
    }
    let as_percent = |number: Decimal| (number / Decimal::ONE_HUNDRED).normalize();
    match (readings.first(), is_percent) {
        (None, false) => Ok(None),
        (Some(number), true) if *number <= most => Ok(Some(as_percent(*number))),
        (Some(number), false) if *number <= most => Ok(Some(*number)),
        (Some(number), false) if *number <= Decimal::ONE_HUNDRED && writing != Writing::Exact => {
            Err(refused("share-unclear").meaning([Reading::Share(as_percent(*number))]))
        }
        _ => Err(refused("share-malformed")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_are_said_or_asked_back() {
        let read = |typed| {
            let read = share("factor", typed, Writing::CommaDecides);
            read.map(|share| share.map(|share| share.to_string()))
                .map_err(|refusal| (refusal.code, refusal.readings.first().map(Reading::written)))
        };
        let is = |share: &str| Ok(Some(share.to_owned()));
        assert_eq!(read("0,65"), is("0.65"));
        assert_eq!(read("0.025"), is("0.025"));
        assert_eq!(read("65 %"), is("0.65"));
        assert_eq!(read("٢٫٥٪"), is("0.025"));
        assert_eq!(read("1"), is("1"));
        assert_eq!(read(" "), Ok(None));
        assert_eq!(read("65"), Err(("share-unclear", Some("65%".to_owned()))));
        assert_eq!(read("1.125"), Err(("share-unclear", Some("1.1250%".to_owned()))));
        assert_eq!(read("1.1250%"), is("0.01125"));
        for typed in ["-0.5", "x", "%", "101 %", "200"] {
            assert_eq!(read(typed), Err(("share-malformed", None)), "{typed}");
        }
    }
}
