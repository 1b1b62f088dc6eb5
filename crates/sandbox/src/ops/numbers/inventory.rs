//! Numbers, one by one or in pages, in the two casings the documentation shows.

use serde_json::{Map, Value, json};

use crate::{
    input::{Input, Outcome, Refusal},
    ops::render::{american_date, object, zoneless},
    world::{Line, World},
};

/// Rows a page.
const PER_PAGE: usize = 100;

fn common(world: &World, line: &Line) -> Map<String, Value> {
    let (swaps, reset) = line.swaps(world.clock.now());
    object(json!({
        "Number": line.number,
        "OrderId": line.order_id,
        "NumberType": "mobile",
        "MessageEnabled": line.message_enabled,
        "MessageType": line.message_type,
        "Classification": if line.number_type == "iot" { "IoT" } else { "MVNO" },
        "VoiceEnabled": line.voice_enabled,
        "MessageRouteId": some(&line.message_route_id),
        "VoiceRouteId": line.voice_route_id,
        "Status": line.status,
        "OriginalDatePurchased": american_date(line.purchased),
        "AssignedSubscriberId": line.subscriber_id,
        "Iccid": some(&line.iccid),
        "Cnam": line.cnam,
        "QrActivationLink": line.qr,
        "SwapsRemaining": swaps,
        "NextSwapResetDate": zoneless(reset),
    }))
}

/// Null for what a line is without.
fn some(id: &str) -> Option<&str> {
    Some(id).filter(|id| !id.is_empty())
}

/// `Tnid` here; every second row has its booleans as text, as in the documented example.
pub(in crate::ops) fn inventory(world: &mut World, input: &Input) -> Outcome {
    let page = input.number_param("PageNumber", 1)?;
    let per_page = input.number_param("TotalNumbersRequested", PER_PAGE)?;
    let filter = input.param("Filter").unwrap_or_else(|| "All".into());
    let wanted = |l: &&Line| {
        let status = filter.eq_ignore_ascii_case("All") || filter.eq_ignore_ascii_case(&l.status);
        l.visible && status && world.owns(&input.distributor, &l.account_id)
    };
    let lines: Vec<&Line> = world.lines.iter().filter(wanted).collect();
    let rows = lines.iter().skip((page - 1).saturating_mul(per_page)).take(per_page).enumerate().map(|(i, line)| {
        let mut row = common(world, line);
        row.insert("Tnid".into(), format!("TNID-{}", line.nid).into());
        row.insert("ProductType".into(), line.product_type.clone().into());
        row.insert("PortOutPin".into(), line.extras.port_out_pin.clone().into());
        if i % 2 == 1 {
            row.insert("MessageEnabled".into(), line.message_enabled.to_string().into());
            row.insert("VoiceEnabled".into(), line.voice_enabled.to_string().into());
        }
        Value::Object(row)
    });
    let rows: Vec<Value> = rows.collect();
    let owner = world.meant_account(&input.distributor, None).unwrap_or_else(|_| input.distributor.clone());
    Ok(
        json!({ "AccountId": owner, "TotalResults": lines.len(), "PageNumber": page, "Filter": filter, "PhoneNumbers": rows }),
    )
}

/// `TNID` here, and capitalised words.
pub(in crate::ops) fn get(world: &mut World, input: &Input) -> Outcome {
    let number = input.param("Number").or_else(|| input.param("PhoneNumber"));
    let at = match (number, input.param("ICCID")) {
        (Some(number), _) => world.line(&input.distributor, &number)?,
        (None, Some(iccid)) => {
            let found = world.lines.iter().find(|l| l.iccid == iccid).map(|l| l.number.clone());
            world.line(&input.distributor, &found.ok_or_else(|| Refusal::missing("ICCID"))?)?
        }
        (None, None) => return Err(Refusal::bad("The Number field is required.")),
    };
    let line = &world.lines[at];
    let mut row = common(world, line);
    row.insert("TNID".into(), format!("TNID-{}", line.nid).into());
    row.insert("NumberType".into(), "Mobile".into());
    row.insert("MessageType".into(), line.message_type.to_uppercase().into());
    Ok(Value::Object(row))
}
