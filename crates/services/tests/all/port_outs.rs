//! Leaving: lock, PIN and alarm over a real database and the sandbox.

use sandbox::faults::Fault;
use secrecy::ExposeSecret;
use services::{
    Actor, Error, care, journal,
    port_outs::{self, Leaving, PinState},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::Portal;

const LINE: &str = "+18015550142";
const ACCOUNT: &str = "AID-mensah";
const STORE: &str = "POST /v1.0/numbers/portout";

impl Portal {
    async fn leaving(&self, actor: &Actor, number: &str) -> Result<Leaving, Error> {
        let mut tx = self.db.begin(actor).await.unwrap();
        port_outs::get(&mut tx, actor, number).await
    }

    async fn issue(&self, actor: &Actor, unlock: bool) -> Result<(), Error> {
        port_outs::issue(&self.db, &self.letterhead(), &self.vault, actor, LINE, unlock).await
    }

    async fn lock(&self, actor: &Actor) {
        port_outs::lock(&self.db, &self.letterhead(), &self.vault, actor, LINE).await.unwrap();
    }

    async fn reveal(&self, actor: &Actor) -> Option<String> {
        let pin = port_outs::reveal(&self.db, &self.vault, actor, LINE).await.unwrap();
        pin.map(|pin| pin.expose_secret().to_owned())
    }

    /// What another carrier must present.
    fn stored(&self) -> Option<String> {
        self.sandbox.with(|world| {
            world.lines.iter().find(|line| line.number == LINE).and_then(|line| line.extras.port_out_pin.clone())
        })
    }

    /// How many PINs are still kept sealed.
    async fn sealed(&self) -> i64 {
        let mut tx = self.db.begin_all().await.unwrap();
        let count = sqlx::query_scalar("select count(*) from port_out_pins where sealed is not null");
        count.fetch_one(&mut *tx).await.unwrap()
    }

    /// The newest mail to somebody, as text.
    async fn mail(&self, email: &str) -> (String, String) {
        sqlx::query_as(
            "select subject, body_text from mail_outbox where recipient = $1 order by created_at desc, id desc limit 1",
        )
        .bind(email)
        .fetch_one(self.db.pool())
        .await
        .unwrap()
    }

    async fn done(&self) -> Vec<(String, String)> {
        let mut tx = self.db.begin_all().await.unwrap();
        assert_eq!(journal::verify_activity(&mut tx).await.unwrap(), None, "the hashes are one chain");
        sqlx::query_as("select what, actor_name from activity order by id").fetch_all(&mut *tx).await.unwrap()
    }
}

fn dana(portal: &Portal) -> Actor {
    Actor { user_id: Uuid::now_v7(), ..portal.manager(ACCOUNT) }
}

fn token_in(text: &str) -> String {
    text.split("/not-me/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_pin_is_stored_shown_once_and_masked_for_ever(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    portal.sign_up(ACCOUNT, "kofi@example.com", "es").await;
    portal.sign_up("AID-okafor", "chidi@example.com", "en").await;

    let before = portal.leaving(&dana, LINE).await.unwrap();
    assert!(before.lock.on && before.lock.turned.is_none());
    assert_eq!((before.pin, before.account_id.as_str()), (PinState::None, ACCOUNT));
    assert_eq!(before.billing_zip.as_deref(), Some("84043"));
    assert!(matches!(portal.issue(&dana, false).await, Err(Error::Stale)), "the lock is on");

    portal.issue(&dana, true).await.unwrap();
    // A double click is one PIN.
    portal.issue(&dana, true).await.unwrap();
    assert_eq!(portal.leaving(&dana, LINE).await.unwrap().pin, PinState::Storing);
    assert_eq!(portal.reveal(&dana).await, None, "not before it is stored");
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STORE), 1);

    // The one who asked sees it, nobody else: neither staff nor the other family.
    let ready = portal.leaving(&portal.agent, LINE).await.unwrap();
    assert!(matches!(&ready.pin, PinState::Ready { mine: false, by, .. } if by == "Dana Mensah"), "{ready:?}");
    assert_eq!(portal.reveal(&portal.agent).await, None);
    assert_eq!(portal.reveal(&portal.manager("AID-okafor")).await, None);
    let pin = portal.reveal(&dana).await.unwrap();
    assert_eq!(portal.stored().as_deref(), Some(pin.as_str()));
    assert_eq!(portal.reveal(&dana).await, None, "once");
    assert_eq!(portal.sealed().await, 0);
    let after = portal.leaving(&dana, LINE).await.unwrap();
    assert!(matches!(after.pin, PinState::Masked { .. }), "{after:?}");
    assert!(!after.lock.on && after.lock.turned.as_ref().is_some_and(|(_, by)| by == "Dana Mensah"));

    for (email, subject, words) in [
        ("dana@example.com", "A transfer PIN was issued for (801) 555-0142", "This was not me"),
        ("kofi@example.com", "Se emitió un PIN de traslado para (801) 555-0142", "No fui yo"),
    ] {
        let (title, text) = portal.mail(email).await;
        assert_eq!(title, subject);
        assert!(text.contains(words) && text.contains("/not-me/") && !text.contains(&pin), "{text}");
    }
    let hrefs: Vec<String> = sqlx::query_scalar("select href from notices").fetch_all(portal.db.pool()).await.unwrap();
    assert_eq!(
        hrefs, ["/lines/%2B18015550142/leaving"; 2],
        "the portal shows no secret link, and strangers hear nothing"
    );
    let (what, who): (Vec<_>, Vec<_>) = portal.done().await.into_iter().unzip();
    assert_eq!(what, ["Lock lifted", "Transfer PIN issued", "Transfer PIN of (801) 555-0142", "Finished"]);
    assert_eq!(&who[..2], ["Dana Mensah", "Dana Mensah"]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn another_familys_line_is_not_there(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let chidi = portal.manager("AID-okafor");
    let head = portal.letterhead();
    assert!(matches!(portal.leaving(&chidi, LINE).await, Err(Error::NotFound)));
    assert!(matches!(portal.issue(&chidi, true).await, Err(Error::NotFound)));
    assert!(matches!(port_outs::lift(&portal.db, &head, &chidi, LINE).await, Err(Error::NotFound)));
    assert!(matches!(port_outs::lock(&portal.db, &head, &portal.vault, &chidi, LINE).await, Err(Error::NotFound)));
    assert!(matches!(portal.leaving(&chidi, "+14155559999").await, Err(Error::NotFound)));
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STORE), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lock_put_on_makes_the_pin_useless(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.lock(&dana).await;
    assert_eq!(portal.sandbox.calls(STORE), 0, "nothing was out");
    portal.issue(&dana, true).await.unwrap();
    portal.settle().await;
    let pin = portal.reveal(&dana).await.unwrap();
    portal.lock(&dana).await;
    let now = portal.leaving(&dana, LINE).await.unwrap();
    assert!(now.lock.on && matches!(now.pin, PinState::Withdrawn { alarmed: false, done: false, .. }), "{now:?}");
    portal.settle().await;
    let now = portal.leaving(&dana, LINE).await.unwrap();
    assert!(matches!(now.pin, PinState::Withdrawn { done: true, .. }), "{now:?}");
    assert_ne!(portal.stored().unwrap(), pin);
    assert_eq!((portal.reveal(&dana).await, portal.sealed().await), (None, 0));
    portal.lock(&dana).await;
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STORE), 2, "once is enough");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn this_was_not_me_locks_and_works_once(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    portal.issue(&dana, true).await.unwrap();
    portal.settle().await;
    let pin = portal.stored().unwrap();
    let token = token_in(&portal.mail("dana@example.com").await.1);
    let (db, vault, head) = (&portal.db, &portal.vault, portal.letterhead());
    for _ in 0..2 {
        let alarm = port_outs::alarm(db, &token).await.unwrap();
        assert_eq!((alarm.number.as_str(), alarm.by.as_str()), (LINE, "Dana Mensah"), "looking changes nothing");
    }
    assert_eq!(port_outs::raise(db, &head, vault, &token).await.unwrap(), LINE);
    for used in [token.as_str(), "", "0123"] {
        assert!(matches!(port_outs::alarm(db, used).await, Err(Error::Expired)));
        assert!(matches!(port_outs::raise(db, &head, vault, used).await, Err(Error::Expired)));
    }
    // It is shown to nobody any more, from this moment on.
    assert_eq!(portal.reveal(&dana).await, None);
    portal.settle().await;
    assert_ne!(portal.stored().unwrap(), pin);
    let now = portal.leaving(&dana, LINE).await.unwrap();
    assert!(now.lock.on && matches!(now.pin, PinState::Withdrawn { alarmed: true, done: true, .. }), "{now:?}");
    assert_eq!(portal.mail("dana@example.com").await.0, "We locked (801) 555-0142");
    let alarm = portal.done().await.into_iter().find(|(what, _)| what == "Alarm").unwrap();
    assert_eq!(alarm.1, "Homeline");
    assert_eq!(portal.sealed().await, 0);

    // Who knows the password does not undo it: for a day that is staff's.
    assert!(now.lock.cools_until.is_some());
    assert!(matches!(portal.issue(&dana, true).await, Err(Error::Stale)));
    assert!(matches!(port_outs::lift(db, &head, &dana, LINE).await, Err(Error::Stale)));
    assert!(matches!(care::lift_sim_lock(db, &head, &dana, LINE).await, Err(Error::Stale)));
    assert!(portal.leaving(&dana, LINE).await.unwrap().lock.on);
    port_outs::lift(db, &head, &portal.agent, LINE).await.unwrap();
    portal.lock(&dana).await;
    let mut tx = db.begin_all().await.unwrap();
    sqlx::query("update port_out_pins set alarmed_at = alarmed_at - interval '25 hours'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(portal.leaving(&dana, LINE).await.unwrap().lock.cools_until, None);
    port_outs::lift(db, &head, &dana, LINE).await.unwrap();
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_alarm_is_quicker_than_the_network(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    portal.issue(&dana(&portal), true).await.unwrap();
    let token = token_in(&portal.mail("dana@example.com").await.1);
    port_outs::raise(&portal.db, &portal.letterhead(), &portal.vault, &token).await.unwrap();
    portal.settle().await;
    // The PIN was never sent; what nobody knows was.
    assert_eq!(portal.sandbox.calls(STORE), 1);
    assert!(portal.stored().is_some());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_old_link_does_nothing(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    portal.issue(&dana(&portal), true).await.unwrap();
    let token = token_in(&portal.mail("dana@example.com").await.1);
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update port_out_pins set issued_at = now() - interval '7 days 1 minute'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(port_outs::alarm(&portal.db, &token).await, Err(Error::Expired)));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_the_network_refuses_is_said_and_forgotten(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.fails(STORE, Fault::Status(400));
    portal.issue(&dana, true).await.unwrap();
    portal.settle().await;
    let now = portal.leaving(&dana, LINE).await.unwrap();
    assert!(matches!(&now.pin, PinState::Refused(why) if why.contains("refused")), "{now:?}");
    assert_eq!(portal.sealed().await, 0);
    portal.issue(&dana, false).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.reveal(&dana).await, portal.stored());

    // Where the replacement is refused, the page says that the PIN may still work, and asks again.
    portal.fails(STORE, Fault::Status(400));
    portal.lock(&dana).await;
    portal.settle().await;
    let now = portal.leaving(&dana, LINE).await.unwrap();
    assert!(matches!(now.pin, PinState::Stuck(_)), "{now:?}");
    portal.lock(&dana).await;
    portal.settle().await;
    let now = portal.leaving(&dana, LINE).await.unwrap();
    assert!(matches!(now.pin, PinState::Withdrawn { done: true, .. }), "{now:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_is_the_same_pin_again(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.fails(STORE, Fault::Lost);
    portal.issue(&dana, true).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STORE), 2);
    assert_eq!(portal.reveal(&dana).await, portal.stored());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_pin_nobody_comes_to_see_is_forgotten(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    portal.issue(&dana, true).await.unwrap();
    portal.settle().await;
    assert_eq!(port_outs::forget_unseen(&portal.db).await.unwrap(), 0);
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update port_out_pins set stored_at = now() - interval '2 days'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(port_outs::forget_unseen(&portal.db).await.unwrap(), 1);
    assert_eq!(portal.reveal(&dana).await, None);
    assert!(matches!(portal.leaving(&dana, LINE).await.unwrap().pin, PinState::Masked { .. }));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_cancelled_line_has_nothing_to_take_along(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update numbers set status = 'Cancelled' where number = $1")
        .bind(LINE)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(portal.leaving(&dana, LINE).await.unwrap().cancelled);
    assert!(matches!(portal.issue(&dana, true).await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_inventory_s_pin_is_written_nowhere(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sandbox.with(|world| {
        for line in &mut world.lines {
            line.extras.port_out_pin = Some("867530".into());
        }
    });
    portal.sync().await;
    let page = portal.client.numbers().inventory(1, None, None).await.unwrap();
    let number = page.phone_numbers.iter().find(|number| number.number == LINE).unwrap();
    assert_eq!(number.port_out_pin.as_ref().unwrap().expose_secret(), "867530");
    assert!(!format!("{page:?}").contains("867530"));
    let mut tx = portal.db.begin_all().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    assert!(tables.len() > 20);
    for table in tables {
        let found: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "select exists (select 1 from \"{table}\" t where t::text like '%867530%')"
        )))
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        assert!(!found, "{table}");
    }
}
