//! What becomes of port-ins as time passes: looks, reminders, and who is told.

use services::port_ins;
use sqlx::PgPool;

use crate::support::{
    Portal,
    ports::{ACCOUNT, Sent},
};

/// A number that nobody objects to.
const PLAIN: &str = "+14155550142";

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn people_are_told_and_reminded_in_their_language(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    portal.sign_up(ACCOUNT, "paco@example.com", "es").await;
    let port = portal.port_in(Sent::new("+14155558001")).await;
    portal.pass(6).await;
    let subjects = |email: &'static str| portal.subjects(email);
    assert_eq!(subjects("dana@example.com").await, ["(415) 555-8001 is on its way", "It’s your turn: (415) 555-8001"],);
    assert_eq!(subjects("paco@example.com").await, ["(415) 555-8001 está en camino", "Es tu turno: (415) 555-8001"]);
    for (hours, reminders) in [(0, 0), (2, 1), (23, 1), (25, 2), (71, 2), (73, 3), (500, 3)] {
        portal
            .change(
                Box::leak(
                    format!("update port_ins set state_since = now() - interval '{hours} hours' where id = $1")
                        .into_boxed_str(),
                ),
                port,
            )
            .await;
        port_ins::remind(&portal.db, &portal.letterhead(), port_ins::Pace::default()).await.unwrap();
        assert_eq!(subjects("dana@example.com").await.len(), 2 + reminders, "after {hours} h");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_look_that_came_too_early_is_made_again_in_its_time(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let port = portal.port_in(Sent::new("+14155558001")).await;
    // It was written to while somebody looked.
    portal
        .change(
            "update port_ins set written_at = now() + interval '1 minute', next_poll_at = now() where id = $1",
            port,
        )
        .await;
    assert!(portal.poller().once().await.unwrap());
    let soon = "select count(*) from port_ins where polls = 0 and next_poll_at < now() + interval '150 seconds'";
    assert_eq!(portal.scalar(soon).await, 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_number_that_is_here_and_not_switched_on_is_somebody_s_to_look_at(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    let port = portal.port_in(Sent::new(PLAIN)).await;
    let remind = async || {
        port_ins::remind(&portal.db, &portal.letterhead(), port_ins::Pace::default()).await.unwrap();
        portal.scalar("select count(*) from port_ins where stuck").await
    };
    portal
        .change(
            "update port_ins set state = 'activating', state_since = now() - interval '119 minutes' where id = $1",
            port,
        )
        .await;
    assert_eq!(remind().await, 0);
    portal.change("update port_ins set state_since = state_since - interval '2 minutes' where id = $1", port).await;
    for _ in 0..2 {
        assert_eq!(remind().await, 1);
    }
    let told = portal.subjects("dana@example.com").await;
    assert_eq!(told.iter().filter(|subject| *subject == "(415) 555-0142 takes far too long").count(), 1, "{told:?}");
    assert_eq!(portal.kinds(port).await.iter().filter(|kind| *kind == "note").count(), 1);
}
