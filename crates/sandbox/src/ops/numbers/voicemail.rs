//! Voicemail on, off and for whom.

use serde_json::json;

use super::named::{Account, named_line};
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Voicemail, World},
};

const OFF: &str = "Voicemail is not active for this number";

/// The PIN is never answered.
pub(in crate::ops) fn voicemail_info(world: &mut World, input: &Input) -> Outcome {
    let line = &world.lines[named_line(world, input, Account::Optional)?];
    let on = line.extras.voicemail.is_some();
    let mailbox = line.extras.voicemail.clone().unwrap_or_default();
    Ok(json!({
        "PhoneNumber": line.number,
        "VoicemailEnabled": on,
        "Email": mailbox.email,
        "FirstName": mailbox.first_name,
        "LastName": mailbox.last_name,
    }))
}

/// On, with what was sent; an active one is set anew.
pub(in crate::ops) fn activate_voicemail(world: &mut World, input: &Input) -> Outcome {
    let at = named_line(world, input, Account::Optional)?;
    let mailbox = changed(Voicemail::default(), input)?;
    let line = &mut world.lines[at];
    line.extras.voicemail = Some(mailbox);
    Ok(json!({ "PhoneNumber": line.number, "VoicemailActivated": true, "Successful": true }))
}

pub(in crate::ops) fn update_voicemail(world: &mut World, input: &Input) -> Outcome {
    let line = named_line(world, input, Account::Optional).map(|at| &mut world.lines[at])?;
    let mailbox = line.extras.voicemail.clone().ok_or_else(|| Refusal::bad(OFF))?;
    line.extras.voicemail = Some(changed(mailbox, input)?);
    Ok(json!({ "PhoneNumber": line.number, "Successful": true, "Message": "Voicemail settings updated" }))
}

pub(in crate::ops) fn delete_voicemail(world: &mut World, input: &Input) -> Outcome {
    let line = named_line(world, input, Account::Optional).map(|at| &mut world.lines[at])?;
    line.extras.voicemail.take().ok_or_else(|| Refusal::bad(OFF))?;
    Ok(json!({ "PhoneNumber": line.number, "Successful": true, "Message": "Voicemail removed" }))
}

/// What is not sent keeps its value.
fn changed(old: Voicemail, input: &Input) -> Result<Voicemail, Refusal> {
    Ok(Voicemail {
        pin: input.text("PIN")?.or(old.pin),
        first_name: input.text("FirstName")?.or(old.first_name),
        last_name: input.text("LastName")?.or(old.last_name),
        email: input.text("Email")?.or(old.email),
    })
}
