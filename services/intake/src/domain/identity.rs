//! Who the survivor is. Sealed at rest; read only by the action that looks, and to find duplicates.
//! Belongs here: the sealed record and what is compared of it. Never here: keys and hashing.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
    /// The name together with the year of birth or the one beside it.
    NameYear,
    /// The name alone; meets [`TokenKind::NameNoYear`] only.
    Name,
    /// The name of somebody whose year of birth is not known; meets every [`TokenKind::Name`].
    NameNoYear,
    /// Telephone number.
    Phone,
}

impl TokenKind {
    /// The name in data.
    pub fn as_str(self) -> &'static str {
        match self {
            TokenKind::NameYear => "name_year",
            TokenKind::Name => "name",
            TokenKind::NameNoYear => "name_no_year",
            TokenKind::Phone => "phone",
        }
    }

    /// What is hashed along, so that kinds meet only where they are meant to.
    pub fn purpose(self) -> &'static str {
        match self {
            TokenKind::NameYear => "name_year",
            TokenKind::Name | TokenKind::NameNoYear => "name",
            TokenKind::Phone => "phone",
        }
    }
}

/// The texts to hash for a person: few, so that a match is a hint and never a finding.
pub fn match_texts(identity: &Identity, phone: Option<&str>) -> Vec<(TokenKind, String)> {
    let mut texts = Vec::new();
    let parts = identity.name.as_deref().map(parts).unwrap_or_default();
    for key in keys(&parts) {
        // Years are often off by one. Each pair of neighbours is a text, so that two years apart
        // don't meet.
        if let Some(year) = identity.birth_year {
            texts.push((TokenKind::NameYear, format!("{key}|{}", year.saturating_sub(1))));
            texts.push((TokenKind::NameYear, format!("{key}|{year}")));
        }
        // A single name without its year would meet half a country.
        if parts.len() > 1 {
            texts.push((TokenKind::Name, key.clone()));
            if identity.birth_year.is_none() {
                texts.push((TokenKind::NameNoYear, key));
            }
        }
    }
    let digits: String = phone.unwrap_or("").chars().filter(char::is_ascii_digit).collect();
    // Country codes and leading zeros come and go; the last eight digits stay.
    if let Some(start) = digits.len().checked_sub(8) {
        texts.push((TokenKind::Phone, digits[start..].to_owned()));
    }
    texts
}

/// Consonants that a name must have to be known by them alone.
const CONSONANTS_MIN: usize = 4;

/// What a name is known by: its parts as they sound, in whatever order; and, when it is long
/// enough, its consonants, which are the same when it is written in one word or in three.
fn keys(parts: &[String]) -> Vec<String> {
    let mut sounds: Vec<String> =
        parts.iter().map(|part| sound(part)).filter(|sound| !sound.is_empty()).collect();
    if sounds.is_empty() {
        return Vec::new();
    }
    sounds.sort();
    let mut consonants: Vec<char> = sounds.concat().chars().filter(|one| !is_soft(*one)).collect();
    consonants.sort_unstable();
    let mut keys = vec![sounds.join(" ")];
    if consonants.len() >= CONSONANTS_MIN {
        keys.push(format!("={}", String::from_iter(consonants)));
    }
    keys
}

/// The words of a name in small letters without accents. An apostrophe parts no word.
fn parts(name: &str) -> Vec<String> {
    let letters = name.chars().filter(|letter| !is_apostrophe(*letter));
    let letters = letters.flat_map(char::to_lowercase).nfkd();
    let mut plain_name = String::new();
    for letter in letters.filter(|letter| !is_combining_mark(*letter)) {
        match plain(letter) {
            Some(text) => plain_name.push_str(text),
            None => plain_name.push(letter),
        }
    }
    let words = plain_name.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

/// A word as it sounds: no doubled letters or soft vowels, and letters that sound alike as one, so
/// that two people who spell it differently still meet.
fn sound(word: &str) -> String {
    let mut sound = String::new();
    for letter in word.chars().map(alike) {
        let first = sound.is_empty();
        if (first || !is_soft(letter)) && !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

fn is_soft(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w')
}

fn alike(letter: char) -> char {
    match letter {
        'k' | 'q' => 'c',
        'z' => 's',
        'v' => 'f',
        other => other,
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ'..='ʿ' | 'ˈ' | 'ꞌ')
}

/// Latin letters that have no accent to take off: as people write them who don't have them.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ɓ' => "b",
        'ð' | 'đ' | 'ɖ' | 'ɗ' => "d",
        'ɛ' | 'ə' | 'ǝ' => "e",
        'ƒ' => "f",
        'ɣ' | 'ǥ' => "g",
        'ħ' => "h",
        'ı' | 'ɩ' | 'ɨ' => "i",
        'ƙ' | 'ĸ' => "k",
        'ł' => "l",
        'ŋ' | 'ɲ' => "n",
        'ø' | 'ɔ' | 'ɵ' => "o",
        'ŧ' | 'ƭ' => "t",
        'ʊ' | 'ʉ' => "u",
        'ʋ' => "v",
        'ƴ' => "y",
        'ƶ' => "z",
        _ => return None,
    })
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
    fn a_single_name_without_a_year_is_not_compared() {
        let name_only = Identity { name: Some("Grace".to_owned()), birth_year: None };
        assert_eq!(match_texts(&name_only, None), []);
    }

    /// Whether triage would be shown the one file for the other.
    fn meet(one: (&str, Option<u16>), other: (&str, Option<u16>)) -> bool {
        let texts = |(name, birth_year): (&str, Option<u16>)| {
            match_texts(&Identity { name: Some(name.to_owned()), birth_year }, None)
        };
        let (ours, theirs) = (texts(one), texts(other));
        let may_meet = |a: TokenKind, b: TokenKind| match (a, b) {
            (TokenKind::Name, TokenKind::NameNoYear) | (TokenKind::NameNoYear, TokenKind::Name) => {
                true
            }
            (TokenKind::Name | TokenKind::NameNoYear, _) => false,
            (a, b) => a == b,
        };
        ours.iter().any(|a| theirs.iter().any(|b| may_meet(a.0, b.0) && a.1 == b.1))
    }

    #[test]
    fn one_name_in_other_letters_or_other_words_meets_itself() {
        for (one, other) in [
            ("N'Dour Awa", "Ndour Awa"),
            ("N’Golo Traoré", "NGolo Traore"),
            ("Şükran Yıldız", "Sukran Yildiz"),
            ("Guðrún Łucja", "Gudrun Lucja"),
            ("Bjørn Æsa Weiß", "BJORN AESA WEISS"),
            ("Fatɔu Ŋgaissona", "Fatou Ngaissona"),
            ("Abd al-Rahman Saleh", "Abdulrahman Saleh"),
            ("Saleh Abdul Rahman", "Abd-al-Rahman Saleh"),
            ("Jean-Baptiste Mbéka", "Jeanbaptiste Mbeka"),
            ("Mohammed Ali Hassan", "Muhammad Ali Hasan"),
            ("E\u{301}lodie Ngaïssona", "Elodie Ngaissona"),
        ] {
            assert!(meet((one, Some(1979)), (other, Some(1979))), "{one} and {other}");
        }
        for (one, other) in [
            ("Grace Okot", "Joy Okot"),
            ("Marie Lado", "Marc Lado"),
            ("Abd al-Rahman Saleh", "Abd al-Karim Saleh"),
        ] {
            assert!(!meet((one, Some(1979)), (other, Some(1979))), "{one} and {other}");
        }
    }

    #[test]
    fn a_year_may_be_off_by_one_or_not_known() {
        let grace = "Grace Okot";
        for (one, other, expected) in [
            (Some(1994), Some(1995), true),
            (Some(1995), Some(1994), true),
            (Some(1994), Some(1996), false),
            (None, None, true),
            (None, Some(1994), true),
            (Some(1994), None, true),
        ] {
            assert_eq!(meet((grace, one), (grace, other)), expected, "{one:?} and {other:?}");
        }
        assert!(!meet(("Grace", None), ("Grace", None)), "a single name says too little");
    }
}
