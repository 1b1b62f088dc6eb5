//! Every URL of the portal as a function, and the pattern each is routed by: one file an area.

mod care;
mod data;
mod family;
mod guardian;
mod leaving;
mod people;
mod port_in;
mod reference;
mod requests;
mod safety;
mod sign_in;
mod staff;
mod transfers;
mod wizard;

pub use care::*;
pub use data::*;
pub use family::*;
pub use guardian::*;
pub use leaving::*;
pub use people::*;
pub use port_in::*;
pub use reference::*;
pub use requests::*;
pub use safety::*;
pub use sign_in::*;
pub use staff::*;
pub use transfers::*;
pub use wizard::*;

/// Percent-encodes one path segment or query value.
fn encode(raw: &str) -> String {
    raw.bytes().fold(String::with_capacity(raw.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

/// `/`: leads everybody to their own first page.
pub fn root() -> String {
    "/".into()
}

/// `/brand.css`: the operator's colour. Named with the hue, so that another one is fetched anew.
pub fn brand_style(hue: u16) -> String {
    format!("/brand.css?hue={hue}")
}

fn with_query(path: String, pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&");
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// A further page of a list whose address may have a query already.
pub fn further(list: &str, page: u32) -> String {
    let sign = if list.contains('?') { '&' } else { '?' };
    if page > 1 { format!("{list}{sign}page={page}") } else { list.to_owned() }
}

/// `/events`: live events of the signed-in person.
pub fn events() -> String {
    "/events".into()
}

/// A place on this site to go back to: an absolute path and nothing else. What a link could smuggle in (another
/// host, a scheme, a header break) does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// Parses a path with or without query.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::back(raw).filter(|next| !next.0.starts_with("/sign-in"))
    }

    /// The same for a form that leads back to where it stood, which may be the sign-in.
    pub fn back(raw: &str) -> Option<Self> {
        let fine = raw.starts_with('/')
            && !raw.starts_with("//")
            && raw.len() <= 512
            && raw.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
            // Signing in leads to a page, not to an action or a file.
            && !["/do/", "/pkg/", "/events"].iter().any(|p| raw.starts_with(p));
        fine.then(|| Self(raw.to_owned()))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_on_this_site_are_next() {
        for good in ["/", "/accounts", "/lines/%2B13855550142?tab=data"] {
            assert!(Next::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "accounts",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/do/sign-out",
            "/sign-in",
        ] {
            assert!(Next::parse(bad).is_none(), "{bad}");
            assert!(Next::back(bad).is_none() || bad == "/sign-in", "{bad}");
        }
    }

    #[test]
    fn ids_cannot_leave_their_segment() {
        assert_eq!(account("../x?y#z"), "/accounts/..%2Fx%3Fy%23z");
        assert_eq!(line("+13855550142"), "/lines/%2B13855550142");
        assert_eq!(accounts_search("a&b=c", 2), "/accounts?q=a%26b%3Dc&page=2");
        assert_eq!(accounts_search("", 1), "/accounts");
        assert_eq!(transfers_where(&[("state", ""), ("q", "a&b")]), "/transfers?q=a%26b");
        assert_eq!(transfer_file("1", "../x"), "/transfers/1/files/..%2Fx");
        assert_eq!(further(&activity_of(&activity(), "TSUID-a&b"), 2), "/activity?person=TSUID-a%26b&page=2");
        assert_eq!(further(&activity(), 2), "/activity?page=2");
    }
}
