//! What a sample claim says: answers to the questions of intake, made up from its number.
//! Belongs here: made-up facts of adults. Never here: narratives, details about children, real names or numbers.

use super::dice::Dice;
use super::kind::Kind;
use redress_intake::domain::consent::{Asked, GivenBy, Manner};
use redress_intake::domain::questions::Slot;
use redress_intake::domain::typed::Typed;
use redress_kernel::Date;
use redress_kernel::code::ConsentPurpose;
use redress_kernel::facts::OPERATION_UNKNOWN;

/// Where a sample claim is set.
struct Place {
    operation: &'static str,
    /// Last year in which an act can have been, for an operation that is closed.
    until: Option<i32>,
    /// Currency of wages and payments there.
    currency: &'static str,
    /// A month's wage, in that currency.
    wage: u64,
    /// ISO 3166.
    country: &'static str,
    /// Calling code; the numbers after it are made up.
    calling: &'static str,
    /// Languages, BCP 47.
    languages: [&'static str; 2],
}

/// Operations with unlike currencies, two of them closed. Currencies of none, two and three decimals.
#[rustfmt::skip]
const PLACES: [Place; 9] = [
    Place { operation: "MINUSCA", until: None, currency: "XAF", wage: 60_000, country: "CF", calling: "236", languages: ["sg", "fr"] },
    Place { operation: "MONUSCO", until: None, currency: "CDF", wage: 240_000, country: "CD", calling: "243", languages: ["ln", "sw"] },
    Place { operation: "UNMISS", until: None, currency: "SSP", wage: 450_000, country: "SS", calling: "211", languages: ["en", "ar"] },
    Place { operation: "MINUSMA", until: Some(2023), currency: "XOF", wage: 70_000, country: "ML", calling: "223", languages: ["fr", "fr"] },
    Place { operation: "BINUH", until: None, currency: "HTG", wage: 15_000, country: "HT", calling: "509", languages: ["ht", "fr"] },
    Place { operation: "UNIFIL", until: None, currency: "LBP", wage: 26_000_000, country: "LB", calling: "961", languages: ["ar", "fr"] },
    Place { operation: "UNSMIL", until: None, currency: "LYD", wage: 950, country: "LY", calling: "218", languages: ["ar", "en"] },
    Place { operation: "UNAMI", until: Some(2025), currency: "IQD", wage: 420_000, country: "IQ", calling: "964", languages: ["ar", "en"] },
    Place { operation: "UNAMA", until: None, currency: "AFN", wage: 8_000, country: "AF", calling: "93", languages: ["prs", "ps"] },
];

/// Currencies that sample claims state or are paid in.
pub fn currencies() -> impl Iterator<Item = &'static str> {
    PLACES.iter().map(|place| place.currency).chain(["EUR"])
}

/// Years back that an act lies at most: late claims have a question of their own.
const YEARS_BACK: i32 = 7;

/// The answers of one page.
pub type Answer = (Slot, Typed);

/// What a sample claim says, page by page.
#[derive(Debug)]
pub struct Said {
    /// The consents, asked for first.
    pub consents: Asked,
    /// The answers, in the order of the questions.
    pub answers: Vec<Answer>,
    /// The language that the survivor reads.
    pub language: &'static str,
}

/// All that the claim of a number says. `today` is the day of filing.
pub fn said(number: u64, kind: Kind, today: Date) -> Said {
    let mut dice = Dice::of(number);
    let place = place(&mut dice, today);
    let language = *dice.pick(&place.languages);
    let mut pages = Pages(Vec::new());
    about(&mut pages, &mut dice, place, kind);
    acts(&mut pages, &mut dice, place, kind, today);
    since(&mut pages, &mut dice, place);
    contact(&mut pages, &mut dice, place, number, language);
    payment(&mut pages, &mut dice, place, number, kind);
    let mut answers = pages.0;
    if kind == Kind::Draft {
        // Half written: the advocate was called away.
        answers.truncate(usize::try_from(4 + dice.below(12)).expect("a few"));
    }
    Said { consents: consents(&mut dice, language), answers, language }
}

/// A closed operation only as long as its acts are not late.
fn place(dice: &mut Dice, today: Date) -> &'static Place {
    let drawn = dice.pick(&PLACES);
    let is_late = drawn.until.is_some_and(|until| today.year() - until > YEARS_BACK);
    if is_late { &PLACES[0] } else { drawn }
}

/// Pages in the making.
struct Pages(Vec<Answer>);

impl Pages {
    fn add(&mut self, slot: Slot, field: &str, value: impl ToString) {
        self.add_all(slot, &[(field, value.to_string())]);
    }

    fn add_all(&mut self, slot: Slot, fields: &[(&str, String)]) {
        self.0.push((slot, Typed::of(fields.iter().cloned())));
    }
}

fn consents(dice: &mut Dice, language: &str) -> Asked {
    use ConsentPurpose::{P1, P2, P3, P4, P5, P6, P7, P8, P9, P10};
    let mut agreed = vec![P1, P2, P7, P8];
    for (purpose, percent) in [(P3, 60), (P4, 50), (P5, 15), (P6, 30), (P9, 80), (P10, 70)] {
        if dice.falls(percent) {
            agreed.push(purpose);
        }
    }
    Asked {
        by: GivenBy::Survivor,
        assent: None,
        language: language.to_owned(),
        manner: if dice.falls(70) { Manner::Spoken } else { Manner::Signed },
        agreed,
        asked: ConsentPurpose::ALL.to_vec(),
    }
}

/// Why a claim in review is asked for more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Operation,
    Category,
    Serving,
}

fn about(pages: &mut Pages, dice: &mut Dice, place: &Place, kind: Kind) {
    let gap = match kind {
        Kind::Asked => *dice.pick(&[Gap::Operation, Gap::Category, Gap::Serving]),
        _ => Gap::None,
    };
    pages.add(Slot::Claimant, "claimant", "victim");
    pages.add(Slot::Under18, "age", "no");
    let operation = if gap == Gap::Operation { OPERATION_UNKNOWN } else { place.operation };
    pages.add(Slot::Operation, "operation", operation);
    let covered = ["CIV_INT", "CIV_NAT", "UNV", "CONS", "ICON", "CORP"];
    let category = match (kind, gap) {
        (Kind::Referred, _) => *dice.pick(&["MIL_CON", "MIL_CON", "POL_FPU", "POL_IPO", "MIL_STO"]),
        (_, Gap::Category) => "UNK",
        _ => *dice.pick(&covered),
    };
    pages.add(Slot::Category, "role", category);
    let serving = if gap == Gap::Serving { "unknown" } else { "yes" };
    pages.add(Slot::Serving, "serving", serving);
}

fn acts(pages: &mut Pages, dice: &mut Dice, place: &Place, kind: Kind, today: Date) {
    let mut codes = vec![*dice.pick(&["A1", "A2", "A3", "A3", "A4", "A4", "A4", "A5", "A6"])];
    let second = *dice.pick(&["A1", "A2", "A3"]);
    // Two acts with two dates; a claim that is to be referred or asked is so for one reason.
    if dice.falls(25) && second != codes[0] && !matches!(kind, Kind::Referred | Kind::Asked) {
        codes.push(second);
    }
    let ticked: Vec<(&str, String)> =
        codes.iter().map(|code| ("acts", (*code).to_owned())).collect();
    pages.add_all(Slot::Acts, &ticked);
    for number in 1..=codes.len() {
        let mut fields = when(dice, place, today);
        // Neither age nor pregnancy: nothing about children is made up.
        for graver in ["G3", "G4", "G5", "G6", "G7", "G8"] {
            if dice.falls(12) {
                fields.push(("graver", graver.to_owned()));
            }
        }
        pages.add_all(Slot::Act(number), &fields);
    }
}

/// A day, a month or only a year, always before the year of filing.
fn when(dice: &mut Dice, place: &Place, today: Date) -> Vec<(&'static str, String)> {
    let back = i32::try_from(dice.below(6)).unwrap_or(0);
    let latest = today.year() - 1;
    let year = (latest - back).min(place.until.unwrap_or(latest));
    let mut parts = vec![("when-year", year.to_string())];
    let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
    match dice.below(10) {
        0..4 => parts.extend([("when-month", month.to_string()), ("when-day", day.to_string())]),
        4..8 => parts.push(("when-month", month.to_string())),
        _ => {}
    }
    parts
}

fn since(pages: &mut Pages, dice: &mut Dice, place: &Place) {
    pages.add(Slot::Impact, "impact", dice.pick(&["I0", "I1", "I1", "I2", "I2", "I3", "I4"]));
    pages.add(Slot::Care, "care", dice.pick(&["yes", "yes", "no", "unknown"]));
    pages.add(Slot::Programme, "programme", dice.pick(&["yes", "yes", "yes", "no"]));
    let half_months = dice.below(25);
    if dice.falls(50) && half_months > 0 {
        let half = if half_months.is_multiple_of(2) { "" } else { ".5" };
        pages.add(Slot::Months, "months", format!("{}{half}", half_months / 2));
        let wage = place.wage / 100 * (60 + dice.below(80));
        let fields = [("wage", wage.to_string()), ("wage-currency", place.currency.to_owned())];
        pages.add_all(Slot::Wage, &fields);
    }
    pages.add(Slot::OtherPayment, "other-payment", "no");
    pages.add(Slot::Reported, "reported", dice.pick(&["yes", "no", "no", "unknown"]));
}

fn contact(pages: &mut Pages, dice: &mut Dice, place: &Place, number: u64, language: &str) {
    pages.add(Slot::Name, "name", name(number));
    pages.add(Slot::BirthYear, "birth-year", 1968 + dice.below(30));
    pages.add(Slot::Language, "language", language);
    let channel = *dice.pick(&["advocate", "advocate", "phone", "message", "none"]);
    pages.add(Slot::Channel, "channel", channel);
    if channel == "none" {
        return;
    }
    let by_telephone = matches!(channel, "phone" | "message");
    if by_telephone {
        pages.add(Slot::Number, "number", telephone(place, number));
    }
    pages.add(Slot::Hours, "hours", dice.pick(&["morning", "afternoon", "evening", "weekend"]));
    if by_telephone {
        pages.add(Slot::MayAnswer, "may-answer", dice.pick(&["only_survivor", "code_word"]));
    }
    pages.add(Slot::CodeWord, "code-word", dice.pick(&["mango", "river", "basket", "lamp"]));
    if channel == "phone" {
        pages.add(Slot::Voicemail, "voicemail", "no");
    }
    pages.add(Slot::Writing, "writing", dice.pick(&["yes", "no", "no"]));
}

fn payment(pages: &mut Pages, dice: &mut Dice, place: &Place, number: u64, kind: Kind) {
    let method = *dice.pick(&["bank", "mobile_money", "mobile_money", "cash"]);
    pages.add(Slot::PayMethod, "pay-method", method);
    let mut fields = vec![("holder", name(number))];
    match method {
        "bank" => fields.extend([
            ("account", format!("SAMPLE{number:08}")),
            ("bank_name", "Sample Bank".to_owned()),
        ]),
        "cash" => fields.push(("place", "Sample Counter".to_owned())),
        _ => fields.extend([
            ("provider", "Sample Mobile".to_owned()),
            ("number", telephone(place, number)),
        ]),
    }
    fields.push(("country", place.country.to_owned()));
    pages.add_all(Slot::Payee, &fields);
    let currency = match dice.below(10) {
        0..7 => place.currency,
        7..9 => "USD",
        _ => "EUR",
    };
    pages.add(Slot::PayCurrency, "pay-currency", currency);
    // Instalments fall due month by month: what is paid in full today was one.
    let instalments = if kind == Kind::Paid { 1 } else { 1 + dice.below(5) };
    pages.add(Slot::Instalments, "instalments", instalments);
}

/// A name that nobody bears.
fn name(number: u64) -> String {
    format!("Sample Person {number:03}")
}

/// A number that nobody has: subscriber numbers don't begin with two zeros.
fn telephone(place: &Place, number: u64) -> String {
    format!("+{} 00{number:06}", place.calling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 23);

    #[test]
    fn a_number_says_the_same_each_time_and_another_says_otherwise() {
        let texts = |number| {
            let said = said(number, Kind::Offered, TODAY);
            let wage = |typed: &Typed| typed.one("wage").to_owned();
            let pages: Vec<_> = said.answers.iter().map(|(slot, t)| (*slot, wage(t))).collect();
            (pages, said.language)
        };
        assert_eq!(texts(7), texts(7));
        assert!((1..30).any(|number| texts(number) != texts(7)));
    }

    #[test]
    fn nothing_is_said_of_children() {
        for number in 1..300 {
            for (slot, typed) in said(number, Kind::Paid, TODAY).answers {
                match slot {
                    Slot::Claimant => assert_eq!(typed.one("claimant"), "victim"),
                    Slot::Under18 => assert_eq!(typed.one("age"), "no"),
                    Slot::Act(_) => {
                        assert!(!typed.has("graver", "G1") && !typed.has("graver", "G2"));
                    }
                    Slot::BirthYear => assert!(typed.one("birth-year") < "1998"),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn every_date_is_past_in_its_operation_and_not_late() {
        for today in [TODAY, date!(2033 - 01 - 01)] {
            for number in 1..300 {
                let said = said(number, Kind::Panel, today);
                let year = said.answers.iter().find_map(|(slot, typed)| {
                    (*slot == Slot::Act(1)).then(|| typed.one("when-year").parse::<i32>())
                });
                let year = year.expect("an act").expect("a year");
                assert!(year < today.year() && today.year() - year <= 9, "{number}: {year}");
            }
        }
    }
}
