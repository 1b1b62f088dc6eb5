//! What the platform says no to, and which outcome the client makes of it.

use sandbox::{FOREIGN_ACCOUNT, FOREIGN_KEY, FOREIGN_SECRET};
use telegent::{
    AccountCreate, DataUsageSet, Error, MessageType, NumberType, NumberUpdate, ProvisionRequest, SubscriptionCreate,
    SubscriptionUpdate,
};

use crate::support::{client, count, demo, empty, family, line, person};

/// The first field a refusal names.
fn field(error: &Error) -> Option<&str> {
    match error {
        Error::Refused { fields, .. } | Error::Conflict { fields, .. } => fields.first().map(|f| f.field.as_str()),
        _ => None,
    }
}

#[tokio::test]
async fn emails_are_unique_over_the_whole_platform() {
    let (sandbox, ours) = empty().await;
    let theirs = client(&sandbox, FOREIGN_KEY, FOREIGN_SECRET);
    theirs.subscribers().create(&person("Ada Obi", FOREIGN_ACCOUNT)).await.unwrap();
    let home = family(&ours, "Mensah").await;
    let error = ours.subscribers().create(&person("ADA Obi", &home.account)).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "{error}");
    assert_eq!(field(&error), Some("Email"));
    assert!(!error.maybe_done());
}

#[tokio::test]
async fn foreign_and_unknown_ids_are_not_found() {
    let (_sandbox, client) = demo().await;
    let number = "+18015550141".to_owned();
    let subscribe = |person: &str, package: &str| SubscriptionCreate {
        subscriber_id: person.into(),
        tnid: None,
        iccid: None,
        package_id: package.into(),
        subscription_type: "mvno".into(),
    };
    let results = [
        client.accounts().get(FOREIGN_ACCOUNT).await.err(),
        client.accounts().message_routes(FOREIGN_ACCOUNT).await.err(),
        client.accounts().voice_routes(FOREIGN_ACCOUNT).await.err(),
        client.subscribers().get("TSUID-nobody").await.err(),
        client.subscribers().create(&person("Ada Obi", FOREIGN_ACCOUNT)).await.err(),
        client.message().get_route("MRID-nothing").await.err(),
        client.voice().get_route("CRID-nothing").await.err(),
        client.products().get("PRID-nothing").await.err(),
        client.packages().get("PID-nothing").await.err(),
        client.packages().items("PID-nothing").await.err(),
        client.numbers().get("+18015550199").await.err(),
        client.numbers().order("JNUOID-nothing").await.err(),
        client.subscriptions().get("SUB-nothing").await.err(),
        client.subscriptions().delete("SUB-nothing").await.err(),
        client.subscriptions().create(&subscribe("TSUID-nobody", "PID-family-5")).await.err(),
        client.subscriptions().create(&subscribe("TSUID-yaw.mensah", "PID-nothing")).await.err(),
        client
            .numbers()
            .update(&NumberUpdate { number, message_route_id: Some("MRID-okafor".into()), ..NumberUpdate::default() })
            .await
            .err(),
    ];
    for (i, error) in results.into_iter().enumerate() {
        assert!(matches!(error, Some(Error::NotFound { .. })), "{i}: {error:?}");
    }
}

#[tokio::test]
async fn provisioning_follows_the_documented_rules() {
    let (sandbox, client) = empty().await;
    let home = family(&client, "Okafor").await;
    let refused = |change: fn(&mut ProvisionRequest)| {
        let (client, mut request) = (client.clone(), line(&home));
        change(&mut request);
        async move { client.numbers().provision(&request).await.map(|r| r.order_id.clone()).unwrap_err() }
    };
    let error = refused(|r| r.message_route_id = None).await;
    assert_eq!(field(&error), Some("MessageRouteId"));
    let error = refused(|r| r.voice_route_id = None).await;
    assert_eq!(field(&error), Some("VoiceRouteId"));
    let error =
        refused(|r| (r.number_type, r.message_type, r.voice_enabled) = (NumberType::Iot, MessageType::A2p, false))
            .await;
    assert!(matches!(error, Error::Refused { status: 400, .. }), "{error}");
    let error = refused(|r| r.iccid = Some("12".into())).await;
    assert_eq!(field(&error), Some("ICCID"));
    let error = refused(|r| r.area_code = Some("907".into())).await;
    assert!(matches!(&error, Error::Refused { status: 200, message, .. } if message.contains("No numbers")), "{error}");
    let error = refused(|r| r.voice_route_id = Some("CRID-other".into())).await;
    assert!(matches!(error, Error::NotFound { .. }), "{error}");
    assert_eq!(count(&sandbox, "lines"), 0);
}

#[tokio::test]
async fn a_sim_is_on_one_line_only() {
    let (_sandbox, client) = empty().await;
    let home = family(&client, "Okafor").await;
    let request = ProvisionRequest { iccid: Some("8901240397190195850".into()), ..line(&home) };
    let made = client.numbers().provision(&request).await.unwrap();
    assert!(made.lpa().is_none(), "a physical SIM has no activation code");
    let error = client.numbers().provision(&request).await.unwrap_err();
    assert_eq!(field(&error), Some("ICCID"));
}

#[tokio::test]
async fn with_several_accounts_one_must_be_named() {
    let (_sandbox, client) = demo().await;
    let home = crate::support::Family {
        account: "AID-mensah".into(),
        person: "TSUID-yaw.mensah".into(),
        messages: "MRID-mensah".into(),
        calls: "CRID-mensah".into(),
    };
    let error = client.numbers().provision(&ProvisionRequest { account_id: None, ..line(&home) }).await.unwrap_err();
    assert_eq!(field(&error), Some("AccountId"));
    // Somebody of another account of ours is as unknown as a stranger.
    let other = ProvisionRequest { assigned_subscriber_id: Some("TSUID-ife.okafor".into()), ..line(&home) };
    assert!(matches!(client.numbers().provision(&other).await, Err(Error::NotFound { .. })));
}

#[tokio::test]
async fn limits_must_ascend() {
    let (_sandbox, client) = demo().await;
    let set = |notify, throttle, limit| DataUsageSet {
        notify_mb: notify,
        throttle_mb: throttle,
        throttle_speed: None,
        limit_mb: limit,
        phone_numbers: vec!["+18015550141".into()],
    };
    let error = client.numbers().set_data_usage(&set(Some(20), Some(15), 30)).await.unwrap_err();
    assert_eq!(field(&error), Some("NotifyValue"));
    let error = client.numbers().set_data_usage(&set(None, Some(30), 30)).await.unwrap_err();
    assert_eq!(field(&error), Some("ThrottleValue"));
    client.numbers().set_data_usage(&set(None, None, 30)).await.unwrap();
    // Reads have a status per number instead.
    let usage = client.numbers().data_usage_info(&["+18015550141".into(), "+18015550000".into()]).await.unwrap();
    assert_eq!(usage[1].status.as_deref(), Some("Error"));
}

#[tokio::test]
async fn required_fields_are_named() {
    let (_sandbox, client) = empty().await;
    let error = client.accounts().create(&AccountCreate::default()).await.unwrap_err();
    assert_eq!(field(&error), Some("AccountName"));
    let error = client.subscriptions().update(&SubscriptionUpdate::default()).await.unwrap_err();
    assert_eq!(field(&error), Some("SubscriptionId"));
}
