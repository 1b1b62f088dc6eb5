//! What people without a sign-in see behind their links.

use domain::{Email, Fields, Lang, wizard::Step};
use services::{
    port_ins::{
        links::{self, NewLink, Purpose},
        signature::Witness,
    },
    wizard::{self, Basis, Intent, Post, Start},
};
use sqlx::PgPool;
use testkit::TestApp;
use uuid::Uuid;

/// A draft that is ready to be signed, and the token of a link to it.
async fn link(app: &TestApp, purpose: Purpose) -> (Uuid, String) {
    app.sync().await.unwrap();
    let agent = app.staff().await.unwrap().actor;
    let db = &app.state.db;
    let (draft, _) = wizard::start(db, &agent, &Start::PortIn("AID-mensah".into())).await.unwrap();
    let steps = [
        (Step::Numbers, vec![("number.0.number", "720 555 8000")]),
        (
            Step::OldAccount,
            vec![
                ("old.kind", "mobile"),
                ("old.carrier", "Verizon"),
                ("old.account_number", "01234567800001"),
                ("old.pin", "314159"),
                ("old.name", "Dana Mensah"),
                ("old.street1", "2701 N Thanksgiving Way"),
                ("old.city", "Lehi"),
                ("old.state", "UT"),
                ("old.zip", "84043"),
            ],
        ),
    ];
    for (version, (step, fields)) in (1..).zip(steps) {
        let fields = Fields(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect());
        let basis = Basis { version, editor: Uuid::now_v7(), turn: 0 };
        let post = Post { draft, basis, step, fields, intent: Intent::Next, witness: Witness::default() };
        wizard::save(db, &app.state.desk(), &agent, post).await.unwrap();
    }
    let mut tx = db.begin_all().await.unwrap();
    let new = NewLink {
        purpose,
        owner: draft,
        account_id: Some("AID-mensah"),
        email: &Email::parse("dana@example.com").unwrap(),
        name: "Dana Mensah",
        lang: Lang::Es,
        by: "Kim Park",
        numbers: &["+17205558000".to_owned()],
        carrier: "Verizon",
    };
    links::make(&mut tx, &app.state.letterhead(), &new).await.unwrap();
    tx.commit().await.unwrap();
    let text: String = sqlx::query_scalar("select body_text from mail_outbox where recipient = 'dana@example.com'")
        .fetch_one(db.pool())
        .await
        .unwrap();
    assert!(text.starts_with("Hola Dana Mensah,"), "{text}");
    let path = if purpose == Purpose::Sign { "/authorise/" } else { "/old-pin/" };
    (draft, text.split(path).nth(1).unwrap().split_whitespace().next().unwrap().to_owned())
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_holder_reads_signs_and_takes_the_paper(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let (draft, token) = link(&app, Purpose::Sign).await;
    let holder = app.browser().unwrap();
    holder.post_form("/do/set-language", &[("language", "es"), ("back", "/")]).await.unwrap();
    let path = format!("/authorise/{token}");
    let page = holder.get(&path).await.unwrap();
    assert_eq!(page.header("referrer-policy"), "same-origin");
    for words in ["Kim Park te pide firmar", "Autorizo a", "(720) 555-8000", "Dana Mensah", "E-SIGN"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("01234567800001"));
    let shown = page.body.split("name=\"shown\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = |name: &'static str, agree: &'static str| {
        [("token", token.clone()), ("shown", shown.clone()), ("name", name.to_owned()), ("agree", agree.to_owned())]
    };
    let post = async |fields: [(&str, String); 4]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        holder.post_form("/do/sign-letter", &fields).await.unwrap()
    };
    assert_eq!(post(form("Dana Mensah", "")).await.location(), path);
    let refused = holder.get(&path).await.unwrap();
    assert!(
        refused.body.contains("Marca esta casilla") && refused.body.contains("value=\"Dana Mensah\""),
        "{}",
        refused.body
    );
    assert_eq!(holder.get(&format!("{path}/done")).await.unwrap().status, 410);
    assert_eq!(post(form("Dana Mensah", "on")).await.location(), format!("{path}/done"));
    let done = holder.get(&format!("{path}/done")).await.unwrap();
    assert!(done.status == 200 && done.body.contains("Gracias, está firmada"), "{}", done.body);
    let paper = holder.get(&format!("{path}/letter")).await.unwrap();
    assert_eq!((paper.status, paper.header("content-type")), (200, "application/pdf"));
    // Used up; the wizard knows.
    let again = holder.get(&path).await.unwrap();
    assert!(again.status == 410 && again.body.contains("Este enlace ya no funciona"), "{}", again.body);
    assert_eq!(post(form("Dana Mensah", "on")).await.location(), path);
    assert_eq!(holder.get(&format!("{path}x/letter")).await.unwrap().status, 410);
    let signer: String = {
        let mut tx = app.state.db.begin_all().await.unwrap();
        let signer = sqlx::query_scalar("select signer from port_signatures where draft_id = $1 and language = 'es'");
        signer.bind(draft).fetch_one(&mut *tx).await.unwrap()
    };
    assert_eq!(signer, "Dana Mensah");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_holder_enters_the_pin(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let (_, token) = link(&app, Purpose::Pin).await;
    let holder = app.browser().unwrap();
    let path = format!("/old-pin/{token}");
    let page = holder.get(&path).await.unwrap();
    assert!(page.body.contains("What is the PIN at Verizon?"), "{}", page.body);
    // The number, and nothing else of what was typed.
    assert!(page.body.contains("(720) 555-8000") && !page.body.contains("Thanksgiving"), "{}", page.body);
    let post =
        async |pin: &str| holder.post_form("/do/enter-old-pin", &[("token", &token), ("pin", pin)]).await.unwrap();
    assert_eq!(post("27").await.location(), path);
    let refused = holder.get(&path).await.unwrap();
    assert!(refused.body.contains("It has at least 6 characters."), "{}", refused.body);
    assert_eq!(post("271828").await.location(), format!("{path}/done"));
    assert!(holder.get(&format!("{path}/done")).await.unwrap().body.contains("Thank you, the PIN is saved"));
    assert_eq!(holder.get(&path).await.unwrap().status, 410);
}
