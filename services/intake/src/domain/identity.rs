//! Who the survivor is. Sealed at rest; read only by the action that looks, and to find duplicates.
//! Belongs here: the sealed record and what is compared of it. Never here: keys and hashing.

use serde::{Deserialize, Serialize};

/// Name and year of birth. Never in an event, a log, a URL or a paper.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// Full name in any script, one field, as she writes it.
    pub name: Option<String>,
    /// Year of birth.
    pub birth_year: Option<u16>,
}

/// What two files are compared by. The value is hashed with a key before it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Sounds of the name together with the year of birth.
    NameYear,
    /// Telephone number.
    Phone,
}

impl TokenKind {
    /// The name in data; part of what is hashed, so that kinds never meet.
    pub fn as_str(self) -> &'static str {
        match self {
            TokenKind::NameYear => "name_year",
            TokenKind::Phone => "phone",
        }
    }
}

/// The texts to hash for a person: few, so that a match is a hint and never a finding.
pub fn match_texts(identity: &Identity, phone: Option<&str>) -> Vec<(TokenKind, String)> {
    let mut texts = Vec::new();
    if let (Some(name), Some(year)) = (&identity.name, identity.birth_year) {
        let sounds = sounds(name);
        if !sounds.is_empty() {
            texts.push((TokenKind::NameYear, format!("{sounds}|{year}")));
        }
    }
    let digits: String = phone.unwrap_or("").chars().filter(char::is_ascii_digit).collect();
    // Country codes and leading zeros come and go; the last eight digits stay.
    if let Some(start) = digits.len().checked_sub(8) {
        texts.push((TokenKind::Phone, digits[start..].to_owned()));
    }
    texts
}

/// A name as it sounds: no accents, case, spaces, order of parts, doubled letters or soft vowels,
/// so that two people who spell it differently still meet.
fn sounds(name: &str) -> String {
    let mut parts: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .map(part_sounds)
        .filter(|part| !part.is_empty())
        .collect();
    parts.sort();
    parts.join(" ")
}

fn part_sounds(part: &str) -> String {
    let mut sound = String::new();
    for letter in part.chars().flat_map(char::to_lowercase).map(plain) {
        let first = sound.is_empty();
        let soft = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w');
        if (first || !soft) && !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

/// Latin letters without their accents, and letters that sound alike as one.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' => 'a',
        'ç' | 'k' | 'q' => 'c',
        'è'..='ë' | 'ɛ' => 'e',
        'ì'..='ï' => 'i',
        'ñ' | 'ŋ' => 'n',
        'ò'..='ö' | 'ɔ' => 'o',
        'ù'..='ü' => 'u',
        'z' => 's',
        'v' => 'f',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, year: u16) -> Identity {
        Identity { name: Some(name.to_owned()), birth_year: Some(year) }
    }

    #[test]
    fn two_spellings_of_one_name_meet() {
        let one = match_texts(&person("Aïcha  Mbékà", 1994), None);
        let two = match_texts(&person("MBEKKA Aysha", 1994), None);
        // "ch" and "sh" stay apart: a hint may miss, it must not accuse.
        assert_ne!(one, two);
        assert_eq!(one, match_texts(&person("Mbeka Aicha", 1994), None));
        assert_ne!(one, match_texts(&person("Mbeka Aicha", 1995), None));
    }

    #[test]
    fn a_number_meets_itself_with_and_without_its_country() {
        let nobody = Identity::default();
        let one = match_texts(&nobody, Some("+236 72 00 11 22"));
        assert_eq!(one, match_texts(&nobody, Some("072001122")));
        assert_eq!(match_texts(&nobody, Some("12345")), []);
    }

    #[test]
    fn a_name_without_a_year_is_not_compared() {
        let name_only = Identity { name: Some("Grace".to_owned()), birth_year: None };
        assert_eq!(match_texts(&name_only, None), []);
    }
}
