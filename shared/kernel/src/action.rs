//! The name of a thing that a person or a service can do, with the roles that may.

use crate::actor::Role;

/// One action. Its name is the file's, the audit row's, the span's, the OpenAPI operation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// `service.verb_noun`.
    pub name: &'static str,
    /// Who may; any one of them is enough.
    pub roles: &'static [Role],
}

/// Declares an action beside its code: `action!("intake.submit_claim", [Advocate])`.
#[macro_export]
macro_rules! action {
    ($name:literal, [$($role:ident),+ $(,)?]) => {
        $crate::Action { name: $name, roles: &[$($crate::Role::$role),+] }
    };
}
