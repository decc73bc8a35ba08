//! Who acts, and in which roles.

use crate::action::Action;
use crate::ids::{ActorId, EventId};
use crate::outcome::Stop;
use serde::{Deserialize, Serialize};

/// What a person may be in the mechanism (lifecycle, section 2). Comes from a claim of the OIDC token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Files for a survivor, sees own claims only.
    Advocate,
    /// Triages what was filed.
    IntakeOfficer,
    /// Keeps contact and identity, has no vote.
    Liaison,
    /// Decides, blind to identity.
    PanelMember,
    /// Leads a panel and issues its decision.
    PanelChair,
    /// Decides appeals.
    AppealAdjudicator,
    /// Prepares payments.
    FinanceOfficer,
    /// Approves and releases payments that another prepared.
    FinanceApprover,
    /// Reads all but sealed data, writes nothing.
    Auditor,
    /// Keeps accounts and schedules, sees no claim.
    Administrator,
    /// Opens sealed identity under two-person control.
    VaultOfficer,
    /// A service acting by itself, in answer to an event.
    System,
}

impl Role {
    /// Every role, in the order of the register.
    pub const ALL: [Role; 12] = [
        Role::Advocate,
        Role::IntakeOfficer,
        Role::Liaison,
        Role::PanelMember,
        Role::PanelChair,
        Role::AppealAdjudicator,
        Role::FinanceOfficer,
        Role::FinanceApprover,
        Role::Auditor,
        Role::Administrator,
        Role::VaultOfficer,
        Role::System,
    ];

    /// The name used in tokens, SQL policies and registers.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Advocate => "advocate",
            Role::IntakeOfficer => "intake_officer",
            Role::Liaison => "liaison",
            Role::PanelMember => "panel_member",
            Role::PanelChair => "panel_chair",
            Role::AppealAdjudicator => "appeal_adjudicator",
            Role::FinanceOfficer => "finance_officer",
            Role::FinanceApprover => "finance_approver",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::VaultOfficer => "vault_officer",
            Role::System => "system",
        }
    }

    /// A role named in a token. `system` is no person's role and is never taken from outside.
    pub fn from_token(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| *role != Role::System && role.as_str() == name)
    }
}

/// How the database is shown who acts. It believes nothing else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// SHA-256 of a person's cookie or bearer token.
    Session([u8; 32]),
    /// The service's own login, which acts on an event that it hears.
    Event(EventId),
    /// The service's own login, for a work of its own: the action that it begins.
    Work,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Proof::Session(_) => f.write_str("Session"),
            Proof::Event(event) => write!(f, "Event({event})"),
            Proof::Work => f.write_str("Work"),
        }
    }
}

/// Who acts: a signed-in person, or a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The actor in every event and audit row.
    pub actor_id: ActorId,
    /// Roles held at this moment.
    pub roles: Vec<Role>,
    /// The advocate's organisation, empty for staff.
    pub organisation: Option<String>,
    /// What colleagues are shown; never a survivor's name.
    pub label: String,
    /// How the database is shown that it is so.
    pub proof: Proof,
}

impl Actor {
    /// A service at a work of its own.
    pub fn system(service: &'static str) -> Self {
        // Invariant: as in `shared.service`, so that a service is the same actor in every database.
        let tail = match service {
            "intake" => 1,
            "eligibility" => 2,
            "ledger" => 3,
            "documents" => 4,
            _ => 5,
        };
        Self {
            actor_id: ActorId(uuid::Uuid::from_u128(
                0x5e71_ce00_0000_7000_8000_0000_0000_0000 + tail,
            )),
            roles: vec![Role::System],
            organisation: None,
            label: service.to_owned(),
            proof: Proof::Work,
        }
    }

    /// A service that acts on an event.
    pub fn hearing(service: &'static str, event: EventId) -> Self {
        Self { proof: Proof::Event(event), ..Self::system(service) }
    }

    /// Whether the actor holds `role`.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// [`Stop::Forbidden`] unless the actor may do `action`.
    pub fn may(&self, action: Action) -> Result<(), Stop> {
        if action.roles.iter().any(|role| self.has(*role)) { Ok(()) } else { Err(Stop::Forbidden) }
    }
}
