//! Money and currencies in descriptions of APIs: as exactly as a program must keep to them.

use crate::money::{Currency, Money};
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, OneOfBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

impl PartialSchema for Currency {
    fn schema() -> RefOr<Schema> {
        let codes = ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(Currency::all().map(Currency::code)));
        codes.description(Some("A currency of the list, by its ISO 4217 code.")).into()
    }
}

impl ToSchema for Currency {}

/// Stands for money above zero, in the description of what can be sent.
#[derive(Debug)]
pub struct Given;

/// Stands for US dollars above zero, in the description of what can be sent.
#[derive(Debug)]
pub struct Dollars;

/// A pattern that zero does not fit.
const NOT_ZERO: &str = "(?!0+(\\.0+)?$)";

impl PartialSchema for Money {
    fn schema() -> RefOr<Schema> {
        written("-?", Currency::all().collect(), "An amount with its currency.")
    }
}

impl PartialSchema for Given {
    fn schema() -> RefOr<Schema> {
        written(NOT_ZERO, Currency::all().collect(), "An amount above zero with its currency.")
    }
}

impl PartialSchema for Dollars {
    fn schema() -> RefOr<Schema> {
        written(NOT_ZERO, vec![Currency::USD], "An amount above zero in US dollars.")
    }
}

impl ToSchema for Money {}
impl ToSchema for Given {}
impl ToSchema for Dollars {}

/// One form for each number of decimals, so that a program can't send more than the currency has.
fn written(begins: &str, currencies: Vec<Currency>, about: &str) -> RefOr<Schema> {
    let mut forms = OneOfBuilder::new().description(Some(about));
    for exponent in [0, 2, 3] {
        let of_it = currencies.iter().filter(|currency| currency.exponent() == exponent);
        let codes: Vec<_> = of_it.map(|currency| currency.code()).collect();
        if codes.is_empty() {
            continue;
        }
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let point =
            if exponent == 0 { String::new() } else { format!("(\\.[0-9]{{1,{exponent}}})?") };
        let amount = text()
            .description(Some("Decimal number as text."))
            .pattern(Some(format!("^{begins}[0-9]{{1,14}}{point}$")));
        let form = ObjectBuilder::new()
            .property("amount", amount)
            .property("currency", text().enum_values(Some(codes)))
            .required("amount")
            .required("currency")
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)));
        forms = forms.item(form);
    }
    forms.into()
}
