//! The languages of the portal.

use serde::{Deserialize, Serialize};

/// A language in which the portal speaks. Every text is written with both side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// US English.
    #[default]
    En,
    /// Latin American Spanish.
    Es,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The stored word, also that of `<html lang>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == raw)
    }

    /// Its own name, for whoever looks for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The one of two texts that is in this language.
    pub const fn pick<T: Copy>(self, en: T, es: T) -> T {
        match self {
            Self::En => en,
            Self::Es => es,
        }
    }

    /// The text in this language, where making both would be waste.
    pub fn pick_string(self, en: impl FnOnce() -> String, es: impl FnOnce() -> String) -> String {
        match self {
            Self::En => en(),
            Self::Es => es(),
        }
    }

    /// The language a browser likes best, of those we have; the first one named when it likes several the same.
    pub fn of_header(accept_language: &str) -> Self {
        let mut best = (0, Self::default());
        for part in accept_language.split(',') {
            let mut params = part.split(';');
            let tag = params.next().unwrap_or_default().trim().to_ascii_lowercase();
            let lang = tag.split('-').next().and_then(Self::parse);
            let weight = params.find_map(|p| p.trim().strip_prefix("q=").map(thousandths)).unwrap_or(1_000);
            if let Some(lang) = lang
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }
}

/// A weight of `Accept-Language` in thousandths; what is none counts for nothing.
fn thousandths(q: &str) -> u16 {
    let (whole, fraction) = q.trim().split_once('.').unwrap_or((q.trim(), ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    match whole {
        "1" => 1_000,
        "0" if fraction.len() <= 3 && digits(fraction) => format!("{fraction:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn languages_survive_storage() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.as_str()), Some(lang));
        }
        assert_eq!(Lang::parse("fr"), None);
    }

    #[test]
    fn the_browser_is_taken_at_its_word() {
        for (header, lang) in [
            ("", Lang::En),
            ("es", Lang::Es),
            ("es-MX,es;q=0.9,en;q=0.8", Lang::Es),
            ("en-US,en;q=0.9,es;q=0.8", Lang::En),
            ("fr-CA, es;q=0.3, en;q=0.25", Lang::Es),
            ("en;q=0.5,es;q=0.5", Lang::En),
            ("en;q=0, ES", Lang::Es),
            ("de,fr;q=0.5", Lang::En),
            ("es;q=x", Lang::En),
        ] {
            assert_eq!(Lang::of_header(header), lang, "{header}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_handled(raw in ".{0,60}") {
            let _ = Lang::of_header(&raw);
        }
    }
}
