//! The life of a number after it was bought: state, SIM, usage, voicemail, emergency address, port-out.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use sandbox::Running;
use serde_json::json;
use telegent::{
    Classification, Client, E911Address, E911Update, Error, NumberChange, NumberStatus, OrderStatus, RenewalPeriod,
    RenewalUpdate, StatusChange, StatusNumber, VoicemailSettings,
};

use crate::support::{advance, client, control, demo, foreign};

const DANA: &str = "+18015550141";
const KOFI: &str = "+18015550142";
const DAY: u64 = 86_400;

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

async fn change(client: &Client, number: &str, what: NumberChange) -> Result<telegent::StatusChanged, Error> {
    client.numbers().change_status(&StatusChange::of(number, what, today())).await.map(|r| r.into_value())
}

async fn status(client: &Client, number: &str) -> Option<NumberStatus> {
    client.numbers().get(number).await.unwrap().status.clone()
}

fn message(error: &Error) -> &str {
    match error {
        Error::Refused { message, .. } => message,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn numbers_are_parked_activated_cancelled_and_brought_back() {
    let (sandbox, client) = demo().await;
    let parked = change(&client, DANA, NumberChange::Park).await.unwrap();
    assert_eq!((parked.order_status, parked.change_type), (Some(OrderStatus::Complete), Some(NumberChange::Park)));
    assert_eq!(status(&client, DANA).await, Some(NumberStatus::Parked));
    assert_eq!(
        message(&change(&client, DANA, NumberChange::Park).await.unwrap_err()),
        "Only an active number can be parked"
    );
    assert!(matches!(change(&client, DANA, NumberChange::Swap).await, Err(Error::Refused { status: 400, .. })));
    change(&client, DANA, NumberChange::Activate).await.unwrap();
    assert_eq!(status(&client, DANA).await, Some(NumberStatus::Active));
    assert!(change(&client, DANA, NumberChange::Activate).await.is_err());

    change(&client, DANA, NumberChange::Cancel).await.unwrap();
    assert_eq!(client.numbers().inventory(1, Some("Cancelled"), None).await.unwrap().phone_numbers.len(), 1);
    assert!(change(&client, DANA, NumberChange::Activate).await.is_err(), "that is for reactivation");
    advance(&sandbox, 29 * DAY);
    let back = client.numbers().reactivate(DANA, Some("AID-mensah")).await.unwrap();
    assert_eq!(back.account_id.as_deref(), Some("AID-mensah"));
    assert_eq!(status(&client, DANA).await, Some(NumberStatus::Active));
    assert!(client.numbers().reactivate(DANA, Some("AID-mensah")).await.is_err(), "it is not cancelled any more");

    change(&client, DANA, NumberChange::Cancel).await.unwrap();
    advance(&sandbox, 31 * DAY);
    let error = client.numbers().reactivate(DANA, Some("AID-mensah")).await.unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "it has gone back to stock: {error}");
}

#[tokio::test]
async fn a_change_waits_for_its_day() {
    let (sandbox, client) = demo().await;
    let tomorrow = today().checked_add(1.days()).unwrap();
    let later = |number: &str| StatusChange::of(number, NumberChange::Park, tomorrow);
    let order = client.numbers().change_status(&later(DANA)).await.unwrap();
    let doomed = client.numbers().change_status(&later(KOFI)).await.unwrap();
    assert_eq!(order.order_status, Some(OrderStatus::Pending));
    assert_eq!(status(&client, DANA).await, Some(NumberStatus::Active));
    change(&client, KOFI, NumberChange::Cancel).await.unwrap();
    advance(&sandbox, DAY);
    assert_eq!(status(&client, DANA).await, Some(NumberStatus::Parked));
    let state = async |id: &str| client.numbers().order(id).await.unwrap().order_status.clone();
    assert_eq!(state(&order.order_id).await, Some(OrderStatus::Complete));
    assert_eq!(state(&doomed.order_id).await, Some(OrderStatus::Error), "a cancelled number cannot be parked");
}

#[tokio::test]
async fn number_changes_are_counted() {
    let (sandbox, client) = demo().await;
    let before = client.numbers().get(DANA).await.unwrap();
    assert_eq!(before.swaps_remaining, Some(2));
    let swapped = change(&client, DANA, NumberChange::Swap).await.unwrap().numbers.remove(0).number;
    assert!(swapped.starts_with("+1801555") && swapped != DANA, "{swapped}");
    assert!(matches!(client.numbers().get(DANA).await, Err(Error::NotFound { .. })));
    let after = client.numbers().get(&swapped).await.unwrap();
    assert_eq!((after.swaps_remaining, &after.tnid, &after.iccid), (Some(1), &before.tnid, &before.iccid));
    assert_eq!(after.next_swap_reset_date, before.next_swap_reset_date);
    let elsewhere =
        StatusChange { zip_code: Some("10001".into()), ..StatusChange::of(&swapped, NumberChange::Replace, today()) };
    let replaced = client.numbers().change_status(&elsewhere).await.unwrap().numbers[0].number.clone();
    assert!(replaced.starts_with("+1212555") || replaced.starts_with("+1646555"), "{replaced}");
    let error = change(&client, &replaced, NumberChange::Swap).await.unwrap_err();
    assert_eq!(message(&error), "No swaps remaining until NextSwapResetDate");
    advance(&sandbox, 30 * DAY);
    assert_eq!(client.numbers().get(&replaced).await.unwrap().swaps_remaining, Some(2));
    change(&client, &replaced, NumberChange::Swap).await.unwrap();
}

#[tokio::test]
async fn maintenance_and_missing_stock_refuse_a_swap_and_lost_answers_leave_it_done() {
    let (_sandbox, client) = demo().await;
    let swap = |area: &str| {
        let request =
            StatusChange { area_code: Some(area.into()), ..StatusChange::of(DANA, NumberChange::Swap, today()) };
        let client = client.clone();
        async move { client.numbers().change_status(&request).await.map(|r| r.into_value()).unwrap_err() }
    };
    assert_eq!(message(&swap("289").await), "Number-swap is currently unavailable");
    assert_eq!(message(&swap("288").await), "MSISDN swap API endpoint is offline");
    assert!(message(&swap("907").await).starts_with("No numbers available"));
    assert_eq!(client.numbers().get(DANA).await.unwrap().swaps_remaining, Some(2), "nothing was done");
    assert!(matches!(swap("296").await, Error::Unknown { .. }));
    assert!(matches!(client.numbers().get(DANA).await, Err(Error::NotFound { .. })), "it was done");
}

#[tokio::test]
async fn sims_are_changed_on_the_same_number() {
    let (_sandbox, client) = demo().await;
    let before = client.numbers().get(DANA).await.unwrap();
    let changed = change(&client, DANA, NumberChange::SwapSim).await.unwrap();
    assert!(changed.numbers[0].lpa().is_some() && changed.numbers[0].number == DANA);
    let after = client.numbers().get(DANA).await.unwrap();
    assert_ne!(after.iccid, before.iccid);
    assert_eq!(after.swaps_remaining, Some(2), "SIM changes are not counted");
    let to = |iccid: &str| StatusChange {
        phone_numbers: vec![StatusNumber { number: DANA.into(), iccid: Some(iccid.into()) }],
        ..StatusChange::of(DANA, NumberChange::SwapSim, today())
    };
    let physical = client.numbers().change_status(&to("8901240397190195850")).await.unwrap();
    assert!(physical.numbers[0].lpa().is_none(), "a physical SIM has no activation code");
    let kofi = client.numbers().get(KOFI).await.unwrap().iccid.clone().unwrap();
    assert_eq!(message(&client.numbers().change_status(&to(&kofi)).await.unwrap_err()), "ICCID already in use");
    assert_eq!(message(&client.numbers().change_status(&to("12")).await.unwrap_err()), "Invalid ICCID");
    let row = |number: &str| StatusNumber { number: number.into(), iccid: Some("8901240397190556232".into()) };
    let both = StatusChange { phone_numbers: vec![row(DANA), row(KOFI)], ..to("") };
    assert_eq!(message(&client.numbers().change_status(&both).await.unwrap_err()), "ICCID already in use");
}

/// MB exactly, which the printed volumes are not, and what the client is told of it.
async fn used(sandbox: &Running, client: &Client, number: &str) -> (u64, String) {
    let usage = client.numbers().data_usage_info(&[number.to_owned()]).await.unwrap().into_value().remove(0);
    let bytes = sandbox.with(|world| world.lines.iter().find(|l| l.number == number).unwrap().used_bytes);
    (bytes >> 20, usage.current_behavior.unwrap())
}

async fn renew(client: &Client, number: &str, period: RenewalPeriod, reset_usage: bool) {
    let update =
        RenewalUpdate { phone_numbers: vec![number.into()], reset_usage, auto_renew: true, period, period_value: None };
    let rows = client.numbers().update_renewal(&update).await.unwrap();
    assert_eq!(rows[0].status.as_deref(), Some("Success"));
    assert_eq!(rows[0].info.as_ref().and_then(|i| i.auto_renew), Some(true));
}

fn spent(sandbox: &Running, number: &str, mb: u64) {
    sandbox.with(|world| world.lines.iter_mut().find(|l| l.number == number).unwrap().used_bytes = mb << 20);
}

#[tokio::test]
async fn usage_grows_with_the_clock_until_throttle_and_cap() {
    let (sandbox, client) = demo().await;
    // Limit 5000 MB, throttled from 4500.
    spent(&sandbox, KOFI, 4480);
    used(&sandbox, &client, KOFI).await;
    advance(&sandbox, 2 * 3600);
    assert_eq!(used(&sandbox, &client, KOFI).await, (4490, "Active".into()));
    advance(&sandbox, 2 * 3600);
    assert_eq!(used(&sandbox, &client, KOFI).await, (4500, "Throttled".into()));
    advance(&sandbox, 10 * 3600);
    assert_eq!(used(&sandbox, &client, KOFI).await, (4510, "Throttled".into()), "slower");
    advance(&sandbox, 30 * DAY);
    assert_eq!(used(&sandbox, &client, KOFI).await, (5000, "Blocked".into()), "and no further");
    spent(&sandbox, KOFI, 0);
    change(&client, KOFI, NumberChange::Park).await.unwrap();
    advance(&sandbox, 3600);
    assert_eq!(used(&sandbox, &client, KOFI).await.0, 0, "a parked line spends nothing");
}

#[tokio::test]
async fn usage_starts_anew_on_its_day() {
    let (sandbox, client) = demo().await;
    spent(&sandbox, DANA, 3000);
    let weekday = today().weekday().tomorrow_day();
    renew(&client, DANA, RenewalPeriod::Weekly(weekday), false).await;
    assert!(used(&sandbox, &client, DANA).await.0 >= 3000);
    advance(&sandbox, 2 * DAY);
    assert!(used(&sandbox, &client, DANA).await.0 <= 48 * 5, "renewed at midnight");
    spent(&sandbox, DANA, 3000);
    renew(&client, DANA, RenewalPeriod::Monthly(31), true).await;
    assert_eq!(used(&sandbox, &client, DANA).await.0, 0, "reset at once");
    let bad = RenewalUpdate {
        phone_numbers: vec![DANA.into()],
        reset_usage: false,
        auto_renew: true,
        period: RenewalPeriod::Weekly(8),
        period_value: None,
    };
    assert!(matches!(client.numbers().update_renewal(&bad).await, Err(Error::Refused { status: 400, .. })));
    let unknown =
        RenewalUpdate { phone_numbers: vec!["+18015550000".into()], period: RenewalPeriod::Monthly(1), ..bad };
    assert_eq!(client.numbers().update_renewal(&unknown).await.unwrap()[0].status.as_deref(), Some("Error"));
}

/// The weekday of tomorrow, counted from Monday as 1.
trait Tomorrow {
    fn tomorrow_day(self) -> u8;
}

impl Tomorrow for jiff::civil::Weekday {
    fn tomorrow_day(self) -> u8 {
        u8::try_from(self.next().to_monday_one_offset()).unwrap()
    }
}

#[tokio::test]
async fn voicemail_is_turned_on_changed_and_off() {
    let (sandbox, client) = demo().await;
    assert_eq!(client.numbers().voicemail(DANA, None).await.unwrap().voicemail_enabled, Some(false));
    let settings = VoicemailSettings {
        phone_number: DANA.into(),
        pin: Some("9517".into()),
        first_name: Some("Dana".into()),
        email: Some("dana@example.com".into()),
        ..VoicemailSettings::default()
    };
    assert!(client.numbers().update_voicemail(&settings).await.is_err(), "it is off");
    assert!(!format!("{settings:?}").contains("9517"));
    assert_eq!(client.numbers().activate_voicemail(&settings).await.unwrap().voicemail_activated, Some(true));
    let change = VoicemailSettings {
        phone_number: DANA.into(),
        email: Some("new@example.com".into()),
        ..VoicemailSettings::default()
    };
    client.numbers().update_voicemail(&change).await.unwrap();
    let read = client.numbers().voicemail(DANA, Some("AID-mensah")).await.unwrap();
    assert_eq!((read.first_name.as_deref(), read.email.as_deref()), (Some("Dana"), Some("new@example.com")));
    assert!(!sandbox.state().to_string().contains("9517"), "the PIN is shown to nobody");
    client.numbers().delete_voicemail(DANA, None).await.unwrap();
    assert!(matches!(client.numbers().delete_voicemail(DANA, None).await, Err(Error::Refused { .. })));
}

fn home(zip: &str) -> E911Update {
    let address = E911Address {
        street1: "2701 N Thanksgiving Way".into(),
        street2: None,
        city: "Lehi".into(),
        state: "UT".into(),
        zip: zip.into(),
    };
    E911Update { phone_number: DANA.into(), account_id: Some("AID-mensah".into()), address }
}

#[tokio::test]
async fn emergency_addresses_are_kept_when_responders_know_them() {
    let (_sandbox, client) = demo().await;
    let read = async || client.numbers().e911(DANA, Some("AID-mensah")).await;
    assert!(matches!(read().await, Err(Error::NotFound { .. })), "none yet");
    client.numbers().update_e911(&home("84048-6330")).await.unwrap();
    let address = read().await.unwrap().address.clone().unwrap();
    assert_eq!((address.street1.as_str(), address.zip.as_str()), ("2701 N THANKSGIVING WAY", "84048-6330"));
    let mut box_office = home("84043");
    box_office.address.street1 = "P.O. Box 12".into();
    for refused in [home("99991"), box_office] {
        let error = client.numbers().update_e911(&refused).await.unwrap_err();
        assert!(matches!(error, Error::Refused { status: 200, .. }), "{error}");
        assert_eq!(message(&error), "Address does not match a MSAG location");
    }
    assert_eq!(read().await.unwrap().address.clone().unwrap(), address, "the old one stays");
}

#[tokio::test]
async fn the_port_out_pin_is_stored_and_masked() {
    let (sandbox, client) = demo().await;
    let order = client.numbers().set_port_out_pin(DANA, &"7531".into()).await.unwrap();
    assert_eq!(order.status, Some(OrderStatus::Pending));
    assert_eq!(client.numbers().order(&order.order_id).await.unwrap().order_type.as_deref(), Some("portout"));
    let page = client.numbers().inventory(1, None, None).await.unwrap();
    let row = page.phone_numbers.iter().find(|n| n.number == DANA).unwrap();
    assert_eq!(secrecy::ExposeSecret::expose_secret(row.port_out_pin.as_ref().unwrap()), "7531");
    assert!(!format!("{row:?} {}", sandbox.state()).contains("7531"));
}

#[tokio::test]
async fn the_network_tells_routing_id_and_device() {
    let (_sandbox, client) = demo().await;
    let first = client.numbers().refresh_nnid(DANA).await.unwrap().nnid.clone().unwrap();
    assert_ne!(client.numbers().refresh_nnid(DANA).await.unwrap().nnid.clone().unwrap(), first);
    let device = client.numbers().device_details(DANA, Some("AID-mensah")).await.unwrap();
    assert_eq!(
        (device.number_type.clone(), device.imei.as_ref().map(String::len)),
        (Some(Classification::Mvno), Some(15))
    );
    assert!(client.numbers().device_details(DANA, None).await.is_err(), "with several accounts one must be named");
}

#[tokio::test]
async fn numbers_of_others_do_not_exist() {
    let (sandbox, ours) = demo().await;
    let theirs = client(&sandbox, sandbox::FOREIGN_KEY, sandbox::FOREIGN_SECRET);
    let settings = VoicemailSettings { phone_number: DANA.into(), ..VoicemailSettings::default() };
    let emergency = E911Update { account_id: None, ..home("84043") };
    let renewal = RenewalUpdate {
        phone_numbers: vec![DANA.into()],
        reset_usage: true,
        auto_renew: true,
        period: RenewalPeriod::Monthly(1),
        period_value: None,
    };
    let results = [
        change(&theirs, DANA, NumberChange::Cancel).await.err(),
        theirs.numbers().reactivate(DANA, None).await.err(),
        theirs.numbers().refresh_nnid(DANA).await.err(),
        theirs.numbers().device_details(DANA, None).await.err(),
        theirs.numbers().set_port_out_pin(DANA, &"1234".into()).await.err(),
        theirs.numbers().voicemail(DANA, None).await.err(),
        theirs.numbers().activate_voicemail(&settings).await.err(),
        theirs.numbers().update_voicemail(&settings).await.err(),
        theirs.numbers().delete_voicemail(DANA, None).await.err(),
        theirs.numbers().e911(DANA, None).await.err(),
        theirs.numbers().update_e911(&emergency).await.err(),
        // Another account of our own is as strange.
        ours.numbers().voicemail(DANA, Some("AID-okafor")).await.err(),
        ours.numbers().e911(DANA, Some(sandbox::FOREIGN_ACCOUNT)).await.err(),
    ];
    foreign(results);
    assert_eq!(theirs.numbers().update_renewal(&renewal).await.unwrap()[0].status.as_deref(), Some("Error"));
    let bytes = ours.numbers().data_usage_info(&[DANA.into()]).await.unwrap()[0].used.as_ref().and_then(|u| u.bytes);
    assert_ne!(bytes, Some(0), "and what they asked for did not happen");
    control(&sandbox, "reset", json!({})).await;
}
