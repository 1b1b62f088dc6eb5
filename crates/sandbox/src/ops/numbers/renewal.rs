//! When usage starts anew, per number.

use serde_json::json;

use super::data_usage::per_number;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Renewal, World},
};

/// Each number has its own status; what is wrong with the call itself refuses all of it.
pub(in crate::ops) fn update_renewal(world: &mut World, input: &Input) -> Outcome {
    let auto = input.required_boolean("AutoRenew")?;
    input.required("PeriodType")?;
    let weekly = input.one_of("PeriodType", &["M", "W"])?.is_some_and(|t| t.eq_ignore_ascii_case("W"));
    let every = input.positive("PeriodValue")?.unwrap_or(1);
    let day = input.positive("RenewalDay")?.ok_or_else(|| Refusal::bad("The RenewalDay field is required."))?;
    let last = if weekly { 7 } else { 31 };
    if day > last {
        return Err(Refusal::bad(format!("RenewalDay must be 1 to {last} with this PeriodType")));
    }
    let (Ok(every), Ok(day)) = (u32::try_from(every), u8::try_from(day)) else {
        return Err(Refusal::bad("PeriodValue must be a positive integer"));
    };
    let reset = input.boolean("ResetUsage")?.unwrap_or(false);
    let now = world.clock.now();
    for number in input.number_rows()? {
        if let Ok(at) = world.line(&input.distributor, &number) {
            let line = &mut world.lines[at];
            line.extras.renewal = Some(Renewal::new(auto, weekly, every, day, now));
            line.used_bytes = if reset { 0 } else { line.used_bytes };
        }
    }
    let mut answer = per_number(world, input, |line| {
        json!({
            "Number": line.number,
            "Status": "Success",
            "StatusMessage": "",
            "RenewalInfo": {
                "AutoRenew": auto,
                "PeriodType": if weekly { "W" } else { "M" },
                "PeriodValue": every,
                "RenewalDay": day,
            },
        })
    })?;
    answer["StatusMessage"] = "".into();
    Ok(answer)
}
