//! The worker: takes a chain that is due, does the next thing to it, writes down what came of it.

use std::time::Duration;

use rand::Rng;
use sqlx::{PgConnection, Row};
use telegent::Client;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use crate::{Db, Error, Vault, mail::Letterhead, port_ins, rounds::rounds};

use super::chain::Chain;

/// Namespace of the advisory locks by which a worker shows that it is alive.
const ALIVE: i32 = 7113;
/// How long a heartbeat waits for the database.
const PULSE: Duration = Duration::from_secs(5);

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Chains worked on at a time.
    pub concurrency: usize,
    /// How often the queue is looked at when nothing wakes us.
    pub poll: Duration,
    /// How often a worker shows that it is alive, and renews its leases.
    pub beat: Duration,
    /// A lease nobody renewed ends after this.
    pub lease: Duration,
    /// Pause between looks at something unknown or ordered; doubles with each look.
    pub look_again: Duration,
    /// Reading must have found nothing for this long since the answer was given up before "nothing was made" is believed.
    pub settle: Duration,
    /// And it must have found nothing this many times before the last look.
    pub looks: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            concurrency: 4,
            poll: Duration::from_millis(500),
            beat: Duration::from_secs(5),
            lease: Duration::from_secs(120),
            look_again: Duration::from_secs(2),
            settle: Duration::from_secs(45),
            looks: 3,
        }
    }
}

/// Runs the journal.
#[derive(Clone)]
pub struct Worker {
    pub(super) db: Db,
    pub(super) client: Client,
    pub(super) letterhead: Letterhead,
    pub(super) vault: Vault,
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
    /// All is done; `noted`: the activity says so already.
    Finished { noted: bool },
}

impl Worker {
    /// A worker over these.
    pub fn new(db: Db, client: Client, letterhead: Letterhead, vault: Vault, settings: Settings) -> Self {
        Self { db, client, letterhead, vault, settings }
    }

    /// Works until `shutdown` turns true. A step under way is finished first.
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
        let (end, ended) = watch::channel(false);
        let tasks = (0..self.settings.concurrency).map(|_| self.work(me, ended.clone()));
        let heartbeat = async {
            let beat = self.heartbeat(&mut alive, me, shutdown).await;
            // Nobody takes a chain under an identity that is over.
            end.send_replace(true);
            beat
        };
        let (_, beat) = tokio::join!(futures::future::join_all(tasks), heartbeat);
        beat
    }

    /// Renews the leases over the connection that proves this worker is alive, until `shutdown` or until it breaks.
    async fn heartbeat(
        &self,
        alive: &mut PgConnection,
        me: i32,
        mut shutdown: watch::Receiver<bool>,
    ) -> Result<(), Error> {
        loop {
            tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => return Ok(()),
                () = sleep(self.settings.beat) => {}
            }
            let renewed = sqlx::query(
                "update chains set leased_until = now() + $2 * interval '1 second'
                 where leased_by = $1 and finished_at is null",
            )
            .bind(me)
            .bind(self.settings.lease.as_secs_f64())
            .execute(&mut *alive);
            timeout(PULSE, renewed).await.map_err(|_| anyhow::anyhow!("the heartbeat got no answer"))??;
        }
    }

    async fn work(&self, me: i32, end: watch::Receiver<bool>) {
        rounds(end, self.settings.poll, "journal step failed", || self.once(me)).await;
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

    /// Takes the lease of a chain that is due and that nobody alive holds. Chains of one account follow one another, each
    /// to its end or until it needs a person, who puts it at the end of the line.
    async fn claim(&self, me: i32) -> Result<Option<Chain>, Error> {
        let mut tx = self.db.begin_all().await?;
        // Claims are short; one at a time keeps two chains of an account from being taken at once.
        sqlx::query("select pg_advisory_xact_lock($1, 0)").bind(ALIVE).execute(&mut *tx).await?;
        let row = sqlx::query(
            "with held as (
               select id, lock_key from chains
               where finished_at is null and leased_until > now()
                 and leased_by::bigint in (select objid::bigint from pg_locks where locktype = 'advisory' and classid::bigint = $1
                   and database = (select oid from pg_database where datname = current_database()))
             )
             update chains set leased_by = $2, leased_until = now() + $3 * interval '1 second'
             where id = (
               select c.id from chains c
               where c.finished_at is null and c.next_at <= now()
                 and not exists (select 1 from held h where h.id = c.id or h.lock_key = c.lock_key)
                 and not exists (
                   select 1 from chains e
                   where e.lock_key = c.lock_key and e.finished_at is null and e.next_at < 'infinity'
                     and (e.turn, e.id) < (c.turn, c.id)
                 )
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
            worker: me,
            id: row.get("id"),
            title: row.get("title"),
            account_id: row.get("account_id"),
            actor_id: row.get("actor_id"),
            actor_name: row.get("actor_name"),
        }))
    }

    /// Gives the lease back, if it is still this worker's.
    async fn release(&self, chain: &Chain, next: &Next) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        // Whoever has an operation tried again holds this row, too: what is seen below is what they left.
        let mine = sqlx::query("select 1 from chains where id = $1 and leased_by = $2 for update")
            .bind(chain.id)
            .bind(chain.worker)
            .fetch_optional(&mut *tx)
            .await?;
        if mine.is_none() {
            return Ok(());
        }
        let wait = match next {
            Next::Now => Some(0.0),
            Next::After(wait) => Some(wait.as_secs_f64()),
            Next::Finished { .. } => None,
            Next::Stop => {
                let stuck = "select exists (select 1 from operations where chain_id = $1 and state = 'refused')";
                let stuck: bool = sqlx::query_scalar(stuck).bind(chain.id).fetch_one(&mut *tx).await?;
                (!stuck).then_some(0.0)
            }
        };
        let finished = matches!(next, Next::Finished { .. });
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
        if matches!(next, Next::Finished { noted: false }) {
            self.tell(&mut tx, chain, "Finished", &chain.title, None).await?;
        }
        if finished {
            port_ins::chain_over(&mut tx, chain.id).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Draws an id for this worker and takes the lock that shows it is alive. The connection may renew the worker's leases.
async fn register(connection: &mut PgConnection) -> Result<i32, Error> {
    sqlx::query("select set_config('homeline.scope', 'all', false)").execute(&mut *connection).await?;
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
