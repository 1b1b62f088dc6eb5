//! Routing id, device, port-out PIN.

use serde_json::json;

use super::named::{Account, named_line};
use crate::{
    input::{Input, Outcome},
    ops::render::with_offset,
    world::{Order, OrderState, World},
};

/// Model and type allocation code, chosen by the SIM.
const DEVICES: [(&str, &str, &str); 4] = [
    ("Apple", "Apple iPhone 17", "35847631"),
    ("Samsung", "Samsung Galaxy S26", "35201911"),
    ("Google", "Google Pixel 10", "35925406"),
    ("Quectel", "Quectel BG95", "86834205"),
];

/// A new id each time.
pub(in crate::ops) fn refresh_nnid(world: &mut World, input: &Input) -> Outcome {
    let at = named_line(world, input, Account::Optional)?;
    let nnid = format!("NNID-{:08}", world.serial());
    let line = &mut world.lines[at];
    line.extras.nnid = Some(nnid.clone());
    Ok(json!({ "PhoneNumber": line.number, "NNID": nnid, "Successful": true }))
}

/// The same device for the same SIM; without a SIM there is none.
pub(in crate::ops) fn device_details(world: &mut World, input: &Input) -> Outcome {
    let at = named_line(world, input, Account::WhereSeveral)?;
    let line = &world.lines[at];
    let digits: u64 =
        line.iccid.bytes().filter(u8::is_ascii_digit).fold(0, |n, b| (n * 10 + u64::from(b - b'0')) % 999_983);
    let device = (!line.iccid.is_empty()).then(|| DEVICES[usize::from(digits.to_le_bytes()[0]) % DEVICES.len()]);
    let message = if device.is_some() { "" } else { "No device found for this number" };
    Ok(json!({
        "AccountId": line.account_id,
        "PhoneNumber": line.number,
        "NumberType": if line.number_type == "iot" { "IoT" } else { "MVNO" },
        "IMEI": device.map(|(_, _, tac)| format!("{tac}{digits:06}0")),
        "DeviceModel": device.map(|(maker, ..)| maker),
        "DeviceName": device.map(|(_, name, _)| name),
        "TAC": device.map(|(_, _, tac)| tac),
        "Status": if device.is_some() { "Success" } else { "Error" },
        "StatusMessage": message,
    }))
}

/// Stores the PIN and answers an order that stays pending: nothing moves.
pub(in crate::ops) fn port_out(world: &mut World, input: &Input) -> Outcome {
    let number = input.required("PortOutNumber")?;
    let pin = input.required("PortOutPIN")?;
    let at = world.line(&input.distributor, &number)?;
    let order = Order {
        order_id: world.id("JNOID"),
        account_id: world.lines[at].account_id.clone(),
        date: world.clock.now(),
        order_type: "portout".into(),
        state: OrderState::Waiting,
        numbers: vec![number.clone()],
    };
    world.lines[at].extras.port_out_pin = Some(pin);
    let answer = json!({
        "OrderId": order.order_id,
        "OrderDate": with_offset(order.date),
        "Status": "Pending",
        "PhoneNumber": number,
    });
    world.orders.push(order);
    Ok(answer)
}
