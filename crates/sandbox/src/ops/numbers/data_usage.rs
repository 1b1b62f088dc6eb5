//! Data limits and usage.

use serde_json::{Value, json};

use crate::{
    input::{Input, Outcome, Refusal},
    world::{Line, World},
};

const SPEEDS: [(&str, &str); 9] = [
    ("64-kbps", "thr64kbps"),
    ("128-kbps", "thr128kbps"),
    ("256-kbps", "thr256kbps"),
    ("512-kbps", "thr512kbps"),
    ("1-mbps", "thr1024kbps"),
    ("5-mbps", "thr5120kbps"),
    ("20-mbps", "thr20480kbps"),
    ("50-mbps", "thr51200kbps"),
    ("100-mbps", "thr102400kbps"),
];
const MB: u64 = 1024 * 1024;

/// The same values for every number; all of them or none.
pub(in crate::ops) fn set_data_usage(world: &mut World, input: &Input) -> Outcome {
    input.required("ValueUnit")?;
    input.one_of("ValueUnit", &["MB"])?;
    let (notify, throttle) = (input.positive("NotifyValue")?, input.positive("ThrottleValue")?);
    let limit = input.positive("LimitValue")?.ok_or_else(|| Refusal::bad("The LimitValue field is required."))?;
    let speed = input.one_of("ThrottleSpeed", &SPEEDS.map(|(word, _)| word))?.map(|s| s.to_lowercase());
    let ascending = |low: (&str, Option<u64>), high: (&str, Option<u64>)| match (low.1, high.1) {
        (Some(a), Some(b)) if a >= b => Err(Refusal::bad(format!("{} must be less than {}", low.0, high.0))),
        _ => Ok(()),
    };
    let (notify, throttle, limit) = (("NotifyValue", notify), ("ThrottleValue", throttle), ("LimitValue", Some(limit)));
    ascending(notify, throttle)?;
    ascending(throttle, limit)?;
    ascending(notify, limit)?;
    let numbers = input.number_rows()?;
    let places: Vec<usize> = numbers.iter().map(|n| world.line(&input.distributor, n)).collect::<Result<_, _>>()?;
    if places.iter().any(|at| !world.lines[*at].data_enabled) {
        return Err(Refusal::bad("DataEnabled is required"));
    }
    for at in places {
        let line = &mut world.lines[at];
        (line.notify_mb, line.throttle_mb, line.throttle_speed) = (notify.1, throttle.1, speed.clone());
        line.limit_mb = limit.1.unwrap_or(line.limit_mb);
    }
    Ok(json!({
        "Status": "Complete",
        "StatusMessage": "",
        "ValueUnit": "MB",
        "NotifyValue": notify.1,
        "ThrottleValue": throttle.1,
        "ThrottleSpeed": speed,
        "LimitValue": limit.1,
        "PhoneNumbers": numbers.iter().map(|n| json!({ "Number": n })).collect::<Vec<_>>(),
    }))
}

/// Speeds come back in the other vocabulary.
pub(in crate::ops) fn data_usage_settings(world: &mut World, input: &Input) -> Outcome {
    per_number(world, input, |line| {
        let speed = line.throttle_speed.as_deref();
        let speed = speed.and_then(|s| SPEEDS.iter().find(|(word, _)| *word == s)).map(|(_, other)| *other);
        json!({
            "Number": line.number,
            "Status": "Success",
            "StatusMessage": "",
            "NotifyValue": line.notify_mb,
            "LimitValue": line.limit_mb,
            "ThrottleValue": line.throttle_mb,
            "ThrottleSpeed": speed,
            "ValueUnit": "MB",
        })
    })
}

pub(in crate::ops) fn data_usage_info(world: &mut World, input: &Input) -> Outcome {
    per_number(world, input, |line| {
        let (used, limit) = (line.used_bytes, line.limit_mb.saturating_mul(MB));
        let behavior = match line.throttle_mb {
            _ if used >= limit => "Blocked",
            Some(mb) if used >= mb.saturating_mul(MB) => "Throttled",
            _ => "Active",
        };
        json!({
            "Number": line.number,
            "Status": "ACTIVE",
            "StatusMessage": "",
            "Used": printed(used),
            "Remaining": printed(limit.saturating_sub(used)),
            "CurrentBehavior": behavior,
        })
    })
}

/// One bad number does not spoil the others: it has its own status.
pub(super) fn per_number(world: &World, input: &Input, row: impl Fn(&Line) -> Value) -> Outcome {
    let rows = input.number_rows()?.into_iter().map(|number| match world.line(&input.distributor, &number) {
        Ok(at) => row(&world.lines[at]),
        Err(refusal) => json!({ "Number": number, "Status": "Error", "StatusMessage": refusal.message }),
    });
    Ok(json!({ "PhoneNumbers": rows.collect::<Vec<_>>(), "Status": "Complete" }))
}

/// `3.4 GB`, `20 MB`, `0 B`: one decimal at most, rounded down.
fn printed(bytes: u64) -> String {
    let units = [("GB", MB * 1024), ("MB", MB), ("KB", 1024)];
    let Some((unit, size)) = units.into_iter().find(|(_, size)| bytes >= *size) else { return format!("{bytes} B") };
    let tenths = u128::from(bytes) * 10 / u128::from(size);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} {unit}"),
        (whole, tenth) => format!("{whole}.{tenth} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_printed_for_people() {
        assert_eq!(printed(0), "0 B");
        assert_eq!(printed(20 * MB), "20 MB");
        assert_eq!(printed(3_650_722_202), "3.4 GB");
        assert_eq!(printed(1536), "1.5 KB");
    }
}
