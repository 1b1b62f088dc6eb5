//! From nothing to a live line: account, routes, person, number, data limits, plan.
//!
//! `cargo run -p sandbox --example first_line`

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, Seed};
use telegent::{
    AccountCreate, Client, Config, DataUsageSet, Filter, MessageRouteCreate, MessageType, NumberType, ProductType,
    ProvisionRequest, Role, RouteType, SubscriberCreate, SubscriptionCreate, ThrottleSpeed, VoiceRouteCreate,
};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { seed: Seed::Catalogue, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;

    let account = AccountCreate {
        account_name: "Okoye".into(),
        account_admin: Some("ada@example.com".into()),
        billing_address: None,
        mailing_address: None,
    };
    let account_id = client.accounts().create(&account).await?.into_value().account_id;
    let texts = MessageRouteCreate::posting_to("https://lines.example.com/texts", "Texts", &account_id);
    let message_route = client.message().create_route(&texts).await?.into_value().message_route_id;
    let calls = VoiceRouteCreate {
        account_id: Some(account_id.clone()),
        voice_url: Some("https://lines.example.com/calls".into()),
        ..VoiceRouteCreate::new("Calls", RouteType::Url)
    };
    let voice_route = client.voice().create_route(&calls).await?.into_value().call_route_id;
    let person = SubscriberCreate {
        name: "Ada Okoye".into(),
        email: "ada@example.com".into(),
        phone_numbers: Vec::new(),
        role: Role::Manager,
        password: "only for this example".into(),
        account_id: account_id.clone(),
    };
    let subscriber_id = client.subscribers().create(&person).await?.into_value().subscriber_id;

    let order = ProvisionRequest {
        number_type: NumberType::Mvno,
        message_type: MessageType::P2p,
        message_enabled: true,
        voice_enabled: true,
        data_enabled: Some(true),
        message_route_id: Some(message_route),
        voice_route_id: Some(voice_route),
        area_code: Some("385".into()),
        zip_code: None,
        iccid: None,
        product_type: ProductType::SmsDataVoice,
        assigned_subscriber_id: Some(subscriber_id.clone()),
        account_id: Some(account_id),
    };
    let bought = client.numbers().provision(&order).await?.into_value();
    println!("bought: {bought:?}");
    let numbers = client.numbers().inventory(1, None, Some(10)).await?.into_value();
    let Some(line) = numbers.phone_numbers.first() else { anyhow::bail!("the number is not in the inventory") };
    let limits = DataUsageSet {
        notify_mb: Some(4_000),
        throttle_mb: Some(4_500),
        throttle_speed: Some(ThrottleSpeed::Mbps1),
        limit_mb: 5_000,
        phone_numbers: vec![line.number.clone()],
    };
    client.numbers().set_data_usage(&limits).await?;

    let packages = client.distributor().packages(Filter::Active).await?;
    let Some(package) = packages.first() else { anyhow::bail!("nothing is on sale") };
    let plan = SubscriptionCreate {
        subscriber_id,
        tnid: line.tnid.clone(),
        iccid: line.iccid.clone(),
        package_id: package.package_id.clone(),
        subscription_type: "mvno".into(),
    };
    println!("live: {:?}", client.subscriptions().create(&plan).await?.value);
    Ok(())
}
