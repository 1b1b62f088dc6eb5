//! What each carrier asks for and where its customers find it: data that staff edit.

use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fault, FieldErrors, text},
    lang::Lang,
};

use super::{hint_rows, words::Words};

/// What sort of number it is at the old carrier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// A mobile number on a bill.
    #[default]
    Mobile,
    /// A mobile number that is paid in advance.
    Prepaid,
    /// A landline or internet telephone.
    Landline,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Mobile, Self::Prepaid, Self::Landline];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Prepaid => "prepaid",
            Self::Landline => "landline",
        }
    }

    /// From the stored word, or from the upstream's `NumberType` in whatever words.
    pub fn parse(raw: &str) -> Option<Self> {
        match raw.trim().to_ascii_lowercase().as_str() {
            "mobile" | "wireless" | "cellular" | "postpaid" => Some(Self::Mobile),
            "prepaid" => Some(Self::Prepaid),
            "landline" | "wireline" | "fixed" | "voip" => Some(Self::Landline),
            _ => None,
        }
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Mobile => lang.pick("Mobile, with a monthly bill", "Móvil, con factura mensual"),
            Self::Prepaid => lang.pick("Mobile, prepaid", "Móvil, de prepago"),
            Self::Landline => lang.pick("Landline or internet phone", "Línea fija o teléfono por internet"),
        }
    }
}

/// Whether a carrier asks for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It refuses without.
    Required,
    /// Some of its accounts have it.
    Optional,
    /// It has no such thing: the field is not shown.
    None,
}

impl Need {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::None];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::None => "none",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.as_str() == raw)
    }
}

/// How a carrier has a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldHint {
    /// Whether it asks for it.
    pub need: Need,
    /// Its name for it.
    pub label: Words,
    /// Where it is found or made.
    pub hint: Words,
    /// Fewest characters it has.
    pub min: u8,
    /// Most characters it has.
    pub max: u8,
    /// It has digits alone.
    pub digits_only: bool,
}

impl FieldHint {
    /// What is wrong with a cleaned value; an empty one where one is needed is [`Fault::Missing`].
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::DigitsOnly`], [`Fault::BadCharacters`], [`Fault::TooShort`], [`Fault::TooLong`].
    pub fn judge(&self, value: &str) -> Result<(), Fault> {
        let length = value.chars().count();
        match self.need {
            Need::None => return Ok(()),
            Need::Optional if length == 0 => return Ok(()),
            Need::Required if length == 0 => return Err(Fault::Missing),
            Need::Required | Need::Optional => {}
        }
        if self.digits_only && !value.bytes().all(|b| b.is_ascii_digit()) {
            Err(Fault::DigitsOnly)
        } else if value.chars().any(char::is_control) {
            Err(Fault::BadCharacters)
        } else if length < usize::from(self.min) {
            Err(Fault::TooShort { min: self.min.into() })
        } else if length > usize::from(self.max) {
            Err(Fault::TooLong { max: self.max.into() })
        } else {
            Ok(())
        }
    }

    fn check(&self, name: &str, errors: &mut FieldErrors) {
        if self.max == 0 || self.min > self.max {
            errors.add(format!("{name}.max"), Fault::Amount);
        }
        self.label.check(&format!("{name}.label"), 60, errors);
        self.hint.check(&format!("{name}.hint"), 400, errors);
    }
}

/// What a carrier asks for, for one sort of number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarrierHint {
    /// Its name; empty for the row of all others.
    pub carrier: String,
    /// Other names it goes by, also in the upstream's answers.
    pub aliases: Vec<String>,
    /// The sort of number.
    pub kind: NumberKind,
    /// The account number there; always required.
    pub account_number: FieldHint,
    /// The PIN there.
    pub pin: FieldHint,
    /// How many days a PIN lives, if it ends by itself.
    pub pin_days: Option<u16>,
    /// Who may make the PIN.
    pub who: Words,
    /// The carrier whose network it is, for one that has none.
    pub reseller_of: Option<String>,
}

impl CarrierHint {
    /// The row of these for a carrier's name as it is typed or answered. When the carrier has none of this kind, its
    /// other wireless one, as upstream does not tell prepaid numbers apart; else the row for all others, with this name.
    pub fn find(rows: &[Self], carrier: &str, kind: NumberKind) -> Self {
        let wireless = kind != NumberKind::Landline;
        let kinds: Vec<NumberKind> = [kind, NumberKind::Mobile, NumberKind::Prepaid]
            .into_iter()
            .filter(|k| *k == kind || (wireless && *k != NumberKind::Landline))
            .collect();
        let own = best(rows, carrier).map(|row| row.carrier.clone());
        let named = own.and_then(|own| {
            kinds.iter().find_map(|k| rows.iter().find(|row| row.kind == *k && row.carrier == own)).cloned()
        });
        let general = || rows.iter().find(|row| row.carrier.trim().is_empty() && row.kind == kind).cloned();
        named.unwrap_or_else(|| {
            let row = general().unwrap_or_else(|| hint_rows::general(kind).hint());
            Self { carrier: carrier.trim().to_owned(), ..row }
        })
    }

    /// The name by which a carrier has a row of these, if it has one.
    pub fn known_name<'a>(rows: &'a [Self], carrier: &str) -> Option<&'a str> {
        best(rows, carrier).map(|row| row.carrier.as_str())
    }

    /// What is wrong with a row that staff edited, by field.
    pub fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        if !self.carrier.is_empty() {
            errors.take("carrier", text(&self.carrier, 60));
        }
        if self.aliases.iter().any(|alias| tokens(alias).is_empty()) {
            errors.add("aliases", Fault::BadCharacters);
        }
        // Upstream takes no order without one.
        if self.account_number.need != Need::Required {
            errors.add("account_number.need", Fault::Choice);
        }
        self.account_number.check("account_number", &mut errors);
        self.pin.check("pin", &mut errors);
        if self.pin_days.is_some_and(|days| days == 0 || days > 366) {
            errors.add("pin_days", Fault::Amount);
        }
        self.who.check("who", 300, &mut errors);
        errors
    }

    /// Where one of its names begins in `name`, and how long that is.
    fn stands_in(&self, name: &[String]) -> Option<(usize, usize)> {
        let names = std::iter::once(&self.carrier).chain(&self.aliases).map(|n| tokens(n)).filter(|n| !n.is_empty());
        let found = names.filter_map(|own| Some((name.windows(own.len()).position(|w| w == own)?, own.len())));
        found.min_by_key(|(at, len)| (*at, std::cmp::Reverse(*len)))
    }
}

/// The row whose name stands first in a carrier's name: `Metro by T-Mobile` is Metro.
fn best<'a>(rows: &'a [CarrierHint], carrier: &str) -> Option<&'a CarrierHint> {
    let name = tokens(carrier);
    let found = rows.iter().filter_map(|row| Some((row.stands_in(&name)?, row)));
    found.min_by_key(|((at, len), _)| (*at, std::cmp::Reverse(*len))).map(|(_, row)| row)
}

fn tokens(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// What all carriers ask for, as far as we know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hints(pub Vec<CarrierHint>);

impl Hints {
    /// What the portal starts with.
    pub fn builtin() -> Self {
        Self(hint_rows::ROWS.iter().map(hint_rows::Row::hint).collect())
    }

    /// As [`CarrierHint::find`].
    pub fn find(&self, carrier: &str, kind: NumberKind) -> CarrierHint {
        CarrierHint::find(&self.0, carrier, kind)
    }

    /// The carriers' names, each once, in alphabetical order: what the form suggests.
    pub fn carriers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|row| row.carrier.as_str()).filter(|n| !n.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(carrier: &str, kind: NumberKind) -> (String, NumberKind) {
        let hint = Hints::builtin().find(carrier, kind);
        (hint.carrier, hint.kind)
    }

    #[test]
    fn a_carrier_is_known_by_any_of_its_names() {
        use NumberKind::{Landline, Mobile, Prepaid};
        for (raw, kind, name, row) in [
            ("VERIZON WIRELESS-NSR/2", Mobile, "Verizon", Mobile),
            ("Cellco Partnership dba Verizon Wireless", Prepaid, "Verizon", Prepaid),
            ("at&t mobility", Mobile, "AT&T", Mobile),
            ("T-MOBILE USA, INC.", Mobile, "T-Mobile", Mobile),
            ("Metro by T-Mobile", Mobile, "Metro", Prepaid),
            ("U.S. Cellular", Mobile, "US Cellular", Mobile),
            ("Visible by Verizon", Prepaid, "Visible", Prepaid),
            ("Comcast", Landline, "Comcast", Landline),
            ("Verizon", Landline, "Verizon", Landline),
            ("  ", Mobile, "", Mobile),
        ] {
            assert_eq!(found(raw, kind), (name.to_owned(), row), "{raw}");
        }
        // Landlines of a wireless carrier follow the general row.
        assert_eq!(Hints::builtin().find("Verizon", Landline).pin.need, Need::Optional);
        assert_eq!(Hints(Vec::new()).find("Anybody", Prepaid).kind, Prepaid);
    }

    #[test]
    fn values_are_judged_as_the_carrier_has_them() {
        let verizon = Hints::builtin().find("Verizon", NumberKind::Mobile);
        assert_eq!(verizon.account_number.judge(""), Err(Fault::Missing));
        assert_eq!(verizon.account_number.judge("12345678900001"), Ok(()));
        assert_eq!(verizon.account_number.judge("123456789-00001"), Err(Fault::DigitsOnly));
        assert_eq!(verizon.pin.judge("12345"), Err(Fault::TooShort { min: 6 }));
        assert_eq!(verizon.pin.judge("1234567"), Err(Fault::TooLong { max: 6 }));
        let landline = Hints::builtin().find("", NumberKind::Landline);
        assert_eq!(landline.pin.judge(""), Ok(()));
    }

    #[test]
    fn a_row_edited_wrongly_says_where() {
        let mut row = Hints::builtin().find("Verizon", NumberKind::Mobile);
        row.account_number.need = Need::Optional;
        (row.pin.min, row.pin.max) = (7, 6);
        row.pin.hint.es = String::new();
        row.pin_days = Some(0);
        row.aliases.push(" - ".into());
        let errors = row.check();
        assert_eq!(errors.at("account_number.need"), Some(&Fault::Choice));
        assert_eq!(errors.at("pin.max"), Some(&Fault::Amount));
        assert_eq!(errors.at("pin.hint.es"), Some(&Fault::Missing));
        assert_eq!(errors.at("pin_days"), Some(&Fault::Amount));
        assert_eq!(errors.at("aliases"), Some(&Fault::BadCharacters));
    }

    #[test]
    fn the_builtin_rows_are_in_order() {
        let hints = Hints::builtin();
        for row in &hints.0 {
            assert_eq!(row.check(), FieldErrors::default(), "{}", row.carrier);
            let same = hints.0.iter().filter(|r| (&r.carrier, r.kind) == (&row.carrier, row.kind)).count();
            assert_eq!(same, 1, "{} {:?}", row.carrier, row.kind);
            assert_eq!(hints.find(&row.carrier, row.kind).kind, row.kind);
            if let Some(network) = &row.reseller_of {
                assert_eq!(CarrierHint::known_name(&hints.0, network), Some(network.as_str()));
            }
        }
        for kind in NumberKind::ALL {
            assert_eq!(NumberKind::parse(kind.as_str()), Some(kind));
            assert!(hints.0.iter().any(|r| r.carrier.is_empty() && r.kind == kind));
        }
        let json = serde_json::to_string(&hints).unwrap();
        assert_eq!(serde_json::from_str::<Hints>(&json).unwrap(), hints);
    }

    proptest! {
        #[test]
        fn any_carrier_has_a_row_of_its_sort(carrier in ".{0,30}", kind in 0usize..3) {
            let hint = Hints::builtin().find(&carrier, NumberKind::ALL[kind]);
            let landline = |k| k == NumberKind::Landline;
            prop_assert_eq!(landline(hint.kind), landline(NumberKind::ALL[kind]));
        }
    }
}
