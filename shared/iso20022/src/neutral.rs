//! The policy of neutral texts: what a bank clerk or a relative reads says nothing of a claim.
//! Belongs here: the words that must not leave. Never here: who the payee is.

use crate::text::fold;

/// Beginnings of words that would tell what the money is for or who pays it, English and French;
/// compared after folding, in lower case.
const STEMS: &[&str] = &[
    "abus",
    "agress",
    "assault",
    "claim",
    "compens",
    "exploit",
    "indemn",
    "minusca",
    "minusma",
    "mission",
    "monusco",
    "offend",
    "peacekeep",
    "plaignant",
    "plainte",
    "reclam",
    "redress",
    "repara",
    "sex",
    "surviv",
    "trauma",
    "victim",
    "violence",
];
/// Telling as whole words only: harmless words begin with them.
const WORDS: &[&str] = &["harm", "hiv", "rape", "vih", "viol"];
/// Telling as abbreviations, in capitals: in small letters they are everyday words.
const ABBREVIATIONS: &[&str] = &["ONU", "SEA", "UN", "UNO"];

/// The first word of `text` that must not leave with a payment, as it stands after folding.
pub fn telling_word(text: &str) -> Option<String> {
    fold(text)
        .text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| {
            let lower = word.to_ascii_lowercase();
            STEMS.iter().any(|stem| lower.starts_with(stem))
                || WORDS.contains(&lower.as_str())
                || ABBREVIATIONS.contains(word)
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neutral_texts_pass() {
        for text in [
            "Transfer 2 of 3",
            "Services Trust Account",
            "Paiement unique",
            "Un sur trois",
            "Violette",
        ] {
            assert_eq!(telling_word(text), None, "{text}");
        }
    }

    #[test]
    fn telling_texts_do_not() {
        for text in [
            "UN payment",
            "Compensation 1/3",
            "Réparation",
            "for survivors",
            "frais de viol",
            "Mission account",
        ] {
            assert!(telling_word(text).is_some(), "{text}");
        }
    }
}
