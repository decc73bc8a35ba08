//! The code lists that services share (rules and award, draft mechanism v1). Sums and outcomes are not here:
//! they are versioned data of the eligibility service.

/// Declares a closed list of codes: one enum that reads and writes as its code everywhere. Whoever
/// uses it has serde and utoipa among its dependencies.
#[macro_export]
macro_rules! codes {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize,
                 serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }
        impl $name {
            /// Every code, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The code as written in data, forms and message keys.
            pub fn as_str(self) -> &'static str { match self { $($name::$variant => $code),+ } }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::code::UnknownCode;
            fn from_str(text: &str) -> Result<Self, $crate::code::UnknownCode> {
                let found = $name::ALL.iter().copied().find(|code| code.as_str() == text);
                found.ok_or($crate::code::UnknownCode)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        // Not derived: the derivation doesn't see a code that a macro brings, and would list variants.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(concat!($($doc, "\n"),*).trim()))
                    .enum_values(Some($name::ALL.iter().map(|code| code.as_str())))
                    .build()
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {}
        $crate::text_in_sql!($name);
    };
}

/// Reads and writes a type in SQL as the text that it has: its `as_str`, or what is named beside it, and
/// back by `FromStr`. A text that is none of it is a fault.
#[macro_export]
macro_rules! text_in_sql {
    ($name:ident) => {
        $crate::text_in_sql!($name, as_str);
    };
    ($name:ident, $text:ident) => {
        const _: () = {
            use $crate::sqlx::encode::IsNull;
            use $crate::sqlx::error::BoxDynError;
            use $crate::sqlx::postgres::{
                PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef, Postgres,
            };
            use $crate::sqlx::{Decode, Encode, Type};

            impl Type<Postgres> for $name {
                fn type_info() -> PgTypeInfo {
                    <str as Type<Postgres>>::type_info()
                }
                fn compatible(known: &PgTypeInfo) -> bool {
                    <str as Type<Postgres>>::compatible(known)
                }
            }
            impl PgHasArrayType for $name {
                fn array_type_info() -> PgTypeInfo {
                    <&str as PgHasArrayType>::array_type_info()
                }
                fn array_compatible(known: &PgTypeInfo) -> bool {
                    <&str as PgHasArrayType>::array_compatible(known)
                }
            }
            impl Encode<'_, Postgres> for $name {
                fn encode_by_ref(
                    &self,
                    buffer: &mut PgArgumentBuffer,
                ) -> Result<IsNull, BoxDynError> {
                    <&str as Encode<'_, Postgres>>::encode_by_ref(&self.$text(), buffer)
                }
            }
            impl<'row> Decode<'row, Postgres> for $name {
                fn decode(value: PgValueRef<'row>) -> Result<Self, BoxDynError> {
                    Ok(<&str as Decode<'row, Postgres>>::decode(value)?.parse()?)
                }
            }
        };
    };
}

/// The text is no code of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

codes! {
    /// What was done (award, section 2).
    ActCode {
        /// Threat, attempt or solicitation without contact.
        A1 = "A1",
        /// Exploitation without contact.
        A2 = "A2",
        /// Sexual contact without penetration.
        A3 = "A3",
        /// Penetrative exploitation of an adult.
        A4 = "A4",
        /// Penetrative abuse, one event.
        A5 = "A5",
        /// Repeated over a period, captivity or trafficking.
        A6 = "A6",
    }
}

codes! {
    /// What made an act graver (award, section 2).
    Aggravation {
        /// Under 18.
        G1 = "G1",
        /// Pregnancy, birth, loss or unsafe abortion.
        G2 = "G2",
        /// HIV, or a lasting infection or injury.
        G3 = "G3",
        /// Weapon or serious violence.
        G4 = "G4",
        /// More than one perpetrator.
        G5 = "G5",
        /// The perpetrator controlled aid, shelter, food or work.
        G6 = "G6",
        /// Retaliation or forced flight.
        G7 = "G7",
        /// Disability.
        G8 = "G8",
    }
}

codes! {
    /// How long it has weighed on her life, once per claim (award, section 2).
    Impact {
        /// None stated.
        I0 = "I0",
        /// Up to twelve months; presumed for A3 and above.
        I1 = "I1",
        /// Up to five years.
        I2 = "I2",
        /// Longer, or disabling.
        I3 = "I3",
        /// Permanent and severe.
        I4 = "I4",
    }
}

codes! {
    /// Who the perpetrator was (rule R-02).
    Category {
        /// International staff.
        CivInt = "CIV_INT",
        /// National staff.
        CivNat = "CIV_NAT",
        /// United Nations volunteer.
        Unv = "UNV",
        /// Consultant.
        Cons = "CONS",
        /// Individual contractor.
        Icon = "ICON",
        /// Intern.
        Intern = "INTERN",
        /// Employee of a company under mission contract.
        Corp = "CORP",
        /// Government-provided, not in uniform.
        Gpp = "GPP",
        /// Member of a military contingent.
        MilCon = "MIL_CON",
        /// Military staff officer.
        MilSto = "MIL_STO",
        /// Military observer.
        MilObs = "MIL_OBS",
        /// Individual police officer.
        PolIpo = "POL_IPO",
        /// Member of a formed police unit.
        PolFpu = "POL_FPU",
        /// Non-UN force under a Security Council mandate.
        Nuf = "NUF",
        /// Staff of another UN entity.
        Afp = "AFP",
        /// Implementing partner.
        Ip = "IP",
        /// Not known.
        Unk = "UNK",
    }
}

codes! {
    /// In what standing the claimant files (rule R-05).
    ClaimantType {
        /// The victim herself.
        Victim = "victim",
        /// A child born of sexual exploitation or abuse.
        ChildBorn = "child_born",
        /// Guardian or next friend of a child or supported adult.
        Guardian = "guardian",
        /// Dependant or heir.
        Dependant = "dependant",
    }
}

codes! {
    /// What a consent is for, each given by itself (lifecycle, section 4).
    ConsentPurpose {
        /// File the claim.
        P1 = "P1",
        /// The panel sees the account.
        P2 = "P2",
        /// Health records.
        P3 = "P3",
        /// Share with the independent unit.
        P4 = "P4",
        /// Report to a national authority.
        P5 = "P5",
        /// Refer to a Member State or entity.
        P6 = "P6",
        /// Refer for assistance.
        P7 = "P7",
        /// Give payment data to the bank or agent.
        P8 = "P8",
        /// Anonymous statistics.
        P9 = "P9",
        /// Keep after closure.
        P10 = "P10",
    }
}

codes! {
    /// An answer that need not be known.
    Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not known.
        Unknown = "unknown",
    }
}

codes! {
    /// Outcome of one rule, or of all of them together (strong Kleene logic).
    RuleOutcome {
        /// Met.
        Met = "met",
        /// Not met.
        NotMet = "not_met",
        /// Undetermined: a fact is missing.
        Undetermined = "undetermined",
    }
}

impl RuleOutcome {
    /// Both: not met wins over undetermined, undetermined over met.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        use RuleOutcome::{Met, NotMet, Undetermined};
        match (self, other) {
            (NotMet, _) | (_, NotMet) => NotMet,
            (Undetermined, _) | (_, Undetermined) => Undetermined,
            (Met, Met) => Met,
        }
    }

    /// Either: met wins over undetermined, undetermined over not met.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        use RuleOutcome::{Met, NotMet, Undetermined};
        match (self, other) {
            (Met, _) | (_, Met) => Met,
            (Undetermined, _) | (_, Undetermined) => Undetermined,
            (NotMet, NotMet) => NotMet,
        }
    }
}

codes! {
    /// Whether there is an award.
    DecisionOutcome {
        /// The panel makes an award.
        Awarded = "awarded",
        /// It makes none.
        NotAwarded = "not_awarded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::PartialSchema;

    #[test]
    fn a_code_is_described_as_it_is_written() {
        let described = serde_json::to_value(RuleOutcome::schema()).expect("JSON");
        assert_eq!(described["enum"], serde_json::json!(["met", "not_met", "undetermined"]));
        let said = described["description"].as_str().unwrap_or_default();
        assert!(said.starts_with("Outcome of one rule"), "{said}");
    }
}
