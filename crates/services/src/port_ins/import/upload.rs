//! Taking a table in.

use domain::Action;
use sqlx::types::Json;
use uuid::Uuid;

use super::{columns, seal, table};
use crate::{Actor, Db, Error, Vault};

/// Takes a table in: its columns are guessed, its rows are sealed, and the file is forgotten. `name` is the file's; empty
/// for what was pasted.
///
/// # Errors
/// [`Error::Invalid`] at `file` for what is no table, or too much of one; [`Error::Forbidden`].
pub async fn upload(db: &Db, vault: &Vault, actor: &Actor, name: &str, bytes: &[u8]) -> Result<Uuid, Error> {
    actor.may(Action::ProvisionAccounts)?;
    let table = table::read(bytes).map_err(|fault| Error::field("file", fault))?;
    let mapping = columns::guess(&table.header);
    let id = Uuid::now_v7();
    let (mut ids, mut lines, mut sealed) = (Vec::new(), Vec::new(), Vec::new());
    for (line, cells) in &table.rows {
        ids.push(Uuid::now_v7());
        lines.push(*line);
        sealed.push(seal(vault, cells)?);
    }
    let mut tx = db.begin(actor).await?;
    sqlx::query(
        "insert into port_imports (id, name, encoding, header, mapping, created_by, created_by_name)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(name.chars().filter(|c| !c.is_control()).take(120).collect::<String>())
    .bind(table.encoding)
    .bind(Json(&table.header))
    .bind(Json(mapping.words()))
    .bind(actor.user_id)
    .bind(&actor.name)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into port_import_rows (id, import_id, line, sealed)
         select u.id, $1, u.line, u.sealed from unnest($2::uuid[], $3::int[], $4::bytea[]) as u(id, line, sealed)",
    )
    .bind(id)
    .bind(&ids)
    .bind(&lines)
    .bind(&sealed)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(id)
}
