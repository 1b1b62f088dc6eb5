//! The parsers of the steps that bring numbers over.

use std::collections::BTreeSet;

use crate::{
    address::Address,
    email::Email,
    fields::{Fault, FieldErrors, Fields, text},
    iccid::Iccid,
    limits::DataLimits,
    phone::E164,
    porting::{CarrierHint, Need, NumberKind, PortFacts, clean_account_number, clean_pin, day_number, is_po_box},
};

use super::{
    Authorisation, Offer, OldAccount, Package, PersonOrder, PortLine, PortLines, PortOrder, Secret, Sim, Step,
    order::name, steps::choose,
};

/// The most numbers that come over in one go.
pub const MAX_PORTS: usize = 10;

/// How many numbers a draft has; there is always a first one.
pub fn numbers_count(fields: &Fields) -> usize {
    (0..MAX_PORTS).rev().find(|i| fields.0.keys().any(|k| k.starts_with(&format!("number.{i}.")))).map_or(1, |i| i + 1)
}

/// Takes number `i` out, with its line, and moves the later ones up.
pub fn remove_number(fields: &mut Fields, i: usize) {
    fields.remove_at(&["number", "in"], i);
    let Ok(owner) = fields.get("in.owner").parse::<usize>() else { return };
    match owner.cmp(&i) {
        std::cmp::Ordering::Less => {}
        std::cmp::Ordering::Equal => fields.set("in.owner", ""),
        std::cmp::Ordering::Greater => fields.set("in.owner", (owner - 1).to_string()),
    }
}

/// Parses the numbers step: `number.N.number`, each judged by what was found out about it, if anything was.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_numbers(fields: &Fields, offer: &Offer) -> Result<Vec<E164>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut numbers: Vec<E164> = Vec::new();
    for i in 0..numbers_count(fields) {
        let at = format!("number.{i}.number");
        let Some(number) = errors.take(&at, E164::parse(fields.get(&at))) else { continue };
        if numbers.contains(&number) {
            errors.add(at, Fault::NumberTwice);
            continue;
        }
        if let Some(fault) = found_out(offer, &number) {
            errors.add(at, fault);
        }
        numbers.push(number);
    }
    errors.into_result().map(|()| numbers)
}

/// Why a number cannot come, if that was found out.
fn found_out(offer: &Offer, number: &E164) -> Option<Fault> {
    let check = offer.porting.check(number)?;
    if check.ours {
        Some(Fault::NumberOurs)
    } else if check.in_flight {
        Some(Fault::NumberInFlight)
    } else {
        match check.eligible {
            Some(true) => None,
            Some(false) => Some(Fault::NotPortable { message: check.message.clone().unwrap_or_default() }),
            None => Some(Fault::NumberNotChecked),
        }
    }
}

/// The sort of account, as chosen, else as the network has the first number.
fn account_kind(fields: &Fields, offer: &Offer) -> Result<NumberKind, Fault> {
    match fields.get("old.kind") {
        "" => offer.porting.checks.iter().find_map(|check| check.kind).ok_or(Fault::Missing),
        raw => NumberKind::ALL.into_iter().find(|kind| kind.as_str() == raw).ok_or(Fault::Choice),
    }
}

/// What the carrier of a draft asks for.
pub fn old_hint(fields: &Fields, offer: &Offer) -> CarrierHint {
    offer.porting.hint(fields.get("old.carrier"), account_kind(fields, offer).unwrap_or_default())
}

/// Parses the step of the old account: `old.kind`, `old.carrier`, `old.account_number`, `old.pin`, `old.pin_made`,
/// `old.name`, `old.street1` …, and `old.date` of a landline. A secret that is stored may be left empty. Which days a
/// landline can move is the calendar's to say, elsewhere.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_old_account(fields: &Fields, offer: &Offer) -> Result<OldAccount, FieldErrors> {
    let mut errors = FieldErrors::default();
    let porting = &offer.porting;
    let kind = errors.take("old.kind", account_kind(fields, offer));
    let carrier = errors.take("old.carrier", text(fields.get("old.carrier"), 60));
    let hint = old_hint(fields, offer);
    let mut secret = |field: &str, value: String, judged: Result<(), Fault>| {
        let stored = value.is_empty() && porting.has(field);
        let secret = if stored { Ok(Secret::Saved) } else { judged.map(|()| Secret::Given(value)) };
        errors.take(field, secret)
    };
    let number = clean_account_number(fields.get("old.account_number"), &hint).value;
    let judged = if number.is_empty() { Err(Fault::Missing) } else { hint.account_number.judge(&number) };
    let account_number = secret("old.account_number", number, judged);
    let pin = clean_pin(fields.get("old.pin"), &hint).value;
    let none =
        hint.pin.need == Need::None || (hint.pin.need == Need::Optional && pin.is_empty() && !porting.has("old.pin"));
    let judged = hint.pin.judge(&pin);
    let pin = if none { Some(None) } else { secret("old.pin", pin, judged).map(Some) };
    let pin_made = match fields.get("old.pin_made") {
        "" => Some(None),
        raw => errors.take("old.pin_made", made_on(raw, porting.today)).map(|()| Some(raw.to_owned())),
    };
    let holder = errors.take("old.name", name(fields.get("old.name")));
    let address = Address::parse(fields, "old", &mut errors);
    let date = match kind {
        Some(NumberKind::Landline) => {
            let raw = fields.get("old.date");
            errors.take("old.date", day_number(raw)).map(|_| Some(raw.to_owned()))
        }
        _ => Some(None),
    };
    errors.into_result()?;
    let all = (|| {
        Some(OldAccount {
            kind: kind?,
            carrier: carrier?,
            account_number: account_number?,
            pin: pin?,
            pin_made: pin_made?,
            name: holder?,
            address: address?,
            date: date?,
        })
    })();
    all.ok_or_else(FieldErrors::default)
}

/// A day on which a PIN was made: one that exists and has come, give or take a time zone.
fn made_on(raw: &str, today: i64) -> Result<(), Fault> {
    let day = day_number(raw)?;
    if today > 0 && day > today + 1 { Err(Fault::Date) } else { Ok(()) }
}

/// What warnings are drawn from, of a step as it was just posted: [`preflight`](crate::porting::preflight).
pub fn port_facts(fields: &Fields, offer: &Offer) -> PortFacts {
    let hint = old_hint(fields, offer);
    let typed = |value: String| Some(value).filter(|value| !value.is_empty());
    let numbers: Vec<E164> = (0..numbers_count(fields))
        .filter_map(|i| E164::parse(fields.get(&format!("number.{i}.number"))).ok())
        .collect();
    let checks = numbers.iter().filter_map(|number| offer.porting.check(number));
    let address = Address::parse(fields, "old", &mut FieldErrors::default());
    let plain = |field: &str| fields.get(&format!("old.{field}")).to_owned();
    PortFacts {
        networks: checks.map(|check| (check.carrier.clone().unwrap_or_default(), check.kind)).collect(),
        numbers,
        kind: account_kind(fields, offer).unwrap_or_default(),
        carrier: plain("carrier"),
        account_number: typed(clean_account_number(fields.get("old.account_number"), &hint).value),
        pin: typed(clean_pin(fields.get("old.pin"), &hint).value),
        pin_made: day_number(fields.get("old.pin_made")).ok(),
        pin_days: hint.pin_days,
        name: plain("name"),
        address: address.as_ref().map(Into::into).unwrap_or_default(),
        today: offer.porting.today,
    }
}

/// Parses the step of the lines: `in.N.subscriber` (an id or `new`, then `.name` and `.email`), `in.N.sim` (`esim` or
/// `card`), `in.N.iccid`, `in.N.package`, `in.owner`, and `e911.street1` … when `e911.other` is ticked.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_port_lines(fields: &Fields, offer: &Offer) -> Result<PortLines, FieldErrors> {
    let mut errors = FieldErrors::default();
    let (mut emails, mut cards) = (BTreeSet::new(), BTreeSet::new());
    let count = numbers_count(fields);
    let mut lines = Vec::new();
    for i in 0..count {
        let at = |field: &str| format!("in.{i}.{field}");
        let who = person(fields, i, offer, &mut emails, &mut errors);
        let sim = match fields.get(&at("sim")) {
            "" | "esim" => Some(Sim::Esim),
            "card" => errors.take(&at("iccid"), Iccid::parse(fields.get(&at("iccid")))).map(Sim::Card),
            _ => errors.take(&at("sim"), Err(Fault::Choice)),
        };
        if let Some(Sim::Card(iccid)) = &sim
            && !cards.insert(iccid.clone())
        {
            errors.add(at("iccid"), Fault::IccidTwice);
        }
        let id = fields.get(&at("package"));
        let fault = if id.is_empty() { Fault::Missing } else { Fault::Choice };
        let package = errors.take(&at("package"), offer.package(id).cloned().ok_or(fault));
        if let (Some(person), Some(sim), Some(package)) = (who, sim, package) {
            lines.push((person, sim, package));
        }
    }
    let owner = match fields.get("in.owner") {
        "" => None,
        raw => errors.take("in.owner", raw.parse::<usize>().ok().filter(|i| *i < count).ok_or(Fault::Choice)),
    };
    let e911 = emergency_address(fields, offer, &mut errors);
    errors.into_result()?;
    e911.map(|e911| PortLines { lines, owner, e911 }).ok_or_else(FieldErrors::default)
}

/// Who gets number `i`: somebody of the account, or somebody new. An account without people has only new ones.
fn person(
    fields: &Fields,
    i: usize,
    offer: &Offer,
    emails: &mut BTreeSet<Email>,
    errors: &mut FieldErrors,
) -> Option<PersonOrder> {
    let at = |field: &str| format!("in.{i}.{field}");
    let known = fields.get(&at("subscriber"));
    if known == "new" || (known.is_empty() && offer.people.is_empty()) {
        let name = errors.take(&at("name"), name(fields.get(&at("name"))));
        let email = errors.take(&at("email"), Email::parse(fields.get(&at("email"))));
        if let Some(email) = &email
            && !emails.insert(email.clone())
        {
            errors.add(at("email"), Fault::EmailTwice);
        }
        return Some(PersonOrder { subscriber_id: None, name: name?, email: email?, manager: false });
    }
    let found = offer.person(known).ok_or(if known.is_empty() { Fault::Missing } else { Fault::Choice });
    let person = errors.take(&at("subscriber"), found)?;
    let email = errors.take(&at("subscriber"), Email::parse(&person.email))?;
    let (subscriber_id, name) = (Some(person.id.clone()), person.name.clone());
    Some(PersonOrder { subscriber_id, name, email, manager: false })
}

/// Where emergency services go: the account's address, or another one. Never a post office's box.
fn emergency_address(fields: &Fields, offer: &Offer, errors: &mut FieldErrors) -> Option<Address> {
    let accounts = offer.porting.address.as_ref().and_then(crate::PlainAddress::parse);
    let other = fields.ticked("e911.other") || accounts.is_none();
    let address = if other { Address::parse(fields, "e911", errors) } else { accounts }?;
    if is_po_box(&address.street1) {
        errors.add(if other { "e911.street1" } else { "e911.other" }, Fault::PoBox);
        return None;
    }
    Some(address)
}

/// Parses the step of the letter: `sign.how` (`here` or `link`), `sign.name`, and `sign.agree` or `sign.email`.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_authorise(fields: &Fields) -> Result<Authorisation, FieldErrors> {
    let mut errors = FieldErrors::default();
    let signer = errors.take("sign.name", name(fields.get("sign.name")));
    let how = match fields.get("sign.how") {
        "" | "here" => {
            if !fields.ticked("sign.agree") {
                errors.add("sign.agree", Fault::NotTicked);
            }
            signer.map(|name| Authorisation::Here { name })
        }
        "link" => {
            let email = errors.take("sign.email", Email::parse(fields.get("sign.email")));
            signer.zip(email).map(|(name, email)| Authorisation::Link { name, email })
        }
        _ => errors.take("sign.how", Err(Fault::Choice)),
    };
    errors.into_result()?;
    how.ok_or_else(FieldErrors::default)
}

/// The whole order of numbers that come over. Each number must have been asked about, and the letter signed as it stands.
///
/// # Errors
/// The first step that is not finished, with what is wrong there.
pub fn parse_port_order(fields: &Fields, offer: &Offer) -> Result<PortOrder, (Step, FieldErrors)> {
    let numbers = parse_numbers(fields, offer).map_err(|e| (Step::Numbers, e))?;
    let mut unasked = FieldErrors::default();
    for (i, _) in numbers.iter().enumerate().filter(|(_, number)| offer.porting.check(number).is_none()) {
        unasked.add(format!("number.{i}.number"), Fault::NumberNotChecked);
    }
    unasked.into_result().map_err(|e| (Step::Numbers, e))?;
    let old = parse_old_account(fields, offer).map_err(|e| (Step::OldAccount, e))?;
    let PortLines { lines, owner, e911 } = parse_port_lines(fields, offer).map_err(|e| (Step::PortLines, e))?;
    let authorisation = parse_authorise(fields).map_err(|e| (Step::Authorise, e))?;
    if !offer.porting.signed {
        let mut errors = FieldErrors::default();
        let here = matches!(authorisation, Authorisation::Here { .. });
        errors.add(if here { "sign.agree" } else { "sign.how" }, Fault::NotSigned);
        return Err((Step::Authorise, errors));
    }
    // Nothing is chosen here, so the account's first route is: that is never a wrong choice.
    let route = |routes| choose(routes, "").map_err(|_| (Step::PortLines, FieldErrors::default()));
    let message_route = route(&offer.message_routes)?;
    let voice_route = route(&offer.voice_routes)?;
    let mut lines: Vec<PortLine> = numbers
        .into_iter()
        .zip(lines)
        .enumerate()
        .map(|(position, (number, (person, sim, package)))| {
            let (limits, owner) = (limits_of(&package), owner == Some(position));
            PortLine { number, position, person, sim, package, limits, owner }
        })
        .collect();
    // The account at the old carrier lives as long as its main line.
    lines.sort_by_key(|line| line.owner);
    Ok(PortOrder { old, lines, message_route, voice_route, e911, authorisation })
}

fn limits_of(package: &Package) -> DataLimits {
    DataLimits::proposed(&package.name).unwrap_or_else(DataLimits::wide)
}

#[cfg(test)]
#[path = "port_in_tests.rs"]
mod tests;
