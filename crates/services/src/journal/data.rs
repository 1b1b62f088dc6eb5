//! Data of lines: marks, renewal, a new cycle. Each sets a state, so sending it again does no harm.

use domain::{Lang, Renewal};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use telegent::{Client, DataSettings, DataUsageSet, Error as Upstream, RenewalPeriod, RenewalUpdate, ThrottleSpeed};
use uuid::Uuid;

use crate::{Error, data::Marks, db::Tx};

use super::{
    execute::{Made, Outcome, Seen, failed},
    resolve::Found,
};

/// What is done to the data of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum DataOp {
    /// `POST /numbers/data-usage`. Results: `refused`, number → the network's words, of those it did not set.
    SetMarks {
        /// What shows each line's verdict.
        batch: Uuid,
        /// The lines, E.164.
        numbers: Vec<String>,
        /// The marks, the same for all of them.
        marks: Marks,
    },
    /// `POST /numbers/data-usage/update-renewal-info`, usage left as it is. Results: as above.
    SetRenewal {
        /// What shows each line's verdict.
        batch: Uuid,
        /// The lines, E.164.
        numbers: Vec<String>,
        /// The renewal, the same for all of them.
        renewal: Renewal,
    },
    /// The same call with `ResetUsage`. Results: as above.
    NewCycle {
        /// What shows each line's verdict.
        batch: Uuid,
        /// The lines, E.164.
        numbers: Vec<String>,
        /// The renewal they have: the call sets it, too.
        renewal: Renewal,
    },
}

impl DataOp {
    /// The word of its `kind` column.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SetMarks { .. } => "set_marks",
            Self::SetRenewal { .. } => "set_renewal",
            Self::NewCycle { .. } => "new_cycle",
        }
    }

    /// What shows each line's verdict.
    pub const fn batch(&self) -> Uuid {
        match self {
            Self::SetMarks { batch, .. } | Self::SetRenewal { batch, .. } | Self::NewCycle { batch, .. } => *batch,
        }
    }

    /// The lines, E.164.
    pub fn numbers(&self) -> &[String] {
        match self {
            Self::SetMarks { numbers, .. } | Self::SetRenewal { numbers, .. } | Self::NewCycle { numbers, .. } => {
                numbers
            }
        }
    }

    /// Whether a refusal is not the last word: each line is tried alone then.
    pub fn splits(&self) -> bool {
        self.numbers().len() > 1
    }

    /// The same for these lines alone.
    #[must_use]
    pub fn only(&self, of: Vec<String>) -> Self {
        let mut op = self.clone();
        match &mut op {
            Self::SetMarks { numbers, .. } | Self::SetRenewal { numbers, .. } | Self::NewCycle { numbers, .. } => {
                *numbers = of;
            }
        }
        op
    }
}

/// What was used before a new cycle is asked for: where it fell, the cycle was begun.
pub(super) async fn before(tx: &mut Tx, op: &DataOp) -> Result<Value, Error> {
    let DataOp::NewCycle { numbers, .. } = op else { return Ok(json!([])) };
    let used: Vec<(String, i64)> =
        sqlx::query_as("select number, used_bytes from data_usage where number = any($1) and used_bytes is not null")
            .bind(numbers)
            .fetch_all(&mut **tx)
            .await?;
    Ok(json!({ "used": used.into_iter().collect::<std::collections::BTreeMap<_, _>>() }))
}

/// Makes the call.
pub(super) async fn execute(client: &Client, op: &DataOp) -> Outcome {
    let answer = match op {
        DataOp::SetMarks { numbers, marks, .. } => {
            let request = DataUsageSet {
                notify_mb: marks.notify,
                throttle_mb: marks.throttle,
                throttle_speed: marks.speed.as_deref().map(ThrottleSpeed::parse),
                limit_mb: marks.limit,
                phone_numbers: numbers.clone(),
            };
            client.numbers().set_data_usage(&request).await.map(|reply| reply.raw)
        }
        DataOp::SetRenewal { numbers, renewal, .. } | DataOp::NewCycle { numbers, renewal, .. } => {
            let update = RenewalUpdate {
                phone_numbers: numbers.clone(),
                // Never by the way: true sets usage to zero at once.
                reset_usage: matches!(op, DataOp::NewCycle { .. }),
                auto_renew: renewal.auto,
                period: match renewal.period {
                    domain::Period::Month => RenewalPeriod::Monthly(renewal.day),
                    domain::Period::Week => RenewalPeriod::Weekly(renewal.day),
                },
                period_value: Some(renewal.every.into()),
            };
            client.numbers().update_renewal(&update).await.map(|reply| reply.raw)
        }
    };
    match answer {
        Ok(raw) => verdicts(op, &raw),
        Err(error) => failed(error),
    }
}

/// What an answer says of each line. The whole has a status, and each number may have its own, which goes before it.
fn verdicts(op: &DataOp, raw: &Value) -> Outcome {
    let said = |row: &Value| -> Option<String> {
        let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let status = text("Status")?;
        let fine = ["complete", "success"].contains(&status.to_ascii_lowercase().as_str());
        (!fine).then(|| text("StatusMessage").unwrap_or(status).to_owned())
    };
    let rows = raw.get("PhoneNumbers").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let whole = said(raw);
    let own = |number: &String| {
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
        let name = |row: &Value| ["Number", "PhoneNumber"].iter().find_map(|key| row.get(key)?.as_str().map(digits));
        let row = rows.iter().find(|row| name(row).is_some_and(|of| of == digits(number)));
        match row.filter(|row| row.get("Status").is_some()) {
            Some(row) => said(row),
            None => whole.clone(),
        }
    };
    let refused: Map<String, Value> =
        op.numbers().iter().filter_map(|number| Some((number.clone(), own(number)?.into()))).collect();
    if refused.len() < op.numbers().len() {
        return Outcome::Done(made(op, refused));
    }
    let why = refused.values().next().and_then(Value::as_str).or(whole.as_deref()).unwrap_or_default().to_owned();
    Outcome::Refused(why)
}

/// What was set, of the lines that were not refused.
fn made(op: &DataOp, refused: Map<String, Value>) -> Made {
    let set: Vec<&String> = op.numbers().iter().filter(|number| !refused.contains_key(*number)).collect();
    let seen = match op {
        DataOp::SetMarks { marks, .. } => set.iter().map(|number| Seen::Settings(settings(number, marks))).collect(),
        DataOp::SetRenewal { .. } => Vec::new(),
        DataOp::NewCycle { .. } => set.iter().map(|number| Seen::Usage(unused(number))).collect(),
    };
    let names = |numbers: Vec<&String>| {
        numbers.into_iter().map(|number| domain::phone::national(number)).collect::<Vec<_>>().join(", ")
    };
    let (whose, unset) = (names(set), names(refused.keys().collect()));
    let [en, es] = Lang::ALL.map(|lang| {
        let what = match op {
            DataOp::SetMarks { marks, .. } => marks.words(lang),
            DataOp::SetRenewal { renewal, .. } => renewal.words(lang),
            DataOp::NewCycle { .. } => lang.pick("Usage set to zero", "Uso puesto en cero").to_owned(),
        };
        match unset.as_str() {
            "" => format!("{whose}: {what}"),
            unset => format!("{whose}: {what}. {}: {unset}", lang.pick("Not set", "Sin fijar")),
        }
    });
    let mut made = Made::new([], en, seen).in_spanish(es);
    made.result.insert("refused".into(), Value::Object(refused));
    made
}

fn settings(number: &str, marks: &Marks) -> DataSettings {
    DataSettings {
        number: number.to_owned(),
        status: None,
        status_message: None,
        notify_value: marks.notify.map(i64::from),
        throttle_value: marks.throttle.map(i64::from),
        throttle_speed: marks.speed.as_deref().map(ThrottleSpeed::parse),
        limit_value: Some(marks.limit.into()),
        value_unit: Some("MB".into()),
    }
}

fn unused(number: &str) -> telegent::DataUsage {
    telegent::DataUsage {
        number: number.to_owned(),
        status: None,
        status_message: None,
        used: Some(telegent::DataVolume::parse("0 B")),
        remaining: None,
        current_behavior: None,
    }
}

/// Reads what became of it. A renewal is nowhere to be read: it is sent again, which changes nothing.
pub(super) async fn resolve(client: &Client, op: &DataOp, before: &Value) -> Result<Found, Upstream> {
    let all = match op {
        DataOp::SetMarks { numbers, marks, .. } => {
            let rows = client.numbers().data_usage_settings(numbers).await?;
            let speed = marks.speed.as_deref().map(ThrottleSpeed::parse);
            let same = |row: &DataSettings| {
                marks.agree(row.notify_value, row.throttle_value, row.limit_value) && row.throttle_speed == speed
            };
            numbers.iter().all(|number| rows.iter().any(|row| row.number == *number && same(row)))
        }
        DataOp::SetRenewal { .. } => false,
        DataOp::NewCycle { numbers, .. } => {
            let rows = client.numbers().data_usage_info(numbers).await?;
            let used = |number: &str| {
                let row = rows.iter().find(|row| row.number == number)?;
                row.used.as_ref()?.bytes
            };
            let was = |number: &str| before.get("used")?.get(number)?.as_u64();
            numbers.iter().all(|number| match (used(number), was(number)) {
                (Some(now), Some(was)) => now == 0 || now < was,
                (Some(now), None) => now == 0,
                (None, _) => false,
            })
        }
    };
    Ok(if all { Found::Made(made(op, Map::new())) } else { Found::Nothing })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(numbers: &[&str]) -> DataOp {
        let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
        DataOp::SetMarks { batch: Uuid::nil(), numbers, marks: Marks::stopped() }
    }

    fn refused(outcome: &Outcome) -> Value {
        match outcome {
            Outcome::Done(made) => made.result["refused"].clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_line_has_its_own_verdict() {
        let two = op(&["+18015550100", "+18015550101"]);
        let row =
            |number: &str, status: &str| json!({ "Number": number, "Status": status, "StatusMessage": "no data" });
        let answer = |rows: Value| json!({ "Status": "Complete", "PhoneNumbers": rows });
        let mixed = answer(json!([row("+18015550100", "Success"), row("18015550101", "Error")]));
        assert_eq!(refused(&verdicts(&two, &mixed)), json!({ "+18015550101": "no data" }));
        // As documented: numbers without a status of their own share that of the whole.
        let plain = answer(json!([{ "Number": "+18015550100" }, { "Number": "+18015550101" }]));
        assert_eq!(refused(&verdicts(&two, &plain)), json!({}));
        let none = answer(json!([row("+18015550100", "Failed"), row("+18015550101", "Failed")]));
        assert!(matches!(verdicts(&two, &none), Outcome::Refused(why) if why == "no data"));
        assert!(matches!(verdicts(&two, &json!({ "Status": "Failed" })), Outcome::Refused(why) if why == "Failed"));
        assert_eq!(refused(&verdicts(&two, &json!({}))), json!({}));
    }

    #[test]
    fn what_is_seen_of_a_refused_line_is_nothing() {
        let rows =
            json!([{ "Number": "+18015550100", "Status": "Error" }, { "Number": "+18015550101", "Status": "Success" }]);
        let Outcome::Done(made) = verdicts(&op(&["+18015550100", "+18015550101"]), &json!({ "PhoneNumbers": rows }))
        else {
            panic!("one was set");
        };
        assert!(matches!(made.seen.as_slice(), [Seen::Settings(row)] if row.number == "+18015550101"));
        assert!(made.detail.ends_with("Not set: (801) 555-0100"), "{}", made.detail);
    }

    #[test]
    fn operations_survive_storage() {
        let op = super::super::Op::Data(op(&["+18015550100"]));
        let json = serde_json::to_value(&op).unwrap();
        assert_eq!((json["op"].as_str(), json["act"].as_str()), (Some("data"), Some("set_marks")));
        assert_eq!(serde_json::from_value::<super::super::Op>(json).unwrap(), op);
    }
}
