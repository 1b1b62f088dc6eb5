//! Numbers brought over in bulk: a table is uploaded, its columns are named, every row gets its verdict before anything is
//! sent, and the good ones go out in the background, a few accounts at a time.
//!
//! The table itself is stored nowhere: each row is sealed whole, for its account number and PIN are somebody's secrets.

mod columns;
mod judge;
mod known;
mod map;
mod page;
mod problems;
mod run;
mod table;
mod upload;

pub use columns::Col;
pub use map::map;
pub use page::{Counts, Import, ImportRow, get, recent};
pub use problems::problems;
pub use run::{discard, forget_old, next, start};
pub use table::{MOST_BYTES, MOST_ROWS};
pub use upload::upload;

use sqlx::types::Json;
use uuid::Uuid;

use crate::{Error, Vault, db::Tx};

/// A row of a table, opened.
struct Row {
    id: Uuid,
    cells: Vec<String>,
}

/// What each column is to us, by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Mapping(Vec<Option<Col>>);

impl Mapping {
    fn read(words: &[String]) -> Self {
        Self(words.iter().map(|word| Col::parse(word)).collect())
    }

    fn words(&self) -> Vec<&'static str> {
        self.0.iter().map(|col| col.map_or("", Col::as_str)).collect()
    }

    fn place(&self, col: Col) -> Option<usize> {
        self.0.iter().position(|c| *c == Some(col))
    }

    /// What a row has in a column of ours; nothing where the table has no such column.
    fn cell<'a>(&self, cells: &'a [String], col: Col) -> &'a str {
        self.place(col).and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }
}

/// The names and the mapping of an import that nobody else changes meanwhile.
async fn hold(tx: &mut Tx, id: Uuid) -> Result<(Vec<String>, Mapping), Error> {
    let (Json(header), Json(words)): (Json<Vec<String>>, Json<Vec<String>>) =
        sqlx::query_as("select header, mapping from port_imports where id = $1 and started_at is null for update")
            .bind(id)
            .fetch_optional(&mut **tx)
            .await?
            .ok_or(Error::Stale)?;
    Ok((header, Mapping::read(&words)))
}

fn open(vault: &Vault, sealed: Option<Vec<u8>>) -> Option<Vec<String>> {
    use secrecy::ExposeSecret;

    let plain = vault.open(&sealed?)?;
    serde_json::from_str(plain.expose_secret()).ok()
}

fn seal(vault: &Vault, cells: &[String]) -> Result<Vec<u8>, Error> {
    vault.seal(&serde_json::to_string(cells).map_err(anyhow::Error::from)?.into())
}
