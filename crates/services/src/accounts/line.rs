//! A line: a number with its person, plan, usage, SIM and routes.

use domain::{Money, phone};
use jiff::civil::Date;
use sqlx::{Row, postgres::PgRow};

use crate::{
    Error,
    data::{Marks, Pause},
    db::Tx,
};

use super::{LineStatus, Usage};

/// A number of an account and all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In E.164.
    pub number: String,
    /// Whose it is; nobody's when `None`, which somebody has to mend.
    pub person: Option<PersonRef>,
    /// Its status.
    pub status: LineStatus,
    /// The upstream's word for it.
    pub raw_status: String,
    /// Its plan, when it has one.
    pub plan: Option<Plan>,
    /// Data used, and the marks; those it has while nobody stops its data.
    pub usage: Usage,
    /// Whether somebody stopped its data, or let it go on.
    pub pause: Option<Pause>,
    /// SIM card or eSIM by its number.
    pub iccid: Option<String>,
    /// Activation code of an eSIM.
    pub lpa: Option<String>,
    /// Name of the route of texts, or its id when the route was not read.
    pub message_route: Option<String>,
    /// Name of the route of calls, or its id when the route was not read.
    pub voice_route: Option<String>,
    /// The awaited number that it stands in for until that works, E.164.
    pub stands_in_for: Option<String>,
    /// Telegent's id of the number.
    pub tnid: Option<String>,
    /// The order it was bought with.
    pub order_id: Option<String>,
    /// When it was bought.
    pub bought_on: Option<Date>,
}

/// Whose line it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRef {
    /// `SubscriberId`.
    pub id: String,
    /// Name; may be empty when the person was not read.
    pub name: String,
}

/// The plan of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The subscription that binds it to the line.
    pub subscription_id: String,
    /// The package.
    pub package_id: String,
    /// Its name, or its id when the package was not read.
    pub name: String,
    /// What it costs; `None` when the package was not read.
    pub price: Option<Money>,
    /// Charged each month; else once.
    pub monthly: bool,
}

impl Line {
    /// `(385) 555-0142`.
    pub fn national(&self) -> String {
        phone::national(&self.number)
    }

    /// The person's id; empty when nobody has the line.
    pub fn person_id(&self) -> &str {
        self.person.as_ref().map_or("", |person| &person.id)
    }

    /// The name said at home, or the number when nobody has it.
    pub fn whose(&self) -> String {
        match &self.person {
            Some(person) if !person.name.is_empty() => person.name.clone(),
            _ => self.national(),
        }
    }

    fn read(row: &PgRow) -> Result<Self, Error> {
        let raw_status: String = row.try_get("status")?;
        let person = row.try_get::<Option<String>, _>("subscriber_id")?.filter(|id| !id.is_empty());
        let person = match person {
            Some(id) => Some(PersonRef { id, name: row.try_get::<Option<_>, _>("person")?.unwrap_or_default() }),
            None => None,
        };
        let (mut usage, pause) = (Usage::read(row)?, Pause::read(row)?);
        // What stops data is a device of ours: its marks say nothing to anybody.
        let stopped = || Marks::of(&usage).is_some_and(|marks| marks == Marks::stopped());
        if let Some(pause) = &pause
            && (pause.paused || stopped())
        {
            pause.marks.put_into(&mut usage);
        }
        Ok(Self {
            number: row.try_get("number")?,
            person,
            status: LineStatus::parse(&raw_status),
            raw_status,
            plan: Plan::read(row)?,
            usage,
            pause,
            iccid: row.try_get("iccid")?,
            lpa: row.try_get("lpa")?,
            message_route: row.try_get("message_route_name")?,
            voice_route: row.try_get("voice_route_name")?,
            stands_in_for: row.try_get("stands_in_for")?,
            tnid: row.try_get("tnid")?,
            order_id: row.try_get("order_id")?,
            bought_on: row.try_get::<Option<jiff_sqlx::Date>, _>("bought_on")?.map(jiff_sqlx::Date::to_jiff),
        })
    }
}

impl Plan {
    fn read(row: &PgRow) -> Result<Option<Self>, Error> {
        let Some(subscription_id) = row.try_get::<Option<String>, _>("subscription_id")? else { return Ok(None) };
        let package_id: String = row.try_get("package_id")?;
        Ok(Some(Self {
            subscription_id,
            name: row.try_get::<Option<_>, _>("package_name")?.unwrap_or_else(|| package_id.clone()),
            package_id,
            price: row.try_get::<Option<_>, _>("price_cents")?.map(Money::cents),
            monthly: row.try_get::<Option<_>, _>("monthly")?.unwrap_or(true),
        }))
    }
}

/// The lines of an account, or the one with this number. Numbers without a person come first, for they need one;
/// what has ended comes last.
pub(super) async fn lines(tx: &mut Tx, account_id: &str, number: Option<&str>) -> Result<Vec<Line>, Error> {
    // A subscription is bound to its line by the number's id or its SIM.
    let rows = sqlx::query(
        "select n.number, n.subscriber_id, n.status, n.iccid, n.lpa, n.tnid, n.order_id, n.bought_on,
                p.name as person, stands_in_for($1, n.number) as stands_in_for,
                s.subscription_id, s.package_id, k.name as package_name, k.price_cents, k.monthly,
                u.used_bytes, u.notify_mb, u.throttle_mb, u.limit_mb, u.speed, u.behavior, u.read_at as usage_read_at,
                z.paused, z.changed_by_name as pause_by, z.changed_at as pause_at, z.flips_at as pause_until,
                z.marks as pause_marks,
                coalesce(m.name, n.message_route) as message_route_name,
                coalesce(v.name, n.voice_route) as voice_route_name
         from numbers n
         left join subscribers p on p.subscriber_id = n.subscriber_id and p.account_id = $1
         left join lateral (
           select s.subscription_id, s.package_id from subscriptions s
           where s.account_id = $1 and s.active and s.subscriber_id = n.subscriber_id
             and (s.tnid = n.tnid or s.iccid = n.iccid)
           order by s.read_at desc, s.subscription_id limit 1
         ) s on true
         left join packages k on k.package_id = s.package_id
         left join data_usage u on u.number = n.number and u.account_id = $1
         left join data_pauses z on z.number = n.number and z.account_id = $1
         left join routes m on m.route_id = n.message_route and m.account_id = $1
         left join routes v on v.route_id = n.voice_route and v.account_id = $1
         where n.account_id = $1 and ($2::text is null or n.number = $2)
         order by lower(n.status) like 'cancel%', coalesce(n.subscriber_id, '') <> '', lower(p.name), n.number",
    )
    .bind(account_id)
    .bind(number)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(Line::read).collect()
}
