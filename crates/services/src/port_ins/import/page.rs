//! How imports stand, for their pages.

use jiff::Timestamp;
use sqlx::{Row as _, postgres::PgRow, types::Json};
use uuid::Uuid;

use super::{Col, Mapping};
use crate::{Actor, Error, db::Tx};

/// Most refused rows a page shows; the table to take along has all.
const SHOWN: i64 = 100;

/// How many rows there are of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub all: i64,
    /// Good ones that are still to be made.
    pub good: i64,
    /// Refused ones.
    pub bad: i64,
    /// Those that became transfers.
    pub made: i64,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: Uuid,
    /// The file's name; empty for what was pasted.
    pub name: String,
    /// How its bytes were read, where that was a guess; else empty.
    pub encoding: String,
    /// Names of the table's columns.
    pub header: Vec<String>,
    /// For each column of ours, which of them it is.
    pub places: Vec<(Col, Option<usize>)>,
    /// Whether its rows have their verdicts.
    pub judged: bool,
    /// When the good rows were asked for.
    pub started_at: Option<Timestamp>,
    /// When all of them were made.
    pub finished_at: Option<Timestamp>,
    /// Who uploaded it.
    pub by: String,
    /// When.
    pub created_at: Timestamp,
    /// How many rows there are of what.
    pub counts: Counts,
}

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its line in the file.
    pub line: i32,
    /// The number, where it is one.
    pub number: Option<String>,
    /// What is wrong.
    pub problem: String,
}

const COLUMNS: &str = "select i.id, i.name, i.encoding, i.header, i.mapping, i.judged_at, i.started_at, i.finished_at,
  i.created_by_name, i.created_at, c.all_rows, c.good, c.bad, c.made from port_imports i
  cross join lateral (
    select count(*) as all_rows, count(*) filter (where state = 'good') as good, count(*) filter (where state = 'bad') as bad,
      count(*) filter (where state = 'made') as made from port_import_rows where import_id = i.id
  ) c ";

fn read(row: &PgRow) -> Result<Import, Error> {
    let time = |name: &str| -> Result<Option<Timestamp>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(name)?.map(jiff_sqlx::Timestamp::to_jiff))
    };
    let Json(words): Json<Vec<String>> = row.try_get("mapping")?;
    let mapping = Mapping::read(&words);
    Ok(Import {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        encoding: row.try_get("encoding")?,
        header: row.try_get::<Json<Vec<String>>, _>("header")?.0,
        places: Col::ALL.map(|col| (col, mapping.place(col))).into(),
        judged: time("judged_at")?.is_some(),
        started_at: time("started_at")?,
        finished_at: time("finished_at")?,
        by: row.try_get("created_by_name")?,
        created_at: time("created_at")?.unwrap_or_default(),
        counts: Counts {
            all: row.try_get("all_rows")?,
            good: row.try_get("good")?,
            bad: row.try_get("bad")?,
            made: row.try_get("made")?,
        },
    })
}

/// An import, with the first of its refused rows.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn get(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<(Import, Vec<ImportRow>), Error> {
    actor.may(domain::Action::ProvisionAccounts)?;
    let mut sql = sqlx::QueryBuilder::<sqlx::Postgres>::new(COLUMNS);
    let row = sql.push("where i.id = ").push_bind(id).build().fetch_one(&mut **tx).await?;
    let bad = sqlx::query(
        "select line, number, problem from port_import_rows where import_id = $1 and state = 'bad' order by line, id limit $2",
    )
    .bind(id)
    .bind(SHOWN)
    .fetch_all(&mut **tx)
    .await?;
    let bad = bad.iter().map(|row| {
        Ok(ImportRow { line: row.try_get("line")?, number: row.try_get("number")?, problem: row.try_get("problem")? })
    });
    Ok((read(&row)?, bad.collect::<Result<_, Error>>()?))
}

/// The newest imports.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn recent(tx: &mut Tx, actor: &Actor) -> Result<Vec<Import>, Error> {
    actor.may(domain::Action::ProvisionAccounts)?;
    let mut sql = sqlx::QueryBuilder::<sqlx::Postgres>::new(COLUMNS);
    sql.push("order by i.created_at desc limit 20");
    sql.build().fetch_all(&mut **tx).await?.iter().map(read).collect()
}
