//! What will probably be refused, said before it is sent. It warns and stops nothing.

use crate::{address::PlainAddress, lang::Lang, phone::E164};

use super::{
    hints::{CarrierHint, NumberKind},
    pin::{PinLife, pin_left},
    places::{is_po_box, zip_in_state},
    refusal::PortField,
};

/// What a warning is drawn from. Secrets are here only while they are being posted.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PortFacts {
    /// The numbers.
    pub numbers: Vec<E164>,
    /// What sort of account it is said to be.
    pub kind: NumberKind,
    /// The carrier on the bill.
    pub carrier: String,
    /// Carrier and kind of each number as the network has them.
    pub networks: Vec<(String, Option<NumberKind>)>,
    /// The account number, cleaned, if it was typed just now.
    pub account_number: Option<String>,
    /// The PIN, cleaned, if it was typed just now.
    pub pin: Option<String>,
    /// The day the PIN was made.
    pub pin_made: Option<i64>,
    /// How long a PIN of this carrier lives.
    pub pin_days: Option<u16>,
    /// Who the account belongs to.
    pub name: String,
    /// Billing address.
    pub address: PlainAddress,
    /// Today.
    pub today: i64,
}

impl std::fmt::Debug for PortFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PortFacts")
            .field("carrier", &self.carrier)
            .field("numbers", &self.numbers)
            .finish_non_exhaustive()
    }
}

/// Something that is probably wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The number is on another sort of account than was chosen.
    KindDiffers,
    /// The numbers are at more than one carrier.
    CarriersDiffer,
    /// The carrier on the bill sells lines on another one's network.
    Reseller {
        /// Who sends the bill.
        bill: String,
        /// Whose network it is.
        network: String,
    },
    /// The network knows another carrier than the one that was entered.
    CarrierDiffers {
        /// The one entered.
        bill: String,
        /// The one the network knows.
        network: String,
    },
    /// The account number is one of the phone numbers.
    AccountNumberIsPhoneNumber,
    /// One digit again and again, or 1234…
    RepeatedDigits(PortField),
    /// The PIN has run out.
    PinExpired,
    /// The PIN runs out today.
    PinLastDay,
    /// The holder is a company.
    BusinessName,
    /// The billing address is a post office's box.
    PoBox,
    /// The ZIP code is in another state.
    ZipNotInState {
        /// The ZIP code.
        zip: String,
        /// The state.
        state: String,
    },
}

impl Warning {
    /// The fields of the form it is about.
    pub const fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::KindDiffers => &["old.kind"],
            Self::CarriersDiffer | Self::Reseller { .. } | Self::CarrierDiffers { .. } => {
                PortField::Carrier.form_names()
            }
            Self::AccountNumberIsPhoneNumber => PortField::AccountNumber.form_names(),
            Self::RepeatedDigits(field) => field.form_names(),
            Self::PinExpired | Self::PinLastDay => PortField::Pin.form_names(),
            Self::BusinessName => PortField::Name.form_names(),
            Self::PoBox => &["old.street1"],
            Self::ZipNotInState { .. } => &["old.zip", "old.state"],
        }
    }

    /// What is probably wrong, and what to do.
    pub fn words(&self, lang: Lang) -> String {
        let plain = |en: &str, es: &str| lang.pick(en, es).to_owned();
        match self {
            Self::KindDiffers => plain(
                "The network says that this is another sort of number. Check whether it is mobile, prepaid or a landline.",
                "La red dice que es otro tipo de número. Revisa si es móvil, de prepago o una línea fija.",
            ),
            Self::CarriersDiffer => plain(
                "These numbers are with more than one carrier. Bring those of one account at a time.",
                "Estos números están con más de un operador. Trae los de una cuenta a la vez.",
            ),
            Self::Reseller { bill, network } => lang.pick_string(
                || format!("Your bill is from {bill}, on the network of {network}. Use the account number and PIN of {bill}, from its app or its support."),
                || format!("Tu factura es de {bill}, en la red de {network}. Usa el número de cuenta y el PIN de {bill}, de su aplicación o su soporte."),
            ),
            Self::CarrierDiffers { bill, network } => lang.pick_string(
                || format!("You entered {bill}, and the network says {network}. Enter the name on the bill; if that is {bill}, go on."),
                || format!("Escribiste {bill}, y la red dice {network}. Escribe el nombre de la factura; si es {bill}, continúa."),
            ),
            Self::AccountNumberIsPhoneNumber => plain(
                "This is the phone number. The account number is usually another one; it stands on the bill.",
                "Este es el número de teléfono. El número de cuenta suele ser otro; está en la factura.",
            ),
            Self::RepeatedDigits(_) => plain(
                "These digits look made up. Copy them from the bill or the app.",
                "Estos dígitos parecen inventados. Cópialos de la factura o de la aplicación.",
            ),
            Self::PinExpired => plain(
                "This PIN has probably expired. Make a new one and enter it with the day you made it.",
                "Este PIN probablemente venció. Crea uno nuevo y escríbelo con el día en que lo creaste.",
            ),
            Self::PinLastDay => plain(
                "This PIN ends today. A new one is safer.",
                "Este PIN vence hoy. Uno nuevo es más seguro.",
            ),
            Self::BusinessName => plain(
                "This looks like a company. Enter its name as on the bill; somebody allowed to act for it must sign.",
                "Parece una empresa. Escribe su nombre como en la factura; debe firmar alguien autorizado por ella.",
            ),
            Self::PoBox => plain(
                "This is a PO box. Carriers usually have the street address; check the bill.",
                "Esto es un apartado postal. Los operadores suelen tener la dirección de la calle; revisa la factura.",
            ),
            Self::ZipNotInState { zip, state } => lang.pick_string(
                || format!("ZIP code {zip} is not in {state}. Check both against the bill."),
                || format!("El código ZIP {zip} no está en {state}. Revisa ambos con la factura."),
            ),
        }
    }

    /// One word for a list of warnings: it differs when the list does, and holds no secret. Whoever has seen this list
    /// goes on by sending it back.
    pub fn fingerprint(warnings: &[Self]) -> String {
        let word = |warning: &Self| match warning {
            Self::KindDiffers => "kind".to_owned(),
            Self::CarriersDiffer => "carriers".to_owned(),
            Self::Reseller { bill, network } | Self::CarrierDiffers { bill, network } => {
                format!("carrier:{bill}:{network}")
            }
            Self::AccountNumberIsPhoneNumber => "account-phone".to_owned(),
            Self::RepeatedDigits(field) => format!("digits:{}", field.as_str()),
            Self::PinExpired => "pin-expired".to_owned(),
            Self::PinLastDay => "pin-today".to_owned(),
            Self::BusinessName => "business".to_owned(),
            Self::PoBox => "po-box".to_owned(),
            Self::ZipNotInState { zip, state } => format!("zip:{zip}:{state}"),
        };
        warnings.iter().map(word).collect::<Vec<_>>().join(" ")
    }
}

/// What is probably wrong, in the order of the form.
pub fn preflight(facts: &PortFacts, hints: &[CarrierHint]) -> Vec<Warning> {
    let mut out = Vec::new();
    let landline = |kind: NumberKind| kind == NumberKind::Landline;
    if facts.networks.iter().any(|(_, kind)| kind.is_some_and(|kind| landline(kind) != landline(facts.kind))) {
        out.push(Warning::KindDiffers);
    }
    carrier(facts, hints, &mut out);
    if let Some(account) = &facts.account_number {
        if facts.numbers.iter().any(|number| is_number(account, number)) {
            out.push(Warning::AccountNumberIsPhoneNumber);
        } else if made_up(account) {
            out.push(Warning::RepeatedDigits(PortField::AccountNumber));
        }
    }
    if facts.pin.as_deref().is_some_and(made_up) {
        out.push(Warning::RepeatedDigits(PortField::Pin));
    }
    if let (Some(made), Some(days)) = (facts.pin_made, facts.pin_days) {
        match pin_left(made, facts.today, days) {
            PinLife::Expired => out.push(Warning::PinExpired),
            PinLife::LastDay => out.push(Warning::PinLastDay),
            PinLife::Fresh(_) => {}
        }
    }
    if is_business(&facts.name) {
        out.push(Warning::BusinessName);
    }
    if is_po_box(&facts.address.street1) || is_po_box(&facts.address.street2) {
        out.push(Warning::PoBox);
    }
    let PlainAddress { zip, state, .. } = &facts.address;
    if !zip_in_state(zip, state) {
        out.push(Warning::ZipNotInState { zip: zip.clone(), state: state.clone() });
    }
    out
}

/// Whether the carrier on the bill and those the network knows go together.
fn carrier(facts: &PortFacts, hints: &[CarrierHint], out: &mut Vec<Warning>) {
    let known = |name: &str| CarrierHint::known_name(hints, name).map(str::to_owned);
    let named: Vec<&str> = facts.networks.iter().map(|(name, _)| name.trim()).filter(|name| !name.is_empty()).collect();
    let same = |a: &str, b: &str| match (known(a), known(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.eq_ignore_ascii_case(b),
    };
    let Some(network) = named.first() else { return };
    if named.iter().any(|name| !same(name, network)) {
        out.push(Warning::CarriersDiffer);
        return;
    }
    let bill = facts.carrier.trim();
    if bill.is_empty() || same(bill, network) {
        return;
    }
    let name = |raw: &str| known(raw).unwrap_or_else(|| raw.to_owned());
    let (bill_name, network_name) = (name(bill), name(network));
    let sold_on = hints.iter().find(|row| row.carrier == bill_name).and_then(|row| row.reseller_of.clone());
    let (bill, network) = (bill_name, network_name);
    out.push(if sold_on.as_deref() == Some(network.as_str()) {
        Warning::Reseller { bill, network }
    } else {
        Warning::CarrierDiffers { bill, network }
    });
}

/// Whether an account number is this phone number, with or without its country code.
fn is_number(account: &str, number: &E164) -> bool {
    let digits: String = account.chars().filter(char::is_ascii_digit).collect();
    let national = number.as_str().trim_start_matches("+1");
    digits == national || digits.strip_prefix('1') == Some(national)
}

/// One digit four times and more, or digits that count up or down.
fn made_up(value: &str) -> bool {
    let bytes = value.as_bytes();
    let steps = |by: i16| bytes.windows(2).all(|pair| matches!(pair, [a, b] if i16::from(*b) - i16::from(*a) == by));
    bytes.len() >= 4 && bytes.iter().all(u8::is_ascii_digit) && (steps(0) || steps(1) || steps(-1))
}

fn is_business(name: &str) -> bool {
    const ENDS: [&str; 7] = ["LLC", "INC", "CORP", "LTD", "LLP", "COMPANY", "CORPORATION"];
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_uppercase);
    words.into_iter().any(|word| ENDS.contains(&word.as_str()))
}

#[cfg(test)]
#[path = "preflight_tests.rs"]
mod tests;
