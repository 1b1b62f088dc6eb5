//! What the operations do, one file per tag of the documentation.

mod accounts;
mod assignable;
mod distributor;
mod filters;
mod guardian;
mod message;
mod messages;
mod numbers;
mod packages;
mod products;
pub(crate) mod render;
mod services;
mod sims;
mod subscribers;
mod subscriptions;
mod tokens;
mod voice;
mod webhooks;
mod workgroups;

pub(crate) use messages::receive;
pub(crate) use tokens::mint;

use crate::{
    input::{Input, Outcome, Refusal},
    world::World,
};

use filters::List;

type Handler = fn(&mut World, &Input) -> Outcome;

/// Every documented operation but the token endpoint.
const MODELLED: &[(&str, Handler)] = &[
    ("GET /v1.0/distributor/accounts", distributor::accounts),
    ("GET /v1.0/distributor/subscribers", distributor::subscribers),
    ("GET /v1.0/distributor/products", distributor::products),
    ("GET /v1.0/distributor/packages", distributor::packages),
    ("GET /v1.0/distributor/subscriptions", distributor::subscriptions),
    ("GET /v1.0/distributor", distributor::get),
    ("POST /v1.0/distributor/create", distributor::create),
    ("POST /v1.0/distributor/update", distributor::update),
    ("GET /v1.0/account", accounts::get),
    ("POST /v1.0/account/create", accounts::create),
    ("POST /v1.0/account/update", accounts::update),
    ("GET /v1.0/account/message/routes", accounts::message_routes),
    ("GET /v1.0/account/voice/routes", accounts::voice_routes),
    ("GET /v1.0/account/subscriptions", accounts::subscriptions),
    ("GET /v1.0/account/services", accounts::services),
    ("GET /v1.0/account/products", distributor::products),
    ("GET /v1.0/account/packages", distributor::packages),
    ("GET /v1.0/account/workgroups", accounts::workgroups),
    ("GET /v1.0/account/schedules", accounts::schedules),
    ("GET /v1.0/account/webhooks", accounts::webhooks),
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
    ("POST /v1.0/products/update", products::update),
    ("POST /v1.0/products/delete", products::delete),
    ("GET /v1.0/packages", packages::get),
    ("POST /v1.0/packages", packages::create),
    ("GET /v1.0/packages/items", packages::items),
    ("POST /v1.0/packages/items/add", packages::add_item),
    ("GET /v1.0/packages/subscriptions", packages::subscriptions),
    ("POST /v1.0/packages/update", packages::update),
    ("POST /v1.0/packages/delete", packages::delete),
    ("POST /v1.0/packages/items/update", packages::update_item),
    ("POST /v1.0/packages/items/delete", packages::delete_item),
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
    ("GET /v1.0/subscriptions/thresholds", |w, i| assignable::THRESHOLD.get(w, i)),
    ("POST /v1.0/subscriptions/thresholds/add", |w, i| assignable::THRESHOLD.create(w, i)),
    ("POST /v1.0/subscriptions/thresholds/update", |w, i| assignable::THRESHOLD.update(w, i)),
    ("POST /v1.0/subscriptions/thresholds/delete", |w, i| assignable::THRESHOLD.delete(w, i)),
    ("GET /v1.0/subscriptions/thresholds/assignments", |w, i| assignable::THRESHOLD.assignments(w, i)),
    ("POST /v1.0/subscriptions/thresholds/assignments/add", |w, i| assignable::THRESHOLD.assign(w, i)),
    ("POST /v1.0/subscriptions/thresholds/assignments/update", |w, i| assignable::THRESHOLD.reassign(w, i)),
    ("POST /v1.0/subscriptions/thresholds/assignments/delete", |w, i| assignable::THRESHOLD.unassign(w, i)),
    ("GET /v1.0/subscriptions/features", |w, i| assignable::FEATURE.get(w, i)),
    ("POST /v1.0/subscriptions/features/add", |w, i| assignable::FEATURE.create(w, i)),
    ("POST /v1.0/subscriptions/features/update", |w, i| assignable::FEATURE.update(w, i)),
    ("POST /v1.0/subscriptions/features/delete", |w, i| assignable::FEATURE.delete(w, i)),
    ("GET /v1.0/subscriptions/features/assignments", |w, i| assignable::FEATURE.assignments(w, i)),
    ("POST /v1.0/subscriptions/features/assignments/add", |w, i| assignable::FEATURE.assign(w, i)),
    ("POST /v1.0/subscriptions/features/assignments/update", |w, i| assignable::FEATURE.reassign(w, i)),
    ("POST /v1.0/subscriptions/features/assignments/delete", |w, i| assignable::FEATURE.unassign(w, i)),
    ("GET /v1.0/services", services::get),
    ("POST /v1.0/services", services::create),
    ("POST /v1.0/services/update", services::update),
    ("POST /v1.0/services/delete", services::delete),
    ("GET /v1.0/services/items", services::items),
    ("POST /v1.0/services/items/add", services::add_item),
    ("POST /v1.0/services/items/update", services::update_item),
    ("POST /v1.0/services/items/delete", services::delete_item),
    ("POST /v1.0/workgroups", workgroups::create),
    ("GET /v1.0/workgroups", workgroups::get),
    ("POST /v1.0/workgroups/update", workgroups::update),
    ("POST /v1.0/workgroups/activity", workgroups::add_activity),
    ("POST /v1.0/workgroups/activity/update", workgroups::update_activity),
    ("POST /v1.0/workgroups/activity/delete", workgroups::delete_activity),
    ("POST /v1.0/workgroups/delete", workgroups::delete),
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
        None => Err(Refusal::new(501, format!("{operation} is documented but not modelled by the sandbox"))),
    }
}
