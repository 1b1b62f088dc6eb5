//! A finished order as a chain of operations, one for one what its receipt says.

use domain::wizard::{Area, LineOrder, Order, PlanChange, RouteOrder, Sim};

use crate::journal::{NewChain, Op, Ref};

use super::submit::RouteUrls;

/// Operations under construction: each knows the place of the ones before.
#[derive(Default)]
struct Plan(Vec<(String, Op)>);

impl Plan {
    /// Adds an operation; the reference is to the field `key` of its result.
    fn add(&mut self, title: impl Into<String>, op: Op, key: &str) -> Ref {
        self.0.push((title.into(), op));
        self.of(self.0.len() - 1, key)
    }

    fn of(&self, seq: usize, key: &str) -> Ref {
        // A chain has a few dozen operations at most.
        Ref::Result(i32::try_from(seq).unwrap_or(i32::MAX), key.to_owned())
    }
}

/// The chain of a new family or an added line.
pub(super) fn order(order: &Order, account_id: Option<&str>, account_name: &str, urls: &RouteUrls) -> NewChain {
    let mut plan = Plan::default();
    let manager = order.people.iter().find(|p| p.manager);
    let account = match (&order.account, account_id) {
        (Some(new), _) => {
            let op = Op::CreateAccount {
                name: new.name.clone(),
                admin_email: manager.map(|m| m.email.as_str().to_owned()).unwrap_or_default(),
                billing: (&new.billing).into(),
                mailing: new.mailing.as_ref().unwrap_or(&new.billing).into(),
            };
            plan.add("Account", op, "account_id")
        }
        (None, id) => Ref::Known(id.unwrap_or_default().to_owned()),
    };
    let made_message = make_route(&order.lines, |l| &l.message_route).then(|| {
        let (account, url) = (account.clone(), urls.message.to_string());
        plan.add("Message route", Op::CreateMessageRoute { account, name: "Homeline texts".into(), url }, "route_id")
    });
    let made_voice = make_route(&order.lines, |l| &l.voice_route).then(|| {
        let (account, url) = (account.clone(), urls.voice.to_string());
        plan.add("Voice route", Op::CreateVoiceRoute { account, name: "Homeline calls".into(), url }, "route_id")
    });
    let people: Vec<Ref> = order
        .people
        .iter()
        .map(|person| match &person.subscriber_id {
            Some(id) => Ref::Known(id.clone()),
            None => {
                let op = Op::CreateSubscriber {
                    account: account.clone(),
                    name: person.name.clone(),
                    email: person.email.as_str().to_owned(),
                    manager: person.manager,
                };
                plan.add(person.name.clone(), op, "subscriber_id")
            }
        })
        .collect();
    let named = |line: &LineOrder| order.people.get(line.person).map_or("", |p| p.name.as_str());
    let subscriber = |line: &LineOrder| people.get(line.person).cloned().unwrap_or(Ref::Known(String::new()));
    let route = |order: &RouteOrder, made: &Option<Ref>| match order {
        RouteOrder::Use { id, .. } => Ref::Known(id.clone()),
        RouteOrder::Make => made.clone().unwrap_or(Ref::Known(String::new())),
    };
    let mut numbers = Vec::new();
    for line in &order.lines {
        let (area_code, zip) = match &line.area {
            Area::Code(code) => (code.as_str().to_owned(), String::new()),
            Area::Zip(zip) => (String::new(), zip.as_str().to_owned()),
        };
        let op = Op::ProvisionNumber {
            account: account.clone(),
            subscriber: subscriber(line),
            area_code,
            zip,
            iccid: match &line.sim {
                Sim::Esim => None,
                Sim::Card(iccid) => Some(iccid.as_str().to_owned()),
            },
            message_route: route(&line.message_route, &made_message),
            voice_route: route(&line.voice_route, &made_voice),
            courtesy: None,
        };
        plan.add(format!("Number for {}", named(line)), op, "number");
        numbers.push(plan.0.len() - 1);
    }
    for (line, seq) in order.lines.iter().zip(numbers) {
        let op = Op::CreateSubscription {
            account: account.clone(),
            subscriber: subscriber(line),
            tnid: plan.of(seq, "tnid"),
            iccid: plan.of(seq, "iccid"),
            package_id: line.package.id.clone(),
        };
        plan.add(format!("{} for {}", line.package.name, named(line)), op, "subscription_id");
        let op = Op::SetDataLimits { number: plan.of(seq, "number"), limits: line.limits };
        plan.add(format!("Data limits for {}", named(line)), op, "number");
    }
    if let (Some(person), Some(subscriber)) = (manager, people.first()) {
        let op = Op::InviteManager {
            account: account.clone(),
            subscriber: subscriber.clone(),
            name: person.name.clone(),
            email: person.email.as_str().to_owned(),
        };
        plan.add(format!("Invitation for {}", person.name), op, "");
    }
    let (kind, title) = match &order.account {
        Some(new) => ("new_family", format!("Setting up the {} family", new.name)),
        None => ("add_line", format!("Adding a line for {account_name}")),
    };
    NewChain { kind, title, account_id: account_id.map(str::to_owned), ops: plan.0 }
}

fn make_route(lines: &[LineOrder], route: impl Fn(&LineOrder) -> &RouteOrder) -> bool {
    lines.iter().any(|line| *route(line) == RouteOrder::Make)
}

/// The chain of a changed plan.
pub(super) fn plan_change(change: &PlanChange, account_id: Option<&str>, person: &str) -> NewChain {
    let op =
        Op::ChangePackage { subscription_id: change.subscription_id.clone(), package_id: change.package.id.clone() };
    NewChain {
        kind: "change_plan",
        title: format!("Changing {person}’s plan"),
        account_id: account_id.map(str::to_owned),
        ops: vec![(format!("{} for {person}", change.package.name), op)],
    }
}
