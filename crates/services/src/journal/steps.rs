//! What is done to a chain: the next operation sent, read again, or written down.

use std::time::Duration;

use domain::{Email, Lang, Role, progress::OpState};
use serde_json::{Map, Value};
use sqlx::types::Json;
use telegent::{WebhookEvent, WebhookSettings};

use crate::{
    Error,
    db::Tx,
    identity::{self, Invite},
    mail::Letterhead,
    port_ins::{self, Settled},
};

use super::{
    Op, activity,
    chain::{self, Chain, Operation},
    execute::{self, Made, Outcome, Results},
    guardian, live, port,
    resolve::{self, Found},
    worker::{Next, Worker},
};

impl Worker {
    /// Does the next thing.
    pub(super) async fn step(&self, chain: &Chain) -> Result<Next, Error> {
        let mut tx = self.db.begin_all().await?;
        let operations = chain::operations(&mut tx, chain.id).await?;
        let results: Results = operations.iter().map(|o| (o.seq, o.result.clone())).collect();
        let noted = operations.iter().all(|o| o.op.is_noted());
        let passed = |o: &Operation| o.state == OpState::Done || o.state == OpState::Refused && o.op.lets_go_on();
        let Some(operation) = operations.into_iter().find(|o| !passed(o)) else {
            return Ok(Next::Finished { noted });
        };
        match operation.state {
            OpState::Done => Ok(Next::Now),
            OpState::Refused => Ok(Next::Stop),
            OpState::Queued if !operation.op.is_ready(&results) => {
                drop(tx);
                let detail = "What it needs of an earlier step is missing.".to_owned();
                self.record(chain, &operation, &results, Outcome::Refused(detail)).await
            }
            OpState::Queued => {
                let operation = self.mark_sending(&mut tx, chain, operation, &results).await?;
                let parcel = port::pack(&mut tx, &self.vault, &operation.op).await?;
                let known = guardian::known(&mut tx, &operation.op).await?;
                tx.commit().await?;
                let outcome = match (parcel, &operation.op) {
                    (_, Op::InviteManager { .. }) => return self.invite(chain, &operation, &results).await,
                    (_, Op::WatchOrders { account, url }) => {
                        self.watch_orders(&execute::value(account, &results)?, url).await
                    }
                    (_, Op::Guardian(op)) => guardian::send(&self.client, op, known.unwrap_or_default()).await,
                    (Some(Ok(parcel)), _) => port::send(&self.client, parcel).await,
                    (Some(Err(missing)), _) => Outcome::Refused(missing),
                    (None, op) => execute::execute(&self.client, op, &results).await?,
                };
                self.record(chain, &operation, &results, outcome).await
            }
            // The worker that sent it died before it could write down the answer.
            OpState::Sending => {
                drop(tx);
                if let Op::InviteManager { .. } = &operation.op {
                    return self.invite(chain, &operation, &results).await;
                }
                let detail = "We were interrupted while it was being made.".to_owned();
                self.record(chain, &operation, &results, Outcome::Unknown { lost: true, detail }).await
            }
            OpState::Waiting => {
                drop(tx);
                let outcome = resolve::order(&self.client, &operation, &results).await?;
                self.record(chain, &operation, &results, outcome).await
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
        // What an earlier sending may have made is not taken for something that was there before.
        if !operation.maybe {
            operation.before = resolve::before(tx, &operation.op, results).await?;
        }
        chain::set_state(tx, &operation, OpState::Sending, "").await?;
        sqlx::query(
            "update operations set before = $2, attempts = attempts + 1, reads = 0, again = false,
               sent_at = clock_timestamp() where id = $1",
        )
        .bind(operation.id)
        .bind(Json(&operation.before))
        .execute(&mut **tx)
        .await?;
        live::notify(tx, &event(chain)).await?;
        operation.state = OpState::Sending;
        operation.attempts += 1;
        Ok(operation)
    }

    /// Makes the manager's sign-in and queues the mail, in the transaction that says so.
    async fn invite(&self, chain: &Chain, operation: &Operation, results: &Results) -> Result<Next, Error> {
        let Op::InviteManager { account, subscriber, name, email } = &operation.op else { return Ok(Next::Now) };
        let (account, subscriber) = (execute::value(account, results)?, execute::value(subscriber, results)?);
        let mut tx = self.db.begin_all().await?;
        let Letterhead { public_url, brand } = &self.letterhead;
        let invited = match Email::parse(email) {
            Ok(email) => {
                let (account_id, subscriber_id, inviter) =
                    (account.as_str(), Some(subscriber.as_str()), chain.actor_name.as_str());
                let (role, language) = (Role::Manager, Lang::default());
                let invite = Invite { email: &email, name, role, account_id, subscriber_id, language, inviter };
                identity::invite(&mut tx, &invite, public_url, brand).await.map(drop)
            }
            Err(fault) => Err(Error::field("email", fault)),
        };
        match invited {
            Ok(()) => {
                let made = Made { detail: format!("Sent to {email}"), ..Made::default() };
                self.finish(&mut tx, chain, operation, results, &made).await?;
                tx.commit().await?;
                Ok(Next::Now)
            }
            Err(Error::Invalid(_)) => {
                drop(tx);
                let detail = "This e-mail address already signs in here for somebody else.".to_owned();
                self.record(chain, operation, results, Outcome::Refused(detail)).await
            }
            Err(error) => Err(error),
        }
    }

    /// Has Telegent tell us of an account's orders, unless it does.
    async fn watch_orders(&self, account: &str, url: &str) -> Outcome {
        match resolve::watched(&self.client, account, url).await {
            Ok(Found::Made(made)) => return Outcome::Done(made),
            Ok(_) => {}
            Err(error) => return execute::failed(error),
        }
        let token = self.vault.token(port_ins::HOOK);
        let settings = WebhookSettings::posting_to(url, token, vec![WebhookEvent::OrderUpdate], account);
        match self.client.webhooks().create(&settings).await {
            Ok(made) => {
                let detail = "Telegent tells us when an order moves";
                Outcome::Done(Made::new([("webhook_id", Some(&made.webhook_id))], detail, Vec::new()))
            }
            Err(error) => execute::failed(error),
        }
    }

    /// Reads what became of it.
    async fn find_out(&self, chain: &Chain, operation: &Operation, results: &Results) -> Result<Next, Error> {
        let mut tx = self.db.begin_all().await?;
        let taken = resolve::taken(&mut tx, operation).await?;
        let heard = port_ins::heard_order(&mut tx, &operation.op).await?;
        drop(tx);
        let found = match resolve::resolve(&self.client, operation, results, &taken, heard.as_deref()).await? {
            Ok(found) => found,
            Err(error) => {
                tracing::info!(%error, operation = %operation.id, "not found out yet");
                let mut tx = self.db.begin_all().await?;
                let detail = "Telegent can’t be asked right now. We go on asking.";
                chain::set_state(&mut tx, operation, OpState::Unknown, detail).await?;
                sqlx::query("update operations set unheard = unheard + 1 where id = $1")
                    .bind(operation.id)
                    .execute(&mut *tx)
                    .await?;
                live::notify(&mut tx, &event(chain)).await?;
                tx.commit().await?;
                return Ok(Next::After(backoff(self.settings.look_again, operation.unheard)));
            }
        };
        match found {
            Found::Made(made) => self.record(chain, operation, results, Outcome::Done(made)).await,
            Found::Foreign(detail) => self.record(chain, operation, results, Outcome::Refused(detail)).await,
            Found::Nothing => self.not_there(chain, operation, results).await,
        }
    }

    /// Reading found nothing: looks again, sends it again, or leaves that to a person.
    async fn not_there(&self, chain: &Chain, operation: &Operation, results: &Results) -> Result<Next, Error> {
        let mut tx = self.db.begin_all().await?;
        let long_ago = operation.sent_ago.is_none_or(|ago| ago >= self.settings.settle.as_secs_f64());
        let settled = operation.again || (long_ago && operation.reads >= self.settings.looks);
        // A purchase is given time to show up even when Telegent answered that it failed: a gateway may have given up
        // on work that was still being done.
        let (to, detail, next) = if !settled && (operation.lost || operation.op.buys()) {
            let detail = "The answer was lost on the way. We read what is there instead of asking twice, so nothing is bought twice.";
            (OpState::Unknown, detail, Next::After(backoff(self.settings.look_again, operation.reads)))
        } else if operation.op.buys() && !operation.again {
            let detail = "No clear answer came, and nothing shows up after reading again and again. An order may still be \
                          under way at Telegent: look there before you try again. We look once more before it is sent.";
            (OpState::Refused, detail, if operation.op.lets_go_on() { Next::Now } else { Next::Stop })
        } else {
            // Telegent itself said that it failed: it may need a while.
            let pause = backoff(self.settings.look_again, operation.attempts);
            let pause = if operation.lost { Duration::ZERO } else { pause };
            (OpState::Queued, "It was not made. It is sent again.", Next::After(pause))
        };
        chain::set_state(&mut tx, operation, to, detail).await?;
        sqlx::query("update operations set reads = reads + 1, unheard = 0 where id = $1")
            .bind(operation.id)
            .execute(&mut *tx)
            .await?;
        if to == OpState::Refused {
            self.tell(&mut tx, chain, "Needs a person", &operation.title, None).await?;
            let settled = Settled::Refused(detail);
            port_ins::conclude(&mut tx, &self.letterhead, &operation.op, results, settled).await?;
        }
        live::notify(&mut tx, &event(chain)).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Writes down what came of a call.
    async fn record(
        &self,
        chain: &Chain,
        operation: &Operation,
        results: &Results,
        outcome: Outcome,
    ) -> Result<Next, Error> {
        let mut tx = self.db.begin_all().await?;
        let next = match outcome {
            Outcome::Done(made) => {
                self.finish(&mut tx, chain, operation, results, &made).await?;
                Next::Now
            }
            Outcome::Waiting(made) => {
                chain::set_state(&mut tx, operation, OpState::Waiting, &made.detail).await?;
                self.save(&mut tx, operation, &made.result).await?;
                port_ins::half_way(&mut tx, &self.letterhead, &operation.op, &made.result).await?;
                Next::After(backoff(self.settings.look_again, operation.reads))
            }
            Outcome::Refused(message) => {
                chain::set_state(&mut tx, operation, OpState::Refused, &message).await?;
                if !operation.op.splits() {
                    let refused = format!("{}: {message}", operation.title);
                    self.tell(&mut tx, chain, "Refused", &refused, None).await?;
                }
                let settled = Settled::Refused(&message);
                port_ins::conclude(&mut tx, &self.letterhead, &operation.op, results, settled).await?;
                guardian::refused(&mut tx, &self.letterhead, &operation.op).await?;
                if operation.op.lets_go_on() { Next::Now } else { Next::Stop }
            }
            Outcome::Retry(wait, detail) => {
                chain::set_state(&mut tx, operation, OpState::Queued, &detail).await?;
                Next::After(wait.max(backoff(self.settings.look_again, operation.attempts - 1)))
            }
            Outcome::Unknown { lost, detail } => {
                let detail =
                    format!("{detail} We read what is there instead of asking twice, so nothing is bought twice.");
                chain::set_state(&mut tx, operation, OpState::Unknown, &detail).await?;
                // Time is counted from here: before the call there was a wait for a permit.
                sqlx::query(
                    "update operations set lost = $2, maybe = true, reads = 0, unheard = 0, sent_at = clock_timestamp() where id = $1",
                )
                .bind(operation.id)
                .bind(lost)
                .execute(&mut *tx)
                .await?;
                let settled = Settled::Unknown;
                port_ins::conclude(&mut tx, &self.letterhead, &operation.op, results, settled).await?;
                Next::After(self.settings.look_again)
            }
        };
        live::notify(&mut tx, &event(chain)).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Marks an operation done, with all it showed.
    async fn finish(
        &self,
        tx: &mut Tx,
        chain: &Chain,
        operation: &Operation,
        results: &Results,
        made: &Made,
    ) -> Result<(), Error> {
        chain::set_state(tx, operation, OpState::Done, &made.detail).await?;
        self.save(tx, operation, &made.result).await?;
        for seen in &made.seen {
            seen.write(tx).await?;
        }
        let mut chain = chain.clone();
        if let Some(account) = made.result.get("account_id").and_then(Value::as_str) {
            // From here on it stands in line with whatever else is asked for this account.
            sqlx::query("update chains set account_id = $2, lock_key = $2 where id = $1")
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
        let settled = Settled::Done(&made.result);
        port_ins::conclude(tx, &self.letterhead, &operation.op, results, settled).await?;
        // Another SIM or number is known only now, and so is which lines were left out.
        let left_out = made.result.get("refused").and_then(Value::as_object).is_some_and(|of| !of.is_empty());
        if left_out || operation.op.buys() || !operation.op.is_noted() {
            self.tell(tx, &chain, &operation.title, &made.detail, made.detail_es.as_deref()).await?;
        }
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

    pub(super) async fn tell(
        &self,
        tx: &mut Tx,
        chain: &Chain,
        what: &str,
        detail: &str,
        detail_es: Option<&str>,
    ) -> Result<(), Error> {
        let actor = Some((chain.actor_id, chain.actor_name.as_str()));
        let entry = activity::Entry { account_id: chain.account_id.as_deref(), actor, what, detail };
        activity::append_about(tx, &entry, activity::About { detail_es, ..activity::About::default() }).await
    }
}

fn event(chain: &Chain) -> live::Event {
    live::Event { account: chain.account_id.clone(), chain: Some(chain.id), port_in: None }
}

/// `base` doubled `times` times, a minute at most.
fn backoff(base: Duration, times: i32) -> Duration {
    base.saturating_mul(1 << times.clamp(0, 5)).min(Duration::from_secs(60))
}
