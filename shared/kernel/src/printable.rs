//! Letters that papers can print: those that the fonts of the documents service have, upright and bold. What people
//! type for a paper is held against this where they type it, so that no paper waits for a letter that there is none of.

/// First and last letter of each stretch. The documents service tests that its fonts have every one of them.
pub const PRINTABLE: [(char, char); 19] = [
    (' ', '~'),
    ('\u{a0}', '\u{377}'),
    ('\u{384}', '\u{38a}'),
    ('\u{38c}', '\u{38c}'),
    ('\u{38e}', '\u{3a1}'),
    ('\u{3a3}', '\u{3e1}'),
    ('\u{3f0}', '\u{52f}'),
    ('\u{1e00}', '\u{1f15}'),
    ('\u{1f18}', '\u{1f1d}'),
    ('\u{1f20}', '\u{1f45}'),
    ('\u{1f48}', '\u{1f4d}'),
    ('\u{1f50}', '\u{1f57}'),
    ('\u{2002}', '\u{200a}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{202f}', '\u{205e}'),
    ('\u{2074}', '\u{208e}'),
    ('\u{20a0}', '\u{20bf}'),
    ('\u{2100}', '\u{215f}'),
    ('\u{fb00}', '\u{fb06}'),
];

/// The first letter of a text that no paper can print.
pub fn unprintable(text: &str) -> Option<char> {
    let is_known =
        |letter: char| PRINTABLE.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    text.chars().find(|letter| !is_left_out(*letter) && !is_known(*letter))
}

/// Marks that print nothing and that papers leave out: control characters, joiners, directions.
pub fn is_left_out(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A letter as it can be told of, also where it can't be seen.
pub fn shown(letter: char) -> String {
    let code = format!("U+{:04X}", u32::from(letter));
    if letter.is_whitespace() { code } else { format!("{letter} ({code})") }
}

#[cfg(test)]
mod tests {
    use super::{shown, unprintable};

    #[test]
    fn what_letters_have_is_printed_and_pictures_are_not() {
        let words =
            "We believe you. « Nous vous croyons » – 1 200 €\r\nŞükran, Łucja, Ngaïssona’s ½";
        assert_eq!(unprintable(words), None);
        assert_eq!(unprintable("We believe you ✓ 💙"), Some('✓'));
        assert_eq!(unprintable("on → the way"), Some('→'));
        assert_eq!(unprintable("a\tb\u{2068}c\u{2069}"), None, "left out, not missed");
        assert_eq!(unprintable("مرحبا"), Some('م'));
        assert_eq!((shown('💙').as_str(), shown('\u{3000}').as_str()), ("💙 (U+1F499)", "U+3000"));
    }
}
