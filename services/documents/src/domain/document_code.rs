//! The short code printed on a paper and used in its file name: says nothing of claim, kind or day.

use redress_kernel::DocumentId;

/// Digits and letters without I, L, O and U, which are misread or misheard.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Ten characters carry fifty bits; all of them are random bits of the identifier.
const LENGTH: usize = 10;

/// Ten characters, `XXXXX-XXXXX`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCode(String);

impl DocumentCode {
    /// The code of a document.
    pub fn of(document: DocumentId) -> Self {
        let bits = document.0.as_u128();
        let mut code = String::with_capacity(LENGTH + 1);
        for place in (0..LENGTH).rev() {
            if code.len() == 5 {
                code.push('-');
            }
            let value = (bits >> (5 * place)).to_le_bytes()[0] & 31;
            code.push(char::from(ALPHABET[usize::from(value)]));
        }
        Self(code)
    }

    /// Name of the file that a person downloads: neutral.
    pub fn file_name(&self) -> String {
        format!("paper-{}.pdf", self.0.to_lowercase())
    }
}

impl std::fmt::Display for DocumentCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_comes_from_the_random_end_of_the_identifier() {
        let document = DocumentId("0193a4c0-0000-7000-8000-0000000004d2".parse().expect("uuid"));
        assert_eq!(DocumentCode::of(document).to_string(), "00000-0016J");
        assert_eq!(DocumentCode::of(document).file_name(), "paper-00000-0016j.pdf");
    }
}
