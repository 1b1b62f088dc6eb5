//! What runs beside the pages.

use std::{future::Future, sync::Arc, time::Duration};

use app::context::AppState;
use jiff::{SignedDuration, Timestamp};
use services::{
    care, data, guardian,
    identity::{self, sessions},
    journal,
    mail::{self, Letterhead, Mailer},
    port_ins, port_outs, projection, requests,
};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{interval, sleep},
};

use crate::{Config, events};

/// Days sent mail is kept.
const KEEP_MAIL_DAYS: i64 = 30;
/// How often it is looked whom to remind.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The portal's jobs. Every replica runs them; Postgres decides who does what.
#[derive(Clone)]
pub struct Jobs {
    state: AppState,
    mailer: Mailer,
    worker: journal::Worker,
    poller: port_ins::Poller,
    letterhead: Letterhead,
    pace: port_ins::Pace,
    syncer: projection::Syncer,
    reader: care::Reader,
}

impl Jobs {
    pub(crate) fn new(config: &Config, state: &AppState) -> anyhow::Result<Self> {
        let letterhead = Letterhead { public_url: (*state.public_url).clone(), brand: Arc::clone(&state.brand) };
        let (db, client) = (state.db.clone(), state.telegent.clone());
        let settle = Duration::from_secs(config.telegent.settle_seconds);
        let journal = journal::Settings { settle, ..Default::default() };
        let pace = port_ins::Pace::new(config.porting.hurry);
        let reading = projection::Settings { every: Duration::from_secs(config.sync_seconds), ..Default::default() };
        Ok(Self {
            mailer: config.mailer()?,
            worker: journal::Worker::new(db.clone(), client.clone(), letterhead.clone(), state.vault.clone(), journal),
            poller: port_ins::Poller::new(db.clone(), client.clone(), letterhead.clone(), pace),
            letterhead,
            pace,
            reader: care::Reader::new(db.clone(), client.clone()),
            syncer: projection::Syncer::new(db, client, reading),
            state: state.clone(),
        })
    }

    /// Starts them all; they end when `stop` turns true.
    pub(crate) fn spawn(self, stop: &watch::Receiver<bool>) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        let (db, live) = (self.state.db.clone(), self.state.live.clone());
        tasks.spawn(events::listen(db, live, stop.clone()));
        tasks.spawn(self.worker.clone().run(stop.clone()));
        tasks.spawn(self.poller.clone().run(stop.clone()));
        let reminders = self.clone();
        tasks.spawn(every(reminders.pace.shorten(MINUTE).unsigned_abs(), stop.clone(), move || {
            let jobs = reminders.clone();
            async move { jobs.remind().await }
        }));
        tasks.spawn(self.syncer.clone().run(stop.clone()));
        tasks.spawn(self.reader.clone().run(stop.clone()));
        let unread = self.reader.clone();
        tasks.spawn(every(Duration::from_secs(60), stop.clone(), move || {
            let reader = unread.clone();
            async move { reader.fill().await }
        }));
        let imports = self.clone();
        tasks.spawn(every(Duration::from_secs(1), stop.clone(), move || {
            let jobs = imports.clone();
            async move { jobs.import().await.map(drop) }
        }));
        let invitations = self.clone();
        tasks.spawn(every(Duration::from_secs(2), stop.clone(), move || {
            let jobs = invitations.clone();
            async move { jobs.invite().await }
        }));
        let mails = self.clone();
        tasks.spawn(every(Duration::from_secs(2), stop.clone(), move || {
            let jobs = mails.clone();
            async move { mail::deliver_due(&jobs.state.db, &jobs.mailer).await.map(drop) }
        }));
        tasks.spawn(every(Duration::from_secs(600), stop.clone(), move || {
            let db = self.state.db.clone();
            async move {
                sessions::delete_expired(&db).await?;
                identity::delete_old_attempts(&db).await?;
                port_ins::expire_drafts(&db).await?;
                port_outs::forget_unseen(&db).await?;
                data::samples::forget_old(&db).await?;
                port_ins::import::forget_old(&db).await?;
                let old = Timestamp::now() - SignedDuration::from_hours(24 * KEEP_MAIL_DAYS);
                mail::forget_sent_before(&db, old).await.map(drop)
            }
        }));
        tasks
    }

    /// Does what is due, once and to the end: journal, then invitations, then mail. For tests.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn drain(&self) -> Result<(), services::Error> {
        while self.import().await? {
            self.worker.drain().await?;
        }
        self.worker.drain().await?;
        self.reader.drain().await?;
        self.poller.drain().await?;
        self.remind().await?;
        self.worker.drain().await?;
        self.invite().await?;
        mail::deliver_due(&self.state.db, &self.mailer).await.map(drop)
    }

    /// Reminds of port-ins that wait for their customers, turns back what was paused for a while, and ends what Guardian
    /// holds for a time only.
    async fn remind(&self) -> Result<(), services::Error> {
        let (db, head) = (&self.state.db, &self.letterhead);
        let reminded = port_ins::remind(db, head, self.pace).await;
        let turned = data::due(db, head).await;
        let ended = guardian::tend(db, head, &self.state.default_time_zone).await;
        let tended = requests::tend(db, head).await;
        // One that fails keeps the others from nothing.
        reminded.and(turned).and(ended).and(tended)
    }

    /// Makes what imports are to bring, as far as there is room; whether any was made.
    async fn import(&self) -> Result<bool, services::Error> {
        let (state, mut any) = (&self.state, false);
        while port_ins::import::next(&state.db, &state.vault, &state.brand.operator, &state.routes).await? {
            any = true;
        }
        Ok(any)
    }

    /// Writes the new links that were asked for.
    async fn invite(&self) -> Result<(), services::Error> {
        identity::renew_due(&self.state.db, &self.state.public_url, &self.state.brand).await
    }

    /// Reads everything from Telegent once. For tests.
    ///
    /// # Errors
    /// When a reading fails.
    pub async fn sync(&self) -> Result<(), services::Error> {
        self.syncer.all().await
    }
}

/// Does `work` at once and then every `period`, until `stop` turns true. A failure is logged and tried again.
async fn every<F: Future<Output = Result<(), services::Error>>>(
    period: Duration,
    mut stop: watch::Receiver<bool>,
    work: impl Fn() -> F,
) {
    let mut ticks = interval(period);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = work().await {
            tracing::warn!(%error, "job failed");
            sleep(Duration::from_secs(1)).await;
        }
    }
}
