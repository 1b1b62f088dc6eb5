//! What a finished draft asks for, and the receipt shown before anything is bought.

use serde::Serialize;

use crate::{
    address::{Address, AreaCode, Zip},
    email::Email,
    iccid::Iccid,
    limits::DataLimits,
    money::Money,
    person::PersonName,
};

use super::Package;

/// The account to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountOrder {
    /// Its name.
    pub name: String,
    /// Where bills go.
    pub billing: Address,
    /// Where parcels go; the billing address when `None`.
    pub mailing: Option<Address>,
}

/// A person to make, or one that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonOrder {
    /// `SubscriberId` of somebody the account already has.
    pub subscriber_id: Option<String>,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: Email,
    /// Signs in here and runs the account.
    pub manager: bool,
}

/// Where a new number is to be from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// By area code.
    Code(AreaCode),
    /// By ZIP code.
    Zip(Zip),
}

impl Area {
    /// `area code 385`.
    pub fn words(&self) -> String {
        match self {
            Self::Code(code) => format!("area code {}", code.as_str()),
            Self::Zip(zip) => format!("ZIP {}", zip.as_str()),
        }
    }
}

/// What the line lives on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sim {
    /// Allocated with the number, installed by QR code.
    Esim,
    /// A card in somebody's hand.
    Card(Iccid),
}

/// Which route carries the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteOrder {
    /// The account has none: one is made.
    Make,
    /// One the account has.
    Use {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
}

/// A line to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineOrder {
    /// Index of its person in [`Order::people`].
    pub person: usize,
    /// Where the number is from.
    pub area: Area,
    /// SIM or eSIM.
    pub sim: Sim,
    /// Route of texts.
    pub message_route: RouteOrder,
    /// Route of calls.
    pub voice_route: RouteOrder,
    /// The package.
    pub package: Package,
    /// Data limits.
    pub limits: DataLimits,
}

/// Everything a new family or an added line asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// The account to make; `None` when it is there.
    pub account: Option<AccountOrder>,
    /// The people, the manager first.
    pub people: Vec<PersonOrder>,
    /// The lines, in the order of their people.
    pub lines: Vec<LineOrder>,
}

/// Another package on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanChange {
    /// The line's subscription.
    pub subscription_id: String,
    /// The package to come.
    pub package: Package,
    /// The package it takes the place of, if it is still on sale.
    pub before: Option<Package>,
}

/// One thing that will be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceiptItem {
    /// What.
    pub title: String,
    /// The facts.
    pub detail: String,
    /// Price and whether it comes every month; nothing when free.
    pub price: Option<(Money, bool)>,
}

/// What will be made and what it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// In the order in which it is made.
    pub items: Vec<ReceiptItem>,
    /// Sum of what is charged each month.
    pub monthly: Money,
    /// Sum of what is charged once.
    pub once: Money,
}

impl Receipt {
    pub(super) fn add(&mut self, title: impl Into<String>, detail: impl Into<String>, price: Option<(Money, bool)>) {
        if let Some((amount, monthly)) = price {
            let sum = if monthly { &mut self.monthly } else { &mut self.once };
            *sum = *sum + amount;
        }
        self.items.push(ReceiptItem { title: title.into(), detail: detail.into(), price });
    }
}

impl Order {
    /// The receipt; its items are the operations that will run, one for one, but for the data limits, which are an
    /// operation each and stand here with their line.
    pub fn receipt(&self) -> Receipt {
        let mut receipt = Receipt::default();
        if let Some(account) = &self.account {
            let parcels = account.mailing.as_ref().map(|address| format!(" · parcels to {}", address.one_line()));
            let addresses = format!("Bills to {}{}", account.billing.one_line(), parcels.unwrap_or_default());
            receipt.add(format!("Account “{}”", account.name), addresses, None);
        }
        let makes = |route: fn(&LineOrder) -> &RouteOrder| self.lines.iter().any(|l| *route(l) == RouteOrder::Make);
        if makes(|l| &l.message_route) {
            receipt.add("Message route", "Made for this account, delivery reports on, bypass off", None);
        }
        if makes(|l| &l.voice_route) {
            receipt.add("Voice route", "Made for this account, bypass off", None);
        }
        for person in self.people.iter().filter(|p| p.subscriber_id.is_none()) {
            let role = if person.manager { "Account manager, gets an invitation" } else { "Member" };
            receipt.add(person.name.clone(), format!("{role} · {}", person.email.as_str()), None);
        }
        for line in &self.lines {
            let name = self.people.get(line.person).map_or("", |p| p.name.as_str());
            let sim = match &line.sim {
                Sim::Esim => "eSIM".to_owned(),
                Sim::Card(iccid) => format!("SIM {}", iccid.grouped()),
            };
            receipt.add(format!("New number for {name}"), format!("From {}, {sim}", line.area.words()), None);
        }
        for line in &self.lines {
            let name = self.people.get(line.person).map_or("", |p| p.name.as_str());
            let limits = line.limits;
            receipt.add(
                format!("{} for {name}", line.package.name),
                limits.words(),
                Some((line.package.price, line.package.monthly)),
            );
        }
        receipt
    }
}

impl PlanChange {
    /// The receipt of another package on somebody's line.
    pub fn receipt(&self, person: &str, number: &str) -> Receipt {
        let mut receipt = Receipt::default();
        let price = Some((self.package.price, self.package.monthly));
        let before = self
            .before
            .as_ref()
            .map_or_else(|| "the plan now".to_owned(), |before| format!("{}, {}", before.name, before.price_words()));
        receipt.add(
            format!("{} for {person}", self.package.name),
            format!("On {number}, instead of {before}. The data limits stay as they are."),
            price,
        );
        receipt
    }
}

/// The name of a person as typed, parsed for an order.
pub(crate) fn name(raw: &str) -> Result<String, crate::fields::Fault> {
    PersonName::parse(raw).map(|n| n.as_str().to_owned())
}
