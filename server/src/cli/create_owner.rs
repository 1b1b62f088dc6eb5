//! `create-owner`: the first person of a new portal.

use std::io::{BufRead, IsTerminal};

use anyhow::Context;
use secrecy::SecretString;
use services::identity::{self, Cost, Hasher, MIN_PASSWORD};

use crate::Config;

pub(super) async fn run(config: &Config, email: &str, name: &str) -> anyhow::Result<()> {
    let db = super::connect(config).await?;
    let hasher = Hasher::new(Cost::Owasp, 1)?;
    let password = tokio::task::spawn_blocking(read_password).await??;
    match identity::create_owner(&db, &hasher, email, name, password).await {
        Ok(owner) => println!("{} can sign in as {}.", owner.name, owner.email),
        Err(services::Error::Invalid(errors)) => {
            let list: Vec<_> = errors.0.iter().map(|(field, fault)| format!("{field}: {}", fault.message())).collect();
            anyhow::bail!("nobody was created. {}", list.join(" "));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// From a prompt that does not show it, or one line of standard input.
fn read_password() -> anyhow::Result<SecretString> {
    if std::io::stdin().is_terminal() {
        let prompt = format!("Password (at least {MIN_PASSWORD} characters): ");
        return Ok(rpassword::prompt_password(prompt).context("password not read")?.into());
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("password not read")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned().into())
}
