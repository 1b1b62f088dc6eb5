//! What a form shows again.

use std::sync::Arc;

use domain::{Fault, FieldErrors, Fields};

/// What was typed and what is wrong with it. Clones share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState(Arc<(Fields, FieldErrors)>);

/// One field of a form: its name, text and fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The name it is posted under; also its id in the page.
    pub name: String,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

impl FormState {
    /// The state of a form.
    pub fn new(fields: Fields, errors: FieldErrors) -> Self {
        Self(Arc::new((fields, errors)))
    }

    /// The field of this name.
    pub fn at(&self, name: impl Into<String>) -> At {
        let name = name.into();
        At { value: self.fields().get(&name).to_owned(), fault: self.errors().at(&name).cloned(), name }
    }

    /// The field of this name, or this value when nothing was typed.
    pub fn at_or(&self, name: impl Into<String>, value: &str) -> At {
        let mut at = self.at(name);
        if at.value.is_empty() {
            value.clone_into(&mut at.value);
        }
        at
    }

    /// The part of it that belongs to one of several forms of a page.
    #[must_use]
    pub fn only(&self, belongs: impl Fn(&str) -> bool) -> Self {
        let (mut fields, mut errors) = (self.fields().clone(), self.errors().clone());
        fields.0.retain(|name, _| belongs(name));
        errors.0.retain(|name, _| belongs(name));
        Self::new(fields, errors)
    }

    /// What was typed.
    pub fn fields(&self) -> &Fields {
        &self.0.0
    }

    /// What is wrong.
    pub fn errors(&self) -> &FieldErrors {
        &self.0.1
    }
}

impl At {
    /// A field nothing was typed in yet.
    pub fn empty(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Whether a checkbox of this value is ticked.
    pub fn ticked(&self) -> bool {
        !matches!(self.value.as_str(), "" | "false" | "off" | "no")
    }

    /// What `aria-describedby` names: the hint, then the error.
    pub(super) fn described_by(&self, hint: bool) -> Option<String> {
        let mut ids = Vec::new();
        if hint {
            ids.push(format!("{}-hint", self.name));
        }
        if self.fault.is_some() {
            ids.push(format!("{}-error", self.name));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `true` where `aria-invalid` belongs.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.fault.as_ref().map(|_| "true")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_described_by_what_it_shows() {
        let mut errors = FieldErrors::default();
        errors.add("zip", Fault::Zip);
        let form = FormState::new(Fields::from([("zip", "1")]), errors);
        assert_eq!(form.at("zip").described_by(true).as_deref(), Some("zip-hint zip-error"));
        assert_eq!(form.at("zip").value, "1");
        assert_eq!(form.at("city").described_by(false), None);
        assert_eq!(form.at_or("speed", "1-mbps").value, "1-mbps");
    }
}
