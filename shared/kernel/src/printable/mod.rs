//! What papers print: the letters that the fonts of the documents service have, and pictures, which they say in words.
//! What people type for a paper is held against this where they type it, so that no paper waits for a letter that
//! there is none of, nor for pages that nobody meant.

mod letters;

pub use letters::{PICTURES, PRINTABLE};

/// Letters that the words of one picture take in a paper at most; the documents service tests it.
pub const PICTURE_LENGTH: usize = 60;
/// Letters of a line of a paper, about. Narrow ones take less room and wide ones more.
const LINE_LENGTH: usize = 80;

/// The first letter of a text that no paper can print.
pub fn unprintable(text: &str) -> Option<char> {
    text.chars().find(|letter| {
        !is_left_out(*letter) && !is_among(&PRINTABLE, *letter) && !is_picture(*letter)
    })
}

/// Whether papers say this letter in words.
pub fn is_picture(letter: char) -> bool {
    is_among(&PICTURES, letter)
}

/// Marks that print nothing by themselves: control characters, joiners, directions, what chooses between forms of a
/// picture or frames a letter. Joiners and directions still tell how the letters beside them are set.
pub fn is_left_out(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0020}'..='\u{e007f}')
}

/// Lines that a text takes in a paper, about.
pub fn lines(text: &str) -> usize {
    let length = |line: &str| -> usize {
        line.chars().map(|letter| if is_picture(letter) { PICTURE_LENGTH } else { 1 }).sum()
    };
    text.lines().map(|line| length(line).div_ceil(LINE_LENGTH).max(1)).sum()
}

/// A letter as it can be told of, also where it can't be seen.
pub fn shown(letter: char) -> String {
    let code = code(letter);
    if letter.is_whitespace() { code } else { format!("{letter} ({code})") }
}

/// The number of a letter, as tables of letters have it.
pub fn code(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

fn is_among(stretches: &[(char, char)], letter: char) -> bool {
    let after = stretches.partition_point(|(first, _)| *first <= letter);
    after.checked_sub(1).is_some_and(|place| letter <= stretches[place].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_letters_have_is_printed_and_pictures_are_said() {
        let words =
            "We believe you. « Nous vous croyons » – 1 200 €\r\nŞükran, Łucja, Ngaïssona’s ½";
        for text in [
            words,
            "We believe you ✓ 💙",
            "on → the way",
            "نصدّقكِ، وقرّرنا.",
            "אנו מאמינים לך",
            "हम आप पर विश्वास करते हैं",
            "Мы вам верим. Σας πιστεύουμε",
            "1️⃣ 👩‍👧 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 • ≤ ∑ ☎ ①",
        ] {
            assert_eq!(unprintable(text), None, "{text}");
        }
        assert_eq!(unprintable("a\tb\u{2068}c\u{2069}"), None, "left out, not missed");
        assert_eq!(unprintable("We believe 你"), Some('你'));
        assert_eq!(unprintable("\u{e000}"), Some('\u{e000}'));
        assert_eq!((shown('你').as_str(), shown('\u{3000}').as_str()), ("你 (U+4F60)", "U+3000"));
    }

    #[test]
    fn stretches_stand_in_order_and_nothing_is_both_printed_and_said() {
        for stretches in [&PRINTABLE[..], &PICTURES[..]] {
            assert!(stretches.iter().all(|(first, last)| first <= last));
            assert!(stretches.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
        let both = |(first, last): (char, char)| (first..=last).find(|c| is_among(&PRINTABLE, *c));
        assert_eq!(PICTURES.into_iter().find_map(both), None);
    }

    #[test]
    fn lines_count_what_a_person_would_not_see_in_the_number_of_letters() {
        assert_eq!(lines("one\ntwo\n\nfour"), 4);
        assert_eq!(lines(&"x".repeat(4000)), 50);
        assert_eq!(lines(&"💙".repeat(400)), 300);
    }
}
