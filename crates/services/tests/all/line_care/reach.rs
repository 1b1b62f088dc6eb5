//! Whose line it is.

use domain::Role;
use services::{
    Actor, Error, care,
    data::{self, Turned},
    port_outs,
};
use sqlx::PgPool;

use super::line::*;
use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn everybody_reaches_their_own_and_no_more(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (db, head) = (&portal.db, portal.letterhead());
    let ama = member(&portal, "TSUID-ama.mensah");
    let kofi = Actor { role: Role::Guardian, ..member(&portal, "TSUID-kofi.mensah") };
    let own = portal.care(&ama, CHILD).await.may;
    assert_eq!((own.esim, own.voicemail, own.line), (true, true, false));
    let mut tx = db.begin(&kofi).await.unwrap();
    assert!(
        matches!(care::get(&mut tx, &kofi, CHILD).await, Err(Error::NotFound)),
        "a guardian sees no code of others"
    );
    drop(tx);
    let chidi = portal.manager("AID-okafor");
    for actor in [&ama, &kofi, &chidi] {
        let number = if actor.user_id == kofi.user_id { LINE } else { CHILD };
        let done = [
            care::suspend(db, &head, actor, number, true).await,
            care::swap_sim(db, &head, actor, number, None, true).await,
            care::lift_sim_lock(db, &head, actor, number).await,
            care::put_sim_lock(db, actor, number).await,
            care::change_number(db, &head, actor, number, "", true).await,
            care::set_address(db, actor, number, &home("84043")).await,
            care::restore(db, &head, actor, number).await,
            care::reactivate(db, &head, actor, number).await,
        ];
        for done in done {
            assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
        }
    }
    let refused = care::set_voicemail(db, &portal.vault, &ama, LINE, &mailbox("4711")).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    assert!(matches!(care::look(db, &chidi, CHILD).await, Err(Error::NotFound)));
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(STATUS) + portal.sandbox.calls(ADDRESS) + portal.sandbox.calls(MAILBOX), 0);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_has_a_number_next_finds_nothing_of_who_had_it(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let (db, head, dana) = (&portal.db, portal.letterhead(), dana(&portal));
    let mut tx = db.begin_all().await.unwrap();
    for left_behind in [
        r#"insert into line_care (number, account_id, sim_locked, e911, e911_at) values ($1, 'AID-okafor', false,
             '{"street1": "1 Main St", "street2": "", "city": "Tampa", "state": "FL", "zip": "33602"}', now())"#,
        "insert into port_locks (number, account_id, locked, changed_by) values ($1, 'AID-okafor', false, 'Chidi')",
        r#"insert into data_pauses (number, account_id, paused, marks, changed_by, changed_by_name)
           values ($1, 'AID-okafor', true, '{"limit": 3}', gen_random_uuid(), 'Chidi')"#,
    ] {
        sqlx::query(left_behind).bind(LINE).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    portal.sync().await;
    care::lift_sim_lock(db, &head, &dana, LINE).await.unwrap();
    care::look(db, &dana, LINE).await.unwrap();
    let now = portal.care(&dana, LINE).await;
    assert!(!now.sim_lock.on && now.address.is_none(), "{:?}", now.address);
    assert_eq!(data::pause(db, &head, &dana, LINE, None).await.unwrap(), Turned::Asked);
    port_outs::lift(db, &head, &dana, LINE).await.unwrap();
}
