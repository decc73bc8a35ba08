//! The register of OWASP ASVS 5.0.0: it has every requirement once, and what is said to meet one is there.

use super::read;
use std::collections::{BTreeMap, BTreeSet};

/// How many requirements each chapter has, of the levels 1, 2 and 3.
const CHAPTERS: [[usize; 3]; 17] = [
    [8, 19, 3],
    [4, 7, 2],
    [8, 11, 12],
    [2, 8, 6],
    [4, 5, 4],
    [13, 22, 12],
    [6, 12, 1],
    [4, 3, 6],
    [4, 3, 0],
    [5, 24, 7],
    [3, 11, 10],
    [3, 6, 3],
    [1, 12, 8],
    [2, 7, 4],
    [3, 10, 8],
    [0, 16, 1],
    [0, 7, 5],
];
/// How many are met at least, of the levels 1, 2 and 3: whoever takes one back lowers a number here.
const MET: [usize; 3] = [44, 103, 38];

struct Requirement {
    name: String,
    chapter: usize,
    level: usize,
    verdict: String,
    asks: String,
    /// Evidence where it is met, else the reason.
    told: Vec<String>,
}

fn requirement(line: &str) -> Requirement {
    let mut parts = line.split(" | ").map(ToOwned::to_owned);
    let mut next = || parts.next().unwrap_or_else(|| panic!("too little in: {line}"));
    let (name, level, verdict, asks) = (next(), next(), next(), next());
    let chapter = name.strip_prefix('V').and_then(|rest| rest.split('.').next());
    let chapter = chapter.and_then(|chapter| chapter.parse().ok()).expect("a chapter");
    let level = level.parse().expect("a level");
    Requirement { name, chapter, level, verdict, asks, told: parts.collect() }
}

fn register() -> Vec<Requirement> {
    let text = read("tests/house/registers/asvs.txt");
    text.lines().filter(|line| !line.starts_with('#')).map(requirement).collect()
}

#[test]
fn the_register_has_every_requirement_of_the_standard_once() {
    let (mut counts, mut names) = ([[0; 3]; 17], BTreeSet::new());
    let mut sections: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for requirement in register() {
        counts[requirement.chapter - 1][requirement.level - 1] += 1;
        let (section, number) = requirement.name.rsplit_once('.').expect("a number in its section");
        let number = number.parse().expect("a number");
        sections.entry(section.to_owned()).or_default().push(number);
        assert!(names.insert(requirement.name.clone()), "{} stands twice", requirement.name);
    }
    assert_eq!(counts, CHAPTERS);
    for (section, numbers) in sections {
        let all: Vec<usize> = (1..=numbers.len()).collect();
        assert_eq!(numbers, all, "{section} has a gap");
    }
}

#[test]
fn what_meets_a_requirement_is_there_and_what_does_not_says_why() {
    let mut wrong = Vec::new();
    let mut met = [0; 3];
    for Requirement { name, level, verdict, asks, told, .. } in register() {
        if asks.is_empty() || asks.split(' ').count() > 12 {
            wrong.push(format!("{name}: what it asks is said in twelve words at most"));
        }
        match verdict.as_str() {
            "met" => {
                met[level - 1] += 1;
                if told.is_empty() {
                    wrong.push(format!("{name}: nothing shows that it is met"));
                }
                for evidence in told {
                    let (path, needle) = evidence.split_once('#').unwrap_or((&evidence, ""));
                    if needle.len() < 8 || !read(path).contains(needle) {
                        wrong.push(format!("{name}: {path} has no `{needle}`"));
                    }
                }
            }
            "not-met" | "not-applicable" => {
                if told.len() != 1 || told[0].split(' ').count() < 4 {
                    wrong.push(format!("{name}: the reason is missing"));
                }
            }
            other => wrong.push(format!("{name}: {other} is no verdict")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(met.iter().zip(MET).all(|(met, least)| *met >= least), "only {met:?} are met");
}
