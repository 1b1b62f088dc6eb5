//! The parsers of the steps.

use std::collections::BTreeSet;

use crate::{
    address::{Address, AreaCode, Zip},
    email::Email,
    fields::{Fault, FieldErrors, Fields, is_secret, text},
    iccid::Iccid,
    limits::DataLimits,
};

use super::{
    AccountOrder, Area, Kind, LineOrder, Offer, Order, PersonOrder, PlanChange, Route, RouteOrder, Sim, Step,
    order::name, port_in,
};

/// The most people one wizard sets up.
pub const MAX_PEOPLE: usize = 10;

/// How many people a draft has; there is always a first one.
pub fn people_count(fields: &Fields) -> usize {
    (0..MAX_PEOPLE).rev().find(|i| fields.0.keys().any(|k| k.starts_with(&format!("person.{i}.")))).map_or(1, |i| i + 1)
}

/// Whether person `i` gets a line; yes until it is said otherwise.
pub fn wants_line(fields: &Fields, i: usize) -> bool {
    fields.get(&format!("line.{i}.want")) != "none"
}

/// Takes person `i` out, with the line, plan and limits, and moves the later ones up.
pub fn remove_person(fields: &mut Fields, i: usize) {
    fields.remove_at(&["person", "line", "plan", "limits"], i);
}

/// Parses the name of an account.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::TooLong`], [`Fault::BadCharacters`].
pub fn account_name(raw: &str) -> Result<String, Fault> {
    text(raw, 80)
}

/// Parses the account step: `account.name`, `billing.*`, and `mailing.*` unless `mailing.same` is ticked.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_account(fields: &Fields) -> Result<AccountOrder, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("account.name", account_name(fields.get("account.name")));
    let billing = Address::parse(fields, "billing", &mut errors);
    let mailing = if fields.ticked("mailing.same") {
        Some(None)
    } else {
        Address::parse(fields, "mailing", &mut errors).map(Some)
    };
    match (name, billing, mailing) {
        (Some(name), Some(billing), Some(mailing)) if errors.is_empty() => Ok(AccountOrder { name, billing, mailing }),
        _ => Err(errors),
    }
}

/// Parses the people step: `person.N.name`, `person.N.email`, and `person.N.subscriber` for somebody already there.
/// In a new family person 0 is the manager.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_people(fields: &Fields, kind: Kind, offer: &Offer) -> Result<Vec<PersonOrder>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut seen = BTreeSet::new();
    let mut people = Vec::new();
    for i in 0..people_count(fields) {
        let known = fields.get(&format!("person.{i}.subscriber"));
        if kind == Kind::AddLine && known != "new" {
            let field = format!("person.{i}.subscriber");
            let found = offer.person(known).ok_or(if known.is_empty() { Fault::Missing } else { Fault::Choice });
            if let Some(person) = errors.take(&field, found)
                && let Some(email) = errors.take(&field, Email::parse(&person.email))
            {
                let (subscriber_id, name) = (Some(person.id.clone()), person.name.clone());
                people.push(PersonOrder { subscriber_id, name, email, manager: false });
            }
            continue;
        }
        let person_name = errors.take(&format!("person.{i}.name"), name(fields.get(&format!("person.{i}.name"))));
        let at_email = format!("person.{i}.email");
        let email = errors.take(&at_email, Email::parse(fields.get(&at_email)));
        if let Some(email) = &email
            && !seen.insert(email.clone())
        {
            errors.add(at_email, Fault::EmailTwice);
        }
        if let (Some(name), Some(email)) = (person_name, email) {
            people.push(PersonOrder { subscriber_id: None, name, email, manager: kind == Kind::NewFamily && i == 0 });
        }
    }
    errors.into_result().map(|()| people)
}

/// Where a line's number is from, its SIM and its routes.
pub type LineStep = (usize, Area, Sim, RouteOrder, RouteOrder);

/// Parses the lines step: `line.N.want` (`new` or `none`), `.area_code` or `.zip`, `.sim` (`esim` or `card`), `.iccid`,
/// and `.message_route`, `.voice_route` where the account has some.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_lines(fields: &Fields, offer: &Offer) -> Result<Vec<LineStep>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut cards = BTreeSet::new();
    let mut lines = Vec::new();
    for i in (0..people_count(fields)).filter(|i| wants_line(fields, *i)) {
        let at = |field: &str| format!("line.{i}.{field}");
        let area = match (fields.get(&at("area_code")), fields.get(&at("zip"))) {
            ("", "") => errors.take(&at("area_code"), Err(Fault::Missing)),
            ("", zip) => errors.take(&at("zip"), Zip::parse(zip)).map(Area::Zip),
            (_, zip) if !zip.is_empty() => errors.take(&at("zip"), Err(Fault::OneOfTwo)),
            (code, _) => errors.take(&at("area_code"), AreaCode::parse(code)).map(Area::Code),
        };
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
        let mut route = |field: &str, routes: &[Route]| errors.take(&at(field), choose(routes, fields.get(&at(field))));
        let message = route("message_route", &offer.message_routes);
        let voice = route("voice_route", &offer.voice_routes);
        if let (Some(area), Some(sim), Some(message), Some(voice)) = (area, sim, message, voice) {
            lines.push((i, area, sim, message, voice));
        }
    }
    errors.into_result().map(|()| lines)
}

/// The chosen route; the first one when nothing was chosen; `Make` when there is none.
pub(super) fn choose(routes: &[Route], chosen: &str) -> Result<RouteOrder, Fault> {
    let found = match (routes, chosen) {
        ([], _) => return Ok(RouteOrder::Make),
        ([first, ..], "") => Some(first),
        (all, id) => all.iter().find(|r| r.id == id),
    };
    found.map(|r| RouteOrder::Use { id: r.id.clone(), name: r.name.clone() }).ok_or(Fault::Choice)
}

/// Parses the plans step: `plan.N.package` for each line.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_plans(fields: &Fields, offer: &Offer) -> Result<Vec<super::Package>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let chosen = (0..people_count(fields)).filter(|i| wants_line(fields, *i)).filter_map(|i| {
        let at = format!("plan.{i}.package");
        let id = fields.get(&at);
        let fault = if id.is_empty() { Fault::Missing } else { Fault::Choice };
        errors.take(&at, offer.package(id).cloned().ok_or(fault))
    });
    let chosen = chosen.collect();
    errors.into_result().map(|()| chosen)
}

/// Parses the limits step: `limits.N.notify`, `.throttle`, `.speed`, `.limit` for each line.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_limits(fields: &Fields) -> Result<Vec<DataLimits>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let wanted = (0..people_count(fields)).filter(|i| wants_line(fields, *i));
    let limits = wanted.filter_map(|i| DataLimits::parse(fields, &format!("limits.{i}"), &mut errors)).collect();
    errors.into_result().map(|()| limits)
}

/// What is wrong with one step; nothing for the receipt.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_step(kind: Kind, step: Step, fields: &Fields, offer: &Offer) -> Result<(), FieldErrors> {
    match step {
        Step::Account => parse_account(fields).map(drop),
        Step::People => parse_people(fields, kind, offer).map(drop),
        Step::Lines => parse_lines(fields, offer).map(drop),
        Step::Plans => parse_plans(fields, offer).map(drop),
        Step::Limits => parse_limits(fields).map(drop),
        Step::Numbers => port_in::parse_numbers(fields, offer).map(drop),
        Step::OldAccount => port_in::parse_old_account(fields, offer).map(drop),
        Step::PortLines => port_in::parse_port_lines(fields, offer).map(drop),
        Step::Authorise => port_in::parse_authorise(fields).map(drop),
        Step::Receipt => Ok(()),
    }
}

/// What is wrong with one field, as far as the fields of its own step tell: what a page can say while it is filled in.
/// Choices among what only the server knows are not judged.
pub fn fault_at(kind: Kind, step: Step, fields: &Fields, name: &str) -> Option<Fault> {
    let mut fields = fields.clone();
    // Lines and limits belong to people, lines that come over to numbers, and another step holds those.
    let holder = if kind == Kind::PortIn { "number" } else { "person" };
    let index = |key: &String| key.split('.').nth(1)?.parse::<usize>().ok();
    if let Some(last) = fields.0.keys().filter_map(index).max().filter(|i| *i < MAX_PEOPLE) {
        fields.0.entry(format!("{holder}.{last}.name")).or_default();
    }
    let fault = parse_step(kind, step, &fields, &Offer::default()).err()?.0.remove(name)?;
    // What is stored already is not typed again.
    let stored = fault == Fault::Missing && is_secret(name);
    (fault != Fault::Choice && !stored).then_some(fault)
}

/// The whole order of a new family or an added line.
///
/// # Errors
/// The first step that is not finished, with what is wrong there.
pub fn parse_order(kind: Kind, fields: &Fields, offer: &Offer) -> Result<Order, (Step, FieldErrors)> {
    let account = match kind {
        Kind::NewFamily => Some(parse_account(fields).map_err(|e| (Step::Account, e))?),
        Kind::AddLine | Kind::ChangePlan | Kind::PortIn => None,
    };
    let people = parse_people(fields, kind, offer).map_err(|e| (Step::People, e))?;
    let lines = parse_lines(fields, offer).map_err(|e| (Step::Lines, e))?;
    let packages = parse_plans(fields, offer).map_err(|e| (Step::Plans, e))?;
    let limits = parse_limits(fields).map_err(|e| (Step::Limits, e))?;
    let lines = lines.into_iter().zip(packages).zip(limits).map(|((line, package), limits)| {
        let (person, area, sim, message_route, voice_route) = line;
        LineOrder { person, area, sim, message_route, voice_route, package, limits }
    });
    Ok(Order { account, people, lines: lines.collect() })
}

/// The order of a changed plan: `change.subscription` is fixed when the draft is made, `plan.0.package` is chosen.
///
/// # Errors
/// What is wrong with the choice.
pub fn parse_plan_change(fields: &Fields, offer: &Offer) -> Result<PlanChange, (Step, FieldErrors)> {
    let mut packages = parse_plans(fields, offer).map_err(|e| (Step::Plans, e))?;
    let subscription_id = fields.get("change.subscription").to_owned();
    match packages.pop() {
        Some(package) if fields.get("change.package") != package.id => {
            let before = offer.package(fields.get("change.package")).cloned();
            Ok(PlanChange { subscription_id, package, before })
        }
        _ => {
            let mut errors = FieldErrors::default();
            errors.add("plan.0.package", Fault::SamePlan);
            Err((Step::Plans, errors))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{money::Money, wizard::Package};

    fn offer() -> Offer {
        let package = |id: &str, cents| Package {
            id: id.into(),
            name: id.into(),
            description: String::new(),
            price: Money::cents(cents),
            monthly: true,
        };
        Offer { packages: vec![package("PID-5", 2_500), package("PID-10", 3_999)], ..Offer::default() }
    }

    fn family() -> Fields {
        Fields::from([
            ("account.name", "Mensah"),
            ("billing.street1", "2701 N Thanksgiving Way"),
            ("billing.city", "Lehi"),
            ("billing.state", "UT"),
            ("billing.zip", "84043"),
            ("mailing.same", "on"),
            ("person.0.name", "Dana Mensah"),
            ("person.0.email", "dana@example.com"),
            ("person.1.name", "Maya Mensah"),
            ("person.1.email", "maya@example.com"),
            ("line.0.area_code", "385"),
            ("line.1.zip", "84043"),
            ("plan.0.package", "PID-5"),
            ("plan.1.package", "PID-10"),
            ("limits.0.notify", "4"),
            ("limits.0.throttle", "4.5"),
            ("limits.0.limit", "5"),
            ("limits.0.speed", "1-mbps"),
            ("limits.1.notify", "8"),
            ("limits.1.throttle", "9"),
            ("limits.1.limit", "10"),
            ("limits.1.speed", "5-mbps"),
        ])
    }

    #[test]
    fn a_whole_family_parses_and_its_receipt_adds_up() {
        let order = parse_order(Kind::NewFamily, &family(), &offer()).unwrap();
        let receipt = order.receipt();
        assert_eq!(receipt.monthly, Money::cents(6_499));
        assert_eq!(receipt.items.len(), 1 + 2 + 2 + 2 + 2);
        assert!(order.people[0].manager && !order.people[1].manager);
    }

    #[test]
    fn the_first_unfinished_step_is_named() {
        let mut fields = family();
        fields.set("line.1.zip", "");
        fields.set("plan.0.package", "PID-999");
        let (step, errors) = parse_order(Kind::NewFamily, &fields, &offer()).unwrap_err();
        assert_eq!(step, Step::Lines);
        assert_eq!(errors.at("line.1.area_code"), Some(&Fault::Missing));
    }

    #[test]
    fn one_address_or_one_card_serves_one_person() {
        let mut fields = family();
        fields.set("person.1.email", "DANA@example.com");
        let errors = parse_people(&fields, Kind::NewFamily, &offer()).unwrap_err();
        assert_eq!(errors.at("person.1.email"), Some(&Fault::EmailTwice));
        let card = Iccid::with_check_digit("890124039719000208").unwrap();
        for i in 0..2 {
            fields.set(format!("line.{i}.sim"), "card");
            fields.set(format!("line.{i}.iccid"), card.as_str());
        }
        assert_eq!(parse_lines(&fields, &offer()).unwrap_err().at("line.1.iccid"), Some(&Fault::IccidTwice));
    }

    #[test]
    fn a_person_taken_out_takes_the_line_along() {
        let mut fields = family();
        remove_person(&mut fields, 0);
        assert_eq!(people_count(&fields), 1);
        assert_eq!(fields.get("person.0.name"), "Maya Mensah");
        assert_eq!(fields.get("plan.0.package"), "PID-10");
        assert_eq!(fields.get("line.0.area_code"), "");
        assert_eq!(fields.get("account.name"), "Mensah");
    }

    #[test]
    fn an_area_is_named_in_one_way() {
        let mut fields = family();
        fields.set("line.1.area_code", "801");
        assert_eq!(parse_lines(&fields, &offer()).unwrap_err().at("line.1.zip"), Some(&Fault::OneOfTwo));
    }

    #[test]
    fn a_field_is_judged_by_its_step_alone_whoever_it_belongs_to() {
        let new = Kind::NewFamily;
        let lines = Fields::from([("line.0.area_code", "385"), ("line.2.want", "new"), ("line.2.area_code", "38")]);
        assert_eq!(fault_at(new, Step::Lines, &lines, "line.2.area_code"), Some(Fault::AreaCode));
        assert_eq!(fault_at(new, Step::Lines, &lines, "line.0.area_code"), None);
        let limits = Fields::from([("limits.3.notify", "5 GB"), ("limits.3.throttle", "4"), ("limits.3.limit", "6")]);
        let limits = Fields(limits.0.into_iter().chain([("limits.3.speed".into(), "1-mbps".into())]).collect());
        assert_eq!(fault_at(new, Step::Limits, &limits, "limits.3.throttle"), Some(Fault::NotRising));
        // Which packages and people there are, the page does not know.
        let plans = Fields::from([("plan.0.package", "PID-5")]);
        assert_eq!(fault_at(new, Step::Plans, &plans, "plan.0.package"), None);
        let people = Fields::from([("person.0.subscriber", "TSUID-1")]);
        assert_eq!(fault_at(Kind::AddLine, Step::People, &people, "person.0.subscriber"), None);
    }

    #[test]
    fn a_plan_is_not_changed_to_itself() {
        let mut fields =
            Fields::from([("change.subscription", "SUB-1"), ("change.package", "PID-5"), ("plan.0.package", "PID-5")]);
        assert!(parse_plan_change(&fields, &offer()).is_err());
        fields.set("plan.0.package", "PID-10");
        assert_eq!(parse_plan_change(&fields, &offer()).unwrap().package.id, "PID-10");
    }

    proptest! {
        #[test]
        fn any_fields_parse_or_are_refused(keys in proptest::collection::vec("(person|line|plan|limits|billing)\\.[0-9a-z]{1,3}\\.?[a-z_]{0,8}", 0..20), value in ".{0,12}") {
            let mut fields = Fields::default();
            for key in keys {
                fields.set(key, value.clone());
            }
            for kind in Kind::ALL {
                let _ = parse_order(kind, &fields, &offer());
            }
            remove_person(&mut fields, 0);
        }
    }
}
