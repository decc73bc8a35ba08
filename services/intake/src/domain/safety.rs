//! The safe-contact plan: how, when and through whom the survivor may be reached, if at all.
//! Belongs here: the sealed plan and what it allows. Never here: sending anything.

use redress_kernel::Refusal;
use redress_kernel::code::UnknownCode;
use serde::{Deserialize, Serialize};

/// The way to reach her.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Nobody contacts her; she comes back herself.
    None,
    /// Only her advocate, in person.
    Advocate,
    /// A telephone call.
    Phone,
    /// A neutral text message.
    Message,
}

/// When a call or message is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SafeHours {
    /// Before noon.
    Morning,
    /// From noon to six.
    Afternoon,
    /// After six.
    Evening,
    /// Saturday and Sunday only.
    Weekend,
}

/// Who may pick up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MayAnswer {
    /// Only she herself.
    OnlySurvivor,
    /// She, or whoever says the code word.
    CodeWord,
    /// Anybody in the household.
    Anyone,
}

macro_rules! listed {
    ($($name:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        impl $name {
            /// Every value, in the order shown.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The name in data, forms and message keys.
            pub fn as_str(self) -> &'static str { match self { $($name::$variant => $text),+ } }
        }
        impl std::str::FromStr for $name {
            type Err = UnknownCode;
            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                $name::ALL.iter().copied().find(|value| value.as_str() == text).ok_or(UnknownCode)
            }
        }
    )+};
}

listed! {
    Channel { None = "none", Advocate = "advocate", Phone = "phone", Message = "message" }
    SafeHours { Morning = "morning", Afternoon = "afternoon", Evening = "evening", Weekend = "weekend" }
    MayAnswer { OnlySurvivor = "only_survivor", CodeWord = "code_word", Anyone = "anyone" }
    Approach { Call = "call", Voicemail = "voicemail", Message = "message", Letter = "letter" }
}

/// The plan. Sealed at rest.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SafetyPlan {
    /// How she is reached; nothing until it was asked.
    pub channel: Option<Channel>,
    /// Telephone number for calls and messages, with its country code if known.
    pub number: Option<String>,
    /// Safe hours; empty means any.
    pub hours: Vec<SafeHours>,
    /// Who may pick up.
    pub may_answer: Option<MayAnswer>,
    /// What is said first, so that both know whom they speak to.
    pub code_word: Option<String>,
    /// Whether a message may be left.
    pub voicemail: Option<bool>,
    /// Whether paper may be sent or handed to her; never unless she says so.
    pub may_write: Option<bool>,
}

/// One way of approaching somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Approach {
    /// Ring her up.
    Call,
    /// Leave a message when nobody picks up.
    Voicemail,
    /// Send a text message.
    Message,
    /// Send or hand over paper.
    Letter,
}

impl SafetyPlan {
    /// Whether the plan allows an approach. What was not asked is not allowed.
    pub fn permits(&self, approach: Approach) -> bool {
        let number = self.number.is_some();
        match (approach, self.channel) {
            (_, None | Some(Channel::None)) => false,
            (Approach::Call, channel) => number && channel == Some(Channel::Phone),
            (Approach::Voicemail, channel) => {
                number && channel == Some(Channel::Phone) && self.voicemail == Some(true)
            }
            (Approach::Message, channel) => number && channel == Some(Channel::Message),
            (Approach::Letter, _) => self.may_write == Some(true),
        }
    }

    /// Every approach the plan allows: what staff see of it without opening it.
    pub fn permitted(&self) -> Vec<Approach> {
        Approach::ALL.iter().copied().filter(|approach| self.permits(*approach)).collect()
    }
}

/// A telephone number as typed, without spaces and signs: 6 to 15 digits, perhaps with `+`.
/// Refuses `phone-not-read`.
pub fn phone(field: &str, typed: &str) -> Result<Option<String>, Refusal> {
    let text: String = redress_kernel::typed::digits(typed)
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}'))
        .collect();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.strip_prefix('+').unwrap_or(&text);
    let well_formed =
        (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed {
        Ok(Some(text))
    } else {
        Err(Refusal::field(field.to_owned(), "phone-not-read"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_the_default() {
        assert!(SafetyPlan::default().permitted().is_empty());
        let quiet = SafetyPlan {
            channel: Some(Channel::None),
            number: Some("+23672001122".to_owned()),
            voicemail: Some(true),
            may_write: Some(true),
            ..SafetyPlan::default()
        };
        assert!(quiet.permitted().is_empty(), "no contact means none, whatever else is written");
    }

    #[test]
    fn a_call_is_not_yet_a_message_left() {
        let mut plan = SafetyPlan {
            channel: Some(Channel::Phone),
            number: Some("072001122".to_owned()),
            ..SafetyPlan::default()
        };
        assert_eq!(plan.permitted(), [Approach::Call]);
        plan.voicemail = Some(true);
        assert_eq!(plan.permitted(), [Approach::Call, Approach::Voicemail]);
        plan.number = None;
        assert!(plan.permitted().is_empty());
    }

    #[test]
    fn numbers_are_typed_in_many_ways() {
        let read = |text| phone("number", text);
        assert_eq!(read("+236 (72) 00-11-22"), Ok(Some("+23672001122".to_owned())));
        assert_eq!(read("٠٧٢٠٠١١٢٢"), Ok(Some("072001122".to_owned())));
        assert_eq!(read("  "), Ok(None));
        for bad in ["12345", "07200x122", "++236720011", "1234567890123456"] {
            assert_eq!(read(bad).expect_err(bad).code, "phone-not-read");
        }
    }
}
