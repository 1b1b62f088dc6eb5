//! The activation code inside a QR image's address.

use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// Finds `LPA:1$<server>$<code>` in the `text` parameter of a QR service's URL, or in the string itself.
///
/// The code activates the line on any phone: treat it as a secret.
pub(crate) fn lpa(qr: &SecretString) -> Option<SecretString> {
    let qr = qr.expose_secret();
    let from_url = || {
        let url = Url::parse(qr).ok()?;
        url.query_pairs().find(|(key, _)| key.eq_ignore_ascii_case("text")).and_then(|(_, text)| activation(&text))
    };
    // `LPA:…` itself parses as a URL without a query, so the bare string comes first.
    activation(qr).or_else(from_url).map(Into::into)
}

fn activation(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.get(..6).filter(|head| head.eq_ignore_ascii_case("LPA:1$")).and_then(|_| text.get(6..))?;
    let mut parts = rest.split('$');
    let complete =
        parts.next().is_some_and(|server| !server.is_empty()) && parts.next().is_some_and(|code| !code.is_empty());
    complete.then(|| format!("LPA:1${rest}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(qr: &str) -> Option<String> {
        lpa(&qr.into()).map(|s| s.expose_secret().to_owned())
    }

    #[test]
    fn codes_are_found_plain_and_encoded() {
        let expected = Some("LPA:1$SMDP.EXAMPLE$ABCDE-12345".to_owned());
        assert_eq!(read("https://qr.example.com/?text=LPA:1$SMDP.EXAMPLE$ABCDE-12345"), expected);
        assert_eq!(read("https://qr.example.com/qr?text=LPA%3A1%24SMDP.EXAMPLE%24ABCDE-12345&ecLevel=H"), expected);
        assert_eq!(read("https://qr.example.com/qr?ecLevel=H&Text=lpa:1$SMDP.EXAMPLE$ABCDE-12345"), expected);
        assert_eq!(read("LPA:1$SMDP.EXAMPLE$ABCDE-12345"), expected);
    }

    #[test]
    fn anything_else_is_none() {
        for qr in
            ["", "https://api.telegent.com/qr-activation-link", "LPA:1$", "LPA:1$server$", "https://q.example/?text=x"]
        {
            assert_eq!(read(qr), None, "{qr}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = read(&text);
            let _ = read(&format!("https://q.example/?text={text}"));
        }
    }
}
