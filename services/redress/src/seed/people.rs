//! The people of the local sign-in provider, known to the database before they first sign in.
//! Never here: anybody real, or a password.

use redress_kernel::{Actor, Fault, Role, Stop};
use redress_web::sign_in::accounts::Accounts;
use redress_web::sign_in::provider::Identity;
use time::Duration;

/// Who makes the sample claims what they are. Logins, names, roles as at the local provider.
#[derive(Debug, Clone)]
pub struct People {
    /// Two, each of an organisation of her or his own.
    pub advocates: [Actor; 2],
    /// Triages.
    pub intake_officer: Actor,
    /// Leads every panel.
    pub chair: Actor,
    /// Two of them sit at a panel.
    pub members: [Actor; 3],
    /// Plans and prepares.
    pub finance_officer: Actor,
    /// Approves and releases.
    pub finance_approver: Actor,
}

impl People {
    /// Signs them in, for as long as a seed may take.
    pub async fn sign_in(accounts: &Accounts, issuer: &str) -> Result<Self, Fault> {
        let person = async |login: &str, role: Role, organisation: Option<&str>| {
            let identity = Identity {
                issuer: issuer.to_owned(),
                subject: login.to_owned(),
                label: login.to_owned(),
                roles: vec![role],
                organisation: organisation.map(str::to_owned),
                is_service: false,
            };
            accounts.without_browser(&identity, Duration::days(1)).await.map_err(
                |stop| match stop {
                    Stop::Fault(fault) => fault,
                    other => Fault::new(format!("{login} can't sign in: {other:?}")),
                },
            )
        };
        let people = Self {
            advocates: [
                person("advocate.amina", Role::Advocate, Some("Maison Espoir")).await?,
                person("advocate.brice", Role::Advocate, Some("Lumiere")).await?,
            ],
            intake_officer: person("intake.ines", Role::IntakeOfficer, None).await?,
            chair: person("chair.chandra", Role::PanelChair, None).await?,
            members: [
                person("panel.paul", Role::PanelMember, None).await?,
                person("panel.petra", Role::PanelMember, None).await?,
                person("panel.pia", Role::PanelMember, None).await?,
            ],
            finance_officer: person("finance.farid", Role::FinanceOfficer, None).await?,
            finance_approver: person("approver.asha", Role::FinanceApprover, None).await?,
        };
        // They do nothing here, but are on the provider's list too.
        person("liaison.lena", Role::Liaison, None).await?;
        person("auditor.ola", Role::Auditor, None).await?;
        person("admin.ada", Role::Administrator, None).await?;
        Ok(people)
    }

    /// Who files the claim of a number.
    pub fn advocate(&self, number: u64) -> &Actor {
        &self.advocates[usize::from(number.is_multiple_of(2))]
    }

    /// The two members who sit at the panel of a claim: each pair in turn.
    pub fn pair(&self, number: u64) -> [&Actor; 2] {
        match number % 3 {
            0 => [&self.members[0], &self.members[1]],
            1 => [&self.members[1], &self.members[2]],
            _ => [&self.members[2], &self.members[0]],
        }
    }
}
