//! Where 911 sends help, voicemail, the phone.

use domain::{Fault, Fields};
use sandbox::faults::{Fault as Trouble, Ordered};
use services::{
    Error,
    care::{self, ActState, Reader},
};
use sqlx::PgPool;

use super::line::*;
use crate::support::Portal;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_address_911_does_not_know_is_said_and_the_next_one_kept(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let set = async |fields: &Fields| care::set_address(&portal.db, &dana, LINE, fields).await;
    let mut bad = home("8404");
    bad.set("e911.street1", "PO Box 12");
    let error = set(&bad).await.unwrap_err();
    assert_eq!((at(&error, "e911.zip"), at(&error, "e911.street1")), (Some(Fault::Zip), Some(Fault::PoBox)));
    set(&home("99991")).await.unwrap();
    set(&home("99991")).await.unwrap();
    assert!(matches!(set(&home("84043")).await, Err(Error::Stale)), "another one is not dropped in silence");
    portal.settle().await;
    let now = portal.care(&dana, LINE).await;
    let act = now.newest(&["set_address"]).unwrap();
    assert!(matches!(&act.state, ActState::Refused(why) if why.contains("MSAG")), "{act:?}");
    assert_eq!((act.typed.get("e911.zip"), portal.sandbox.calls(ADDRESS)), ("99991", 1));
    assert!(now.address.is_none(), "what was refused is not what is on file");

    portal.fails(ADDRESS, Trouble::Lost);
    set(&home("84043")).await.unwrap();
    portal.settle().await;
    let now = portal.care(&dana, LINE).await;
    assert_eq!(now.address.unwrap().value.unwrap().one_line(), "2701 N Thanksgiving Way, Lehi, UT 84043");
    assert_eq!(portal.sandbox.calls(ADDRESS), 2, "found by reading");
    let chains = portal.scalar("select count(*) from chains where finished_at is null").await;
    assert_eq!(chains, 0, "a refusal is the page's to mend: nothing waits for staff");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_voicemail_pin_goes_in_and_is_kept_nowhere(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let kofi = member(&portal, "TSUID-kofi.mensah");
    let set = async |fields: &Fields| care::set_voicemail(&portal.db, &portal.vault, &kofi, LINE, fields).await;
    assert_eq!(at(&set(&mailbox("")).await.unwrap_err(), "voicemail.pin"), Some(Fault::Missing));
    assert_eq!(at(&set(&mailbox("12a4")).await.unwrap_err(), "voicemail.pin"), Some(Fault::DigitsOnly));
    set(&mailbox("867530")).await.unwrap();
    set(&mailbox("867530")).await.unwrap();
    portal.settle().await;
    assert_eq!(portal.sandbox.calls(MAILBOX), 1);
    let text = |text: &str| Some(text.to_owned());
    let kept = portal.line(LINE).unwrap().mailbox.unwrap();
    assert_eq!(kept, [text("867530"), text("Kofi"), text("kofi@example.com")]);
    assert_eq!(portal.scalar("select count(*) from line_acts where sealed is not null").await, 0);
    for table in ["operations", "line_acts", "line_care", "activity", "mail_outbox"] {
        let sql = format!("select count(*) from {table} t where t::text like '%867530%'");
        let mut tx = portal.db.begin_all().await.unwrap();
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(found, 0, "{table}");
    }
    let now = portal.care(&kofi, LINE).await.voicemail.unwrap();
    assert_eq!((now.on, now.email.as_deref()), (true, Some("kofi@example.com")));

    // A change leaves what is not typed; an answer that was lost is the same again.
    portal.fails("POST /v1.0/numbers/voicemail/update", Trouble::Lost);
    set(&Fields::from([("voicemail.pin", ""), ("voicemail.email", "k@example.com")])).await.unwrap();
    portal.settle().await;
    let kept = portal.line(LINE).unwrap().mailbox.unwrap();
    assert_eq!(kept, [text("867530"), text("Kofi"), text("k@example.com")]);
    portal.fails("POST /v1.0/numbers/voicemail/delete", Trouble::Lost);
    care::drop_voicemail(&portal.db, &kofi, LINE).await.unwrap();
    portal.settle().await;
    assert!(portal.line(LINE).unwrap().mailbox.is_none());
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/voicemail/delete"), 1);
    assert!(!portal.care(&kofi, LINE).await.voicemail.unwrap().on);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_telegent_alone_knows_is_read_on_demand(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let dana = dana(&portal);
    let before = portal.care(&dana, LINE).await;
    assert!(before.address.is_none() && before.voicemail.is_none() && before.phone.is_none() && !before.reading);
    let on = telegent::VoicemailSettings {
        phone_number: LINE.into(),
        email: Some("k@example.com".into()),
        ..telegent::VoicemailSettings::default()
    };
    portal.client.numbers().activate_voicemail(&on).await.unwrap();
    care::look(&portal.db, &dana, LINE).await.unwrap();
    care::look(&portal.db, &dana, LINE).await.unwrap();
    assert!(portal.care(&dana, LINE).await.reading);
    portal.read().await;
    let now = portal.care(&dana, LINE).await;
    assert!(!now.reading && now.unheard.is_none());
    assert_eq!(now.address.as_ref().unwrap().value, None, "none is on file");
    assert_eq!(now.voicemail.as_ref().unwrap().email.as_deref(), Some("k@example.com"));
    assert!(now.phone.as_ref().unwrap().value.as_ref().unwrap().name.is_some());
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/device-details"), 1);

    // What is not answered stays as it was.
    portal.sandbox.with(|world| {
        for operation in ["GET /v1.0/numbers/e911address", "POST /v1.0/numbers/voicemail/info"] {
            world.faults.push(Ordered { operation: operation.into(), effect: Trouble::Status(503), times: Some(9) });
        }
    });
    care::look(&portal.db, &dana, LINE).await.unwrap();
    portal.read().await;
    let then = portal.care(&dana, LINE).await;
    assert!(then.unheard.is_some() && !then.reading);
    assert_eq!((then.voicemail, then.address), (now.voicemail, now.address));

    // Lines nobody asked for are read once, one at a time.
    let reader = Reader::new(portal.db.clone(), portal.client.clone());
    for _ in 0..20 {
        reader.fill().await.unwrap();
        reader.drain().await.unwrap();
    }
    let unread = portal
        .scalar("select count(*) from numbers n where not exists (select 1 from line_care c where c.number = n.number and device_at is not null)")
        .await;
    assert_eq!((unread, portal.sandbox.calls("POST /v1.0/numbers/device-details")), (0, 9));
}
