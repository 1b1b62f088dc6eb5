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
    DISTRIBUTOR_GET = Read Get "/v1.0/distributor" as "distributor.get";
    DISTRIBUTOR_CREATE = Write Post "/v1.0/distributor/create" as "distributor.create";
    DISTRIBUTOR_UPDATE = Write Post "/v1.0/distributor/update" as "distributor.update";
    DISTRIBUTOR_PRODUCTS = Read Get "/v1.0/distributor/products" as "distributor.products";
    DISTRIBUTOR_PACKAGES = Read Get "/v1.0/distributor/packages" as "distributor.packages";
    DISTRIBUTOR_SUBSCRIPTIONS = Read Get "/v1.0/distributor/subscriptions" as "distributor.subscriptions";
    ACCOUNT_MESSAGE_ROUTES = Read Get "/v1.0/account/message/routes" as "account.message_routes";
    ACCOUNT_VOICE_ROUTES = Read Get "/v1.0/account/voice/routes" as "account.voice_routes";
    ACCOUNT_SERVICES = Read Get "/v1.0/account/services" as "account.services";
    ACCOUNT_PRODUCTS = Read Get "/v1.0/account/products" as "account.products";
    ACCOUNT_PACKAGES = Read Get "/v1.0/account/packages" as "account.packages";
    ACCOUNT_SUBSCRIPTIONS = Read Get "/v1.0/account/subscriptions" as "account.subscriptions";
    ACCOUNT_WORKGROUPS = Read Get "/v1.0/account/workgroups" as "account.workgroups";
    ACCOUNT_GET = Read Get "/v1.0/account" as "account.get";
    ACCOUNT_CREATE = Write Post "/v1.0/account/create" as "account.create";
    ACCOUNT_UPDATE = Write Post "/v1.0/account/update" as "account.update";
    ACCOUNT_SCHEDULES = Read Get "/v1.0/account/schedules" as "account.schedules";
    ACCOUNT_WEBHOOKS = Read Get "/v1.0/account/webhooks" as "account.webhooks";
    SUBSCRIBERS_GET = Read Get "/v1.0/subscribers/get" as "subscribers.get";
    SUBSCRIBERS_CREATE = Write Post "/v1.0/subscribers/create" as "subscribers.create";
    SUBSCRIBERS_UPDATE = Write Post "/v1.0/subscribers/update" as "subscribers.update";
    SUBSCRIBERS_TRANSFER = Write Post "/v1.0/subscribers/transfer" as "subscribers.transfer";
    MESSAGE_FILTER_CREATE = Write Post "/v1.0/subscribers/message-filter" as "subscribers.create_message_filter";
    MESSAGE_FILTER_GET = Read Get "/v1.0/subscribers/message-filter" as "subscribers.message_filters";
    MESSAGE_FILTER_UPDATE = Write Post "/v1.0/subscribers/message-filter/update" as "subscribers.update_message_filter";
    MESSAGE_FILTER_DELETE = Write Post "/v1.0/subscribers/message-filter/delete" as "subscribers.delete_message_filter";
    MESSAGE_ALLOWED_GET = Read Get "/v1.0/subscribers/message-filter/allowed-contacts" as "subscribers.allowed_contacts";
    MESSAGE_ALLOWED_ADD = Write Post "/v1.0/subscribers/message-filter/allowed-contacts/add" as "subscribers.add_allowed_contacts";
    MESSAGE_ALLOWED_REMOVE = Write Post "/v1.0/subscribers/message-filter/allowed-contacts/remove" as "subscribers.remove_allowed_contacts";
    MESSAGE_BLOCKED_GET = Read Get "/v1.0/subscribers/message-filter/blocked-contacts" as "subscribers.blocked_contacts";
    MESSAGE_BLOCKED_ADD = Write Post "/v1.0/subscribers/message-filter/blocked-contacts/add" as "subscribers.add_blocked_contacts";
    MESSAGE_BLOCKED_REMOVE = Write Post "/v1.0/subscribers/message-filter/blocked-contacts/remove" as "subscribers.remove_blocked_contacts";
    MESSAGE_FILTER_KEYWORDS = Read Get "/v1.0/subscribers/message-filter/keywords" as "subscribers.message_filter_keywords";
    GUARDIAN_FEATURES_SET = Write Post "/v1.0/subscribers/guardian-features" as "subscribers.set_guardian_features";
    GUARDIAN_FEATURES_GET = Read Get "/v1.0/subscribers/guardian-features" as "subscribers.guardian_features";
    GUARDIAN_RELATION_CREATE = Write Post "/v1.0/subscribers/guardians/relation" as "subscribers.create_guardian_relation";
    GUARDIAN_RELATION_PARENT = Read Get "/v1.0/subscribers/guardians/relation/parent" as "subscribers.relations_as_parent";
    GUARDIAN_RELATION_CHILD = Read Get "/v1.0/subscribers/guardians/relation/child" as "subscribers.relations_as_child";
    GUARDIAN_RELATION_DELETE = Write Post "/v1.0/subscribers/guardians/relation/delete" as "subscribers.delete_guardian_relation";
    CALL_FILTER_CREATE = Write Post "/v1.0/subscribers/call-filter" as "subscribers.create_call_filter";
    CALL_FILTER_GET = Read Get "/v1.0/subscribers/call-filter" as "subscribers.call_filters";
    CALL_FILTER_UPDATE = Write Post "/v1.0/subscribers/call-filter/update" as "subscribers.update_call_filter";
    CALL_FILTER_DELETE = Write Post "/v1.0/subscribers/call-filter/delete" as "subscribers.delete_call_filter";
    CALL_ALLOWED_GET = Read Get "/v1.0/subscribers/call-filter/allowed-numbers" as "subscribers.allowed_numbers";
    CALL_ALLOWED_ADD = Write Post "/v1.0/subscribers/call-filter/allowed-numbers/add" as "subscribers.add_allowed_numbers";
    CALL_ALLOWED_REMOVE = Write Post "/v1.0/subscribers/call-filter/allowed-numbers/remove" as "subscribers.remove_allowed_numbers";
    CALL_BLOCKED_GET = Read Get "/v1.0/subscribers/call-filter/blocked-numbers" as "subscribers.blocked_numbers";
    CALL_BLOCKED_ADD = Write Post "/v1.0/subscribers/call-filter/blocked-numbers/add" as "subscribers.add_blocked_numbers";
    CALL_BLOCKED_REMOVE = Write Post "/v1.0/subscribers/call-filter/blocked-numbers/remove" as "subscribers.remove_blocked_numbers";
    CALL_FILTER_KEYWORDS = Read Get "/v1.0/subscribers/call-filter/keywords" as "subscribers.call_filter_keywords";
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
    PRODUCTS_UPDATE = Write Post "/v1.0/products/update" as "products.update";
    PRODUCTS_DELETE = Write Post "/v1.0/products/delete" as "products.delete";
    PACKAGES_GET = Read Get "/v1.0/packages" as "packages.get";
    PACKAGES_CREATE = Write Post "/v1.0/packages" as "packages.create";
    PACKAGE_SUBSCRIPTIONS = Read Get "/v1.0/packages/subscriptions" as "packages.subscriptions";
    PACKAGES_UPDATE = Write Post "/v1.0/packages/update" as "packages.update";
    PACKAGES_DELETE = Write Post "/v1.0/packages/delete" as "packages.delete";
    PACKAGE_ITEMS = Read Get "/v1.0/packages/items" as "packages.items";
    PACKAGE_ITEM_ADD = Write Post "/v1.0/packages/items/add" as "packages.add_item";
    PACKAGE_ITEM_UPDATE = Write Post "/v1.0/packages/items/update" as "packages.update_item";
    PACKAGE_ITEM_DELETE = Write Post "/v1.0/packages/items/delete" as "packages.delete_item";
    SUBSCRIPTIONS_GET = Read Get "/v1.0/subscriptions" as "subscriptions.get";
    SUBSCRIPTIONS_CREATE = Write Post "/v1.0/subscriptions" as "subscriptions.create";
    SUBSCRIPTIONS_UPDATE = Write Post "/v1.0/subscriptions/update" as "subscriptions.update";
    SUBSCRIPTIONS_DELETE = Write Post "/v1.0/subscriptions/delete" as "subscriptions.delete";
    THRESHOLD_GET = Read Get "/v1.0/subscriptions/thresholds" as "subscriptions.threshold";
    THRESHOLD_ADD = Write Post "/v1.0/subscriptions/thresholds/add" as "subscriptions.add_threshold";
    THRESHOLD_UPDATE = Write Post "/v1.0/subscriptions/thresholds/update" as "subscriptions.update_threshold";
    THRESHOLD_DELETE = Write Post "/v1.0/subscriptions/thresholds/delete" as "subscriptions.delete_threshold";
    THRESHOLD_ASSIGNMENTS = Read Get "/v1.0/subscriptions/thresholds/assignments" as "subscriptions.threshold_assignments";
    THRESHOLD_ASSIGN = Write Post "/v1.0/subscriptions/thresholds/assignments/add" as "subscriptions.assign_threshold";
    THRESHOLD_REASSIGN = Write Post "/v1.0/subscriptions/thresholds/assignments/update" as "subscriptions.reassign_threshold";
    THRESHOLD_UNASSIGN = Write Post "/v1.0/subscriptions/thresholds/assignments/delete" as "subscriptions.unassign_threshold";
    FEATURE_GET = Read Get "/v1.0/subscriptions/features" as "subscriptions.feature";
    FEATURE_ADD = Write Post "/v1.0/subscriptions/features/add" as "subscriptions.add_feature";
    FEATURE_UPDATE = Write Post "/v1.0/subscriptions/features/update" as "subscriptions.update_feature";
    FEATURE_DELETE = Write Post "/v1.0/subscriptions/features/delete" as "subscriptions.delete_feature";
    FEATURE_ASSIGNMENTS = Read Get "/v1.0/subscriptions/features/assignments" as "subscriptions.feature_assignments";
    FEATURE_ASSIGN = Write Post "/v1.0/subscriptions/features/assignments/add" as "subscriptions.assign_feature";
    FEATURE_REASSIGN = Write Post "/v1.0/subscriptions/features/assignments/update" as "subscriptions.reassign_feature";
    FEATURE_UNASSIGN = Write Post "/v1.0/subscriptions/features/assignments/delete" as "subscriptions.unassign_feature";
    SERVICES_GET = Read Get "/v1.0/services" as "services.get";
    SERVICES_CREATE = Write Post "/v1.0/services" as "services.create";
    SERVICES_UPDATE = Write Post "/v1.0/services/update" as "services.update";
    SERVICES_DELETE = Write Post "/v1.0/services/delete" as "services.delete";
    SERVICE_ITEMS = Read Get "/v1.0/services/items" as "services.items";
    SERVICE_ITEM_ADD = Write Post "/v1.0/services/items/add" as "services.add_item";
    SERVICE_ITEM_UPDATE = Write Post "/v1.0/services/items/update" as "services.update_item";
    SERVICE_ITEM_DELETE = Write Post "/v1.0/services/items/delete" as "services.delete_item";
    WORKGROUPS_CREATE = Write Post "/v1.0/workgroups" as "workgroups.create";
    WORKGROUPS_GET = Read Get "/v1.0/workgroups" as "workgroups.get";
    WORKGROUPS_UPDATE = Write Post "/v1.0/workgroups/update" as "workgroups.update";
    ACTIVITY_ADD = Write Post "/v1.0/workgroups/activity" as "workgroups.add_activity";
    ACTIVITY_UPDATE = Write Post "/v1.0/workgroups/activity/update" as "workgroups.update_activity";
    ACTIVITY_DELETE = Write Post "/v1.0/workgroups/activity/delete" as "workgroups.delete_activity";
    WORKGROUPS_DELETE = Write Post "/v1.0/workgroups/delete" as "workgroups.delete";
}

/// Whether the operation of this name changes something upstream. Unknown names count as writes.
pub(crate) fn is_write(name: &str) -> bool {
    OPERATIONS.iter().find(|o| o.name == name).is_none_or(|o| o.kind == Kind::Write)
}
