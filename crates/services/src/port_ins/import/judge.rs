//! The verdict on a row: what it becomes, or all that is wrong with it. The rules are the wizard's own.

use std::collections::{HashMap, HashSet};

use domain::{
    Address, DataLimits, E164, Fault, FieldErrors, Fields,
    porting::NumberKind,
    wizard::{self, OldAccount, PersonOrder, PortLine, RouteOrder, Sim},
};
use sha2::{Digest, Sha256};

use super::{
    Col, Mapping, Row,
    known::{Family, Known},
};
use crate::{Error, db::Tx, port_ins::dates};

/// What came of a row.
pub(super) struct Judged {
    /// The number it names, E.164.
    pub(super) number: Option<String>,
    /// The account it names.
    pub(super) account_id: Option<String>,
    /// What it becomes, or what is wrong in words.
    pub(super) ready: Result<Box<Ready>, String>,
}

/// A row that can go.
pub(super) struct Ready {
    /// What rows that go out together have in common: family, old account, secrets, day.
    pub(super) key: Vec<u8>,
    pub(super) old: OldAccount,
    pub(super) line: PortLine,
    pub(super) routes: [RouteOrder; 2],
    pub(super) e911: Address,
}

/// What was met in earlier rows.
#[derive(Default)]
struct Met {
    numbers: HashSet<String>,
    cards: HashSet<String>,
    /// Somebody new, and the family that gets them.
    people: HashMap<String, String>,
}

/// Judges rows, each by itself and against those before it.
pub(super) async fn judge(tx: &mut Tx, mapping: &Mapping, rows: &[Row]) -> Result<Vec<Judged>, Error> {
    let mut known = Known::read(tx, mapping, rows).await?;
    let mut met = Met::default();
    Ok(rows.iter().map(|row| one(row, mapping, &mut known, &mut met)).collect())
}

/// All that is wrong with a row, in the order it was found.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn at(&mut self, col: Col, words: &str) {
        self.0.push(format!("{}: {words}", col.label()));
    }

    /// What the parsers found, under our names of the columns.
    fn all(&mut self, errors: &FieldErrors) {
        for (field, fault) in &errors.0 {
            match column(field) {
                Some(col) => self.at(col, &fault.message()),
                None => self.0.push(format!("911 address of the family: {}", fault.message())),
            }
        }
    }
}

/// The column of ours a field of the wizard's stands in; none for the 911 address, which the family has.
fn column(field: &str) -> Option<Col> {
    Some(match field {
        "number.0.number" => Col::Number,
        "old.kind" => Col::Kind,
        "old.carrier" => Col::Carrier,
        "old.account_number" => Col::AccountNumber,
        "old.pin" => Col::Pin,
        "old.name" => Col::Holder,
        "old.street1" => Col::Street1,
        "old.street2" => Col::Street2,
        "old.city" => Col::City,
        "old.state" => Col::State,
        "old.zip" => Col::Zip,
        "old.date" => Col::Date,
        "in.0.subscriber" | "in.0.email" => Col::Email,
        "in.0.name" => Col::Person,
        "in.0.package" => Col::Package,
        "in.0.sim" | "in.0.iccid" => Col::Sim,
        _ => return None,
    })
}

fn one(row: &Row, mapping: &Mapping, known: &mut Known, met: &mut Met) -> Judged {
    let cell = |col: Col| mapping.cell(&row.cells, col);
    if row.cells.is_empty() {
        let lost = "What was in this row can’t be read any more. Upload the table again.".to_owned();
        return Judged { number: None, account_id: None, ready: Err(lost) };
    }
    let mut wrong = Wrong::default();
    if row.cells.len() != mapping.0.len() {
        wrong.0.push(format!("The row has {} cells, the first line {}.", row.cells.len(), mapping.0.len()));
    }
    let number = match E164::parse(cell(Col::Number)) {
        Ok(number) => Some(number),
        Err(fault) => {
            wrong.at(Col::Number, &fault.message());
            None
        }
    };
    if let Some(number) = &number
        && let Some(fault) = standing(number, known, met)
    {
        wrong.at(Col::Number, &fault.message());
    }
    let kind = match cell(Col::Kind) {
        "" => Some(NumberKind::default()),
        raw => NumberKind::parse(raw),
    };
    if kind.is_none() {
        wrong.at(Col::Kind, "It is mobile, prepaid or landline.");
    }
    let kind = kind.unwrap_or_default();

    let mut fields = Fields::default();
    fields.set("number.0.number", cell(Col::Number));
    fields.set("old.kind", kind.as_str());
    for (field, col) in [
        ("old.carrier", Col::Carrier),
        ("old.account_number", Col::AccountNumber),
        ("old.pin", Col::Pin),
        ("old.name", Col::Holder),
        ("old.street1", Col::Street1),
        ("old.street2", Col::Street2),
        ("old.city", Col::City),
        ("old.state", Col::State),
        ("old.zip", Col::Zip),
        ("old.date", Col::Date),
        ("in.0.iccid", Col::Sim),
    ] {
        fields.set(field, cell(col));
    }
    fields.set("in.0.sim", if cell(Col::Sim).is_empty() { "esim" } else { "card" });
    let mut routes = [RouteOrder::Make, RouteOrder::Make];
    let (mut account_id, mut address, mut person) = (None, None, None);
    match known.family(cell(Col::Account)) {
        Err(_) if cell(Col::Account).is_empty() => wrong.at(Col::Account, &Fault::Missing.message()),
        Err(words) => wrong.at(Col::Account, &words),
        Ok(family) => {
            (account_id, address, routes) = (Some(family.id.clone()), family.address.clone(), family.routes());
            let email = cell(Col::Email);
            let strangers = family.by_email(email).is_none() && known.emails.contains(&email.to_lowercase());
            if strangers {
                wrong.at(Col::Email, &Fault::EmailTaken.message());
            }
            match who(family, cell(Col::Email), cell(Col::Person), &mut fields) {
                // One thing is wrong with them, not two.
                Ok(_) if strangers => fields.set("in.0.subscriber", ""),
                Ok(found) => person = found,
                Err(words) => wrong.at(Col::Person, &words),
            }
        }
    }
    let package = known.package(cell(Col::Package)).cloned();
    match (&package, cell(Col::Package)) {
        (Some(package), _) => fields.set("in.0.package", &package.id),
        (None, "") => {}
        (None, _) => wrong.at(Col::Package, "No plan on sale has this id or name."),
    }
    // A parser without somebody to choose from takes a person for new: who was not found is said already.
    let found = person.is_some();
    let offer = known.offer(cell(Col::Carrier), kind, person, package, address);
    let old = wizard::parse_old_account(&fields, &offer);
    let mut lines = wizard::parse_port_lines(&fields, &offer);
    if let Err(errors) = &mut lines {
        if account_id.is_none() {
            errors.0.retain(|field, _| !field.starts_with("e911") && !field.starts_with("in.0.subscriber"));
        }
        if !cell(Col::Package).is_empty() {
            errors.0.remove("in.0.package");
        }
        if fields.get("in.0.subscriber").is_empty() {
            errors.0.retain(|field, _| !matches!(field.as_str(), "in.0.name" | "in.0.email" | "in.0.subscriber"));
        }
    }
    let errors = |parsed: Result<(), &FieldErrors>, wrong: &mut Wrong| {
        if let Err(errors) = parsed {
            wrong.all(errors);
        }
    };
    errors(old.as_ref().map(|_| ()), &mut wrong);
    errors(lines.as_ref().map(|_| ()), &mut wrong);
    if kind == NumberKind::Landline
        && old.is_ok()
        && let Err(fault) = dates::wanted_date(cell(Col::Date), known.today)
    {
        wrong.at(Col::Date, &fault.message());
    }
    let line = lines.as_ref().ok().and_then(|lines| lines.lines.first());
    if let Some((person, sim, _)) = line {
        if let Sim::Card(card) = sim {
            let twice = !met.cards.insert(card.as_str().to_owned());
            let fault = if twice { Some(Fault::IccidTwice) } else { None };
            let fault = fault.or_else(|| known.cards.contains(card.as_str()).then_some(Fault::IccidTaken));
            if let Some(fault) = fault {
                wrong.at(Col::Sim, &fault.message());
            }
        }
        if !found && !is_free(person, account_id.as_deref(), known, met) {
            wrong.at(Col::Email, &Fault::EmailTaken.message());
        }
    }
    let ready = match (wrong.0.is_empty(), old, lines, number.clone(), &account_id) {
        (true, Ok(old), Ok(mut lines), Some(number), Some(account)) if !lines.lines.is_empty() => {
            let (person, sim, package) = lines.lines.remove(0);
            let limits = DataLimits::proposed(&package.name).unwrap_or_else(DataLimits::wide);
            let line = PortLine { number, position: 0, person, sim, package, limits, owner: false };
            Ok(Box::new(Ready { key: key(account, &old), old, line, routes, e911: lines.e911 }))
        }
        _ => Err(wrong.0.join(" ")),
    };
    Judged { number: number.map(|number| number.as_str().to_owned()), account_id, ready }
}

/// Why a number cannot come, as far as it is known here; the network is asked when it is sent.
fn standing(number: &E164, known: &Known, met: &mut Met) -> Option<Fault> {
    let twice = !met.numbers.insert(number.as_str().to_owned());
    match known.here.get(number.as_str()) {
        _ if twice => Some(Fault::NumberTwice),
        Some(true) => Some(Fault::NumberInFlight),
        Some(false) => Some(Fault::NumberOurs),
        None => None,
    }
}

/// Who gets the line: somebody of the family by e-mail address or by name, else somebody new who has both.
fn who(family: &Family, email: &str, name: &str, fields: &mut Fields) -> Result<Option<wizard::KnownPerson>, String> {
    let known = match (email, name) {
        ("", "") => return Err(format!("Say who of {family} gets the line, by e-mail address or name.")),
        ("", name) => match family.by_name(name).as_slice() {
            [one] => Some((*one).clone()),
            [] => return Err(format!("Nobody of {family} has this name. Somebody new needs an e-mail address too.")),
            _ => return Err(format!("Several of {family} have this name. Use the e-mail address.")),
        },
        (email, _) => family.by_email(email).cloned(),
    };
    match &known {
        Some(person) => fields.set("in.0.subscriber", &person.id),
        None => {
            fields.set("in.0.subscriber", "new");
            fields.set("in.0.name", name);
            fields.set("in.0.email", email);
        }
    }
    Ok(known)
}

/// Whether somebody new can have their address: nobody has it, and no row before gives it to another family.
fn is_free(person: &PersonOrder, account: Option<&str>, known: &Known, met: &mut Met) -> bool {
    let email = person.email.as_str().to_lowercase();
    if known.emails.contains(&email) {
        return false;
    }
    let account = account.unwrap_or_default();
    met.people.entry(email).or_insert_with(|| account.to_owned()) == account
}

/// What rows that go out under one letter have in common.
fn key(account: &str, old: &OldAccount) -> Vec<u8> {
    let mut hash = Sha256::new();
    let secret = |secret: &wizard::Secret| secret.given().unwrap_or_default().to_owned();
    let (number, pin) = (secret(&old.account_number), old.pin.as_ref().map(secret).unwrap_or_default());
    let (address, day) = (old.address.one_line(), old.date.as_deref().unwrap_or_default());
    for part in [account, &old.carrier.to_lowercase(), old.kind.as_str(), &number, &pin, &old.name, &address, day] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}
