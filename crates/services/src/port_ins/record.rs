//! A port-in's row, as the engine works with it.

use std::collections::BTreeMap;

use domain::{
    DataLimits,
    porting::{NumberKind, PortState},
};
use jiff::{Timestamp, civil::Date};
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{Error, db::Tx, journal::PostalAddress};

/// Everything that is sent, read and decided by.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) id: Uuid,
    pub(crate) account_id: String,
    /// E.164 with plus.
    pub(crate) number: String,
    pub(crate) state: PortState,
    pub(crate) raw_status: Option<String>,
    pub(crate) raw_message: Option<String>,
    pub(crate) reasons: Vec<String>,
    pub(crate) unrecognised: bool,
    pub(crate) stuck: bool,
    pub(crate) update_error: Option<String>,
    pub(crate) cancel_error: Option<String>,
    pub(crate) carrier: String,
    pub(crate) kind: NumberKind,
    pub(crate) holder: String,
    pub(crate) billing: PostalAddress,
    pub(crate) pin_made: Option<Date>,
    pub(crate) wanted_date: Option<Date>,
    pub(crate) person: String,
    pub(crate) subscriber_id: Option<String>,
    pub(crate) message_route: Option<String>,
    pub(crate) voice_route: Option<String>,
    pub(crate) iccid: Option<String>,
    pub(crate) package_id: String,
    pub(crate) limits: DataLimits,
    pub(crate) e911: PostalAddress,
    pub(crate) order_id: Option<String>,
    /// The id an event named: read before it is believed.
    pub(crate) heard_order: Option<String>,
    pub(crate) chain_id: Option<Uuid>,
    /// Whether the chain is still at work.
    pub(crate) busy: bool,
    pub(crate) tries: BTreeMap<String, u32>,
    pub(crate) read_at: Option<Timestamp>,
    pub(crate) written_at: Option<Timestamp>,
    pub(crate) state_since: Timestamp,
    pub(crate) sent_at: Option<Timestamp>,
    pub(crate) ended: bool,
}

const COLUMNS: &str = "p.id, p.account_id, p.number, p.state, p.raw_status, p.raw_message, p.reasons, p.unrecognised,
  p.stuck, p.update_error, p.cancel_error, p.carrier, p.kind, p.holder, p.billing, p.pin_made, p.wanted_date,
  p.person, p.subscriber_id, p.message_route, p.voice_route, p.iccid, p.package_id, p.limits, p.e911, p.order_id,
  p.heard_order, p.chain_id, p.tries, p.read_at, p.written_at, p.state_since, p.sent_at,
  p.ended_at is not null as ended,
  exists (select 1 from chains c where c.id = p.chain_id and c.finished_at is null) as busy";

/// Reads a row and keeps others from it until the transaction ends.
///
/// # Errors
/// [`Error::NotFound`] also for other families'.
pub(crate) async fn lock(tx: &mut Tx, id: Uuid) -> Result<Record, Error> {
    let sql = format!("select {COLUMNS} from port_ins p where p.id = $1 for update of p");
    read(&sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_one(&mut **tx).await?)
}

/// Reads a row.
///
/// # Errors
/// [`Error::NotFound`] also for other families'.
pub(crate) async fn get(tx: &mut Tx, id: Uuid) -> Result<Record, Error> {
    let sql = format!("select {COLUMNS} from port_ins p where p.id = $1");
    read(&sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_one(&mut **tx).await?)
}

fn read(row: &PgRow) -> Result<Record, Error> {
    let at = |column: &str| -> Result<Option<Timestamp>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(column)?.map(|at| at.to_jiff()))
    };
    let day = |column: &str| -> Result<Option<Date>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Date>, _>(column)?.map(|day| day.to_jiff()))
    };
    let (state, kind): (&str, &str) = (row.try_get("state")?, row.try_get("kind")?);
    Ok(Record {
        id: row.try_get("id")?,
        account_id: row.try_get("account_id")?,
        number: row.try_get("number")?,
        state: PortState::parse(state).ok_or_else(|| anyhow::anyhow!("port-in state {state}"))?,
        raw_status: row.try_get("raw_status")?,
        raw_message: row.try_get("raw_message")?,
        reasons: row.try_get("reasons")?,
        unrecognised: row.try_get("unrecognised")?,
        stuck: row.try_get("stuck")?,
        update_error: row.try_get("update_error")?,
        cancel_error: row.try_get("cancel_error")?,
        carrier: row.try_get("carrier")?,
        kind: NumberKind::parse(kind).ok_or_else(|| anyhow::anyhow!("kind of number {kind}"))?,
        holder: row.try_get("holder")?,
        billing: row.try_get::<Json<PostalAddress>, _>("billing")?.0,
        pin_made: day("pin_made")?,
        wanted_date: day("wanted_date")?,
        person: row.try_get("person")?,
        subscriber_id: row.try_get("subscriber_id")?,
        message_route: row.try_get("message_route")?,
        voice_route: row.try_get("voice_route")?,
        iccid: row.try_get("iccid")?,
        package_id: row.try_get("package_id")?,
        limits: row.try_get::<Json<DataLimits>, _>("limits")?.0,
        e911: row.try_get::<Json<PostalAddress>, _>("e911")?.0,
        order_id: row.try_get("order_id")?,
        heard_order: row.try_get("heard_order")?,
        chain_id: row.try_get("chain_id")?,
        busy: row.try_get("busy")?,
        tries: row.try_get::<Json<BTreeMap<String, u32>>, _>("tries")?.0,
        read_at: at("read_at")?,
        written_at: at("written_at")?,
        state_since: at("state_since")?.unwrap_or_default(),
        sent_at: at("sent_at")?,
        ended: row.try_get("ended")?,
    })
}
