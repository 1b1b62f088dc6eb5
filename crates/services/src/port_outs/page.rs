//! How a line stands with leaving, for its page. No PIN is in here.

use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow, types::Json};

use crate::{Actor, Error, accounts::LineStatus, db::Tx};

use super::alarm::cools_until;

/// A line that could leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// E.164.
    pub number: String,
    /// Whose it is, or the number when it is nobody's.
    pub whose: String,
    /// What the new carrier calls the account number.
    pub account_id: String,
    /// The billing address's ZIP code, when the account was read with one.
    pub billing_zip: Option<String>,
    /// The line is cancelled: there is nothing to take along.
    pub cancelled: bool,
    /// Its lock.
    pub lock: Lock,
    /// Its PIN.
    pub pin: PinState,
}

/// A line's lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Whether it is on.
    pub on: bool,
    /// When it was turned last, and by whom; never, when it is on from the start.
    pub turned: Option<(Timestamp, String)>,
    /// Somebody said "this was not me": until then only staff lift it, or get a PIN.
    pub cools_until: Option<Timestamp>,
}

/// Where a line's newest PIN stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinState {
    /// None was issued.
    None,
    /// It is on its way to the network.
    Storing,
    /// The network did not take it, in its words.
    Refused(String),
    /// Stored, and not seen yet by who asked for it.
    Ready {
        /// Who did.
        by: String,
        /// When.
        at: Timestamp,
        /// Whether that is who looks now.
        mine: bool,
    },
    /// Seen, or forgotten because nobody came to see it.
    Masked {
        /// Who asked for it.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// Taken back: it is being replaced, or was, by one that nobody knows.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// Somebody said "this was not me".
        alarmed: bool,
        /// The replacement is stored.
        done: bool,
    },
    /// To be taken back, and the network refused: the PIN may still work. In its words.
    Stuck(String),
}

impl PinState {
    fn read(row: &PgRow, actor: &Actor) -> Result<Self, Error> {
        let time = |name: &str| -> Result<Option<Timestamp>, Error> {
            Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(name)?.map(jiff_sqlx::Timestamp::to_jiff))
        };
        let (by, at): (String, _) = (row.try_get("issued_by_name")?, time("issued_at")?.unwrap_or_default());
        let (stored, shown, alarmed) = (time("stored_at")?, time("shown_at")?, time("alarmed_at")?);
        let refused: Option<String> = row.try_get("refused")?;
        let mine = row.try_get::<uuid::Uuid, _>("issued_by")? == actor.user_id;
        Ok(match (row.try_get("void")?, refused) {
            (true, Some(why)) => Self::Stuck(why),
            (true, None) => Self::Withdrawn { at, alarmed: alarmed.is_some(), done: stored.is_some() },
            (false, Some(why)) => Self::Refused(why),
            (false, None) if stored.is_none() => Self::Storing,
            (false, None) if shown.is_none() && row.try_get("kept")? => Self::Ready { by, at, mine },
            (false, None) => Self::Masked { by, at },
        })
    }
}

/// How a line stands with leaving.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or not for this actor.
pub async fn get(tx: &mut Tx, actor: &Actor, number: &str) -> Result<Leaving, Error> {
    actor.may(domain::Action::PortOut)?;
    let row = sqlx::query(
        "select n.account_id, n.status, p.name as person, a.billing, l.locked, l.changed_at, l.changed_by
         from numbers n
         join accounts a on a.account_id = n.account_id
         left join subscribers p on p.subscriber_id = n.subscriber_id and p.account_id = n.account_id
         left join port_locks l on l.number = n.number and l.account_id = n.account_id
         where n.number = $1 and ($2::text is null or n.account_id = $2)",
    )
    .bind(number)
    .bind(&actor.account_id)
    .fetch_one(&mut **tx)
    .await?;
    let account_id: String = row.try_get("account_id")?;
    let pin = sqlx::query(
        "select issued_by, issued_by_name, issued_at, stored_at, shown_at, alarmed_at, void, refused,
                sealed is not null as kept
         from port_out_pins where number = $1 and account_id = $2 order by id desc limit 1",
    )
    .bind(number)
    .bind(&account_id)
    .fetch_optional(&mut **tx)
    .await?;
    let cools_until = cools_until(tx, &account_id, number).await?;
    let person: Option<String> = row.try_get("person")?;
    let billing = row.try_get::<Option<Json<serde_json::Value>>, _>("billing")?;
    let zip = billing.and_then(|billing| billing.0.get("zip")?.as_str().map(str::to_owned));
    let turned = row.try_get::<Option<jiff_sqlx::Timestamp>, _>("changed_at")?.map(jiff_sqlx::Timestamp::to_jiff);
    Ok(Leaving {
        number: number.to_owned(),
        whose: person.filter(|name| !name.is_empty()).unwrap_or_else(|| domain::phone::national(number)),
        account_id,
        billing_zip: zip.filter(|zip| !zip.is_empty()),
        cancelled: LineStatus::parse(row.try_get("status")?) == LineStatus::Cancelled,
        lock: Lock {
            on: row.try_get::<Option<bool>, _>("locked")?.unwrap_or(true),
            turned: turned.zip(row.try_get("changed_by")?),
            cools_until,
        },
        pin: pin.as_ref().map_or(Ok(PinState::None), |row| PinState::read(row, actor))?,
    })
}

/// Whether a PIN of the line works, or may: issued, not refused, and nothing took its place.
pub(crate) async fn is_out(tx: &mut Tx, account_id: &str, number: &str) -> Result<bool, Error> {
    let out = sqlx::query_scalar(
        "select exists (
           select 1 from port_out_pins p
           where p.number = $1 and p.account_id = $2 and not p.void and p.refused is null and not exists (
             select 1 from port_out_pins v
             where v.number = p.number and v.account_id = p.account_id and v.void and v.refused is null and v.id > p.id
           )
         )",
    );
    Ok(out.bind(number).bind(account_id).fetch_one(&mut **tx).await?)
}
