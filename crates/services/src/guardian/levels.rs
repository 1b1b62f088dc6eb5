//! The table of levels, which staff may edit.

use domain::{Action, guardian::LevelTable};
use sqlx::types::Json;

use crate::{
    Actor, Db, Error,
    journal::{Entry, append_activity},
};

/// Puts another table of levels in place. What families have set stays as it is: a level is a way to set switches.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] at `levels` when two of them could not be told apart.
pub async fn set_levels(db: &Db, actor: &Actor, levels: &LevelTable) -> Result<(), Error> {
    actor.may(Action::EditReference)?;
    levels.check().map_err(|fault| Error::field("levels", fault))?;
    let mut tx = db.begin(actor).await?;
    sqlx::query(
        "insert into guardian_levels (levels, changed_by) values ($1, $2)
         on conflict (one) do update set levels = excluded.levels, changed_by = excluded.changed_by, changed_at = now()",
    )
    .bind(Json(levels))
    .bind(&actor.name)
    .execute(&mut *tx)
    .await?;
    let words = |row: &domain::guardian::LevelRow| {
        format!("{}: {}", row.level.label(domain::Lang::En), row.words(domain::Lang::En))
    };
    let detail = levels.0.iter().map(words).collect::<Vec<_>>().join(" ");
    let by = Some((actor.user_id, actor.name.as_str()));
    append_activity(&mut tx, &Entry { account_id: None, actor: by, what: "Levels of texts changed", detail: &detail })
        .await?;
    Ok(tx.commit().await?)
}
