//! What staff do about a request.

use domain::{Action, Fault, FieldErrors, fields::text};
use sqlx::Row;
use uuid::Uuid;

use super::State;
use crate::{Actor, Db, Error, db::Tx};

/// Most characters of a note, and of what is told.
const MOST: u16 = 2_000;

/// A change of state, as a form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The word of the state.
    pub state: String,
    /// What who asked reads beside it.
    pub told: String,
    /// The version the form was made from.
    pub version: i32,
}

/// Moves a request to a state; who does it works on it from then on. A refusal says why, and what waits says for what.
///
/// # Errors
/// [`Error::Invalid`] at `state` or `told`; [`Error::Stale`] when somebody else changed it meanwhile; [`Error::NotFound`],
/// [`Error::Forbidden`].
pub async fn turn(db: &Db, actor: &Actor, id: Uuid, turn: &Turn) -> Result<(), Error> {
    actor.may(Action::HandleSeparations)?;
    let mut errors = FieldErrors::default();
    let state = State::parse(&turn.state).filter(|state| *state != State::New);
    let state = errors.take("state", state.ok_or(Fault::Choice));
    let told = turn.told.replace("\r\n", "\n").replace(['\r', '\n', '\t'], " ");
    let told = match state {
        Some(State::Waiting | State::Refused) => errors.take("told", text(&told, MOST)),
        _ if told.trim().is_empty() => Some(String::new()),
        _ => errors.take("told", text(&told, MOST)),
    };
    let (Some(state), Some(told)) = (state, told) else { return Err(Error::Invalid(errors)) };
    let mut tx = db.begin(actor).await?;
    let row = sqlx::query("select version from separation_requests where id = $1 for update")
        .bind(id)
        .fetch_one(&mut *tx)
        .await?;
    if row.try_get::<i32, _>("version")? != turn.version {
        return Err(Error::Stale);
    }
    sqlx::query(
        "update separation_requests set state = $2, told = $3, worker_id = $4, worker_name = $5, version = version + 1,
           closed_at = case when $6 then coalesce(closed_at, now()) end
         where id = $1",
    )
    .bind(id)
    .bind(state.as_str())
    .bind(&told)
    .bind(actor.user_id)
    .bind(&actor.name)
    .bind(state.is_closed())
    .execute(&mut *tx)
    .await?;
    record(&mut tx, actor, id, Some(state), &told).await?;
    Ok(tx.commit().await?)
}

/// Keeps a note that staff alone read.
///
/// # Errors
/// [`Error::Invalid`] at `text`; [`Error::NotFound`], [`Error::Forbidden`].
pub async fn note(db: &Db, actor: &Actor, id: Uuid, words: &str) -> Result<(), Error> {
    actor.may(Action::HandleSeparations)?;
    let words = text(&words.replace(['\r', '\n', '\t'], " "), MOST).map_err(|fault| Error::field("text", fault))?;
    let mut tx = db.begin(actor).await?;
    sqlx::query("select 1 from separation_requests where id = $1").bind(id).fetch_one(&mut *tx).await?;
    record(&mut tx, actor, id, None, &words).await?;
    Ok(tx.commit().await?)
}

async fn record(tx: &mut Tx, actor: &Actor, id: Uuid, state: Option<State>, words: &str) -> Result<(), Error> {
    sqlx::query("insert into separation_events (request_id, by_id, by_name, state, text) values ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(actor.user_id)
        .bind(&actor.name)
        .bind(state.map(State::as_str))
        .bind(words)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
