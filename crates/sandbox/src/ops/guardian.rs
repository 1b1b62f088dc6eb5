//! Guardian's switches, and who looks after whom.

use serde_json::{Value, json};

use super::render;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{GuardianFeatures, GuardianRelation, World},
};

/// The person a read is about. With `AccountId` they must be in that account.
pub(super) fn person(world: &World, input: &Input, name: &str) -> Result<String, Refusal> {
    let id = input.required_param(name)?;
    let person = world.subscriber(&input.distributor, &id).map_err(|_| Refusal::missing(name))?;
    match input.param("AccountId") {
        Some(account) if world.account(&input.distributor, &account)?.account_id != person.account_id => {
            Err(Refusal::missing(name))
        }
        _ => Ok(id),
    }
}

fn switches(world: &World, id: &str) -> GuardianFeatures {
    let found = world.guardian.features.iter().find(|f| f.subscriber_id == id).cloned();
    found.unwrap_or_else(|| GuardianFeatures { subscriber_id: id.into(), ..GuardianFeatures::default() })
}

fn features_answer(f: &GuardianFeatures) -> Value {
    json!({
        "SubscriberId": f.subscriber_id,
        "EnableIntelligentGuardianCalls": f.calls,
        "EnableIntelligentGuardianMessages": f.messages,
    })
}

/// A switch that is not sent stays as it is.
pub(super) fn set_features(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("SubscriberId")?;
    world.subscriber(&input.distributor, &id)?;
    let mut features = switches(world, &id);
    features.calls = input.boolean("EnableIntelligentGuardianCalls")?.unwrap_or(features.calls);
    features.messages = input.boolean("EnableIntelligentGuardianMessages")?.unwrap_or(features.messages);
    let answer = features_answer(&features);
    world.guardian.features.retain(|f| f.subscriber_id != id);
    world.guardian.features.push(features);
    Ok(answer)
}

pub(super) fn features(world: &mut World, input: &Input) -> Outcome {
    let id = person(world, input, "SubscriberId")?;
    Ok(features_answer(&switches(world, &id)))
}

/// The relation's word is `Parent` in every answer but that of the deletion, whatever was sent.
fn row(r: &GuardianRelation) -> Value {
    json!({ "ParentSubscriberId": r.parent, "ChildSubscriberId": r.child, "Relation": "Parent" })
}

/// Relating the same two again changes the word only.
pub(super) fn relate(world: &mut World, input: &Input) -> Outcome {
    let relation = GuardianRelation {
        parent: input.required("ParentSubscriberId")?,
        child: input.required("ChildSubscriberId")?,
        relation: input.required("Relation")?,
    };
    for (name, id) in [("ParentSubscriberId", &relation.parent), ("ChildSubscriberId", &relation.child)] {
        world.subscriber(&input.distributor, id).map_err(|_| Refusal::missing(name))?;
        let features = switches(world, id);
        if !(features.calls || features.messages) {
            return Err(Refusal::bad(format!("{name} must have AI Guardian enabled")));
        }
    }
    if relation.parent == relation.child {
        return Err(Refusal::bad("ChildSubscriberId must not be the parent"));
    }
    let answer = row(&relation);
    world.guardian.relations.retain(|r| (&r.parent, &r.child) != (&relation.parent, &relation.child));
    world.guardian.relations.push(relation);
    Ok(answer)
}

/// Lists the children of a parent, as the reference has it (another page describes the reverse).
pub(super) fn children(world: &mut World, input: &Input) -> Outcome {
    let id = person(world, input, "ParentSubscriberId")?;
    let rows: Vec<Value> = world.guardian.relations.iter().filter(|r| r.parent == id).map(row).collect();
    Ok(json!({ "ParentSubscriberId": id, "Children": rows }))
}

/// Lists the guardians of a child.
pub(super) fn guardians(world: &mut World, input: &Input) -> Outcome {
    let id = person(world, input, "ChildSubscriberId")?;
    let rows: Vec<Value> = world.guardian.relations.iter().filter(|r| r.child == id).map(row).collect();
    Ok(json!({ "ChildSubscriberId": id, "Guardians": rows }))
}

pub(super) fn unrelate(world: &mut World, input: &Input) -> Outcome {
    let (parent, child) = (input.required("ParentSubscriberId")?, input.required("ChildSubscriberId")?);
    world.subscriber(&input.distributor, &parent).map_err(|_| Refusal::missing("ParentSubscriberId"))?;
    let found = world.guardian.relations.iter().position(|r| r.parent == parent && r.child == child);
    let relation = world.guardian.relations.remove(found.ok_or_else(|| Refusal::missing("Relation"))?);
    Ok(json!({
        "Status": "Deleted",
        "DateDeleted": render::with_offset(world.clock.now()),
        "ParentSubscriberId": relation.parent,
        "ChildSubscriberId": relation.child,
        "Relation": relation.relation,
    }))
}
