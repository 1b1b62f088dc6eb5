//! What refusals of old carriers mean.

use domain::{
    Action, Fault,
    porting::{Catalogue, Refusal},
};
use jiff::Timestamp;
use sqlx::{Row, types::Json};

use crate::{Actor, Db, Error, db::Tx};

use super::changes::{last, note};

/// A row of the catalogue, for who edits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalRow {
    /// The row.
    pub refusal: Refusal,
    /// Staff edited or added it.
    pub edited: bool,
    /// The edit that made it what it is; 0 when nobody edited it.
    pub seen: i64,
}

/// A refusal nobody has a row for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// As it came.
    pub message: String,
    /// On how many port-ins.
    pub times: u64,
    /// When it was read last.
    pub last_at: Option<Timestamp>,
    /// Old carriers it came from.
    pub carriers: Vec<String>,
}

pub(super) async fn seed(tx: &mut Tx) -> Result<(), Error> {
    for (position, refusal) in (0_i32..).zip(Catalogue::builtin().0) {
        sqlx::query(
            "insert into refusals (key, position, row) values ($1, $2, $3)
             on conflict (key) do update set position = excluded.position, row = excluded.row where not refusals.edited",
        )
        .bind(&refusal.key)
        .bind(position)
        .bind(Json(&refusal))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The catalogue as it stands; what the portal ships where a row cannot be read.
///
/// # Errors
/// [`Error::Database`].
pub async fn catalogue(tx: &mut Tx) -> Result<Catalogue, Error> {
    let rows = refusals(tx).await?;
    let all: Vec<Refusal> = rows.into_iter().map(|row| row.refusal).collect();
    Ok(if all.is_empty() { Catalogue::builtin() } else { Catalogue(all) })
}

const SELECT: &str = "select r.row, r.edited, coalesce((select max(c.id) from reference_changes c
    where c.what = 'refusal' and c.key = r.key), 0) as seen from refusals r";

/// All rows, in the order in which they are looked through.
///
/// # Errors
/// [`Error::Database`].
pub async fn refusals(tx: &mut Tx) -> Result<Vec<RefusalRow>, Error> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} order by r.position, r.key"));
    sqlx::query(sql).fetch_all(&mut **tx).await?.iter().map(read).collect()
}

/// One row.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn refusal(tx: &mut Tx, key: &str) -> Result<RefusalRow, Error> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} where r.key = $1"));
    read(&sqlx::query(sql).bind(key).fetch_one(&mut **tx).await?)
}

fn read(row: &sqlx::postgres::PgRow) -> Result<RefusalRow, Error> {
    Ok(RefusalRow {
        refusal: row.try_get::<Json<Refusal>, _>("row")?.0,
        edited: row.try_get("edited")?,
        seen: row.try_get("seen")?,
    })
}

/// Saves a row; one whose key is new stands before `unknown`, which is looked at last. `seen` is the edit the form showed,
/// `None` for a new row.
///
/// # Errors
/// [`Error::Invalid`] by field; [`Error::Stale`] when somebody edited it since; [`Error::NotFound`]; [`Error::Forbidden`].
pub async fn save_refusal(db: &Db, actor: &Actor, seen: Option<i64>, refusal: Refusal) -> Result<(), Error> {
    actor.may(Action::EditReference)?;
    let mut refusal = refusal;
    refusal.codes = words(refusal.codes).into_iter().map(|code| code.to_uppercase()).collect();
    refusal.phrases = words(refusal.phrases);
    let mut faults = refusal.check();
    let mut tx = db.begin(actor).await?;
    sqlx::query("lock table refusals in share row exclusive mode").execute(&mut *tx).await?;
    let all = refusals(&mut tx).await?;
    let before = all.iter().find(|row| row.refusal.key == refusal.key);
    match (seen, before) {
        (None, Some(_)) => faults.add("key", Fault::KeyTaken),
        (Some(_), None) => return Err(Error::NotFound),
        (Some(seen), Some(_)) if seen != last(&mut tx, "refusal", &refusal.key).await? => return Err(Error::Stale),
        _ => {}
    }
    // A code that means two things means nothing.
    let mut others = all.iter().map(|row| &row.refusal).filter(|other| other.key != refusal.key);
    if let Some(other) = others.find(|other| other.codes.iter().any(|code| refusal.codes.contains(code))) {
        let message = actor.language.pick_string(
            || format!("One of these codes stands in the row {} already.", other.key),
            || format!("Uno de estos códigos ya está en la fila {}.", other.key),
        );
        faults.add("codes", Fault::Upstream { message });
    }
    faults.into_result().map_err(Error::Invalid)?;
    if before.is_some_and(|row| row.refusal == refusal) {
        return Ok(());
    }
    sqlx::query(
        "insert into refusals (key, position, row, edited)
         values ($1, coalesce((select position from refusals where key = 'unknown'), 1000), $2, true)
         on conflict (key) do update set row = excluded.row, edited = true",
    )
    .bind(&refusal.key)
    .bind(Json(&refusal))
    .execute(&mut *tx)
    .await?;
    note(&mut tx, actor, "refusal", &refusal.key, before.map(|row| &row.refusal), &refusal).await?;
    Ok(tx.commit().await?)
}

/// Without empty ones, each once.
fn words(raw: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(raw.len());
    for word in raw.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        if !out.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            out.push(word.to_owned());
        }
    }
    out
}

/// Refusals of the last half year that no row of the catalogue fits, the most frequent first.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Database`].
pub async fn unknown_refusals(tx: &mut Tx, actor: &Actor) -> Result<Vec<Refused>, Error> {
    actor.may(Action::EditReference)?;
    let rows = sqlx::query(
        "select raw_message, count(*) as times, max(read_at) as last_at, array_agg(distinct carrier order by carrier) as carriers
         from port_ins
         where reasons @> '{unknown}' and coalesce(raw_message, '') <> '' and created_at > now() - interval '6 months'
         group by raw_message order by times desc, raw_message limit 50",
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Refused {
                message: row.try_get("raw_message")?,
                times: u64::try_from(row.try_get::<i64, _>("times")?).unwrap_or(0),
                last_at: row.try_get::<Option<jiff_sqlx::Timestamp>, _>("last_at")?.map(|at| at.to_jiff()),
                carriers: row.try_get("carriers")?,
            })
        })
        .collect()
}
