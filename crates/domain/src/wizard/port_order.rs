//! What a finished draft asks for that brings numbers over, and its receipt.

use std::fmt;

use crate::{
    address::Address,
    email::Email,
    lang::Lang,
    limits::DataLimits,
    phone::E164,
    porting::{LetterFacts, NumberKind},
};

use super::{Package, PersonOrder, Receipt, RouteOrder, Sim};

/// What only the old account's holder knows. It is no part of what is written down of an order.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// Typed just now, cleaned.
    Given(String),
    /// Stored already, sealed.
    Saved,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Given(_) => "Given(…)",
            Self::Saved => "Saved",
        })
    }
}

impl Secret {
    /// What was typed just now.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Given(value) => Some(value),
            Self::Saved => None,
        }
    }
}

/// The account at the old carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldAccount {
    /// What sort of account.
    pub kind: NumberKind,
    /// The carrier on the bill.
    pub carrier: String,
    /// Its account number.
    pub account_number: Secret,
    /// Its PIN, where it has one.
    pub pin: Option<Secret>,
    /// The day the PIN was made, `yyyy-mm-dd`.
    pub pin_made: Option<String>,
    /// The holder, as on the bill.
    pub name: String,
    /// The billing address, as on the bill.
    pub address: Address,
    /// The day a landline is to move, `yyyy-mm-dd`.
    pub date: Option<String>,
}

/// Who gets the numbers, on what, and where emergency services go: the parsed step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortLines {
    /// Person, SIM and package of each number, in the order of the numbers.
    pub lines: Vec<(PersonOrder, Sim, Package)>,
    /// Which number is the old account's main line.
    pub owner: Option<usize>,
    /// Where emergency services go.
    pub e911: Address,
}

/// How the letter of authorisation is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authorisation {
    /// On this screen, by whoever typed the name.
    Here {
        /// The name as typed.
        name: String,
    },
    /// By the holder, through a link in a mail.
    Link {
        /// The holder.
        name: String,
        /// Where the link goes.
        email: Email,
    },
}

impl Authorisation {
    /// Who signs.
    pub fn name(&self) -> &str {
        match self {
            Self::Here { name } | Self::Link { name, .. } => name,
        }
    }
}

/// A number that comes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortLine {
    /// The number.
    pub number: E164,
    /// Its place in the form.
    pub position: usize,
    /// Who gets it.
    pub person: PersonOrder,
    /// SIM or eSIM.
    pub sim: Sim,
    /// The package.
    pub package: Package,
    /// Data limits, as the package's name proposes them.
    pub limits: DataLimits,
    /// It is the old account's main line: the last one to move.
    pub owner: bool,
}

/// Numbers from one old account, under one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortOrder {
    /// The old account.
    pub old: OldAccount,
    /// The numbers, the main line last.
    pub lines: Vec<PortLine>,
    /// Route of texts, for all of them.
    pub message_route: RouteOrder,
    /// Route of calls, for all of them.
    pub voice_route: RouteOrder,
    /// Where emergency services go.
    pub e911: Address,
    /// How the letter was signed.
    pub authorisation: Authorisation,
}

impl PortOrder {
    /// What the letter of authorisation names.
    pub fn letter_facts(&self, operator: &str, date: &str) -> LetterFacts {
        letter_facts(&self.old, self.lines.iter().map(|line| &line.number), operator, date)
    }

    /// The receipt: what will be sent and made, in its order, and what it costs.
    pub fn receipt(&self, lang: Lang) -> Receipt {
        let mut receipt = Receipt::default();
        let carrier = &self.old.carrier;
        let (signer, holder) = (self.authorisation.name(), &self.old.name);
        receipt.add(
            lang.pick("Letter of authorization", "Carta de autorización"),
            lang.pick_string(
                || format!("Signed by {signer} for {holder}’s account at {carrier}"),
                || format!("Firmada por {signer} para la cuenta de {holder} en {carrier}"),
            ),
            None,
        );
        if self.message_route == RouteOrder::Make || self.voice_route == RouteOrder::Make {
            receipt.add(
                lang.pick("Routes for calls and texts", "Rutas de llamadas y mensajes"),
                lang.pick("Made for this account", "Se crean para esta cuenta"),
                None,
            );
        }
        for person in self.lines.iter().map(|line| &line.person).filter(|p| p.subscriber_id.is_none()) {
            let member = lang.pick("Member", "Miembro");
            receipt.add(person.name.clone(), format!("{member} · {}", person.email.as_str()), None);
        }
        for line in &self.lines {
            let (number, person) = (line.number.national(), &line.person.name);
            let sim = match &line.sim {
                Sim::Esim => "eSIM".to_owned(),
                Sim::Card(iccid) => format!("SIM {}", iccid.grouped()),
            };
            let last = if line.owner { lang.pick(", asked for last", ", se pide al final") } else { "" };
            let last = if self.lines.len() > 1 { last } else { "" };
            let day = self.old.date.as_deref().map_or(String::new(), |date| {
                let day = crate::porting::day_words(date, lang);
                lang.pick_string(|| format!(", on {day}"), || format!(", el {day}"))
            });
            receipt.add(
                lang.pick_string(|| format!("{number} from {carrier}"), || format!("{number} de {carrier}")),
                lang.pick_string(
                    || format!("For {person}, {sim}{day}{last}"),
                    || format!("Para {person}, {sim}{day}{last}"),
                ),
                None,
            );
        }
        for line in &self.lines {
            let (package, number) = (&line.package, line.number.national());
            receipt.add(
                lang.pick_string(
                    || format!("{} for {number}", package.name),
                    || format!("{} para {number}", package.name),
                ),
                line.limits.words_in(lang),
                Some((package.price, package.monthly)),
            );
        }
        receipt.add(lang.pick("Emergency address (911)", "Dirección de emergencia (911)"), self.e911.one_line(), None);
        receipt
    }
}

/// What the letter of authorisation names, of an account and numbers that parse; the order is not complete before it is
/// signed.
pub fn letter_facts<'a>(
    old: &OldAccount,
    numbers: impl Iterator<Item = &'a E164>,
    operator: &str,
    date: &str,
) -> LetterFacts {
    let mut numbers: Vec<&E164> = numbers.collect();
    numbers.sort();
    LetterFacts {
        operator: operator.to_owned(),
        carrier: old.carrier.clone(),
        holder: old.name.clone(),
        address: old.address.one_line(),
        numbers: numbers.into_iter().map(E164::national).collect(),
        date: date.to_owned(),
    }
}
