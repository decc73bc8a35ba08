//! Texts in every language, from Fluent files: how they are found and filled, and those that several crates show.
//! Belongs here: messages, and values as people of a language write them. Never here: which text is shown where.

#![warn(missing_docs)]

mod words;

pub use words::{MissingText, Words};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use redress_kernel::Language;

/// The message files of a crate, by language.
pub type Files = &'static [(Language, &'static [&'static str])];

/// Message files of the crate that calls this, by their names without ending, in every language:
/// `texts!("case", "lab")` are `locales/<language>/case.ftl` and `lab.ftl`.
#[macro_export]
macro_rules! texts {
    ($($file:literal),+ $(,)?) => {
        redress_kernel::languages! { [$crate::texts] ($($file)+) }
    };
    ([$($language:ident = $code:literal, $name:literal, $thousands:literal, $decimals:literal;)+] $files:tt) => {
        &[$((redress_kernel::Language::$language, $crate::texts! { @read $code $files })),+]
    };
    (@read $code:literal ($($file:literal)+)) => {
        &[$(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/", $code, "/", $file, ".ftl"))),+]
    };
}

/// Codes of the shared lists, months and days: part of all [`Texts`].
pub const COMMON: Files = texts!("codes", "days");

/// What the mechanism says, as keys, in an assessment: reasons of rules, lines of an award, questions, grounds, facts.
pub const MECHANISM: Files = texts!("rules", "process", "award", "grounds", "facts");

/// The texts of one program in every language.
pub struct Texts {
    bundles: Vec<(Language, FluentBundle<FluentResource>)>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

impl Texts {
    /// The common texts and those of some crates; a later file may word a text of an earlier one its own way.
    ///
    /// # Panics
    /// When a file is no valid Fluent: the files are part of the program and a test reads them.
    pub fn of(crates: &[Files]) -> Self {
        let bundle = |language| {
            let all = [COMMON].into_iter().chain(crates.iter().copied()).flatten();
            let files = all.filter(|(of, _)| *of == language).flat_map(|(_, files)| *files);
            (language, bundle(language, files))
        };
        Self { bundles: Language::ALL.iter().copied().map(bundle).collect() }
    }

    /// The texts in one language.
    pub fn words(&'static self, language: Language) -> Words {
        Words { texts: self, language }
    }

    /// The text of `key`, or nothing when no file has it.
    pub fn find(&self, language: Language, key: &str, args: &[(&str, &str)]) -> Option<String> {
        self.fill(language, key, args).map_or_else(|missing| missing.shown, Some)
    }

    /// The text of `key`; a missing one shows as `[key]`, so that it is seen and mended.
    pub fn get(&self, language: Language, key: &str, args: &[(&str, &str)]) -> String {
        self.fill(language, key, args).unwrap_or_else(|missing| {
            tracing::warn!(
                key,
                language = language.as_str(),
                "a text is missing or lacks an argument"
            );
            missing.shown.unwrap_or_else(|| format!("[{key}]"))
        })
    }

    /// The text of `key` with its arguments; none with a hole in it.
    fn fill(
        &self,
        language: Language,
        key: &str,
        args: &[(&str, &str)],
    ) -> Result<String, MissingText> {
        let missing = |shown| MissingText { key: key.to_owned(), shown };
        let bundle = self.bundles.iter().find(|(of, _)| *of == language).map(|(_, bundle)| bundle);
        let message = bundle.and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        let (bundle, pattern) = message.ok_or_else(|| missing(None))?;
        let mut values = FluentArgs::new();
        for (name, value) in args {
            // Whole numbers choose plural forms; anything else is text.
            match value.parse::<i64>() {
                Ok(number) if number.to_string() == *value => values.set(*name, number),
                _ => values.set(*name, *value),
            }
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(missing(Some(text))) }
    }
}

fn bundle<'a>(
    language: Language,
    files: impl Iterator<Item = &'a &'a str>,
) -> FluentBundle<FluentResource> {
    let tag = language.as_str().parse().expect("our tags are well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Our languages run left to right, and direction marks would end up in what people copy and print.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("a message file in {language}: {errors:?}"));
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Files = &[(
        Language::En,
        &["stage-draft = Own\nitems = { $count ->\n [one] one\n *[other] { $count }\n }"],
    )];

    #[test]
    fn a_later_text_comes_before_the_common_one() {
        let texts = Texts::of(&[OWN]);
        assert_eq!(texts.get(Language::En, "stage-draft", &[]), "Own");
        assert_eq!(texts.get(Language::En, "items", &[("count", "1")]), "one");
        assert_ne!(texts.get(Language::Fr, "stage-draft", &[]), "Own");
        assert_eq!(texts.get(Language::Fr, "nowhere", &[]), "[nowhere]");
    }

    #[test]
    fn a_text_without_its_argument_is_shown_on_a_page_and_missing_on_a_paper() {
        let texts = Texts::of(&[OWN]);
        assert!(texts.find(Language::En, "date", &[]).is_some_and(|text| text.contains("month")));
        assert!(texts.fill(Language::En, "date", &[]).is_err());
        assert!(texts.fill(Language::En, "nowhere", &[]).is_err());
    }
}
