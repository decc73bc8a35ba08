//! The texts in one language, and values as its people write them.

use crate::Texts;
use redress_kernel::money::grouped;
use redress_kernel::typed::Reading;
use redress_kernel::{Currency, Date, Decimal, Language, Money};
use time::macros::format_description;

/// The texts of a program in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    pub(crate) texts: &'static Texts,
    /// The language.
    pub language: Language,
}

/// A text that is not there, or lacks an argument.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no text for {key}")]
pub struct MissingText {
    /// Its key.
    pub key: String,
    /// The text with its hole; nothing when there is none of that key.
    pub(crate) shown: Option<String>,
}

impl Words {
    /// A text for a page, where one with a hole is better than none: a missing one shows as `[key]`.
    pub fn text(self, key: &str, args: &[(&str, &str)]) -> String {
        self.texts.get(self.language, key, args)
    }

    /// A text for a paper, which is never made with a hole in it.
    pub fn say(self, key: &str, args: &[(&str, &str)]) -> Result<String, MissingText> {
        self.texts.fill(self.language, key, args)
    }

    /// The text of a code: `code("act", "A1")` is the text of `code-act-A1`.
    pub fn code(self, list: &str, code: impl std::fmt::Display) -> String {
        self.text(&format!("code-{list}-{code}"), &[])
    }

    /// A day as people write it: `1 November 2026`, `1er novembre 2026`.
    pub fn day(self, day: Date) -> String {
        let month = self.text(&format!("month-{}", u8::from(day.month())), &[]);
        let (day, year) = (day.day().to_string(), day.year().to_string());
        self.text("date", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// Money as people write it: `34,460.00 USD`, `34 460,00 USD`.
    pub fn money(self, money: Money) -> String {
        let number = self.language.number(&grouped(money.amount()));
        format!("{number}\u{a0}{}", money.currency())
    }

    /// What was typed, in figures and said aloud: `10,000.00 USD (ten thousand)`.
    pub fn said(self, reading: &Reading) -> String {
        let figures = |number: Decimal| self.language.number(&grouped(number.normalize()));
        let (figures, number) = match reading {
            Reading::Amount(money) => (self.money(*money), money.amount()),
            Reading::Number(number) => (figures(*number), *number),
            Reading::Share(share) => {
                let percent = share * Decimal::ONE_HUNDRED;
                (self.text("percent", &[("number", &figures(percent))]), percent)
            }
            Reading::Day(day) => return self.day(*day),
        };
        format!("{figures} ({})", self.language.in_words(number))
    }

    /// The arguments of a message, each in words.
    pub fn values<'a>(
        self,
        args: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Vec<(&'a str, String)> {
        args.into_iter().map(|(name, value)| (name, self.value(name, value))).collect()
    }

    /// A value in words: a code of the list that it is named after, a day, an interval, an amount, a number;
    /// anything else as it is.
    pub fn value(self, list: &str, value: &str) -> String {
        let keys = [format!("code-{list}-{value}"), format!("{list}-{value}")];
        let find = |key: &String| self.texts.find(self.language, key, &[]);
        if let Some(text) = keys.iter().find_map(find) {
            return text;
        }
        if let Ok(day) = Date::parse(value, format_description!("[year]-[month]-[day]")) {
            return self.day(day);
        }
        if let Some((from, until)) = value.split_once(" –") {
            let until = until.trim();
            let until = if until.is_empty() { String::new() } else { self.value(list, until) };
            return format!("{} – {until}", self.value(list, from)).trim_end().to_owned();
        }
        if let Some((amount, currency)) = value.split_once(' ')
            && let (Ok(amount), Ok(currency)) = (amount.parse(), currency.parse::<Currency>())
        {
            return format!("{}\u{a0}{currency}", self.language.number(&grouped(amount)));
        }
        let is_number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        if is_number { self.language.number(value) } else { value.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MECHANISM;
    use std::collections::BTreeSet;
    use std::sync::LazyLock;
    use time::macros::date;

    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of(&[MECHANISM]));

    #[test]
    fn days_and_amounts_are_written_as_people_write_them() {
        let (en, fr) = (TEXTS.words(Language::En), TEXTS.words(Language::Fr));
        let sum = Money::usd(Decimal::new(3_446_000, 2)).expect("an amount");
        assert_eq!(en.money(sum), "34,460.00\u{a0}USD");
        assert_eq!(fr.money(sum), "34\u{202f}460,00\u{a0}USD");
        assert_eq!(en.day(date!(2026 - 11 - 01)), "1 November 2026");
        assert_eq!(fr.day(date!(2026 - 11 - 01)), "1er novembre 2026");
        assert_eq!(fr.day(date!(2026 - 11 - 02)), "2 novembre 2026");
    }

    #[test]
    fn every_month_has_a_name_in_every_language() {
        for language in Language::ALL {
            for month in 1..=12 {
                let key = format!("month-{month}");
                assert!(TEXTS.words(*language).say(&key, &[]).is_ok(), "{language}: {key}");
            }
        }
    }

    #[test]
    fn codes_days_and_numbers_in_a_message_are_put_into_words() {
        let fr = TEXTS.words(Language::Fr);
        assert_eq!(fr.value("category", "UNV"), "Volontaire des Nations Unies");
        assert_eq!(fr.value("test", "balance"), "C'est plus probable que le contraire");
        assert_eq!(fr.value("until", "2027-05-02"), "2 mai 2027");
        assert_eq!(fr.value("amount", "1,200.50"), "1\u{202f}200,50");
        assert_eq!(fr.value("operation", "MINUSCA"), "MINUSCA");
    }

    /// Each message of a file, with the names of its arguments.
    fn messages(file: &str) -> Vec<(&str, BTreeSet<&str>)> {
        let mut messages: Vec<(&str, BTreeSet<&str>)> = Vec::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '*']))
            {
                messages.push((key, BTreeSet::new()));
            }
            if let Some((_, names)) = messages.last_mut() {
                let named = line.split('$').skip(1);
                names.extend(named.filter_map(|rest| rest.split([' ', '}']).next()));
            }
        }
        messages
    }

    #[test]
    fn whatever_the_mechanism_says_can_be_said_on_a_paper() {
        let mut seen = 0;
        for (language, files) in MECHANISM {
            for (key, names) in files.iter().flat_map(|file| messages(file)) {
                let args: Vec<(&str, &str)> = names.into_iter().map(|name| (name, "7")).collect();
                let said = TEXTS.words(*language).say(key, &args);
                assert!(said.is_ok_and(|said| !said.is_empty()), "{language}: {key}");
                seen += 1;
            }
        }
        assert!(seen > 700, "the scan finds messages: {seen}");
    }
}
