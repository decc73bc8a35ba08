//! Texts in the reader's language, from Fluent files: a service's own, then the ones that all share.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use redress_kernel::Date;
use unic_langid::LanguageIdentifier;

/// A language that every text exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Every language.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    /// BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The language of a tag; none when we have no texts in it.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The first language of an `Accept-Language` header that we have, else English.
    pub fn accepted(header: &str) -> Lang {
        header
            .split(',')
            .filter_map(|part| part.split(';').next()?.trim().get(..2))
            .find_map(|code| Lang::from_code(&code.to_ascii_lowercase()))
            .unwrap_or_default()
    }

    /// A grouped number such as `34,460.00` as people of the language write it: `34 460,00`.
    pub fn number(self, english: &str) -> String {
        let own = |c| match c {
            ',' => '\u{202f}',
            '.' => ',',
            other => other,
        };
        match self {
            Lang::En => english.to_owned(),
            Lang::Fr => english.chars().map(own).collect(),
        }
    }
}

/// The message files of one service together with the shared ones.
pub struct Texts {
    bundles: Vec<(Lang, FluentBundle<FluentResource>)>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

const SHARED_EN: [&str; 2] =
    [include_str!("../locales/en/web.ftl"), include_str!("../locales/en/codes.ftl")];
const SHARED_FR: [&str; 2] =
    [include_str!("../locales/fr/web.ftl"), include_str!("../locales/fr/codes.ftl")];

impl Texts {
    /// The texts of a service, `en` and `fr` being its own files.
    ///
    /// # Panics
    /// When a file is no valid Fluent: the files are part of the program and a test reads them.
    pub fn new(en: &str, fr: &str) -> Self {
        let bundles = [(Lang::En, SHARED_EN, en), (Lang::Fr, SHARED_FR, fr)]
            .map(|(lang, shared, own)| (lang, bundle(lang, shared.into_iter().chain([own]))));
        Self { bundles: bundles.into() }
    }

    /// The text of `key`, or nothing when no file has it.
    pub fn find(&self, lang: Lang, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let (_, bundle) = self.bundles.iter().find(|(known, _)| *known == lang)?;
        let pattern = bundle.get_message(key)?.value()?;
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
        if !errors.is_empty() {
            tracing::warn!(key, lang = lang.code(), "a text lacks an argument");
        }
        Some(text)
    }

    /// The text of `key`; a missing one shows as `[key]`, so that it is seen and mended.
    pub fn get(&self, lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
        self.find(lang, key, args).unwrap_or_else(|| {
            tracing::warn!(key, lang = lang.code(), "a text is missing");
            format!("[{key}]")
        })
    }

    /// A day as people write it: `23 November 2026`, `23 novembre 2026`.
    pub fn day(&self, lang: Lang, day: Date) -> String {
        let month = self.get(lang, &format!("month-{}", u8::from(day.month())), &[]);
        format!("{} {month} {}", day.day(), day.year())
    }
}

fn bundle<'a>(lang: Lang, files: impl Iterator<Item = &'a str>) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.code().parse().expect("our tags are well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Both languages run left to right, and marks would end up in what people copy.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new(file.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("a message file in {}: {errors:?}", lang.code()));
        // A service may word a shared text its own way.
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_have_is_taken() {
        assert_eq!(Lang::accepted("sw, fr-CD;q=0.8, en;q=0.5"), Lang::Fr);
        assert_eq!(Lang::accepted("*"), Lang::En);
        assert_eq!(Lang::accepted("é"), Lang::En);
    }

    #[test]
    fn a_services_own_text_comes_before_the_shared_one() {
        let texts = Texts::new(
            "continue = Go on\nitems = { $count ->\n [one] one\n *[other] { $count }\n }",
            "",
        );
        assert_eq!(texts.get(Lang::En, "continue", &[]), "Go on");
        assert_eq!(texts.get(Lang::En, "items", &[("count", "1")]), "one");
        assert_ne!(texts.get(Lang::Fr, "continue", &[]), "Go on");
        assert_eq!(texts.get(Lang::Fr, "nowhere", &[]), "[nowhere]");
    }
}
