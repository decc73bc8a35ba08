//! Short codes that data brings along: act numbers, operations, grounds, versions. They lie inside
//! their owner, so that a caseload can be read without an allocation each.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest label.
pub const LABEL_MAX: usize = 40;

/// Up to forty letters, digits, dots, dashes or underscores.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    text: [u8; LABEL_MAX],
    length: u8,
}

/// The text is no label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a label has 1 to 40 letters, digits, dots, dashes or underscores")]
pub struct NoLabel;

impl Label {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl std::str::FromStr for Label {
    type Err = NoLabel;
    fn from_str(written: &str) -> Result<Self, NoLabel> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        let bytes = written.as_bytes();
        let length = u8::try_from(bytes.len()).map_err(|_| NoLabel)?;
        if length == 0 || bytes.len() > LABEL_MAX || !bytes.iter().copied().all(fits) {
            return Err(NoLabel);
        }
        let mut text = [0; LABEL_MAX];
        text[..bytes.len()].copy_from_slice(bytes);
        Ok(Self { text, length })
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

redress_kernel::text_in_sql!(Label);

impl std::fmt::Debug for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl serde::de::Visitor<'_> for Read {
            type Value = Label;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{NoLabel}")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Label, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Read)
    }
}

impl utoipa::PartialSchema for Label {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[A-Za-z0-9._-]{1,40}$"))
            .build()
            .into()
    }
}

impl utoipa::ToSchema for Label {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_short_and_plain() {
        let label: Label = "S-ILL-1".parse().expect("a label");
        assert_eq!((label.as_str(), format!("{label:?}").as_str()), ("S-ILL-1", "\"S-ILL-1\""));
        assert_eq!("".parse::<Label>(), Err(NoLabel));
        assert_eq!("two words".parse::<Label>(), Err(NoLabel));
        assert_eq!("x".repeat(41).parse::<Label>(), Err(NoLabel));
        assert!(label < "T".parse().expect("a label"));
    }
}
