//! A line is parked, activated, gets another number and another SIM, a voicemail and an emergency address.
//!
//! `cargo run -p sandbox --example number_life`

use jiff::{Timestamp, tz::TimeZone};
use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, Seed};
use telegent::{
    Client, Config, E911Address, E911Update, NumberChange, SimStatus, SimUpdate, StatusChange, VoicemailSettings,
};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let mut number = "+18015550141".to_owned();
    for change in [NumberChange::Park, NumberChange::Activate, NumberChange::SwapSim, NumberChange::Swap] {
        let done = client.numbers().change_status(&StatusChange::of(&number, change.clone(), today)).await?;
        number = done.numbers.first().map_or(number, |row| row.number.clone());
        let read = client.numbers().get(&number).await?;
        println!("{change}: {number} is {:?}, swaps left {:?}", read.status, read.swaps_remaining);
    }
    let voicemail = VoicemailSettings {
        phone_number: number.clone(),
        pin: Some("9517".into()),
        email: Some("dana@example.com".into()),
        ..VoicemailSettings::default()
    };
    client.numbers().activate_voicemail(&voicemail).await?;
    println!("{:?}", client.numbers().voicemail(&number, None).await?.value);
    let address = E911Address {
        street1: "2701 N Thanksgiving Way".into(),
        street2: None,
        city: "Lehi".into(),
        state: "UT".into(),
        zip: "84043".into(),
    };
    let account = Some("AID-mensah".to_owned());
    let emergency = E911Update { phone_number: number.clone(), account_id: account.clone(), address };
    client.numbers().update_e911(&emergency).await?;
    println!("{:?}", client.numbers().e911(&number, account.as_deref()).await?.value.address);
    if let Some(iccid) = client.numbers().get(&number).await?.into_value().iccid {
        let off = SimUpdate { iccid, msisdn: Some(number), sim_status: SimStatus::Suspended };
        println!("{:?}", client.sims().update_status(&off).await?.value);
    }
    Ok(())
}
