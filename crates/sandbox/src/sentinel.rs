//! Failures chosen by names and places, for who tries the portal by hand. The tables are in the crate's README; what works
//! for any operation is in [`crate::faults`].

use crate::{input::Input, world::World};

/// What happens to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// 400, always.
    Refuse,
    /// 429 with `Retry-After: 1`, once.
    Busy,
    /// 429 without, once.
    Throttled,
    /// 503 twice.
    Outage,
    /// No answer and nothing done, once.
    Timeout,
    /// Done, then the connection is cut without an answer, once.
    LostReply,
    /// The connection is cut and nothing is done, once.
    Cut,
}

impl Effect {
    /// How often it happens for one input; none means always.
    pub fn times(self) -> Option<u32> {
        match self {
            Self::Refuse => None,
            Self::Outage => Some(2),
            _ => Some(1),
        }
    }
}

/// What provisioning does beside the effects above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderTwist {
    /// `Pending`, complete after three reads of the order or a minute.
    Pending,
    /// `Pending`, then `Error`.
    Fails,
    /// HTTP 200 with an `ErrorMessage` and no number.
    NoStock,
}

/// Word in a name, ZIP code, area code, effect. Area codes with a middle 9 are reserved and never assigned, ZIP codes
/// from 99981 on neither.
pub const EFFECTS: [(&str, &str, &str, Effect); 7] = [
    ("refusal", "99981", "291", Effect::Refuse),
    ("busy", "99982", "292", Effect::Busy),
    ("throttled", "99983", "293", Effect::Throttled),
    ("outage", "99984", "294", Effect::Outage),
    ("timeout", "99985", "295", Effect::Timeout),
    ("lostreply", "99986", "296", Effect::LostReply),
    ("cutline", "99987", "297", Effect::Cut),
];

/// ZIP code, area code, twist.
pub const TWISTS: [(&str, &str, OrderTwist); 3] =
    [("99988", "298", OrderTwist::Pending), ("99989", "299", OrderTwist::Fails), ("99990", "290", OrderTwist::NoStock)];

/// ZIP code, area code, answer of a change of number. Both are maintenance at the platform.
pub const SWAP_OUTAGES: [(&str, &str, &str); 2] =
    [("99979", "289", "Number-swap is currently unavailable"), ("99978", "288", "MSISDN swap API endpoint is offline")];

/// The maintenance a change of number meets at this place.
pub fn swap_outage(area_code: Option<&str>, zip: Option<&str>) -> Option<&'static str> {
    let found = SWAP_OUTAGES.iter().find(|(z, a, _)| Some(*z) == zip || Some(*a) == area_code);
    found.map(|(.., message)| *message)
}

/// ZIP code of addresses no responder knows.
pub const UNKNOWN_TO_RESPONDERS: &str = "99991";

/// How a carrier's refusal of a port is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// By an update that changes one of these fields.
    Change(&'static [&'static str]),
    /// By any update, once somebody has done something elsewhere.
    Resend,
    /// Not at all: cancel, settle it with the old carrier, order anew.
    Never,
    /// By waiting three days.
    Wait,
    /// Not at all: update and cancel answer `GENS-0041`.
    Stuck,
}

/// What a carrier objects to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortRefusal {
    /// Last two digits of the number.
    pub digits: &'static str,
    /// Key of the refusal.
    pub key: &'static str,
    /// `OrderStatusMessage`; empty when the order goes on reading as alive.
    pub message: &'static str,
    /// What helps.
    pub fix: Fix,
}

const fn port(digits: &'static str, key: &'static str, message: &'static str, fix: Fix) -> PortRefusal {
    PortRefusal { digits, key, message, fix }
}

const ACCOUNT: &str = "CurrentAccountNumber";
const PIN: &str = "CurrentAccountPassword";
const NAME: &str = "SubscriberName";
const ADDRESS: &str = "CurrentBillingAddress";
const CARRIER: &str = "CurrentCarrierName";

/// What carriers object to, by the last two digits of a port-in number `+1…555 8fkk`. The first order of a number meets
/// it; whoever cancels and orders anew gets through.
pub const PORT_REFUSALS: [PortRefusal; 27] = [
    port("01", "account_number", "8A-ACCOUNT_NUM_REQ_OR_INCORRECT", Fix::Change(&[ACCOUNT])),
    port("02", "transfer_pin", "6B-TRANSFER PIN REQUIRED OR INCORRECT", Fix::Change(&[PIN])),
    port("03", "zip", "8D-ZIP CODE REQUIRED OR INCORRECT", Fix::Change(&["CurrentBillingAddress.Zip"])),
    port("04", "ssn_tax_id", "8B-SSN OR TAX ID REQUIRED OR INCORRECT", Fix::Resend),
    port("05", "address", "1P-ADDRESS DOES NOT MATCH", Fix::Change(&[ADDRESS])),
    port("06", "holder_name", "7C-NAME DOES NOT MATCH", Fix::Change(&[NAME])),
    port("07", "other_1P", "1P-Other", Fix::Change(&[ACCOUNT, PIN, NAME, ADDRESS])),
    port("08", "port_lock", "6P-REMOVE NUMBER LOCK ON VERIZON ACCOUNT", Fix::Resend),
    port("09", "number_inactive", "NUMBER IS NOT ACTIVE AT CURRENT CARRIER", Fix::Never),
    port("10", "number_not_on_account", "6D-NUMBER NOT FOUND ON ACCOUNT", Fix::Change(&[CARRIER, ACCOUNT])),
    port("11", "not_portable", "7T-NUMBER NOT PORTABLE", Fix::Never),
    port("12", "wrong_carrier", "NUMBER IS NOT WITH THE NAMED CARRIER", Fix::Change(&[CARRIER])),
    port("13", "prepaid_rule", "PREPAID ACCOUNT NEEDS ITS OWN NUMBER AND PIN", Fix::Change(&[ACCOUNT, PIN])),
    port("14", "already_in_flight", "PORT REQUEST PENDING WITH ANOTHER PROVIDER", Fix::Never),
    port("15", "pending_order_at_old", "PENDING ORDER ON ACCOUNT AT CURRENT CARRIER", Fix::Resend),
    port("16", "due_date", "MPE0102E-DUE DATE TOO EARLY", Fix::Change(&["PortInDate"])),
    port("17", "billing_number", "BILLING NUMBER MISMATCH OR PARTIAL PORT", Fix::Change(&[ACCOUNT])),
    port("18", "special_feature", "NUMBER HAS A SPECIAL FEATURE", Fix::Resend),
    port("19", "split_needed", "ORDER MUST BE SPLIT", Fix::Never),
    port("20", "loa", "LETTER OF AUTHORIZATION MISSING OR ILLEGIBLE", Fix::Resend),
    port("21", "no_answer", "D-DELAY TIMER EXPIRED", Fix::Wait),
    port("22", "npac_conflict", "CONFLICT ON ACTIVATION", Fix::Never),
    port("23", "hold_or_new_line", "ACCOUNT ON HOLD OR NUMBER RECENTLY ACTIVATED", Fix::Never),
    port("24", "unauthorised_flag", "FLAGGED AS UNAUTHORIZED", Fix::Never),
    port("25", "order_missing", "948-PORT REQUEST DOES NOT EXIST", Fix::Stuck),
    port("26", "unknown", "SOMETHING NOBODY HAS SEEN BEFORE", Fix::Resend),
    port("90", "stuck", "", Fix::Stuck),
];

/// What update and cancel of a stuck order answer.
pub const GENS_0041: &str = "GENS-0041 No Port-In request found";

/// The vocabulary a port-in order is read in, by the third last digit of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortWords {
    /// `Pending`, `InProgress`, `ResolutionRequired`, `Complete`: 0, and every number that is no sentinel.
    Guide,
    /// `Submitted`, `Pending Carrier Approval`, `Scheduled`, `Rejected`, `Completed`: 1.
    BestPractices,
    /// `Error` with the code in the message, and `Completed`: 2.
    ErrorAndCode,
}

impl PortWords {
    /// The vocabulary of this number.
    pub fn of(number: &str) -> Self {
        match port_digits(number) {
            Some((b'1', _)) => Self::BestPractices,
            Some((b'2', _)) => Self::ErrorAndCode,
            _ => Self::Guide,
        }
    }
}

/// `f` and `kk` of a number `+1…555 8fkk`.
fn port_digits(number: &str) -> Option<(u8, &str)> {
    let (form, key) = number.get(5..)?.strip_prefix("5558")?.split_at_checked(1)?;
    Some((*form.as_bytes().first()?, key))
}

/// Whether the number is a landline: `f` is 5.
pub fn is_landline(number: &str) -> bool {
    port_digits(number).is_some_and(|(form, _)| form == b'5')
}

/// What the carrier of this number objects to.
pub fn objection(number: &str) -> Option<&'static PortRefusal> {
    let (_, digits) = port_digits(number)?;
    PORT_REFUSALS.iter().find(|r| r.digits == digits)
}

/// The refusal of this key.
pub fn port_refusal(key: &str) -> Option<&'static PortRefusal> {
    PORT_REFUSALS.iter().find(|r| r.key == key)
}

/// What becomes of a message sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// A receipt says it was delivered.
    Delivered,
    /// A receipt says it was not.
    Undelivered,
    /// No receipt ever comes.
    Never,
    /// Delivered, and the receipt comes twice.
    Twice,
    /// Delivered, and the receipt comes an hour later.
    Late,
}

/// End of a recipient's number, what becomes of the message.
pub const RECEIPTS: [(&str, Receipt); 4] = [
    ("5558601", Receipt::Undelivered),
    ("5558602", Receipt::Never),
    ("5558603", Receipt::Twice),
    ("5558604", Receipt::Late),
];

/// What becomes of a message to this number.
pub fn receipt(number: &str) -> Receipt {
    RECEIPTS.iter().find(|(end, _)| number.ends_with(end)).map_or(Receipt::Delivered, |(_, receipt)| *receipt)
}

/// Area code that serves sentinel areas and ZIP codes.
pub const SERVED_BY: &str = "801";

/// The twist of this ZIP or area code.
pub fn twist(area_code: Option<&str>, zip: Option<&str>) -> Option<OrderTwist> {
    let found = TWISTS.iter().find(|(z, a, _)| Some(*z) == zip || Some(*a) == area_code);
    found.map(|(_, _, twist)| *twist)
}

/// Whether this area or ZIP code stands for a failure rather than a place.
pub fn is_sentinel_place(code: &str) -> bool {
    let effect = EFFECTS.iter().any(|(_, zip, area, _)| *zip == code || *area == code);
    effect || TWISTS.iter().any(|(zip, area, _)| *zip == code || *area == code)
}

/// The effect this call has coming, if it has not happened often enough already. Counts it.
pub fn fire(world: &mut World, operation: &str, input: &Input) -> Option<Effect> {
    let (effect, value) = wanted(world, operation, input)?;
    let count = world.sentinels.entry(format!("{operation} {effect:?} {value}")).or_default();
    if effect.times().is_some_and(|times| *count >= times) {
        return None;
    }
    *count += 1;
    Some(effect)
}

fn wanted(world: &World, operation: &str, input: &Input) -> Option<(Effect, String)> {
    let text = |name: &str| input.text(name).ok().flatten();
    match operation {
        "POST /v1.0/account/create" => by_word("", text("AccountName")?),
        "POST /v1.0/subscribers/create" => by_word("", text("Name")?),
        "POST /v1.0/message/routes" | "POST /v1.0/voice/routes" => by_word("route", text("RouteName")?),
        // Each person may meet the same ZIP code once: it must work for more than the first of them.
        "POST /v1.0/numbers/provision" => by_place(
            text("ZipCode"),
            text("AreaCode"),
            &text("AssignedSubscriberId").or_else(|| text("AccountId")).unwrap_or_default(),
        ),
        "POST /v1.0/message/outbound" => by_word("sandbox", text("Body")?),
        "POST /v1.0/numbers/portin" => by_word("port", text("SubscriberName")?),
        "POST /v1.0/numbers/portin/update" => by_word("update", port_name(world, &text("OrderId")?)?),
        "POST /v1.0/numbers/portin/cancel" => by_word("cancel", port_name(world, &text("OrderId")?)?),
        "POST /v1.0/numbers/status" => {
            by_place(text("ZipCode"), text("AreaCode"), &input.number_rows().ok()?.join(" "))
        }
        "POST /v1.0/subscriptions" => {
            let id = text("SubscriberId")?;
            let person = world.subscribers.iter().find(|s| s.subscriber_id == id)?;
            by_word("plan", person.name.clone()).map(|(effect, name)| (effect, format!("{name} {id}")))
        }
        _ => None,
    }
}

/// The name an order was made with: what follows on it fails by the same name.
fn port_name(world: &World, order_id: &str) -> Option<String> {
    world.ports.iter().find(|p| p.order_id == order_id)?.subscriber_name.clone()
}

fn by_place(zip: Option<String>, area: Option<String>, whose: &str) -> Option<(Effect, String)> {
    let places = |z: &str, a: &str| zip.as_deref() == Some(z) || area.as_deref() == Some(a);
    let (.., effect) = EFFECTS.iter().find(|(_, z, a, _)| places(z, a))?;
    Some((*effect, format!("{} {} {whose}", zip.unwrap_or_default(), area.unwrap_or_default())))
}

fn by_word(prefix: &str, name: String) -> Option<(Effect, String)> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let effect = words.into_iter().find_map(|word| {
        let bare = word.strip_prefix(prefix)?;
        EFFECTS.iter().find(|(w, ..)| *w == bare).map(|(.., effect)| *effect)
    })?;
    Some((effect, name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn account(name: &str) -> Input {
        let body = json!({ "AccountName": name });
        Input { body: body.as_object().cloned().unwrap_or_default(), ..Input::default() }
    }

    #[test]
    fn words_count_once_per_name() {
        let mut world = World::default();
        let operation = "POST /v1.0/account/create";
        assert_eq!(fire(&mut world, operation, &account("Okafor Lostreply")), Some(Effect::LostReply));
        assert_eq!(fire(&mut world, operation, &account("Okafor Lostreply")), None);
        assert_eq!(fire(&mut world, operation, &account("Mensah lostreply")), Some(Effect::LostReply));
        assert_eq!(fire(&mut world, operation, &account("Busybody")), None);
        for _ in 0..3 {
            assert_eq!(fire(&mut world, operation, &account("Refusal")), Some(Effect::Refuse));
        }
    }
}
