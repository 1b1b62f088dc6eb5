//! What each old carrier wants to know, and where it is found.

use domain::{
    Action, Fault,
    porting::{CarrierHint, Hints},
};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx};

use super::changes::{last, note};

/// A row of hints, for who edits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintRow {
    /// Ours.
    pub id: Uuid,
    /// The row.
    pub hint: CarrierHint,
    /// Staff edited or added it.
    pub edited: bool,
    /// The edit that made it what it is; 0 when nobody edited it.
    pub seen: i64,
}

pub(super) async fn seed(tx: &mut Tx) -> Result<(), Error> {
    for hint in Hints::builtin().0 {
        sqlx::query(
            "insert into carrier_hints (id, carrier, kind, row) values ($1, $2, $3, $4)
             on conflict (carrier, kind) do update set row = excluded.row where not carrier_hints.edited",
        )
        .bind(Uuid::now_v7())
        .bind(&hint.carrier)
        .bind(hint.kind.as_str())
        .bind(Json(&hint))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The hints as they stand; those the portal ships where there are none.
///
/// # Errors
/// [`Error::Database`].
pub async fn hints(tx: &mut Tx) -> Result<Hints, Error> {
    let all: Vec<CarrierHint> = hint_rows(tx).await?.into_iter().map(|row| row.hint).collect();
    Ok(if all.is_empty() { Hints::builtin() } else { Hints(all) })
}

const SELECT: &str = "select h.id, h.row, h.edited, coalesce((select max(c.id) from reference_changes c
    where c.what = 'carrier_hint' and c.key = h.id::text), 0) as seen from carrier_hints h";

/// All rows; those of no carrier in particular last.
///
/// # Errors
/// [`Error::Database`].
pub async fn hint_rows(tx: &mut Tx) -> Result<Vec<HintRow>, Error> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} order by h.carrier = '', lower(h.carrier), h.kind"));
    sqlx::query(sql).fetch_all(&mut **tx).await?.iter().map(read).collect()
}

/// One row.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn hint(tx: &mut Tx, id: Uuid) -> Result<HintRow, Error> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} where h.id = $1"));
    read(&sqlx::query(sql).bind(id).fetch_one(&mut **tx).await?)
}

fn read(row: &sqlx::postgres::PgRow) -> Result<HintRow, Error> {
    Ok(HintRow {
        id: row.try_get("id")?,
        hint: row.try_get::<Json<CarrierHint>, _>("row")?.0,
        edited: row.try_get("edited")?,
        seen: row.try_get("seen")?,
    })
}

/// Saves a row of hints: a known one (its id and the edit the form showed), or a new one. A known row keeps its carrier and
/// kind: numbers are matched by them.
///
/// # Errors
/// [`Error::Invalid`] by field; [`Error::Stale`] when somebody edited it since; [`Error::NotFound`]; [`Error::Forbidden`].
pub async fn save_hint(db: &Db, actor: &Actor, known: Option<(Uuid, i64)>, hint: CarrierHint) -> Result<Uuid, Error> {
    actor.may(Action::EditReference)?;
    let mut hint = hint;
    hint.carrier = hint.carrier.trim().to_owned();
    hint.aliases = hint.aliases.iter().map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect();
    let mut tx = db.begin(actor).await?;
    sqlx::query("lock table carrier_hints in share row exclusive mode").execute(&mut *tx).await?;
    let all = hint_rows(&mut tx).await?;
    let before = match known {
        Some((id, seen)) => {
            let row = all.iter().find(|row| row.id == id).ok_or(Error::NotFound)?;
            if seen != last(&mut tx, "carrier_hint", &id.to_string()).await? {
                return Err(Error::Stale);
            }
            (hint.carrier, hint.kind) = (row.hint.carrier.clone(), row.hint.kind);
            Some(row)
        }
        None => None,
    };
    let mut faults = hint.check();
    if before.is_none() && hint.carrier.is_empty() {
        faults.add("carrier", Fault::Missing);
    }
    let same = |row: &&_| row_is_of(row, &hint);
    if before.is_none() && all.iter().any(|row| same(&row)) {
        faults.add("carrier", Fault::KeyTaken);
    }
    faults.into_result().map_err(Error::Invalid)?;
    if let Some(row) = before.filter(|row| row.hint == hint) {
        return Ok(row.id);
    }
    let id = before.map_or_else(Uuid::now_v7, |row| row.id);
    sqlx::query(
        "insert into carrier_hints (id, carrier, kind, row, edited) values ($1, $2, $3, $4, true)
         on conflict (carrier, kind) do update set row = excluded.row, edited = true",
    )
    .bind(id)
    .bind(&hint.carrier)
    .bind(hint.kind.as_str())
    .bind(Json(&hint))
    .execute(&mut *tx)
    .await?;
    note(&mut tx, actor, "carrier_hint", &id.to_string(), before.map(|row| &row.hint), &hint).await?;
    tx.commit().await?;
    Ok(id)
}

fn row_is_of(row: &HintRow, hint: &CarrierHint) -> bool {
    row.hint.kind == hint.kind && row.hint.carrier.eq_ignore_ascii_case(&hint.carrier)
}
