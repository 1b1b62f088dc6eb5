//! What is wanted for a person, as stored, and who can always be reached.

use std::collections::HashMap;

use domain::{
    Care, E164,
    guardian::{Floor, LevelTable, Settings},
    person::first_name,
};
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow, types::Json};

use crate::{Actor, Error, accounts::reaches_person, db::Tx, mail::Brand, reference::hotlines};

/// Whoever changes what is wanted for a person holds this lock, also before there is a row.
const LOCK: i32 = 7116;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) account_id: String,
    pub(super) subscriber_id: String,
    pub(super) name: String,
    /// Their lines in service, E.164; the first is the one that is looked after.
    pub(super) numbers: Vec<String>,
}

impl Person {
    /// First name, for titles.
    pub(super) fn short(&self) -> &str {
        first_name(&self.name)
    }

    /// The line that is looked after.
    pub(super) fn number(&self) -> Option<&str> {
        self.numbers.first().map(String::as_str)
    }

    /// The path of the page.
    pub(super) fn page(&self) -> String {
        format!("/guardian/{}", self.subscriber_id)
    }
}

/// The person, when the actor may look after them.
pub(super) async fn person(tx: &mut Tx, actor: &Actor, subscriber_id: &str) -> Result<Person, Error> {
    actor.may(domain::Action::UseGuardian)?;
    let person = anybody(tx, subscriber_id).await?;
    let home = actor.role.is_staff() || actor.account_id.as_deref() == Some(&person.account_id);
    if home && reaches_person(tx, actor, &person.account_id, subscriber_id, Care::Guardian).await? {
        return Ok(person);
    }
    Err(Error::NotFound)
}

const PEOPLE: &str = "select account_id, subscriber_id, name,
       (select coalesce(array_agg(n.number order by stands_in_for(n.account_id, n.number) is not null,
                                  n.bought_on nulls last, n.number), '{}') from numbers n
        where n.subscriber_id = s.subscriber_id and n.account_id = s.account_id
          and n.status not ilike 'cancel%') as numbers
     from subscribers s";

fn read(row: &PgRow) -> Result<Person, Error> {
    Ok(Person {
        account_id: row.try_get("account_id")?,
        subscriber_id: row.try_get("subscriber_id")?,
        name: row.try_get("name")?,
        numbers: row.try_get("numbers")?,
    })
}

/// A person of the transaction's scope.
pub(super) async fn anybody(tx: &mut Tx, subscriber_id: &str) -> Result<Person, Error> {
    let sql = format!("{PEOPLE} where subscriber_id = $1 and account_id is not null");
    read(&sqlx::query(sqlx::AssertSqlSafe(sql)).bind(subscriber_id).fetch_one(&mut **tx).await?)
}

/// Everybody of an account, by name.
pub(super) async fn everybody(tx: &mut Tx, account_id: &str) -> Result<Vec<Person>, Error> {
    let sql = format!("{PEOPLE} where account_id = $1 order by lower(name), subscriber_id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account_id).fetch_all(&mut **tx).await?;
    rows.iter().map(read).collect()
}

/// The line of a person that is looked after, E.164, and what is wanted for them; nothing of whom the projection does not
/// know.
pub(crate) async fn line_and_wish(
    tx: &mut Tx,
    account_id: &str,
    subscriber_id: &str,
) -> Result<(Option<String>, Settings), Error> {
    match anybody(tx, subscriber_id).await {
        Ok(person) if person.account_id == account_id => {
            let number = person.number().map(str::to_owned);
            Ok((number, wanted(tx, &person).await?.settings))
        }
        Ok(_) | Err(Error::NotFound) => Ok((None, Settings::default())),
        Err(error) => Err(error),
    }
}

/// What is wanted now, and the how-manieth state that is; version 0 where nobody ever wanted anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub(super) version: i32,
    pub(super) settings: Settings,
    /// Who changed it last, and when.
    pub(super) changed: Option<(String, Timestamp)>,
}

/// Holds what is wanted for a person until the transaction ends.
pub(super) async fn hold(tx: &mut Tx, person: &Person) -> Result<Wanted, Error> {
    sqlx::query("select pg_advisory_xact_lock($1, hashtext($2))")
        .bind(LOCK)
        .bind(&person.subscriber_id)
        .execute(&mut **tx)
        .await?;
    wanted(tx, person).await
}

/// What is wanted for a person.
pub(super) async fn wanted(tx: &mut Tx, person: &Person) -> Result<Wanted, Error> {
    let mut wanted = wanted_of(tx, &person.account_id, std::slice::from_ref(person)).await?;
    Ok(wanted.remove(&person.subscriber_id).unwrap_or_default())
}

/// What is wanted for people of an account, by their ids; whoever is not there, nobody ever wanted anything for.
pub(super) async fn wanted_of(
    tx: &mut Tx,
    account_id: &str,
    people: &[Person],
) -> Result<HashMap<String, Wanted>, Error> {
    let rows = sqlx::query(
        "select subscriber_id, version, settings, changed_by, changed_at from guardian_settings
         where account_id = $1 and subscriber_id = any($2)",
    )
    .bind(account_id)
    .bind(ids(people))
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: &PgRow| {
        let at = row.try_get::<jiff_sqlx::Timestamp, _>("changed_at")?.to_jiff();
        let wanted = Wanted {
            version: row.try_get("version")?,
            settings: row.try_get::<Json<Settings>, _>("settings")?.0,
            changed: Some((row.try_get("changed_by")?, at)),
        };
        Ok((row.try_get("subscriber_id")?, wanted))
    };
    rows.iter().map(read).collect()
}

/// The ids of people, as statements take them.
pub(super) fn ids(people: &[Person]) -> Vec<&str> {
    people.iter().map(|person| person.subscriber_id.as_str()).collect()
}

/// What was wanted at a version; nothing was at version 0.
pub(super) async fn at_version(tx: &mut Tx, person: &Person, version: i32) -> Result<Settings, Error> {
    if version == 0 {
        return Ok(Settings::default());
    }
    let settings: Json<Settings> = sqlx::query_scalar(
        "select settings from guardian_versions where subscriber_id = $1 and account_id = $2 and version = $3",
    )
    .bind(&person.subscriber_id)
    .bind(&person.account_id)
    .bind(version)
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::Stale)?;
    Ok(settings.0)
}

/// Writes what is wanted from now on, as the version after the one that is held.
pub(super) async fn write(
    tx: &mut Tx,
    person: &Person,
    held: &Wanted,
    settings: &Settings,
    by: &str,
    ends_at: Option<Timestamp>,
) -> Result<i32, Error> {
    let version = held.version + 1;
    let ends_at = ends_at.map(jiff_sqlx::ToSqlx::to_sqlx);
    sqlx::query(
        "insert into guardian_settings (subscriber_id, account_id, version, settings, changed_by, ends_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (subscriber_id) do update set account_id = excluded.account_id, version = excluded.version,
           settings = excluded.settings, changed_by = excluded.changed_by, changed_at = now(), ends_at = excluded.ends_at",
    )
    .bind(&person.subscriber_id)
    .bind(&person.account_id)
    .bind(version)
    .bind(Json(settings))
    .bind(by)
    .bind(ends_at)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into guardian_versions (subscriber_id, version, account_id, settings, changed_by) values ($1, $2, $3, $4, $5)
         on conflict (subscriber_id, version) do update set account_id = excluded.account_id,
           settings = excluded.settings, changed_by = excluded.changed_by, changed_at = now()",
    )
    .bind(&person.subscriber_id)
    .bind(version)
    .bind(&person.account_id)
    .bind(Json(settings))
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(version)
}

/// Who can always reach a person and be reached: the lines of whoever looks after them, and the operator's help.
pub(super) async fn floor(tx: &mut Tx, person: &Person, brand: Option<&Brand>) -> Result<Floor, Error> {
    let mut floors = floors_of(tx, &person.account_id, std::slice::from_ref(person), brand).await?;
    Ok(floors.remove(&person.subscriber_id).unwrap_or_default())
}

/// The same of people of an account, by their ids.
pub(super) async fn floors_of(
    tx: &mut Tx,
    account_id: &str,
    people: &[Person],
    brand: Option<&Brand>,
) -> Result<HashMap<String, Floor>, Error> {
    let numbers: Vec<(String, String)> = sqlx::query_as(
        "select p.id, n.number from unnest($2::text[]) as p (id)
         join numbers n on n.account_id = $1 and n.status not ilike 'cancel%' and n.subscriber_id <> p.id and (
           exists (select 1 from subscribers s
                   where s.subscriber_id = n.subscriber_id and s.account_id = $1 and s.role ilike '%manager%')
           or exists (select 1 from users u
                      where u.account_id = $1 and u.subscriber_id = n.subscriber_id and u.disabled_at is null
                        and (u.role = 'manager' or u.role = 'guardian' and exists (
                          select 1 from guardian_assignments a
                          where a.user_id = u.id and a.account_id = $1 and a.subscriber_id = p.id))))
         order by n.number",
    )
    .bind(account_id)
    .bind(ids(people))
    .fetch_all(&mut **tx)
    .await?;
    let help = Floor {
        care_line: brand.and_then(|brand| brand.care_line.clone()),
        hotlines: hotlines::whole(tx).await?,
        ..Floor::default()
    };
    let mut floors: HashMap<String, Floor> =
        people.iter().map(|person| (person.subscriber_id.clone(), help.clone())).collect();
    for (id, number) in numbers {
        if let (Some(floor), Ok(number)) = (floors.get_mut(&id), E164::parse(&number)) {
            floor.guardians.push(number);
        }
    }
    Ok(floors)
}

/// Notes when the first thing ends by itself.
pub(super) async fn ends(tx: &mut Tx, person: &Person, ends_at: Option<Timestamp>) -> Result<(), Error> {
    sqlx::query("update guardian_settings set ends_at = $2 where subscriber_id = $1")
        .bind(&person.subscriber_id)
        .bind(ends_at.map(jiff_sqlx::ToSqlx::to_sqlx))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Notes what the calls were planned for: another line, or others who can always be reached, are another plan.
pub(super) async fn planned(tx: &mut Tx, person: &Person, floor: &Floor) -> Result<(), Error> {
    sqlx::query("update guardian_settings set number = $2, floor = $3, checked_at = now() where subscriber_id = $1")
        .bind(&person.subscriber_id)
        .bind(person.number())
        .bind(Json(floor))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whether the calls were planned for this line and these who can always be reached.
pub(super) async fn is_planned(tx: &mut Tx, person: &Person, floor: &Floor) -> Result<bool, Error> {
    let same = sqlx::query_scalar(
        "select coalesce(number = $2 and floor = $3, false) from guardian_settings where subscriber_id = $1",
    );
    let same: Option<bool> =
        same.bind(&person.subscriber_id).bind(person.number()).bind(Json(floor)).fetch_optional(&mut **tx).await?;
    Ok(same.unwrap_or(false))
}

/// The levels of texts, as staff set them.
///
/// # Errors
/// [`Error::Database`].
pub async fn levels(tx: &mut Tx) -> Result<LevelTable, Error> {
    let row: Option<Json<LevelTable>> =
        sqlx::query_scalar("select levels from guardian_levels").fetch_optional(&mut **tx).await?;
    Ok(row.map_or_else(LevelTable::default, |levels| levels.0))
}
