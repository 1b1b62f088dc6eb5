//! Chains and operations in the database.

use domain::progress::OpState;
use serde_json::{Map, Value};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{Actor, Error, db::Tx};

use super::{Op, live};

/// A chain to be run.
#[derive(Clone, Debug)]
pub struct NewChain {
    /// What kind of request it is.
    pub kind: &'static str,
    /// `Setting up the Mensah family`.
    pub title: String,
    /// The account, when it is there already.
    pub account_id: Option<String>,
    /// Title and operation, in their order.
    pub ops: Vec<(String, Op)>,
}

/// A chain a worker holds.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The worker whose lease it is.
    pub(super) worker: i32,
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) account_id: Option<String>,
    pub(super) actor_id: Uuid,
    pub(super) actor_name: String,
}

/// An operation as stored.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) id: Uuid,
    pub(super) seq: i32,
    pub(super) title: String,
    pub(super) op: Op,
    pub(super) state: OpState,
    pub(super) result: Map<String, Value>,
    pub(super) before: Value,
    /// The answer never came, as against one that said it failed.
    pub(super) lost: bool,
    /// An earlier sending may have done it.
    pub(super) maybe: bool,
    /// A person asked for it to be sent again.
    pub(super) again: bool,
    pub(super) attempts: i32,
    /// Readings since it was last sent, or its answer given up.
    pub(super) reads: i32,
    /// Readings in a row that were not answered.
    pub(super) unheard: i32,
    /// Seconds since it was last sent, or its answer given up.
    pub(super) sent_ago: Option<f64>,
}

/// Writes a chain and its operations; they run once the transaction commits.
///
/// # Errors
/// [`Error::Database`].
pub async fn insert(tx: &mut Tx, actor: &Actor, chain: NewChain) -> Result<Uuid, Error> {
    insert_for(tx, actor.user_id, chain).await
}

/// The same in the name of a person who is not there now.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn insert_for(tx: &mut Tx, user_id: Uuid, chain: NewChain) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    let lock_key = chain.account_id.clone().unwrap_or_else(|| id.to_string());
    write(tx, id, user_id, chain, &lock_key).await?;
    Ok(id)
}

/// Has the one operation of a new chain look first whether the earlier one for that [`Op::ProvisionNumber`]`::courtesy`, of
/// which no answer came, was done after all.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn look_first(tx: &mut Tx, chain: Uuid, earlier: Uuid) -> Result<(), Error> {
    sqlx::query(
        "update operations o set state = 'unknown', maybe = true, again = true, before = e.before
         from operations e
         where o.chain_id = $1 and e.kind = 'provision_number' and e.request->>'courtesy' = $2 and e.maybe",
    )
    .bind(chain)
    .bind(earlier.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The same in a line of its own: it stands behind what carries this key, and not behind all that is asked for the account.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn insert_in_line(tx: &mut Tx, user_id: Uuid, chain: NewChain, lock_key: &str) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    write(tx, id, user_id, chain, lock_key).await?;
    Ok(id)
}

async fn write(tx: &mut Tx, id: Uuid, user_id: Uuid, chain: NewChain, lock_key: &str) -> Result<(), Error> {
    sqlx::query("insert into chains (id, kind, title, actor_id, account_id, lock_key) values ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(chain.kind)
        .bind(&chain.title)
        .bind(user_id)
        .bind(&chain.account_id)
        .bind(lock_key)
        .execute(&mut **tx)
        .await?;
    for (seq, (title, op)) in chain.ops.iter().enumerate() {
        sqlx::query("insert into operations (id, chain_id, seq, kind, title, request) values ($1, $2, $3, $4, $5, $6)")
            .bind(Uuid::now_v7())
            .bind(id)
            .bind(i32::try_from(seq).map_err(anyhow::Error::from)?)
            .bind(op.kind())
            .bind(title)
            .bind(Json(op))
            .execute(&mut **tx)
            .await?;
    }
    live::notify(tx, &live::Event { account: chain.account_id, chain: Some(id), port_in: None }).await
}

/// Every operation of a chain, in order.
pub(super) async fn operations(tx: &mut Tx, chain: Uuid) -> Result<Vec<Operation>, Error> {
    let rows = sqlx::query(
        "select id, seq, title, request, state, result, before, lost, maybe, again, attempts, reads, unheard,
                extract(epoch from now() - sent_at)::float8 as sent_ago
         from operations where chain_id = $1 order by seq",
    )
    .bind(chain)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let state: &str = row.try_get("state")?;
            Ok(Operation {
                id: row.try_get("id")?,
                seq: row.try_get("seq")?,
                title: row.try_get("title")?,
                op: row.try_get::<Json<Op>, _>("request")?.0,
                state: OpState::parse(state).ok_or_else(|| anyhow::anyhow!("operation state {state}"))?,
                result: row.try_get::<Json<Map<String, Value>>, _>("result")?.0,
                before: row.try_get::<Json<Value>, _>("before")?.0,
                lost: row.try_get("lost")?,
                maybe: row.try_get("maybe")?,
                again: row.try_get("again")?,
                attempts: row.try_get("attempts")?,
                reads: row.try_get("reads")?,
                unheard: row.try_get("unheard")?,
                sent_ago: row.try_get("sent_ago")?,
            })
        })
        .collect()
}

/// Moves an operation on; fails when somebody else moved it in the meantime.
pub(super) async fn set_state(tx: &mut Tx, op: &Operation, to: OpState, detail: &str) -> Result<(), Error> {
    if !op.state.may_become(to) {
        return Err(Error::Internal(anyhow::anyhow!("operation may not go from {:?} to {to:?}", op.state)));
    }
    let moved = sqlx::query(
        "update operations set state = $3, detail = $4,
           finished_at = case when $3 in ('done', 'refused') then now() end
         where id = $1 and state = $2",
    )
    .bind(op.id)
    .bind(op.state.as_str())
    .bind(to.as_str())
    .bind(detail)
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 1 { Ok(()) } else { Err(Error::Stale) }
}
