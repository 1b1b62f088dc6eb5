//! Reading everything from Telegent again, at background priority.

use std::time::Duration;

use telegent::{Client, Filter, Priority};
use tokio::{sync::watch, time::sleep};

use crate::{Db, Error, data::samples, db::Tx, pages::Pages};

use super::{
    guardian,
    write::{self, Began},
};

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

    /// Reads until `shutdown` turns true. A reading under way is given up: the next one begins anew anyway.
    pub async fn run(self, mut shutdown: watch::Receiver<bool>) {
        let work = async {
            loop {
                if let Err(error) = self.once_if_due().await {
                    tracing::warn!(%error, "projection not refreshed");
                }
                sleep(self.settings.poll).await;
            }
        };
        tokio::select! {
            _ = shutdown.wait_for(|stop| *stop) => {}
            () = work => {}
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
        self.usage().await?;
        self.guardian().await
    }

    /// What the database's clock says.
    async fn now(&self) -> Result<Began, Error> {
        Ok(Some(sqlx::query_scalar("select clock_timestamp()").fetch_one(self.db.pool()).await?))
    }

    async fn accounts(&self) -> Result<(), Error> {
        let began = self.now().await?;
        let accounts = self.client.distributor().accounts().await?.into_value();
        let mut tx = self.db.begin_all().await?;
        for account in &accounts {
            write::account(&mut tx, account, began).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn subscribers(&self) -> Result<(), Error> {
        const PER_PAGE: u32 = 100;
        let mut pages = Pages::default();
        for page in 1.. {
            let began = self.now().await?;
            let reply = self.client.distributor().subscribers(page, PER_PAGE).await?.into_value();
            let mut tx = self.db.begin_all().await?;
            for person in &reply.subscribers {
                write::subscriber(&mut tx, person, None, began).await?;
            }
            tx.commit().await?;
            let rows = &reply.subscribers;
            if !pages.more(rows.len(), rows.first().map(|s| s.subscriber_id.as_str()), reply.total) {
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
            let began = self.now().await?;
            let person = match self.client.subscribers().get(&id).await {
                Ok(person) => person,
                Err(telegent::Error::NotFound { .. }) => continue,
                Err(error) => return Err(error.into()),
            };
            let mut tx = self.db.begin_all().await?;
            write::subscriber(&mut tx, &person, None, began).await?;
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

    /// Routes cost two calls an account: ten accounts a round, the ones asked for longest ago. An account is asked for once
    /// an hour, more often while it has none.
    async fn routes(&self) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        let accounts: Vec<String> = sqlx::query_scalar(
            "select account_id from accounts a
             where routes_read_at is null or routes_read_at < now() - interval '1 hour'
                or routes_read_at < now() - interval '5 minutes'
                   and not exists (select 1 from routes r where r.account_id = a.account_id)
             order by routes_read_at nulls first, account_id limit 10",
        )
        .fetch_all(&mut *tx)
        .await?;
        drop(tx);
        for account in accounts {
            let read = self.routes_of(&account).await;
            // Whatever came back: one account that cannot be read holds the others up no longer than a round.
            let mut tx = self.db.begin_all().await?;
            sqlx::query("update accounts set routes_read_at = now() where account_id = $1")
                .bind(&account)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            match read {
                // It is gone upstream.
                Err(Error::Upstream(telegent::Error::NotFound { .. })) => {}
                other => other?,
            }
        }
        Ok(())
    }

    async fn routes_of(&self, account: &str) -> Result<(), Error> {
        let began = self.now().await?;
        let messages = self.client.accounts().message_routes(account).await?;
        let voice = self.client.accounts().voice_routes(account).await?;
        let mut tx = self.db.begin_all().await?;
        for route in messages.iter() {
            write::message_route(&mut tx, account, route, began).await?;
        }
        for route in voice.iter() {
            write::voice_route(&mut tx, account, route, began).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn numbers(&self) -> Result<(), Error> {
        const PER_PAGE: u32 = 200;
        let mut pages = Pages::default();
        for page in 1.. {
            let began = self.now().await?;
            let reply = self.client.numbers().inventory(page, Some("All"), Some(PER_PAGE)).await?.into_value();
            let mut tx = self.db.begin_all().await?;
            for number in &reply.phone_numbers {
                write::number(&mut tx, number, None, began).await?;
            }
            tx.commit().await?;
            let rows = &reply.phone_numbers;
            if !pages.more(rows.len(), rows.first().map(|n| n.number.as_str()), reply.total_results) {
                break;
            }
        }
        let mut tx = self.db.begin_all().await?;
        write::strangers(&mut tx).await?;
        Ok(tx.commit().await?)
    }

    async fn subscriptions(&self) -> Result<(), Error> {
        let began = self.now().await?;
        let rows = self.client.distributor().subscriptions(Filter::All).await?;
        let mut tx = self.db.begin_all().await?;
        for row in rows.iter() {
            write::subscription(&mut tx, row, began).await?;
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
            let began = self.now().await?;
            let settings = self.client.numbers().data_usage_settings(batch).await?;
            let usage = self.client.numbers().data_usage_info(batch).await?;
            let mut tx = self.db.begin_all().await?;
            for row in settings.iter() {
                write::data_settings(&mut tx, row, began).await?;
            }
            for row in usage.iter() {
                write::data_usage(&mut tx, row, began).await?;
            }
            samples::take(&mut tx, batch).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// People with Guardian: four calls each, so a few a round, the ones asked longest ago first.
    async fn guardian(&self) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        let due = guardian::due(&mut tx).await?;
        drop(tx);
        for person in due {
            let began = self.now().await?;
            let guardian::Due { account_id, subscriber_id, number } = &person;
            let seen = guardian::ask(&self.client, account_id, subscriber_id, number, guardian::Parts::ALL).await;
            // Whatever came back: one person who cannot be read holds the others up no longer than a round.
            let mut tx = self.db.begin_all().await?;
            guardian::asked(&mut tx, &person).await?;
            tx.commit().await?;
            match seen {
                Ok(seen) => {
                    let mut tx = self.db.begin_all().await?;
                    crate::guardian::heard(&mut tx, &seen, began).await?;
                    tx.commit().await?;
                }
                // Gone upstream.
                Err(telegent::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
