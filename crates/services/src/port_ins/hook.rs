//! Events that Telegent sends of orders. Nothing in them is signed: they say which order to read, never what it is.

use serde_json::Value;

use crate::{Db, Error, db::Tx, journal::Op};

use super::history;

/// The purpose of the token by which Telegent shows that it is Telegent.
pub const HOOK: &str = "orders";

/// What an event named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The order's id.
    pub order_id: Option<String>,
    /// Its numbers, E.164.
    pub numbers: Vec<String>,
}

impl Heard {
    /// From an event in whatever shape: its payload is not documented.
    pub fn read(event: &Value) -> Self {
        let find = |name: &str| {
            event.as_object().and_then(|o| o.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))).map(|(_, v)| v)
        };
        let order_id = find("OrderId").and_then(Value::as_str).filter(|id| id.len() <= 200).map(str::to_owned);
        let one = ["PhoneNumber", "Number"].iter().find_map(|name| find(name));
        let many = find("PhoneNumbersOrdered").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
        let number = |row: &Value| row.as_str().or_else(|| row.get("Number")?.as_str()).map(str::to_owned);
        let numbers = one.into_iter().chain(many).filter_map(number).filter(|n| n.len() <= 20).take(100).collect();
        Self { order_id, numbers }
    }
}

/// Has the port-ins of an event read at once. Knows nothing of other orders, and says so to nobody.
///
/// # Errors
/// [`Error::Database`].
pub async fn heard(db: &Db, heard: &Heard) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    let rows: Vec<(uuid::Uuid, String)> = sqlx::query_as(
        "update port_ins set next_poll_at = least(next_poll_at, now()),
           heard_order = case when order_id is null then coalesce($1, heard_order) else heard_order end
         where ended_at is null and (order_id = $1 or (order_id is null and number = any($2)))
         returning id, account_id",
    )
    .bind(&heard.order_id)
    .bind(&heard.numbers)
    .fetch_all(&mut *tx)
    .await?;
    for (id, account_id) in rows {
        history::again(&mut tx, id, &account_id, "heard").await?;
    }
    Ok(tx.commit().await?)
}

/// The order an event named while an operation's answer was lost.
pub(crate) async fn heard_order(tx: &mut Tx, op: &Op) -> Result<Option<String>, Error> {
    let Op::SubmitPortIn { port_in, .. } = op else { return Ok(None) };
    let heard = sqlx::query_scalar("select heard_order from port_ins where id = $1");
    Ok(heard.bind(port_in).fetch_optional(&mut **tx).await?.flatten())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_event_in_any_shape_names_its_order() {
        let full = json!({ "Event": "Order_Update", "orderId": "JNOID-1", "PhoneNumbersOrdered": [{ "Number": "+14155550100" }] });
        let expected = Heard { order_id: Some("JNOID-1".into()), numbers: vec!["+14155550100".into()] };
        assert_eq!(Heard::read(&full), expected);
        assert_eq!(Heard::read(&json!({ "OrderId": "JNOID-1", "PhoneNumber": "+14155550100" })), expected);
        for odd in [json!(null), json!([1]), json!("x"), json!({ "OrderId": 7, "PhoneNumbersOrdered": "x" })] {
            assert_eq!(Heard::read(&odd), Heard::default(), "{odd}");
        }
    }
}
