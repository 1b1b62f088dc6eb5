//! Rows of the projection, from what Telegent answered.
//!
//! A reading overwrites nothing that was written after it began: while a list is on its way, the journal may change what
//! is in it.

use serde_json::json;
use sqlx::types::Json;
use telegent::{
    Account, Address, DataSettings, DataUsage, MessageRoute, Number, Package, PackageItem, Product, Subscriber,
    Subscription, VoiceRoute,
};

use crate::{Error, db::Tx};

/// When a reading began, by the database's clock; `None` for what Telegent answers to a change, which is the newest there is.
pub type Began = Option<jiff_sqlx::Timestamp>;

fn address(address: &Address) -> Json<serde_json::Value> {
    let part = |p: &Option<String>| p.clone().unwrap_or_default();
    Json(json!({
        "street1": part(&address.street1), "street2": part(&address.street2), "city": part(&address.city),
        "state": part(&address.state), "zip": part(&address.zip),
    }))
}

/// Puts an account in its row.
///
/// # Errors
/// [`Error::Database`].
pub async fn account(tx: &mut Tx, account: &Account, began: Began) -> Result<(), Error> {
    sqlx::query(
        "insert into accounts as t (account_id, name, billing, mailing, read_at)
         values ($1, $2, $3, $4, coalesce($5, clock_timestamp()))
         on conflict (account_id) do update set name = excluded.name, billing = excluded.billing,
           mailing = excluded.mailing, read_at = excluded.read_at
         where t.read_at <= excluded.read_at",
    )
    .bind(&account.account_id)
    .bind(account.account_name.as_deref().unwrap_or(&account.account_id))
    .bind(address(&account.billing_address))
    .bind(address(&account.mailing_address))
    .bind(began)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts a subscriber in its row. The list reply may lack the account; what is known stays.
///
/// # Errors
/// [`Error::Database`].
pub async fn subscriber(
    tx: &mut Tx,
    subscriber: &Subscriber,
    account_id: Option<&str>,
    began: Began,
) -> Result<(), Error> {
    sqlx::query(
        "insert into subscribers as t (subscriber_id, account_id, name, email, role, read_at)
         values ($1, $2, $3, $4, $5, coalesce($6, clock_timestamp()))
         on conflict (subscriber_id) do update set account_id = coalesce(excluded.account_id, t.account_id),
           name = excluded.name, email = excluded.email, role = excluded.role, read_at = excluded.read_at
         where t.read_at <= excluded.read_at",
    )
    .bind(&subscriber.subscriber_id)
    .bind(subscriber.account.as_ref().map(|a| a.account_id.as_str()).or(account_id))
    .bind(subscriber.name.as_deref().unwrap_or_default())
    .bind(subscriber.email.as_deref().unwrap_or_default())
    .bind(subscriber.role.as_ref().map_or("Subscriber", |r| r.as_str()))
    .bind(began)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One route's row.
struct Route<'a> {
    id: &'a str,
    account_id: &'a str,
    kind: &'static str,
    name: Option<&'a str>,
    enabled: Option<bool>,
    inbound_bypass: Option<bool>,
    outbound_bypass: Option<bool>,
    intelligent: Option<bool>,
}

async fn route(tx: &mut Tx, route: Route<'_>, began: Began) -> Result<(), Error> {
    sqlx::query(
        "insert into routes as t (route_id, account_id, kind, name, enabled, inbound_bypass, outbound_bypass, intelligent,
                                  read_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, clock_timestamp()))
         on conflict (route_id) do update set account_id = excluded.account_id, name = excluded.name,
           enabled = excluded.enabled, inbound_bypass = coalesce(excluded.inbound_bypass, t.inbound_bypass),
           outbound_bypass = coalesce(excluded.outbound_bypass, t.outbound_bypass),
           intelligent = coalesce(excluded.intelligent, t.intelligent), read_at = excluded.read_at
         where t.read_at <= excluded.read_at",
    )
    .bind(route.id)
    .bind(route.account_id)
    .bind(route.kind)
    .bind(route.name.unwrap_or(route.id))
    .bind(route.enabled)
    .bind(route.inbound_bypass)
    .bind(route.outbound_bypass)
    .bind(route.intelligent)
    .bind(began)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts a message route in its row.
///
/// # Errors
/// [`Error::Database`].
pub async fn message_route(tx: &mut Tx, account_id: &str, r: &MessageRoute, began: Began) -> Result<(), Error> {
    let row = Route {
        id: &r.message_route_id,
        account_id,
        kind: "message",
        name: r.route_name.as_deref(),
        enabled: r.message_route_enabled,
        inbound_bypass: r.inbound_bypass,
        outbound_bypass: r.outbound_bypass,
        intelligent: r.intelligent_route_enabled,
    };
    route(tx, row, began).await
}

/// Puts a voice route in its row.
///
/// # Errors
/// [`Error::Database`].
pub async fn voice_route(tx: &mut Tx, account_id: &str, r: &VoiceRoute, began: Began) -> Result<(), Error> {
    let row = Route {
        id: &r.call_route_id,
        account_id,
        kind: "voice",
        name: r.route_name.as_deref(),
        enabled: r.route_enabled,
        inbound_bypass: None,
        outbound_bypass: None,
        intelligent: r.intelligent_route_enabled,
    };
    route(tx, row, began).await
}

/// Forgets what is kept under numbers that are another account's now: where 911 was sent, whose locks and pauses they were.
///
/// # Errors
/// [`Error::Database`].
pub async fn strangers(tx: &mut Tx) -> Result<(), Error> {
    for statement in [
        "delete from line_care k using numbers n where n.number = k.number and n.account_id <> k.account_id",
        "delete from port_locks k using numbers n where n.number = k.number and n.account_id <> k.account_id",
        "delete from data_pauses k using numbers n where n.number = k.number and n.account_id <> k.account_id",
    ] {
        sqlx::query(statement).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Puts a number in its row; its account is its subscriber's unless it is given.
///
/// # Errors
/// [`Error::Database`].
pub async fn number(tx: &mut Tx, n: &Number, account_id: Option<&str>, began: Began) -> Result<(), Error> {
    use secrecy::ExposeSecret;
    // A number that gave way to another one is not brought back by a reading that began before.
    sqlx::query(
        "insert into numbers as t (number, account_id, subscriber_id, tnid, order_id, iccid, status, product_type,
                                   message_route, voice_route, lpa, bought_on, read_at, swaps_left, swaps_reset_at)
         select $1, coalesce($2, (select account_id from subscribers where subscriber_id = $3),
                                  (select account_id from routes where route_id = $9)),
                 $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($13, clock_timestamp()), $14, $15
         where not exists (select 1 from number_changes c
                           where c.old_number = $1 and c.changed_at >= coalesce($13, clock_timestamp()))
         on conflict (number) do update set account_id = coalesce(excluded.account_id, t.account_id),
           subscriber_id = excluded.subscriber_id, tnid = coalesce(t.tnid, excluded.tnid),
           order_id = coalesce(excluded.order_id, t.order_id), iccid = coalesce(excluded.iccid, t.iccid),
           status = excluded.status, product_type = coalesce(excluded.product_type, t.product_type),
           message_route = excluded.message_route, voice_route = excluded.voice_route,
           -- The code of an eSIM that was replaced is of no use any more.
           lpa = case when excluded.iccid <> t.iccid then excluded.lpa else coalesce(excluded.lpa, t.lpa) end,
           bought_on = coalesce(excluded.bought_on, t.bought_on), read_at = excluded.read_at,
           swaps_left = coalesce(excluded.swaps_left, t.swaps_left),
           swaps_reset_at = coalesce(excluded.swaps_reset_at, t.swaps_reset_at),
           cancelled_at = case when excluded.status ilike 'cancel%'
             then coalesce(t.cancelled_at, case when t.status not ilike 'cancel%' then excluded.read_at end) end
         where t.read_at <= excluded.read_at",
    )
    .bind(&n.number)
    .bind(account_id)
    .bind(&n.assigned_subscriber_id)
    .bind(&n.tnid)
    .bind(&n.order_id)
    .bind(n.iccid.as_deref().map(|i| i.trim_end_matches(['F', 'f'])))
    .bind(n.status.as_ref().map_or("Active", |s| s.as_str()))
    .bind(n.product_type.as_ref().map(|p| p.as_str()))
    .bind(&n.message_route_id)
    .bind(&n.voice_route_id)
    .bind(n.lpa().map(|lpa| lpa.expose_secret().to_owned()))
    .bind(
        n.original_date_purchased
            .as_ref()
            .and_then(|w| w.at)
            .map(|at| jiff_sqlx::ToSqlx::to_sqlx(at.to_zoned(jiff::tz::TimeZone::UTC).date())),
    )
    .bind(began)
    .bind(n.swaps_remaining.and_then(|left| i32::try_from(left).ok()))
    .bind(n.next_swap_reset_date.as_ref().and_then(|w| w.at).map(jiff_sqlx::ToSqlx::to_sqlx))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts a product in its row.
///
/// # Errors
/// [`Error::Database`].
pub async fn product(tx: &mut Tx, p: &Product) -> Result<(), Error> {
    sqlx::query(
        "insert into products (product_id, sku, description, type, cost_cents, active) values ($1, $2, $3, $4, $5, $6)
         on conflict (product_id) do update set sku = excluded.sku, description = excluded.description,
           type = excluded.type, cost_cents = excluded.cost_cents, active = excluded.active, read_at = now()",
    )
    .bind(&p.product_id)
    .bind(p.sku.as_deref().unwrap_or_default())
    .bind(p.description.as_deref().unwrap_or_default())
    .bind(&p.product_type)
    .bind(p.cost_cents)
    .bind(p.active.unwrap_or(true))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts a package in its row; one without a price is of no use to us and is left out.
///
/// # Errors
/// [`Error::Database`].
pub async fn package(tx: &mut Tx, p: &Package) -> Result<(), Error> {
    let Some(price) = p.price_cents else { return Ok(()) };
    sqlx::query(
        "insert into packages (package_id, name, description, type, price_cents, monthly, active)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (package_id) do update set name = excluded.name,
           description = case when excluded.description = '' then packages.description else excluded.description end,
           type = excluded.type, price_cents = excluded.price_cents, monthly = excluded.monthly,
           active = excluded.active, read_at = now()",
    )
    .bind(&p.package_id)
    .bind(p.package_name.as_deref().unwrap_or(&p.package_id))
    .bind(p.description.as_deref().unwrap_or_default())
    .bind(&p.package_type)
    .bind(price)
    .bind(p.monthly.unwrap_or(true))
    .bind(p.active.unwrap_or(true))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Replaces the items of a package.
///
/// # Errors
/// [`Error::Database`].
pub async fn package_items(tx: &mut Tx, package_id: &str, items: &[PackageItem]) -> Result<(), Error> {
    sqlx::query("delete from package_items where package_id = $1").bind(package_id).execute(&mut **tx).await?;
    for item in items {
        sqlx::query(
            "insert into package_items (package_item_id, package_id, product_id, price_cents, monthly)
             values ($1, $2, $3, $4, $5) on conflict do nothing",
        )
        .bind(&item.package_item_id)
        .bind(package_id)
        .bind(&item.product_id)
        .bind(item.price_cents)
        .bind(item.monthly)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Puts a subscription in its row; its account is its subscriber's.
///
/// # Errors
/// [`Error::Database`].
pub async fn subscription(tx: &mut Tx, s: &Subscription, began: Began) -> Result<(), Error> {
    let (Some(subscriber), Some(package)) = (&s.subscriber_id, &s.package_id) else { return Ok(()) };
    sqlx::query(
        "insert into subscriptions as t (subscription_id, account_id, subscriber_id, tnid, iccid, package_id, active, read_at)
         values ($1, (select account_id from subscribers where subscriber_id = $2), $2, $3, $4, $5, $6,
                 coalesce($7, clock_timestamp()))
         on conflict (subscription_id) do update set account_id = excluded.account_id,
           subscriber_id = excluded.subscriber_id, tnid = excluded.tnid, iccid = excluded.iccid,
           package_id = excluded.package_id, active = excluded.active, read_at = excluded.read_at
         where t.read_at <= excluded.read_at",
    )
    .bind(&s.subscription_id)
    .bind(subscriber)
    .bind(&s.tnid)
    .bind(s.iccid.as_deref().map(|i| i.trim_end_matches(['F', 'f'])))
    .bind(package)
    .bind(s.active.unwrap_or(true))
    .bind(began)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes the data limits of a number.
///
/// # Errors
/// [`Error::Database`].
pub async fn data_settings(tx: &mut Tx, s: &DataSettings, began: Began) -> Result<(), Error> {
    let mb = |value: Option<i64>| value.and_then(|v| i32::try_from(v).ok());
    sqlx::query(
        "insert into data_usage as t (number, account_id, notify_mb, throttle_mb, limit_mb, speed, read_at)
         values ($1, (select account_id from numbers where number = $1), $2, $3, $4, $5, coalesce($6, clock_timestamp()))
         on conflict (number) do update set account_id = excluded.account_id, notify_mb = excluded.notify_mb,
           throttle_mb = excluded.throttle_mb, limit_mb = excluded.limit_mb, speed = excluded.speed,
           read_at = excluded.read_at
         where t.read_at <= excluded.read_at",
    )
    .bind(&s.number)
    .bind(mb(s.notify_value))
    .bind(mb(s.throttle_value))
    .bind(mb(s.limit_value))
    .bind(s.throttle_speed.as_ref().map(|t| t.as_str()))
    .bind(began)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes the data used by a number.
///
/// # Errors
/// [`Error::Database`].
pub async fn data_usage(tx: &mut Tx, u: &DataUsage, began: Began) -> Result<(), Error> {
    let used = u.used.as_ref().and_then(|v| v.bytes).and_then(|b| i64::try_from(b).ok());
    sqlx::query(
        "insert into data_usage as t (number, account_id, used_bytes, behavior, read_at)
         values ($1, (select account_id from numbers where number = $1), $2, $3, coalesce($4, clock_timestamp()))
         on conflict (number) do update set account_id = excluded.account_id, used_bytes = excluded.used_bytes,
           behavior = excluded.behavior, read_at = excluded.read_at
         where t.read_at <= excluded.read_at",
    )
    .bind(&u.number)
    .bind(used)
    .bind(&u.current_behavior)
    .bind(began)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
