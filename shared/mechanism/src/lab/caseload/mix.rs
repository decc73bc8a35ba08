//! How often what occurs in an invented caseload. The shares are made up so that every rule and every
//! head has work to do; they say nothing about what happens anywhere.

use crate::facts::{Standing, Test};
use redress_kernel::code::{ActCode, Aggravation, Answer, Category, Impact};

/// An operation: code, weight, first and last year of acts, currency, units of it for one US dollar
/// in hundred-millionths.
pub(super) type Place = (&'static str, u32, u32, u32, &'static str, u64);

pub(super) const PLACES: [Place; 12] = [
    ("MINUSCA", 26, 2014, 2025, "XAF", 60_351_234_567),
    ("MONUSCO", 24, 2010, 2025, "CDF", 284_712_345_678),
    ("UNMISS", 14, 2011, 2025, "SSP", 455_050_000_017),
    ("MINUSTAH", 10, 2004, 2017, "HTG", 13_125_000_333),
    ("UNMIL", 6, 2003, 2017, "LRD", 19_231_718_201),
    ("UNOCI", 4, 2004, 2016, "XOF", 60_351_234_567),
    ("UNAMID", 4, 2008, 2020, "SDG", 60_123_456_789),
    ("MINUSMA", 4, 2013, 2023, "XOF", 60_351_234_567),
    ("MONUC", 3, 2000, 2010, "CDF", 91_234_567_891),
    ("UNIFIL", 2, 1990, 2025, "LBP", 8_950_000_000_013),
    ("UNAMI", 2, 2004, 2025, "IQD", 130_912_345_671),
    ("BINUH", 1, 2019, 2025, "HTG", 13_210_000_777),
];

pub(super) const CATEGORIES: [(Option<Category>, u32); 18] = [
    (Some(Category::CivInt), 130),
    (Some(Category::CivNat), 170),
    (Some(Category::Unv), 50),
    (Some(Category::Cons), 20),
    (Some(Category::Icon), 80),
    (Some(Category::Intern), 5),
    (Some(Category::Corp), 60),
    (Some(Category::Gpp), 15),
    (Some(Category::MilCon), 190),
    (Some(Category::MilSto), 20),
    (Some(Category::MilObs), 40),
    (Some(Category::PolIpo), 40),
    (Some(Category::PolFpu), 30),
    (Some(Category::Nuf), 15),
    (Some(Category::Afp), 25),
    (Some(Category::Ip), 40),
    (Some(Category::Unk), 50),
    (None, 20),
];

pub(super) const STANDINGS: [(Option<Standing>, u32); 6] = [
    (Some(Standing::Victim), 850),
    (Some(Standing::ChildBorn), 60),
    (Some(Standing::Guardian), 55),
    (Some(Standing::Dependant), 20),
    (Some(Standing::FuneralPayer), 5),
    (None, 10),
];

pub(super) const ACTS: [(Option<ActCode>, u32); 7] = [
    (Some(ActCode::A1), 110),
    (Some(ActCode::A2), 90),
    (Some(ActCode::A3), 210),
    (Some(ActCode::A4), 300),
    (Some(ActCode::A5), 170),
    (Some(ActCode::A6), 90),
    (None, 30),
];

pub(super) const AGGRAVATIONS: [(Aggravation, u32); 8] = [
    (Aggravation::G1, 40),
    (Aggravation::G2, 140),
    (Aggravation::G3, 90),
    (Aggravation::G4, 110),
    (Aggravation::G5, 60),
    (Aggravation::G6, 260),
    (Aggravation::G7, 120),
    (Aggravation::G8, 50),
];

pub(super) const IMPACTS: [(Option<Impact>, u32); 6] = [
    (None, 300),
    (Some(Impact::I0), 50),
    (Some(Impact::I1), 200),
    (Some(Impact::I2), 220),
    (Some(Impact::I3), 160),
    (Some(Impact::I4), 70),
];

pub(super) const ANSWERS: [(Option<Answer>, u32); 4] =
    [(Some(Answer::Yes), 40), (Some(Answer::No), 30), (Some(Answer::Unknown), 15), (None, 15)];

pub(super) const TESTS: [(Test, u32); 3] =
    [(Test::None, 10), (Test::Likelihood, 50), (Test::Balance, 40)];
