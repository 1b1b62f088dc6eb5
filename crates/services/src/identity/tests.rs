use domain::{Email, Fault, Role};
use jiff::{SignedDuration, Timestamp};
use sqlx::PgPool;
use url::Url;

use super::{sessions::StoredSession, *};
use crate::{
    Actor, Db, Error,
    mail::{self, Brand},
};

const PASSWORD: &str = "correct horse battery";

fn hasher() -> Hasher {
    Hasher::new(Cost::Cheap, 2).unwrap()
}

fn public_url() -> Url {
    "https://lines.example.com".parse().unwrap()
}

fn brand() -> Brand {
    Brand {
        name: "Homeline".into(),
        operator: "Homeline Mobile".into(),
        logo: None,
        hue: None,
        support_email: "support@example.com".into(),
        support_phone: None,
        care_line: None,
        terms_url: None,
        privacy_url: None,
    }
}

async fn owner(db: &Db) -> Actor {
    create_owner(db, &hasher(), "Robin.Ortega@example.com", "Robin Ortega", PASSWORD.into()).await.unwrap()
}

async fn invite(db: &Db, email: &str, account: &str) -> Result<uuid::Uuid, Error> {
    let email = Email::parse(email).unwrap();
    let invite = Invite {
        email: &email,
        name: "Dana Mensah",
        role: Role::Manager,
        account_id: account,
        subscriber_id: Some("SID-1"),
        language: domain::Lang::En,
        inviter: "Robin Ortega",
    };
    let mut tx = db.begin_all().await.unwrap();
    let user = super::invite(&mut tx, &invite, &public_url(), &brand()).await?;
    tx.commit().await.unwrap();
    Ok(user)
}

/// Tokens of all mails, newest first.
async fn tokens(db: &Db) -> Vec<String> {
    let mails = mail::recent(db, 10).await.unwrap();
    let token = |text: &str| text.split("/invitation/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    mails.iter().map(|mail| token(&mail.text)).collect()
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn an_owner_signs_in_whatever_the_case(pool: PgPool) {
    let db = Db::from_pool(pool);
    let made = owner(&db).await;
    let actor = sign_in(&db, &hasher(), " ROBIN.ortega@example.com", PASSWORD.into(), "::1").await.unwrap();
    assert_eq!(actor, made);
    assert_eq!(actor.role, Role::Owner);
    assert_eq!(super::actor(&db, actor.user_id).await.unwrap(), Some(actor));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn every_refusal_is_the_same(pool: PgPool) {
    let db = Db::from_pool(pool);
    let disabled = create_owner(&db, &hasher(), "gone@example.com", "Gone", PASSWORD.into()).await.unwrap();
    sqlx::query("update users set disabled_at = now() where id = $1")
        .bind(disabled.user_id)
        .execute(db.pool())
        .await
        .unwrap();
    owner(&db).await;
    invite(&db, "dana@example.com", "AID-1").await.unwrap();
    let long = "x".repeat(5000);
    for (email, password) in [
        ("nobody@example.com", PASSWORD),
        ("not an address", PASSWORD),
        ("robin.ortega@example.com", "wrong"),
        ("robin.ortega@example.com", ""),
        ("robin.ortega@example.com", long.as_str()),
        ("gone@example.com", PASSWORD),
        ("dana@example.com", PASSWORD),
        ("dana@example.com", "nobody has this password"),
    ] {
        let refusal = sign_in(&db, &hasher(), email, password.into(), "::1").await.unwrap_err();
        assert!(matches!(refusal, Error::Forbidden), "{email}: {refusal:?}");
    }
    assert_eq!(super::actor(&db, disabled.user_id).await.unwrap(), None);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_password_is_confirmed_and_wrong_ones_count(pool: PgPool) {
    let db = Db::from_pool(pool);
    let robin = owner(&db).await;
    let confirm = async |password: &str| confirm_password(&db, &hasher(), &robin, password.into(), "::1").await;
    let fault = |done: Result<(), Error>| match done {
        Err(Error::Invalid(errors)) => errors.at("password").cloned(),
        other => panic!("{other:?}"),
    };
    confirm(PASSWORD).await.unwrap();
    // Nothing typed is no attempt.
    for _ in 0..9 {
        assert_eq!(fault(confirm("").await), Some(Fault::Missing));
    }
    for _ in 0..4 {
        assert_eq!(fault(confirm("wrong").await), Some(Fault::PasswordWrong));
    }
    confirm(PASSWORD).await.unwrap();
    for _ in 0..5 {
        assert_eq!(fault(confirm("wrong").await), Some(Fault::PasswordWrong));
    }
    assert!(matches!(confirm(PASSWORD).await, Err(Error::Throttled { .. })));
    let signing_in = sign_in(&db, &hasher(), &robin.email, PASSWORD.into(), "10.0.0.1").await;
    assert!(matches!(signing_in, Err(Error::Throttled { .. })), "they are one count");
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn failures_of_an_account_are_slowed_down(pool: PgPool) {
    let db = Db::from_pool(pool);
    owner(&db).await;
    let attempt = async |password: &str, addr: &str| {
        sign_in(&db, &hasher(), "robin.ortega@example.com", password.into(), addr).await
    };
    for i in 0..5 {
        assert!(matches!(attempt("wrong", &format!("10.0.0.{i}")).await, Err(Error::Forbidden)), "{i}");
    }
    // Even the right password, and from anywhere.
    let Err(Error::Throttled { retry_after_s }) = attempt(PASSWORD, "10.0.1.1").await else { panic!("not throttled") };
    assert!((1..=30).contains(&retry_after_s), "{retry_after_s}");
    // The delay grows.
    sqlx::query("update sign_in_throttle set blocked_until = now()").execute(db.pool()).await.unwrap();
    assert!(matches!(attempt("wrong", "10.0.1.2").await, Err(Error::Forbidden)));
    let Err(Error::Throttled { retry_after_s }) = attempt(PASSWORD, "10.0.1.3").await else { panic!("not throttled") };
    assert!((31..=60).contains(&retry_after_s), "{retry_after_s}");
    // Success forgets.
    sqlx::query("update sign_in_throttle set blocked_until = now()").execute(db.pool()).await.unwrap();
    attempt(PASSWORD, "10.0.1.4").await.unwrap();
    assert!(matches!(attempt("wrong", "10.0.1.5").await, Err(Error::Forbidden)));
    attempt(PASSWORD, "10.0.1.6").await.unwrap();
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn many_attempts_at_once_are_no_way_around_the_delay(pool: PgPool) {
    let db = Db::from_pool(pool);
    owner(&db).await;
    let hasher = hasher();
    let attempt = |i: usize| {
        let (db, hasher) = (&db, &hasher);
        async move { sign_in(db, hasher, "robin.ortega@example.com", "wrong".into(), &format!("10.0.0.{i}")).await }
    };
    let answers = futures::future::join_all((0..40).map(attempt)).await;
    let looked_at = answers.iter().filter(|answer| matches!(answer, Err(Error::Forbidden))).count();
    let throttled = answers.iter().filter(|answer| matches!(answer, Err(Error::Throttled { .. }))).count();
    assert_eq!((looked_at, throttled), (5, 35));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn success_is_not_counted_against_the_address(pool: PgPool) {
    let db = Db::from_pool(pool);
    owner(&db).await;
    for _ in 0..40 {
        sign_in(&db, &hasher(), "robin.ortega@example.com", PASSWORD.into(), "10.0.0.1").await.unwrap();
    }
    let left: i32 =
        sqlx::query_scalar("select sum(failures)::integer from sign_in_throttle").fetch_one(db.pool()).await.unwrap();
    assert_eq!(left, 0);
    assert_eq!(delete_old_attempts(&db).await.unwrap(), 0);
    sqlx::query("update sign_in_throttle set last_at = now() - interval '2 days'").execute(db.pool()).await.unwrap();
    assert_eq!(delete_old_attempts(&db).await.unwrap(), 1);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn failures_are_forgotten_by_the_hour(pool: PgPool) {
    let db = Db::from_pool(pool);
    let fail = async || sign_in(&db, &hasher(), "nobody@example.com", "wrong".into(), "10.0.0.1").await.unwrap_err();
    for _ in 0..5 {
        fail().await;
    }
    let hours_pass = "update sign_in_throttle set last_at = now() - interval '3 hours', blocked_until = now()";
    sqlx::query(hours_pass).execute(db.pool()).await.unwrap();
    // Two are left.
    for _ in 0..3 {
        assert!(matches!(fail().await, Error::Forbidden));
    }
    assert!(matches!(fail().await, Error::Throttled { .. }));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn one_address_cannot_try_many_accounts(pool: PgPool) {
    let db = Db::from_pool(pool);
    owner(&db).await;
    for i in 0..30 {
        let refused = sign_in(&db, &hasher(), &format!("p{i}@example.com"), "x".into(), "10.0.0.1").await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{i}");
    }
    let throttled = sign_in(&db, &hasher(), "robin.ortega@example.com", PASSWORD.into(), "10.0.0.1").await;
    assert!(matches!(throttled, Err(Error::Throttled { .. })));
    sign_in(&db, &hasher(), "robin.ortega@example.com", PASSWORD.into(), "10.0.0.2").await.unwrap();
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn an_owner_needs_a_free_address_and_a_long_password(pool: PgPool) {
    let db = Db::from_pool(pool);
    owner(&db).await;
    let taken = create_owner(&db, &hasher(), "robin.ortega@EXAMPLE.com", "Other", PASSWORD.into()).await;
    let Err(Error::Invalid(errors)) = taken else { panic!("created") };
    assert_eq!(errors.at("email"), Some(&Fault::EmailTaken));
    let bad = create_owner(&db, &hasher(), "x", "", "short".into()).await;
    let Err(Error::Invalid(errors)) = bad else { panic!("created") };
    assert_eq!(errors.0.keys().collect::<Vec<_>>(), ["email", "name", "password"]);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn an_invited_manager_chooses_a_password_once(pool: PgPool) {
    let db = Db::from_pool(pool);
    let user = invite(&db, "dana@example.com", "AID-1").await.unwrap();
    // Again: the same person, no second mail.
    assert_eq!(invite(&db, "dana@example.com", "AID-1").await.unwrap(), user);
    let tokens = tokens(&db).await;
    let [token] = tokens.as_slice() else { panic!("{} mails", tokens.len()) };
    let stored: Vec<u8> = sqlx::query_scalar("select token_hash from invitations").fetch_one(db.pool()).await.unwrap();
    assert_ne!(hex::encode(stored), *token);

    assert_eq!(invitation(&db, token).await.unwrap().email, "dana@example.com");
    assert!(matches!(invitation(&db, "made-up").await, Err(Error::Expired)));
    let accept = async |password: &str, repeat: &str| {
        accept_invitation(&db, &hasher(), token, password.into(), repeat.into()).await
    };
    let Err(Error::Invalid(short)) = accept("short", "short").await else { panic!("accepted") };
    assert_eq!(short.at("password"), Some(&Fault::PasswordShort { min: MIN_PASSWORD }));
    let Err(Error::Invalid(differs)) = accept(PASSWORD, "another password").await else { panic!("accepted") };
    assert_eq!(differs.at("repeat"), Some(&Fault::PasswordDiffers));

    let actor = accept(PASSWORD, PASSWORD).await.unwrap();
    assert_eq!((actor.user_id, actor.role, actor.account_id.as_deref()), (user, Role::Manager, Some("AID-1")));
    assert!(matches!(accept(PASSWORD, PASSWORD).await, Err(Error::Expired)));
    assert_eq!(sign_in(&db, &hasher(), "dana@example.com", PASSWORD.into(), "::1").await.unwrap(), actor);
    // Invited again: nothing to do, nothing mailed.
    assert_eq!(invite(&db, "dana@example.com", "AID-1").await.unwrap(), user);
    assert_eq!(mail::recent(&db, 10).await.unwrap().len(), 1);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn an_address_belongs_to_one_account(pool: PgPool) {
    let db = Db::from_pool(pool);
    owner(&db).await;
    invite(&db, "dana@example.com", "AID-1").await.unwrap();
    for (email, account) in [("dana@example.com", "AID-2"), ("robin.ortega@example.com", "AID-1")] {
        let Err(Error::Invalid(errors)) = invite(&db, email, account).await else { panic!("{email} invited") };
        assert_eq!(errors.at("email"), Some(&Fault::EmailTaken));
    }
    let mut tx = db.begin_all().await.unwrap();
    assert!(email_taken(&mut tx, &Email::parse("DANA@example.com").unwrap()).await.unwrap());
    assert!(!email_taken(&mut tx, &Email::parse("free@example.com").unwrap()).await.unwrap());
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn an_old_link_is_replaced_and_nobody_learns_who_exists(pool: PgPool) {
    let db = Db::from_pool(pool);
    let renew = async |email: &str, addr: &str| {
        renew_invitation(&db, email, addr).await?;
        renew_due(&db, &public_url(), &brand()).await
    };
    invite(&db, "dana@example.com", "AID-1").await.unwrap();
    owner(&db).await;
    // Just mailed; unknown; no address; somebody with a password: all the same to see.
    for email in ["dana@example.com", "nobody@example.com", "x", "robin.ortega@example.com"] {
        renew(email, "10.0.0.1").await.unwrap();
    }
    assert_eq!(mail::recent(&db, 10).await.unwrap().len(), 1);

    sqlx::query("update invitations set expires_at = now() - interval '1 s', created_at = now() - interval '8 days'")
        .execute(db.pool())
        .await
        .unwrap();
    let old = tokens(&db).await.remove(0);
    assert!(matches!(invitation(&db, &old).await, Err(Error::Expired)));
    renew("Dana@example.com", "10.0.0.2").await.unwrap();
    let tokens = tokens(&db).await;
    assert_eq!(tokens.len(), 2);
    accept_invitation(&db, &hasher(), &tokens[0], PASSWORD.into(), PASSWORD.into()).await.unwrap();

    for _ in 0..4 {
        renew("nobody@example.com", "10.0.0.3").await.unwrap();
    }
    renew("nobody@example.com", "10.0.0.3").await.unwrap();
    assert!(matches!(renew("nobody@example.com", "10.0.0.3").await, Err(Error::Throttled { .. })));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn sessions_come_and_go(pool: PgPool) {
    let db = Db::from_pool(pool);
    let user = owner(&db).await.user_id;
    let until =
        |seconds: i64| Timestamp::from_second((Timestamp::now() + SignedDuration::from_secs(seconds)).as_second());
    let session = StoredSession { data: b"{}".to_vec(), expires_at: until(60).unwrap() };
    assert!(sessions::insert(&db, "a", Some(user), &session).await.unwrap());
    assert!(!sessions::insert(&db, "a", None, &session).await.unwrap(), "a taken key");
    assert_eq!(sessions::load(&db, "a").await.unwrap(), Some(session.clone()));

    let changed = StoredSession { data: b"{1}".to_vec(), ..session.clone() };
    sessions::save(&db, "a", Some(user), &changed).await.unwrap();
    assert_eq!(sessions::load(&db, "a").await.unwrap(), Some(changed));

    let over = StoredSession { expires_at: until(-1).unwrap(), ..session.clone() };
    sessions::insert(&db, "b", None, &over).await.unwrap();
    assert_eq!(sessions::load(&db, "b").await.unwrap(), None);
    assert_eq!(sessions::delete_expired(&db).await.unwrap(), 1);

    assert_eq!(sessions::delete_for_user(&db, user).await.unwrap(), 1);
    sessions::save(&db, "a", Some(user), &session).await.unwrap();
    assert_eq!(sessions::load(&db, "a").await.unwrap(), None, "an ended session stays ended");
}

#[tokio::test]
async fn hashes_are_salted_and_verified() {
    let hasher = hasher();
    let (one, two) = (hasher.hash(PASSWORD.into()).await.unwrap(), hasher.hash(PASSWORD.into()).await.unwrap());
    assert_ne!(one, two);
    assert!(one.starts_with("$argon2id$v=19$"));
    assert!(hasher.verify(PASSWORD.into(), Some(one.clone())).await.unwrap());
    assert!(!hasher.verify("other".into(), Some(one)).await.unwrap());
    assert!(!hasher.verify("nobody has this password".into(), None).await.unwrap());
    assert!(hasher.verify(PASSWORD.into(), Some("nonsense".into())).await.is_err());
    let strong = Hasher::new(Cost::Owasp, 1).unwrap().hash(PASSWORD.into()).await.unwrap();
    assert!(strong.contains("$m=19456,t=2,p=1$"), "{strong}");
}
