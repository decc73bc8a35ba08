//! Versions of the rules and of the schedule: how far each has come, and what one changes against
//! another. Whether a document is sound is for the mechanism's check to say.

use redress_kernel::{ActorId, Date, Refusal, Stop, Timestamp, another_decides, codes};
use redress_mechanism::Mechanism;
use redress_mechanism::data::check::{self, Document, Problem, Severity};
use redress_mechanism::data::{Rules, Schedule};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// Signatures that a version needs.
pub const SIGNATURES: usize = 2;

/// The versions that the program ships with; in force from their first day, without signatures.
pub static SHIPPED: LazyLock<Arc<Mechanism>> = LazyLock::new(|| Arc::new(Mechanism::shipped()));

codes! {
    /// What a version is of.
    Kind {
        /// The rules.
        Rules = "rules",
        /// The sums.
        Schedule = "schedule",
    }
}

impl Kind {
    /// The kind that an address names; an unknown one is no address.
    pub fn of_path(written: &str) -> Result<Self, Stop> {
        written.parse().map_err(|_| Stop::Missing)
    }

    /// Name and first day of the version of this kind that the program ships with.
    pub fn shipped(self) -> (&'static str, Date) {
        let Mechanism { rules: Rules { set, .. }, schedule: Schedule { sums, .. } } = &**SHIPPED;
        match self {
            Self::Rules => (set.version.as_str(), set.effective_from),
            Self::Schedule => (sums.version.as_str(), sums.effective_from),
        }
    }

    /// Title of the version of this kind that the program ships with.
    pub fn shipped_title(self) -> &'static str {
        match self {
            Self::Rules => &SHIPPED.rules.set.title,
            Self::Schedule => &SHIPPED.schedule.sums.title,
        }
    }

    /// The version of this kind that the program ships with, as it is written.
    pub fn shipped_text(self) -> &'static str {
        match self {
            Self::Rules => redress_mechanism::data::SHIPPED_RULES,
            Self::Schedule => redress_mechanism::data::SHIPPED_SCHEDULE,
        }
    }
}

codes! {
    /// How far a version has come.
    State {
        /// Waits for signatures.
        Draft = "draft",
        /// Its first day came before two people had signed: it never counts.
        Lapsed = "lapsed",
        /// Signed; its first day is to come.
        Coming = "coming",
        /// What is decided under today.
        InForce = "in_force",
        /// A later one has taken its place.
        Past = "past",
    }
}

/// Who signed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Signature {
    /// Who.
    pub actor_id: ActorId,
    /// What colleagues are shown of the person.
    pub label: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub signed_at: Timestamp,
}

// Whoever signs first asks, another person's signature decides.
another_decides!(Signature { actor_id }, Administrator, "version-signed-by-you");

/// A version without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it is of.
    pub kind: Kind,
    /// Its name.
    pub version: String,
    /// Its title.
    pub title: String,
    /// First day on which it can be in force.
    pub effective_from: Date,
    /// SHA-256 of its text, in hexadecimal digits.
    pub digest: String,
    /// Who drafted it, and when; nothing for a version that the program ships with.
    pub drafted: Option<(String, Timestamp)>,
    /// Who signed it.
    pub signatures: Vec<Signature>,
}

impl Version {
    /// Whether the program brought it along.
    pub fn is_shipped(&self) -> bool {
        self.drafted.is_none()
    }

    /// Whether it counts from its first day on.
    pub fn is_signed(&self) -> bool {
        self.is_shipped() || self.signatures.len() >= SIGNATURES
    }

    /// How far it has come, `in_force` being the version of its kind in force on `today`.
    pub fn state(&self, in_force: &str, today: Date) -> State {
        match (self.is_signed(), self.effective_from <= today) {
            (false, false) => State::Draft,
            (false, true) => State::Lapsed,
            (true, false) => State::Coming,
            (true, true) if self.version == in_force => State::InForce,
            (true, true) => State::Past,
        }
    }

    /// Whether a person can sign now.
    pub fn takes_signature_of(&self, actor: ActorId, today: Date) -> bool {
        !self.is_signed()
            && today < self.effective_from
            && self.signatures.iter().all(|signature| signature.actor_id != actor)
    }
}

/// A document that can be used, and what people should look at before they sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Sound {
    /// What it is of.
    pub kind: Kind,
    /// Its name.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its first day.
    pub effective_from: Date,
    /// Warnings.
    pub warnings: Vec<Problem>,
}

/// Reads and checks a document on `today`. It is refused with everything that is wrong with it, each
/// by its path. `known_text` says whether the program has a text of a key in a language.
pub fn read(
    text: &str,
    today: Date,
    known_text: &dyn Fn(&str, &str) -> bool,
) -> Result<Sound, Vec<Refusal>> {
    let (document, problems) = check::document(text, known_text);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| problem.severity == Severity::Error);
    let mut refusals: Vec<Refusal> = errors.into_iter().map(as_refusal).collect();
    let Some(document) = document else { return Err(refusals) };
    let (kind, version, title, effective_from) = match document {
        Document::Rules(set) => (Kind::Rules, set.version, set.title, set.effective_from),
        Document::Schedule(sums) => (Kind::Schedule, sums.version, sums.title, sums.effective_from),
    };
    if effective_from <= today {
        refusals.push(Refusal::field("effective_from", "version-too-late"));
    }
    if version.as_str().eq_ignore_ascii_case(kind.shipped().0) {
        refusals.push(Refusal::field("version", "version-name-taken"));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    Ok(Sound { kind, version: version.to_string(), title, effective_from, warnings })
}

/// A problem of the check as something to tell a person, its path being the field.
pub fn as_refusal(problem: Problem) -> Refusal {
    let field = Some(problem.path).filter(|path| !path.is_empty()).map(Cow::Owned);
    let args = problem.args.into_iter().collect();
    Refusal { field, args, ..Refusal::status(422, problem.code) }
}

/// One place in which two documents differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DocumentChange {
    /// Where, such as `operations[MINUSCA].until`.
    pub path: String,
    /// What stood there; nothing where it is new.
    pub before: Option<String>,
    /// What stands there now; nothing where it is gone.
    pub after: Option<String>,
}

/// Where two documents differ, by path.
pub fn changes(before: &Value, after: &Value) -> Vec<DocumentChange> {
    let (before, after) = (paths(before), paths(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = names.into_iter().filter(|path| before.get(*path) != after.get(*path));
    differs
        .map(|path| DocumentChange {
            path: path.clone(),
            before: before.get(path).cloned(),
            after: after.get(path).cloned(),
        })
        .collect()
}

/// A document as paths with their values. What is left out and what is `null` are the same.
pub fn paths(document: &Value) -> BTreeMap<String, String> {
    let mut into = BTreeMap::new();
    collect("", document, &mut into);
    into
}

fn collect(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                collect(&format!("{path}{dot}{name}"), value, into);
            }
        }
        Value::Array(members) if members.iter().any(Value::is_object) => {
            for (name, member) in names(members).iter().zip(members) {
                collect(&format!("{path}[{name}]"), member, into);
            }
        }
        // A list of codes reads best as one line.
        Value::Array(members) => {
            let said: Vec<String> = members.iter().map(plain).collect();
            into.insert(path.to_owned(), said.join(", "));
        }
        Value::Null => {}
        value => drop(into.insert(path.to_owned(), plain(value))),
    }
}

/// Fields that name a member of a list, in versions and in facts.
const NAMED_BY: [&str; 8] =
    ["rule", "act_id", "perpetrator_id", "rate_id", "code", "operation", "kind", "place"];

/// What the members of a list are called: by their code where each has one of its own, else by place.
fn names(members: &[Value]) -> Vec<String> {
    for field in NAMED_BY {
        let codes: Option<Vec<String>> =
            members.iter().map(|member| Some(member.get(field)?.as_str()?.to_owned())).collect();
        let Some(codes) = codes else { continue };
        if codes.iter().collect::<BTreeSet<_>>().len() == codes.len() {
            return codes;
        }
    }
    (0..members.len()).map(|place| place.to_string()).collect()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Uuid;
    use serde_json::json;
    use time::macros::{date, datetime};

    fn version(signatures: u128) -> Version {
        let signature = |number| Signature {
            actor_id: ActorId(Uuid::from_u128(number)),
            label: String::new(),
            signed_at: datetime!(2026-11-02 09:00 UTC),
        };
        Version {
            kind: Kind::Rules,
            version: "DMR-2".into(),
            title: String::new(),
            effective_from: date!(2027 - 01 - 01),
            digest: String::new(),
            drafted: Some((String::new(), datetime!(2026-11-02 09:00 UTC))),
            signatures: (1..=signatures).map(signature).collect(),
        }
    }

    #[test]
    fn a_version_counts_from_its_first_day_when_two_have_signed() {
        let (before, first) = (date!(2026 - 12 - 31), date!(2027 - 01 - 01));
        assert_eq!(version(1).state("DMR-1", before), State::Draft);
        assert_eq!(version(1).state("DMR-1", first), State::Lapsed);
        assert_eq!(version(2).state("DMR-1", before), State::Coming);
        assert_eq!(version(2).state("DMR-2", first), State::InForce);
        assert_eq!(version(2).state("DMR-3", first), State::Past);
    }

    #[test]
    fn nobody_signs_twice_or_after_the_first_day() {
        let (ana, ben) = (ActorId(Uuid::from_u128(1)), ActorId(Uuid::from_u128(2)));
        let before = date!(2026 - 12 - 31);
        assert!(!version(1).takes_signature_of(ana, before));
        assert!(version(1).takes_signature_of(ben, before));
        assert!(!version(1).takes_signature_of(ben, date!(2027 - 01 - 01)));
        assert!(!version(2).takes_signature_of(ActorId(Uuid::nil()), before));
    }

    #[test]
    fn a_document_is_refused_with_all_that_is_wrong_and_read_when_nothing_is() {
        let amended = |from: &str| {
            let text = Kind::Schedule.shipped_text().replace("S-ILL-1", "S-ILL-2");
            text.replace("2026-01-01", from).replace("\"A6\": \"45000.00\"", "\"A6\": \"60000\"")
        };
        let today = date!(2026 - 11 - 02);
        let sound = read(&amended("2027-01-01"), today, &|_, _| true).expect("sound");
        assert_eq!((sound.kind, sound.version.as_str()), (Kind::Schedule, "S-ILL-2"));
        assert_eq!(sound.warnings[0].path, "moral.acts.A6");
        let refused = |text: &str| {
            let refusals = read(text, today, &|_, _| true).expect_err("refused");
            let said = refusals.iter().map(|r| (r.field.clone().unwrap_or_default(), r.code));
            said.map(|(field, code)| format!("{field} {code}")).collect::<Vec<_>>()
        };
        let late = ["effective_from version-too-late"];
        assert_eq!(refused(&amended("2026-11-02")), late, "today is too late");
        let wrong = amended("2026-11-02").replace("\"0.10\"", "\"1.10\"");
        assert_eq!(refused(&wrong).len(), 4);
        assert_eq!(refused(Kind::Rules.shipped_text()), [late[0], "version version-name-taken"]);
        assert_eq!(refused("{}"), [" unreadable"]);
    }

    #[test]
    fn a_change_is_told_by_the_code_of_its_place() {
        let before = json!({"acts": ["A1", "A2"], "limits": {"age": 18}, "until": null,
            "operations": [{"code": "X", "from": "2001"}, {"code": "Y", "from": "2002"}]});
        let after = json!({"acts": ["A1"], "limits": {"age": 18},
            "operations": [{"code": "Z", "from": "2003"}, {"code": "Y", "from": "1999"}]});
        let said: Vec<String> = changes(&before, &after)
            .into_iter()
            .map(|change| format!("{}: {:?} {:?}", change.path, change.before, change.after))
            .collect();
        assert_eq!(
            said,
            [
                r#"acts: Some("A1, A2") Some("A1")"#,
                r#"operations[X].code: Some("X") None"#,
                r#"operations[X].from: Some("2001") None"#,
                r#"operations[Y].from: Some("2002") Some("1999")"#,
                r#"operations[Z].code: None Some("Z")"#,
                r#"operations[Z].from: None Some("2003")"#,
            ]
        );
    }
}
