//! Whose line it is.

use domain::Role;
use services::{Actor, Error, care};
use sqlx::PgPool;

use super::{line::*, support::Portal};

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
