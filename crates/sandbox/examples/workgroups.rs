//! A menu with a member, thresholds and features: `cargo run -p sandbox --example workgroups`.

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, Seed};
use telegent::{
    Client, Config, Filter, MemberType, ThresholdAction, ThresholdCreate, ThresholdType, ThresholdUnit,
    WorkgroupActivityAdd, WorkgroupCreate, WorkgroupType,
};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;

    let schedules = client.accounts().schedules().await?;
    let open = schedules.iter().find(|s| s.account_id.as_deref() == Some("AID-mensah"));
    let create = WorkgroupCreate {
        account_id: Some("AID-mensah".into()),
        schedule_id: open.map(|s| s.schedule_id.clone()),
        time_zone: Some("America/Denver".into()),
        ..WorkgroupCreate::new("Front desk", WorkgroupType::Ivr)
    };
    let id = client.workgroups().create(&create).await?.into_value().workgroup_id;
    let member = WorkgroupActivityAdd {
        digit_order: Some(1),
        phone_number: Some("+18015550141".into()),
        workgroup_id: id.clone(),
        member_type: MemberType::User,
        reference_workgroup_id: None,
        reference_user_id: None,
        sms_notification: Some(true),
        email_notification: None,
    };
    // Keep this id: no read shows members.
    println!("member {}", client.workgroups().add_activity(&member).await?.id);
    println!("{:?}", client.workgroups().get(&id).await?.value);

    let threshold = ThresholdCreate {
        account_id: Some("AID-mensah".into()),
        name: Some("Eight gigabytes".into()),
        threshold_type: ThresholdType::Data,
        amount: 8,
        unit: ThresholdUnit::Gb,
        action: ThresholdAction::Alert,
    };
    let subscriptions = client.subscriptions();
    let threshold_id = subscriptions.add_threshold(&threshold).await?.into_value().threshold_id;
    // It does nothing until it is put on a subscription.
    for subscription in client.accounts().subscriptions(Filter::Active).await?.value.iter().take(1) {
        subscriptions.assign_threshold(&threshold_id, &subscription.subscription_id).await?;
    }
    println!("{:?}", subscriptions.threshold_assignments(&threshold_id).await?.value);
    Ok(())
}
