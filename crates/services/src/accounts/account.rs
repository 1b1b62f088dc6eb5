//! An account with everything in it, for staff.

use sqlx::{Row, types::Json};

use crate::{Error, db::Tx};

use super::{
    ActivityRow, ChainRow, DataAge, Line, Page, activity::activity, chains::open_chains, freshness::data_age,
    line::lines,
};

/// Everything on an account's page.
#[derive(Clone, Debug)]
pub struct AccountPage {
    /// Telegent's id.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Where bills go.
    pub billing: Option<Mailing>,
    /// Where parcels go.
    pub mailing: Option<Mailing>,
    /// The people, managers first.
    pub people: Vec<Person>,
    /// The lines; those without a person first.
    pub lines: Vec<Line>,
    /// Routes of texts and calls.
    pub routes: Vec<RouteRow>,
    /// What is being made, and what got stuck.
    pub chains: Vec<ChainRow>,
    /// What happened.
    pub activity: Page<ActivityRow>,
    /// How old it is.
    pub age: DataAge,
}

/// A postal address as it was read; any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Mailing {
    /// House number and street.
    pub street1: String,
    /// Flat, suite.
    pub street2: String,
    /// Town.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP code.
    pub zip: String,
}

impl Mailing {
    /// `2701 N Thanksgiving Way, Suite 202, Lehi, UT 84043`, without what is empty.
    pub fn one_line(&self) -> String {
        let region = [self.state.as_str(), self.zip.as_str()].map(str::trim).join(" ");
        let parts = [self.street1.as_str(), self.street2.as_str(), self.city.as_str(), region.trim()];
        parts.map(str::trim).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A person of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// `SubscriberId`.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The upstream's word for the role: `Manager`, `Subscriber`.
    pub role: String,
    /// How many lines the person has.
    pub lines: u32,
    /// Whether the person can sign in here.
    pub sign_in: SignIn,
}

/// Whether a person can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// Not invited.
    None,
    /// Invited; has not chosen a password yet.
    Invited,
    /// Signs in.
    Active,
    /// Was shut out.
    Disabled,
}

impl Person {
    /// Whether the person runs the account.
    pub fn is_manager(&self) -> bool {
        ["manager", "admin", "owner"].iter().any(|role| self.role.to_ascii_lowercase().contains(role))
    }
}

/// A route of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    /// `MessageRouteId` or `CallRouteId`.
    pub id: String,
    /// Carries calls; else texts.
    pub voice: bool,
    /// Its name.
    pub name: String,
    /// Whether it is on; `None` when Telegent did not say.
    pub enabled: Option<bool>,
    /// Inbound or outbound bypass is on: texts never reach the operator's webhook.
    pub bypass: bool,
    /// How many lines use it.
    pub lines: u32,
}

/// An account's page.
///
/// # Errors
/// [`Error::NotFound`] for an account that is not there, or not for this transaction.
pub async fn account(tx: &mut Tx, account_id: &str, activity_page: u32) -> Result<AccountPage, Error> {
    let row = sqlx::query("select name, billing, mailing from accounts where account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    let address = |column: &str| -> Result<Option<Mailing>, Error> {
        let mailing = row.try_get::<Option<Json<Mailing>>, _>(column)?.map(|json| json.0);
        Ok(mailing.filter(|mailing| *mailing != Mailing::default()))
    };
    Ok(AccountPage {
        account_id: account_id.to_owned(),
        name: row.try_get("name")?,
        billing: address("billing")?,
        mailing: address("mailing")?,
        people: people(tx, account_id).await?,
        lines: lines(tx, account_id, None).await?,
        routes: routes(tx, account_id).await?,
        chains: open_chains(tx, Some(account_id)).await?,
        activity: activity(tx, account_id, activity_page).await?,
        age: data_age(tx).await?,
    })
}

async fn people(tx: &mut Tx, account_id: &str) -> Result<Vec<Person>, Error> {
    let rows = sqlx::query(
        "select p.subscriber_id, p.name, p.email, p.role,
                (select count(*) from numbers n where n.account_id = $1 and n.subscriber_id = p.subscriber_id) as lines,
                u.id is not null as invited, u.password_hash is not null as active, u.disabled_at is not null as disabled
         from subscribers p
         left join lateral (
           select u.* from users u
           where u.account_id = $1 and (u.subscriber_id = p.subscriber_id or u.email = lower(p.email))
           order by u.subscriber_id is distinct from p.subscriber_id, u.disabled_at is not null limit 1
         ) u on true
         where p.account_id = $1
         order by p.role ilike '%subscriber%', lower(p.name), p.subscriber_id",
    )
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let sign_in = match (row.try_get("invited")?, row.try_get("active")?, row.try_get("disabled")?) {
                (_, _, true) => SignIn::Disabled,
                (_, true, _) => SignIn::Active,
                (true, ..) => SignIn::Invited,
                _ => SignIn::None,
            };
            Ok(Person {
                id: row.try_get("subscriber_id")?,
                name: row.try_get("name")?,
                email: row.try_get("email")?,
                role: row.try_get("role")?,
                lines: u32::try_from(row.try_get::<i64, _>("lines")?).unwrap_or(u32::MAX),
                sign_in,
            })
        })
        .collect()
}

async fn routes(tx: &mut Tx, account_id: &str) -> Result<Vec<RouteRow>, Error> {
    let rows = sqlx::query(
        "select r.route_id, r.kind = 'voice' as voice, r.name, r.enabled,
                coalesce(r.inbound_bypass, false) or coalesce(r.outbound_bypass, false) as bypass,
                (select count(*) from numbers n
                 where n.account_id = $1 and r.route_id in (n.message_route, n.voice_route)) as lines
         from routes r where r.account_id = $1 order by r.kind, lower(r.name), r.route_id",
    )
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(RouteRow {
                id: row.try_get("route_id")?,
                voice: row.try_get("voice")?,
                name: row.try_get("name")?,
                enabled: row.try_get("enabled")?,
                bypass: row.try_get("bypass")?,
                lines: u32::try_from(row.try_get::<i64, _>("lines")?).unwrap_or(u32::MAX),
            })
        })
        .collect()
}
