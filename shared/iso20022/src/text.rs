//! Text as banks take it: the SWIFT character set X.
//! Belongs here: folding of letters, and telling what could not be folded. Never here: names'
//! meaning.

/// Text after folding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// Letters of the set only; what can't be written stands as a full stop.
    pub text: String,
    /// The letters that could not be written, in order of first appearance.
    pub lost: Vec<char>,
}

/// Whether the letter belongs to the SWIFT set X.
pub fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, ' ' | '/' | '-' | '?' | ':' | '(' | ')' | '.' | ',' | '\'' | '+')
}

/// Accents folded, ligatures opened, space collapsed; what has no Latin form is reported.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::new(), lost: Vec::new() };
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            if !folded.text.is_empty() && !folded.text.ends_with(' ') {
                folded.text.push(' ');
            }
        } else if is_plain(letter) {
            folded.text.push(letter);
        } else if let Some(plain) = plain_form(letter) {
            folded.text.push_str(plain);
        } else {
            folded.text.push('.');
            if !folded.lost.contains(&letter) {
                folded.lost.push(letter);
            }
        }
    }
    folded.text.truncate(folded.text.trim_end().len());
    folded
}

/// The plain form of a letter outside the set: Latin with marks, and punctuation that has a twin.
fn plain_form(letter: char) -> Option<&'static str> {
    // A combining mark after its letter adds nothing.
    if ('\u{300}'..='\u{36f}').contains(&letter) {
        return Some("");
    }
    FOLDS.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, plain)| *plain)
}

/// Letters of the languages of the field in Latin script, by their plain form.
const FOLDS: &[(&str, &str)] = &[
    ("ÀÁÂÃÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ", "A"),
    ("àáâãåāăąǎạảấầẩẫậắằẳẵặª", "a"),
    ("Ä", "Ae"),
    ("ä", "ae"),
    ("ÆǼ", "AE"),
    ("æǽ", "ae"),
    ("ÇĆĈĊČ", "C"),
    ("çćĉċč", "c"),
    ("ÐĎĐƊ", "D"),
    ("ðďđɗ", "d"),
    ("ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆƐ", "E"),
    ("èéêëēĕėęěẹẻẽếềểễệɛ", "e"),
    ("ĜĞĠĢǦ", "G"),
    ("ĝğġģǧ", "g"),
    ("ĤĦ", "H"),
    ("ĥħ", "h"),
    ("ÌÍÎÏĨĪĬĮİǏỈỊƖ", "I"),
    ("ìíîïĩīĭįıǐỉị", "i"),
    ("Ĵ", "J"),
    ("ĵ", "j"),
    ("ĶƘ", "K"),
    ("ķƙ", "k"),
    ("ĹĻĽĿŁ", "L"),
    ("ĺļľŀł", "l"),
    ("ÑŃŅŇŊƝ", "N"),
    ("ñńņňŋɲ", "n"),
    ("ÒÓÔÕØŌŎŐǑǾỌỎỐỒỔỖỘỚỜỞỠỢƠƆ", "O"),
    ("òóôõøōŏőǒǿọỏốồổỗộớờởỡợơɔº", "o"),
    ("Ö", "Oe"),
    ("ö", "oe"),
    ("Œ", "OE"),
    ("œ", "oe"),
    ("ŔŖŘ", "R"),
    ("ŕŗř", "r"),
    ("ŚŜŞŠȘ", "S"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ẞ", "SS"),
    ("ŢŤŦȚ", "T"),
    ("ţťŧț", "t"),
    ("Þ", "Th"),
    ("þ", "th"),
    ("ÙÚÛŨŪŬŮŰŲǓỤỦỨỪỬỮỰƯ", "U"),
    ("ùúûũūŭůűųǔụủứừửữựư", "u"),
    ("Ü", "Ue"),
    ("ü", "ue"),
    ("Ŵ", "W"),
    ("ŵ", "w"),
    ("ÝŶŸỲỴỶỸƳ", "Y"),
    ("ýÿŷỳỵỷỹƴ", "y"),
    ("ŹŻŽ", "Z"),
    ("źżž", "z"),
    ("’‘ʼʻ`´′ʿʾ", "'"),
    ("–—‐‑_", "-"),
    ("&", "+"),
    (";", ","),
    ("\u{200b}\u{200c}\u{200d}\u{feff}\u{ad}\"«»“”", ""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_the_field_are_written_plainly() {
        let cases = [
            ("Thérèse N’Guessan", "Therese N'Guessan"),
            ("Şükrü  Çağlayan", "Suekrue Caglayan"),
            ("Ousmane Diop–Ndiaye", "Ousmane Diop-Ndiaye"),
            ("Gođa Škrjanec & fils", "Goda Skrjanec + fils"),
            ("e\u{301}toile", "etoile"),
        ];
        for (name, plain) in cases {
            assert_eq!(fold(name), Folded { text: plain.to_owned(), lost: vec![] }, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_told() {
        let folded = fold("مريم A");
        assert_eq!(folded.text, ".... A");
        assert_eq!(folded.lost, ['م', 'ر', 'ي']);
    }

    proptest! {
        #[test]
        fn a_bank_never_meets_a_foreign_letter(text in "\\PC{0,60}") {
            let folded = fold(&text);
            prop_assert!(folded.text.chars().all(is_plain));
            prop_assert_eq!(fold(&folded.text).text, folded.text);
        }
    }
}
