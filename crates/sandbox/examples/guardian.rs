//! A parent looks after a child's messages and calls: `cargo run -p sandbox --example guardian`.

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Direction, Options, Sandbox, Seed};
use telegent::{
    CallFilterCreate, CallFilterMode, CallRules, Client, Config, FilterRef, GuardianFeaturesSet, GuardianRelation,
    MessageFilterCreate, MessageFilterMode, MessageRules,
};

const PARENT: &str = "TSUID-dana.mensah";
const CHILD: &str = "TSUID-ama.mensah";
const PHONE: &str = "+18015550143";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;
    let people = client.subscribers();

    // Nothing below has an effect while the switches are off.
    for person in [PARENT, CHILD] {
        let on = GuardianFeaturesSet { subscriber_id: person.into(), calls: Some(true), messages: Some(true) };
        people.set_guardian_features(&on).await?;
    }
    let relation = GuardianRelation {
        parent_subscriber_id: PARENT.into(),
        child_subscriber_id: CHILD.into(),
        relation: Some("Guardian".into()),
    };
    people.create_guardian_relation(&relation).await?;
    let children = people.relations_as_parent(PARENT, None).await?;
    println!("looked after: {:?}", children.children_of(PARENT).collect::<Vec<_>>());

    let messages = MessageFilterCreate {
        subscriber_id: CHILD.into(),
        phone: PHONE.into(),
        filter_mode: MessageFilterMode::Active,
        rules: MessageRules { block_links: true, ..MessageRules::default() },
    };
    let filter_id = people.create_message_filter(&messages).await?.into_value().filter_id;
    let filter = FilterRef { subscriber_id: CHILD.into(), filter_id, account_id: None };
    let allowed = people.add_allowed_contacts(&filter, &["+13855550117".into()]).await?;
    println!("may send anything: {:?}", allowed.numbers);
    match people.create_message_filter(&messages).await {
        Err(telegent::Error::Conflict { message, .. }) => println!("a second one: {message}"),
        other => anyhow::bail!("{other:?}"),
    }

    let calls = CallFilterCreate {
        subscriber_id: CHILD.into(),
        phone: PHONE.into(),
        filter_mode: CallFilterMode::Whitelist,
        rules: CallRules { allowed_numbers: vec!["+13855550117".into()], ..CallRules::default() },
        time_restrictions: None,
    };
    people.create_call_filter(&calls).await?;
    let verdict = sandbox.with(|world| world.call_verdict(PHONE, "+13855550118", Direction::Inbound));
    println!("a stranger's call: {verdict:?}");
    Ok(())
}
