//! Every implemented operation, client against sandbox over HTTP.

use sandbox::{Options, Sandbox, Seed};
use secrecy::ExposeSecret;
use serde_json::json;
use telegent::{
    AccountCreate, AccountUpdate, Address, AvailabilityRequest, BillingFrequency, DataUsageSet, Filter, MessageType,
    NumberStatus, NumberType, NumberUpdate, OrderStatus, PackageCreate, PackageItemAdd, PackageItemNew, ProductCreate,
    ProductType, Role, SubscriberUpdate, SubscriptionCreate, SubscriptionUpdate, ThrottleSpeed,
};

use crate::support::{count, demo, empty, family, line, person};

#[tokio::test]
async fn accounts_are_created_read_and_changed() {
    let (_sandbox, client) = empty().await;
    let address = Address { city: Some("Lehi".into()), country: Some("USA".into()), ..Address::default() };
    let create = AccountCreate {
        account_name: "Haddad Family".into(),
        account_admin: Some("rana.haddad@example.com".into()),
        billing_address: Some(address),
        mailing_address: None,
    };
    let made = client.accounts().create(&create).await.unwrap();
    assert_eq!(made.billing_address.city.as_deref(), Some("Lehi"));
    assert_eq!(made.billing_address.country, None);
    let read = client.accounts().get(&made.account_id).await.unwrap();
    assert_eq!(read.value, made.value);
    let one = client.distributor().accounts().await.unwrap();
    assert!(one.raw.is_object(), "one account is answered bare");
    assert_eq!(one.len(), 1);
    let update = AccountUpdate { account_name: Some("Haddad".into()), ..AccountUpdate::default() };
    assert_eq!(client.accounts().update(&update).await.unwrap().account_name.as_deref(), Some("Haddad"));
    client.accounts().create(&AccountCreate { account_name: "Second".into(), ..create }).await.unwrap();
    assert_eq!(client.distributor().accounts().await.unwrap().len(), 2);
    assert!(client.accounts().update(&update).await.is_err(), "with two accounts one must be named");
}

#[tokio::test]
async fn people_are_created_read_changed_and_listed() {
    let (_sandbox, client) = empty().await;
    let home = family(&client, "Okafor").await;
    let read = client.subscribers().get(&home.person).await.unwrap();
    assert_eq!(read.account.as_ref().map(|a| a.account_id.as_str()), Some(home.account.as_str()));
    let update = SubscriberUpdate {
        subscriber_id: home.person.clone(),
        name: Some("Ngozi Okafor".into()),
        role: Some(Role::AccountAdmin),
        ..SubscriberUpdate::default()
    };
    let changed = client.subscribers().update(&update).await.unwrap();
    assert_eq!((changed.name.as_deref(), changed.role.clone()), (Some("Ngozi Okafor"), Some(Role::AccountAdmin)));
    for n in 0..11 {
        client.subscribers().create(&person(&format!("Person {n}"), &home.account)).await.unwrap();
    }
    let page = client.distributor().subscribers(2, 5).await.unwrap();
    assert_eq!((page.page, page.total, page.subscribers.len()), (Some(2), Some(12), 5));
    assert_eq!(client.distributor().subscribers(3, 5).await.unwrap().subscribers.len(), 2);
}

#[tokio::test]
async fn routes_are_created_read_and_listed() {
    let (_sandbox, client) = empty().await;
    let home = family(&client, "Lindqvist").await;
    let route = client.message().get_route(&home.messages).await.unwrap();
    assert_eq!(route.message_route_enabled, Some(true));
    assert_eq!(route.account_id.as_deref(), Some(home.account.as_str()));
    let listed = client.accounts().message_routes(&home.account).await.unwrap();
    assert_eq!(listed[0].message_route_id, home.messages);
    assert_eq!(client.voice().get_route(&home.calls).await.unwrap().route_name.as_deref(), Some("Calls"));
    let listed = client.accounts().voice_routes(&home.account).await.unwrap();
    assert_eq!(listed[0].call_route_status.as_deref(), Some("Active"));
}

#[tokio::test]
async fn the_catalogue_keeps_cents() {
    let (_sandbox, client) = empty().await;
    let product = ProductCreate {
        sku: "VM-01".into(),
        description: "Voicemail".into(),
        product_type: "feature".into(),
        sub_type: None,
        cost_cents: 1234,
        billing_frequency: BillingFrequency::Monthly,
    };
    let product = client.products().create(&product).await.unwrap();
    assert_eq!(client.products().get(&product.product_id).await.unwrap().cost_cents, Some(1234));
    let item = |cents| PackageItemNew {
        product_id: product.product_id.clone(),
        price_cents: Some(cents),
        monthly: Some(true),
        item_type: Some("addon".into()),
    };
    let package = PackageCreate {
        package_name: "Voicemail".into(),
        description: None,
        subscriber_id: None,
        package_type: "mvno".into(),
        price_cents: 3999,
        monthly: true,
        package_items: vec![item(112)],
    };
    let package = client.packages().create(&package).await.unwrap();
    assert_eq!(client.packages().get(&package.package_id).await.unwrap().price_cents, Some(3999));
    let add = PackageItemAdd { package_id: package.package_id.clone(), item: item(5) };
    assert_eq!(client.packages().add_item(&add).await.unwrap().price_cents, Some(5));
    let items = client.packages().items(&package.package_id).await.unwrap();
    assert_eq!(items.iter().map(|i| i.price_cents).collect::<Vec<_>>(), [Some(112), Some(5)]);
    assert_eq!(client.distributor().products(Filter::All).await.unwrap().len(), 5);
    assert_eq!(client.distributor().packages(Filter::Active).await.unwrap().len(), 5);
    assert!(client.distributor().packages(Filter::Inactive).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_line_goes_from_stock_to_subscription() {
    let (sandbox, client) = empty().await;
    let home = family(&client, "Mensah").await;
    let stock = client.numbers().availability(&AvailabilityRequest::mobile(Some("385".into()), None)).await.unwrap();
    assert!(stock.available_number_areas.iter().all(|a| a.area_code.as_deref() == Some("385")));
    assert_eq!(stock.results_total, Some(3));

    let made = client.numbers().provision(&line(&home)).await.unwrap();
    let number = made.phone_number_assigned.clone().unwrap();
    assert!(number.starts_with("+1385555"));
    assert_eq!(made.order_status, Some(OrderStatus::Complete));
    assert!(made.order_date.as_ref().is_some_and(|d| d.at.is_some()));
    let code = made.lpa().unwrap();
    assert!(code.expose_secret().starts_with("LPA:1$SMDP.SANDBOX.EXAMPLE$"));
    let order = client.numbers().order(&made.order_id).await.unwrap();
    assert_eq!(
        (order.order_status.clone(), &order.phone_numbers_ordered),
        (Some(OrderStatus::Complete), &vec![number.clone()])
    );

    let read = client.numbers().get(&number).await.unwrap();
    assert_eq!(read.status, Some(NumberStatus::Active));
    assert_eq!(
        (read.number_type.clone(), read.message_type.clone()),
        (Some(NumberType::Mobile), Some(MessageType::P2p))
    );
    assert_eq!(read.lpa().unwrap().expose_secret(), code.expose_secret());
    let iccid = made.iccid.clone().unwrap();
    assert_eq!(client.numbers().get_by_iccid(&iccid).await.unwrap().number, number);

    let subscribe = SubscriptionCreate {
        subscriber_id: home.person.clone(),
        tnid: made.phone_number_id.clone(),
        iccid: Some(iccid),
        package_id: "PID-family-5".into(),
        subscription_type: "mvno".into(),
    };
    let made = client.subscriptions().create(&subscribe).await.unwrap();
    let update = SubscriptionUpdate {
        subscription_id: made.subscription_id.clone(),
        package_id: Some("PID-unlimited".into()),
        tnid: read.tnid.clone(),
        ..SubscriptionUpdate::default()
    };
    client.subscriptions().update(&update).await.unwrap();
    let read = client.subscriptions().get(&made.subscription_id).await.unwrap();
    assert_eq!(read.package_id.as_deref(), Some("PID-unlimited"));
    assert_eq!(client.accounts().subscriptions(Filter::Active).await.unwrap().len(), 1);
    let deleted = client.subscriptions().delete(&made.subscription_id).await.unwrap();
    assert_eq!(deleted.subscription_status.as_deref(), Some("Deleted"));
    assert!(client.distributor().subscriptions(Filter::Active).await.unwrap().is_empty());
    assert_eq!(client.distributor().subscriptions(Filter::Inactive).await.unwrap().len(), 1);
    assert_eq!(count(&sandbox, "lines"), 1);
}

#[tokio::test]
async fn a_number_is_changed_in_place() {
    let (_sandbox, client) = empty().await;
    let home = family(&client, "Haddad").await;
    let number = client.numbers().provision(&line(&home)).await.unwrap().into_value().phone_number_assigned.unwrap();
    let update = NumberUpdate {
        number: number.clone(),
        product_type: Some(ProductType::SmsData),
        voice_enabled: Some(false),
        iccid: Some("8901240397190556232".into()),
        cnam_first_name: Some("Rana".into()),
        cnam_last_name: Some("Haddad".into()),
        ..NumberUpdate::default()
    };
    let updated = client.numbers().update(&update).await.unwrap();
    assert_eq!(updated.update_order_status, Some(OrderStatus::Complete));
    let read = client.numbers().get(&number).await.unwrap();
    assert_eq!(read.iccid.as_deref(), Some("8901240397190556232"));
    assert_eq!((read.cnam.as_deref(), read.voice_enabled), (Some("Rana Haddad"), Some(false)));
}

#[tokio::test]
async fn the_inventory_reads_both_casings_and_text_booleans() {
    let (_sandbox, client) = demo().await;
    let page = client.numbers().inventory(1, Some("Active"), None).await.unwrap();
    assert_eq!((page.total_results, page.phone_numbers.len()), (Some(8), 8));
    assert_eq!(page.raw["PhoneNumbers"][1]["VoiceEnabled"], json!("true"));
    assert!(page.phone_numbers.iter().all(|n| n.voice_enabled == Some(true) && n.tnid.is_some()));
    let rest = client.numbers().inventory(2, None, Some(5)).await.unwrap();
    assert_eq!(rest.phone_numbers.len(), 3);
}

#[tokio::test]
async fn data_limits_are_set_and_read_in_the_other_vocabulary() {
    let (sandbox, client) = demo().await;
    let numbers = vec!["+18015550141".to_owned(), "+18135550162".to_owned()];
    let usage = client.numbers().data_usage_info(&numbers).await.unwrap();
    assert_eq!(usage[0].used.as_ref().and_then(|u| u.bytes), Some(3_650_722_202));
    assert_eq!(usage[1].remaining.as_ref().map(|r| r.raw.as_str()), Some("20 MB"));
    let set = DataUsageSet {
        notify_mb: Some(4096),
        throttle_mb: Some(4608),
        throttle_speed: Some(ThrottleSpeed::Mbps1),
        limit_mb: 5120,
        phone_numbers: numbers.clone(),
    };
    let ack = client.numbers().set_data_usage(&set).await.unwrap();
    assert_eq!((ack.status.as_deref(), &ack.phone_numbers), (Some("Complete"), &numbers));
    let settings = client.numbers().data_usage_settings(&numbers).await.unwrap();
    assert_eq!(settings[1].throttle_speed, Some(ThrottleSpeed::Mbps1));
    assert_eq!(settings[1].limit_value, Some(5120));
    crate::support::control(&sandbox, "usage", json!({ "number": numbers[0], "bytes": 4700u64 * 1024 * 1024 })).await;
    let behavior = client.numbers().data_usage_info(&numbers).await.unwrap()[0].current_behavior.clone();
    assert_eq!(behavior.as_deref(), Some("Throttled"));
}

#[tokio::test]
async fn what_is_kept_in_a_file_goes_on_from_it() {
    let file = std::env::temp_dir().join(format!("sandbox-{}.json", uuid::Uuid::new_v4()));
    let options = || Options { seed: Seed::Demo, ..Options::default() };
    let listen = |sandbox: Sandbox| sandbox.listen(([127, 0, 0, 1], 0).into());
    let first = listen(Sandbox::resume(options(), &file).unwrap()).await.unwrap();
    first.with(|world| {
        world.clock.advance(std::time::Duration::from_secs(86_400));
        world.lines[0].used_bytes = 12;
    });
    first.write(&file).unwrap();
    let second = listen(Sandbox::resume(options(), &file).unwrap()).await.unwrap();
    let (mut before, mut after) = (first.state(), second.state());
    let (now, then) = (before["now"].take(), after["now"].take());
    assert_eq!(before, after);
    assert_eq!(now.as_str().map(|t| &t[..10]), then.as_str().map(|t| &t[..10]), "the clock is as far ahead");
    let shown = after.to_string();
    assert!(!shown.contains(sandbox::ACCOUNT_SECRET) && !shown.contains("\"qr\""), "{shown}");
    assert!(std::fs::read_to_string(&file).unwrap().contains(sandbox::ACCOUNT_SECRET), "it can still be signed in to");
    // What the file says is not guessed at.
    std::fs::write(&file, "{}").unwrap();
    let error = Sandbox::resume(options(), &file).err().unwrap();
    assert!(error.to_string().contains("remove it to begin anew"), "{error}");
    std::fs::remove_file(&file).unwrap();
}
