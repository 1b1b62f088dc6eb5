//! A number's life: parked, active, cancelled, brought back; another number or another SIM for it.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    named::{Account, named_line},
    provision::{NO_NUMBERS, place},
};
use crate::{
    input::{self, Input, Outcome, Refusal},
    ops::render::zoneless,
    sentinel,
    world::{
        Change, Line, Order, OrderState, World,
        sim::{iccid, is_iccid, qr_url},
    },
};

const CHANGES: [&str; 6] = ["activate", "cancel", "swap", "swap-sim", "replace", "park"];

/// All numbers of the call or none. A day to come makes a pending order.
pub(in crate::ops) fn status(world: &mut World, input: &Input) -> Outcome {
    input.required("StatusChange")?;
    let what = input.one_of("StatusChange", &CHANGES)?.unwrap_or_default().to_lowercase();
    let day = day(&input.required("EffectiveDate")?)?;
    let change = Change {
        order_id: world.id("JNUOID"),
        what,
        area_code: input.text("AreaCode")?,
        zip_code: input.text("ZipCode")?,
        lines: rows(world, input)?,
        due: day,
    };
    if moves_number(&change)
        && let Some(message) = sentinel::swap_outage(change.area_code.as_deref(), change.zip_code.as_deref())
    {
        return Err(Refusal::bad(message));
    }
    let now = world.clock.now();
    let later = change.due > now;
    let before = places(world, &change)?;
    if later {
        check(world, &change, &before)?;
    } else {
        apply(world, &change)?;
    }
    let account_id = before.first().map(|at| world.lines[*at].account_id.clone()).unwrap_or_default();
    let lines: Vec<&Line> = before.iter().map(|at| &world.lines[*at]).collect();
    let numbers: Vec<Value> = lines.iter().map(|l| json!({ "Number": l.number, "QrCode": l.qr })).collect();
    let answer = json!({
        "OrderId": change.order_id,
        "OrderDate": now.to_string(),
        "OrderStatus": if later { "Pending" } else { "Complete" },
        "ChangeType": change.what,
        "EffectiveDate": zoneless(change.due),
        "Numbers": numbers,
    });
    let numbers = lines.iter().map(|l| l.number.clone()).collect();
    world.orders.push(Order {
        order_id: change.order_id.clone(),
        account_id,
        date: now,
        order_type: "status".into(),
        state: if later { OrderState::Waiting } else { OrderState::Complete },
        numbers,
    });
    if later {
        world.changes.push(change);
    }
    Ok(answer)
}

/// Brings a cancelled number back. Without an example answer to follow, it says `Success` like its neighbours.
pub(in crate::ops) fn reactivate(world: &mut World, input: &Input) -> Outcome {
    let at = named_line(world, input, Account::WhereSeveral)?;
    let line = &mut world.lines[at];
    if line.extras.cancelled.take().is_none() {
        return Err(Refusal::bad("Only a cancelled number can be reactivated"));
    }
    line.status = "Active".into();
    let answer = json!({
        "PhoneNumber": line.number,
        "AccountId": line.account_id,
        "Status": "Success",
        "StatusMessage": "",
    });
    Ok(answer)
}

/// Carries out the changes whose day has come.
pub(in crate::ops) fn due(world: &mut World, now: Timestamp) {
    let (due, waiting) = std::mem::take(&mut world.changes).into_iter().partition(|c: &Change| c.due <= now);
    world.changes = waiting;
    for change in due {
        let state = match apply(world, &change) {
            Ok(()) => OrderState::Complete,
            Err(refusal) => OrderState::Error(refusal.message),
        };
        let numbers: Vec<String> = change.lines.iter().filter_map(|(nid, _)| number(world, nid)).collect();
        if let Some(order) = world.orders.iter_mut().find(|o| o.order_id == change.order_id) {
            let word = if state == OrderState::Complete { "Complete" } else { "Error" };
            order.state = state;
            order.numbers = numbers;
            let (accounts, numbers) = ([order.account_id.clone()], order.numbers.clone());
            world.announce_order((&change.order_id, "status", word), &accounts, &numbers);
        }
    }
}

fn number(world: &World, nid: &str) -> Option<String> {
    world.lines.iter().find(|l| l.nid == nid).map(|l| l.number.clone())
}

/// `12/31/2023`, and `5/13/2026` as one page writes it.
fn day(text: &str) -> Result<Timestamp, Refusal> {
    let date = Date::strptime("%m/%d/%Y", text).ok().and_then(|d| d.to_zoned(TimeZone::UTC).ok());
    date.map(|d| d.timestamp()).ok_or_else(|| Refusal::bad("EffectiveDate must be MM/DD/YYYY"))
}

/// The lines named, each with the SIM it shall have.
fn rows(world: &World, input: &Input) -> Result<Vec<(String, Option<String>)>, Refusal> {
    let numbers = input.number_rows()?;
    let rows = input.get("PhoneNumbers").and_then(Value::as_array).into_iter().flatten();
    numbers
        .iter()
        .zip(rows)
        .map(|(number, row)| {
            let sim = row.as_object().map_or(Ok(None), |row| input::text(row, "ICCID"))?;
            let at = world.line(&input.distributor, number)?;
            Ok((world.lines[at].nid.clone(), sim))
        })
        .collect()
}

fn moves_number(change: &Change) -> bool {
    matches!(change.what.as_str(), "swap" | "replace")
}

/// Where the lines stand; one may have gone back to stock since the change was ordered.
fn places(world: &World, change: &Change) -> Result<Vec<usize>, Refusal> {
    let place = |nid: &str| world.lines.iter().position(|l| l.nid == nid).ok_or_else(|| Refusal::missing("Number"));
    change.lines.iter().map(|(nid, _)| place(nid)).collect()
}

/// What each change starts from. The platform publishes no table; this is what its texts imply.
fn check(world: &World, change: &Change, places: &[usize]) -> Result<(), Refusal> {
    let now = world.clock.now();
    for (at, (_, sim)) in places.iter().zip(&change.lines) {
        let line = &world.lines[*at];
        let refusal = match (change.what.as_str(), line.status.as_str()) {
            ("activate", "Parked") | ("cancel", "Active" | "Parked") => continue,
            ("activate", "Cancelled") => "A cancelled number is brought back with numbers/reactivate",
            ("park" | "swap" | "replace" | "swap-sim", "Active") => "",
            ("activate", _) => "Only a parked number can be activated",
            ("cancel", _) => "Only an active or parked number can be cancelled",
            ("park", _) => "Only an active number can be parked",
            _ => "Only an active number can be swapped",
        };
        if !refusal.is_empty() {
            return Err(Refusal::bad(refusal));
        }
        if moves_number(change) && line.swaps(now).0 == 0 {
            return Err(Refusal::bad("No swaps remaining until NextSwapResetDate"));
        }
        if let Some(sim) = sim.as_ref().filter(|_| change.what == "swap-sim") {
            if !is_iccid(sim) {
                return Err(Refusal::bad("Invalid ICCID"));
            }
            let twice = change.lines.iter().filter(|(_, other)| other.as_ref() == Some(sim)).count() > 1;
            if twice || world.sim_in_use(sim) {
                return Err(Refusal::bad("ICCID already in use"));
            }
        }
    }
    Ok(())
}

fn apply(world: &mut World, change: &Change) -> Result<(), Refusal> {
    let now = world.clock.now();
    let places = places(world, change)?;
    check(world, change, &places)?;
    let numbers = places.iter().map(|at| new_number(world, change, *at)).collect::<Result<Vec<_>, _>>()?;
    for ((at, number), (_, sim)) in places.into_iter().zip(numbers).zip(&change.lines) {
        let serial = world.serial();
        let line = &mut world.lines[at];
        match change.what.as_str() {
            "activate" => line.status = "Active".into(),
            "park" => line.status = "Parked".into(),
            "cancel" => {
                line.status = "Cancelled".into();
                line.extras.cancelled = Some(now);
            }
            "swap-sim" => {
                line.qr = sim.is_none().then(|| qr_url(serial));
                line.iccid = sim.clone().unwrap_or_else(|| iccid(serial));
                line.extras.sim_suspended = false;
            }
            _ => {}
        }
        if let Some((number, zip)) = number {
            line.count_swap(now);
            (line.number, line.zip) = (number, zip);
        }
    }
    Ok(())
}

/// A swap stays in the area unless another is asked for, a replacement may come from anywhere.
fn new_number(world: &mut World, change: &Change, at: usize) -> Result<Option<(String, String)>, Refusal> {
    if !moves_number(change) {
        return Ok(None);
    }
    let stays = change.what == "swap" && change.zip_code.is_none();
    let own = world.lines[at].number.get(2..5).filter(|_| stays).map(str::to_owned);
    let area = change.area_code.clone().or(own);
    let found = place(world, area.as_deref(), change.zip_code.as_deref());
    let number = found.and_then(|(area, zip)| world.fresh_number(&area).map(|number| (number, zip)));
    number.map(Some).ok_or_else(|| Refusal::bad(NO_NUMBERS))
}
