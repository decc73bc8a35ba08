//! The safe-contact plan: how, when and through whom the survivor may be reached, if at all.
//! Belongs here: the sealed plan and what it allows. Never here: sending anything.

use redress_kernel::Refusal;
use serde::{Deserialize, Serialize};

redress_kernel::codes! {
    /// The way to reach her.
    Channel {
        /// Nobody contacts her; she comes back herself.
        None = "none",
        /// Only her advocate, in person.
        Advocate = "advocate",
        /// A telephone call.
        Phone = "phone",
        /// A neutral text message.
        Message = "message",
    }
}

redress_kernel::codes! {
    /// When a call or message is safe.
    SafeHours {
        /// Before noon.
        Morning = "morning",
        /// From noon to six.
        Afternoon = "afternoon",
        /// After six.
        Evening = "evening",
        /// Saturday and Sunday only.
        Weekend = "weekend",
    }
}

redress_kernel::codes! {
    /// Who may pick up.
    MayAnswer {
        /// Only she herself.
        OnlySurvivor = "only_survivor",
        /// She, or whoever says the code word.
        CodeWord = "code_word",
        /// Anybody in the household.
        Anyone = "anyone",
    }
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

redress_kernel::codes! {
    /// One way of approaching somebody.
    Approach {
        /// Ring her up.
        Call = "call",
        /// Leave a message when nobody picks up.
        Voicemail = "voicemail",
        /// Send a text message.
        Message = "message",
        /// Send or hand over paper.
        Letter = "letter",
    }
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
