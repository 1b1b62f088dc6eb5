//! The refused rows as a table to mend and bring again.

use sqlx::{Row as _, types::Json};
use uuid::Uuid;

use super::{Col, Mapping, open};
use crate::{Actor, Error, Vault, db::Tx, port_ins::export::inert};

/// The rows of an import that were refused, cell for cell as they came, with what is wrong. Account numbers and PINs are left
/// out: they do not come out again. The row's id stands for them when the table comes back.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn problems(tx: &mut Tx, vault: &Vault, actor: &Actor, id: Uuid) -> Result<Vec<u8>, Error> {
    actor.may(domain::Action::ProvisionAccounts)?;
    let (Json(header), Json(words)): (Json<Vec<String>>, Json<Vec<String>>) =
        sqlx::query_as("select header, mapping from port_imports where id = $1").bind(id).fetch_one(&mut **tx).await?;
    let mapping = Mapping::read(&words);
    let rows = sqlx::query(
        "select id, sealed, problem from port_import_rows where import_id = $1 and state = 'bad' order by line, id",
    )
    .bind(id)
    .fetch_all(&mut **tx)
    .await?;
    // What the table had of an earlier round is ours, and is written anew.
    let ours = |name: &str| name.eq_ignore_ascii_case(Col::Kept.as_str()) || name.eq_ignore_ascii_case("problem");
    let places: Vec<usize> = (0..header.len()).filter(|at| header.get(*at).is_some_and(|name| !ours(name))).collect();
    let secret = |at: usize| mapping.0.get(at).copied().flatten().is_some_and(Col::is_secret);
    let mut out = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    let broken = |error: csv::Error| Error::Internal(error.into());
    let named = places.iter().filter_map(|at| header.get(*at)).map(String::as_str);
    out.write_record(named.chain([Col::Kept.as_str(), "problem"]).map(|name| inert(name.to_owned())))
        .map_err(broken)?;
    for row in &rows {
        let cells = open(vault, row.try_get("sealed")?).unwrap_or_default();
        let cell = |at: &usize| if secret(*at) { String::new() } else { cells.get(*at).cloned().unwrap_or_default() };
        let own = [row.try_get::<Uuid, _>("id")?.to_string(), row.try_get("problem")?];
        out.write_record(places.iter().map(cell).chain(own).map(inert)).map_err(broken)?;
    }
    out.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))
}
