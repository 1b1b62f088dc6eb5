//! What is on its way goes on after the platform was started again from its file.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, Seed};
use telegent::{
    MessageStatus, NumberChange, NumberStatus, OrderStatus, OutboundMessage, PortBillingAddress, PortInRequest,
    RenewalPeriod, RenewalUpdate, StatusChange, VoicemailSettings, WebhookEvent, WebhookSettings,
};

use crate::support::{advance, client};

const DANA: &str = "+18015550141";

#[tokio::test]
async fn ports_messages_changes_and_webhooks_outlive_a_restart() {
    let file = std::env::temp_dir().join(format!("sandbox-{}.json", uuid::Uuid::new_v4()));
    let options = || Options { seed: Seed::Demo, ..Options::default() };
    let listen = |sandbox: Sandbox| sandbox.listen(([127, 0, 0, 1], 0).into());
    let first = listen(Sandbox::resume(options(), &file).unwrap()).await.unwrap();
    let ours = client(&first, ACCOUNT_KEY, ACCOUNT_SECRET);
    let request = PortInRequest {
        port_in_number: "+14155558101".into(),
        current_carrier_name: "Verizon".into(),
        current_account_number: "1".into(),
        current_account_password: "1".into(),
        current_billing_address: PortBillingAddress {
            street1: "1 Main St".into(),
            street2: None,
            city: "Lehi".into(),
            state: "UT".into(),
            zip: "84043".into(),
        },
        iccid: None,
        target_portin_classification: None,
        subscriber_name: None,
    };
    let port = ours.numbers().port_in(&request).await.unwrap().into_value().order_id;
    let message = OutboundMessage::text(DANA, "+12125558604", "Hello");
    let message = ours.message().send(&message).await.unwrap().into_value().message_id;
    let tomorrow = Timestamp::now().to_zoned(TimeZone::UTC).date().checked_add(1.days()).unwrap();
    ours.numbers().change_status(&StatusChange::of(DANA, NumberChange::Park, tomorrow)).await.unwrap();
    let voicemail =
        VoicemailSettings { phone_number: DANA.into(), pin: Some("1".into()), ..VoicemailSettings::default() };
    ours.numbers().activate_voicemail(&voicemail).await.unwrap();
    let renewal = RenewalUpdate {
        phone_numbers: vec![DANA.into()],
        reset_usage: false,
        auto_renew: true,
        period: RenewalPeriod::Monthly(31),
        period_value: Some(1),
    };
    ours.numbers().update_renewal(&renewal).await.unwrap();
    let events = vec![WebhookEvent::OrderUpdate];
    let webhook = WebhookSettings::posting_to("https://portal.example.com", "t".into(), events, "AID-mensah");
    let webhook = ours.webhooks().create(&webhook).await.unwrap().into_value().webhook_id;
    first.write(&file).unwrap();
    drop(first);

    let second = listen(Sandbox::resume(options(), &file).unwrap()).await.unwrap();
    std::fs::remove_file(&file).unwrap();
    let ours = client(&second, ACCOUNT_KEY, ACCOUNT_SECRET);
    assert_eq!(ours.numbers().voicemail(DANA, None).await.unwrap().voicemail_enabled, Some(true));
    assert!(ours.webhooks().get(&webhook, None).await.unwrap().token.is_some());
    advance(&second, 3600);
    let read = ours.numbers().order(&port).await.unwrap();
    assert_eq!((read.order_status.clone(), read.refusal_code()), (Some(OrderStatus::Rejected), Some("8A")));
    assert_eq!(ours.message().details(&message).await.unwrap().status, Some(MessageStatus::Delivered));
    advance(&second, 86_400);
    assert_eq!(ours.numbers().get(DANA).await.unwrap().status, Some(NumberStatus::Parked));
}
