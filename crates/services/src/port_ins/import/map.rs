//! Naming a table's columns, and the verdict on every row that follows.

use std::collections::{BTreeMap, HashMap};

use domain::{Action, Fault, FieldErrors, Fields, wizard::MAX_PORTS};
use sqlx::{Row as _, types::Json};
use uuid::Uuid;

use super::{Col, Mapping, Row, hold, judge, open, seal};
use crate::{Actor, Db, Error, Vault, db::Tx};

/// Names the columns of an import and judges its rows. `fields` has for each column of ours, as `col.number` …, the place of
/// the table's column, counted from 0. Nothing is sent. It can be done again until the import is started.
///
/// # Errors
/// [`Error::Invalid`] at `col.…`; [`Error::Stale`] for one that is started or gone; [`Error::Forbidden`].
pub async fn map(db: &Db, vault: &Vault, actor: &Actor, id: Uuid, fields: &Fields) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let (header, _) = hold(&mut tx, id).await?;
    let mapping = chosen(header.len(), fields).map_err(Error::Invalid)?;
    let mut rows = rows(&mut tx, vault, id).await?;
    fill_in(&mut tx, vault, &mapping, &mut rows).await?;
    let judged = judge::judge(&mut tx, &mapping, &rows).await?;
    let mut groups: HashMap<Vec<u8>, (i32, usize)> = HashMap::new();
    let mut last = 0;
    let mut written = Written::default();
    for (row, judged) in rows.iter().zip(judged) {
        let group = judged.ready.as_ref().ok().map(|ready| {
            let (group, size) = groups.entry(ready.key.clone()).or_default();
            if *size % MAX_PORTS == 0 {
                last += 1;
                *group = last;
            }
            *size += 1;
            *group
        });
        written.add(row, judged, group);
    }
    written.save(&mut tx).await?;
    sqlx::query("update port_imports set mapping = $2, judged_at = now() where id = $1")
        .bind(id)
        .bind(Json(mapping.words()))
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// The mapping a form asks for.
fn chosen(columns: usize, fields: &Fields) -> Result<Mapping, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut mapping = vec![None; columns];
    for col in Col::ALL {
        let name = format!("col.{}", col.as_str());
        match fields.get(&name) {
            "" if col.optional() => {}
            "" => errors.add(name, Fault::Missing),
            raw => match raw.parse::<usize>().ok().and_then(|at| mapping.get_mut(at)) {
                Some(place @ None) => *place = Some(col),
                Some(Some(_)) => errors.add(
                    name,
                    Fault::Upstream {
                        message: "This column of the table was chosen for something else already.".into(),
                    },
                ),
                None => errors.add(name, Fault::Choice),
            },
        }
    }
    let mapping = Mapping(mapping);
    if errors.is_empty() && mapping.place(Col::Email).is_none() && mapping.place(Col::Person).is_none() {
        errors.add("col.email", Fault::Missing);
    }
    errors.into_result().map(|()| mapping)
}

/// The rows of an import that are not made yet, opened. One that cannot be opened has no cells, and is judged so.
async fn rows(tx: &mut Tx, vault: &Vault, import: Uuid) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query("select id, sealed from port_import_rows where import_id = $1 order by line, id")
        .bind(import)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter()
        .map(|row| {
            let cells = open(vault, row.try_get("sealed")?).unwrap_or_default();
            Ok(Row { id: row.try_get("id")?, cells })
        })
        .collect()
}

/// Fills the account number and PIN of rows that were refused before from what was kept of them: the file they came back in
/// has neither.
async fn fill_in(tx: &mut Tx, vault: &Vault, mapping: &Mapping, rows: &mut [Row]) -> Result<(), Error> {
    let kept = |row: &Row| Uuid::parse_str(mapping.cell(&row.cells, Col::Kept)).ok();
    let wanted: Vec<Uuid> = rows.iter().filter_map(kept).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let found = sqlx::query(
        "select r.id, r.sealed, i.mapping from port_import_rows r join port_imports i on i.id = r.import_id
         where r.id = any($1) and r.sealed is not null",
    )
    .bind(&wanted)
    .fetch_all(&mut **tx)
    .await?;
    let mut secrets: BTreeMap<Uuid, Vec<(Col, String)>> = BTreeMap::new();
    for row in &found {
        let Json(words): Json<Vec<String>> = row.try_get("mapping")?;
        let (before, cells) = (Mapping::read(&words), open(vault, row.try_get("sealed")?).unwrap_or_default());
        let own = [Col::AccountNumber, Col::Pin].map(|col| (col, before.cell(&cells, col).to_owned()));
        secrets.insert(row.try_get("id")?, own.into());
    }
    let (mut ids, mut sealed) = (Vec::new(), Vec::new());
    for row in rows {
        let Some(own) = kept(row).and_then(|id| secrets.get(&id)) else { continue };
        for (col, value) in own {
            let place = mapping.place(*col).and_then(|at| row.cells.get_mut(at));
            if let Some(cell) = place.filter(|cell| cell.trim().is_empty()) {
                cell.clone_from(value);
            }
        }
        ids.push(row.id);
        sealed.push(seal(vault, &row.cells)?);
    }
    sqlx::query(
        "update port_import_rows r set sealed = u.sealed from unnest($1::uuid[], $2::bytea[]) as u(id, sealed)
         where r.id = u.id",
    )
    .bind(&ids)
    .bind(&sealed)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Verdicts on their way into the database.
#[derive(Default)]
pub(super) struct Written {
    ids: Vec<Uuid>,
    states: Vec<&'static str>,
    problems: Vec<String>,
    numbers: Vec<Option<String>>,
    accounts: Vec<Option<String>>,
    groups: Vec<Option<i32>>,
}

impl Written {
    pub(super) fn add(&mut self, row: &Row, judged: judge::Judged, group: Option<i32>) {
        self.ids.push(row.id);
        self.states.push(if judged.ready.is_ok() { "good" } else { "bad" });
        self.problems.push(judged.ready.err().unwrap_or_default());
        self.numbers.push(judged.number);
        self.accounts.push(judged.account_id);
        self.groups.push(group);
    }

    pub(super) async fn save(&self, tx: &mut Tx) -> Result<(), Error> {
        sqlx::query(
            "update port_import_rows r
             set state = u.state, problem = u.problem, number = u.number, account_id = u.account_id, group_no = u.group_no
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
               as u(id, state, problem, number, account_id, group_no)
             where r.id = u.id",
        )
        .bind(&self.ids)
        .bind(&self.states)
        .bind(&self.problems)
        .bind(&self.numbers)
        .bind(&self.accounts)
        .bind(&self.groups)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
