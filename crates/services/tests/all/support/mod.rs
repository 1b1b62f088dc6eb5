//! A portal without its pages: database, sandbox, worker, an agent at work.

pub mod ports;

use std::{sync::Arc, time::Duration};

use domain::{
    Fields, Role,
    progress::{ChainView, OpState},
    wizard::Step,
};
use sandbox::{
    Options, Running, Sandbox, Seed,
    faults::{Fault, Ordered},
};
use secrecy::SecretString;
use services::{
    Actor, Db, Vault,
    journal::{self, NewChain, Op, Ref, Settings, Worker},
    mail::{Brand, Letterhead},
    port_ins::signature::Witness,
    projection::{self, Syncer},
    wizard::{self, Basis, Desk, Intent, Post, RouteUrls, Saved, Start, Stock, Submitted},
};
use sqlx::PgPool;
use telegent::{Client, Config, Timeouts, Unlimited};
use uuid::Uuid;

pub struct Portal {
    pub db: Db,
    pub sandbox: Running,
    pub client: Client,
    pub vault: Vault,
    pub desk: Desk,
    pub agent: Actor,
    pub urls: RouteUrls,
}

impl Portal {
    pub async fn start(pool: PgPool) -> Self {
        let options = Options { seed: Seed::Demo, silence: Duration::from_secs(2), ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let secret = SecretString::from(sandbox::ACCOUNT_SECRET);
        let config = Config {
            budget: Arc::new(Unlimited),
            timeouts: Timeouts { total: Duration::from_millis(1500), ..Timeouts::default() },
            ..Config::new(sandbox.base_url.clone(), sandbox::ACCOUNT_KEY, secret)
        };
        let client = Client::new(config).unwrap();
        let db = Db::from_pool(pool);
        Syncer::new(db.clone(), client.clone(), projection::Settings::default()).all().await.unwrap();
        let agent = Actor {
            user_id: Uuid::now_v7(),
            name: "Kim Park".into(),
            email: "kim.park@example.com".into(),
            role: Role::Agent,
            account_id: None,
            subscriber_id: None,
            language: domain::Lang::En,
        };
        let urls = RouteUrls {
            message: "https://portal.example.com/hooks/messages".parse().unwrap(),
            voice: "https://portal.example.com/hooks/voice".parse().unwrap(),
            orders: "https://portal.example.com/hooks/orders/x".parse().unwrap(),
        };
        let vault = Vault::ephemeral().unwrap();
        let letterhead =
            Letterhead { public_url: "https://portal.example.com".parse().unwrap(), brand: Arc::new(brand()) };
        let stock = Stock::new(client.clone());
        let desk = Desk { stock, client: client.clone(), vault: vault.clone(), letterhead };
        Self { vault, desk, db, sandbox, client, agent, urls }
    }

    /// Reads everything there is to read.
    pub async fn sync(&self) {
        Syncer::new(self.db.clone(), self.client.clone(), projection::Settings::default()).all().await.unwrap();
    }

    /// The next call of an operation fails so.
    pub fn fails(&self, operation: &str, effect: Fault) {
        let ordered = Ordered { operation: operation.into(), effect, times: Some(1) };
        self.sandbox.with(|world| world.faults.push(ordered));
    }

    /// A worker whose patience fits a test.
    pub fn worker(&self) -> Worker {
        let settings = Settings {
            look_again: Duration::from_millis(20),
            settle: Duration::from_millis(300),
            poll: Duration::from_millis(20),
            beat: Duration::from_millis(100),
            ..Settings::default()
        };
        let letterhead =
            Letterhead { public_url: "https://portal.example.com".parse().unwrap(), brand: Arc::new(brand()) };
        Worker::new(self.db.clone(), self.client.clone(), letterhead, self.vault.clone(), settings)
    }

    /// Runs the worker until every chain is finished or waits for a person.
    pub async fn settle(&self) {
        let worker = self.worker();
        for _ in 0..2000 {
            worker.drain().await.unwrap();
            let mut tx = self.db.begin_all().await.unwrap();
            let open: bool = sqlx::query_scalar(
                "select exists (select 1 from chains where finished_at is null and next_at < 'infinity')",
            )
            .fetch_one(&mut *tx)
            .await
            .unwrap();
            if !open {
                return;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        panic!("the chains never settled");
    }

    /// One figure out of the database.
    pub async fn scalar(&self, sql: &'static str) -> i64 {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap()
    }

    pub async fn view(&self, chain: Uuid) -> ChainView {
        let mut tx = self.db.begin(&self.agent).await.unwrap();
        journal::view(&mut tx, chain).await.unwrap()
    }

    /// A chain of one operation of an account.
    pub async fn chain(&self, account: Option<&str>, op: Op) -> Uuid {
        let mut tx = self.db.begin(&self.agent).await.unwrap();
        let account_id = account.map(str::to_owned);
        let chain = NewChain { kind: "add_line", title: "One thing".into(), account_id, ops: vec![("It".into(), op)] };
        let id = journal::insert(&mut tx, &self.agent, chain).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The same as a worker left it that died an hour ago, while it was sending.
    pub async fn interrupted(&self, account: Option<&str>, op: Op) -> Uuid {
        let id = self.chain(account, op).await;
        self.change(
            "update operations set state = 'sending', attempts = 1, before = '[]', sent_at = now() - interval '1 hour'
             where chain_id = $1",
            id,
        )
        .await;
        id
    }

    /// Changes something of a chain behind everybody's back.
    pub async fn change(&self, sql: &'static str, chain: Uuid) {
        let mut tx = self.db.begin_all().await.unwrap();
        sqlx::query(sql).bind(chain).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// How many of each thing the sandbox has of a family: accounts, people, numbers, subscriptions.
    pub fn made(&self, family: &str) -> [usize; 4] {
        self.sandbox.with(|world| {
            let accounts: Vec<_> =
                world.accounts.iter().filter(|a| a.account_name == family).map(|a| &a.account_id).collect();
            let people: Vec<_> = world
                .subscribers
                .iter()
                .filter(|s| accounts.contains(&&s.account_id))
                .map(|s| &s.subscriber_id)
                .collect();
            let numbers =
                world.lines.iter().filter(|l| l.subscriber_id.as_ref().is_some_and(|s| people.contains(&s))).count();
            let subscriptions = world.subscriptions.iter().filter(|s| people.contains(&&s.subscriber_id)).count();
            [accounts.len(), people.len(), numbers, subscriptions]
        })
    }

    /// Goes through every step of a new family.
    pub async fn draft(&self, fields: &Fields) -> (Uuid, Basis) {
        let (draft, _) = wizard::start(&self.db, &self.agent, &Start::NewFamily).await.unwrap();
        let editor = Uuid::now_v7();
        for step in [Step::Account, Step::People, Step::Lines, Step::Plans, Step::Limits] {
            let mut own = fields.clone();
            own.0.retain(|name, _| step.owns(name));
            let basis = Basis {
                version: 1,
                editor: if step == Step::Account { editor } else { self.editor(draft).await },
                turn: 0,
            };
            let post = Post { draft, basis, step, fields: own, intent: Intent::Next, witness: Witness::default() };
            let saved = wizard::save(&self.db, &self.desk, &self.agent, post).await.unwrap();
            let mut tx = self.db.begin(&self.agent).await.unwrap();
            let errors = wizard::get(&mut tx, &self.agent, draft).await.unwrap().0.errors;
            assert!(matches!(saved, Saved::To(_)), "{step:?} is not valid: {errors:?}");
        }
        (draft, Basis { version: -1, editor: self.editor(draft).await, turn: 0 })
    }

    async fn editor(&self, draft: Uuid) -> Uuid {
        let mut tx = self.db.begin(&self.agent).await.unwrap();
        wizard::get(&mut tx, &self.agent, draft).await.unwrap().0.editor.unwrap()
    }

    pub async fn submit(&self, (draft, basis): (Uuid, Basis)) -> Uuid {
        match wizard::submit(&self.db, &self.desk, &self.agent, draft, basis, None, &self.urls).await.unwrap() {
            Submitted::Chain(chain) => chain,
            Submitted::Ports(batch) => panic!("{batch} are numbers"),
            Submitted::Mend(step) => panic!("{step:?} needs mending"),
        }
    }
}

pub fn known(id: &str) -> Ref {
    Ref::Known(id.into())
}

/// Whose portal it is.
pub fn brand() -> Brand {
    Brand {
        name: "Homeline".into(),
        operator: "Acme Mobile".into(),
        logo: None,
        hue: None,
        support_email: "help@example.com".into(),
        support_phone: None,
        care_line: None,
        terms_url: None,
        privacy_url: None,
    }
}

/// One more number for Yaw Mensah.
pub fn number(zip: &str) -> Op {
    Op::ProvisionNumber {
        account: known("AID-mensah"),
        subscriber: known("TSUID-yaw.mensah"),
        area_code: String::new(),
        zip: zip.into(),
        iccid: None,
        message_route: known("MRID-mensah"),
        voice_route: known("CRID-mensah"),
        courtesy: None,
    }
}

/// Where the first operation of a chain stands.
pub async fn state(portal: &Portal, chain: Uuid) -> OpState {
    portal.view(chain).await.steps[0].state
}

/// The Haddads: three people, two lines.
pub fn haddads() -> Fields {
    Fields::from([
        ("account.name", "Haddad"),
        ("billing.street1", "2701 N Thanksgiving Way"),
        ("billing.city", "Lehi"),
        ("billing.state", "UT"),
        ("billing.zip", "84043"),
        ("mailing.same", "on"),
        ("person.0.name", "Rana Haddad"),
        ("person.0.email", "rana.haddad@example.com"),
        ("person.1.name", "Sami Haddad"),
        ("person.1.email", "sami.haddad@example.com"),
        ("person.2.name", "Lina Haddad"),
        ("person.2.email", "lina.haddad@example.com"),
        ("line.0.area_code", "385"),
        ("line.1.want", "none"),
        ("line.2.zip", "84043"),
        ("plan.0.package", "PID-family-10"),
        ("plan.2.package", "PID-kids-2"),
        ("limits.0.notify", "8 GB"),
        ("limits.0.throttle", "9 GB"),
        ("limits.0.limit", "10 GB"),
        ("limits.0.speed", "5-mbps"),
        ("limits.2.notify", "1 GB"),
        ("limits.2.throttle", "1500 MB"),
        ("limits.2.limit", "2 GB"),
        ("limits.2.speed", "1-mbps"),
    ])
}
