//! Looking after a line: its state, its SIM, its number, where 911 sends help, voicemail.
//!
//! What sets a state may be done twice: reading shows whether it is so. Another SIM and another number may not: of those a
//! person decides when no answer came and reading found nothing.

use jiff::{Zoned, civil::Date, tz::TimeZone};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sqlx::Row;
use telegent::{
    Client, Error as Upstream, NumberChange, OrderStatus, StatusChange, StatusChanged, StatusNumber, VoicemailSettings,
};
use uuid::Uuid;

use crate::{Error, Vault, accounts::LineStatus, db::Tx};

use super::{
    PostalAddress,
    execute::{Made, Outcome, Seen, failed},
    port::{self, Parcel},
    resolve::Found,
};

/// Something to be done to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareOp {
    /// The row of the request.
    pub id: Uuid,
    /// The account.
    pub account: String,
    /// The line's number, E.164.
    pub number: String,
    /// What.
    #[serde(flatten)]
    pub act: CareAct,
}

/// What is done to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum CareAct {
    /// `swap-sim`: another SIM for the number. Results: `iccid`, `lpa`.
    SwapSim {
        /// The card's number; none for an eSIM.
        iccid: Option<String>,
    },
    /// `swap`, or `replace` where another area is asked for: another number. Results: `new_number`.
    SwapNumber {
        /// The area the number comes from; none for the same one.
        area_code: Option<String>,
    },
    /// `park`: number and SIM are kept, nothing works.
    Suspend,
    /// `activate`: it works again.
    Restore,
    /// `cancel`: over; the way back is open for 30 days.
    Cancel,
    /// `POST /numbers/reactivate`: the way back.
    Reactivate,
    /// `POST /numbers/e911address/update`.
    SetAddress {
        /// Where responders go.
        address: PostalAddress,
    },
    /// `POST /numbers/voicemail/activate`, or `/update` where it is on. A PIN is kept sealed until it was sent.
    SetVoicemail {
        /// It is off until now.
        fresh: bool,
        /// Whether a PIN goes with it.
        pin: bool,
        /// Where notices go.
        email: String,
        /// Name of the greeting, first and last.
        name: [String; 2],
    },
    /// `POST /numbers/voicemail/delete`: what was recorded is gone.
    DropVoicemail,
}

impl CareAct {
    /// The word it is stored under.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::SwapSim { .. } => "swap_sim",
            Self::SwapNumber { .. } => "swap_number",
            Self::Suspend => "suspend",
            Self::Restore => "restore",
            Self::Cancel => "cancel",
            Self::Reactivate => "reactivate",
            Self::SetAddress { .. } => "set_address",
            Self::SetVoicemail { .. } => "set_voicemail",
            Self::DropVoicemail => "drop_voicemail",
        }
    }

    /// The upstream's word, where it goes through `POST /numbers/status`.
    const fn change(&self) -> Option<NumberChange> {
        match self {
            Self::SwapSim { .. } => Some(NumberChange::SwapSim),
            Self::SwapNumber { area_code: None } => Some(NumberChange::Swap),
            Self::SwapNumber { area_code: Some(_) } => Some(NumberChange::Replace),
            Self::Suspend => Some(NumberChange::Park),
            Self::Restore => Some(NumberChange::Activate),
            Self::Cancel => Some(NumberChange::Cancel),
            Self::Reactivate | Self::SetAddress { .. } | Self::SetVoicemail { .. } | Self::DropVoicemail => None,
        }
    }
}

impl CareOp {
    /// The word of its `kind` column.
    pub(super) const fn kind(&self) -> &'static str {
        match &self.act {
            CareAct::SwapSim { .. } => "care_swap_sim",
            CareAct::SwapNumber { .. } => "care_swap_number",
            CareAct::Suspend => "care_suspend",
            CareAct::Restore => "care_restore",
            CareAct::Cancel => "care_cancel",
            CareAct::Reactivate => "care_reactivate",
            CareAct::SetAddress { .. } => "care_set_address",
            CareAct::SetVoicemail { .. } => "care_set_voicemail",
            CareAct::DropVoicemail => "care_drop_voicemail",
        }
    }

    /// Whether it must not be done twice.
    pub(super) const fn once(&self) -> bool {
        matches!(self.act, CareAct::SwapSim { .. } | CareAct::SwapNumber { .. })
    }
}

/// The platform's day: a day to come would make an order that waits for it.
fn today() -> Date {
    let zone = TimeZone::get("America/Denver").unwrap_or(TimeZone::UTC);
    Zoned::now().with_time_zone(zone).date()
}

/// The SIM the line has before: what another SIM is told from, and what the line is found by when its number is another.
pub(super) async fn before(tx: &mut Tx, op: &CareOp) -> Result<Value, Error> {
    if !op.once() {
        return Ok(json!({}));
    }
    let row = sqlx::query("select iccid from numbers where number = $1 and account_id = $2")
        .bind(&op.number)
        .bind(&op.account)
        .fetch_optional(&mut **tx)
        .await?;
    let iccid = row.map(|row| row.try_get::<Option<String>, _>("iccid")).transpose()?.flatten();
    Ok(json!({ "iccid": iccid }))
}

/// What a call takes along that no row of the journal holds.
pub(super) async fn pack(tx: &mut Tx, vault: &Vault, op: &CareOp) -> Result<Option<Result<Parcel, String>>, Error> {
    if let CareAct::SwapSim { .. } = &op.act {
        let alarmed: Option<bool> = sqlx::query_scalar("select alarmed_at is not null from line_acts where id = $1")
            .bind(op.id)
            .fetch_optional(&mut **tx)
            .await?;
        return Ok(alarmed.unwrap_or(false).then(|| Err("Somebody said that they had not asked for it.".into())));
    }
    let CareAct::SetVoicemail { fresh, pin, email, name: [first, last] } = &op.act else { return Ok(None) };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut settings = VoicemailSettings {
        phone_number: op.number.clone(),
        account_id: Some(op.account.clone()),
        pin: None,
        first_name: some(first),
        last_name: some(last),
        email: some(email),
    };
    if *pin {
        let sealed: Option<Vec<u8>> = sqlx::query_scalar("select sealed from line_acts where id = $1")
            .bind(op.id)
            .fetch_optional(&mut **tx)
            .await?
            .flatten();
        settings.pin = sealed.and_then(|sealed| vault.open(&sealed));
        if settings.pin.is_none() {
            return Ok(Some(Err("The PIN is not there any more. Enter it again.".into())));
        }
    }
    Ok(Some(Ok(Parcel::Voicemail { settings, fresh: *fresh })))
}

/// Switches voicemail on, or changes it.
pub(super) async fn send_voicemail(client: &Client, settings: &VoicemailSettings, fresh: bool) -> Outcome {
    let numbers = client.numbers();
    let done = match fresh {
        true => numbers.activate_voicemail(settings).await,
        false => numbers.update_voicemail(settings).await,
    };
    // The PIN is in no detail.
    let detail = settings.email.clone().unwrap_or_default();
    done.map_or_else(failed, |_| Outcome::Done(Made::new([], detail, Vec::new())))
}

/// Makes the call, once.
pub(super) async fn execute(client: &Client, op: &CareOp) -> Outcome {
    let numbers = client.numbers();
    let plain = |detail: String| Outcome::Done(Made::new([], detail, Vec::new()));
    match &op.act {
        CareAct::SetAddress { address } => match port::set_e911(client, &op.number, &op.account, address).await {
            Ok(made) => Outcome::Done(made),
            Err(error) => failed(error),
        },
        CareAct::Reactivate => match numbers.reactivate(&op.number, Some(&op.account)).await {
            Ok(_) => plain(domain::phone::national(&op.number)),
            Err(error) => failed(error),
        },
        CareAct::DropVoicemail => match numbers.delete_voicemail(&op.number, Some(&op.account)).await {
            Ok(_) => plain(domain::phone::national(&op.number)),
            Err(error) => failed(error),
        },
        CareAct::SetVoicemail { .. } => Outcome::Refused("What is sealed is packed before it is sent.".into()),
        act => {
            let Some(change) = act.change() else { return Outcome::Refused("Nothing to change.".into()) };
            let mut request = StatusChange::of(&op.number, change, today());
            if let CareAct::SwapSim { iccid } = act {
                request.phone_numbers = vec![StatusNumber { number: op.number.clone(), iccid: iccid.clone() }];
            }
            if let CareAct::SwapNumber { area_code } = act {
                request.area_code.clone_from(area_code);
            }
            match numbers.change_status(&request).await {
                Ok(reply) => ordered(client, op, &reply).await,
                Err(error) => failed(error),
            }
        }
    }
}

/// What an order for a line came to.
async fn ordered(client: &Client, op: &CareOp, reply: &StatusChanged) -> Outcome {
    let mut made = Made::new([("order_id", Some(&reply.order_id))], "Ordered. The network is at it.", Vec::new());
    let row = reply.numbers.first();
    if let (CareAct::SwapSim { iccid: None }, Some(lpa)) = (&op.act, row.and_then(|row| row.lpa())) {
        made.result.insert("lpa".into(), json!(lpa.expose_secret()));
    }
    match &reply.order_status {
        Some(OrderStatus::Complete) | None => {
            let number = row.map(|row| row.number.clone());
            complete(client, op, made, number).await
        }
        Some(OrderStatus::Error | OrderStatus::Rejected | OrderStatus::Cancelled) => {
            Outcome::Refused("The network could not do it. Nothing was changed.".into())
        }
        _ => Outcome::Waiting(made),
    }
}

/// An order that is complete. Another SIM or number is read as it is now: what the pages show comes from there, so while it
/// cannot be read it is looked for again.
async fn complete(client: &Client, op: &CareOp, mut made: Made, number: Option<String>) -> Outcome {
    let number = match (&op.act, number) {
        (CareAct::SwapNumber { .. }, Some(number)) if number != op.number => number,
        (CareAct::SwapNumber { .. }, _) => {
            made.detail = "It is done; the new number is still to come.".into();
            return Outcome::Waiting(made);
        }
        (CareAct::SwapSim { .. }, _) => op.number.clone(),
        _ => {
            made.detail = domain::phone::national(&op.number);
            return Outcome::Done(made);
        }
    };
    match client.numbers().get(&number).await {
        Ok(row) => Outcome::Done(seen(op, made, row.into_value())),
        Err(error) => {
            tracing::debug!(%error, "line not read after its change");
            made.detail = "It is done; we look what it is like now.".into();
            Outcome::Waiting(made)
        }
    }
}

/// The line after another SIM or number.
fn seen(op: &CareOp, mut made: Made, mut row: telegent::Number) -> Made {
    let known = |result: &Map<String, Value>, key: &str| result.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(lpa) = known(&made.result, "lpa") {
        row.qr_activation_link = Some(SecretString::from(lpa));
    }
    made.detail = match &op.act {
        CareAct::SwapNumber { .. } => {
            made.result.insert("new_number".into(), json!(row.number));
            format!("{} → {}", domain::phone::national(&op.number), domain::phone::national(&row.number))
        }
        _ => {
            let iccid = row.iccid.as_deref().map(|iccid| iccid.trim_end_matches(['F', 'f']).to_owned());
            made.result.insert("iccid".into(), json!(iccid));
            iccid.map(|iccid| domain::iccid::grouped(&iccid)).unwrap_or_default()
        }
    };
    made.seen.push(Seen::Number(row, op.account.clone()));
    made
}

/// Reads an order that was not complete.
pub(super) async fn order(client: &Client, op: &CareOp, result: &Map<String, Value>) -> Outcome {
    let mut made = Made { result: result.clone(), detail: "Ordered. The network is at it.".into(), ..Made::default() };
    let Some(id) = result.get("order_id").and_then(Value::as_str).map(str::to_owned) else {
        return Outcome::Unknown { lost: true, detail: "The order has no id.".into() };
    };
    let order = match client.numbers().order(&id).await {
        Ok(order) => order,
        Err(error) => {
            tracing::debug!(%error, "order not read");
            made.detail = "Ordered. The network can’t be asked right now; we look again.".into();
            return Outcome::Waiting(made);
        }
    };
    match &order.order_status {
        Some(OrderStatus::Complete) => complete(client, op, made, order.phone_numbers_ordered.first().cloned()).await,
        Some(OrderStatus::Error | OrderStatus::Rejected | OrderStatus::Cancelled) => {
            let said = order.order_status_message.clone().filter(|said| !said.is_empty());
            Outcome::Refused(said.unwrap_or_else(|| "The network could not do it. Nothing was changed.".into()))
        }
        _ => Outcome::Waiting(made),
    }
}

/// Reads what became of it after a lost answer.
pub(super) async fn find_out(client: &Client, op: &CareOp, before: &Value) -> Result<Found, Upstream> {
    let numbers = client.numbers();
    let bare = |iccid: &str| iccid.trim_end_matches(['F', 'f']).to_owned();
    let had = before.get("iccid").and_then(Value::as_str).map(bare);
    let found = |is: bool| match is {
        true => Found::Made(Made::new([], "Found by reading", Vec::new())),
        false => Found::Nothing,
    };
    let stands = match &op.act {
        CareAct::SetAddress { address } => {
            return port::find_e911(client, &op.number, &op.account, address).await;
        }
        // Setting the same again is as good as finding it.
        CareAct::SetVoicemail { .. } => return Ok(Found::Nothing),
        CareAct::DropVoicemail => {
            return match numbers.voicemail(&op.number, Some(&op.account)).await {
                Ok(info) => Ok(found(info.voicemail_enabled == Some(false))),
                // There is none.
                Err(Upstream::NotFound { .. }) => Ok(found(true)),
                Err(error) => Err(error),
            };
        }
        CareAct::SwapSim { iccid } => {
            let row = numbers.get(&op.number).await?.into_value();
            let has = row.iccid.as_deref().map(bare);
            let new = match iccid {
                Some(wanted) => has.as_ref() == Some(wanted),
                None => has.is_some() && had.is_some() && has != had,
            };
            return Ok(if new { Found::Made(seen(op, Made::default(), row)) } else { Found::Nothing });
        }
        CareAct::SwapNumber { .. } => {
            let Some(had) = had else { return Ok(Found::Nothing) };
            return match numbers.get_by_iccid(&had).await {
                Ok(row) if row.number != op.number => Ok(Found::Made(seen(op, Made::default(), row.into_value()))),
                Ok(_) | Err(Upstream::NotFound { .. }) => Ok(Found::Nothing),
                Err(error) => Err(error),
            };
        }
        CareAct::Suspend => LineStatus::Paused,
        CareAct::Restore | CareAct::Reactivate => LineStatus::Active,
        CareAct::Cancel => LineStatus::Cancelled,
    };
    match numbers.get(&op.number).await {
        Ok(row) => Ok(found(row.status.as_ref().is_some_and(|status| LineStatus::parse(status.as_str()) == stands))),
        Err(Upstream::NotFound { .. }) => Ok(Found::Nothing),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Op;

    #[test]
    fn what_is_done_to_a_line_survives_storage() {
        let acts = [
            CareAct::SwapSim { iccid: None },
            CareAct::SwapNumber { area_code: Some("385".into()) },
            CareAct::Suspend,
            CareAct::SetVoicemail { fresh: true, pin: true, email: "a@b.c".into(), name: ["A".into(), "B".into()] },
        ];
        for act in acts {
            let word = act.word();
            let op = Op::Care(CareOp { id: Uuid::nil(), account: "AID-1".into(), number: "+18015550100".into(), act });
            let json = serde_json::to_value(&op).unwrap();
            assert_eq!((json["op"].as_str(), json["act"].as_str()), (Some("care"), Some(word)));
            assert_eq!(op.kind(), format!("care_{word}"));
            assert_eq!(serde_json::from_value::<Op>(json).unwrap(), op);
        }
    }
}
