//! Data of lines over a real database and the sandbox: marks, renewal, pauses, and what becomes of each line.

use domain::{DataLimits, Megabytes, Period, Renewal, Role, Speed};
use jiff::{SignedDuration, Timestamp};
use sandbox::faults::Fault;
use services::{
    Actor, Error,
    data::{self, DataPage, Marks, Turned, VerdictState},
    identity,
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::Portal;

const ACCOUNT: &str = "AID-mensah";
const DANA: &str = "+18015550141";
const KOFI: &str = "+18015550142";
const AMA: &str = "+18015550143";
const SET: &str = "POST /v1.0/numbers/data-usage";
const RENEW: &str = "POST /v1.0/numbers/data-usage/update-renewal-info";

fn limits(notify: u32, throttle: u32, limit: u32) -> DataLimits {
    let mb = Megabytes::new;
    DataLimits { notify: mb(notify), throttle: mb(throttle), speed: Speed::M5, limit: mb(limit) }
}

fn monthly(day: u8) -> Renewal {
    Renewal { auto: true, period: Period::Month, every: 1, day }
}

impl Portal {
    async fn set(&self, actor: &Actor, numbers: &[&str], limits: DataLimits) -> Result<Uuid, Error> {
        let numbers: Vec<String> = numbers.iter().map(|number| (*number).to_owned()).collect();
        data::set_limits(&self.db, &self.letterhead(), actor, &numbers, &limits).await
    }

    async fn pause(&self, actor: &Actor, until: Option<Timestamp>) -> Turned {
        data::pause(&self.db, &self.letterhead(), actor, AMA, until).await.unwrap()
    }

    async fn resume(&self, actor: &Actor, until: Option<Timestamp>) -> Turned {
        data::resume(&self.db, &self.letterhead(), actor, AMA, until).await.unwrap()
    }

    async fn data(&self, actor: &Actor, number: &str) -> Result<DataPage, Error> {
        let mut tx = self.db.begin(actor).await.unwrap();
        data::page(&mut tx, actor, number).await
    }

    async fn verdicts(&self, actor: &Actor, number: &str) -> Vec<(String, VerdictState)> {
        let last = self.data(actor, number).await.unwrap().last.unwrap();
        last.lines.into_iter().map(|line| (line.number, line.state)).collect()
    }

    /// The marks the sandbox has: notify, throttle, limit, speed.
    fn marks(&self, number: &str) -> (Option<u64>, Option<u64>, u64, Option<String>) {
        self.sandbox.with(|world| {
            let line = world.lines.iter().find(|line| line.number == number).unwrap();
            (line.notify_mb, line.throttle_mb, line.limit_mb, line.throttle_speed.clone())
        })
    }

    fn renewal(&self, number: &str) -> String {
        self.sandbox.with(|world| {
            format!("{:?}", world.lines.iter().find(|line| line.number == number).unwrap().extras.renewal)
        })
    }

    /// Somebody of the Mensahs who has a row, so that assignments can name them.
    async fn person(&self, email: &str, role: Role, own: &str, of: &[&str]) -> Actor {
        let hasher = identity::Hasher::new(identity::Cost::Cheap, 1).unwrap();
        let family = Some((ACCOUNT, own));
        let secret = "correct horse battery".to_owned().into();
        let actor = identity::create_user(&self.db, &hasher, email, "Somebody", secret, role, family).await.unwrap();
        let mut tx = self.db.begin_all().await.unwrap();
        for subscriber in of {
            identity::assign_guardian(&mut tx, actor.user_id, ACCOUNT, subscriber).await.unwrap();
        }
        tx.commit().await.unwrap();
        actor
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn lines_with_equal_marks_go_together_and_a_second_press_is_the_first(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    portal.sign_up(ACCOUNT, "kofi@example.com", "es").await;
    let batch = portal.set(&dana, &[KOFI, AMA], limits(1_000, 2_000, 3_000)).await.unwrap();
    assert_eq!(portal.set(&dana, &[AMA, KOFI], limits(1_000, 2_000, 3_000)).await.unwrap(), batch);
    let page = portal.data(&dana, AMA).await.unwrap();
    assert!(page.last.as_ref().unwrap().is_open());
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(SET), 1);
    for number in [KOFI, AMA] {
        assert_eq!(portal.marks(number), (Some(1_000), Some(2_000), 3_000, Some("5-mbps".into())));
    }
    let verdicts = portal.verdicts(&dana, AMA).await;
    assert_eq!(verdicts, [(AMA.to_owned(), VerdictState::Done), (KOFI.to_owned(), VerdictState::Done)]);
    // Other values afterwards are another call.
    portal.set(&dana, &[AMA], limits(1_000, 2_000, 4_000)).await.unwrap();
    portal.settle().await;
    assert_eq!((portal.sandbox.calls(SET), portal.marks(AMA).2), (2, 4_000));
    let usage = portal.data(&dana, AMA).await.unwrap().line.usage;
    assert_eq!(usage.limit, Some(Megabytes::new(4_000)), "what was set is shown before the next reading");

    let mut tx = portal.db.begin_all().await.unwrap();
    let log: Vec<(String, String)> =
        sqlx::query_as("select what, detail from activity order by id").fetch_all(&mut *tx).await.unwrap();
    let said = |words: &str| log.iter().any(|(what, detail)| what == "Data limits changed" && detail.contains(words));
    assert!(
        said("Ama Mensah (801) 555-0143: Notice at 1 GB, from 2 GB slowed to 5 Mbps, stops at 3 GB → Notice at 1 GB"),
        "{log:?}"
    );
    assert!(log.len() == 3 && log.iter().all(|(what, _)| what == "Data limits changed"), "each once: {log:?}");
    let told: Vec<String> =
        sqlx::query_scalar("select title from notices order by id").fetch_all(&mut *tx).await.unwrap();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|title| title.starts_with("Cambiaron los límites de datos de")), "{told:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_line_that_cannot_be_set_keeps_the_others_from_nothing(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    portal.sandbox.with(|world| {
        world.lines.iter_mut().find(|line| line.number == KOFI).unwrap().data_enabled = false;
    });
    portal.set(&dana, &[DANA, KOFI, AMA], limits(100, 200, 300)).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(SET), 4, "all in one, then each alone");
    let verdicts = portal.verdicts(&dana, AMA).await;
    assert_eq!(verdicts[0], (AMA.to_owned(), VerdictState::Done));
    assert!(verdicts.contains(&(DANA.to_owned(), VerdictState::Done)));
    assert!(
        verdicts.contains(&(KOFI.to_owned(), VerdictState::Refused("DataEnabled is required".into()))),
        "{verdicts:?}"
    );
    assert_eq!((portal.marks(AMA).2, portal.marks(DANA).2), (300, 300));
    assert_ne!(portal.marks(KOFI).2, 300);
    let mut tx = portal.db.begin_all().await.unwrap();
    let log: Vec<(String, String)> =
        sqlx::query_as("select what, detail from activity order by id").fetch_all(&mut *tx).await.unwrap();
    let last = ("Refused".to_owned(), "(801) 555-0142: DataEnabled is required".to_owned());
    assert!(log.len() == 4 && log.contains(&last), "which line, and once: {log:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_was_asked_for_since_is_what_holds(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    portal.sandbox.with(|world| {
        world.lines.iter_mut().find(|line| line.number == KOFI).unwrap().data_enabled = false;
    });
    portal.set(&dana, &[KOFI, AMA], limits(100, 200, 300)).await.unwrap();
    portal.set(&dana, &[AMA], limits(700, 800, 900)).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.marks(AMA).2, 900, "each line alone comes before it");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_lost_answer_is_found_out_by_reading(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    portal.fails(SET, Fault::Lost);
    portal.set(&dana, &[KOFI, AMA], limits(1_000, 2_000, 3_000)).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(SET), 1, "it was done, and is not sent again");
    assert!(portal.verdicts(&dana, AMA).await.iter().all(|(_, state)| *state == VerdictState::Done));
    // Cut before it was done: sent again, as it costs nothing.
    portal.fails(SET, Fault::Cut);
    portal.set(&dana, &[AMA], limits(1_000, 2_000, 5_000)).await.unwrap();
    portal.settle().await;
    assert_eq!((portal.sandbox.calls(SET), portal.marks(AMA).2), (3, 5_000));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn guardians_reach_whom_they_look_after_and_members_nobody(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let kofi = portal.person("kofi@example.com", Role::Guardian, "TSUID-kofi.mensah", &["TSUID-ama.mensah"]).await;
    let ama = portal.person("ama@example.com", Role::Member, "TSUID-ama.mensah", &[]).await;
    let page = portal.data(&kofi, AMA).await.unwrap();
    assert!(page.others.is_empty(), "{:?}", page.others);
    assert!(portal.set(&kofi, &[AMA], limits(1, 2, 3)).await.is_ok());
    let refused = [
        portal.set(&kofi, &[DANA], limits(1, 2, 3)).await,
        // One line out of reach: nothing of it is done.
        portal.set(&kofi, &[AMA, DANA], limits(4, 5, 6)).await,
        portal.set(&ama, &[AMA], limits(1, 2, 3)).await,
        portal.set(&portal.manager("AID-okafor"), &[AMA], limits(1, 2, 3)).await,
        portal.set(&portal.agent, &[], limits(1, 2, 3)).await,
    ];
    for answer in refused {
        assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    }
    assert!(matches!(portal.data(&ama, AMA).await, Err(Error::NotFound)));
    assert!(matches!(data::set_renewal(&portal.db, &ama, &[AMA.into()], monthly(1)).await, Err(Error::NotFound)));
    assert!(matches!(data::pause(&portal.db, &portal.letterhead(), &ama, AMA, None).await, Err(Error::NotFound)));
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(SET), 1);
    assert_eq!(portal.data(&portal.agent, AMA).await.unwrap().others.len(), 2, "staff reach all");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn data_stops_and_goes_on_with_the_marks_from_before(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let before = portal.marks(AMA);
    assert_eq!(portal.pause(&dana, None).await, Turned::Asked);
    assert_eq!(portal.pause(&dana, None).await, Turned::Already, "a double press is one");
    portal.settle().await;
    assert_eq!(portal.marks(AMA), (Some(1), Some(2), 3, Some("1-mbps".into())));
    let page = portal.data(&dana, AMA).await.unwrap();
    let pause = page.line.pause.unwrap();
    assert!(pause.paused && pause.by == "Dana Mensah");
    assert_eq!(u64::from(page.line.usage.limit.unwrap().get()), before.2, "its own marks are shown");

    // New marks wait until data goes on; nothing is sent.
    portal.set(&dana, &[AMA], limits(700, 800, 900)).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.verdicts(&dana, AMA).await, [(AMA.to_owned(), VerdictState::Kept)]);
    assert_eq!((portal.sandbox.calls(SET), portal.marks(AMA).2), (1, 3));

    assert_eq!(portal.resume(&dana, None).await, Turned::Asked);
    // Stopped again before it went on: the marks to come are kept, not those that stop it.
    assert_eq!(portal.pause(&dana, None).await, Turned::Asked);
    assert_eq!(portal.resume(&dana, None).await, Turned::Asked);
    assert_eq!(portal.resume(&dana, None).await, Turned::Already);
    portal.settle().await;
    assert_eq!(portal.marks(AMA), (Some(700), Some(800), 900, Some("5-mbps".into())));
    assert!(!portal.data(&dana, AMA).await.unwrap().line.pause.unwrap().paused);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_pause_for_a_while_ends_by_itself(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let before = portal.marks(AMA);
    let (past, later) =
        (Timestamp::now() - SignedDuration::from_secs(1), Timestamp::now() + SignedDuration::from_hours(1));
    portal.pause(&dana, Some(later)).await;
    portal.settle().await;
    data::due(&portal.db, &portal.letterhead()).await.unwrap();
    assert!(portal.data(&dana, AMA).await.unwrap().line.pause.unwrap().paused, "not yet");
    assert_eq!(portal.pause(&dana, Some(past)).await, Turned::Already);
    data::due(&portal.db, &portal.letterhead()).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.marks(AMA), before);
    // And the other way round: on for a while, then stopped.
    portal.pause(&dana, None).await;
    portal.resume(&dana, Some(past)).await;
    data::due(&portal.db, &portal.letterhead()).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.marks(AMA).2, 3);
    data::due(&portal.db, &portal.letterhead()).await.unwrap();
    portal.resume(&dana, None).await;
    portal.settle().await;
    assert_eq!(portal.marks(AMA), before);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_refused_pause_is_taken_back_and_said(pool: PgPool) {
    let portal = Portal::start(pool).await;
    portal.sign_up(ACCOUNT, "dana@example.com", "en").await;
    let dana = portal.manager(ACCOUNT);
    portal.fails(SET, Fault::Status(400));
    portal.pause(&dana, None).await;
    portal.settle().await;
    let page = portal.data(&dana, AMA).await.unwrap();
    assert!(!page.line.pause.unwrap().paused);
    assert!(matches!(page.last.unwrap().lines[0].state, VerdictState::Refused(_)));
    let mut tx = portal.db.begin_all().await.unwrap();
    let told: Vec<String> =
        sqlx::query_scalar("select title from notices order by id").fetch_all(&mut *tx).await.unwrap();
    assert_eq!(told.last().unwrap(), "The data of (801) 555-0143 could not be paused");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_refused_pause_takes_no_later_one_back(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    portal.fails(SET, Fault::Status(400));
    portal.pause(&dana, None).await;
    portal.resume(&dana, None).await;
    portal.pause(&dana, None).await;
    portal.settle().await;
    assert_eq!(portal.marks(AMA).2, 3);
    assert!(portal.data(&dana, AMA).await.unwrap().line.pause.unwrap().paused);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_cannot_be_put_back_is_not_stopped(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update data_usage set limit_mb = null where number = $1").bind(AMA).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(portal.pause(&dana, None).await, Turned::NoLimits);
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(SET), 0);
    assert!(portal.data(&dana, AMA).await.unwrap().line.pause.is_none());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_renewal_day_is_kept_and_a_new_cycle_needs_it(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = portal.manager(ACCOUNT);
    let used = || portal.sandbox.with(|world| world.lines.iter().find(|line| line.number == AMA).unwrap().used_bytes);
    let spent = used();
    assert!(spent > 0);
    let anew = || async { data::new_cycle(&portal.db, &portal.letterhead(), &dana, AMA).await.unwrap() };
    assert_eq!(anew().await, None, "the network would take any day for the new one");
    assert_eq!(portal.sandbox.calls(RENEW), 0);

    portal.fails(RENEW, Fault::Lost);
    data::set_renewal(&portal.db, &dana, &[AMA.into(), DANA.into()], monthly(15)).await.unwrap();
    portal.settle().await;
    assert!(portal.renewal(AMA).contains("15") && portal.renewal(DANA).contains("15"), "{}", portal.renewal(AMA));
    assert_eq!(used(), spent, "usage stays as it is");
    let set = portal.data(&dana, AMA).await.unwrap().renewal.unwrap();
    assert_eq!((set.renewal, set.by.as_str()), (monthly(15), "Dana Mensah"));

    let calls = portal.sandbox.calls(RENEW);
    portal.fails(RENEW, Fault::Lost);
    let batch = anew().await.unwrap();
    assert_eq!(anew().await, Some(batch), "a double press is one");
    portal.settle().await;
    assert_eq!((used(), portal.sandbox.calls(RENEW)), (0, calls + 1), "read, not sent again");
    let page = portal.data(&dana, AMA).await.unwrap();
    assert_eq!((page.line.usage.used, page.renewal.unwrap().renewal), (Some(0), monthly(15)));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn readings_leave_samples(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut tx = portal.db.begin_all().await.unwrap();
    let samples = data::samples::history(&mut tx, ACCOUNT, AMA).await.unwrap();
    assert_eq!(samples.len(), 1);
    let used = portal.sandbox.with(|world| world.lines.iter().find(|line| line.number == AMA).unwrap().used_bytes);
    // The network prints one decimal.
    assert!(samples[0].used.abs_diff(used) < 120_000_000, "{} {used}", samples[0].used);
    assert_eq!(Marks::stopped().limit, 3);
}
