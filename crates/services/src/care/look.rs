//! Reading what Telegent alone knows of a line: where 911 sends help, voicemail, the phone. Three calls a line, so it is
//! read when somebody asks for it, and once by itself.

use std::time::Duration;

use domain::PlainAddress;
use sqlx::{Row, types::Json};
use telegent::{Client, Error as Upstream};
use tokio::sync::watch;

use crate::{Actor, Db, Error, accounts, db::Tx, rounds::rounds};

use super::page;

/// How often the table is looked at when nothing is wanted.
const IDLE: Duration = Duration::from_millis(500);

/// Asks for a line to be read now.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or of which nothing is this actor's to see.
pub async fn look(db: &Db, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let accounts::Reached { account_id, line, .. } =
        accounts::reached(&mut tx, actor, number, domain::Care::View).await?;
    page::may(&mut tx, actor, &account_id, &line).await?;
    want(&mut tx, &account_id, number).await?;
    Ok(tx.commit().await?)
}

async fn want(tx: &mut Tx, account_id: &str, number: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into line_care (number, account_id, wanted_at) values ($1, $2, now())
         on conflict (number) do update set account_id = excluded.account_id,
           wanted_at = coalesce(line_care.wanted_at, now())",
    )
    .bind(number)
    .bind(account_id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Reads lines that somebody asked for.
#[derive(Clone, Debug)]
pub struct Reader {
    db: Db,
    client: Client,
}

/// What a reading showed; what is none was not answered, and stays as it was.
struct Shown {
    address: Option<Option<PlainAddress>>,
    voicemail: Option<(bool, Option<String>)>,
    phone: Option<(Option<String>, Option<String>)>,
}

impl Reader {
    /// A reader over these.
    pub const fn new(db: Db, client: Client) -> Self {
        Self { db, client }
    }

    /// Reads until `shutdown` turns true.
    pub async fn run(self, shutdown: watch::Receiver<bool>) {
        rounds(shutdown, IDLE, "line not read", || self.once()).await;
    }

    /// Reads everything that is wanted; for tests.
    ///
    /// # Errors
    /// When a reading cannot be written down.
    pub async fn drain(&self) -> Result<(), Error> {
        while self.once().await? {}
        Ok(())
    }

    /// Has one line read that never was, the longest known first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn fill(&self) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        let row = sqlx::query(
            "select n.number, n.account_id from numbers n left join line_care c on c.number = n.number
             where n.status = 'Active' and n.account_id is not null and n.subscriber_id is not null
               and c.e911_at is null and c.wanted_at is null
               and (c.failed_at is null or c.failed_at < now() - interval '1 day')
             order by n.bought_on nulls last, n.number limit 1",
        )
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(row) = row {
            let (number, account_id): (String, String) = (row.try_get("number")?, row.try_get("account_id")?);
            want(&mut tx, &account_id, &number).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Reads the line that waits longest; false when none does.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn once(&self) -> Result<bool, Error> {
        let mut tx = self.db.begin_all().await?;
        let row = sqlx::query(
            "update line_care set leased_until = now() + interval '3 minutes' where number = (
               select number from line_care
               where wanted_at is not null and (leased_until is null or leased_until < now())
               order by wanted_at limit 1 for update skip locked)
             returning number, account_id, now() as began",
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(false) };
        let (number, account_id): (String, String) = (row.try_get("number")?, row.try_get("account_id")?);
        let began: jiff_sqlx::Timestamp = row.try_get("began")?;
        tx.commit().await?;
        // Nobody waits for Telegent in a transaction.
        let shown = self.ask(&number, &account_id).await;
        let mut tx = self.db.begin_all().await?;
        keep(&mut tx, &number, began, shown).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn ask(&self, number: &str, account_id: &str) -> Shown {
        let (numbers, account) = (self.client.numbers(), Some(account_id));
        let unheard = |error: &Upstream| tracing::info!(%error, "line not read");
        let address = match numbers.e911(number, account).await {
            Ok(record) => Some(record.into_value().address.map(|read| PlainAddress {
                street1: read.street1,
                street2: read.street2.unwrap_or_default(),
                city: read.city,
                state: read.state,
                zip: read.zip,
            })),
            Err(Upstream::NotFound { .. }) => Some(None),
            Err(error) => {
                unheard(&error);
                None
            }
        };
        let voicemail = match numbers.voicemail(number, account).await {
            Ok(info) => info.voicemail_enabled.map(|on| (on, info.email.clone())),
            Err(error) => {
                unheard(&error);
                None
            }
        };
        // The documents speak of devices alone: a network that says no knows of none.
        let phone = match numbers.device_details(number, account).await {
            Ok(device) => {
                let device = device.into_value();
                Some((device.imei, device.device_name.or(device.device_model)))
            }
            Err(Upstream::NotFound { .. } | Upstream::Refused { .. }) => Some((None, None)),
            Err(error) => {
                unheard(&error);
                None
            }
        };
        Shown { address, voicemail, phone }
    }
}

/// Writes down what a reading showed. What was set here since it began stays.
async fn keep(tx: &mut Tx, number: &str, began: jiff_sqlx::Timestamp, shown: Shown) -> Result<(), Error> {
    let whole = shown.address.is_some() && shown.voicemail.is_some() && shown.phone.is_some();
    sqlx::query(
        "update line_care set wanted_at = null, leased_until = null,
           failed_at = case when $2 then null else now() end where number = $1",
    )
    .bind(number)
    .bind(whole)
    .execute(&mut **tx)
    .await?;
    if let Some(address) = shown.address {
        sqlx::query(
            "update line_care set e911 = $2, e911_at = now() where number = $1 and (e911_at is null or e911_at <= $3)",
        )
        .bind(number)
        .bind(address.map(Json))
        .bind(began)
        .execute(&mut **tx)
        .await?;
    }
    if let Some((on, email)) = shown.voicemail {
        sqlx::query(
            "update line_care set voicemail_on = $2, voicemail_email = $3, voicemail_at = now()
             where number = $1 and (voicemail_at is null or voicemail_at <= $4)",
        )
        .bind(number)
        .bind(on)
        .bind(email)
        .bind(began)
        .execute(&mut **tx)
        .await?;
    }
    if let Some((imei, device)) = shown.phone {
        sqlx::query("update line_care set imei = $2, device = $3, device_at = now() where number = $1")
            .bind(number)
            .bind(imei)
            .bind(device)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
