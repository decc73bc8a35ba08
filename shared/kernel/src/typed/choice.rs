//! Codes out of a list.

use super::text::plain;
use crate::{Currency, Refusal};
use std::str::FromStr;

/// One code of a list. Refuses `choice-unknown`.
pub fn choice<T: FromStr>(field: &str, typed: &str) -> Result<Option<T>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        code => code.parse().map(Some).map_err(|_| not_listed(field)),
    }
}

/// Every code ticked, each once, in the order of the form. Refuses `choice-unknown`.
pub fn choices<'a, T: FromStr + PartialEq>(
    field: &str,
    ticked: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<T>, Refusal> {
    let mut codes = Vec::new();
    for typed in ticked {
        if let Some(code) = choice(field, typed)?
            && !codes.contains(&code)
        {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// A currency by its three letters, large or small. Refuses `currency-unknown`.
pub fn currency(field: &str, typed: &str) -> Result<Option<Currency>, Refusal> {
    match plain(typed).to_ascii_uppercase().as_str() {
        "" => Ok(None),
        code => {
            let unknown = |_| Refusal::field(field.to_owned(), "currency-unknown");
            code.parse().map(Some).map_err(unknown)
        }
    }
}

fn not_listed(field: &str) -> Refusal {
    Refusal::field(field.to_owned(), "choice-unknown")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Answer;

    #[test]
    fn only_codes_of_the_list_are_taken() {
        assert_eq!(choice::<Answer>("heard", " yes "), Ok(Some(Answer::Yes)));
        assert_eq!(choice::<Answer>("heard", ""), Ok(None));
        assert_eq!(choice::<Answer>("heard", "Yes!").expect_err("no code").code, "choice-unknown");
        let ticked = choices::<Answer>("heard", ["no", "yes", "no"]);
        assert_eq!(ticked, Ok(vec![Answer::No, Answer::Yes]));
        assert_eq!(currency("currency", " xaf"), Ok("XAF".parse().ok()));
        assert_eq!(currency("currency", "FCFA").expect_err("no code").code, "currency-unknown");
    }
}
