//! `/events`: what moved, as it moves, to whoever may know.

use std::{convert::Infallible, time::Duration};

use app::{
    context::AppState,
    live::{self, Event, Live},
};
use axum::{
    extract::{Extension, State},
    response::sse::{Event as Frame, KeepAlive, Sse},
};
use futures::{Stream, stream};
use services::{
    Actor, Db,
    identity::{self, sessions},
    journal::live::CHANNEL,
};
use sqlx::postgres::PgListener;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Instant, interval_at, sleep},
};
use tower_sessions::Session;

use crate::session_store;

/// How often a viewer's session is looked at again.
const RECHECK: Duration = Duration::from_secs(20);

/// Turns true when the process ends: streams have no end of their own.
#[derive(Clone)]
pub(crate) struct Stopping(pub(crate) watch::Receiver<bool>);

/// Passes notifications of the database on to this process, until `stop` turns true.
pub(crate) async fn listen(db: Db, live: Live, mut stop: watch::Receiver<bool>) {
    let work = async {
        loop {
            if let Err(error) = pass_on(&db, &live).await {
                tracing::warn!(%error, "live events interrupted");
            }
            sleep(Duration::from_secs(1)).await;
        }
    };
    tokio::select! {
        () = work => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

async fn pass_on(db: &Db, live: &Live) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(db.pool()).await?;
    listener.listen(CHANNEL).await?;
    loop {
        let notification = listener.recv().await?;
        match serde_json::from_str::<Event>(notification.payload()) {
            Ok(event) => live.send(event),
            Err(error) => tracing::warn!(%error, "notification not understood"),
        }
    }
}

struct Viewer {
    events: Receiver<Event>,
    ticks: tokio::time::Interval,
    stopping: watch::Receiver<bool>,
    actor: Actor,
    session: Session,
    db: Db,
}

/// What woke a viewer's stream.
enum Wake {
    End,
    Recheck,
    Event(Result<Event, RecvError>),
}

impl Viewer {
    /// The next frame; `None` ends the stream, and a browser that may comes back by itself.
    async fn next(&mut self) -> Option<Frame> {
        loop {
            match self.wake().await {
                Wake::Event(Ok(event)) if live::concerns(&event, &self.actor) => {
                    return Frame::default().event("changed").json_data(&event).ok();
                }
                Wake::Event(Ok(_)) => {}
                // Some were missed: the browser reads everything anew.
                Wake::Event(Err(RecvError::Lagged(_))) => return Some(Frame::default().event("missed").data("{}")),
                Wake::Recheck if self.still_signed_in().await => {}
                Wake::Recheck | Wake::End | Wake::Event(Err(RecvError::Closed)) => return None,
            }
        }
    }

    async fn wake(&mut self) -> Wake {
        tokio::select! {
            _ = self.stopping.wait_for(|stop| *stop) => Wake::End,
            _ = self.ticks.tick() => Wake::Recheck,
            event = self.events.recv() => Wake::Event(event),
        }
    }

    async fn still_signed_in(&self) -> bool {
        let Some(id) = self.session.id() else { return false };
        let session = sessions::load(&self.db, &session_store::key(&id)).await;
        let actor = identity::actor(&self.db, self.actor.user_id).await;
        matches!((session, actor), (Ok(Some(_)), Ok(Some(actor))) if actor == self.actor)
    }
}

/// The stream of one browser.
pub(crate) async fn events(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Extension(session): Extension<Session>,
    Extension(Stopping(stopping)): Extension<Stopping>,
) -> Sse<impl Stream<Item = Result<Frame, Infallible>>> {
    let viewer = Viewer {
        events: state.live.subscribe(),
        ticks: interval_at(Instant::now() + RECHECK, RECHECK),
        stopping,
        actor,
        session,
        db: state.db,
    };
    let frames = stream::unfold(viewer, |mut viewer| async move { Some((Ok(viewer.next().await?), viewer)) });
    Sse::new(frames).keep_alive(KeepAlive::default())
}
