//! Pictures in words: a paper has no colours, and a picture without its name says nothing to who listens to it.
//! Belongs here: the names, in each language (Unicode CLDR 48.2, short names; licence beside it). Never here: fonts.

use redress_kernel::Language;
use redress_kernel::printable::{code, is_picture, unprintable};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Letters of the longest sequence that is one picture.
const SEQUENCE_MAX: usize = 16;

type Names = HashMap<&'static str, &'static str>;

static ENGLISH: LazyLock<Names> = LazyLock::new(|| read(include_str!("en.txt")));
static FRENCH: LazyLock<Names> = LazyLock::new(|| read(include_str!("fr.txt")));

fn names(language: Language) -> &'static Names {
    match language {
        Language::En => &ENGLISH,
        Language::Fr => &FRENCH,
    }
}

/// A line is a picture, a space and its name.
fn read(names: &'static str) -> Names {
    names.lines().filter_map(|line| line.split_once(' ')).collect()
}

/// The text with its pictures in words, in brackets. A letter that no font has and nobody has named becomes its
/// number: better than a letter that is never made.
pub fn spelled(language: Language, text: &mut String) {
    if !text.chars().any(is_picture) && unprintable(text).is_none() {
        return;
    }
    let names = names(language);
    let mut said = String::with_capacity(2 * text.len());
    let mut rest = text.as_str();
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        if let Some((words, whole)) = picture(names, rest) {
            said.extend(["[", &words, "]"]);
            length = whole;
        } else if is_picture(letter) || unprintable(&rest[..length]).is_some() {
            said.extend(["[", &code(letter), "]"]);
        } else {
            said.push(letter);
        }
        rest = &rest[length..];
    }
    *text = said;
}

/// The longest picture that a text begins with: its words, and how many bytes it takes. The tone of a skin is said
/// behind the rest, as in "thumbs up, dark skin tone".
fn picture(names: &Names, text: &str) -> Option<(String, usize)> {
    let (mut key, mut tones) = (String::new(), Vec::new());
    let mut found = None;
    for (at, letter) in text.char_indices().take(SEQUENCE_MAX) {
        match letter {
            // Asks for the coloured form.
            '\u{fe0f}' => {}
            '\u{1f3fb}'..='\u{1f3ff}' if !key.is_empty() => tones.push(letter),
            _ => key.push(letter),
        }
        if let Some(name) = names.get(&*key) {
            let tones = tones.iter().filter_map(|tone: &char| names.get(&*tone.to_string()));
            let words: Vec<&str> = std::iter::once(name).chain(tones).copied().collect();
            found = Some((words.join(", "), at + letter.len_utf8()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::printable::{PICTURE_LENGTH, PICTURES};

    fn said(language: Language, text: &str) -> String {
        let mut text = text.to_owned();
        spelled(language, &mut text);
        text
    }

    #[test]
    fn pictures_become_words_of_the_language() {
        for (typed, english, french) in [
            ("Yes 💙", "Yes [blue heart]", "Yes [cœur bleu]"),
            ("👩‍👧", "[family: woman, girl]", "[famille\u{202f}: femme et fille]"),
            ("👍🏿!", "[thumbs up, dark skin tone]!", "[pouce vers le haut, peau foncée]!"),
            (
                "🇨🇫",
                "[flag: Central African Republic]",
                "[drapeau\u{202f}: République centrafricaine]",
            ),
            ("✅ done ✔️", "[check mark button] done ✔\u{fe0f}", "[bouton coché] done ✔\u{fe0f}"),
            ("❤️‍🔥", "[heart on fire]", "[cœur enflammé]"),
        ] {
            assert_eq!(said(Language::En, typed), english);
            assert_eq!(said(Language::Fr, typed), french);
        }
    }

    #[test]
    fn what_nobody_has_named_is_told_by_its_number_and_the_rest_stays() {
        assert_eq!(said(Language::En, "REF 中 🇨"), "REF [U+4E2D] [U+1F1E8]");
        let plain = "We believe you. → مرحبا";
        assert_eq!(said(Language::En, plain), plain);
    }

    #[test]
    fn every_picture_that_may_be_typed_has_a_name_in_every_language() {
        let is_half_a_flag = |letter: &char| matches!(letter, '\u{1f1e6}'..='\u{1f1ff}');
        for language in Language::ALL.iter().copied() {
            for letter in PICTURES.iter().flat_map(|(first, last)| *first..=*last) {
                let named = names(language).contains_key(&*letter.to_string());
                assert!(named || is_half_a_flag(&letter), "{language:?}: {letter}");
            }
            for (picture, name) in names(language) {
                assert!(name.chars().count() + 2 <= PICTURE_LENGTH, "{picture} {name}");
                assert!(picture.chars().count() <= SEQUENCE_MAX, "{picture}");
                assert_eq!(unprintable(name), None, "{picture} {name}");
            }
        }
    }
}
