//! The form of the lab, read into what the action takes. What can't be read is refused by field.

use crate::actions::{CLAIMS_USUAL, Claims, RunLab};
use redress_kernel::code::{ActCode, Aggravation, Category, RuleOutcome};
use redress_kernel::typed::{self, Writing};
use redress_kernel::{Currency, Date, Decimal, Money, Refusal, Stop};
use redress_mechanism::data::{DataError, RuleSet, Sums};
use redress_mechanism::{Label, Mechanism};
use redress_web::Fields;

/// Where a sum stands now.
type Now = fn(&Mechanism) -> Decimal;

/// Sums of the schedule that the form can change.
pub(super) const SUMS: [(&str, Now); 6] = [
    ("moral_floor", |now| now.schedule.sums.moral.floor),
    ("moral_most", |now| now.schedule.sums.moral.most),
    ("pecuniary_most", |now| now.schedule.sums.caps.pecuniary_most),
    ("total_most", |now| now.schedule.sums.caps.total_most),
    ("maintenance_month", |now| now.schedule.sums.maintenance.month),
    ("first_payment", |now| now.schedule.sums.first_payment),
];

/// Field of an act's base.
pub(super) fn act_field(act: ActCode) -> String {
    format!("act_{act}")
}

/// Field of the share that an aggravation adds.
pub(super) fn share_field(aggravation: Aggravation) -> String {
    format!("share_{aggravation}")
}

/// Categories that are not covered, or not always: those that one can ask about.
pub(super) fn uncovered(now: &Mechanism) -> Vec<Category> {
    let all = Category::ALL.iter().copied();
    let is_open =
        |category: &Category| now.rules.scope(*category).any(|row| row.outcome != RuleOutcome::Met);
    all.filter(is_open).collect()
}

/// Everything that was asked; all that is wrong with it otherwise.
pub(super) fn read(fields: &Fields, writing: Writing) -> Result<RunLab, Stop> {
    let mut reader = Reader { fields, writing, wrong: Vec::new() };
    let asked = reader.read();
    let known = Reader::known();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    reader.wrong.extend(fields.only(&known).err());
    if reader.wrong.is_empty() { Ok(asked) } else { Err(Stop::Refused(reader.wrong)) }
}

struct Reader<'a> {
    fields: &'a Fields,
    writing: Writing,
    wrong: Vec<Refusal>,
}

impl Reader<'_> {
    fn known() -> Vec<String> {
        let fixed = [
            "source",
            "count",
            "seed",
            "fund",
            "cover",
            "cover_from",
            "late_after_years",
            "aggravation_most",
            "rules",
            "schedule",
            "rules_version",
            "schedule_version",
        ];
        let fixed = fixed.into_iter().chain(SUMS.map(|(name, _)| name)).map(str::to_owned);
        let acts = ActCode::ALL.iter().map(|act| act_field(*act));
        fixed.chain(acts).chain(Aggravation::ALL.iter().map(|one| share_field(*one))).collect()
    }

    fn read(&mut self) -> RunLab {
        let mut asked =
            RunLab { claims: self.claims(), fund: self.amount("fund"), ..RunLab::default() };
        let amendment = &mut asked.amendment;
        for code in self.fields.all("cover") {
            match code.parse() {
                Ok(category) => amendment.cover.push(category),
                Err(_) => self.wrong.push(Refusal::field("cover", "choice-unknown")),
            }
        }
        amendment.cover_from = self.day("cover_from");
        amendment.late_after_years = self.number("late_after_years");
        for act in ActCode::ALL {
            amendment.acts.extend(self.amount(&act_field(*act)).map(|amount| (*act, amount)));
        }
        for one in Aggravation::ALL {
            amendment
                .aggravations
                .extend(self.share(&share_field(*one)).map(|share| (*one, share)));
        }
        amendment.aggravation_most = self.share("aggravation_most");
        amendment.moral_floor = self.amount("moral_floor");
        amendment.moral_most = self.amount("moral_most");
        amendment.pecuniary_most = self.amount("pecuniary_most");
        amendment.total_most = self.amount("total_most");
        amendment.maintenance_month = self.amount("maintenance_month");
        amendment.first_payment = self.amount("first_payment");
        asked.rules_version = self.version("rules_version");
        asked.schedule_version = self.version("schedule_version");
        asked.rules = self.document("rules", RuleSet::parse);
        asked.schedule = self.document("schedule", Sums::parse);
        asked
    }

    fn claims(&mut self) -> Claims {
        match self.fields.get("source") {
            "caseload" => Claims::Caseload {},
            "" | "invented" => Claims::Invented {
                seed: self.number("seed").unwrap_or(1),
                count: self.number("count").unwrap_or(CLAIMS_USUAL),
            },
            _ => {
                self.wrong.push(Refusal::field("source", "choice-unknown"));
                Claims::default()
            }
        }
    }

    /// What was typed, if anything.
    fn typed<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, Refusal>) -> Option<T> {
        let typed = self.fields.get(name);
        if typed.is_empty() {
            return None;
        }
        read(typed).map_err(|refusal| self.wrong.push(refusal)).ok()
    }

    fn version(&mut self, name: &str) -> Option<Label> {
        let unknown = |_| Refusal::field(name.to_owned(), "choice-unknown");
        self.typed(name, |typed| typed.parse().map_err(unknown))
    }

    fn number<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        self.typed(name, |typed| {
            let digits: String =
                typed.chars().filter(|c| !matches!(c, ' ' | ',' | '\u{a0}' | '\u{202f}')).collect();
            digits.parse().map_err(|_| Refusal::field(name.to_owned(), "lab-number"))
        })
    }

    fn amount(&mut self, name: &str) -> Option<Decimal> {
        let writing = self.writing;
        let read = |text: &str| typed::amount(name, text, Currency::USD, writing);
        self.typed(name, read).flatten().map(Money::amount)
    }

    /// A share typed as per cent.
    fn share(&mut self, name: &str) -> Option<Decimal> {
        let cent = Decimal::ONE_HUNDRED;
        self.typed(name, |typed| {
            let plain = typed.trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']);
            let wrong = || Refusal::field(name.to_owned(), "lab-percent");
            let share: u8 = plain.parse().map_err(|_| wrong())?;
            if share > 100 { Err(wrong()) } else { Ok(Decimal::from(share) / cent) }
        })
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        self.typed(name, |typed| {
            let quoted = serde_json::Value::String(typed.to_owned());
            let wrong = |_| Refusal::field(name.to_owned(), "lab-day");
            serde_json::from_value::<Day>(quoted).map(|day| day.0).map_err(wrong)
        })
    }

    fn document<T>(&mut self, name: &str, parse: fn(&str) -> Result<T, DataError>) -> Option<T> {
        self.typed(name, |typed| {
            parse(typed).map_err(|error| {
                Refusal::field(name.to_owned(), "field-malformed").with("reason", error)
            })
        })
    }
}

/// A day as data writes it: 2026-03-01.
#[derive(serde::Deserialize)]
struct Day(Date);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &Fields) -> Result<RunLab, Stop> {
        super::read(fields, Writing::CommaDecides)
    }

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    #[test]
    fn ticks_and_sums_become_an_amendment() {
        let asked = read(&typed(&[
            ("source", "invented"),
            ("count", "250 000"),
            ("cover", "MIL_OBS"),
            ("cover", "POL_IPO"),
            ("cover_from", "2020-01-01"),
            ("act_A4", "20 000,50"),
            ("share_G6", "7 %"),
            ("total_most", ""),
            ("fund", "5000000"),
        ]))
        .expect("reads");
        assert_eq!(asked.claims, Claims::Invented { seed: 1, count: 250_000 });
        assert_eq!(asked.amendment.cover, [Category::MilObs, Category::PolIpo]);
        assert_eq!(asked.amendment.cover_from.map(Date::year), Some(2020));
        assert_eq!(asked.amendment.acts[&ActCode::A4].to_string(), "20000.50");
        assert_eq!(asked.amendment.aggravations[&Aggravation::G6].to_string(), "0.07");
        assert_eq!(asked.amendment.total_most, None);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = read(&typed(&[
            ("source", "everywhere"),
            ("cover", "NOBODY"),
            ("cover_from", "soon"),
            ("moral_most", "lots"),
            ("aggravation_most", "150"),
            ("late_after_years", "-1"),
            ("rules", "{"),
            ("admin", "1"),
        ]));
        let Err(Stop::Refused(wrong)) = wrong else { panic!("refused") };
        let told: Vec<_> = wrong.iter().map(|refusal| refusal.field.as_deref()).collect();
        let fields = [
            "source",
            "cover",
            "cover_from",
            "late_after_years",
            "aggravation_most",
            "moral_most",
            "rules",
            "admin",
        ];
        assert_eq!(told, fields.map(Some));
    }

    #[test]
    fn what_is_covered_already_is_not_asked_about() {
        let uncovered = uncovered(&Mechanism::shipped());
        assert!(uncovered.contains(&Category::MilObs) && !uncovered.contains(&Category::CivInt));
    }
}
