//! SIMs: on, off, free again. Known are those on a line and those that were freed.

use serde_json::json;

use crate::{
    input::{Input, Outcome, Refusal},
    world::World,
};

/// The line a SIM is on; none when it is free.
fn find(world: &World, input: &Input, iccid: &str) -> Result<Option<usize>, Refusal> {
    let at = world.lines.iter().position(|l| l.iccid == iccid && world.owns(&input.distributor, &l.account_id));
    let freed = world.free_sims.get(iccid).is_some_and(|distributor| *distributor == input.distributor);
    if at.is_some() || freed { Ok(at) } else { Err(Refusal::missing("ICCID")) }
}

fn free(world: &mut World, input: &Input, iccid: &str, line: Option<usize>) {
    if let Some(at) = line {
        let line = &mut world.lines[at];
        line.iccid.clear();
        line.qr = None;
        line.extras.sim_suspended = false;
    }
    world.free_sims.insert(iccid.into(), input.distributor.clone());
}

/// A suspended SIM keeps its number; the number's own state stays as it is.
pub(super) fn update_status(world: &mut World, input: &Input) -> Outcome {
    let iccid = input.required("ICCID")?;
    let number = input.text("MSISDN")?;
    let status = input.one_of("SimStatus", &["Active", "Suspended", "Empty"])?.map(|s| s.to_lowercase());
    let mut line = find(world, input, &iccid)?;
    if let Some(number) = number {
        let named = world.line(&input.distributor, &number)?;
        match line {
            Some(at) if at != named => return Err(Refusal::bad("ICCID is not on this MSISDN")),
            // A free SIM goes onto a line without one.
            None if status.as_deref() == Some("active") && world.lines[named].iccid.is_empty() => {
                world.lines[named].iccid.clone_from(&iccid);
                line = Some(named);
            }
            None => return Err(Refusal::bad("ICCID is not on this MSISDN")),
            Some(_) => {}
        }
    }
    match (status.as_deref(), line) {
        (Some("empty"), _) => free(world, input, &iccid, line),
        (Some(word), Some(at)) => world.lines[at].extras.sim_suspended = word == "suspended",
        (Some(_), None) => return Err(Refusal::bad("ICCID is Empty: provision a number on it")),
        (None, _) => {}
    }
    let now = match find(world, input, &iccid)? {
        Some(at) if world.lines[at].extras.sim_suspended => "Suspended",
        Some(_) => "Active",
        None => "Empty",
    };
    Ok(json!({ "ICCID": iccid, "SimStatus": now, "Successful": true }))
}

pub(super) fn clear_status(world: &mut World, input: &Input) -> Outcome {
    let iccid = input.required("ICCID")?;
    let line = find(world, input, &iccid)?;
    free(world, input, &iccid, line);
    Ok(json!({ "ICCID": iccid, "SimStatus": "Empty", "Successful": true }))
}
