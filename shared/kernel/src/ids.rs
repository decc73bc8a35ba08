//! Identifiers, one type for each noun, so that a batch can't be passed where a claim is meant.

/// Declares identifier types over UUID that read and write as plain UUIDs in SQL, JSON and URLs. What
/// several services mean is here; what one service keeps to itself, that service declares. Whoever uses
/// it has serde, sqlx and utoipa among its dependencies.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize,
                 serde::Deserialize, sqlx::Type, utoipa::ToSchema)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub $crate::Uuid);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = <$crate::Uuid as std::str::FromStr>::Err;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<$crate::Uuid> for $name {
            fn from(id: $crate::Uuid) -> Self { Self(id) }
        }
        impl From<$name> for $crate::Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )*};
}

ids! {
    /// A person who signs in, or a service acting by itself.
    ActorId,
    /// One claim, from draft to closing letter.
    ClaimId,
    /// The person whose harm a claim is about; holds the key that seals her data.
    ClaimantId,
    /// One act within a claim.
    ActId,
    /// One consent, given for one purpose.
    ConsentId,
    /// One computed award.
    AwardId,
    /// One decision of a panel.
    DecisionId,
    /// One journal entry: two or more legs that balance.
    EntryId,
    /// One part of an award, payable at one time.
    InstalmentId,
    /// One version of a payee's details.
    PayeeId,
    /// A set of payments released together, one payment file.
    BatchId,
    /// One imported bank statement.
    StatementId,
    /// One line of a bank statement.
    StatementLineId,
    /// One note of what came of looking for another file of the same person.
    MatchNoteId,
    /// One generated paper.
    DocumentId,
    /// One turn of a worker with a piece of work.
    LeaseId,
    /// One row of the event table.
    EventId,
}
