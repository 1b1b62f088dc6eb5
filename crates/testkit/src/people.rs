//! People to sign in as.

use anyhow::Context;
use domain::Role;
use services::{Actor, identity};

use crate::{Browser, TestApp};

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// Somebody with a browser.
pub struct Person {
    /// Who it is.
    pub actor: Actor,
    /// Signed in.
    pub browser: Browser,
}

impl TestApp {
    /// A new staff agent, signed in.
    ///
    /// # Errors
    /// When signing in fails.
    pub async fn staff(&self) -> anyhow::Result<Person> {
        self.person("agent@example.com", Role::Agent, None).await
    }

    /// A new manager of Telegent's account, signed in.
    ///
    /// # Errors
    /// When signing in fails.
    pub async fn manager(&self, account_id: &str) -> anyhow::Result<Person> {
        let email = format!("manager.{}@example.com", account_id.to_ascii_lowercase());
        self.person(&email, Role::Manager, Some((account_id, "SID-test"))).await
    }

    /// A new guardian of these people of Telegent's account, signed in; the first is who it is.
    ///
    /// # Errors
    /// When signing in fails.
    pub async fn guardian(&self, account_id: &str, own: &str, of: &[&str]) -> anyhow::Result<Person> {
        let email = format!("guardian.{}@example.com", own.to_ascii_lowercase());
        let person = self.person(&email, Role::Guardian, Some((account_id, own))).await?;
        let mut tx = self.state.db.begin_all().await?;
        for subscriber in of {
            identity::assign_guardian(&mut tx, person.actor.user_id, account_id, subscriber).await?;
        }
        tx.commit().await?;
        Ok(person)
    }

    /// A new member of Telegent's account, signed in.
    ///
    /// # Errors
    /// When signing in fails.
    pub async fn member(&self, account_id: &str, own: &str) -> anyhow::Result<Person> {
        let email = format!("member.{}@example.com", own.to_ascii_lowercase());
        self.person(&email, Role::Member, Some((account_id, own))).await
    }

    /// A new person, signed in.
    ///
    /// # Errors
    /// When the address is taken or signing in fails.
    pub async fn person(&self, email: &str, role: Role, family: Option<(&str, &str)>) -> anyhow::Result<Person> {
        let (db, hasher) = (&self.state.db, &self.state.hasher);
        let actor = identity::create_user(db, hasher, email, "Test Person", PASSWORD.into(), role, family).await?;
        let browser = self.browser()?;
        let answer = browser.sign_in(email, PASSWORD).await?;
        (answer.status == 303 && answer.location() == "/").then_some(()).context("signing in failed")?;
        Ok(Person { actor, browser })
    }
}
