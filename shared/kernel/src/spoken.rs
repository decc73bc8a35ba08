//! Languages that a survivor can ask for, and the one that her papers are then in.

use crate::Language;

/// Languages that papers and talks can be asked for in: BCP 47 tag and own name.
pub const LANGUAGES: [(&str, &str); 12] = [
    ("ar", "العربية"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ht", "Kreyòl ayisyen"),
    ("ln", "Lingála"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("sg", "Sängö"),
    ("so", "Soomaali"),
    ("sw", "Kiswahili"),
    ("ur", "اردو"),
];

/// Languages that papers have no words in, of people who learn to read in French.
const READ_IN_FRENCH: [&str; 3] = ["ht", "ln", "sg"];

/// The language that papers are in for whoever asks for `tag`: hers where they have words in it, else the one that
/// people of her language read.
pub fn of_papers(tag: &str) -> Language {
    let other = if READ_IN_FRENCH.contains(&tag) { Language::Fr } else { Language::default() };
    tag.parse().unwrap_or(other)
}

/// What a language is called by those who speak it; its tag when it is none of the list.
pub fn own_name(tag: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{of_papers, own_name};

    #[test]
    fn who_reads_french_is_written_to_in_french() {
        let papers = ["fr", "ht", "ln", "sg", "en", "ar", "sw", "xx"].map(of_papers);
        assert_eq!(
            papers.map(crate::Language::as_str),
            ["fr", "fr", "fr", "fr", "en", "en", "en", "en"]
        );
        assert_eq!((own_name("ht"), own_name("xx")), ("Kreyòl ayisyen", "xx"));
    }
}
