//! The heads of damage. Never here: how one is computed.

use serde::{Deserialize, Serialize};

/// A head of damage (award, section 1).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
pub enum Head {
    /// Moral, physical and mental harm.
    H1,
    /// Medical care, past.
    H2p,
    /// Medical care, planned.
    H2f,
    /// Psychosocial care: past, or the standard programme.
    H3p,
    /// Psychosocial care beyond the standard programme.
    H3f,
    /// Lost earnings.
    H4,
    /// Lost education and opportunity.
    H5,
    /// Child maintenance.
    H6,
    /// Costs of the claim, paid to helpers.
    H7,
    /// Funeral and bereavement.
    H8,
}

impl Head {
    /// Every head, in the order of the schedule.
    pub const ALL: [Head; 10] = [
        Head::H1,
        Head::H2p,
        Head::H2f,
        Head::H3p,
        Head::H3f,
        Head::H4,
        Head::H5,
        Head::H6,
        Head::H7,
        Head::H8,
    ];
    /// Heads of money loss, which the cap of P5 is about.
    pub const PECUNIARY: [Head; 6] =
        [Head::H2p, Head::H2f, Head::H3p, Head::H3f, Head::H4, Head::H5];

    /// The code in data and message keys (`code-head-H1`).
    pub fn as_str(self) -> &'static str {
        match self {
            Head::H1 => "H1",
            Head::H2p => "H2p",
            Head::H2f => "H2f",
            Head::H3p => "H3p",
            Head::H3f => "H3f",
            Head::H4 => "H4",
            Head::H5 => "H5",
            Head::H6 => "H6",
            Head::H7 => "H7",
            Head::H8 => "H8",
        }
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Head {
    type Err = redress_kernel::code::UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Head::ALL.into_iter().find(|head| head.as_str() == text);
        found.ok_or(redress_kernel::code::UnknownCode)
    }
}
