//! Routes changed and deleted.

use telegent::{Authentication, Error, HttpMethod, MessageRouteUpdate, NumberUpdate, RouteType, VoiceRouteUpdate};

use crate::support::{client, demo, foreign};

const DANA: &str = "+18015550141";

#[tokio::test]
async fn message_routes_are_changed_in_part() {
    let (sandbox, client) = demo().await;
    let update = MessageRouteUpdate {
        message_route_id: "MRID-mensah".into(),
        message_route_enabled: Some(false),
        message_authentication_type: Some(Authentication::Bearer),
        message_password_token: Some("s3cret".into()),
        ..MessageRouteUpdate::default()
    };
    assert!(!format!("{update:?}").contains("s3cret"));
    let changed = client.message().update_route(&update).await.unwrap();
    assert_eq!(changed.message_route_enabled, Some(false));
    let read = client.message().get_route("MRID-mensah").await.unwrap();
    assert_eq!(read.route_name.as_deref(), Some("Mensah Family messages"), "what was not sent is kept");
    assert_eq!((read.message_route_enabled, &read.message_url_method), (Some(false), &Some(HttpMethod::Post)));
    assert_eq!(read.message_authentication_type, Some(Authentication::Bearer));
    assert!(!sandbox.state().to_string().contains("s3cret"));
    let bad = MessageRouteUpdate { message_url: Some("ftp://example.com".into()), ..update };
    assert!(matches!(client.message().update_route(&bad).await, Err(Error::Refused { status: 400, .. })));
}

#[tokio::test]
async fn voice_routes_are_changed_in_part() {
    let (_sandbox, client) = demo().await;
    let update = VoiceRouteUpdate {
        call_route_id: "CRID-mensah".into(),
        route_type: Some(RouteType::Trunk),
        trunk_ip1: Some("192.0.2.7".into()),
        trunk1_priority: Some(5),
        ..VoiceRouteUpdate::default()
    };
    client.voice().update_route(&update).await.unwrap();
    let read = client.voice().get_route("CRID-mensah").await.unwrap();
    assert_eq!((read.route_type.clone(), read.trunk1_priority), (Some(RouteType::Trunk), Some(5)));
    assert_eq!(read.route_name.as_deref(), Some("Mensah Family calls"));
    let none = VoiceRouteUpdate { voice_authentication_type: Some(Authentication::None), ..update };
    assert!(matches!(client.voice().update_route(&none).await, Err(Error::Refused { status: 400, .. })));
}

#[tokio::test]
async fn numbers_of_a_deleted_route_are_left_without() {
    let (_sandbox, client) = demo().await;
    let gone = client.message().delete_route("MRID-mensah").await.unwrap();
    assert_eq!(
        (gone.message_route_id.as_str(), gone.message_route_status.as_deref()),
        ("MRID-mensah", Some("Deleted"))
    );
    let gone = client.voice().delete_route("CRID-mensah").await.unwrap();
    assert_eq!(gone.call_route_status.as_deref(), Some("Deleted"));
    let number = client.numbers().get(DANA).await.unwrap();
    assert_eq!((&number.message_route_id, &number.voice_route_id), (&None, &None));
    let back =
        NumberUpdate { number: DANA.into(), message_route_id: Some("MRID-mensah".into()), ..NumberUpdate::default() };
    foreign([
        client.message().get_route("MRID-mensah").await.err(),
        client.message().delete_route("MRID-mensah").await.err(),
        client.voice().get_route("CRID-mensah").await.err(),
        client.voice().delete_route("CRID-mensah").await.err(),
        client.numbers().update(&back).await.err(),
    ]);
}

#[tokio::test]
async fn routes_of_others_do_not_exist() {
    let (sandbox, ours) = demo().await;
    let theirs = client(&sandbox, sandbox::FOREIGN_KEY, sandbox::FOREIGN_SECRET);
    let message = MessageRouteUpdate { message_route_id: "MRID-mensah".into(), ..MessageRouteUpdate::default() };
    let voice = VoiceRouteUpdate { call_route_id: "CRID-mensah".into(), ..VoiceRouteUpdate::default() };
    foreign([
        theirs.message().update_route(&message).await.err(),
        theirs.message().delete_route("MRID-mensah").await.err(),
        theirs.voice().update_route(&voice).await.err(),
        theirs.voice().delete_route("CRID-mensah").await.err(),
    ]);
    assert!(ours.message().get_route("MRID-mensah").await.is_ok());
}
