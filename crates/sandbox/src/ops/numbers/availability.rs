//! Areas with stock. Area codes come back as numbers, ZIP codes as `Zipcode`.

use serde_json::{Value, json};

use crate::{
    input::{Input, Outcome},
    sentinel,
    world::{World, stock::AREAS},
};

pub(in crate::ops) fn availability(world: &mut World, input: &Input) -> Outcome {
    input.required("NumberType")?;
    input.one_of("NumberType", &["mobile"])?;
    input.one_of("MessageType", &["a2p", "p2p"])?;
    let message = input.required_boolean("MessageEnabled")?;
    let voice = input.required_boolean("VoiceEnabled")?;
    let page = input.positive("PageNumber")?.unwrap_or(1);
    let (code, zip) = (input.text("AreaCode")?, input.text("ZipCode")?);
    let rows = if page == 1 { areas(code.as_deref(), zip.as_deref()) } else { Vec::new() };
    Ok(json!({
        "RequestId": format!("T-{:05}", world.serial()),
        "RequestDate": world.clock.now().to_string(),
        "NumberType": "mobile",
        "VoiceEnabled": voice,
        "MessageEnabled": message,
        "AreaCode": code.unwrap_or_default(),
        "ZipCode": zip.unwrap_or_default(),
        "PageNumber": page,
        "ResultsTotal": rows.len(),
        "AvailableNumberAreas": rows,
    }))
}

fn areas(code: Option<&str>, zip: Option<&str>) -> Vec<Value> {
    let row = |ngp: &str, code: &str, zip: &str| json!({ "NGP": ngp, "AreaCode": code.parse::<u32>().unwrap_or_default(), "Zipcode": zip });
    if let Some(place) = [code, zip].into_iter().flatten().find(|p| sentinel::is_sentinel_place(p)) {
        let zip = zip.unwrap_or("84043");
        let code = if place.len() == 3 { place } else { sentinel::SERVED_BY };
        return vec![row("SAG", code, zip)];
    }
    let by_code: Vec<_> = AREAS.iter().filter(|a| code == Some(a.code)).collect();
    if !by_code.is_empty() || (code.is_some() && zip.is_none()) {
        return by_code.iter().flat_map(|a| a.zips.iter().map(|z| row(a.ngp, a.code, z))).collect();
    }
    let near = |z: &&&str| zip.is_none_or(|wanted| wanted == **z);
    AREAS.iter().flat_map(|a| a.zips.iter().filter(near).map(|z| row(a.ngp, a.code, z))).collect()
}
