//! What a first line needs.

use telegent::{
    AccountCreate, AccountUpdate, Address, Authentication, AvailabilityRequest, BillingFrequency, Classification,
    Client, DataUsageSet, Filter, HttpMethod, MessageRouteCreate, MessageType, NumberType, NumberUpdate, PackageCreate,
    PackageItemAdd, PackageItemNew, ProductCreate, ProductType, ProvisionRequest, Role, RouteType, SubscriberCreate,
    SubscriberUpdate, SubscriptionCreate, SubscriptionUpdate, ThrottleSpeed, VoiceRouteCreate, api::voice::AllowedIp,
};

use super::{Results, text};

pub fn address() -> Option<Address> {
    let part = || text("x");
    Some(Address { street1: part(), street2: part(), city: part(), state: part(), zip: part(), country: part() })
}

fn item() -> PackageItemNew {
    PackageItemNew { product_id: "PRID".into(), price_cents: Some(112), monthly: Some(false), item_type: text("addon") }
}

fn voice_route() -> VoiceRouteCreate {
    let name = || text("x");
    VoiceRouteCreate {
        voice_url: name(),
        voice_url_method: Some(HttpMethod::Post),
        voice_authentication_type: Some(Authentication::Basic),
        voice_username: name(),
        voice_password_token: Some("x".into()),
        callback_voice_url: name(),
        callback_voice_url_method: Some(HttpMethod::Post),
        trunk_ip1: name(),
        trunk_ip2: name(),
        trunk_port1: name(),
        trunk_port2: name(),
        trunk_transport1: name(),
        trunk_transport2: name(),
        trunk_uri1: name(),
        trunk_uri2: name(),
        trunk_enabled1: Some(true),
        trunk_enabled2: Some(false),
        trunk1_priority: Some(10),
        trunk1_weight: Some(10),
        trunk2_priority: Some(20),
        trunk2_weight: Some(20),
        header_manipulation: name(),
        enable_sip_refer: Some(true),
        transfer_caller_id: name(),
        symmetric_rtp: Some(true),
        enable_trp_secure_trunk: Some(true),
        enable_pstn_transfer: Some(true),
        ip_whitelist: vec![AllowedIp { ip_address: "192.0.2.1".into() }],
        cnam_lookup: Some(true),
        termination_uri_subdomain: name(),
        enable_call_streaming: Some(true),
        wss_uri: name(),
        route_enabled: Some(true),
        intelligent_route_enabled: Some(true),
        ..VoiceRouteCreate::new("Main", RouteType::Trunk)
    }
}

fn message_route() -> MessageRouteCreate {
    MessageRouteCreate {
        message_authentication_type: Some(Authentication::Basic),
        message_username: text("admin"),
        message_password_token: Some("x".into()),
        callback_message_url: text("https://portal.example.com"),
        callback_message_url_method: Some(HttpMethod::Post),
        callback_message_authentication_type: Some(Authentication::Basic),
        callback_message_username: text("admin"),
        callback_message_password_token: Some("x".into()),
        ..MessageRouteCreate::posting_to("https://portal.example.com", "Main", "AID")
    }
}

fn provision() -> ProvisionRequest {
    ProvisionRequest {
        number_type: NumberType::Iot,
        message_type: MessageType::P2p,
        message_enabled: true,
        voice_enabled: false,
        data_enabled: Some(true),
        message_route_id: text("MRID"),
        voice_route_id: text("CRID"),
        area_code: text("201"),
        zip_code: text("84043"),
        iccid: text("8901240397190195850"),
        product_type: ProductType::SmsData,
        assigned_subscriber_id: text("TSUID"),
        account_id: None,
    }
}

fn number_update() -> NumberUpdate {
    NumberUpdate {
        number: "+12015550105".into(),
        message_enabled: Some(true),
        message_type: Some(MessageType::P2p),
        classification: Some(Classification::Mvno),
        voice_enabled: Some(true),
        message_route_id: text("MRID"),
        voice_route_id: text("CRID"),
        assigned_subscriber_id: text("TSUID"),
        iccid: text("8901240397190556232"),
        cnam_first_name: text("Test"),
        cnam_last_name: text("User"),
        product_type: Some(ProductType::DataOnly),
    }
}

pub async fn calls(client: &Client) -> Results {
    let numbers = ["+18135550109".to_owned()];
    let account = AccountCreate {
        account_name: "x".into(),
        account_admin: text("x"),
        billing_address: address(),
        mailing_address: address(),
    };
    let account_update =
        AccountUpdate { account_name: text("x"), billing_address: address(), ..AccountUpdate::default() };
    let person = SubscriberCreate {
        name: "x".into(),
        email: "x@example.com".into(),
        phone_numbers: vec![],
        role: Role::Subscriber,
        password: "x".into(),
        account_id: "AID".into(),
    };
    let person_update = SubscriberUpdate {
        subscriber_id: "TSUID".into(),
        name: text("x"),
        phone_numbers: Some(vec![]),
        role: Some(Role::Manager),
        password: Some("x".into()),
    };
    let product = ProductCreate {
        sku: "x".into(),
        description: "x".into(),
        product_type: "esim".into(),
        sub_type: text("esim"),
        cost_cents: 1234,
        billing_frequency: BillingFrequency::Monthly,
    };
    let package = PackageCreate {
        package_name: "x".into(),
        description: text("x"),
        subscriber_id: text("TSUID"),
        package_type: "sip".into(),
        price_cents: 30_000,
        monthly: true,
        package_items: vec![item()],
    };
    let add = PackageItemAdd { package_id: "PID".into(), item: item() };
    let set = DataUsageSet {
        notify_mb: Some(10),
        throttle_mb: Some(15),
        throttle_speed: Some(ThrottleSpeed::Mbps1),
        limit_mb: 20,
        phone_numbers: numbers.to_vec(),
    };
    let subscribe = SubscriptionCreate {
        subscriber_id: "TSUID".into(),
        tnid: text("NID"),
        iccid: text("8901"),
        package_id: "PID".into(),
        subscription_type: "mvno".into(),
    };
    let resubscribe = SubscriptionUpdate {
        subscription_id: "SUB".into(),
        subscriber_id: text("TSUID"),
        tnid: text("NID"),
        iccid: text("8901"),
        package_id: text("PID"),
        subscription_type: text("mvno"),
    };
    calls! {
        "distributor.accounts": client.distributor().accounts();
        "distributor.subscribers": client.distributor().subscribers(1, 10);
        "distributor.products": client.distributor().products(Filter::All);
        "distributor.packages": client.distributor().packages(Filter::Active);
        "distributor.subscriptions": client.distributor().subscriptions(Filter::Inactive);
        "account.message_routes": client.accounts().message_routes("AID");
        "account.voice_routes": client.accounts().voice_routes("AID");
        "account.subscriptions": client.accounts().subscriptions(Filter::All);
        "account.get": client.accounts().get("AID");
        "account.create": client.accounts().create(&account);
        "account.update": client.accounts().update(&account_update);
        "subscribers.get": client.subscribers().get("TSUID");
        "subscribers.create": client.subscribers().create(&person);
        "subscribers.update": client.subscribers().update(&person_update);
        "message.create_route": client.message().create_route(&message_route());
        "message.get_route": client.message().get_route("MRID");
        "voice.create_route": client.voice().create_route(&voice_route());
        "voice.get_route": client.voice().get_route("CRID");
        "numbers.availability": client.numbers().availability(&AvailabilityRequest::mobile(text("201"), text("")));
        "numbers.provision": client.numbers().provision(&provision());
        "numbers.order": client.numbers().order("JNUOID");
        "numbers.inventory": client.numbers().inventory(1, Some("Active"), Some(5));
        "numbers.get": client.numbers().get("+18018018011");
        "numbers.update": client.numbers().update(&number_update());
        "numbers.set_data_usage": client.numbers().set_data_usage(&set);
        "numbers.data_usage_settings": client.numbers().data_usage_settings(&numbers);
        "numbers.data_usage_info": client.numbers().data_usage_info(&numbers);
        "products.get": client.products().get("PRID");
        "products.create": client.products().create(&product);
        "packages.get": client.packages().get("PID");
        "packages.create": client.packages().create(&package);
        "packages.items": client.packages().items("PID");
        "packages.add_item": client.packages().add_item(&add);
        "subscriptions.get": client.subscriptions().get("SUB");
        "subscriptions.create": client.subscriptions().create(&subscribe);
        "subscriptions.update": client.subscriptions().update(&resubscribe);
        "subscriptions.delete": client.subscriptions().delete("SUB");
    }
}
