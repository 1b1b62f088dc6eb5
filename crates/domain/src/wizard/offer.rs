//! What can be chosen in a wizard right now; read from the projection.

use serde::{Deserialize, Serialize};

use crate::money::Money;

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
