//! The Mensahs: Dana runs the account, Kofi looks after Ama.

use domain::{
    Role,
    guardian::{Badge, Contact, Number, Settings, Stand, Texts},
};
use sandbox::Filter;
use services::{
    Actor, Error,
    guardian::{self, Edit, Page, Saved, Switch},
    identity,
};
use uuid::Uuid;

use crate::support::Portal;

pub const ACCOUNT: &str = "AID-mensah";
pub const AMA: &str = "TSUID-ama.mensah";
pub const KOFI: &str = "TSUID-kofi.mensah";
pub const DANA: &str = "TSUID-dana.mensah";
/// Ama's line.
pub const LINE: &str = "+18015550143";

pub const FEATURES: &str = "POST /v1.0/subscribers/guardian-features";
pub const FEATURES_READ: &str = "GET /v1.0/subscribers/guardian-features";
pub const RELATE: &str = "POST /v1.0/subscribers/guardians/relation";
pub const RELATION_READ: &str = "GET /v1.0/subscribers/guardians/relation/child";
pub const TEXTS: &str = "POST /v1.0/subscribers/message-filter";
pub const TEXTS_UPDATE: &str = "POST /v1.0/subscribers/message-filter/update";
pub const TEXTS_READ: &str = "GET /v1.0/subscribers/message-filter";
pub const CALLS: &str = "POST /v1.0/subscribers/call-filter";
pub const CALLS_UPDATE: &str = "POST /v1.0/subscribers/call-filter/update";
pub const CALLS_READ: &str = "GET /v1.0/subscribers/call-filter";
pub const ROUTE: &str = "POST /v1.0/message/routes/update";
pub const VOICE_ROUTE: &str = "POST /v1.0/voice/routes/update";

/// Every call Guardian makes.
pub const ALL: [&str; 12] = [
    FEATURES,
    FEATURES_READ,
    RELATE,
    RELATION_READ,
    TEXTS,
    TEXTS_UPDATE,
    TEXTS_READ,
    CALLS,
    CALLS_UPDATE,
    CALLS_READ,
    ROUTE,
    VOICE_ROUTE,
];

pub fn dana(portal: &Portal) -> Actor {
    Actor { user_id: Uuid::now_v7(), subscriber_id: Some(DANA.into()), ..portal.manager(ACCOUNT) }
}

/// Texts stop links and unknown senders, calls stop blocked people; the coach is allowed for both.
pub fn strict() -> Settings {
    let mut settings = Settings {
        texts: Texts { on: true, block_links: true, block_unknown: true, ..Texts::default() },
        contacts: vec![contact("coach", &["+13855550188", "+13855550189"], Stand::Allowed)],
        ..Settings::default()
    };
    settings.calls.on = true;
    settings
}

pub fn contact(name: &str, numbers: &[&str], stand: Stand) -> Contact {
    Contact {
        id: name.into(),
        name: name.into(),
        numbers: numbers.iter().map(|n| Number::parse(n).unwrap()).collect(),
        calls: stand,
        texts: stand,
        until: None,
    }
}

impl Portal {
    /// Somebody of the family who signs in.
    pub async fn relative(&self, role: Role, subscriber: &str, name: &str, email: &str) -> Actor {
        let user_id = Uuid::now_v7();
        sqlx::query(
            "insert into users (id, email, name, role, account_id, subscriber_id, language) values ($1, $2, $3, $4, $5, $6, 'en')",
        )
        .bind(user_id)
        .bind(email)
        .bind(name)
        .bind(role.as_str())
        .bind(ACCOUNT)
        .bind(subscriber)
        .execute(self.db.pool())
        .await
        .unwrap();
        Actor {
            user_id,
            name: name.into(),
            email: email.into(),
            role,
            account_id: Some(ACCOUNT.into()),
            subscriber_id: Some(subscriber.into()),
            language: domain::Lang::En,
        }
    }

    /// Kofi, who looks after Ama.
    pub async fn kofi(&self) -> Actor {
        let kofi = self.relative(Role::Guardian, KOFI, "Kofi Mensah", "kofi@example.com").await;
        let mut tx = self.db.begin_all().await.unwrap();
        identity::assign_guardian(&mut tx, kofi.user_id, ACCOUNT, AMA).await.unwrap();
        tx.commit().await.unwrap();
        kofi
    }

    /// Dana, who hears of things.
    pub async fn dana(&self) -> Actor {
        self.relative(Role::Manager, DANA, "Dana Mensah", "dana@example.com").await
    }

    pub async fn guardian(&self, actor: &Actor) -> Page {
        self.guardian_of(actor, AMA).await.unwrap()
    }

    pub async fn guardian_of(&self, actor: &Actor, subscriber: &str) -> Result<Page, Error> {
        let mut tx = self.db.begin(actor).await.unwrap();
        guardian::page(&mut tx, &crate::support::brand(), actor, subscriber).await
    }

    pub async fn save(&self, actor: &Actor, version: i32, wanted: Settings) -> Result<Saved, Error> {
        guardian::save(&self.db, &self.letterhead(), actor, AMA, version, wanted).await
    }

    pub async fn edit(&self, actor: &Actor, version: i32, edit: Edit) -> Result<Saved, Error> {
        guardian::edit(&self.db, &self.letterhead(), actor, AMA, version, edit).await
    }

    pub async fn turn(&self, actor: &Actor, version: i32, switch: Switch, on: bool) -> Result<Saved, Error> {
        self.edit(actor, version, Edit::Switch(switch, on)).await
    }

    /// Saves the strict settings and lets them arrive.
    pub async fn protected(&self, actor: &Actor) -> Page {
        self.save(actor, 0, strict()).await.unwrap();
        self.settle().await;
        let page = self.guardian(actor).await;
        assert_eq!(page.badges, [Badge::Protected, Badge::Protected], "{:?}", page.stuck);
        page
    }

    pub fn text_filter(&self) -> Filter {
        let of_line = |f: &&Filter| f.phone == LINE;
        self.sandbox.with(|world| world.guardian.message_filters.iter().find(of_line).cloned().unwrap())
    }

    pub fn call_filter(&self) -> Filter {
        let of_line = |f: &&Filter| f.phone == LINE;
        self.sandbox.with(|world| world.guardian.call_filters.iter().find(of_line).cloned().unwrap())
    }

    /// How often each call was made, of those that were.
    pub fn counted(&self) -> Vec<(&'static str, u64)> {
        let counted = ALL.into_iter().map(|call| (call, self.sandbox.calls(call)));
        counted.filter(|(_, times)| *times > 0).collect()
    }

    /// The activity log: what, detail, who.
    pub async fn activity(&self) -> Vec<(String, String, String)> {
        let mut tx = self.db.begin_all().await.unwrap();
        let rows = sqlx::query_as("select what, detail, actor_name from activity where account_id = $1 order by id");
        rows.bind(ACCOUNT).fetch_all(&mut *tx).await.unwrap()
    }
}
