//! The table of implemented operations: one row per documented (method, path).

use std::fmt;

/// HTTP method; the API knows no other two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Ids travel as query parameters.
    Get,
    /// Reads and writes alike, with a JSON body.
    Post,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Post => "POST",
        })
    }
}

/// Whether repeating a call can change anything upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Safe to repeat; retried on 408, 429, 5xx and connection failures.
    Read,
    /// Sent once: the API has no idempotency keys.
    Write,
}

/// One documented endpoint.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// Short name used in errors and logs, e.g. `numbers.provision`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path below the host, with the version, e.g. `/v1.0/numbers/provision`.
    pub path: &'static str,
    /// Read or write.
    pub kind: Kind,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

macro_rules! operations {
    ($($id:ident = $kind:ident $method:ident $path:literal as $name:literal;)*) => {
        $(pub(crate) static $id: Operation =
            Operation { name: $name, method: Method::$method, path: $path, kind: Kind::$kind };)*
        /// Every implemented operation, in the order of the documentation.
        pub static OPERATIONS: &[&Operation] = &[$(&$id),*];
    };
}

operations! {
    TOKENS = Read Post "/v1.0/oauth2/tokens" as "oauth2.tokens";
    DISTRIBUTOR_ACCOUNTS = Read Get "/v1.0/distributor/accounts" as "distributor.accounts";
    DISTRIBUTOR_SUBSCRIBERS = Read Get "/v1.0/distributor/subscribers" as "distributor.subscribers";
    DISTRIBUTOR_PRODUCTS = Read Get "/v1.0/distributor/products" as "distributor.products";
    DISTRIBUTOR_PACKAGES = Read Get "/v1.0/distributor/packages" as "distributor.packages";
    DISTRIBUTOR_SUBSCRIPTIONS = Read Get "/v1.0/distributor/subscriptions" as "distributor.subscriptions";
    ACCOUNT_MESSAGE_ROUTES = Read Get "/v1.0/account/message/routes" as "account.message_routes";
    ACCOUNT_VOICE_ROUTES = Read Get "/v1.0/account/voice/routes" as "account.voice_routes";
    ACCOUNT_SUBSCRIPTIONS = Read Get "/v1.0/account/subscriptions" as "account.subscriptions";
    ACCOUNT_GET = Read Get "/v1.0/account" as "account.get";
    ACCOUNT_CREATE = Write Post "/v1.0/account/create" as "account.create";
    ACCOUNT_UPDATE = Write Post "/v1.0/account/update" as "account.update";
    SUBSCRIBERS_GET = Read Get "/v1.0/subscribers/get" as "subscribers.get";
    SUBSCRIBERS_CREATE = Write Post "/v1.0/subscribers/create" as "subscribers.create";
    SUBSCRIBERS_UPDATE = Write Post "/v1.0/subscribers/update" as "subscribers.update";
    MESSAGE_ROUTE_CREATE = Write Post "/v1.0/message/routes" as "message.create_route";
    MESSAGE_ROUTE_GET = Read Get "/v1.0/message/routes" as "message.get_route";
    VOICE_ROUTE_CREATE = Write Post "/v1.0/voice/routes" as "voice.create_route";
    VOICE_ROUTE_GET = Read Get "/v1.0/voice/routes" as "voice.get_route";
    MESSAGE_ROUTE_UPDATE = Write Post "/v1.0/message/routes/update" as "message.update_route";
    MESSAGE_ROUTE_DELETE = Write Post "/v1.0/message/routes/delete" as "message.delete_route";
    MESSAGE_OUTBOUND = Write Post "/v1.0/message/outbound" as "message.send";
    MESSAGE_DETAILS = Read Get "/v1.0/message/details" as "message.details";
    MESSAGE_SEARCH = Read Get "/v1.0/message/search" as "message.search";
    MESSAGE_FILTER = Read Get "/v1.0/message/filter" as "message.filter";
    MESSAGE_DEVICE_DELIVERY = Write Post "/v1.0/message/device-delivery" as "message.device_delivery";
    VOICE_ROUTE_UPDATE = Write Post "/v1.0/voice/routes/update" as "voice.update_route";
    VOICE_ROUTE_DELETE = Write Post "/v1.0/voice/routes/delete" as "voice.delete_route";
    NUMBERS_AVAILABILITY = Read Post "/v1.0/numbers/availability" as "numbers.availability";
    NUMBERS_PROVISION = Write Post "/v1.0/numbers/provision" as "numbers.provision";
    NUMBERS_ORDER = Read Get "/v1.0/numbers/order" as "numbers.order";
    NUMBERS_INVENTORY = Read Get "/v1.0/numbers/inventory" as "numbers.inventory";
    NUMBERS_GET = Read Get "/v1.0/numbers" as "numbers.get";
    NUMBERS_UPDATE = Write Post "/v1.0/numbers/update" as "numbers.update";
    NUMBERS_DATA_USAGE_SET = Write Post "/v1.0/numbers/data-usage" as "numbers.set_data_usage";
    NUMBERS_DATA_USAGE_SETTINGS = Read Post "/v1.0/numbers/data-usage/settings" as "numbers.data_usage_settings";
    NUMBERS_DATA_USAGE_INFO = Read Post "/v1.0/numbers/data-usage/info" as "numbers.data_usage_info";
    NUMBERS_PORT_IN = Write Post "/v1.0/numbers/portin" as "numbers.port_in";
    NUMBERS_PORT_IN_ELIGIBILITY = Read Post "/v1.0/numbers/portin/eligibility" as "numbers.port_in_eligibility";
    NUMBERS_PORT_IN_UPDATE = Write Post "/v1.0/numbers/portin/update" as "numbers.update_port_in";
    NUMBERS_PORT_IN_CANCEL = Write Post "/v1.0/numbers/portin/cancel" as "numbers.cancel_port_in";
    NUMBERS_REFRESH_NNID = Write Post "/v1.0/numbers/refresh-nnid" as "numbers.refresh_nnid";
    NUMBERS_VOICEMAIL_INFO = Read Post "/v1.0/numbers/voicemail/info" as "numbers.voicemail";
    NUMBERS_VOICEMAIL_ACTIVATE = Write Post "/v1.0/numbers/voicemail/activate" as "numbers.activate_voicemail";
    NUMBERS_VOICEMAIL_UPDATE = Write Post "/v1.0/numbers/voicemail/update" as "numbers.update_voicemail";
    NUMBERS_VOICEMAIL_DELETE = Write Post "/v1.0/numbers/voicemail/delete" as "numbers.delete_voicemail";
    NUMBERS_PORT_OUT = Write Post "/v1.0/numbers/portout" as "numbers.set_port_out_pin";
    NUMBERS_STATUS = Write Post "/v1.0/numbers/status" as "numbers.change_status";
    NUMBERS_DEVICE_DETAILS = Read Post "/v1.0/numbers/device-details" as "numbers.device_details";
    NUMBERS_UPDATE_RENEWAL = Write Post "/v1.0/numbers/data-usage/update-renewal-info" as "numbers.update_renewal";
    NUMBERS_REACTIVATE = Write Post "/v1.0/numbers/reactivate" as "numbers.reactivate";
    NUMBERS_E911_GET = Read Get "/v1.0/numbers/e911address" as "numbers.e911";
    NUMBERS_E911_UPDATE = Write Post "/v1.0/numbers/e911address/update" as "numbers.update_e911";
    SIMS_UPDATE_STATUS = Write Post "/v1.0/sims/update-status" as "sims.update_status";
    SIMS_CLEAR_STATUS = Write Post "/v1.0/sims/clear-status" as "sims.clear_status";
    WEBHOOK_GET = Read Get "/v1.0/webhook" as "webhooks.get";
    WEBHOOK_CREATE = Write Post "/v1.0/webhook/create" as "webhooks.create";
    WEBHOOK_UPDATE = Write Post "/v1.0/webhook/update" as "webhooks.update";
    WEBHOOK_DELETE = Write Post "/v1.0/webhook/delete" as "webhooks.delete";
    PRODUCTS_GET = Read Get "/v1.0/products" as "products.get";
    PRODUCTS_CREATE = Write Post "/v1.0/products" as "products.create";
    PACKAGES_GET = Read Get "/v1.0/packages" as "packages.get";
    PACKAGES_CREATE = Write Post "/v1.0/packages" as "packages.create";
    PACKAGE_ITEMS = Read Get "/v1.0/packages/items" as "packages.items";
    PACKAGE_ITEM_ADD = Write Post "/v1.0/packages/items/add" as "packages.add_item";
    SUBSCRIPTIONS_GET = Read Get "/v1.0/subscriptions" as "subscriptions.get";
    SUBSCRIPTIONS_CREATE = Write Post "/v1.0/subscriptions" as "subscriptions.create";
    SUBSCRIPTIONS_UPDATE = Write Post "/v1.0/subscriptions/update" as "subscriptions.update";
    SUBSCRIPTIONS_DELETE = Write Post "/v1.0/subscriptions/delete" as "subscriptions.delete";
}

/// Whether the operation of this name changes something upstream. Unknown names count as writes.
pub(crate) fn is_write(name: &str) -> bool {
    OPERATIONS.iter().find(|o| o.name == name).is_none_or(|o| o.kind == Kind::Write)
}
