//! E-mail addresses, as far as a form can judge them.

use serde::{Deserialize, Serialize};

use crate::fields::Fault;

/// An e-mail address, lower-cased: Telegent holds them unique across its whole platform, whatever their case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Parses an address of the usual form; whether it receives mail only a mail can tell.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::TooLong`] past 254 characters, else [`Fault::Email`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let value = raw.trim();
        if value.is_empty() {
            return Err(Fault::Missing);
        }
        if value.len() > 254 {
            return Err(Fault::TooLong { max: 254 });
        }
        let (local, host) = value.rsplit_once('@').ok_or(Fault::Email)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b));
        let host_ok = host.contains('.')
            && host.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            });
        if !local_ok || !host_ok {
            return Err(Fault::Email);
        }
        Ok(Self(value.to_ascii_lowercase()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_trimmed_and_lower_cased() {
        assert_eq!(Email::parse(" Dana.Mensah+home@Example.com ").unwrap().as_str(), "dana.mensah+home@example.com");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for raw in
            ["dana", "dana@", "@example.com", "dana@example", "da na@example.com", "d@-x.com", "a..b@x.com", "ü@x.com"]
        {
            assert_eq!(Email::parse(raw), Err(Fault::Email), "{raw}");
        }
    }
}
