//! Values of closed lists as they stand in a text column, so that a row holds the value and not its text.

/// Lets types that read and write as a text stand for that text in SQL. Whoever uses it has sqlx among its
/// dependencies. A text of no list in the database is a fault of the query.
#[macro_export]
macro_rules! columns {
    ($($name:ident.$text:ident),+ $(,)?) => {$(
        impl sqlx::Type<sqlx::Postgres> for $name {
            fn type_info() -> sqlx::postgres::PgTypeInfo {
                <str as sqlx::Type<sqlx::Postgres>>::type_info()
            }
            fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <str as sqlx::Type<sqlx::Postgres>>::compatible(ty)
            }
        }
        impl sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> sqlx::postgres::PgTypeInfo {
                <String as sqlx::postgres::PgHasArrayType>::array_type_info()
            }
            fn array_compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <String as sqlx::postgres::PgHasArrayType>::array_compatible(ty)
            }
        }
        impl<'r> sqlx::Decode<'r, sqlx::Postgres> for $name {
            fn decode(
                value: sqlx::postgres::PgValueRef<'r>,
            ) -> Result<Self, sqlx::error::BoxDynError> {
                let text = <&str as sqlx::Decode<'r, sqlx::Postgres>>::decode(value)?;
                Ok(text.parse()?)
            }
        }
        impl<'q> sqlx::Encode<'q, sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut sqlx::postgres::PgArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <&str as sqlx::Encode<'q, sqlx::Postgres>>::encode_by_ref(&self.$text(), buffer)
            }
        }
    )+};
}

use crate::code::{Answer, ConsentPurpose, DecisionOutcome, RuleOutcome};
use crate::facts::MatchResult;
use crate::{Currency, Language};

columns! {
    Answer.as_str, ConsentPurpose.as_str, DecisionOutcome.as_str, RuleOutcome.as_str,
    MatchResult.as_str, Language.as_str, Currency.code,
}
