//! Worlds to begin with.

use serde_json::{Map, Value, json};

use super::{
    Account, Address, Distributor, Extras, Line, MessageRoute, Order, OrderState, Package, PackageItem, Product,
    Schedule, Subscriber, Subscription, VoiceRoute, World, sim,
};
use crate::{FOREIGN_ACCOUNT, FOREIGN_KEY, FOREIGN_SECRET, Options, Seed};

const MB: u64 = 1024 * 1024;

/// The world these options ask for.
pub fn world(options: &Options) -> World {
    let mut world = World::default();
    world.spent_until = Some(world.clock.now());
    world.chaos = options.chaos;
    world.distributors.push(distributor(&options.account_key, &options.account_secret, "Homeline Wireless"));
    world.distributors.push(distributor(FOREIGN_KEY, FOREIGN_SECRET, "Other Wireless"));
    // Somebody else's account: its id exists, and is nobody's business here.
    world.accounts.push(account(FOREIGN_ACCOUNT, FOREIGN_KEY, "Foreign Family", "Elsewhere", "ME", "04101"));
    match options.seed {
        Seed::Empty => {}
        Seed::Catalogue => catalogue(&mut world, &options.account_key),
        Seed::Demo => {
            catalogue(&mut world, &options.account_key);
            families(&mut world, &options.account_key);
        }
    }
    world
}

fn distributor(key: &str, secret: &str, name: &str) -> Distributor {
    Distributor {
        distributor_id: key.into(),
        name: name.into(),
        secret: secret.into(),
        created_by: None,
        billing_address: Address::default(),
        mailing_address: Address::default(),
    }
}

fn account(id: &str, distributor: &str, name: &str, city: &str, state: &str, zip: &str) -> Account {
    let address = Address {
        street1: Some("100 Example Street".into()),
        street2: None,
        city: Some(city.into()),
        state: Some(state.into()),
        zip: Some(zip.into()),
    };
    Account {
        account_id: id.into(),
        distributor_id: distributor.into(),
        account_name: name.into(),
        account_admin: None,
        billing_address: address.clone(),
        mailing_address: address,
    }
}

/// SKU, description, type, wholesale cents.
const PRODUCTS: [(&str, &str, &str, i64); 4] = [
    ("ESIM-01", "eSIM profile", "esim", 100),
    ("DATA-01", "Mobile data", "data", 800),
    ("SMS-01", "Messages", "sms", 200),
    ("VOICE-01", "Calls", "voice", 300),
];

/// Name, description, retail cents.
const PACKAGES: [(&str, &str, &str, i64); 4] = [
    ("family-5", "Family 5 GB", "5 GB of data, unlimited talk and text", 2500),
    ("family-10", "Family 10 GB", "10 GB of data, unlimited talk and text", 3999),
    ("kids-2", "Kids 2 GB", "2 GB of data, unlimited talk and text, with Guardian", 1500),
    ("unlimited", "Unlimited", "Unlimited data, talk and text", 5500),
];

fn catalogue(world: &mut World, distributor: &str) {
    for (sku, description, kind, cost_cents) in PRODUCTS {
        world.products.push(Product {
            product_id: format!("PRID-{}", kind),
            distributor_id: distributor.into(),
            sku: sku.into(),
            description: description.into(),
            product_type: kind.into(),
            sub_type: None,
            cost_cents,
            billing_frequency: if kind == "esim" { "NRC" } else { "MRC" }.into(),
        });
    }
    for (id, name, description, price_cents) in PACKAGES {
        let item = |(_, _, kind, cost): &(&str, &str, &str, i64)| PackageItem {
            package_item_id: format!("PIID-{id}-{kind}"),
            product_id: format!("PRID-{kind}"),
            item_type: Some((*kind).into()),
            price_cents: Some(*cost),
            monthly: *kind != "esim",
        };
        world.packages.push(Package {
            package_id: format!("PID-{id}"),
            distributor_id: distributor.into(),
            package_name: name.into(),
            description: Some(description.into()),
            subscriber_id: None,
            package_type: "mvno".into(),
            price_cents,
            monthly: true,
            items: PRODUCTS.iter().map(item).collect(),
        });
    }
}

/// A person of the demo: name, e-mail, role, and the line: number, package, MB used, MB limit.
type Person = (&'static str, &'static str, &'static str, Option<(&'static str, &'static str, u64, u64)>);
/// A family of the demo: slug, name, city, state, ZIP, people.
type Family = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [Person]);

const FAMILIES: [Family; 3] = [
    (
        "mensah",
        "Mensah Family",
        "Lehi",
        "UT",
        "84043",
        &[
            ("Dana Mensah", "dana.mensah@example.com", "Manager", Some(("+18015550141", "family-10", 3482, 10_000))),
            ("Kofi Mensah", "kofi.mensah@example.com", "Subscriber", Some(("+18015550142", "family-5", 4500, 5_000))),
            ("Ama Mensah", "ama.mensah@example.com", "Subscriber", Some(("+18015550143", "kids-2", 1910, 2_000))),
            ("Yaw Mensah", "yaw.mensah@example.com", "Subscriber", None),
        ],
    ),
    (
        "lindqvist",
        "Lindqvist Household",
        "New York",
        "NY",
        "10001",
        &[
            (
                "Elsa Lindqvist",
                "elsa.lindqvist@example.com",
                "Manager",
                Some(("+12125550151", "unlimited", 28_160, 100_000)),
            ),
            (
                "Nils Lindqvist",
                "nils.lindqvist@example.com",
                "Subscriber",
                Some(("+16465550152", "family-5", 12, 5_000)),
            ),
        ],
    ),
    (
        "okafor",
        "Okafor Family",
        "Tampa",
        "FL",
        "33602",
        &[
            ("Chidi Okafor", "chidi.okafor@example.com", "Manager", Some(("+18135550161", "family-10", 9100, 10_000))),
            ("Ngozi Okafor", "ngozi.okafor@example.com", "Account Admin", Some(("+18135550162", "family-5", 0, 20))),
            ("Ife Okafor", "ife.okafor@example.com", "Subscriber", Some(("+18135550163", "kids-2", 1490, 2_000))),
        ],
    ),
];

fn families(world: &mut World, distributor: &str) {
    for (slug, name, city, state, zip, people) in FAMILIES {
        let account_id = format!("AID-{slug}");
        let mut record = account(&account_id, distributor, name, city, state, zip);
        record.account_admin = people.first().map(|(_, email, ..)| (*email).into());
        world.accounts.push(record);
        routes(world, slug, &account_id, name);
        world.schedules.push(Schedule::business_hours(&format!("SID-{slug}"), &account_id));
        for (name, email, role, line) in people {
            let id = format!("TSUID-{}", email.split('@').next().unwrap_or(email));
            if let Some(line) = line {
                self::line(world, slug, zip, &id, *line);
            }
            world.subscribers.push(Subscriber {
                subscriber_id: id,
                account_id: account_id.clone(),
                name: (*name).into(),
                email: (*email).into(),
                phone_numbers: Vec::new(),
                role: (*role).into(),
            });
        }
    }
}

fn routes(world: &mut World, slug: &str, account_id: &str, family: &str) {
    let object = |value: Value| match value {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let (messages, calls) = (format!("{family} messages"), format!("{family} calls"));
    world.message_routes.push(MessageRoute {
        message_route_id: format!("MRID-{slug}"),
        account_id: account_id.into(),
        fields: object(json!({
            "RouteName": messages,
            "MessageUrl": "https://portal.example.com/webhooks/messages",
            "MessageUrlMethod": "POST",
            "IntelligentRouteEnabled": true,
        })),
        route_name: messages,
        enabled: true,
    });
    world.voice_routes.push(VoiceRoute {
        call_route_id: format!("CRID-{slug}"),
        account_id: account_id.into(),
        fields: object(json!({
            "RouteName": calls,
            "RouteType": "Forward",
            "RouteEnabled": true,
            "IntelligentRouteEnabled": true,
        })),
        route_name: calls,
    });
}

fn line(world: &mut World, slug: &str, zip: &str, person: &str, line: (&str, &str, u64, u64)) {
    let (number, package, used_mb, limit_mb) = line;
    let n = world.serial();
    let nid = uuid::Uuid::from_u128(u128::from(n)).to_string();
    let purchased = world.clock.now();
    let order_id = format!("JNUOID-{slug}-{n}");
    // A line nobody set a limit on has neither notice nor throttle.
    let set = limit_mb > 20;
    world.orders.push(Order {
        order_id: order_id.clone(),
        account_id: format!("AID-{slug}"),
        date: purchased,
        order_type: "provision".into(),
        state: OrderState::Complete,
        numbers: vec![number.into()],
    });
    world.subscriptions.push(Subscription {
        subscription_id: format!("SUB-{slug}-{n}"),
        subscriber_id: person.into(),
        tnid: Some(format!("NID-{nid}")),
        iccid: Some(sim::iccid(n)),
        package_id: format!("PID-{package}"),
        subscription_type: "mvno".into(),
        active: true,
    });
    world.lines.push(Line {
        number: number.into(),
        nid,
        order_id,
        account_id: format!("AID-{slug}"),
        subscriber_id: Some(person.into()),
        number_type: "mvno".into(),
        message_type: "p2p".into(),
        message_enabled: true,
        voice_enabled: true,
        data_enabled: true,
        message_route_id: format!("MRID-{slug}"),
        voice_route_id: Some(format!("CRID-{slug}")),
        product_type: "Sms+Data+Voice".into(),
        iccid: sim::iccid(n),
        qr: Some(sim::qr_url(n)),
        zip: zip.into(),
        cnam: None,
        status: "Active".into(),
        purchased,
        visible: true,
        used_bytes: used_mb * MB,
        notify_mb: set.then_some(limit_mb * 8 / 10),
        throttle_mb: set.then_some(limit_mb * 9 / 10),
        throttle_speed: set.then(|| "1-mbps".into()),
        limit_mb,
        extras: Extras::default(),
    });
}
