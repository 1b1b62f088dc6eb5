use domain::{Email, Lang, Role};
use secrecy::SecretString;
use sqlx::PgPool;

use super::*;
use crate::Db;

fn message(to: &str) -> Message {
    let brand = Brand {
        name: "Homeline".into(),
        operator: "Homeline & Sons".into(),
        logo: None,
        hue: None,
        support_email: "support@example.com".into(),
        support_phone: Some("(385) 555-0100".into()),
        care_line: None,
        terms_url: None,
        privacy_url: None,
    };
    let link = "https://lines.example.com/invitation/abc".parse().unwrap();
    templates::invitation(&brand, Lang::En, Role::Manager, &Email::parse(to).unwrap(), "<Dana>", "Robin", &link, 7)
}

async fn put(db: &Db, message: &Message) {
    let mut tx = db.begin_all().await.unwrap();
    queue(&mut tx, message).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_letter_reads_the_same_in_text_and_html() {
    let letter = message("dana@example.com");
    assert_eq!(letter.subject, "Your access to Homeline");
    assert!(letter.text.starts_with("Hello <Dana>,\n\nRobin invited you"), "{}", letter.text);
    assert!(letter.text.contains("\nhttps://lines.example.com/invitation/abc\n"));
    let html = letter.html.unwrap();
    assert!(html.contains("Hello &lt;Dana&gt;,"), "{html}");
    assert!(html.contains("Homeline &amp; Sons"));
    assert!(html.contains(r#"href="https://lines.example.com/invitation/abc""#));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn mail_leaves_once_and_only_when_committed(pool: PgPool) {
    let db = Db::from_pool(pool);
    let dir = std::env::temp_dir().join(format!("homeline-mail-{}", uuid::Uuid::new_v4()));
    let mailer = Mailer::new("Homeline <no-reply@example.com>", &Transport::Directory(dir.clone())).unwrap();
    put(&db, &message("dana@example.com")).await;
    let mut tx = db.begin_all().await.unwrap();
    queue(&mut tx, &message("never@example.com")).await.unwrap();
    tx.rollback().await.unwrap();

    assert_eq!(deliver_due(&db, &mailer).await.unwrap(), 1);
    assert_eq!(deliver_due(&db, &mailer).await.unwrap(), 0);
    let files: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!(file.extension().unwrap(), "eml");
    let eml = std::fs::read_to_string(file).unwrap();
    assert!(eml.contains("To: dana@example.com") && eml.contains("multipart/alternative"), "{eml}");
    std::fs::remove_dir_all(dir).unwrap();

    let mails = recent(&db, 5).await.unwrap();
    assert!(mails[0].sent_at.is_some());
    assert_eq!(forget_sent_before(&db, jiff::Timestamp::now()).await.unwrap(), 1);
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn a_server_out_of_reach_is_tried_again_later(pool: PgPool) {
    let db = Db::from_pool(pool);
    let url = SecretString::from("smtp://user:hunter2@127.0.0.1:9");
    let mailer = Mailer::new("no-reply@example.com", &Transport::Smtp(url)).unwrap();
    put(&db, &message("dana@example.com")).await;
    assert_eq!(deliver_due(&db, &mailer).await.unwrap(), 0);
    let (attempts, error, waits): (i32, String, bool) =
        sqlx::query_as("select attempts, last_error, next_at > now() + interval '30 s' from mail_outbox")
            .fetch_one(db.pool())
            .await
            .unwrap();
    assert_eq!((attempts, waits), (1, true));
    assert!(!error.contains("hunter2"));
}

#[sqlx::test(migrator = "crate::db::MIGRATOR")]
async fn no_transaction_waits_for_the_mail_server(pool: PgPool) {
    let db = Db::from_pool(pool);
    // Takes connections and says nothing.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = SecretString::from(format!("smtp://{}", silent.local_addr().unwrap()));
    let mailer = Mailer::new("no-reply@example.com", &Transport::Smtp(url)).unwrap();
    put(&db, &message("dana@example.com")).await;
    let deliver = deliver_due(&db, &mailer);
    assert!(tokio::time::timeout(std::time::Duration::from_millis(500), deliver).await.is_err(), "it was sent");
    // Cut off while it was being sent: counted, and put off.
    let (attempts, waits): (i32, bool) =
        sqlx::query_as("select attempts, next_at > now() + interval '4 min' from mail_outbox where sent_at is null")
            .fetch_one(db.pool())
            .await
            .unwrap();
    assert_eq!((attempts, waits), (1, true));
}

#[test]
fn an_unusable_sender_is_said_at_start() {
    assert!(Mailer::new("nobody", &Transport::Smtp("smtps://x".into())).is_err());
}
