//! Reading everything from Telegent again, at background priority.

use std::time::Duration;

use sqlx::Row;
use telegent::{Client, Filter, Priority};
use tokio::{sync::watch, time::sleep};

use crate::{Db, Error, db::Tx};

use super::write;

/// How often things are read again.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Between full readings.
    pub every: Duration,
    /// How often somebody's wish for a fresh reading is looked for.
    pub poll: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { every: Duration::from_secs(300), poll: Duration::from_secs(1) }
    }
}

/// Keeps the projection fresh. One replica at a time does it.
#[derive(Clone)]
pub struct Syncer {
    db: Db,
    client: Client,
    settings: Settings,
}

/// Asks for a reading as soon as may be.
///
/// # Errors
/// [`Error::Database`].
pub async fn request_refresh(tx: &mut Tx) -> Result<(), Error> {
    sqlx::query(
        "insert into sync_state (kind, wanted) values ('all', true) on conflict (kind) do update set wanted = true",
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Syncer {
    /// A syncer over these.
    pub fn new(db: Db, client: Client, settings: Settings) -> Self {
        Self { db, client: client.at(Priority::Background), settings }
    }

    /// Reads until `shutdown` turns true.
    pub async fn run(self, mut shutdown: watch::Receiver<bool>) {
        loop {
            if let Err(error) = self.once_if_due().await {
                tracing::warn!(%error, "projection not refreshed");
            }
            tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => return,
                () = sleep(self.settings.poll) => {}
            }
        }
    }

    async fn once_if_due(&self) -> Result<(), Error> {
        // The lock lives on this connection's session; a replica that does not get it lets the other one work.
        let mut lock = self.db.pool().acquire().await?;
        let mine: bool = sqlx::query_scalar("select pg_try_advisory_lock(7115)").fetch_one(&mut *lock).await?;
        if !mine {
            return Ok(());
        }
        let due: bool = sqlx::query_scalar(
            "select coalesce((select wanted or greatest(finished_at, failed_at) is null
                                or greatest(finished_at, failed_at) < now() - $1 * interval '1 second'
                              from sync_state where kind = 'all'), true)",
        )
        .bind(self.settings.every.as_secs_f64())
        .fetch_one(&mut *lock)
        .await?;
        let done = if due { self.all().await } else { Ok(()) };
        sqlx::query("select pg_advisory_unlock(7115)").execute(&mut *lock).await?;
        done
    }

    /// Reads everything once and notes when.
    ///
    /// # Errors
    /// The first reading that failed; what was read before it stays.
    pub async fn all(&self) -> Result<(), Error> {
        sqlx::query("insert into sync_state (kind) values ('all') on conflict (kind) do update set wanted = false")
            .execute(self.db.pool())
            .await?;
        let read = self.read().await;
        let error = read.as_ref().err().map(ToString::to_string);
        sqlx::query(
            "update sync_state set error = $1, finished_at = case when $1 is null then now() else finished_at end,
               failed_at = case when $1 is null then null else now() end where kind = 'all'",
        )
        .bind(error)
        .execute(self.db.pool())
        .await?;
        read
    }

    async fn read(&self) -> Result<(), Error> {
        self.accounts().await?;
        self.subscribers().await?;
        self.catalogue().await?;
        self.routes().await?;
        self.numbers().await?;
        self.subscriptions().await?;
        self.usage().await
    }

    async fn accounts(&self) -> Result<(), Error> {
        let accounts = self.client.distributor().accounts().await?.into_value();
        let mut tx = self.db.begin_all().await?;
        for account in &accounts {
            write::account(&mut tx, account).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn subscribers(&self) -> Result<(), Error> {
        const PER_PAGE: u32 = 100;
        for page in 1.. {
            let reply = self.client.distributor().subscribers(page, PER_PAGE).await?.into_value();
            let mut tx = self.db.begin_all().await?;
            for person in &reply.subscribers {
                write::subscriber(&mut tx, person, None).await?;
            }
            tx.commit().await?;
            let read = i64::from(page) * i64::from(PER_PAGE);
            if reply.subscribers.is_empty() || read >= reply.total.unwrap_or(0) {
                break;
            }
        }
        // The list may leave the account out; each person is asked for once.
        let mut tx = self.db.begin_all().await?;
        let homeless: Vec<String> =
            sqlx::query_scalar("select subscriber_id from subscribers where account_id is null")
                .fetch_all(&mut *tx)
                .await?;
        drop(tx);
        for id in homeless {
            let person = match self.client.subscribers().get(&id).await {
                Ok(person) => person,
                Err(telegent::Error::NotFound { .. }) => continue,
                Err(error) => return Err(error.into()),
            };
            let mut tx = self.db.begin_all().await?;
            write::subscriber(&mut tx, &person, None).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn catalogue(&self) -> Result<(), Error> {
        let products = self.client.distributor().products(Filter::All).await?;
        let packages = self.client.distributor().packages(Filter::All).await?;
        let mut tx = self.db.begin_all().await?;
        for product in products.iter() {
            write::product(&mut tx, product).await?;
        }
        for package in packages.iter() {
            write::package(&mut tx, package).await?;
        }
        // Items change seldom and cost a call a package: read for those that have none yet.
        let bare: Vec<String> = sqlx::query_scalar(
            "select package_id from packages p where active and not exists (select 1 from package_items i where i.package_id = p.package_id)",
        )
        .fetch_all(&mut *tx)
        .await?;
        tx.commit().await?;
        for id in bare {
            let items = self.client.packages().items(&id).await?;
            let mut tx = self.db.begin_all().await?;
            write::package_items(&mut tx, &id, &items).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Routes cost two calls an account: read for accounts without, and for the ones read longest ago.
    async fn routes(&self) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        let accounts: Vec<String> = sqlx::query(
            "select a.account_id, min(r.read_at) as read_at from accounts a left join routes r using (account_id)
             group by 1 having min(r.read_at) is null or min(r.read_at) < now() - interval '1 hour'
             order by 2 nulls first limit 10",
        )
        .fetch_all(&mut *tx)
        .await?
        .iter()
        .map(|row| row.get("account_id"))
        .collect();
        drop(tx);
        for account in accounts {
            let messages = self.client.accounts().message_routes(&account).await?;
            let voice = self.client.accounts().voice_routes(&account).await?;
            let mut tx = self.db.begin_all().await?;
            for route in messages.iter() {
                write::message_route(&mut tx, &account, route).await?;
            }
            for route in voice.iter() {
                write::voice_route(&mut tx, &account, route).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    async fn numbers(&self) -> Result<(), Error> {
        const PER_PAGE: u32 = 200;
        for page in 1.. {
            let reply = self.client.numbers().inventory(page, Some("All"), Some(PER_PAGE)).await?.into_value();
            let mut tx = self.db.begin_all().await?;
            for number in &reply.phone_numbers {
                write::number(&mut tx, number, None).await?;
            }
            tx.commit().await?;
            let read = i64::from(page) * i64::from(PER_PAGE);
            if reply.phone_numbers.is_empty() || read >= reply.total_results.unwrap_or(0) {
                break;
            }
        }
        Ok(())
    }

    async fn subscriptions(&self) -> Result<(), Error> {
        let rows = self.client.distributor().subscriptions(Filter::All).await?;
        let mut tx = self.db.begin_all().await?;
        for row in rows.iter() {
            write::subscription(&mut tx, row).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn usage(&self) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        let numbers: Vec<String> =
            sqlx::query_scalar("select number from numbers where status = 'Active' order by number")
                .fetch_all(&mut *tx)
                .await?;
        drop(tx);
        for batch in numbers.chunks(50) {
            let settings = self.client.numbers().data_usage_settings(batch).await?;
            let usage = self.client.numbers().data_usage_info(batch).await?;
            let mut tx = self.db.begin_all().await?;
            for row in settings.iter() {
                write::data_settings(&mut tx, row).await?;
            }
            for row in usage.iter() {
                write::data_usage(&mut tx, row).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }
}
