//! The worker: takes a chain that is due, does the next thing to it, writes down what came of it.

use std::{sync::Arc, time::Duration};

use domain::{Email, progress::OpState};
use rand::Rng;
use serde_json::{Map, Value};
use sqlx::{PgConnection, Row, types::Json};
use telegent::Client;
use tokio::{sync::watch, time::sleep};
use url::Url;

use crate::{
    Db, Error,
    db::Tx,
    identity::{self, Invite},
    mail::Brand,
};

use super::{
    Op, activity,
    chain::{self, Chain, Operation},
    execute::{self, Made, Outcome, Results},
    live, resolve,
};

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
    db: Db,
    client: Client,
    invitations: Invitations,
    settings: Settings,
}

/// What is to be done with the chain afterwards.
enum Next {
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

    /// Does the next thing.
    async fn step(&self, chain: &Chain) -> Result<Next, Error> {
        let mut tx = self.db.begin_all().await?;
        let operations = chain::operations(&mut tx, chain.id).await?;
        let results: Results = operations.iter().map(|o| (o.seq, o.result.clone())).collect();
        let Some(operation) = operations.into_iter().find(|o| o.state != OpState::Done) else {
            return Ok(Next::Finished);
        };
        match operation.state {
            OpState::Done => Ok(Next::Now),
            OpState::Refused => Ok(Next::Stop),
            OpState::Queued => {
                let operation = self.mark_sending(&mut tx, chain, operation, &results).await?;
                tx.commit().await?;
                if let Op::InviteManager { .. } = &operation.op {
                    return self.invite(chain, &operation, &results).await;
                }
                let outcome = execute::execute(&self.client, &operation.op, &results).await?;
                self.record(chain, &operation, outcome).await
            }
            // The worker that sent it died before it could write down the answer.
            OpState::Sending => {
                drop(tx);
                if let Op::InviteManager { .. } = &operation.op {
                    return self.invite(chain, &operation, &results).await;
                }
                let detail = "We were interrupted while it was being made.".to_owned();
                self.record(chain, &operation, Outcome::Unknown { lost: true, detail }).await
            }
            OpState::Waiting => {
                drop(tx);
                let outcome = resolve::order(&self.client, &operation, &results).await?;
                self.record(chain, &operation, outcome).await
            }
            OpState::Unknown => {
                drop(tx);
                self.find_out(chain, &operation, &results).await
            }
        }
    }

    /// Commits that the call is about to be made, and what was there before it.
    async fn mark_sending(
        &self,
        tx: &mut Tx,
        chain: &Chain,
        mut operation: Operation,
        results: &Results,
    ) -> Result<Operation, Error> {
        let before = resolve::before(tx, &operation.op, results).await?;
        chain::set_state(tx, &operation, OpState::Sending, "").await?;
        sqlx::query(
            "update operations set before = $2, attempts = attempts + 1, reads = 0, sent_at = clock_timestamp() where id = $1",
        )
        .bind(operation.id)
        .bind(Json(&before))
        .execute(&mut **tx)
        .await?;
        live::notify(tx, &event(chain)).await?;
        operation.state = OpState::Sending;
        operation.before = before;
        operation.attempts += 1;
        Ok(operation)
    }

    /// Makes the manager's sign-in and queues the mail, in the transaction that says so.
    async fn invite(&self, chain: &Chain, operation: &Operation, results: &Results) -> Result<Next, Error> {
        let Op::InviteManager { account, subscriber, name, email } = &operation.op else { return Ok(Next::Now) };
        let (account, subscriber) = (execute::value(account, results)?, execute::value(subscriber, results)?);
        let mut tx = self.db.begin_all().await?;
        let Invitations { public_url, brand } = &self.invitations;
        let invited = match Email::parse(email) {
            Ok(email) => {
                let (account_id, subscriber_id, inviter) =
                    (account.as_str(), subscriber.as_str(), chain.actor_name.as_str());
                let invite = Invite { email: &email, name, account_id, subscriber_id, inviter };
                identity::invite_manager(&mut tx, &invite, public_url, brand).await.map(drop)
            }
            Err(fault) => Err(Error::field("email", fault)),
        };
        match invited {
            Ok(()) => {
                let made = Made { detail: format!("Sent to {email}"), ..Made::default() };
                self.finish(&mut tx, chain, operation, &made).await?;
                tx.commit().await?;
                Ok(Next::Now)
            }
            Err(Error::Invalid(_)) => {
                drop(tx);
                let detail = "This e-mail address already signs in here for somebody else.".to_owned();
                self.record(chain, operation, Outcome::Refused(detail)).await
            }
            Err(error) => Err(error),
        }
    }

    /// Reads what became of it.
    async fn find_out(&self, chain: &Chain, operation: &Operation, results: &Results) -> Result<Next, Error> {
        let again = backoff(self.settings.look_again, operation.reads);
        let found = match resolve::resolve(&self.client, operation, results).await? {
            Ok(found) => found,
            Err(error) => {
                tracing::info!(%error, operation = %operation.id, "not found out yet");
                let mut tx = self.db.begin_all().await?;
                chain::set_state(
                    &mut tx,
                    operation,
                    OpState::Unknown,
                    "Telegent can’t be asked right now. We go on asking.",
                )
                .await?;
                live::notify(&mut tx, &event(chain)).await?;
                tx.commit().await?;
                return Ok(Next::After(again));
            }
        };
        let mut tx = self.db.begin_all().await?;
        if let resolve::Found::Made(made) = found {
            self.finish(&mut tx, chain, operation, &made).await?;
            tx.commit().await?;
            return Ok(Next::Now);
        }
        let settled = operation.sent_ago.is_none_or(|ago| ago >= self.settings.settle.as_secs_f64());
        let next = if !operation.lost {
            // Telegent itself said that it failed, and reading agrees: nothing was made.
            chain::set_state(&mut tx, operation, OpState::Queued, "Telegent could not do it. It is tried again.")
                .await?;
            Next::After(backoff(self.settings.look_again, operation.attempts))
        } else if !settled {
            let detail = "The answer was lost on the way. We read what is there instead of asking twice, so nothing is bought twice.";
            chain::set_state(&mut tx, operation, OpState::Unknown, detail).await?;
            sqlx::query("update operations set reads = reads + 1 where id = $1")
                .bind(operation.id)
                .execute(&mut *tx)
                .await?;
            Next::After(again)
        } else if operation.op.buys() {
            let detail = "It was not made: nothing shows up after reading again and again. Nothing was charged.";
            chain::set_state(&mut tx, operation, OpState::Refused, detail).await?;
            self.tell(&mut tx, chain, "Needs a person", &operation.title).await?;
            Next::Stop
        } else {
            chain::set_state(&mut tx, operation, OpState::Queued, "It was not made. It is done now.").await?;
            Next::Now
        };
        live::notify(&mut tx, &event(chain)).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Writes down what came of a call.
    async fn record(&self, chain: &Chain, operation: &Operation, outcome: Outcome) -> Result<Next, Error> {
        let mut tx = self.db.begin_all().await?;
        let next = match outcome {
            Outcome::Done(made) => {
                self.finish(&mut tx, chain, operation, &made).await?;
                Next::Now
            }
            Outcome::Waiting(made) => {
                chain::set_state(&mut tx, operation, OpState::Waiting, &made.detail).await?;
                self.save(&mut tx, operation, &made.result).await?;
                Next::After(backoff(self.settings.look_again, operation.reads))
            }
            Outcome::Refused(message) => {
                chain::set_state(&mut tx, operation, OpState::Refused, &message).await?;
                self.tell(&mut tx, chain, "Refused", &format!("{}: {message}", operation.title)).await?;
                Next::Stop
            }
            Outcome::Retry(wait, detail) => {
                chain::set_state(&mut tx, operation, OpState::Queued, &detail).await?;
                Next::After(wait.max(backoff(self.settings.look_again, operation.attempts - 1)))
            }
            Outcome::Unknown { lost, detail } => {
                let detail =
                    format!("{detail} We read what is there instead of asking twice, so nothing is bought twice.");
                chain::set_state(&mut tx, operation, OpState::Unknown, &detail).await?;
                sqlx::query("update operations set lost = $2 where id = $1")
                    .bind(operation.id)
                    .bind(lost)
                    .execute(&mut *tx)
                    .await?;
                Next::After(self.settings.look_again)
            }
        };
        live::notify(&mut tx, &event(chain)).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Marks an operation done, with all it showed.
    async fn finish(&self, tx: &mut Tx, chain: &Chain, operation: &Operation, made: &Made) -> Result<(), Error> {
        chain::set_state(tx, operation, OpState::Done, &made.detail).await?;
        self.save(tx, operation, &made.result).await?;
        for seen in &made.seen {
            seen.write(tx).await?;
        }
        let mut chain = chain.clone();
        if let Some(account) = made.result.get("account_id").and_then(Value::as_str) {
            sqlx::query("update chains set account_id = $2 where id = $1")
                .bind(chain.id)
                .bind(account)
                .execute(&mut **tx)
                .await?;
            sqlx::query("update drafts set account_id = $2 where chain_id = $1")
                .bind(chain.id)
                .bind(account)
                .execute(&mut **tx)
                .await?;
            chain.account_id = Some(account.to_owned());
        }
        self.tell(tx, &chain, &operation.title, &made.detail).await?;
        live::notify(tx, &event(&chain)).await
    }

    async fn save(&self, tx: &mut Tx, operation: &Operation, result: &Map<String, Value>) -> Result<(), Error> {
        sqlx::query("update operations set result = $2, reads = reads + 1 where id = $1")
            .bind(operation.id)
            .bind(Json(result))
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    async fn tell(&self, tx: &mut Tx, chain: &Chain, what: &str, detail: &str) -> Result<(), Error> {
        let actor = Some((chain.actor_id, chain.actor_name.as_str()));
        activity::append(tx, &activity::Entry { account_id: chain.account_id.as_deref(), actor, what, detail }).await
    }
}

fn event(chain: &Chain) -> live::Event {
    live::Event { account: chain.account_id.clone(), chain: Some(chain.id) }
}

/// `base` doubled `times` times, a minute at most.
fn backoff(base: Duration, times: i32) -> Duration {
    base.saturating_mul(1 << times.clamp(0, 5)).min(Duration::from_secs(60))
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
