//! What the operations do, one file per tag of the documentation.

mod accounts;
mod distributor;
mod message;
mod messages;
mod numbers;
mod packages;
mod products;
pub(crate) mod render;
mod sims;
mod subscribers;
mod subscriptions;
mod tokens;
mod voice;
mod webhooks;

pub(crate) use messages::receive;
pub(crate) use tokens::mint;

use crate::{
    input::{Input, Outcome, Refusal},
    world::World,
};

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
    ("GET /v1.0/message/routes", message::get),
    ("POST /v1.0/message/routes", message::create),
    ("POST /v1.0/message/routes/update", message::update),
    ("POST /v1.0/message/routes/delete", message::delete),
    ("POST /v1.0/voice/routes/update", voice::update),
    ("POST /v1.0/voice/routes/delete", voice::delete),
    ("POST /v1.0/sims/update-status", sims::update_status),
    ("POST /v1.0/sims/clear-status", sims::clear_status),
    ("POST /v1.0/message/outbound", messages::outbound),
    ("GET /v1.0/message/details", messages::details),
    ("GET /v1.0/message/search", messages::search),
    ("GET /v1.0/message/filter", messages::filter),
    ("POST /v1.0/message/device-delivery", messages::device_delivery),
    ("GET /v1.0/webhook", webhooks::get),
    ("POST /v1.0/webhook/create", webhooks::create),
    ("POST /v1.0/webhook/update", webhooks::update),
    ("POST /v1.0/webhook/delete", webhooks::delete),
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
    ("POST /v1.0/numbers/data-usage/update-renewal-info", numbers::update_renewal),
    ("POST /v1.0/numbers/portin", numbers::port_in),
    ("POST /v1.0/numbers/portin/eligibility", numbers::port_in_eligibility),
    ("POST /v1.0/numbers/portin/update", numbers::update_port_in),
    ("POST /v1.0/numbers/portin/cancel", numbers::cancel_port_in),
    ("POST /v1.0/numbers/status", numbers::status),
    ("POST /v1.0/numbers/reactivate", numbers::reactivate),
    ("POST /v1.0/numbers/refresh-nnid", numbers::refresh_nnid),
    ("POST /v1.0/numbers/device-details", numbers::device_details),
    ("POST /v1.0/numbers/portout", numbers::port_out),
    ("POST /v1.0/numbers/voicemail/info", numbers::voicemail_info),
    ("POST /v1.0/numbers/voicemail/activate", numbers::activate_voicemail),
    ("POST /v1.0/numbers/voicemail/update", numbers::update_voicemail),
    ("POST /v1.0/numbers/voicemail/delete", numbers::delete_voicemail),
    ("GET /v1.0/numbers/e911address", numbers::e911),
    ("POST /v1.0/numbers/e911address/update", numbers::update_e911),
    ("GET /v1.0/subscriptions", subscriptions::get),
    ("POST /v1.0/subscriptions", subscriptions::create),
    ("POST /v1.0/subscriptions/update", subscriptions::update),
    ("POST /v1.0/subscriptions/delete", subscriptions::delete),
];

/// What operations left for later and whose time has come.
pub(crate) fn due(world: &mut World, now: jiff::Timestamp) {
    numbers::due(world, now);
    numbers::due_orders(world, now);
    numbers::due_ports(world, now);
    messages::due(world, now);
}

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
