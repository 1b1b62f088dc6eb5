//! The wizards: their steps, and the parsers of what each step asks.
//!
//! A draft is one flat map of fields. Each step owns the fields under its prefixes; leaving a step replaces those and
//! no others. People are numbered from 0 and `line.N`, `plan.N`, `limits.N` belong to person `N`. Numbers that come over
//! are numbered from 0 and `in.N` belongs to number `N`; `old.…` is the one account at the old carrier they come from.

mod offer;
mod order;
mod port_in;
mod port_order;
mod steps;

pub use offer::{KnownPerson, NumberCheck, Offer, Package, PortingOffer, Route};
pub use order::{AccountOrder, Area, LineOrder, Order, PersonOrder, PlanChange, Receipt, ReceiptItem, RouteOrder, Sim};
pub use port_in::{
    MAX_PORTS, numbers_count, old_hint, parse_authorise, parse_numbers, parse_old_account, parse_port_lines,
    parse_port_order, port_facts, remove_number,
};
pub use port_order::{Authorisation, OldAccount, PortLine, PortLines, PortOrder, Secret, letter_facts};
pub use steps::{
    MAX_PEOPLE, account_name, fault_at, parse_account, parse_limits, parse_lines, parse_order, parse_people,
    parse_plan_change, parse_plans, parse_step, people_count, remove_person, wants_line,
};

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What a draft is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A new account with its people and lines.
    NewFamily,
    /// One more line in an account.
    AddLine,
    /// Another package on a line.
    ChangePlan,
    /// Numbers from one account at another carrier.
    PortIn,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::NewFamily, Self::AddLine, Self::ChangePlan, Self::PortIn];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewFamily => "new_family",
            Self::AddLine => "add_line",
            Self::ChangePlan => "change_plan",
            Self::PortIn => "port_in",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == raw)
    }

    /// For people, in English.
    pub const fn label(self) -> &'static str {
        self.label_in(Lang::En)
    }

    /// For people.
    pub const fn label_in(self, lang: Lang) -> &'static str {
        match self {
            Self::NewFamily => lang.pick("New family", "Familia nueva"),
            Self::AddLine => lang.pick("Add a line", "Agregar una línea"),
            Self::ChangePlan => lang.pick("Change plan", "Cambiar de plan"),
            Self::PortIn => lang.pick("Bring a number", "Traer un número"),
        }
    }

    /// Its steps in order.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::NewFamily => &[Step::Account, Step::People, Step::Lines, Step::Plans, Step::Limits, Step::Receipt],
            Self::AddLine => &[Step::People, Step::Lines, Step::Plans, Step::Limits, Step::Receipt],
            Self::ChangePlan => &[Step::Plans, Step::Receipt],
            Self::PortIn => &[Step::Numbers, Step::OldAccount, Step::PortLines, Step::Authorise, Step::Receipt],
        }
    }
}

/// A step of a wizard, and its word in the URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Name and addresses.
    Account,
    /// The manager and the people.
    People,
    /// A number for each person, and the SIM.
    Lines,
    /// A package for each line.
    Plans,
    /// Data limits of each line.
    Limits,
    /// The numbers that are to come over.
    Numbers,
    /// The account at the old carrier.
    OldAccount,
    /// Who gets each number that comes over, on what, with which package; and where emergency services go.
    PortLines,
    /// The letter of authorisation.
    Authorise,
    /// What will be made, and what it costs.
    Receipt,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 10] = [
        Self::Account,
        Self::People,
        Self::Lines,
        Self::Plans,
        Self::Limits,
        Self::Numbers,
        Self::OldAccount,
        Self::PortLines,
        Self::Authorise,
        Self::Receipt,
    ];

    /// The word in the URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::People => "people",
            Self::Lines => "lines",
            Self::Plans => "plans",
            Self::Limits => "limits",
            Self::Numbers => "numbers",
            Self::OldAccount => "old-account",
            Self::PortLines => "lines-in",
            Self::Authorise => "authorise",
            Self::Receipt => "receipt",
        }
    }

    /// From the word in the URL.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == raw)
    }

    /// Its name in the stepper, in English.
    pub const fn label(self) -> &'static str {
        self.label_in(Lang::En)
    }

    /// Its name in the stepper.
    pub const fn label_in(self, lang: Lang) -> &'static str {
        match self {
            Self::Account => lang.pick("Account", "Cuenta"),
            Self::People => lang.pick("People", "Personas"),
            Self::Lines => lang.pick("Lines", "Líneas"),
            Self::Plans => lang.pick("Plans", "Planes"),
            Self::Limits => lang.pick("Limits", "Límites"),
            Self::Numbers => lang.pick("Numbers", "Números"),
            Self::OldAccount => lang.pick("Old account", "Cuenta anterior"),
            Self::PortLines => lang.pick("Lines", "Líneas"),
            Self::Authorise => lang.pick("Signature", "Firma"),
            Self::Receipt => lang.pick("Receipt", "Resumen"),
        }
    }

    /// Whether a field is this step's.
    pub fn owns(self, field: &str) -> bool {
        let prefixes: &[&str] = match self {
            Self::Account => &["account.", "billing.", "mailing."],
            Self::People => &["person."],
            Self::Lines => &["line."],
            Self::Plans => &["plan."],
            Self::Limits => &["limits."],
            Self::Numbers => &["number."],
            Self::OldAccount => &["old."],
            Self::PortLines => &["in.", "e911."],
            Self::Authorise => &["sign."],
            Self::Receipt => &[],
        };
        prefixes.iter().any(|prefix| field.starts_with(prefix))
    }
}
