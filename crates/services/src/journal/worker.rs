//! The worker: takes a chain that is due, does the next thing to it, writes down what came of it.

use std::{sync::Arc, time::Duration};

use rand::Rng;
use sqlx::{PgConnection, Row};
use telegent::Client;
use tokio::{sync::watch, time::sleep};
use url::Url;

use crate::{Db, Error, mail::Brand};

use super::chain::Chain;

/// Namespace of the advisory locks by which a worker shows that it is alive.
const ALIVE: i32 = 7113;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Chains worked on at a time.
    pub concurrency: usize,
    /// How often the queue is looked at when nothing wakes us.
    pub poll: Duration,
    /// A lease nobody renewed ends after this; longer than a call can take.
    pub lease: Duration,
    /// Pause between looks at something unknown or ordered; doubles with each look.
    pub look_again: Duration,
    /// Reading must have found nothing for this long since the call before "nothing was made" is believed.
    pub settle: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            concurrency: 4,
            poll: Duration::from_millis(500),
            lease: Duration::from_secs(120),
            look_again: Duration::from_secs(2),
            settle: Duration::from_secs(45),
        }
    }
}

/// What an invitation says and where its link leads.
#[derive(Clone, Debug)]
pub struct Invitations {
    /// Where the portal is reached.
    pub public_url: Url,
    /// Whose portal it is.
    pub brand: Arc<Brand>,
}

/// Runs the journal.
#[derive(Clone)]
pub struct Worker {
    pub(super) db: Db,
    pub(super) client: Client,
    pub(super) invitations: Invitations,
    pub(super) settings: Settings,
}

/// What is to be done with the chain afterwards.
pub(super) enum Next {
    /// Go on at once.
    Now,
    /// Look again after this.
    After(Duration),
    /// A person must act.
    Stop,
    /// All is done.
    Finished,
}

impl Worker {
    /// A worker over these.
    pub fn new(db: Db, client: Client, invitations: Invitations, settings: Settings) -> Self {
        Self { db, client, invitations, settings }
    }

    /// Works until `shutdown` turns true. A call under way is finished first.
    pub async fn run(self, shutdown: watch::Receiver<bool>) {
        while !*shutdown.borrow() {
            if let Err(error) = self.serve(shutdown.clone()).await {
                tracing::error!(%error, "journal worker starts over");
                sleep(self.settings.poll).await;
            }
        }
    }

    /// Works with one identity, as long as the connection that proves it is alive lasts.
    async fn serve(&self, shutdown: watch::Receiver<bool>) -> Result<(), Error> {
        let mut alive = self.db.pool().acquire().await?.detach();
        let me = register(&mut alive).await?;
        let tasks = (0..self.settings.concurrency).map(|_| self.work(me, shutdown.clone()));
        let heartbeat = async {
            let mut shutdown = shutdown.clone();
            loop {
                tokio::select! {
                    _ = shutdown.wait_for(|stop| *stop) => return Ok(()),
                    () = sleep(Duration::from_secs(5)) => {}
                }
                sqlx::query("select 1").execute(&mut alive).await?;
            }
        };
        let (_, beat) = tokio::join!(futures::future::join_all(tasks), heartbeat);
        beat.map_err(Error::Database)
    }

    async fn work(&self, me: i32, shutdown: watch::Receiver<bool>) {
        while !*shutdown.borrow() {
            match self.once(me).await {
                Ok(true) => {}
                Ok(false) => sleep(self.settings.poll).await,
                Err(error) => {
                    tracing::error!(%error, "journal step failed");
                    sleep(self.settings.poll).await;
                }
            }
        }
    }

    /// Works until nothing is due; for tests.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn drain(&self) -> Result<(), Error> {
        while self.drain_one().await? {}
        Ok(())
    }

    /// Does one step as a worker that ends right after it; for tests. False when nothing is due.
    ///
    /// # Errors
    /// When the step fails.
    pub async fn drain_one(&self) -> Result<bool, Error> {
        let mut alive = self.db.pool().acquire().await?.detach();
        let me = register(&mut alive).await?;
        self.once(me).await
    }

    /// Takes one chain one step on; false when none is due.
    async fn once(&self, me: i32) -> Result<bool, Error> {
        let Some(chain) = self.claim(me).await? else { return Ok(false) };
        let next = match self.step(&chain).await {
            Ok(next) => next,
            // Somebody else moved it: look at it afresh.
            Err(Error::Stale) => Next::Now,
            Err(error) => {
                tracing::error!(%error, chain = %chain.id, "chain step failed");
                Next::After(self.settings.look_again * 5)
            }
        };
        self.release(&chain, &next).await?;
        Ok(true)
    }

    /// Takes the lease of a chain that is due and that nobody alive holds. Chains of one account follow one another.
    async fn claim(&self, me: i32) -> Result<Option<Chain>, Error> {
        let mut tx = self.db.begin_all().await?;
        // Claims are short; one at a time keeps two chains of an account from being taken at once.
        sqlx::query("select pg_advisory_xact_lock($1, 0)").bind(ALIVE).execute(&mut *tx).await?;
        let row = sqlx::query(
            "with held as (
               select id, lock_key from chains
               where finished_at is null and leased_until > now()
                 and leased_by::bigint in (select objid::bigint from pg_locks where locktype = 'advisory' and classid::bigint = $1)
             )
             update chains set leased_by = $2, leased_until = now() + $3 * interval '1 second'
             where id = (
               select c.id from chains c
               where c.finished_at is null and c.next_at <= now()
                 and not exists (select 1 from held h where h.id = c.id or h.lock_key = c.lock_key)
               order by c.next_at limit 1 for update skip locked
             )
             returning id, title, account_id, actor_id, coalesce((select name from users where users.id = actor_id), 'Homeline') as actor_name",
        )
        .bind(ALIVE)
        .bind(me)
        .bind(self.settings.lease.as_secs_f64())
        .fetch_optional(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(row.map(|row| Chain {
            id: row.get("id"),
            title: row.get("title"),
            account_id: row.get("account_id"),
            actor_id: row.get("actor_id"),
            actor_name: row.get("actor_name"),
        }))
    }

    async fn release(&self, chain: &Chain, next: &Next) -> Result<(), Error> {
        let (wait, finished) = match next {
            Next::Now => (Some(0.0), false),
            Next::After(wait) => (Some(wait.as_secs_f64()), false),
            Next::Stop => (None, false),
            Next::Finished => (None, true),
        };
        let mut tx = self.db.begin_all().await?;
        sqlx::query(
            "update chains set leased_by = null, leased_until = null,
               next_at = coalesce(now() + $2 * interval '1 second', 'infinity'),
               finished_at = case when $3 then now() end
             where id = $1",
        )
        .bind(chain.id)
        .bind(wait)
        .bind(finished)
        .execute(&mut *tx)
        .await?;
        if finished {
            self.tell(&mut tx, chain, "Finished", &chain.title).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Draws an id for this worker and takes the lock that shows it is alive.
async fn register(connection: &mut PgConnection) -> Result<i32, Error> {
    loop {
        let me = rand::rng().random_range(1..i32::MAX);
        let free: bool = sqlx::query_scalar("select pg_try_advisory_lock($1, $2)")
            .bind(ALIVE)
            .bind(me)
            .fetch_one(&mut *connection)
            .await?;
        if free {
            return Ok(me);
        }
    }
}
