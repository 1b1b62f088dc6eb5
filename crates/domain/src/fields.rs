//! What a form posts, and what is wrong with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The raw text of a form: field name → what was typed. Kept as typed, so that a refused form can be shown again
/// without loss; parsing never changes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The trimmed text of a field; empty when it was not posted.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |v| v.trim())
    }

    /// Whether a checkbox was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !matches!(self.get(name), "" | "false" | "off" | "no")
    }

    /// Sets a field.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Removes every field whose name `belongs` and puts `posted`'s in their place: what leaving a wizard step does.
    pub fn replace(&mut self, belongs: impl Fn(&str) -> bool, posted: Fields) {
        self.0.retain(|name, _| !belongs(name));
        self.0.extend(posted.0.into_iter().filter(|(name, _)| belongs(name)));
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Fields {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }
}

/// What is wrong with one field, as a closed set: the words are chosen where they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// Nothing was entered.
    Missing,
    /// Longer than the field allows.
    TooLong {
        /// Most characters allowed.
        max: u16,
    },
    /// Characters that cannot be in such a value.
    BadCharacters,
    /// Not the form of an e-mail address.
    Email,
    /// Somebody on this account or platform already uses the address.
    EmailTaken,
    /// The same address twice in one form.
    EmailTwice,
    /// Not a phone number at all.
    Phone,
    /// A phone number, but of another country.
    PhoneForeign,
    /// ICCIDs have 19 or 20 digits.
    IccidLength,
    /// The check digit does not fit.
    IccidCheck,
    /// ICCIDs of SIM cards begin with 89.
    IccidPrefix,
    /// The SIM is already on another line.
    IccidTaken,
    /// The same SIM twice in one form.
    IccidTwice,
    /// Not a five-digit ZIP code.
    Zip,
    /// Not a three-digit area code.
    AreaCode,
    /// Not one of the fifty states, DC or a territory.
    State,
    /// No numbers to be had there now.
    NoStock,
    /// Two fields of which one is to be filled in, and both are.
    OneOfTwo,
    /// Not one of the choices offered.
    Choice,
    /// The plan a line has already.
    SamePlan,
    /// Not a positive amount.
    Amount,
    /// Must be less than the field after it.
    NotRising,
    /// Fewer than the least needed.
    TooFew,
    /// More than can be handled in one go.
    TooMany,
    /// Shorter than a password may be.
    PasswordShort {
        /// Fewest characters allowed.
        min: u16,
    },
    /// The repeated password differs.
    PasswordDiffers,
    /// Words from upstream, shown as they came.
    Upstream {
        /// The upstream's own message.
        message: String,
    },
}

impl Fault {
    /// The sentence shown at the field.
    pub fn message(&self) -> String {
        match self {
            Self::Missing => "Please fill this in.".into(),
            Self::TooLong { max } => format!("At most {max} characters."),
            Self::BadCharacters => "This has characters that can’t be used here.".into(),
            Self::Email => "That doesn’t look like an e-mail address, for example dana@example.com.".into(),
            Self::EmailTaken => "This e-mail address is already in use. Each person needs their own.".into(),
            Self::EmailTwice => "Two people have this e-mail address. Each person needs their own.".into(),
            Self::Phone => "A US phone number has ten digits, for example (385) 555-0142.".into(),
            Self::PhoneForeign => "Only US numbers (+1) can be used here.".into(),
            Self::IccidLength => "A SIM number has 19 or 20 digits. It is printed on the card.".into(),
            Self::IccidCheck => {
                "The last digit does not fit. On the card it is printed in groups of four; it starts with 8901.".into()
            }
            Self::IccidPrefix => "A SIM number starts with 89.".into(),
            Self::IccidTaken => "This SIM is already on another line.".into(),
            Self::IccidTwice => "Two lines have this SIM. Each line needs its own.".into(),
            Self::Zip => "A ZIP code has five digits.".into(),
            Self::AreaCode => "An area code has three digits, for example 385.".into(),
            Self::State => "Choose a state.".into(),
            Self::NoStock => "No numbers are available there right now. Try another area code or a ZIP code.".into(),
            Self::OneOfTwo => "Fill in one of the two: the area code or the ZIP code.".into(),
            Self::Choice => "Choose one of these.".into(),
            Self::SamePlan => "This is the plan the line has now. Choose another one.".into(),
            Self::Amount => "Enter an amount above zero, for example 5 GB or 500 MB.".into(),
            Self::NotRising => "Each mark must be higher than the one before: notify, then slow, then stop.".into(),
            Self::TooFew => "At least one is needed.".into(),
            Self::TooMany => "That is more than fits in one go.".into(),
            Self::PasswordShort { min } => format!("Use at least {min} characters. A few words together work well."),
            Self::PasswordDiffers => "The two passwords are not the same.".into(),
            Self::Upstream { message } => message.clone(),
        }
    }
}

/// Field name → what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub BTreeMap<String, Fault>);

impl FieldErrors {
    /// Keeps the value of a parse, or notes its fault at `name`.
    pub fn take<T>(&mut self, name: &str, parsed: Result<T, Fault>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(name, fault);
                None
            }
        }
    }

    /// Notes a fault; the first one at a field stays.
    pub fn add(&mut self, name: impl Into<String>, fault: Fault) {
        self.0.entry(name.into()).or_insert(fault);
    }

    /// The fault at a field.
    pub fn at(&self, name: &str) -> Option<&Fault> {
        self.0.get(name)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok(())` when nothing is wrong.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// Required text of at most `max` characters, without control characters.
pub(crate) fn text(raw: &str, max: u16) -> Result<String, Fault> {
    let value = raw.trim();
    if value.is_empty() {
        return Err(Fault::Missing);
    }
    if value.chars().count() > usize::from(max) {
        return Err(Fault::TooLong { max });
    }
    if value.chars().any(char::is_control) {
        return Err(Fault::BadCharacters);
    }
    Ok(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_a_step_keeps_the_others_and_drops_strangers() {
        let mut fields = Fields::from([("a.name", "x"), ("a.same", "on"), ("b.name", "y")]);
        fields.replace(|n| n.starts_with("a."), Fields::from([("a.name", "z"), ("b.name", "forged")]));
        assert_eq!(fields, Fields::from([("a.name", "z"), ("b.name", "y")]));
    }

    #[test]
    fn the_first_fault_at_a_field_stays() {
        let mut errors = FieldErrors::default();
        errors.add("email", Fault::Missing);
        errors.add("email", Fault::Email);
        assert_eq!(errors.at("email"), Some(&Fault::Missing));
    }
}
