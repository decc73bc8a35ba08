//! The pseudonymous code of a claim: random, with a check character, saying nothing of place, date or order.

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};

/// Letters and digits without I, L, O and U, which are misread or misheard.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random characters: 75 bits, so that codes can't be guessed.
const RANDOM_LEN: usize = 15;

/// A claim code, `XXXX-XXXX-XXXX-XXXX`: fifteen random characters and one that checks them.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
#[schema(value_type = String, example = "7K3M-QX9T-2PWA-D04H", pattern = "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$")]
pub struct ClaimCode(String);

impl ClaimCode {
    /// A new random code.
    ///
    /// # Panics
    /// When the operating system has no random numbers to give.
    pub fn random() -> Self {
        let mut bytes = [0_u8; RANDOM_LEN];
        SystemRandom::new().fill(&mut bytes).expect("the operating system gives random numbers");
        Self::from_values(bytes.map(|byte| byte & 31))
    }

    fn from_values(values: [u8; RANDOM_LEN]) -> Self {
        let mut text = String::with_capacity(19);
        for value in values.into_iter().chain([check(&values)]) {
            if text.len() % 5 == 4 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(value)]));
        }
        Self(text)
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code without hyphens, for fields of banks that allow letters and digits only.
    pub fn compact(&self) -> String {
        self.0.replace('-', "")
    }
}

/// Luhn's check over base 32: finds every single wrong character and nearly every swapped pair.
fn check(values: &[u8]) -> u8 {
    let sum: u32 = values
        .iter()
        .rev()
        .enumerate()
        .map(|(place, value)| {
            let product = u32::from(*value) * if place % 2 == 0 { 2 } else { 1 };
            product / 32 + product % 32
        })
        .sum();
    u8::try_from((32 - sum % 32) % 32).expect("below 32")
}

/// The text is no claim code: wrong length, wrong letter, or the check character disagrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a claim code")]
pub struct NotAClaimCode;

impl std::str::FromStr for ClaimCode {
    type Err = NotAClaimCode;

    /// Takes lower case, spaces and missing hyphens, and the usual misreadings (O for 0, I or L for 1).
    fn from_str(text: &str) -> Result<Self, NotAClaimCode> {
        let mut values = [0_u8; RANDOM_LEN + 1];
        let mut count = 0;
        for letter in text.chars().filter(|c| !matches!(c, '-' | ' ')) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value =
                ALPHABET.iter().position(|a| char::from(*a) == letter).ok_or(NotAClaimCode)?;
            *values.get_mut(count).ok_or(NotAClaimCode)? = u8::try_from(value).expect("below 32");
            count += 1;
        }
        let (random, last) = values.split_at(RANDOM_LEN);
        if count != RANDOM_LEN + 1 || check(random) != last[0] {
            return Err(NotAClaimCode);
        }
        Ok(Self::from_values(random.try_into().expect("fifteen values")))
    }
}

impl TryFrom<String> for ClaimCode {
    type Error = NotAClaimCode;
    fn try_from(text: String) -> Result<Self, NotAClaimCode> {
        text.parse()
    }
}

impl From<ClaimCode> for String {
    fn from(code: ClaimCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for ClaimCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = ClaimCode::random();
        let typed = code.compact().to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(typed.parse::<ClaimCode>(), Ok(code));
    }

    #[test]
    fn every_single_wrong_character_is_noticed() {
        let code = ClaimCode::from_values([7, 3, 31, 0, 9, 12, 22, 5, 5, 18, 1, 30, 2, 8, 14]);
        for place in 0..16 {
            for other in ALPHABET {
                let mut typed = code.compact().into_bytes();
                if typed[place] == *other {
                    continue;
                }
                typed[place] = *other;
                let typed = String::from_utf8(typed).expect("ascii");
                assert_eq!(typed.parse::<ClaimCode>(), Err(NotAClaimCode), "{typed}");
            }
        }
    }
}
