//! The words of papers, by key and language; amounts and dates as people of that language write them.
//! Belongs here: looking up and formatting. Never here: which words a paper needs.

use super::PaperError;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use redress_kernel::{Date, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use time::macros::format_description;

/// A language that papers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::French];

    /// The language of a tag; English for those that papers have no words in.
    pub fn of_tag(tag: &str) -> Self {
        Language::ALL
            .into_iter()
            .find(|language| language.as_str() == tag)
            .unwrap_or(Language::English)
    }

    /// Language tag (BCP 47).
    pub fn as_str(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
        }
    }
}

/// The message files of a language: our own, and those that own the keys in the content: rule and
/// line reasons are eligibility's (the first three), codes and months the shared ones. They are read as data,
/// not through those crates.
fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            include_str!("../../../eligibility/locales/en/rules.ftl"),
            include_str!("../../../eligibility/locales/en/process.ftl"),
            include_str!("../../../eligibility/locales/en/award.ftl"),
            include_str!("../../../eligibility/locales/en/eligibility.ftl"),
            include_str!("../../../eligibility/locales/en/worksheet.ftl"),
            include_str!("../../../../shared/web/locales/en/web.ftl"),
            include_str!("../../../../shared/web/locales/en/codes.ftl"),
            include_str!("../../locales/en/documents.ftl"),
        ],
        Language::French => &[
            include_str!("../../../eligibility/locales/fr/rules.ftl"),
            include_str!("../../../eligibility/locales/fr/process.ftl"),
            include_str!("../../../eligibility/locales/fr/award.ftl"),
            include_str!("../../../eligibility/locales/fr/eligibility.ftl"),
            include_str!("../../../eligibility/locales/fr/worksheet.ftl"),
            include_str!("../../../../shared/web/locales/fr/web.ftl"),
            include_str!("../../../../shared/web/locales/fr/codes.ftl"),
            include_str!("../../locales/fr/documents.ftl"),
        ],
    }
}

/// The words of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The words that papers use.
    pub fn of(language: Language) -> &'static Texts {
        static ENGLISH: OnceLock<Texts> = OnceLock::new();
        static FRENCH: OnceLock<Texts> = OnceLock::new();
        let kept = match language {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
        };
        kept.get_or_init(|| Texts::from_sources(language, sources(language)))
    }

    pub(super) fn from_sources(language: Language, sources: &[&str]) -> Self {
        let tag = language.as_str().parse().expect("a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Direction marks around values would be printed as boxes by some readers.
        bundle.set_use_isolating(false);
        for source in sources {
            // A message that can't be read is left out, so that a paper that needs it is not made.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of `key` with its values.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<String, PaperError> {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, FluentValue::from((*value).to_owned()));
        }
        self.format(key, &args)
    }

    /// The text of a key that another service chose, with the values that it gave: texts or numbers.
    pub fn say_json(
        &self,
        key: &str,
        values: &BTreeMap<String, serde_json::Value>,
    ) -> Result<String, PaperError> {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            let value = match value {
                serde_json::Value::String(text) => FluentValue::from(self.value(name, text)),
                serde_json::Value::Number(number) => match number.as_i64() {
                    Some(number) => FluentValue::from(number),
                    None => FluentValue::from(number.to_string()),
                },
                other => FluentValue::from(other.to_string()),
            };
            args.set(name.clone(), value);
        }
        self.format(key, &args)
    }

    /// A value of a message: a code of the list that it is named after in words, a day as people write
    /// it, else the text with its numbers.
    fn value(&self, name: &str, text: &str) -> String {
        let keys = [format!("code-{name}-{text}"), format!("{name}-{text}")];
        if let Some(word) = keys.iter().find_map(|key| self.say(key, &[]).ok()) {
            return word;
        }
        let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok();
        let day = day.and_then(|day| self.date(day).ok());
        day.unwrap_or_else(|| self.numbers(text))
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Result<String, PaperError> {
        let missing = || PaperError::NoText(key.to_owned());
        let pattern =
            self.bundle.get_message(key).and_then(|message| message.value()).ok_or_else(missing)?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        if errors.is_empty() { Ok(text.into_owned()) } else { Err(missing()) }
    }

    /// A date in words: `2 November 2026`.
    pub fn date(&self, date: Date) -> Result<String, PaperError> {
        let month = self.say(&format!("month-{}", u8::from(date.month())), &[])?;
        let mut args = FluentArgs::new();
        args.set("day", FluentValue::from(i64::from(date.day())));
        args.set("month", FluentValue::from(month));
        args.set("year", FluentValue::from(date.year().to_string()));
        self.format("paper-date", &args)
    }

    /// An amount with its currency: `34,460.00 USD`, in French `34 460,00 USD`.
    pub fn money(&self, money: Money) -> String {
        self.numbers(&money.to_string()).replacen(' ', "\u{a0}", 1)
    }

    /// The numbers of a text written with comma for thousands and point for decimals, as this
    /// language writes them; and a proper multiplication sign.
    pub fn numbers(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let digit = |place: Option<usize>| {
            place.and_then(|place| letters.get(place)).is_some_and(char::is_ascii_digit)
        };
        letters
            .iter()
            .enumerate()
            .map(|(place, letter)| {
                let inside = digit(place.checked_sub(1)) && digit(Some(place + 1));
                match (self.language, letter) {
                    (Language::French, ',') if inside => '\u{202f}',
                    (Language::French, '.') if inside => ',',
                    (_, 'x') if spaced(&letters, place) => '×',
                    (_, letter) => *letter,
                }
            })
            .collect()
    }
}

/// Whether a letter stands alone between two spaces.
fn spaced(letters: &[char], place: usize) -> bool {
    let space = |place: Option<usize>| place.and_then(|place| letters.get(place)) == Some(&' ');
    space(place.checked_sub(1)) && space(Some(place + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Decimal;
    use time::macros::date;

    /// Key, and the names of values it mentions, of every message in a source.
    fn keys(source: &str) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '*']))
            {
                name.clone_into(&mut key);
                found.entry(key.clone()).or_default();
            }
            for mention in line.split('$').skip(1) {
                let name =
                    mention.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let names = found.entry(key.clone()).or_default();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        for names in found.values_mut() {
            names.sort();
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_values_and_can_be_read() {
        for (english, french) in sources(Language::English).iter().zip(sources(Language::French)) {
            assert_eq!(keys(english), keys(french));
        }
        for source in Language::ALL.into_iter().flat_map(sources) {
            let errors = FluentResource::try_new((*source).to_owned()).err().map(|(_, e)| e);
            assert!(errors.is_none(), "{errors:?}");
        }
    }

    #[test]
    fn dates_and_amounts_are_written_as_people_write_them() {
        let sum = Money::usd(Decimal::new(3_446_000, 2)).expect("an amount");
        let (english, french) = (Texts::of(Language::English), Texts::of(Language::French));
        assert_eq!(english.money(sum), "34,460.00\u{a0}USD");
        assert_eq!(french.money(sum), "34\u{202f}460,00\u{a0}USD");
        assert_eq!(english.date(date!(2026 - 11 - 01)).expect("a date"), "1 November 2026");
        assert_eq!(french.date(date!(2026 - 11 - 01)).expect("a date"), "1er novembre 2026");
        assert_eq!(french.date(date!(2026 - 11 - 02)).expect("a date"), "2 novembre 2026");
        assert_eq!(
            french.numbers("30,000.00 x (1 + 0.05) = 31,500.00"),
            "30\u{202f}000,00 × (1 + 0,05) = 31\u{202f}500,00"
        );
    }

    #[test]
    fn every_reason_and_line_of_eligibility_can_be_said() {
        for language in Language::ALL {
            let texts = Texts::of(language);
            let said = sources(language)[..3].iter().flat_map(|text| keys(text));
            for (key, names) in said {
                let values = names.into_iter().map(|name| (name, "7".into())).collect();
                let said = texts.say_json(&key, &values);
                assert!(said.is_ok_and(|said| !said.is_empty()), "{key}");
            }
        }
        assert!(keys(sources(Language::English)[0]).contains_key("reason-r01-met"));
    }

    #[test]
    fn codes_and_days_in_a_reason_are_put_into_words() {
        let french = Texts::of(Language::French);
        let value = |name, text| french.value(name, text);
        assert_eq!(value("category", "UNV"), "Volontaire des Nations Unies");
        assert_eq!(value("test", "balance"), "C'est plus probable que le contraire");
        assert_eq!(value("until", "2027-05-02"), "2 mai 2027");
        assert_eq!(value("amount", "1,200.50"), "1\u{202f}200,50");
        assert_eq!(value("operation", "MINUSCA"), "MINUSCA");
    }

    #[test]
    fn a_missing_key_or_value_stops_the_paper() {
        let texts = Texts::of(Language::English);
        assert!(texts.say("no-such-key", &[]).is_err());
        assert!(texts.say("letter-awarded", &[]).is_err());
    }
}
