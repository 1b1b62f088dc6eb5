//! Texts that staff can edit, in both languages.

use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fault, FieldErrors, text},
    lang::Lang,
};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// US English.
    pub en: String,
    /// Latin American Spanish.
    pub es: String,
}

impl Words {
    /// Both texts side by side.
    pub fn new(en: impl Into<String>, es: impl Into<String>) -> Self {
        Self { en: en.into(), es: es.into() }
    }

    /// The text in this language.
    pub fn in_(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.es)
    }

    /// The text in this language with the carrier's name at `{carrier}`; your old carrier when it has none.
    pub fn about(&self, carrier: &str, lang: Lang) -> String {
        let carrier =
            if carrier.trim().is_empty() { lang.pick("your old carrier", "tu operador anterior") } else { carrier };
        let text = self.in_(lang).replace("{carrier}", carrier.trim());
        // A sentence may begin with the words for a carrier without a name.
        let mut chars = text.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    }

    /// Whether there is nothing in either language.
    pub fn is_empty(&self) -> bool {
        self.en.trim().is_empty() && self.es.trim().is_empty()
    }

    /// What is wrong with the two texts, at `{name}.en` and `{name}.es`.
    pub(crate) fn check(&self, name: &str, max: u16, errors: &mut FieldErrors) {
        for (lang, raw) in [("en", &self.en), ("es", &self.es)] {
            // Advice may have several lines.
            let raw = raw.replace(['\n', '\r'], " ");
            errors.take::<String>(&format!("{name}.{lang}"), text(&raw, max).and_then(no_tags));
        }
    }
}

/// Texts are plain: what looks like markup was pasted by mistake.
fn no_tags(text: String) -> Result<String, Fault> {
    if text.contains(['<', '>']) { Err(Fault::BadCharacters) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carrier_is_named_if_it_has_a_name() {
        let words = Words::new("{carrier} did not answer.", "{carrier} no respondió.");
        assert_eq!(words.about("Verizon", Lang::En), "Verizon did not answer.");
        assert_eq!(words.about(" ", Lang::Es), "Tu operador anterior no respondió.");
    }
}
