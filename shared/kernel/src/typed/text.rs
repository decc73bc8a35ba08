//! Texts of one line, blanks and digits, in whatever script they were typed.

use crate::Refusal;

/// The zeros of the decimal digits of keyboards in use; the other nine follow each.
const ZEROS: [char; 38] = [
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{1e950}',
];

/// Digits of any script as 0 to 9; all else unchanged.
pub fn digits(text: &str) -> String {
    let western = |letter: char| {
        ZEROS.iter().find_map(|zero| {
            let value = u32::from(letter).checked_sub(u32::from(*zero))?;
            char::from_digit(value, 10)
        })
    };
    text.chars().map(|letter| western(letter).unwrap_or(letter)).collect()
}

/// A number as its reader wants it: digits of any script as 0 to 9, no marks that nobody sees, no blanks
/// around it.
pub(super) fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)).collect();
    digits(seen.trim())
}

/// Whether there is nothing to see.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// Blanks, control characters, and what Unicode lets a reader ignore: joiners, marks of direction, fillers.
fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(u32::from(letter),
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x2800 | 0x3164
            | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfff8 | 0x1bca0..=0x1bca3
            | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

/// One line of text. Refuses `field-too-long` and `answer-not-text`.
pub fn line(field: &str, text: &str, max: usize) -> Result<Option<String>, Refusal> {
    let text = text.trim();
    if is_blank(text) {
        return Ok(None);
    }
    if text.chars().count() > max {
        return Err(Refusal::field(field.to_owned(), "field-too-long").with("max", max));
    }
    if text.chars().any(char::is_control) {
        return Err(Refusal::field(field.to_owned(), "answer-not-text"));
    }
    Ok(Some(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_no_name() {
        for text in
            ["", "  \t", "\u{200b}", "\u{feff}\u{2060}", "\u{3164}", "\u{2800}", "\u{202e} "]
        {
            assert!(is_blank(text), "{text:?}");
            assert_eq!(line("name", text, 10), Ok(None));
        }
        // A joiner inside a name belongs to it.
        assert_eq!(line("name", " علی\u{200c}رضا ", 10), Ok(Some("علی\u{200c}رضا".to_owned())));
        assert_eq!(line("name", "Ana\u{7}", 10).expect_err("a bell").code, "answer-not-text");
        assert_eq!(line("name", "Ngozi", 3).expect_err("too long").code, "field-too-long");
    }

    #[test]
    fn digits_of_every_keyboard_count() {
        for text in ["2019", "٢٠١٩", "۲۰۱۹", "२०१९", "২০১৯", "２０１９", "\u{200f}٢٠١٩\u{200e} "]
        {
            assert_eq!(plain(text), "2019", "{text}");
        }
    }
}
