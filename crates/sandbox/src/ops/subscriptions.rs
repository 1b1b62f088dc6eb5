//! Person, number and package tied together.

use serde_json::json;

use super::render;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Subscription, World},
};

pub(super) fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let mine = |s: &Subscription| s.active && world.subscriber(&input.distributor, &s.subscriber_id).is_ok();
    let found = world.subscriptions.iter().position(|s| s.subscription_id == id && mine(s));
    found.ok_or_else(|| Refusal::missing("SubscriptionId"))
}

/// `NID-` and `TNID-` are taken for the same number.
fn check_number(world: &World, input: &Input, tnid: &str) -> Result<(), Refusal> {
    let bare = tnid.trim_start_matches('T').trim_start_matches("NID-");
    let known = world.lines.iter().any(|l| l.visible && l.nid == bare && world.owns(&input.distributor, &l.account_id));
    if known { Ok(()) } else { Err(Refusal::missing("TNID")) }
}

fn check_package(world: &World, input: &Input, id: &str) -> Result<(), Refusal> {
    let known = world.packages.iter().any(|p| p.package_id == id && p.distributor_id == input.distributor);
    if known { Ok(()) } else { Err(Refusal::missing("PackageId")) }
}

fn check_sim(world: &World, input: &Input, iccid: &str) -> Result<(), Refusal> {
    let known = world.lines.iter().any(|l| l.iccid == iccid && world.owns(&input.distributor, &l.account_id));
    if known { Ok(()) } else { Err(Refusal::missing("ICCID")) }
}

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("SubscriptionId")?)?;
    Ok(render::subscription(&world.subscriptions[at]))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let subscription = Subscription {
        subscription_id: world.id("SUB"),
        subscriber_id: input.required("SubscriberId")?,
        package_id: input.required("PackageId")?,
        subscription_type: input.required("Type")?,
        tnid: input.text("TNID")?,
        iccid: input.text("ICCID")?,
        active: true,
    };
    world.subscriber(&input.distributor, &subscription.subscriber_id)?;
    check_package(world, input, &subscription.package_id)?;
    input.one_of("Type", &["mvno", "iot"])?;
    subscription.tnid.as_deref().map_or(Ok(()), |id| check_number(world, input, id))?;
    subscription.iccid.as_deref().map_or(Ok(()), |id| check_sim(world, input, id))?;
    let answer = render::subscription(&subscription);
    world.subscriptions.push(subscription);
    Ok(answer)
}

pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("SubscriptionId")?)?;
    let mut changed = world.subscriptions[at].clone();
    if let Some(id) = input.text("SubscriberId")? {
        world.subscriber(&input.distributor, &id)?;
        changed.subscriber_id = id;
    }
    if let Some(id) = input.text("PackageId")? {
        check_package(world, input, &id)?;
        changed.package_id = id;
    }
    if let Some(id) = input.text("TNID")? {
        check_number(world, input, &id)?;
        changed.tnid = Some(id);
    }
    if let Some(id) = input.text("ICCID")? {
        check_sim(world, input, &id)?;
        changed.iccid = Some(id);
    }
    if let Some(word) = input.one_of("Type", &["mvno", "iot"])? {
        changed.subscription_type = word;
    }
    let answer = render::subscription(&changed);
    world.subscriptions[at] = changed;
    Ok(answer)
}

pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("SubscriptionId")?;
    let at = find(world, input, &id)?;
    world.subscriptions[at].active = false;
    Ok(json!({ "SubscriptionId": id, "SubscriptionStatus": "Deleted" }))
}
