//! Problems as they are found.

use redress_kernel::codes;
use serde::Serialize;
use std::collections::BTreeMap;

codes! {
    /// How much a problem weighs.
    Severity {
        /// The version can't be used.
        Error = "error",
        /// It can; the people who sign should look.
        Warning = "warning",
    }
}

/// What is wrong at one place of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Where, such as `scope[3].from`; nothing for the whole document.
    pub path: String,
    /// What; the message key is `refusal-<code>`.
    #[schema(value_type = String)]
    pub code: &'static str,
    /// Values for the message.
    #[schema(value_type = BTreeMap<String, String>)]
    pub args: BTreeMap<&'static str, String>,
    /// How much it weighs.
    pub severity: Severity,
}

impl Problem {
    /// Message key of what is wrong.
    pub fn key(&self) -> String {
        format!("refusal-{}", self.code)
    }

    /// Adds a value for the message.
    pub(super) fn with(&mut self, name: &'static str, value: impl ToString) -> &mut Self {
        self.args.insert(name, value.to_string());
        self
    }
}

/// What has been found so far.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Problem>);

impl Found {
    /// The version can't be used.
    pub(super) fn error(&mut self, path: &str, code: &'static str) -> &mut Problem {
        self.add(path, code, Severity::Error)
    }

    /// People should look.
    pub(super) fn warning(&mut self, path: &str, code: &'static str) -> &mut Problem {
        self.add(path, code, Severity::Warning)
    }

    fn add(&mut self, path: &str, code: &'static str, severity: Severity) -> &mut Problem {
        let place = self.0.len();
        self.0.push(Problem { path: path.to_owned(), code, args: BTreeMap::new(), severity });
        &mut self.0[place]
    }

    /// An error for each member that stands twice; `name` says what a member is called.
    pub(super) fn twice<T: Ord + ToString>(
        &mut self,
        path: impl Fn(usize) -> String,
        members: impl Iterator<Item = T>,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        for (place, member) in members.enumerate() {
            let said = member.to_string();
            if !seen.insert(member) {
                self.error(&path(place), "code-twice").with("code", said);
            }
        }
    }
}
