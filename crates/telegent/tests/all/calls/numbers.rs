//! Numbers beyond provisioning and data limits.

use jiff::civil::date;
use telegent::{
    Client, E911Address, E911Update, NumberChange, PortBillingAddress, PortClassification, PortInRequest, PortInUpdate,
    RenewalPeriod, RenewalUpdate, StatusChange, StatusNumber, VoicemailSettings,
};

use super::{Results, text};

pub async fn calls(client: &Client) -> Results {
    let number = "+12015550120";
    let change = StatusChange {
        area_code: text("201"),
        zip_code: text("84043"),
        phone_numbers: vec![StatusNumber { number: number.into(), iccid: text("8901240397190195850") }],
        ..StatusChange::of(number, NumberChange::SwapSim, date(2023, 12, 31))
    };
    let renewal = RenewalUpdate {
        phone_numbers: vec![number.into()],
        reset_usage: false,
        auto_renew: true,
        period: RenewalPeriod::Monthly(1),
        period_value: Some(1),
    };
    let voicemail = VoicemailSettings {
        phone_number: number.into(),
        account_id: text("AID"),
        pin: Some("1234".into()),
        first_name: text("John"),
        last_name: text("Doe"),
        email: text("john@example.com"),
    };
    let address = E911Address {
        street1: "123 Main St".into(),
        street2: text("Suite 1"),
        city: "Lehi".into(),
        state: "UT".into(),
        zip: "84043".into(),
    };
    let emergency = E911Update { phone_number: number.into(), account_id: text("AID"), address };
    let pin = "1234".into();
    let billing = PortBillingAddress {
        street1: "123 Main St".into(),
        street2: text("Suite 202"),
        city: "Lehi".into(),
        state: "UT".into(),
        zip: "84043".into(),
    };
    let port = PortInRequest {
        port_in_number: "+15555551234".into(),
        current_carrier_name: "Telegent".into(),
        current_account_number: "46512222".into(),
        current_account_password: "0000".into(),
        current_billing_address: billing.clone(),
        iccid: text("8901240397190195850"),
        target_portin_classification: Some(PortClassification::Mvno),
        subscriber_name: text("Telegent"),
    };
    let correction = PortInUpdate {
        order_id: "JNUOID".into(),
        current_carrier_name: text("Updated Carrier"),
        current_account_number: Some("46512222".into()),
        current_account_password: Some("0000".into()),
        current_billing_address: Some(billing),
        port_in_date: Some(date(2026, 6, 1)),
        target_portin_classification: Some(PortClassification::Mobile),
        subscriber_name: text("John Doe"),
        iccid: text("89014103211118510720"),
    };
    let numbers = client.numbers();
    calls! {
        "numbers.port_in": numbers.port_in(&port);
        "numbers.port_in_eligibility": numbers.port_in_eligibility("+15555551234", &PortClassification::Mobile);
        "numbers.update_port_in": numbers.update_port_in(&correction);
        "numbers.cancel_port_in": numbers.cancel_port_in("JNUOID");
        "numbers.refresh_nnid": numbers.refresh_nnid(number);
        "numbers.voicemail": numbers.voicemail(number, Some("AID"));
        "numbers.activate_voicemail": numbers.activate_voicemail(&voicemail);
        "numbers.update_voicemail": numbers.update_voicemail(&voicemail);
        "numbers.delete_voicemail": numbers.delete_voicemail(number, Some("AID"));
        "numbers.set_port_out_pin": numbers.set_port_out_pin(number, &pin);
        "numbers.change_status": numbers.change_status(&change);
        "numbers.device_details": numbers.device_details(number, Some("AID"));
        "numbers.update_renewal": numbers.update_renewal(&renewal);
        "numbers.reactivate": numbers.reactivate(number, Some("AID"));
        "numbers.e911": numbers.e911(number, Some("AID"));
        "numbers.update_e911": numbers.update_e911(&emergency);
    }
}
