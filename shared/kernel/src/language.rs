//! The languages of pages and papers, and how each writes numbers. Never here: texts.

use crate::Decimal;
use crate::typed::{Writing, words};

/// The one list of languages. A language is added by a line here and a folder `locales/<code>` beside each of the
/// others. Hands the list to another macro, before the arguments of that one.
#[macro_export]
macro_rules! languages {
    ([$($macro:tt)+] $($arguments:tt)*) => {
        $($macro)+! {
            [
                // variant = code (BCP 47), name in itself, between thousands, before decimals
                En = "en", "English", ',', '.';
                Fr = "fr", "Français", '\u{202f}', ',';
            ]
            $($arguments)*
        }
    };
}

macro_rules! define_language {
    ([$($language:ident = $code:literal, $name:literal, $thousands:literal, $decimals:literal;)+]) => {
        crate::codes! {
            /// A language that papers are written in.
            Language { $(#[doc = $name] $language = $code),+ }
        }

        impl Language {
            /// What its speakers call it.
            pub fn own_name(self) -> &'static str {
                match self { $(Self::$language => $name),+ }
            }

            /// What stands between thousands, and before decimals.
            fn separators(self) -> (char, char) {
                match self { $(Self::$language => ($thousands, $decimals)),+ }
            }
        }
    };
}

languages! { [define_language] }

impl Default for Language {
    /// The first of the list: for people whose own language has no texts.
    fn default() -> Self {
        Self::ALL[0]
    }
}

impl Language {
    /// The first language of an `Accept-Language` header that there are texts in, else the default one.
    pub fn accepted(header: &str) -> Self {
        header
            .split(',')
            .find_map(|part| {
                part.split([';', '-']).next()?.trim().to_ascii_lowercase().parse().ok()
            })
            .unwrap_or_default()
    }

    /// Every other language.
    pub fn others(self) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |other| *other != self)
    }

    /// How its people write numbers.
    pub fn writing(self) -> Writing {
        if self.separators().0 == ',' { Writing::CommaGroups } else { Writing::CommaDecides }
    }

    /// A number as it is said aloud: `ten thousand`.
    pub fn in_words(self, number: Decimal) -> String {
        match self {
            Language::En => words::english(number),
            Language::Fr => words::french(number),
        }
    }

    /// A text with numbers such as `34,460.00` as people of the language write them: `34 460,00`.
    pub fn number(self, english: &str) -> String {
        let (thousands, decimals) = self.separators();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut text = String::with_capacity(english.len());
        let mut before = None;
        let mut rest = english.chars().peekable();
        while let Some(letter) = rest.next() {
            let is_inside = is_digit(before) && is_digit(rest.peek().copied());
            text.push(match letter {
                ',' if is_inside => thousands,
                '.' if is_inside => decimals,
                other => other,
            });
            before = Some(letter);
        }
        text
    }

    /// Arithmetic in figures as people of the language write it, with a proper sign of multiplication.
    pub fn arithmetic(self, english: &str) -> String {
        // Where a comma begins decimals, arguments such as those of min are parted by a semicolon.
        let between = if self.separators().1 == ',' { "; " } else { ", " };
        self.number(&english.replace(" x ", " × ")).replace(", ", between)
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, En, Fr};

    #[test]
    fn the_first_language_that_we_have_is_taken() {
        assert_eq!(Language::accepted("sw, fr-CD;q=0.8, en;q=0.5"), Fr);
        assert_eq!(Language::accepted("FR"), Fr);
        assert_eq!(Language::accepted("*"), En);
        assert_eq!(Language::accepted("é"), En);
    }

    #[test]
    fn arithmetic_has_the_separators_of_the_language() {
        let spelled = "30,000.00 x (1 + min(0.55, 0.5)) = 45,000.00";
        assert_eq!(
            Fr.arithmetic(spelled),
            "30\u{202f}000,00 × (1 + min(0,55; 0,5)) = 45\u{202f}000,00"
        );
        assert_eq!(En.arithmetic(spelled), "30,000.00 × (1 + min(0.55, 0.5)) = 45,000.00");
    }
}
