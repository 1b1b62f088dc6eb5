//! What the operations do, one file per tag of the documentation.

mod accounts;
mod distributor;
mod filters;
mod guardian;
mod message;
mod numbers;
mod packages;
mod products;
pub(crate) mod render;
mod subscribers;
mod subscriptions;
mod tokens;
mod voice;

pub(crate) use tokens::mint;

use crate::{
    input::{Input, Outcome, Refusal},
    world::World,
};

use filters::List;

type Handler = fn(&mut World, &Input) -> Outcome;

/// Operations that are modelled; the other documented ones answer 501.
const MODELLED: &[(&str, Handler)] = &[
    ("GET /v1.0/distributor/accounts", distributor::accounts),
    ("GET /v1.0/distributor/subscribers", distributor::subscribers),
    ("GET /v1.0/distributor/products", distributor::products),
    ("GET /v1.0/distributor/packages", distributor::packages),
    ("GET /v1.0/distributor/subscriptions", distributor::subscriptions),
    ("GET /v1.0/account", accounts::get),
    ("POST /v1.0/account/create", accounts::create),
    ("POST /v1.0/account/update", accounts::update),
    ("GET /v1.0/account/message/routes", accounts::message_routes),
    ("GET /v1.0/account/voice/routes", accounts::voice_routes),
    ("GET /v1.0/account/subscriptions", accounts::subscriptions),
    ("GET /v1.0/subscribers/get", subscribers::get),
    ("POST /v1.0/subscribers/create", subscribers::create),
    ("POST /v1.0/subscribers/update", subscribers::update),
    ("POST /v1.0/subscribers/transfer", subscribers::transfer),
    ("POST /v1.0/subscribers/guardian-features", guardian::set_features),
    ("GET /v1.0/subscribers/guardian-features", guardian::features),
    ("POST /v1.0/subscribers/guardians/relation", guardian::relate),
    ("GET /v1.0/subscribers/guardians/relation/parent", guardian::children),
    ("GET /v1.0/subscribers/guardians/relation/child", guardian::guardians),
    ("POST /v1.0/subscribers/guardians/relation/delete", guardian::unrelate),
    ("POST /v1.0/subscribers/message-filter", |w, i| filters::MESSAGE.create(w, i)),
    ("GET /v1.0/subscribers/message-filter", |w, i| filters::MESSAGE.list(w, i)),
    ("POST /v1.0/subscribers/message-filter/update", |w, i| filters::MESSAGE.update(w, i)),
    ("POST /v1.0/subscribers/message-filter/delete", |w, i| filters::MESSAGE.delete(w, i)),
    ("GET /v1.0/subscribers/message-filter/keywords", |w, i| filters::MESSAGE.keywords(w, i)),
    ("GET /v1.0/subscribers/message-filter/allowed-contacts", |w, i| filters::MESSAGE.numbers(w, i, List::Allowed)),
    ("POST /v1.0/subscribers/message-filter/allowed-contacts/add", |w, i| filters::MESSAGE.add(w, i, List::Allowed)),
    ("POST /v1.0/subscribers/message-filter/allowed-contacts/remove", |w, i| {
        filters::MESSAGE.remove(w, i, List::Allowed)
    }),
    ("GET /v1.0/subscribers/message-filter/blocked-contacts", |w, i| filters::MESSAGE.numbers(w, i, List::Blocked)),
    ("POST /v1.0/subscribers/message-filter/blocked-contacts/add", |w, i| filters::MESSAGE.add(w, i, List::Blocked)),
    ("POST /v1.0/subscribers/message-filter/blocked-contacts/remove", |w, i| {
        filters::MESSAGE.remove(w, i, List::Blocked)
    }),
    ("POST /v1.0/subscribers/call-filter", |w, i| filters::CALL.create(w, i)),
    ("GET /v1.0/subscribers/call-filter", |w, i| filters::CALL.list(w, i)),
    ("POST /v1.0/subscribers/call-filter/update", |w, i| filters::CALL.update(w, i)),
    ("POST /v1.0/subscribers/call-filter/delete", |w, i| filters::CALL.delete(w, i)),
    ("GET /v1.0/subscribers/call-filter/keywords", |w, i| filters::CALL.keywords(w, i)),
    ("GET /v1.0/subscribers/call-filter/allowed-numbers", |w, i| filters::CALL.numbers(w, i, List::Allowed)),
    ("POST /v1.0/subscribers/call-filter/allowed-numbers/add", |w, i| filters::CALL.add(w, i, List::Allowed)),
    ("POST /v1.0/subscribers/call-filter/allowed-numbers/remove", |w, i| filters::CALL.remove(w, i, List::Allowed)),
    ("GET /v1.0/subscribers/call-filter/blocked-numbers", |w, i| filters::CALL.numbers(w, i, List::Blocked)),
    ("POST /v1.0/subscribers/call-filter/blocked-numbers/add", |w, i| filters::CALL.add(w, i, List::Blocked)),
    ("POST /v1.0/subscribers/call-filter/blocked-numbers/remove", |w, i| filters::CALL.remove(w, i, List::Blocked)),
    ("GET /v1.0/message/routes", message::get),
    ("POST /v1.0/message/routes", message::create),
    ("GET /v1.0/voice/routes", voice::get),
    ("POST /v1.0/voice/routes", voice::create),
    ("GET /v1.0/products", products::get),
    ("POST /v1.0/products", products::create),
    ("GET /v1.0/packages", packages::get),
    ("POST /v1.0/packages", packages::create),
    ("GET /v1.0/packages/items", packages::items),
    ("POST /v1.0/packages/items/add", packages::add_item),
    ("POST /v1.0/numbers/availability", numbers::availability),
    ("POST /v1.0/numbers/provision", numbers::provision),
    ("GET /v1.0/numbers/order", numbers::order),
    ("GET /v1.0/numbers/inventory", numbers::inventory),
    ("GET /v1.0/numbers", numbers::get),
    ("POST /v1.0/numbers/update", numbers::update),
    ("POST /v1.0/numbers/data-usage", numbers::set_data_usage),
    ("POST /v1.0/numbers/data-usage/settings", numbers::data_usage_settings),
    ("POST /v1.0/numbers/data-usage/info", numbers::data_usage_info),
    ("GET /v1.0/subscriptions", subscriptions::get),
    ("POST /v1.0/subscriptions", subscriptions::create),
    ("POST /v1.0/subscriptions/update", subscriptions::update),
    ("POST /v1.0/subscriptions/delete", subscriptions::delete),
];

/// Operations with behaviour behind them, as `POST /v1.0/numbers/provision`; the token endpoint is one more.
pub fn modelled() -> impl Iterator<Item = &'static str> {
    MODELLED.iter().map(|(name, _)| *name)
}

/// Carries out one operation.
pub(crate) fn run(world: &mut World, operation: &str, input: &Input) -> Outcome {
    match MODELLED.iter().find(|(name, _)| *name == operation) {
        Some((_, handler)) => handler(world, input),
        None => Err(Refusal::new(501, format!("{operation} is documented but not modelled by the sandbox yet"))),
    }
}
