//! A number comes from another carrier, is refused for its account number, corrected, and arrives.
//!
//! `cargo run -p sandbox --example port_in`

use std::time::Duration;

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Running, Sandbox, Seed};
use telegent::{Client, Config, PortBillingAddress, PortClassification, PortInRequest, PortInUpdate};

/// Read in the form `Error` with a code, refused with `8A`.
const NUMBER: &str = "+14155558201";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;
    let eligible = client.numbers().port_in_eligibility(NUMBER, &PortClassification::Mobile).await?;
    println!("eligible: {:?}, from {:?}", eligible.eligible, eligible.current_carrier);
    let request = PortInRequest {
        port_in_number: NUMBER.into(),
        current_carrier_name: "Verizon".into(),
        current_account_number: "46512222".into(),
        current_account_password: "0550".into(),
        current_billing_address: PortBillingAddress {
            street1: "123 Main St".into(),
            street2: None,
            city: "Lehi".into(),
            state: "UT".into(),
            zip: "84043".into(),
        },
        iccid: None,
        target_portin_classification: Some(PortClassification::Mvno),
        subscriber_name: Some("Yaw Mensah".into()),
    };
    let order = client.numbers().port_in(&request).await?.into_value().order_id;
    minutes(&sandbox, 2);
    minutes(&sandbox, 4);
    show(&client, &order).await?;
    let correction = PortInUpdate {
        order_id: order.clone(),
        current_account_number: Some("0046512222".into()),
        ..PortInUpdate::default()
    };
    client.numbers().update_port_in(&correction).await?;
    for step in [0, 2, 4, 10] {
        minutes(&sandbox, step);
        show(&client, &order).await?;
    }
    println!("here: {}", client.numbers().get(NUMBER).await?.number);
    Ok(())
}

fn minutes(sandbox: &Running, minutes: u64) {
    sandbox.with(|world| world.clock.advance(Duration::from_secs(minutes * 60)));
}

async fn show(client: &Client, order_id: &str) -> anyhow::Result<()> {
    let order = client.numbers().order(order_id).await?;
    println!("{:?} {:?} code {:?}", order.order_status, order.order_status_message, order.refusal_code());
    Ok(())
}
