//! What the wizard of numbers keeps, seals and mails, over a real database and the sandbox.

use domain::{Fault, Fields, Lang, wizard::Step};
use services::{
    Actor, Error,
    port_ins::{
        self,
        by_link::{self, SignIt},
        links::Purpose,
        signature::{self, Witness},
    },
    vault,
    wizard::{self, Basis, Draft, Intent, Post, Saved, Start},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{
    Portal,
    ports::{ACCOUNT, PIN},
};

const NUMBER: &str = "+17205558000";

struct Wizard<'a> {
    portal: &'a Portal,
    actor: Actor,
    draft: Uuid,
}

impl<'a> Wizard<'a> {
    async fn begin(portal: &'a Portal) -> Self {
        let actor = portal.manager("AID-mensah");
        let start = Start::PortIn("AID-mensah".into());
        let (draft, first) = wizard::start(&portal.db, &actor, &start).await.unwrap();
        assert_eq!(first, Step::Numbers);
        Self { portal, actor, draft }
    }

    /// With number and bill.
    async fn with_bill(portal: &'a Portal) -> Self {
        let wizard = Self::begin(portal).await;
        let to = wizard.save(Step::Numbers, &[("number.0.number", NUMBER)], Intent::Next).await.unwrap();
        assert_eq!(to, Saved::To(Step::OldAccount));
        let to = wizard.save(Step::OldAccount, &bill(), Intent::Next).await.unwrap();
        assert_eq!(to, Saved::To(Step::PortLines), "{:?}", wizard.read().await);
        let line = [("in.0.subscriber", "TSUID-yaw.mensah"), ("in.0.package", "PID-family-10")];
        let to = wizard.save(Step::PortLines, &line, Intent::Next).await.unwrap();
        assert_eq!(to, Saved::To(Step::Authorise), "{:?}", wizard.read().await.errors);
        wizard
    }

    async fn read(&self) -> Draft {
        let mut tx = self.portal.db.begin(&self.actor).await.unwrap();
        wizard::get(&mut tx, &self.actor, self.draft).await.unwrap().0
    }

    async fn signed(&self) -> bool {
        let mut tx = self.portal.db.begin(&self.actor).await.unwrap();
        wizard::get(&mut tx, &self.actor, self.draft).await.unwrap().1.porting.signed
    }

    async fn save(&self, step: Step, fields: &[(&str, &str)], intent: Intent) -> Result<Saved, Error> {
        let version = self.read().await.version;
        self.save_from(version, step, fields, intent).await
    }

    async fn save_from(
        &self,
        version: i32,
        step: Step,
        fields: &[(&str, &str)],
        intent: Intent,
    ) -> Result<Saved, Error> {
        let fields = Fields(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect());
        let basis = Basis { version, editor: Uuid::now_v7(), turn: 0 };
        let post = Post { draft: self.draft, basis, step, fields, intent, witness: witness("203.0.113.7") };
        wizard::save(&self.portal.db, &self.portal.desk, &self.actor, post).await
    }

    async fn kept(&self) -> Vec<String> {
        let mut tx = self.portal.db.begin_all().await.unwrap();
        vault::saved(&mut tx, self.draft).await.unwrap().into_iter().map(|(name, _)| name).collect()
    }

    async fn secret(&self, name: &str) -> Option<String> {
        use secrecy::ExposeSecret;
        let mut tx = self.portal.db.begin_all().await.unwrap();
        let kept = vault::open(&mut tx, &self.portal.vault, self.draft, name).await.unwrap();
        kept.map(|kept| kept.expose_secret().to_owned())
    }

    /// The token of the newest link that was mailed.
    async fn token(&self, path: &str) -> String {
        let text: String = sqlx::query_scalar(
            "select body_text from mail_outbox where body_text like $1 order by created_at desc, id desc limit 1",
        )
        .bind(format!("%{path}%"))
        .fetch_one(self.portal.db.pool())
        .await
        .unwrap();
        text.split(path).nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    }

    async fn mail_letter(&self) -> String {
        let fields = [("sign.name", "Dana Mensah"), ("sign.email", "dana@example.com")];
        assert_eq!(self.save(Step::Authorise, &fields, Intent::SendLetter).await.unwrap(), Saved::Stay);
        self.token("/authorise/").await
    }

    async fn sign(&self, token: &str, name: &str) -> Result<(), Error> {
        let shown = match by_link::letter(&self.portal.db, token).await {
            Ok(open) => hex::encode(open.facts.digest()),
            Err(_) => String::new(),
        };
        self.sign_shown(token, name, &shown, "198.51.100.9").await
    }

    async fn sign_shown(&self, token: &str, name: &str, shown: &str, from: &str) -> Result<(), Error> {
        let witness = witness(from);
        let it = SignIt { token, name, agree: true, shown, lang: Lang::Es, witness: &witness };
        by_link::sign(&self.portal.db, &self.portal.desk.letterhead, &it).await
    }

    async fn change(&self, sql: &'static str) {
        let mut tx = self.portal.db.begin_all().await.unwrap();
        sqlx::query(sql).bind(self.draft).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn witness(addr: &str) -> Witness {
    Witness { client_addr: addr.into(), ..Witness::default() }
}

fn bill() -> Vec<(&'static str, &'static str)> {
    vec![
        ("old.kind", "mobile"),
        ("old.carrier", "Verizon"),
        ("old.account_number", "012345678-00001"),
        ("old.pin", "314159"),
        ("old.name", "Dana Mensah"),
        ("old.street1", "2701 N Thanksgiving Way"),
        ("old.city", "Lehi"),
        ("old.state", "UT"),
        ("old.zip", "84043"),
    ]
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn secrets_are_sealed_however_they_come_and_half_a_pin_is_none(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::begin(&portal).await;
    wizard.save(Step::Numbers, &[("number.0.number", NUMBER)], Intent::Next).await.unwrap();
    // Saved while it is typed.
    wizard.save(Step::OldAccount, &[("old.pin", "3141"), ("old.carrier", "Verizon")], Intent::Keep).await.unwrap();
    assert!(wizard.kept().await.is_empty());
    let typed = [
        ("old.carrier", "Verizon"),
        ("old.pin", "31 41-59"),
        ("old.account_number", "00123456789"),
        ("old.pin_made", "2026-11-20"),
    ];
    wizard.save(Step::OldAccount, &typed, Intent::Keep).await.unwrap();
    assert_eq!(wizard.kept().await, ["account_number", "pin"]);
    assert_eq!(wizard.secret("pin").await.as_deref(), Some("314159"));
    assert_eq!(wizard.secret("account_number").await.as_deref(), Some("00123456789"));
    let draft = wizard.read().await;
    assert!(!draft.fields.0.keys().any(|name| name == "old.pin" || name == "old.account_number"), "{draft:?}");
    assert_eq!(draft.fields.get("old.cleaned"), "pin RemovedSpaces\npin RemovedDashes");
    // Left empty it stays, with the day it was made; a page cannot make up what was tidied.
    wizard.save(Step::OldAccount, &[("old.pin", " "), ("old.cleaned", "pin x")], Intent::Keep).await.unwrap();
    assert_eq!(wizard.secret("pin").await.as_deref(), Some("314159"));
    assert_eq!(wizard.read().await.fields.get("old.pin_made"), "2026-11-20");
    assert_eq!(wizard.read().await.fields.get("old.cleaned"), "pin RemovedSpaces\npin RemovedDashes");
    // A page that is out of date seals nothing.
    let stale = wizard.save_from(0, Step::OldAccount, &[("old.pin", "999999")], Intent::Keep).await;
    assert!(matches!(stale, Err(Error::Stale)));
    assert_eq!(wizard.secret("pin").await.as_deref(), Some("314159"));
    wizard::discard(&portal.db, &wizard.actor, wizard.draft).await.unwrap();
    assert!(wizard.kept().await.is_empty());
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_another_carrier_had_is_judged_again(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::with_bill(&portal).await;
    let mut other = bill();
    other.retain(|(name, _)| !matches!(*name, "old.carrier" | "old.pin" | "old.account_number"));
    other.push(("old.carrier", "T-Mobile"));
    assert_eq!(wizard.save(Step::OldAccount, &other, Intent::Next).await.unwrap(), Saved::Stay);
    let errors = wizard.read().await.errors;
    assert!(errors.at("old.account_number").is_some(), "{errors:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_landline_has_a_day_that_works(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::with_bill(&portal).await;
    let mut landline = bill();
    landline.retain(|(name, _)| *name != "old.kind");
    landline.extend([("old.kind", "landline"), ("old.date", "2020-01-06")]);
    assert_eq!(wizard.save(Step::OldAccount, &landline, Intent::Next).await.unwrap(), Saved::Stay);
    let errors = wizard.read().await.errors;
    assert!(matches!(errors.at("old.date"), Some(Fault::DateTooSoon { .. })), "{errors:?}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_newest_link_signs_once(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::with_bill(&portal).await;
    let first = wizard.mail_letter().await;
    let second = wizard.mail_letter().await;
    assert_ne!(first, second);
    assert!(matches!(wizard.sign(&first, "Dana Mensah").await, Err(Error::Expired)));
    assert!(matches!(wizard.sign(&second, " ").await, Err(Error::Invalid(_))), "and the link still works");
    let stale = wizard.sign_shown(&second, "Dana Mensah", "another letter", "198.51.100.9").await;
    assert!(matches!(stale, Err(Error::Stale)));
    // Not signed yet: it does not go on.
    let fields = [("sign.how", "link"), ("sign.name", "Dana Mensah"), ("sign.email", "dana@example.com")];
    assert_eq!(wizard.save(Step::Authorise, &fields, Intent::Next).await.unwrap(), Saved::Stay);
    assert_eq!(wizard.read().await.errors.at("sign.how"), Some(&Fault::NotSigned));
    let both = tokio::join!(wizard.sign(&second, "Dana Mensah"), wizard.sign(&second, "Dana Mensah"));
    assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
    assert!(wizard.signed().await);
    assert!(matches!(wizard.sign(&second, "Dana Mensah").await, Err(Error::Expired)));
    assert_eq!(wizard.save(Step::Authorise, &fields, Intent::Next).await.unwrap(), Saved::To(Step::Receipt));
    // The paper, for a day.
    assert!(by_link::signed_letter(&portal.db, &second).await.unwrap().starts_with(b"%PDF-"));
    wizard
        .change(
            "update port_links set used_at = now() - interval '25 hours' where owner_id = $1 and used_at is not null",
        )
        .await;
    assert!(matches!(by_link::signed_letter(&portal.db, &second).await, Err(Error::Expired)));
    assert!(matches!(by_link::just_used(&portal.db, Purpose::Sign, &first).await, Err(Error::Expired)));

    // Who signed, from where; the hash is that of the paper.
    let mut tx = portal.db.begin_all().await.unwrap();
    let signed = signature::last(&mut tx, wizard.draft).await.unwrap().unwrap();
    let row: (String, String, String, bool) = sqlx::query_as(
        "select how, email, client_addr, document_sha256 = sha256(document) from port_signatures where id = $1",
    )
    .bind(signed.id)
    .fetch_one(&mut *tx)
    .await
    .unwrap();
    assert_eq!(row, ("link".into(), "dana@example.com".into(), "198.51.100.9".into(), true));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_link_ends_with_time_and_with_its_draft(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::with_bill(&portal).await;
    let token = wizard.mail_letter().await;
    assert!(by_link::letter(&portal.db, &token).await.is_ok());
    wizard.change("update port_links set expires_at = now() - interval '1 second' where owner_id = $1").await;
    assert!(matches!(by_link::letter(&portal.db, &token).await, Err(Error::Expired)));
    let token = wizard.mail_letter().await;
    assert!(matches!(by_link::letter(&portal.db, &token[1..]).await, Err(Error::Expired)));
    assert!(matches!(by_link::pin(&portal.db, &token).await, Err(Error::Expired)), "each is for its own purpose");
    wizard::discard(&portal.db, &wizard.actor, wizard.draft).await.unwrap();
    assert!(matches!(by_link::letter(&portal.db, &token).await, Err(Error::Expired)));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn links_are_rationed(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::with_bill(&portal).await;
    let mut token = String::new();
    for _ in 0..5 {
        token = wizard.mail_letter().await;
    }
    let fields = [("sign.name", "Dana Mensah"), ("sign.email", "dana@example.com")];
    let more = wizard.save(Step::Authorise, &fields, Intent::SendLetter).await;
    assert!(matches!(more, Err(Error::Throttled { .. })), "{more:?}");
    // And who guesses waits.
    for _ in 0..20 {
        let _ = wizard.sign_shown("guess", "Dana Mensah", "", "192.0.2.66").await;
    }
    let waits = wizard.sign_shown(&token, "Dana Mensah", "", "192.0.2.66").await;
    assert!(matches!(waits, Err(Error::Throttled { .. })), "{waits:?}");
    assert!(wizard.sign(&token, "Dana Mensah").await.is_ok(), "somebody else does not");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn the_holder_enters_the_pin_and_nobody_else_sees_it(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::begin(&portal).await;
    wizard.save(Step::Numbers, &[("number.0.number", NUMBER)], Intent::Next).await.unwrap();
    let mut known = bill();
    known.retain(|(name, _)| *name != "old.pin");
    known.push(("old.pin_email", "dana@example.com"));
    assert_eq!(wizard.save(Step::OldAccount, &known, Intent::AskPin).await.unwrap(), Saved::Stay);
    let token = wizard.token("/old-pin/").await;
    let open = by_link::pin(&portal.db, &token).await.unwrap();
    assert_eq!((open.numbers.as_slice(), open.hint.carrier.as_str()), ([NUMBER.to_owned()].as_slice(), "Verizon"));
    let enter = async |pin: &str, made: &str| {
        by_link::enter_pin(&portal.db, &portal.vault, &token, &pin.into(), made, "198.51.100.9").await
    };
    let Err(Error::Invalid(errors)) = enter("12", "soon").await else { panic!("taken") };
    assert_eq!((errors.at("pin"), errors.at("made")), (Some(&Fault::TooShort { min: 6 }), Some(&Fault::Date)));
    let before = wizard.read().await.version;
    enter("27 18 28", "2026-11-24").await.unwrap();
    assert!(matches!(enter("271828", "").await, Err(Error::Expired)));
    assert_eq!(wizard.secret("pin").await.as_deref(), Some("271828"));
    // The page that was open all the time is not stale, and goes on.
    known.retain(|(name, _)| *name != "old.pin_email");
    let to = wizard.save_from(before, Step::OldAccount, &known, Intent::Next).await.unwrap();
    assert_eq!(to, Saved::To(Step::PortLines), "{:?}", wizard.read().await.errors);
    assert_eq!(wizard.read().await.fields.get("old.pin_made"), "2026-11-24");
    let mail: String = sqlx::query_scalar("select string_agg(body_text, '') from mail_outbox")
        .fetch_one(portal.db.pool())
        .await
        .unwrap();
    assert!(!mail.contains("271828") && mail.contains("(720) 555-8000"), "{mail}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_family_finds_its_own_drafts_alone(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let wizard = Wizard::begin(&portal).await;
    wizard::start(&portal.db, &portal.agent, &Start::AddLine("AID-mensah".into())).await.unwrap();
    let list = async |actor: &Actor| {
        let mut tx = portal.db.begin(actor).await.unwrap();
        wizard::list(&mut tx, actor).await.unwrap().into_iter().map(|draft| draft.id).collect::<Vec<_>>()
    };
    assert_eq!(list(&wizard.actor).await, [wizard.draft]);
    assert!(list(&portal.manager("AID-okafor")).await.is_empty());
    assert_eq!(list(&portal.agent).await.len(), 2);
    let theirs = wizard::start(&portal.db, &wizard.actor, &Start::PortIn("AID-okafor".into())).await;
    assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
    // Somebody else's address and card are taken, whoever's they are.
    let email: String = {
        let mut tx = portal.db.begin_all().await.unwrap();
        sqlx::query_scalar("select email from subscribers where account_id = 'AID-okafor' limit 1")
            .fetch_one(&mut *tx)
            .await
            .unwrap()
    };
    let wizard = Wizard::with_bill(&portal).await;
    let new = [
        ("in.0.subscriber", "new"),
        ("in.0.name", "Nana"),
        ("in.0.email", email.as_str()),
        ("in.0.package", "PID-family-10"),
    ];
    assert_eq!(wizard.save(Step::PortLines, &new, Intent::Next).await.unwrap(), Saved::Stay);
    assert_eq!(wizard.read().await.errors.at("in.0.email"), Some(&Fault::EmailTaken));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_wizard_nobody_goes_on_with_ends_and_forgets(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut drafts = Vec::new();
    for (saved, discarded) in [("89 days", None), ("91 days", None), ("1 day", Some("2 days"))] {
        let id = Uuid::now_v7();
        let mut tx = portal.db.begin_all().await.unwrap();
        sqlx::query(
            "insert into drafts (id, kind, owner_id, account_id, reached, saved_at, discarded_at)
             values ($1, 'port_in', $1, $2, 'numbers', now() - $3::interval, now() - $4::interval)",
        )
        .bind(id)
        .bind(ACCOUNT)
        .bind(saved)
        .bind(discarded)
        .execute(&mut *tx)
        .await
        .unwrap();
        vault::keep(&mut tx, &portal.vault, id, Some(ACCOUNT), "pin", &PIN.into(), "Dana Mensah").await.unwrap();
        tx.commit().await.unwrap();
        drafts.push(id);
    }
    port_ins::expire_drafts(&portal.db).await.unwrap();
    let mut tx = portal.db.begin_all().await.unwrap();
    let open: Vec<Uuid> =
        sqlx::query_scalar("select id from drafts where discarded_at is null").fetch_all(&mut *tx).await.unwrap();
    assert_eq!(open, [drafts[0]]);
    drop(tx);
    // What ended just now is erased a day later.
    assert_eq!([portal.kept(drafts[0]).await, portal.kept(drafts[1]).await, portal.kept(drafts[2]).await], [1, 1, 0]);
}
