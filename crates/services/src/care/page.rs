//! A line as its pages about care show it. No PIN is in here.

use domain::{Care, Fields, PlainAddress};
use jiff::{SignedDuration, Timestamp};
use sqlx::{Row, postgres::PgRow, types::Json};

use crate::{
    Actor, Error,
    accounts::{self, DataAge, Line, LineStatus, reaches_person},
    db::Tx,
    port_outs,
};

use super::sim;

/// Days a cancelled line can be brought back.
pub const WAY_BACK_DAYS: i64 = 30;

/// A line and what there is to look after.
#[derive(Clone, Debug)]
pub struct LineCare {
    /// The line.
    pub line: Line,
    /// Whose account it is on.
    pub account_id: String,
    /// How old the line's data is.
    pub age: DataAge,
    /// What the actor may do.
    pub may: May,
    /// The lock against SIM changes.
    pub sim_lock: SimLock,
    /// Changes of the number left, when that was read.
    pub swaps_left: Option<i32>,
    /// When the count starts anew.
    pub swaps_reset: Option<Timestamp>,
    /// The way back of a cancelled line; none for a number that stood in for another one.
    pub way_back: Option<WayBack>,
    /// Where 911 sends help; none when it was never read.
    pub address: Option<Known<PlainAddress>>,
    /// Where the account's bills go.
    pub billing: Option<PlainAddress>,
    /// Voicemail; none when it was never read.
    pub voicemail: Option<Mailbox>,
    /// The phone; none when it was never read.
    pub phone: Option<Known<Phone>>,
    /// It is being read right now.
    pub reading: bool,
    /// The last reading failed, then.
    pub unheard: Option<Timestamp>,
    /// A PIN to leave is out.
    pub leaves: bool,
    /// The newest request of each kind.
    pub acts: Vec<Act>,
}

/// What somebody may do for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct May {
    /// See the eSIM's code.
    pub esim: bool,
    /// Set voicemail.
    pub voicemail: bool,
    /// All the rest.
    pub line: bool,
}

/// The lock against SIM changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimLock {
    /// Whether it is on.
    pub on: bool,
    /// When it was turned last, and by whom.
    pub turned: Option<(Timestamp, String)>,
    /// Somebody said "this was not me": until then only staff lift it, or get another SIM.
    pub cools_until: Option<Timestamp>,
    /// The SIM it has was not asked for by who should have: only staff restore the line with it.
    pub wrong_hands: bool,
}

/// The way back of a cancelled line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// When it closes; none when nobody knows on which day the line was cancelled.
    pub closes: Option<Timestamp>,
}

impl WayBack {
    /// Whether it is open, or may be.
    pub fn open(self, now: Timestamp) -> bool {
        self.closes.is_none_or(|closes| now < closes)
    }
}

/// The way back of a line that was cancelled then.
pub(super) fn way_back(cancelled: Option<Timestamp>) -> WayBack {
    let days = SignedDuration::from_hours(24 * WAY_BACK_DAYS);
    WayBack { closes: cancelled.and_then(|at| at.checked_add(days).ok()) }
}

/// Something that was read, or set here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// What; none when there is none.
    pub value: Option<T>,
    /// When.
    pub at: Timestamp,
}

/// Voicemail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Whether it is on.
    pub on: bool,
    /// Where notices go.
    pub email: Option<String>,
    /// When that was read or set.
    pub at: Timestamp,
}

/// The phone a SIM was last seen in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// `Apple iPhone 17`.
    pub name: Option<String>,
    /// Its serial number.
    pub imei: Option<String>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// `swap_sim`, `suspend` … as [`crate::journal::CareAct::word`].
    pub act: String,
    /// Where it stands.
    pub state: ActState,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What was typed.
    pub typed: Fields,
    /// Somebody said that it was not them.
    pub alarmed: bool,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActState {
    /// On its way.
    Running,
    /// No answer came; it is being found out.
    Unclear,
    /// Done, then.
    Done(Timestamp),
    /// Not done, in the network's words.
    Refused(String),
}

impl LineCare {
    /// The newest request of these kinds.
    pub fn newest(&self, acts: &[&str]) -> Option<&Act> {
        self.acts.iter().filter(|act| acts.contains(&act.act.as_str())).max_by_key(|act| act.at)
    }

    /// Whether one of these kinds is under way.
    pub fn busy(&self, acts: &[&str]) -> bool {
        self.acts
            .iter()
            .any(|act| acts.contains(&act.act.as_str()) && matches!(act.state, ActState::Running | ActState::Unclear))
    }
}

/// What the actor may do for a line.
///
/// # Errors
/// [`Error::NotFound`] when that is nothing: the page is then nobody's business.
pub(super) async fn may(tx: &mut Tx, actor: &Actor, account_id: &str, line: &Line) -> Result<May, Error> {
    let person = line.person_id();
    let may = May {
        esim: reaches_person(tx, actor, account_id, person, Care::Esim).await?,
        voicemail: reaches_person(tx, actor, account_id, person, Care::Voicemail).await?,
        line: reaches_person(tx, actor, account_id, person, Care::Line).await?,
    };
    if may.esim || may.voicemail || may.line { Ok(may) } else { Err(Error::NotFound) }
}

/// A line and what there is to look after.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or of which nothing is this actor's to look after.
pub async fn get(tx: &mut Tx, actor: &Actor, number: &str) -> Result<LineCare, Error> {
    actor.may(domain::Action::CareForLines)?;
    let accounts::Reached { account_id, line, age } = accounts::reached(tx, actor, number, Care::View).await?;
    let may = may(tx, actor, &account_id, &line).await?;
    let row = sqlx::query(
        "select n.swaps_left, n.swaps_reset_at, n.cancelled_at, a.billing, c.sim_locked, c.sim_turned_at, c.sim_turned_by,
                c.e911, c.e911_at, c.voicemail_on, c.voicemail_email, c.voicemail_at, c.imei, c.device, c.device_at,
                c.wanted_at is not null as reading, c.failed_at, was_lent(n.account_id, n.number) as lent
         from numbers n join accounts a on a.account_id = n.account_id
         left join line_care c on c.number = n.number and c.account_id = n.account_id
         where n.number = $1 and n.account_id = $2",
    )
    .bind(number)
    .bind(&account_id)
    .fetch_one(&mut **tx)
    .await?;
    let time = |column: &str| -> Result<Option<Timestamp>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(column)?.map(jiff_sqlx::Timestamp::to_jiff))
    };
    let turned = time("sim_turned_at")?.zip(row.try_get("sim_turned_by")?);
    let e911 = row.try_get::<Option<Json<PlainAddress>>, _>("e911")?.map(|address| address.0);
    let billing = row.try_get::<Option<Json<PlainAddress>>, _>("billing")?.map(|address| address.0);
    let mailbox = |at, on| Ok::<_, Error>(Mailbox { on, email: row.try_get("voicemail_email")?, at });
    let voicemail = match (time("voicemail_at")?, row.try_get::<Option<bool>, _>("voicemail_on")?) {
        (Some(at), Some(on)) => Some(mailbox(at, on)?),
        _ => None,
    };
    let (imei, name): (Option<String>, Option<String>) = (row.try_get("imei")?, row.try_get("device")?);
    let phone = (imei.is_some() || name.is_some()).then_some(Phone { name, imei });
    let acts = sqlx::query(
        "select distinct on (act) act, asked_by_name, asked_at, typed, done_at, refused, unclear,
                alarmed_at is not null as alarmed
         from line_acts where number = $1 and account_id = $2 order by act, asked_at desc, id desc",
    )
    .bind(number)
    .bind(&account_id)
    .fetch_all(&mut **tx)
    .await?;
    Ok(LineCare {
        way_back: (line.status == LineStatus::Cancelled && !row.try_get("lent")?)
            .then_some(way_back(time("cancelled_at")?)),
        leaves: may.line && port_outs::is_out(tx, &account_id, number).await?,
        may,
        sim_lock: SimLock {
            on: row.try_get::<Option<bool>, _>("sim_locked")?.unwrap_or(true),
            turned,
            cools_until: port_outs::cools_until(tx, &account_id, number).await?,
            wrong_hands: sim::in_wrong_hands(tx, &account_id, number).await?,
        },
        swaps_left: row.try_get("swaps_left")?,
        swaps_reset: time("swaps_reset_at")?,
        address: time("e911_at")?.map(|at| Known { value: e911, at }),
        billing: billing.filter(|address| address.parse().is_some()),
        voicemail,
        phone: time("device_at")?.map(|at| Known { value: phone, at }),
        reading: row.try_get::<Option<bool>, _>("reading")?.unwrap_or(false),
        unheard: time("failed_at")?,
        acts: acts.iter().map(Act::read).collect::<Result<_, _>>()?,
        line,
        account_id,
        age,
    })
}

impl Act {
    fn read(row: &PgRow) -> Result<Self, Error> {
        let at = |time: jiff_sqlx::Timestamp| time.to_jiff();
        let done: Option<jiff_sqlx::Timestamp> = row.try_get("done_at")?;
        let state = match (done, row.try_get::<Option<String>, _>("refused")?, row.try_get("unclear")?) {
            (Some(done), ..) => ActState::Done(at(done)),
            (None, Some(why), _) => ActState::Refused(why),
            (None, None, true) => ActState::Unclear,
            (None, None, false) => ActState::Running,
        };
        Ok(Self {
            act: row.try_get("act")?,
            state,
            by: row.try_get("asked_by_name")?,
            at: at(row.try_get("asked_at")?),
            typed: row.try_get::<Json<Fields>, _>("typed")?.0,
            alarmed: row.try_get("alarmed")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_closes_after_thirty_days() {
        let cancelled: Timestamp = "2026-05-01T10:00:00Z".parse().unwrap();
        let back = way_back(Some(cancelled));
        assert!(back.open("2026-05-31T09:59:59Z".parse().unwrap()));
        assert!(!back.open("2026-05-31T10:00:00Z".parse().unwrap()));
        assert!(way_back(None).open(Timestamp::now()));
    }
}
