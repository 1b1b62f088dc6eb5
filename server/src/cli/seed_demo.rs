//! `seed-demo`: people to sign in as. The families themselves are the sandbox's.

use anyhow::Context;
use domain::{Email, Fault, Role};
use services::{
    Db,
    identity::{self, Cost, Hasher},
    projection,
};

use crate::{Config, startup};

/// Everybody's password in the demonstration.
pub const PASSWORD: &str = "homeline-demo-1";

const STAFF: [(&str, &str, Role); 2] =
    [("robin.ortega@example.com", "Robin Ortega", Role::Owner), ("kim.park@example.com", "Kim Park", Role::Agent)];
const MANAGER: &str = "dana.mensah@example.com";
/// Of the same family: one who looks after Ama, and Ama.
const GUARDIAN: &str = "kofi.mensah@example.com";
const MEMBER: &str = "ama.mensah@example.com";

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    anyhow::ensure!(config.demo, "this is no demonstration: set HOMELINE_DEMO=true where nothing is real");
    let db = super::connect(config).await?;
    let client = startup::telegent(config, &db)?;
    seed(&db, &client).await?;
    println!("Sign in with the password {PASSWORD} as:");
    for (email, name, role) in STAFF {
        println!("  {email}  {name}, {}", role.label(domain::Lang::En));
    }
    println!("  {MANAGER}  family manager");
    println!("  {GUARDIAN}  guardian of Ama");
    println!("  {MEMBER}  member of the family");
    Ok(())
}

/// Creates the people of the demonstration who are not there yet, and reads the families in.
///
/// # Errors
/// When database or upstream are out of reach, or the upstream does not know the family manager.
pub async fn seed(db: &Db, client: &telegent::Client) -> anyhow::Result<()> {
    let hasher = Hasher::new(Cost::Owasp, 1)?;
    for (email, name, role) in STAFF {
        create(db, &hasher, email, name, role, None).await?;
    }
    projection::Syncer::new(db.clone(), client.clone(), projection::Settings::default())
        .all()
        .await
        .context("the families could not be read")?;
    let page = client.distributor().subscribers(1, 100).await?.into_value();
    let find = |email: &str| {
        let mut people = page.subscribers.iter();
        people
            .find(|person| person.email.as_deref().is_some_and(|theirs| theirs.eq_ignore_ascii_case(email)))
            .with_context(|| format!("Telegent knows no {email}: is this a sandbox with its families?"))
    };
    let account = find(MANAGER)?.account.clone().context("the family manager belongs to no account")?.account_id;
    for (email, role) in [(MANAGER, Role::Manager), (GUARDIAN, Role::Guardian), (MEMBER, Role::Member)] {
        let person = find(email)?;
        let name = person.name.as_deref().unwrap_or(email);
        create(db, &hasher, email, name, role, Some((&account, &person.subscriber_id))).await?;
    }
    let mut tx = db.begin_all().await?;
    let guardian = identity::find_by_email(&mut tx, &Email::parse(GUARDIAN).map_err(|_| anyhow::anyhow!("address"))?)
        .await?
        .context("the guardian was just made")?;
    identity::assign_guardian(&mut tx, guardian.id, &account, &find(MEMBER)?.subscriber_id).await?;
    Ok(tx.commit().await?)
}

async fn create(
    db: &Db,
    hasher: &Hasher,
    email: &str,
    name: &str,
    role: Role,
    family: Option<(&str, &str)>,
) -> anyhow::Result<()> {
    match identity::create_user(db, hasher, email, name, PASSWORD.into(), role, family).await {
        Ok(_) => Ok(()),
        Err(services::Error::Invalid(errors)) if errors.at("email") == Some(&Fault::EmailTaken) => Ok(()),
        Err(other) => Err(other.into()),
    }
}
