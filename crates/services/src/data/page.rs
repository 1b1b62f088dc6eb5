//! How a line stands with its data, for its page.

use domain::{Care, Renewal};
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{
    Actor, Error,
    accounts::{self, DataAge, Line, LineStatus},
    db::Tx,
};

/// A line whose data somebody may change.
#[derive(Clone, Debug)]
pub struct DataPage {
    /// Whose account it is.
    pub account_id: String,
    /// The line; its marks are those it has while nobody stops it.
    pub line: Line,
    /// Other lines of the account that the reader may set as well.
    pub others: Vec<Line>,
    /// The renewal that was set here last.
    pub renewal: Option<RenewalSet>,
    /// What was changed last, line by line.
    pub last: Option<Round>,
    /// How old what is known is.
    pub age: DataAge,
}

/// A renewal that was set here; the network cannot be asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalSet {
    /// What was set.
    pub renewal: Renewal,
    /// By whom.
    pub by: String,
    /// When the network took it.
    pub at: Timestamp,
}

/// What was changed in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// `limits`, `renewal`, `new_cycle`, `pause` or `resume`.
    pub act: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Each line's.
    pub lines: Vec<Verdict>,
}

/// What became of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// E.164.
    pub number: String,
    /// Whose; may be empty.
    pub person: String,
    /// What became of it.
    pub state: VerdictState,
}

/// What became of a line's change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictState {
    /// The network is being asked, or what it did is being found out.
    Sending,
    /// Kept until data goes on.
    Kept,
    /// Set.
    Done,
    /// Refused, in the network's words.
    Refused(String),
}

impl Round {
    /// Whether something is still on its way.
    pub fn is_open(&self) -> bool {
        self.lines.iter().any(|line| line.state == VerdictState::Sending)
    }
}

/// How a line stands with its data.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or whose limits the actor may not set.
pub async fn page(tx: &mut Tx, actor: &Actor, number: &str) -> Result<DataPage, Error> {
    let accounts::Reached { account_id, line, age } = accounts::reached(tx, actor, number, Care::Limits).await?;
    let mut others = Vec::new();
    for other in accounts::lines_of(tx, &account_id).await? {
        let Some(person) = &other.person else { continue };
        if other.number != line.number
            && other.status != LineStatus::Cancelled
            && accounts::reaches_person(tx, actor, &account_id, &person.id, Care::Limits).await?
        {
            others.push(other);
        }
    }
    let renewal = renewal_of(tx, &account_id, number).await?;
    let last = last(tx, &account_id, number, &others).await?;
    Ok(DataPage { account_id, line, others, renewal, last, age })
}

/// The renewal that was set last for a line, and taken.
///
/// # Errors
/// [`Error::Database`].
pub async fn renewal_of(tx: &mut Tx, account_id: &str, number: &str) -> Result<Option<RenewalSet>, Error> {
    let row = sqlx::query(
        "select wanted, actor_name, settled_at from data_changes
         where account_id = $1 and number = $2 and act = 'renewal' and state = 'done' order by id desc limit 1",
    )
    .bind(account_id)
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(RenewalSet {
            renewal: row.try_get::<Json<Renewal>, _>("wanted")?.0,
            by: row.try_get("actor_name")?,
            at: row.try_get::<jiff_sqlx::Timestamp, _>("settled_at")?.to_jiff(),
        })
    })
    .transpose()
}

/// What was done last to a line, and to the others with it as far as the reader may see them.
async fn last(tx: &mut Tx, account_id: &str, number: &str, others: &[Line]) -> Result<Option<Round>, Error> {
    let newest: Option<Uuid> = sqlx::query_scalar(
        "select batch from data_changes where account_id = $1 and number = $2 order by id desc limit 1",
    )
    .bind(account_id)
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(batch) = newest else { return Ok(None) };
    let mut seen: Vec<&str> = others.iter().map(|line| line.number.as_str()).collect();
    seen.push(number);
    let rows = sqlx::query(
        "select c.number, c.act, c.state, c.detail, c.actor_name, c.at, coalesce(p.name, '') as person
         from data_changes c
         left join numbers n on n.number = c.number and n.account_id = c.account_id
         left join subscribers p on p.subscriber_id = n.subscriber_id and p.account_id = c.account_id
         where c.batch = $1 and c.account_id = $2 and c.number = any($3)
         order by c.number <> $4, lower(p.name), c.number",
    )
    .bind(batch)
    .bind(account_id)
    .bind(seen)
    .bind(number)
    .fetch_all(&mut **tx)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    Ok(Some(Round {
        act: first.try_get("act")?,
        by: first.try_get("actor_name")?,
        at: first.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
        lines: rows.iter().map(verdict).collect::<Result<_, Error>>()?,
    }))
}

fn verdict(row: &PgRow) -> Result<Verdict, Error> {
    let state = match row.try_get("state")? {
        "sending" => VerdictState::Sending,
        "kept" => VerdictState::Kept,
        "done" => VerdictState::Done,
        _ => VerdictState::Refused(row.try_get("detail")?),
    };
    Ok(Verdict { number: row.try_get("number")?, person: row.try_get("person")?, state })
}
