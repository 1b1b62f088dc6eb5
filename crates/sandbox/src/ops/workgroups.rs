//! Groups of phones and their members.

use serde_json::{Map, Value, json};

use crate::{
    input::{Input, Outcome, Refusal, required},
    world::{Activity, Schedule, Workgroup, World},
};

const TYPES: [&str; 3] = ["IVR", "simultaneous", "round-robin"];
const MEMBERS: [&str; 2] = ["User", "Workgroup"];

/// Text fields that creations and updates share.
const TEXTS: &[&str] = &[
    "Name",
    "TelegentPhone",
    "CallOrder",
    "AnnouncementText",
    "AnnouncementUrl",
    "ScheduleId",
    "TimeZone",
    "OffHoursType",
    "OffHoursId",
    "OnHoursType",
    "OnHoursId",
];
const FLAGS: &[&str] = &["RecordCalls", "TranscribeRecordings"];
/// Fields that can be set on creation only.
const TEXTS_ONCE: &[&str] =
    &["InternalExtension", "CallerIdType", "CallerIdName", "HoldMusicId", "WaitBetween", "TollFreeNumber"];
const FLAGS_ONCE: &[&str] = &["AiRecording"];

/// What creations answer; of the rest not even the flags that were sent.
const ANSWERED: &[&str] = &["Name", "TelegentPhone", "Type", "CallOrder", "AnnouncementText", "ScheduleId"];

/// The fields of these names that were sent.
fn sent(input: &Input, texts: &[&str], flags: &[&str]) -> Result<Map<String, Value>, Refusal> {
    let mut sent = Map::new();
    for name in texts {
        sent.extend(input.text(name)?.map(|t| ((*name).to_owned(), t.into())));
    }
    for name in flags {
        sent.extend(input.boolean(name)?.map(|b| ((*name).to_owned(), b.into())));
    }
    Ok(sent)
}

fn find(world: &World, input: &Input, name: &str, id: &str) -> Result<usize, Refusal> {
    let mine = |w: &Workgroup| w.workgroup_id == id && world.owns(&input.distributor, &w.account_id);
    world.workgroups.iter().position(mine).ok_or_else(|| Refusal::missing(name))
}

fn check_schedule(world: &World, input: &Input) -> Result<(), Refusal> {
    let Some(id) = input.text("ScheduleId")? else { return Ok(()) };
    let mine = |s: &Schedule| s.schedule_id == id && world.owns(&input.distributor, &s.account_id);
    if world.schedules.iter().any(mine) { Ok(()) } else { Err(Refusal::missing("ScheduleId")) }
}

/// The answer of these fields, with the id.
fn answer(w: &Workgroup, names: &[&str]) -> Map<String, Value> {
    let mut answer: Map<String, Value> = w
        .values
        .iter()
        .filter(|(name, _)| names.contains(&name.as_str()))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
    answer.insert("WorkgroupId".into(), w.workgroup_id.clone().into());
    answer
}

/// A row of the account's list.
pub(super) fn row(w: &Workgroup) -> Value {
    let mut row = answer(w, &["Name", "Type"]);
    row.insert("Active".into(), true.into());
    Value::Object(row)
}

/// A row of the account's list of opening hours; empty texts mean closed.
pub(super) fn schedule(s: &Schedule) -> Value {
    let mut row = Map::new();
    row.insert("ScheduleId".into(), s.schedule_id.clone().into());
    row.insert("Name".into(), s.name.clone().into());
    row.insert("AccountId".into(), s.account_id.clone().into());
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for (day, (start, end)) in days.iter().zip(&s.week) {
        row.insert(format!("{day}StartTime"), start.clone().into());
        row.insert(format!("{day}EndTime"), end.clone().into());
    }
    Value::Object(row)
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    input.required("Name")?;
    let kind = input.one_of("Type", &TYPES)?.ok_or_else(|| required("Type"))?;
    check_schedule(world, input)?;
    let account_id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
    let mut values = sent(input, TEXTS, FLAGS)?;
    values.extend(sent(input, TEXTS_ONCE, FLAGS_ONCE)?);
    values.insert("Type".into(), kind.into());
    let group = Workgroup { workgroup_id: world.id("WID"), account_id, values };
    let mut made = answer(&group, ANSWERED);
    made.insert("AccountId".into(), group.account_id.clone().into());
    world.workgroups.push(group);
    Ok(Value::Object(made))
}

/// Everything that was sent, as the text has it; no documented field holds the members.
pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, "WorkgroupId", &input.required_param("WorkgroupId")?)?;
    let group = &world.workgroups[at];
    let mut whole = group.values.clone();
    whole.insert("WorkgroupId".into(), group.workgroup_id.clone().into());
    whole.insert("AccountId".into(), group.account_id.clone().into());
    whole.insert("Active".into(), true.into());
    Ok(Value::Object(whole))
}

/// Answers id, name and type only.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, "WorkgroupId", &input.required("WorkgroupId")?)?;
    let account = input.text("AccountId")?;
    if let Some(id) = &account {
        world.account(&input.distributor, id)?;
    }
    check_schedule(world, input)?;
    let mut values = sent(input, TEXTS, FLAGS)?;
    values.extend(input.one_of("Type", &TYPES)?.map(|kind| ("Type".to_owned(), kind.into())));
    let group = &mut world.workgroups[at];
    group.values.extend(values);
    if let Some(id) = account {
        group.account_id = id;
    }
    Ok(Value::Object(answer(group, &["Name", "Type"])))
}

/// The id is in the query; members go with the group.
pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("WorkgroupId")?;
    let at = find(world, input, "WorkgroupId", &id)?;
    world.workgroups.remove(at);
    world.activities.retain(|a| a.workgroup_id != id);
    Ok(json!({ "WorkgroupId": id, "Successful": true }))
}

fn member(world: &World, input: &Input) -> Result<Map<String, Value>, Refusal> {
    if let Some(id) = input.text("ReferenceWorkgroupId")? {
        find(world, input, "ReferenceWorkgroupId", &id)?;
    }
    let mut values = sent(
        input,
        &["PhoneNumber", "ReferenceWorkgroupId", "ReferenceUserId"],
        &["SmsNotification", "EmailNotification"],
    )?;
    values.extend(input.integer("DigitOrder")?.map(|n| ("DigitOrder".to_owned(), n.into())));
    values.extend(input.one_of("Type", &MEMBERS)?.map(|kind| ("Type".to_owned(), kind.into())));
    Ok(values)
}

fn activity_answer(id: &str, status: &str) -> Value {
    json!({ "WorkgroupActivityStatus": status, "WorkgroupActivityId": id })
}

fn find_activity(world: &World, input: &Input) -> Result<usize, Refusal> {
    let id = input.required("WorkgroupActivityId")?;
    let mine = |a: &Activity| a.activity_id == id && find(world, input, "WorkgroupId", &a.workgroup_id).is_ok();
    world.activities.iter().position(mine).ok_or_else(|| Refusal::missing("WorkgroupActivityId"))
}

/// A group may be a member of itself, as in the documented example.
pub(super) fn add_activity(world: &mut World, input: &Input) -> Outcome {
    let workgroup_id = input.required("WorkgroupId")?;
    input.required("Type")?;
    find(world, input, "WorkgroupId", &workgroup_id)?;
    let activity = Activity { activity_id: world.id("WAID"), workgroup_id, values: member(world, input)? };
    let answer = activity_answer(&activity.activity_id, "Created");
    world.activities.push(activity);
    Ok(answer)
}

pub(super) fn update_activity(world: &mut World, input: &Input) -> Outcome {
    let at = find_activity(world, input)?;
    let group = input.text("WorkgroupId")?;
    if let Some(id) = &group {
        find(world, input, "WorkgroupId", id)?;
    }
    let values = member(world, input)?;
    let activity = &mut world.activities[at];
    activity.values.extend(values);
    if let Some(id) = group {
        activity.workgroup_id = id;
    }
    Ok(activity_answer(&activity.activity_id, "Updated"))
}

pub(super) fn delete_activity(world: &mut World, input: &Input) -> Outcome {
    let at = find_activity(world, input)?;
    let gone = world.activities.remove(at);
    Ok(activity_answer(&gone.activity_id, "Deleted"))
}
