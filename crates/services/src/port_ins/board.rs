//! Port-ins in lists: a family's own, and the board of staff.

use std::collections::BTreeMap;

use domain::{
    Action,
    porting::{Ball, NumberKind, PortState},
};
use jiff::Timestamp;
use sqlx::{Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use crate::{Actor, Error, accounts::Page, db::Tx};

use super::page::{kind_of, own_account, state_of, time};

const PER_PAGE: u32 = 25;
/// Most rows of an export.
const MOST: i64 = 50_000;

/// A port-in in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortRow {
    /// Ours.
    pub id: Uuid,
    /// What was asked for in one go.
    pub batch_id: Uuid,
    /// Telegent's account.
    pub account_id: String,
    /// Its name.
    pub account_name: String,
    /// E.164.
    pub number: String,
    /// Who gets the line.
    pub person: String,
    /// The old carrier.
    pub carrier: String,
    /// What kind of number.
    pub kind: NumberKind,
    /// Where it stands.
    pub state: PortState,
    /// The upstream's word.
    pub raw_status: Option<String>,
    /// The upstream's sentence.
    pub raw_message: Option<String>,
    /// Keys of the catalogue of refusals.
    pub reasons: Vec<String>,
    /// The last reading had a word nobody knows.
    pub unrecognised: bool,
    /// Slower than usual.
    pub slow: bool,
    /// Stands still for too long.
    pub stuck: bool,
    /// Staff hold it.
    pub held: bool,
    /// Staff must see to it.
    pub needs_staff: bool,
    /// The upstream's order.
    pub order_id: Option<String>,
    /// Since when it stands there.
    pub state_since: Timestamp,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When it is read next.
    pub next_poll_at: Option<Timestamp>,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
}

/// Which ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those on their way.
    #[default]
    Open,
    /// Of these, those that staff must see to.
    Staff,
    /// Those that came to their end.
    Over,
    /// All.
    All,
}

impl Show {
    /// Each, in the order of a page.
    pub const ALL: [Self; 4] = [Self::Open, Self::Staff, Self::Over, Self::All];

    /// The word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Staff => "staff",
            Self::Over => "over",
            Self::All => "all",
        }
    }

    /// From the word in the address; what is none means those on their way.
    pub fn parse(raw: &str) -> Self {
        Self::ALL.into_iter().find(|show| show.as_str() == raw).unwrap_or_default()
    }
}

/// What of the board is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Which ones.
    pub show: Show,
    /// In this state alone.
    pub state: Option<PortState>,
    /// Those whose next move is theirs.
    pub ball: Option<Ball>,
    /// Part of a number, or of a name.
    pub search: String,
    /// Of one account.
    pub account: Option<String>,
    /// Asked for in one go: of one letter, or of one import.
    pub batch: Option<Uuid>,
    /// The page, from 1.
    pub page: u32,
}

/// How many there are on their way, of those that search, account and batch leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardCounts {
    /// By state; states of none are left out.
    pub states: BTreeMap<&'static str, u64>,
    /// All.
    pub open: u64,
    /// Those staff must see to.
    pub staff: u64,
}

impl BoardCounts {
    /// How many wait for somebody.
    pub fn of(&self, ball: Ball) -> u64 {
        PortState::ALL.iter().filter(|s| s.ball() == ball).filter_map(|s| self.states.get(s.as_str())).sum()
    }
}

/// What staff must see to.
macro_rules! needs_staff {
    () => {
        "(p.ended_at is null and (p.stuck or p.unrecognised or p.state = 'needs_provider'
           or p.reasons && array(select key from refusals where row->>'mover' = 'staff')
           or exists (select 1 from port_events e where e.port_in_id = p.id and e.action_needed)))"
    };
}

const COLUMNS: &str = concat!(
    "select p.id, p.batch_id, p.account_id, coalesce(a.name, '') as account_name, p.number, p.person, p.carrier, p.kind, p.state,
       p.raw_status, p.raw_message, p.reasons, p.unrecognised, p.slow, p.stuck, p.held, p.order_id, p.state_since,
       p.created_at, p.sent_at, p.next_poll_at, p.ended_at, ",
    needs_staff!(),
    " as needs_staff from port_ins p left join accounts a on a.account_id = p.account_id"
);

/// The one that needs a person most stands first, then the one that waits longest; what is over, the newest first.
const ORDER: &str = " order by p.ended_at is not null, needs_staff desc, p.slow desc,
  p.state in ('action_needed', 'blocked', 'needs_info') desc, p.ended_at desc, p.state_since, p.id";

/// An account's port-ins: those on their way first.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_account(tx: &mut Tx, account_id: &str) -> Result<Vec<PortRow>, Error> {
    let mut sql = QueryBuilder::new(COLUMNS);
    sql.push(" where p.account_id = ").push_bind(account_id.to_owned());
    sql.push(" order by p.ended_at is not null, p.ended_at desc, p.created_at desc, p.position limit 200");
    sql.build().fetch_all(&mut **tx).await?.iter().map(read).collect()
}

/// An account's port-ins that are on their way.
///
/// # Errors
/// [`Error::Database`].
pub async fn open_of_account(tx: &mut Tx, account_id: &str) -> Result<Vec<PortRow>, Error> {
    let mut sql = QueryBuilder::new(COLUMNS);
    sql.push(" where p.ended_at is null and p.account_id = ").push_bind(account_id.to_owned());
    sql.push(" order by p.created_at desc, p.position limit 50");
    sql.build().fetch_all(&mut **tx).await?.iter().map(read).collect()
}

/// A page of the board, and how many there are of what.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Database`].
pub async fn board(tx: &mut Tx, actor: &Actor, filter: &BoardFilter) -> Result<(Page<PortRow>, BoardCounts), Error> {
    actor.may(Action::PortNumbers)?;
    let mut sql = QueryBuilder::new(concat!(
        "select p.state, count(*) as n, count(*) filter (where ",
        needs_staff!(),
        ") as staff from port_ins p left join accounts a on a.account_id = p.account_id where p.ended_at is null"
    ));
    narrow(&mut sql, actor, filter);
    let mut counts = BoardCounts::default();
    for row in sql.push(" group by p.state").build().fetch_all(&mut **tx).await? {
        let n = u64::try_from(row.try_get::<i64, _>("n")?).unwrap_or(0);
        counts.states.insert(state_of(row.try_get("state")?)?.as_str(), n);
        counts.open += n;
        counts.staff += u64::try_from(row.try_get::<i64, _>("staff")?).unwrap_or(0);
    }
    let mut sql = QueryBuilder::new(
        "select count(*) from port_ins p left join accounts a on a.account_id = p.account_id where true",
    );
    choose(&mut sql, actor, filter);
    let total: i64 = sql.build_query_scalar().fetch_one(&mut **tx).await?;
    let mut page = Page::near(filter.page, PER_PAGE, total);
    page.rows = rows(tx, actor, filter, page.per_page.into(), page.offset()).await?;
    Ok((page, counts))
}

/// All rows of a board, for an export.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Database`].
pub async fn all_rows(tx: &mut Tx, actor: &Actor, filter: &BoardFilter) -> Result<Vec<PortRow>, Error> {
    actor.may(Action::PortNumbers)?;
    rows(tx, actor, filter, MOST, 0).await
}

/// How many port-ins staff must see to.
///
/// # Errors
/// [`Error::Database`].
pub async fn staff_count(tx: &mut Tx) -> Result<u64, Error> {
    let sql = concat!("select count(*) from port_ins p where p.ended_at is null and ", needs_staff!());
    let n: i64 = sqlx::query_scalar(sql).fetch_one(&mut **tx).await?;
    Ok(u64::try_from(n).unwrap_or(0))
}

async fn rows(
    tx: &mut Tx,
    actor: &Actor,
    filter: &BoardFilter,
    limit: i64,
    offset: i64,
) -> Result<Vec<PortRow>, Error> {
    let mut sql = QueryBuilder::new(COLUMNS);
    sql.push(" where true");
    choose(&mut sql, actor, filter);
    sql.push(ORDER).push(" limit ").push_bind(limit).push(" offset ").push_bind(offset);
    sql.build().fetch_all(&mut **tx).await?.iter().map(read).collect()
}

/// The conditions of search, account and batch.
fn narrow(sql: &mut QueryBuilder<Postgres>, actor: &Actor, filter: &BoardFilter) {
    if let Some(account) = own_account(actor).or(filter.account.as_deref()) {
        sql.push(" and p.account_id = ").push_bind(account.to_owned());
    }
    if let Some(batch) = filter.batch {
        sql.push(" and (p.batch_id = ").push_bind(batch);
        sql.push(" or p.batch_id in (select r.batch_id from port_import_rows r where r.import_id = ")
            .push_bind(batch)
            .push("))");
    }
    let text = filter.search.trim().replace('\0', "").to_lowercase();
    if text.is_empty() {
        return;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    sql.push(" and (strpos(lower(a.name), ").push_bind(text.clone());
    sql.push(") > 0 or strpos(lower(p.person), ").push_bind(text.clone());
    sql.push(") > 0 or strpos(lower(p.holder), ").push_bind(text.clone()).push(") > 0");
    if text.len() >= 6 {
        sql.push(" or starts_with(lower(p.order_id), ").push_bind(text.clone()).push(")");
    }
    // A number however it is written; a name with a digit in it is none.
    if digits.len() >= 3 && text.chars().all(|c| c.is_ascii_digit() || " +()-./\u{a0}\u{2011}\u{2013}".contains(c)) {
        sql.push(" or strpos(p.number, ").push_bind(digits).push(") > 0");
    }
    sql.push(")");
}

/// All conditions.
fn choose(sql: &mut QueryBuilder<Postgres>, actor: &Actor, filter: &BoardFilter) {
    narrow(sql, actor, filter);
    match filter.show {
        Show::Open => sql.push(" and p.ended_at is null"),
        Show::Staff => sql.push(concat!(" and ", needs_staff!())),
        Show::Over => sql.push(" and p.ended_at is not null"),
        Show::All => sql,
    };
    if let Some(state) = filter.state {
        sql.push(" and p.state = ").push_bind(state.as_str());
    }
    if let Some(ball) = filter.ball {
        let states: Vec<&str> = PortState::ALL.iter().filter(|s| s.ball() == ball).map(|s| s.as_str()).collect();
        sql.push(" and p.state = any(").push_bind(states).push(")");
    }
}

fn read(row: &PgRow) -> Result<PortRow, Error> {
    Ok(PortRow {
        id: row.try_get("id")?,
        batch_id: row.try_get("batch_id")?,
        account_id: row.try_get("account_id")?,
        account_name: row.try_get("account_name")?,
        number: row.try_get("number")?,
        person: row.try_get("person")?,
        carrier: row.try_get("carrier")?,
        kind: kind_of(row.try_get("kind")?)?,
        state: state_of(row.try_get("state")?)?,
        raw_status: row.try_get("raw_status")?,
        raw_message: row.try_get("raw_message")?,
        reasons: row.try_get("reasons")?,
        unrecognised: row.try_get("unrecognised")?,
        slow: row.try_get("slow")?,
        stuck: row.try_get("stuck")?,
        held: row.try_get("held")?,
        needs_staff: row.try_get("needs_staff")?,
        order_id: row.try_get("order_id")?,
        state_since: time(row, "state_since")?.unwrap_or_default(),
        created_at: time(row, "created_at")?.unwrap_or_default(),
        sent_at: time(row, "sent_at")?,
        next_poll_at: time(row, "next_poll_at")?,
        ended_at: time(row, "ended_at")?,
    })
}
