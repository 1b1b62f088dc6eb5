//! The catalogue of what carriers object to: data that staff edit.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fault, FieldErrors},
    lang::Lang,
};

use super::{refusal_rows, refusal_rows_elsewhere, words::Words};

/// Key of the row for what no other row knows.
pub const UNKNOWN: &str = "unknown";
/// Key of the row for orders that neither update nor cancel finds.
pub const ORDER_MISSING: &str = "order_missing";
/// Key of the row whose code says no more than that one of many fields is wrong.
const SOMETHING_ELSE: &str = "other_1p";

/// A part of what the old carrier compares with its own records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortField {
    /// The number itself; another one is another order.
    Number,
    /// The old carrier.
    Carrier,
    /// Account number there.
    AccountNumber,
    /// PIN there.
    Pin,
    /// Who the account belongs to.
    Name,
    /// Billing address.
    Address,
    /// ZIP code of the billing address.
    Zip,
    /// The day the number is to move.
    Date,
}

impl PortField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 8] =
        [Self::Number, Self::Carrier, Self::AccountNumber, Self::Pin, Self::Name, Self::Address, Self::Zip, Self::Date];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Carrier => "carrier",
            Self::AccountNumber => "account_number",
            Self::Pin => "pin",
            Self::Name => "name",
            Self::Address => "address",
            Self::Zip => "zip",
            Self::Date => "date",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == raw)
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Number => lang.pick("Number", "Número"),
            Self::Carrier => lang.pick("Old carrier", "Operador anterior"),
            Self::AccountNumber => lang.pick("Account number", "Número de cuenta"),
            Self::Pin => lang.pick("Transfer PIN", "PIN de traslado"),
            Self::Name => lang.pick("Account holder", "Titular de la cuenta"),
            Self::Address => lang.pick("Billing address", "Dirección de facturación"),
            Self::Zip => lang.pick("ZIP code", "Código ZIP"),
            Self::Date => lang.pick("Day of the move", "Día del traslado"),
        }
    }

    /// The fields of the form that are this one; the first one gets the focus.
    pub const fn form_names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[],
            Self::Carrier => &["old.carrier"],
            Self::AccountNumber => &["old.account_number"],
            Self::Pin => &["old.pin", "old.pin_made"],
            Self::Name => &["old.name"],
            Self::Address => &["old.street1", "old.street2", "old.city", "old.state", "old.zip"],
            Self::Zip => &["old.zip"],
            Self::Date => &["old.date"],
        }
    }
}

/// What helps against a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// Correcting a field of the same order.
    Change,
    /// Doing something elsewhere, then sending the same order again.
    Resend,
    /// Waiting; a correction would only start it over.
    Wait,
    /// Cancelling, settling it with the old carrier, ordering anew.
    Restart,
    /// Telegent's staff.
    Provider,
    /// Our staff look at it; the order can't go on as it is.
    Staff,
}

impl Fix {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Change, Self::Resend, Self::Wait, Self::Restart, Self::Provider, Self::Staff];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Resend => "resend",
            Self::Wait => "wait",
            Self::Restart => "restart",
            Self::Provider => "provider",
            Self::Staff => "staff",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fix| fix.as_str() == raw)
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Change => lang.pick("Correct the fields, same order", "Corregir los campos, mismo pedido"),
            Self::Resend => lang.pick("Settle it elsewhere, send again", "Arreglarlo en otro lado y reenviar"),
            Self::Wait => lang.pick("Wait, change nothing", "Esperar sin cambiar nada"),
            Self::Restart => lang.pick("Cancel and order anew", "Cancelar y pedir de nuevo"),
            Self::Provider => lang.pick("The provider clears it", "Lo libera el proveedor"),
            Self::Staff => lang.pick("Staff look at it", "Lo revisa el personal"),
        }
    }
}

/// Who can do what helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// Who asked for the number.
    You,
    /// The holder of the old account, who may be somebody else.
    OldAccountOwner,
    /// The operator's staff.
    Staff,
    /// The portal and Telegent.
    Us,
    /// Nobody: it stays so.
    Nobody,
}

impl Mover {
    /// Everybody.
    pub const ALL: [Self; 5] = [Self::You, Self::OldAccountOwner, Self::Staff, Self::Us, Self::Nobody];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::OldAccountOwner => "old_account_owner",
            Self::Staff => "staff",
            Self::Us => "us",
            Self::Nobody => "nobody",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mover| mover.as_str() == raw)
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::You => lang.pick("You", "Tú"),
            Self::OldAccountOwner => lang.pick("The old account’s holder", "El titular de la cuenta anterior"),
            Self::Staff => lang.pick("Our staff", "Nuestro personal"),
            Self::Us => lang.pick("Us", "Nosotros"),
            Self::Nobody => lang.pick("Nobody", "Nadie"),
        }
    }
}

/// One thing a carrier objects to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The stored word.
    pub key: String,
    /// Codes it comes with, in capitals: `8A`, `GENS-0041`.
    pub codes: Vec<String>,
    /// Words of the message that tell it without a code.
    pub phrases: Vec<String>,
    /// The fields to open.
    pub fields: Vec<PortField>,
    /// What helps.
    pub fix: Fix,
    /// Who can do that.
    pub mover: Mover,
    /// What happened, short.
    pub title: Words,
    /// What to do now; `{carrier}` is the old carrier.
    pub advice: Words,
}

impl Refusal {
    /// What is wrong with a row that staff edited, by field.
    pub fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        let key_bytes = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if self.key.is_empty() {
            errors.add("key", Fault::Missing);
        } else if self.key.len() > 40 || !self.key.bytes().all(key_bytes) {
            errors.add("key", Fault::BadCharacters);
        }
        if self.codes.iter().any(|code| *code != code.trim().to_uppercase()) {
            errors.add("codes", Fault::Capitals);
        }
        for (name, list) in [("codes", &self.codes), ("phrases", &self.phrases)] {
            if list.iter().any(|entry| tokens(entry).is_empty()) {
                errors.add(name, Fault::BadCharacters);
            }
        }
        if self.fix == Fix::Change && self.fields.iter().all(|field| field.form_names().is_empty()) {
            errors.add("fields", Fault::TooFew);
        }
        self.title.check("title", 80, &mut errors);
        self.advice.check("advice", 600, &mut errors);
        errors
    }

    /// Whether a code of this row stands in this part of a message. A code of digits alone counts only where a code is
    /// expected: digits stand for many things.
    fn has_code(&self, part: &[String]) -> bool {
        self.codes.iter().map(|code| tokens(code)).filter(|code| !code.is_empty()).any(|code| {
            let digits_only = code.iter().all(|t| t.bytes().all(|b| b.is_ascii_digit()));
            part.windows(code.len()).enumerate().any(|(at, window)| {
                let expected = at == 0 || part.get(at - 1).is_some_and(|t| t.ends_with("CODE"));
                window == code && (expected || !digits_only)
            })
        })
    }

    /// Whether a phrase of this row stands in these words.
    fn has_phrase(&self, words: &[String]) -> bool {
        let mut phrases = self.phrases.iter().map(|phrase| tokens(phrase)).filter(|phrase| !phrase.is_empty());
        phrases.any(|phrase| words.windows(phrase.len()).any(|window| window == phrase))
    }
}

/// All that carriers object to, as far as we know; the order is that of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Catalogue(pub Vec<Refusal>);

impl Catalogue {
    /// What the portal starts with.
    pub fn builtin() -> Self {
        let rows = refusal_rows::TYPED.iter().chain(&refusal_rows_elsewhere::ELSEWHERE);
        Self(rows.map(refusal_rows::Row::refusal).collect())
    }

    /// The row with this key.
    pub fn get(&self, key: &str) -> Option<&Refusal> {
        self.0.iter().find(|refusal| refusal.key == key)
    }

    /// The rows with these keys, in the order of the catalogue; a key that is gone is the unknown row.
    pub fn rows(&self, keys: &[String]) -> Vec<&Refusal> {
        let gone = keys.iter().any(|key| self.get(key).is_none());
        self.0.iter().filter(|row| keys.contains(&row.key) || (gone && row.key == UNKNOWN)).collect()
    }

    /// The fields that these reasons open, in the order of the form, each once. The whole address holds the ZIP code.
    pub fn fields(&self, keys: &[String]) -> Vec<PortField> {
        let named: BTreeSet<PortField> = self.rows(keys).into_iter().flat_map(|r| r.fields.iter().copied()).collect();
        let within = |field: &PortField| *field == PortField::Zip && named.contains(&PortField::Address);
        named.iter().copied().filter(|field| !within(field)).collect()
    }

    /// What a message objects to: all that is found in it, in the order of the catalogue. The row `unknown` when
    /// nothing is. A wrapper code such as 951 is nobody's code: what stands inside the sentence counts.
    pub fn classify(&self, message: &str) -> Vec<&Refusal> {
        let parts = parts(message);
        let whole = tokens(message);
        let in_part = |row: &Refusal, part: &[String]| row.has_code(part) || row.has_phrase(part);
        // A code that says only "something" is heard where its part of the message says nothing better.
        let heard = |row: &Refusal| {
            let better = |part: &[String]| self.0.iter().any(|r| r.key != row.key && in_part(r, part));
            parts.iter().any(|part| in_part(row, part) && !(row.key == SOMETHING_ELSE && better(part)))
        };
        let found = |row: &&Refusal| {
            row.key != UNKNOWN && (heard(row) || (row.key != SOMETHING_ELSE && row.has_phrase(&whole)))
        };
        let known: Vec<&Refusal> = self.0.iter().filter(found).collect();
        if known.is_empty() { self.get(UNKNOWN).into_iter().collect() } else { known }
    }

    /// What is wrong with the catalogue as a whole: `{key}.{field}` for each row, [`Fault::KeyTaken`] at `{key}.key`.
    pub fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        let mut seen = BTreeSet::new();
        for row in &self.0 {
            if !seen.insert(&row.key) {
                errors.add(format!("{}.key", row.key), Fault::KeyTaken);
            }
            for (field, fault) in row.check().0 {
                errors.add(format!("{}.{field}", row.key), fault);
            }
        }
        errors
    }
}

/// The words of a text in capitals, without what separates them.
fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_uppercase).collect()
}

/// The parts of a message that may each hold a fault of their own.
fn parts(message: &str) -> Vec<Vec<String>> {
    let separated = message.split([';', ',', '/', '\n', '\r']).map(tokens);
    let parts =
        separated.flat_map(|words| words.split(|word| word == "AND").map(<[String]>::to_vec).collect::<Vec<_>>());
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
#[path = "refusal_tests.rs"]
pub(crate) mod tests;
