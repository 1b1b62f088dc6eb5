//! What a wizard may choose from, read from the projection.

use domain::{
    Money,
    wizard::{KnownPerson, Offer, Package, Route},
};
use sqlx::Row;

use crate::{Error, db::Tx};

/// Packages on sale, and what the account (if there is one) already has.
///
/// # Errors
/// [`Error::Database`].
pub async fn offer(tx: &mut Tx, account_id: Option<&str>) -> Result<Offer, Error> {
    let packages = sqlx::query(
        "select package_id, name, description, price_cents, monthly from packages where active order by price_cents, name",
    )
    .fetch_all(&mut **tx)
    .await?
    .iter()
    .map(|row| Package {
        id: row.get("package_id"),
        name: row.get("name"),
        description: row.get("description"),
        price: Money::cents(row.get("price_cents")),
        monthly: row.get("monthly"),
    })
    .collect();
    let Some(account_id) = account_id else { return Ok(Offer { packages, ..Offer::default() }) };
    let routes = sqlx::query("select route_id, kind, name from routes where account_id = $1 order by read_at, name")
        .bind(account_id)
        .fetch_all(&mut **tx)
        .await?;
    let of_kind = |kind: &str| {
        let rows = routes.iter().filter(|row| row.get::<&str, _>("kind") == kind);
        rows.map(|row| Route { id: row.get("route_id"), name: row.get("name") }).collect()
    };
    let people = sqlx::query("select subscriber_id, name, email from subscribers where account_id = $1 order by name")
        .bind(account_id)
        .fetch_all(&mut **tx)
        .await?
        .iter()
        .map(|row| KnownPerson { id: row.get("subscriber_id"), name: row.get("name"), email: row.get("email") })
        .collect();
    let (message_routes, voice_routes) = (of_kind("message"), of_kind("voice"));
    Ok(Offer { packages, message_routes, voice_routes, people, ..Offer::default() })
}
