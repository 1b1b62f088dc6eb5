//! What can be chosen in a wizard right now; read from the projection.

use serde::{Deserialize, Serialize};

use crate::{
    address::PlainAddress,
    lang::Lang,
    money::Money,
    phone::E164,
    porting::{CarrierHint, NumberKind},
};

/// A package that can be put on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Telegent's `PackageId`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for, may be empty.
    pub description: String,
    /// Retail price.
    pub price: Money,
    /// Charged each month; else once.
    pub monthly: bool,
}

impl Package {
    /// `$39.99 a month`.
    pub fn price_words(&self) -> String {
        self.price.charged(self.monthly)
    }

    /// As [`Package::price_words`], in any language.
    pub fn price_words_in(&self, lang: Lang) -> String {
        self.price.charged_in(self.monthly, lang)
    }
}

/// A message or voice route of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// `MessageRouteId` or `CallRouteId`.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A subscriber the account already has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPerson {
    /// `SubscriberId`.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// Everything a draft may choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Active packages.
    pub packages: Vec<Package>,
    /// The account's message routes; empty for a new account.
    pub message_routes: Vec<Route>,
    /// The account's voice routes; empty for a new account.
    pub voice_routes: Vec<Route>,
    /// The account's people; empty for a new account.
    pub people: Vec<KnownPerson>,
    /// What is known of numbers that are to come over.
    #[serde(default)]
    pub porting: PortingOffer,
}

/// What was found out about a number that is to come over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberCheck {
    /// The number, E.164.
    pub number: String,
    /// Whether it may come; `None` when nobody answered.
    pub eligible: Option<bool>,
    /// The carrier it is with.
    pub carrier: Option<String>,
    /// What sort of number it is there.
    pub kind: Option<NumberKind>,
    /// Why it may not come, in the upstream's words.
    pub message: Option<String>,
    /// An order for it is open already.
    pub in_flight: bool,
    /// It is on a line here already.
    pub ours: bool,
}

/// What the steps of bringing a number know beside what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortingOffer {
    /// What carriers ask for.
    pub hints: Vec<CarrierHint>,
    /// Secret fields that are stored already, for example `old.pin`.
    pub saved: Vec<String>,
    /// The numbers that were asked about.
    pub checks: Vec<NumberCheck>,
    /// Today where the reader is, as days since 1970-01-01.
    pub today: i64,
    /// The reader's language.
    pub lang: Lang,
    /// The account's address: where emergency services go unless it is said otherwise.
    pub address: Option<PlainAddress>,
    /// The letter of authorisation is signed as it now stands.
    pub signed: bool,
}

impl PortingOffer {
    /// What was found out about a number.
    pub fn check(&self, number: &E164) -> Option<&NumberCheck> {
        self.checks.iter().find(|check| check.number == number.as_str())
    }

    /// What a carrier asks for.
    pub fn hint(&self, carrier: &str, kind: NumberKind) -> CarrierHint {
        CarrierHint::find(&self.hints, carrier, kind)
    }

    /// Whether a secret field is stored already.
    pub fn has(&self, field: &str) -> bool {
        self.saved.iter().any(|name| name == field)
    }
}

impl Offer {
    /// The package with this id.
    pub fn package(&self, id: &str) -> Option<&Package> {
        self.packages.iter().find(|p| p.id == id)
    }

    /// The person with this `SubscriberId`.
    pub fn person(&self, id: &str) -> Option<&KnownPerson> {
        self.people.iter().find(|p| p.id == id)
    }
}
